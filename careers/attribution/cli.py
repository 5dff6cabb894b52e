"""`careers attribution`: credit from files and the self-check, without the web application."""

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from careers.attribution import files
from careers.attribution.credit import UNKNOWN, Credit, Model, credit
from careers.attribution.intervals import Sureness, intervals
from careers.attribution.models import MODELS, model_named
from careers.attribution.reference import CASES
from careers.attribution.weighted import TimesNeeded


@click.group("attribution")
def commands() -> None:
    """Who gets credit: models on files, and their self-check."""


@commands.command("selfcheck")
def selfcheck() -> None:
    """Compute the published examples and compare; ends with 1 if any differs."""
    table = Table("example", "largest difference", "")
    for case in CASES:
        table.add_row(case.name, f"{case.worst:.1e}", "right" if case.is_right else "WRONG")
    Console().print(table)
    if not all(case.is_right for case in CASES):
        raise SystemExit(1)


@commands.command("credit")
@click.argument("file", type=click.Path(allow_dash=True, dir_okay=False))
@click.option("--model", "name", type=click.Choice(list(MODELS)), required=True, help="Who gets credit.")
@click.option(
    "--order", type=click.IntRange(1, 4), default=1, show_default=True, help="Order of the Markov chain."
)
@click.option(
    "--half-life", type=float, default=7.0, show_default=True, help="Half-life of time decay, in days."
)
@click.option("--window", type=float, help="Look-back in days, for raw touches; all touches if left out.")
@click.option("--direct", multiple=True, help="Channel that last-non-direct passes over; may be repeated.")
@click.option(
    "--interval", "wants_interval", is_flag=True, help="Add 95 % intervals from a seeded bootstrap."
)
@click.option(
    "--value", "by_value", is_flag=True, help="Share out the value of conversions, not their number."
)
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out and say how many, instead of stopping.")
@click.option("--path-column", default="path", show_default=True, help="Column of the path.")
@click.option(
    "--conversions-column", default="total_conversions", show_default=True, help="Column of conversions."
)
@click.option(
    "--value-column", default="total_conversion_value", show_default=True, help="Column of their value."
)
@click.option(
    "--null-column", default="total_null", show_default=True, help="Column of journeys without conversion."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def credit_of_file(file: str, **options: Any) -> None:
    """Share out the conversions of FILE (or - for standard input) among its channels."""
    try:
        reading = _read(file, options)
        model = _model(options)
        found = credit(reading.paths, model, "value" if options["by_value"] else "conversions")
        sure = intervals(reading.paths, model) if options["wants_interval"] else None
    except (files.BadFile, files.BadRow, TimesNeeded, ValueError, OSError) as problem:
        raise click.ClickException(str(problem)) from None
    if reading.skipped:
        click.echo(f"{reading.skipped} of {reading.rows} rows were bad and left out.", err=True)
    if options["as_json"]:
        click.echo(json.dumps(_as_json(found, sure, reading.skipped), ensure_ascii=False))
    else:
        _print(found, sure)


def _model(options: dict[str, Any]) -> Model:
    name = options["name"]
    chosen: dict[str, Any] = {
        "markov": {"order": options["order"]},
        "time-decay": {"half_life": options["half_life"]},
        "last-non-direct": {"direct": frozenset(options["direct"])} if options["direct"] else {},
    }
    return model_named(name, **chosen.get(name, {}))


def _read(file: str, options: dict[str, Any]) -> files.Reading:
    columns = files.Columns(
        path=options["path_column"],
        conversions=options["conversions_column"],
        value=options["value_column"],
        nulls=options["null_column"],
    )
    with _rows(file) as (names, rows):
        shown = track(
            rows, "Reading", console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
        )
        return files.read(shown, names, columns, skip_bad=options["skip_bad"], window=options["window"])


@contextlib.contextmanager
def _rows(file: str) -> Iterator[tuple[list[str], Iterator[files.Row]]]:
    if file == "-":
        yield files.rows_of_text(sys.stdin)
    elif file.endswith((".parquet", ".pq")):
        yield files.rows_of_parquet(Path(file))
    else:
        with Path(file).open(encoding="utf-8-sig", newline="") as stream:
            yield files.rows_of_text(stream)


def _as_json(found: Credit, sure: Sureness | None, skipped: int) -> dict[str, Any]:
    rows = [(row, amount) for row, amount in found.ranked() if row is not UNKNOWN or amount]
    told: dict[str, Any] = {
        "model": found.model,
        "conversions": found.total,
        "credit": {str(row): amount for row, amount in rows},
        "notes": list(found.notes),
        "skipped": skipped,
    }
    if sure is not None:
        held = {str(row): sure.intervals[row] for row, _amount in rows}
        told["intervals"] = {
            name: {"low": one.low, "high": one.high, "rank": one.rank} for name, one in held.items()
        }
        told["draws"], told["seed"], told["too_few_to_rank"] = sure.draws, sure.seed, sure.is_too_few
    return told


def _print(found: Credit, sure: Sureness | None) -> None:
    table = Table(
        "channel", "credit", "share", *(("95 % interval", "rank") if sure else ()), title=found.model
    )
    for row, amount in found.ranked():
        if row is UNKNOWN and not amount:
            continue
        cells = [str(row), f"{amount:,.4f}", f"{100 * found.share(row):.2f} %"]
        if sure is not None:
            one = sure.intervals[row]
            cells += [f"{one.low:,.2f} – {one.high:,.2f}", str(one.rank or "")]
        table.add_row(*cells)
    console = Console()
    console.print(table)
    console.print(f"conversions: {found.total:,.6g}")
    for note in found.notes:
        console.print(note)
    if sure is not None and sure.is_too_few:
        console.print("Fewer than 20 conversions: too few to rank.")
