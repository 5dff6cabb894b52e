"""The rule models against the reference cases of the attribution definitions."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.attribution.credit import UNKNOWN, credit, roll_up, shares
from careers.attribution.journeys import Journey, Touch, fold_repeats
from careers.attribution.models import MODELS, model_named

START = datetime(2026, 3, 1, tzinfo=UTC)
NINE = ("A", "A>B", "A>B>C", "B", "B>A", "B>C>A", "C", "C>A", "C>B>A")


def journey(path: str, value: float = 1.0) -> Journey:
    hours = count()
    touches = tuple(Touch(key, START + timedelta(hours=next(hours))) for key in path.split(">") if key)
    return Journey(touches, START + timedelta(days=2), value=value)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("first", (9, 9, 9)),
        ("last", (15, 6, 6)),
        ("linear", (10.5, 9, 7.5)),
        ("linear-unique", (10.5, 9, 7.5)),
    ],
)
def test_nine_journeys_give_the_published_credits(model: str, expected: tuple[float, ...]) -> None:
    result = credit([journey(path, 3.0) for path in NINE], model_named(model), "value")
    assert [result.amounts[key] for key in "ABC"] == pytest.approx(expected, abs=1e-9)


def test_last_non_direct_passes_over_the_direct_touch() -> None:
    model = model_named("last-non-direct", direct=frozenset({"A"}))
    result = credit([journey(path, 3.0) for path in NINE], model, "value")
    assert [result.amounts[key] for key in "ABC"] == pytest.approx((3, 12, 12), abs=1e-9)


def test_conversion_without_touch_credits_unknown() -> None:
    result = credit([journey(""), journey("A")], model_named("linear"))
    assert (result.unknown, result.total) == (1.0, 2.0)
    assert shares(journey(""), model_named("first")) == [(UNKNOWN, 1.0)]


def test_two_clicks_within_ten_seconds_are_one_touch() -> None:
    touches = tuple(Touch("A", START + timedelta(seconds=s)) for s in (0, 9, 25))
    assert [t.at.second for t in fold_repeats(Journey(touches, START + timedelta(days=1))).touches] == [0, 25]


paths = st.lists(st.lists(st.sampled_from("ABCD"), max_size=6).map(">".join), min_size=1, max_size=30)


@pytest.mark.parametrize("model", sorted(MODELS))
@given(paths=paths)
def test_credit_sums_to_conversions(model: str, paths: list[str]) -> None:
    result = credit([journey(path) for path in paths], model_named(model))
    assert sum(result.amounts.values()) == pytest.approx(len(paths), abs=1e-9)


@given(paths=paths)
def test_every_level_of_a_roll_up_adds_up(paths: list[str]) -> None:
    result = credit([journey(path) for path in paths], model_named("linear"))
    above = roll_up(result, {"A": "x", "B": "x", "C": "y", "D": "y"})
    assert sum(above.amounts.values()) == pytest.approx(result.total)
