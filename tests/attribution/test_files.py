"""Credit from files through the command line."""

import json

import pytest
from click.testing import CliRunner

from careers.attribution.cli import commands

COUNTED = "path;total_conversions;total_conversion_value;total_null\nA > B;3;30;1\nA > C;1;10;1\n"
TOUCHES = """journey,at,channel,converted_at
1,2026-03-01T10:00:00Z,A,2026-03-02T10:00:00Z
1,2026-03-01T12:00:00Z,B,2026-03-02T10:00:00Z
2,2026-03-01,A,
"""


def run(text, *words, folder=None):
    return CliRunner().invoke(commands, ["credit", "-", *words], input=text)


def credit(text, *words):
    result = run(text, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_counted_paths_give_exact_markov_credit():
    found = credit(COUNTED, "--model", "markov")
    assert (found["model"], found["conversions"]) == ("markov", 4)
    assert found["credit"] == pytest.approx({"A": 2, "B": 1.5, "C": 0.5})


def test_value_is_shared_out_on_request():
    assert credit(COUNTED, "--model", "last", "--value")["credit"] == {"B": 30, "C": 10, "A": 0}


def test_comma_and_named_columns_are_read():
    text = "way,wins\nA>B,2\n"
    found = credit(text, "--model", "first", "--path-column", "way", "--conversions-column", "wins")
    assert found["credit"] == {"A": 2, "B": 0}


def test_raw_touches_give_time_decay():
    found = credit(TOUCHES, "--model", "time-decay", "--half-life", "0.0833333333333")
    assert found["credit"] == pytest.approx({"A": 1 / 3, "B": 2 / 3}, abs=1e-6)


def test_window_leaves_old_touches_out():
    text = TOUCHES.replace("2026-03-01T10:00:00Z,A", "2025-01-01T10:00:00Z,A")
    assert credit(text, "--model", "first", "--window", "30")["credit"] == {"B": 1, "A": 0}


def test_conversion_without_a_path_is_unknown():
    assert credit("path;total_conversions\n;2\nA;1\n", "--model", "last")["credit"] == {"A": 1, "unknown": 2}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("path;total_conversions\nA;1\nB;x\n", "Line 3: total_conversions is 'x', not a number."),
        ("path;total_conversions\nA>>B;1\n", "Line 2: the path 'A>>B' has an empty part."),
        ("path;total_conversions\nA;-1\n", "Line 2: total_conversions is '-1', not a number from 0 on."),
        ("path;total_conversions\nA;nan\n", "Line 2: total_conversions is 'nan', not a number from 0 on."),
        ("path;total_conversions\nA;1;9\n", "Line 2: it has another number of cells than the header."),
        ("journey,at,channel,converted_at\n1,soon,A,\n", "Line 2: 'soon' is no time such as"),
        ("a,b\n1,2\n", "The header must name 'path'"),
        ("", "The file is empty."),
    ],
    ids=["number", "part", "negative", "nan", "cells", "time", "header", "empty"],
)
def test_bad_row_is_told_with_its_line(text, message):
    result = run(text, "--model", "last")
    assert result.exit_code == 1
    assert message in result.output


def test_bad_rows_are_left_out_and_counted_on_request():
    found = credit("path;total_conversions\nA;1\nB;x\nC;2\n", "--model", "last", "--skip-bad")
    assert (found["skipped"], found["credit"]) == (1, {"C": 2, "A": 1})


def test_interval_says_how_it_was_found():
    found = credit(COUNTED, "--model", "linear", "--interval")
    assert (found["draws"], found["too_few_to_rank"]) == (1000, True)
    assert set(found["intervals"]) == {"A", "B", "C"}


def test_table_shows_every_channel(tmp_path):
    file = tmp_path / "paths.csv"
    file.write_text("\ufeff" + COUNTED)
    result = CliRunner().invoke(commands, ["credit", str(file), "--model", "linear", "--interval"])
    assert result.exit_code == 0
    assert all(name in result.output for name in ("A", "B", "C", "too few to rank"))


def test_time_decay_of_counted_paths_says_what_is_missing():
    assert "needs the times" in run(COUNTED, "--model", "time-decay").output


def test_selfcheck_finds_everything_right():
    result = CliRunner().invoke(commands, ["selfcheck"])
    assert result.exit_code == 0
    assert "WRONG" not in result.output
