"""Comparing texts without case and accents, the same way on both databases.

SQLite folds case for ASCII only and neither database folds accents by itself.
"""

from typing import Any

from sqlalchemy import String, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_ACCENTED, _PLAIN = "àâäçéèêëîïôöùûüÿÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ", "aaaceeeeiioouuuyaaaceeeeiioouuuy"
_TABLE = str.maketrans(_ACCENTED, _PLAIN)


def fold(text: str | None) -> str | None:
    """Return a text in lower case without accents; None stays None."""
    return None if text is None else text.translate(_TABLE).lower()


class folded(FunctionElement[str]):  # noqa: N801  written like the SQL function it stands for
    """`folded(column)`: the column's text as `fold` returns it, computed by the database."""

    type = String()
    inherit_cache = True


@compiles(folded)
def _as_function(element: Any, compiler: Any, **options: Any) -> str:
    """SQLite calls `fold` itself, which every connection registers."""
    return f"folded({compiler.process(element.clauses, **options)})"


@compiles(folded, "postgresql")
def _as_translate(element: Any, compiler: Any, **options: Any) -> str:
    return f"lower(translate({compiler.process(element.clauses, **options)}, '{_ACCENTED}', '{_PLAIN}'))"


def says(q: str, *columns: Any) -> list[Any]:
    """Return one condition per word of a search: the word is in one of the columns, whatever case and accents."""
    words = [fold(word) for word in q.split()[:6]]
    return [or_(*(folded(column).contains(word, autoescape=True) for column in columns)) for word in words]
