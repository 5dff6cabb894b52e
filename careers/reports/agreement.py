"""What was tracked beside what candidates said, and how much each tier of consent can know."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from careers.applicants.models import ConsentTier
from careers.applicants.summary import SEPARATOR
from careers.campaigns.models import Post
from careers.reports.figures import OTHER, UNKNOWN
from careers.reports.queries import Arrivals

NOTHING_SAID = ""


@dataclass(frozen=True)
class Agreement:
    """Applications by the network of the last touch (rows) and by declared source (columns).

    Several declared sources count in each of their columns, so a row's cells may exceed its total. `agreeing` of the
    `comparable` applications, those with a tracked network and a declared source, name that network.
    """

    rows: dict[str, int]
    columns: dict[str, int]
    cells: dict[tuple[str, str], int]
    agreeing: int
    comparable: int


def agreement(found: Arrivals, posts: Mapping[int, Post]) -> Agreement:
    """Return how far tracked and declared sources agree; `posts` are known by their link."""
    rows: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    agreeing = comparable = 0
    lasts = (path.rpartition(SEPARATOR)[2] for path in found.paths)
    for (last, declared), count in Counter(zip(lasts, found.declared, strict=True)).items():
        post = posts.get(int(last)) if last else None
        tracked = str(post.channel.network) if post else OTHER if last else UNKNOWN
        said = declared.split(",") if declared else [NOTHING_SAID]
        rows[tracked] += count
        for source in said:
            columns[source] += count
            cells[tracked, source] += count
        if post is not None and declared:
            comparable += count
            agreeing += count * (tracked in said)
    return Agreement(_by_size(rows), _by_size(columns), dict(cells), agreeing, comparable)


def tiers(found: Arrivals) -> dict[ConsentTier, tuple[int, int]]:
    """Return for each tier of consent how many applications there are, and how many of them have a touch."""
    counts = Counter(found.tiers)
    touched = Counter(tier for tier, path in zip(found.tiers, found.paths, strict=True) if path)
    return {tier: (counts[tier.value], touched[tier.value]) for tier in ConsentTier}


def _by_size(counts: Counter[str]) -> dict[str, int]:
    special = (OTHER, UNKNOWN, NOTHING_SAID)
    return dict(sorted(counts.items(), key=lambda item: (item[0] in special, -item[1], item[0])))
