"""How sure a credit is."""

import pytest

from careers.attribution.intervals import intervals, normal_intervals
from careers.attribution.journeys import CountedPath
from careers.attribution.models import model_named
from careers.attribution.paths import paths_of_counts
from careers.attribution.rules import Linear
from tests.attribution.examples import counted

LARGE = [("A>B", 300, 100), ("B", 200, 900), ("C>B", 20, 400), ("D", 18, 300)]


@pytest.mark.parametrize("name", ["last", "linear", "markov", "shapley-rate"])
def test_interval_holds_the_credit(name):
    paths, model = counted(*LARGE), model_named(name)
    given = model.amounts(paths, paths.conversions)
    sure = intervals(paths, model, draws=200)
    for key, amount in zip(paths.keys, given, strict=True):
        assert sure.intervals[key].low <= amount <= sure.intervals[key].high


def test_same_seed_gives_the_same_intervals():
    paths, model = counted(*LARGE), model_named("linear")
    assert intervals(paths, model, seed=4) == intervals(paths, model, seed=4)
    assert intervals(paths, model, seed=4) != intervals(paths, model, seed=5)


def test_rows_that_overlap_share_a_rank():
    sure = intervals(counted(*LARGE), model_named("last"))
    ranks = {key: one.rank for key, one in sure.intervals.items()}
    assert ranks["B"] == 1
    assert ranks["D"] == 2


def test_below_twenty_conversions_nothing_is_ranked():
    sure = intervals(counted(("A", 10, 3), ("B", 9, 0)), model_named("last"))
    assert sure.is_too_few
    assert {one.rank for one in sure.intervals.values()} == {None}


def test_share_at_twenty_conversions_is_as_wide_as_published():
    """Binomial: 20 conversions of which 37 % are one channel's span about 18 to 57 %."""
    sure = intervals(counted(("A", 37, 0), ("B", 63, 0)), model_named("linear-unique"), draws=4000)
    width = (sure.intervals["A"].high - sure.intervals["A"].low) / 100
    assert width == pytest.approx(2 * 1.96 * (0.37 * 0.63 / 100) ** 0.5, abs=0.03)


def test_bootstrap_tends_to_the_normal_intervals():
    rows = [
        CountedPath(("a",), 900),
        CountedPath(("a", "b"), 800),
        CountedPath(("b", "c"), 700),
        CountedPath((), 600),
    ]
    paths = paths_of_counts(rows)
    drawn, limit = intervals(paths, Linear(), draws=4000), normal_intervals(paths, Linear())
    for row, one in drawn.intervals.items():
        assert limit.intervals[row].low == pytest.approx(one.low, rel=0.02, abs=1)
        assert limit.intervals[row].high == pytest.approx(one.high, rel=0.02, abs=1)


def test_normal_intervals_of_nothing_are_zero():
    paths = paths_of_counts([CountedPath(("a",), 0, nulls=3)])
    assert {(one.low, one.high) for one in normal_intervals(paths, Linear()).intervals.values()} == {
        (0.0, 0.0)
    }
