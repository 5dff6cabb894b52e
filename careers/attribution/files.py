"""Journeys from files: counted paths or raw touches, CSV or Parquet. Nothing is dropped without being counted.

Counted paths have a path per row with its conversions (`path;total_conversions;total_conversion_value;total_null`); raw
touches one touch per row (`journey,at,channel,converted_at`). The header decides which it is, and the separator.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from careers.attribution.journeys import CountedPath, Journey, Touch, prepared
from careers.attribution.paths import Paths, paths_of_counts, paths_of_journeys

Row = dict[str, str]


class BadFile(ValueError):
    """The file cannot be read as journeys at all."""


class BadRow(ValueError):
    """One row cannot be read; the message names its line."""


@dataclass(frozen=True)
class Columns:
    """The names of the columns, which options can change."""

    path: str = "path"
    conversions: str = "total_conversions"
    value: str = "total_conversion_value"
    nulls: str = "total_null"
    journey: str = "journey"
    at: str = "at"
    channel: str = "channel"
    converted_at: str = "converted_at"


@dataclass
class Reading:
    """What was read: the journeys, whether they have times, and how many bad rows were left out on request."""

    paths: Paths
    has_times: bool
    rows: int = 0
    skipped: int = 0
    notes: list[str] = field(default_factory=list)


def read(
    lines: Iterable[Row],
    names: Iterable[str],
    columns: Columns,
    *,
    skip_bad: bool = False,
    window: float | None = None,
) -> Reading:
    """Return the journeys of rows with these column names; `window` is a look-back in days, for raw touches.

    Raises BadFile when the columns fit neither form, BadRow for a row that cannot be read unless `skip_bad`.
    """
    found = set(names)
    if columns.path in found:
        return _counted(lines, found, columns, skip_bad)
    if {columns.journey, columns.channel, columns.at} <= found:
        return _touches(lines, columns, skip_bad, window)
    wanted = f"{columns.path!r}, or {columns.journey!r}, {columns.at!r} and {columns.channel!r}"
    raise BadFile(f"The header must name {wanted}; it says {', '.join(sorted(found)) or 'nothing'}.")


def rows_of_text(stream: IO[str]) -> tuple[list[str], Iterator[Row]]:
    """Return the column names of a CSV text and its rows; the header decides between `;`, `,` and tab."""
    header = stream.readline().lstrip("\ufeff").rstrip("\r\n")
    if not header:
        raise BadFile("The file is empty.")
    separator = max(";,\t", key=header.count)
    names = [name.strip() for name in next(csv.reader([header], delimiter=separator))]
    return names, _rows(csv.reader(stream, delimiter=separator), names)


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[Row]:
    for cells in reader:
        if cells:
            yield dict(zip(names, cells, strict=False)) | {"": str(len(cells) - len(names))}


def rows_of_parquet(path: Path) -> tuple[list[str], Iterator[Row]]:
    """Return the column names and rows of a Parquet file; needs pyarrow, which is not among our own libraries."""
    try:
        from pyarrow import parquet
    except ImportError:
        raise BadFile("Reading Parquet needs pyarrow: pip install pyarrow.") from None
    file = parquet.ParquetFile(path)
    names = [str(name) for name in file.schema_arrow.names]

    def rows() -> Iterator[Row]:
        for batch in file.iter_batches():
            for one in batch.to_pylist():
                yield {name: "" if one[name] is None else str(one[name]) for name in names} | {"": "0"}

    return names, rows()


def _counted(lines: Iterable[Row], names: set[str], columns: Columns, skip_bad: bool) -> Reading:
    rows: list[CountedPath] = []
    reading = Reading(paths_of_counts([]), has_times=False)
    for line, row in enumerate(lines, 2):
        try:
            rows.append(_path(row, names, columns))
        except ValueError as problem:
            _refuse(reading, line, problem, skip_bad)
        reading.rows += 1
    reading.paths = paths_of_counts(rows)
    return reading


def _path(row: Row, names: set[str], columns: Columns) -> CountedPath:
    if row.get("", "0") != "0":
        raise ValueError("it has another number of cells than the header")
    parts = [part.strip() for part in row[columns.path].split(">")]
    if parts == [""]:
        parts = []
    if not all(parts):
        raise ValueError(f"the path {row[columns.path]!r} has an empty part")
    conversions = _number(row, columns.conversions) if columns.conversions in names else 0.0
    nulls = _number(row, columns.nulls) if columns.nulls in names else 0.0
    value = _number(row, columns.value) if columns.value in names else None
    return CountedPath(tuple(parts), conversions, nulls, value)


def _number(row: Row, name: str) -> float:
    text = row[name].strip()
    try:
        number = float(text or 0)
    except ValueError:
        raise ValueError(f"{name} is {text!r}, not a number") from None
    if not 0 <= number < float("inf"):
        raise ValueError(f"{name} is {text!r}, not a number from 0 on")
    return number


def _touches(lines: Iterable[Row], columns: Columns, skip_bad: bool, window: float | None) -> Reading:
    touches: dict[str, list[Touch]] = defaultdict(list)
    converted: dict[str, datetime | None] = {}
    reading = Reading(paths_of_counts([]), has_times=True)
    for line, row in enumerate(lines, 2):
        try:
            name, touch, end = _touch(row, columns)
            if converted.setdefault(name, end) != end:
                raise ValueError(f"journey {name!r} has two different {columns.converted_at}")
            touches[name].append(touch)
        except ValueError as problem:
            _refuse(reading, line, problem, skip_bad)
        reading.rows += 1
    journeys = [Journey(tuple(found), converted[name]) for name, found in touches.items()]
    if window is not None:
        journeys = prepared(journeys, timedelta(days=window), timedelta(0))
    reading.paths = paths_of_journeys(journeys)
    return reading


def _touch(row: Row, columns: Columns) -> tuple[str, Touch, datetime | None]:
    if row.get("", "0") != "0":
        raise ValueError("it has another number of cells than the header")
    name, channel = row[columns.journey].strip(), row[columns.channel].strip()
    if not name or not channel:
        raise ValueError(f"{columns.journey} or {columns.channel} is empty")
    end = row.get(columns.converted_at, "").strip()
    return name, Touch(channel, _time(row[columns.at])), _time(end) if end else None


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no time such as 2026-03-01T12:00:00Z") from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _refuse(reading: Reading, line: int, problem: ValueError, skip_bad: bool) -> None:
    if not skip_bad:
        raise BadRow(f"Line {line}: {problem}.") from None
    reading.skipped += 1
