"""Markdown that staff write, as HTML that is safe to show."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("linkify", ignoreInvalid=True)
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "h5", "blockquote", "hr", "code"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_HEADINGS = {"<h1>": "<h3>", "</h1>": "</h3>", "<h2>": "<h3>", "</h2>": "</h3>"}


def as_html(text: str) -> Markup:
    """Return safe HTML; headings start at level 3, because the page has the ones above."""
    html = _parser.render(text or "")
    for written, shown in _HEADINGS.items():
        html = html.replace(written, shown)
    safe = nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES)
    return Markup(safe)  # noqa: S704


def as_text(text: str) -> str:
    """Return the words alone, for meta tags and feeds."""
    return " ".join(nh3.clean(_parser.render(text or ""), tags=set()).split())
