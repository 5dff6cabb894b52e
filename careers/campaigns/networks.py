"""What each network is like: how long a text may be, how links count, which utm values its channels begin with.

utm_source and utm_medium follow GA4's channel groups (support.google.com/analytics/answer/9756891): lower case,
`social` and `paid_social`; `twitter` rather than `x`, which is not surely in GA4's list of social sources.
"""

from dataclasses import dataclass

from careers.campaigns.models import Network

LINK_PLACEHOLDER = "{link}"


@dataclass(frozen=True)
class Nature:
    """A network's rules. `advised` is the length that still shows whole; `link_counts_as` a fixed length of links.

    `has_stories` where something that vanishes can be published as well; LinkedIn, X and YouTube have none any more.
    """

    utm_source: str
    organic_medium: str
    paid_medium: str
    limit: int
    advised: int = 0
    link_counts_as: int | None = None
    has_public_address: bool = True
    has_stories: bool = False

    @property
    def may_lack_address(self) -> bool:
        """Say whether something may be out there without an address to come back to."""
        return self.has_stories or not self.has_public_address


NATURES: dict[Network, Nature] = {
    Network.LINKEDIN: Nature("linkedin", "social", "paid_social", 3000, 210),
    Network.FACEBOOK: Nature("facebook", "social", "paid_social", 63206, 480, has_stories=True),
    Network.INSTAGRAM: Nature("instagram", "social", "paid_social", 2200, 125, has_stories=True),
    Network.X: Nature("twitter", "social", "paid_social", 280, 0, 23),
    Network.SNAPCHAT: Nature("snapchat", "social", "paid_social", 250, has_public_address=False),
    Network.YOUTUBE: Nature("youtube", "social", "paid_video", 5000, 150),
    Network.NEWSLETTER: Nature("newsletter", "email", "email", 10000, has_public_address=False),
    Network.JOB_BOARD: Nature("job-board", "referral", "cpc", 10000),
    Network.POSTER: Nature("poster", "offline", "offline", 1000, has_public_address=False),
    Network.WORD_OF_MOUTH: Nature("word-of-mouth", "referral", "referral", 1000, has_public_address=False),
}


def with_link(text: str, address: str) -> str:
    """Return a text with its link where it says {link}, else on a line of its own at the end."""
    if LINK_PLACEHOLDER in text:
        return text.replace(LINK_PLACEHOLDER, address)
    return f"{text.rstrip()}\n\n{address}" if text.strip() else address


def length_on(network: Network, text: str, address: str) -> int:
    """Return how many characters a text with its link takes on a network."""
    fixed = NATURES[network].link_counts_as
    return len(with_link(text, "x" * fixed if fixed else address))
