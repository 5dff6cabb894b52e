"""Facts about credit, its sums and its roll-up."""

import pytest

from careers.attribution.credit import UNKNOWN, KeyNotMapped, NoJourneyShares, credit, roll_up, shares
from careers.attribution.models import MODELS, NoSuchModel, model_named
from careers.attribution.rules import Linear
from tests.attribution.examples import by_name, counted, journey

JOURNEYS = [journey("A>B"), journey("B", count=2), journey(""), journey("A", converted=False)]
CHANNELS = {"A": "linkedin", "B": "facebook", "C": "linkedin"}


@pytest.mark.parametrize("name", MODELS)
def test_credit_sums_to_the_number_of_conversions(name):
    credited = credit(JOURNEYS, model_named(name))
    assert credited.total == 4
    assert sum(credited.amounts.values()) == pytest.approx(4, abs=1e-12)


@pytest.mark.parametrize("name", MODELS)
def test_conversions_without_touch_have_their_own_row(name):
    assert credit(JOURNEYS, model_named(name)).unknown == 1


@pytest.mark.parametrize("name", MODELS)
def test_no_journeys_give_an_empty_unknown_row(name):
    credited = credit([], model_named(name))
    assert credited.amounts == {UNKNOWN: 0.0}
    assert credited.share(UNKNOWN) == 0


def test_unconverted_journeys_give_nothing_away():
    assert by_name(credit([journey("A", converted=False)], Linear())) == {"A": 0}


def test_value_is_split_like_conversions():
    credited = credit([journey("A>B", value=500), journey("", value=100)], Linear(), "value")
    assert by_name(credited) == {"A": 250, "B": 250, "unknown": 100}
    assert credited.total == 600


def test_counted_paths_give_the_same_credit_as_journeys():
    assert by_name(credit(counted(("A>B", 1, 0), ("B", 2, 0), ("", 1, 0), ("A", 0, 1)), Linear())) == by_name(
        credit(JOURNEYS, Linear())
    )


def test_every_level_adds_up_to_the_same_total():
    journeys = [*JOURNEYS, journey("C>A>B")]
    posts = credit(journeys, Linear())
    channels = roll_up(posts, CHANNELS)
    assert channels.amounts["linkedin"] == pytest.approx(posts.amounts["A"] + posts.amounts["C"], abs=1e-12)
    assert channels.unknown == posts.unknown
    assert sum(channels.amounts.values()) == pytest.approx(posts.total, abs=1e-12)


def test_roll_up_refuses_to_lose_a_key():
    with pytest.raises(KeyNotMapped, match="'B'"):
        roll_up(credit(JOURNEYS, Linear()), {"A": "linkedin"})


def test_roll_up_takes_a_function():
    assert by_name(roll_up(credit(JOURNEYS, Linear()), str.lower)) == {"a": 0.5, "b": 2.5, "unknown": 1}


def test_a_key_called_unknown_is_not_the_unknown_row():
    credited = credit([journey("unknown"), journey("")], Linear())
    assert credited.amounts["unknown"] == 1
    assert credited.amounts[UNKNOWN] == 1


def test_rows_are_ranked_with_unknown_last():
    assert credit(JOURNEYS, Linear()).ranked() == [("B", 2.5), ("A", 0.5), (UNKNOWN, 1.0)]


def test_share_of_a_row_is_its_part_of_the_total():
    assert credit(JOURNEYS, Linear()).share("B") == 2.5 / 4


def test_model_without_journey_shares_says_so():
    class Whole:
        name = "whole"

    with pytest.raises(NoJourneyShares, match="whole"):
        shares(journey("A"), Whole())


def test_unknown_model_name_is_refused_with_the_names_there_are():
    with pytest.raises(NoSuchModel, match="linear-unique"):
        model_named("best")
