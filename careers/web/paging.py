"""Lists in pages, and addresses that keep the filters."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from flask import request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter, Map

T = TypeVar("T")
PER_PAGE = 25
LARGEST_ID = 2**31 - 1  # what an INTEGER column of PostgreSQL holds


class IdConverter(IntegerConverter):
    """An id in a path: a number that no row can have answers 404 instead of overflowing in the database."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=LARGEST_ID)


@dataclass(frozen=True)
class PageOf(Generic[T]):
    """One page of a list; `number` counts from 1."""

    items: list[T]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """Return the place of the first item in the whole list, from 1; 0 when empty."""
        return (self.number - 1) * self.per_page + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Return the place of the last item shown."""
        return min(self.number * self.per_page, self.total)


def page_of(
    session: Session, query: Select[T], number: int | None = None, per_page: int = PER_PAGE
) -> PageOf[T]:
    """Return one page of a query; a number past the end gives the last page."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    last = max(1, -(-total // per_page))
    number = min(max(1, number or requested_page()), last)
    items = session.scalars(query.limit(per_page).offset((number - 1) * per_page)).unique().all()
    return PageOf(list(items), number, total, per_page)


def requested_page() -> int:
    """Return the page number in the address; anything that is no positive number is page 1."""
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def asked_id(name: str) -> int | None:
    """Return the id in the address under this name; None for what is no number.

    A number that no row can have is made one that no row has, so a list asked for it is empty and nothing overflows.
    """
    return id_of(request.args.get(name, ""))


def id_of(text: str) -> int | None:
    """Return the id that a text says, or None; see `asked_id` for numbers that are too large."""
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        return None
    return min(int(text[:20]), LARGEST_ID)


def address_with(path: str, **changes: Any) -> str:
    """Return an address with this page's query values, some of them changed; None takes one away."""
    values: dict[str, Any] = {**request.args.to_dict(flat=False), **changes}
    if "page" not in changes:
        values.pop("page", None)
    query = urlencode([(k, v) for k, v in values.items() if v not in (None, "", [], [""])], doseq=True)
    return f"{path}?{query}" if query else path


def here_with(**changes: Any) -> str:
    """Return this page's address with some query values changed; None takes one away."""
    return address_with(request.script_root + quote(request.path), **changes)
