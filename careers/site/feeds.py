"""The feed of open jobs."""

from collections.abc import Sequence

from feedgenerator import Atom1Feed

from careers.openings.models import Opening
from careers.site.posting import public_address
from careers.web.markdown import as_text


def atom(title: str, openings: Sequence[Opening], language: str) -> str:
    """Return the jobs as Atom 1.0 (RFC 4287), newest first."""
    feed = Atom1Feed(
        title=title,
        link=public_address("site.jobs"),
        description=title,
        language=language,
        feed_url=public_address("site.feed"),
    )
    for one in openings:
        feed.add_item(
            title=one.title,
            link=public_address("site.job", slug=one.slug),
            unique_id=public_address("site.job", slug=one.slug),
            description=as_text(one.summary or one.missions),
            pubdate=one.published_at,
            updateddate=one.updated_at,
        )
    return str(feed.writeString("utf-8"))
