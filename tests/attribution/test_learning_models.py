"""What must hold for every model, and Markov against a slow literal simulation."""

from collections import Counter
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.attribution.credit import credit
from careers.attribution.journeys import CountedPath, Journey
from careers.attribution.markov import Markov, _dense, _iterated, chain_of, removal_effects
from careers.attribution.models import MODELS, model_named
from careers.attribution.paths import paths_of_counts, paths_of_journeys
from careers.attribution.shapley import ShapleyRate, of_game
from careers.attribution.weighted import TimeDecay, TimesNeeded, WShaped
from tests.attribution.examples import CONVERTED, amounts, counted, journey

TIMELESS = sorted(set(MODELS) - {"time-decay", "w"})
row = st.tuples(
    st.lists(st.sampled_from("ABCD"), min_size=1, max_size=5).map(">".join),
    st.integers(0, 3),
    st.integers(0, 3),
)
table = st.lists(row, min_size=1, max_size=12).filter(lambda rows: sum(won for _p, won, _l in rows))


@pytest.mark.parametrize("name", TIMELESS)
@settings(deadline=None)
@given(rows=table)
def test_credit_sums_to_the_conversions(name, rows):
    found = credit(counted(*rows), model_named(name))
    assert sum(found.amounts.values()) == pytest.approx(sum(won for _p, won, _l in rows))


@pytest.mark.parametrize("name", TIMELESS)
@settings(deadline=None)
@given(rows=table, chance=st.randoms(use_true_random=False))
def test_order_of_the_rows_does_not_matter(name, rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    model = model_named(name)
    assert amounts(counted(*rows), model) == pytest.approx(amounts(counted(*shuffled), model), abs=1e-9)


@pytest.mark.parametrize("name", TIMELESS)
@settings(deadline=None)
@given(rows=table)
def test_names_of_the_channels_do_not_matter(name, rows):
    other = str.maketrans("ABCD", "zyxw")
    renamed = [(path.translate(other), won, lost) for path, won, lost in rows]
    found = {key.translate(other): value for key, value in amounts(counted(*rows), model_named(name)).items()}
    assert found == pytest.approx(amounts(counted(*renamed), model_named(name)), abs=1e-9)


@pytest.mark.parametrize("name", TIMELESS)
@settings(deadline=None)
@given(rows=table)
def test_row_split_in_two_gives_the_same(name, rows):
    split = [part for path, won, lost in rows for part in ((path, won, 0), (path, 0, lost))]
    model = model_named(name)
    assert amounts(counted(*rows), model) == pytest.approx(amounts(counted(*split), model), abs=1e-9)


@pytest.mark.parametrize("name", ["first", "last", "linear", "linear-unique", "position", "shapley"])
def test_channel_without_a_converting_journey_gets_nothing(name):
    assert amounts(counted(("A>B", 2, 0), ("C>A", 0, 5)), model_named(name))["C"] == 0


@settings(deadline=None, max_examples=50)
@given(rows=table, order=st.integers(1, 4))
def test_both_ways_to_solve_a_chain_agree(rows, order):
    chain = chain_of(counted(*rows), order)
    dense, iterated = _dense(chain, 4), _iterated(chain, 4)
    assert dense[0] == pytest.approx(iterated[0], abs=1e-10)
    assert dense[1] == pytest.approx(iterated[1], abs=1e-10)


def simulated(rows, gone, draws=40_000):
    """Walk the chain of order 1 literally; return how often it converts when a channel leads nowhere."""
    steps = {}
    for path, won, lost in rows:
        way = ["start", *path.split(">")]
        for here, there in zip(way, way[1:], strict=False):
            steps.setdefault(here, Counter())[there] += won + lost
        steps.setdefault(way[-1], Counter())["won"] += won
        steps[way[-1]]["lost"] += lost
    chance, converted = Random(5), 0
    for _ in range(draws):
        here = "start"
        while here not in {"won", "lost", gone}:
            here = chance.choices(list(steps[here]), list(steps[here].values()))[0]
        converted += here == "won"
    return converted / draws


@pytest.mark.slow
def test_markov_agrees_with_a_literal_simulation():
    rows = [("A>B>C", 4, 6), ("B>A", 3, 9), ("C", 2, 10), ("A>A>C>B", 5, 1), ("B", 1, 20)]
    whole = simulated(rows, None)
    effects = removal_effects(counted(*rows))
    for key, effect in zip("ABC", effects, strict=True):
        assert 1 - simulated(rows, key) / whole == pytest.approx(effect, abs=0.02)


def test_self_loops_do_not_change_order_one():
    plain, loops = counted(("A>B", 2, 1), ("B", 1, 3)), counted(("A>A>A>B", 2, 1), ("B", 1, 3))
    assert amounts(plain, Markov()) == pytest.approx(amounts(loops, Markov()))


def test_markov_without_failures_says_so():
    assert credit(counted(("A", 1, 0)), Markov()).notes


@pytest.mark.parametrize("order", [0, 5])
def test_order_outside_one_to_four_is_refused(order):
    with pytest.raises(ValueError, match="1, 2, 3 or 4"):
        Markov(order)


def test_ages_of_years_do_not_vanish():
    touches = tuple(t for day in (4000, 3993) for t in journey("A" if day == 4000 else "B").touches[:1])
    old = Journey(
        tuple(
            type(t)(t.key, CONVERTED - timedelta(days=d)) for t, d in zip(touches, (4000, 3993), strict=True)
        ),
        CONVERTED,
    )
    found = credit([old], TimeDecay()).amounts
    assert (found["A"], found["B"]) == pytest.approx((1 / 3, 2 / 3))


def test_time_decay_of_counted_paths_is_refused():
    with pytest.raises(TimesNeeded):
        credit(counted(("A", 1, 0)), TimeDecay())


@pytest.mark.parametrize(
    ("path", "form_at", "expected"),
    [
        ("A", None, {"A": 1}),
        ("A>B", 1, {"A": 1 / 3, "B": 2 / 3}),
        ("A>B>C", 2, {"A": 0.3, "B": 0.3, "C": 0.3}),
        ("A>B>C>D", 3, {"A": 0.3, "B": 0.1, "C": 0.3, "D": 0.3}),
    ],
    ids=["one", "two", "three", "four"],
)
def test_w_gives_thirty_to_each_milestone(path, form_at, expected):
    started = CONVERTED - timedelta(hours=len(path.split(">")) - form_at + 1) if form_at else None
    walked = journey(path)
    at = walked.touches[form_at - 1].at if form_at and form_at <= len(walked.touches) else started
    found = credit([Journey(walked.touches, CONVERTED, form_started_at=at)], WShaped()).amounts
    total = sum(expected.values())
    if path == "A>B":
        expected = {"A": 2 / 3, "B": 1 / 3}
    assert {k: found[k] for k in expected} == pytest.approx(
        {k: v / (1 if path == "A>B" else total) for k, v in expected.items()}
    )


def test_sampled_shapley_is_within_its_error_of_the_exact_one():
    chance = np.random.default_rng(3)
    names = [f"c{n}" for n in range(17)]
    rows = [
        CountedPath(
            tuple(chance.choice(names[:12], 3)), int(chance.integers(0, 5)), int(chance.integers(0, 9))
        )
        for _ in range(60)
    ]
    exact = ShapleyRate()
    few = paths_of_counts(rows)
    many = paths_of_counts([*rows, CountedPath(tuple(names[12:]), 0, 0)])
    values, errors = exact.values(many), exact.standard_errors(many)
    wanted = dict(zip(few.keys, exact.values(few), strict=True))
    for key, value, error in zip(many.keys, values, errors, strict=True):
        assert abs(value - wanted.get(key, 0.0)) <= 5 * error + 1e-9


def test_shapley_of_rates_is_the_game_of_rates():
    rows = [("a", 4, 4), ("a>b", 6, 2), ("b", 0, 3)]
    game = {frozenset("a"): 4 / 8, frozenset("b"): 0.0, frozenset("ab"): 10 / 19}
    wanted = of_game(game)
    assert ShapleyRate().values(counted(*rows)) == pytest.approx([wanted["a"], wanted["b"]])


def test_times_of_journeys_reach_the_columns():
    assert paths_of_journeys([journey("A>B")]).ages.tolist() == [7200.0, 3600.0]
