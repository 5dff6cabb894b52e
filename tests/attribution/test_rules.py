"""Facts about the rules that split one conversion among its touches."""

import pytest

from careers.attribution.credit import UNKNOWN, shares
from careers.attribution.models import model_named
from careers.attribution.rules import LastNonDirect, Linear, RuleModel
from tests.attribution.examples import amounts, counted, journey

NINE = [(path, 3, 0) for path in ["A", "A>B", "A>B>C", "B", "B>A", "B>C>A", "C", "C>A", "C>B>A"]]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        pytest.param(model_named("first"), (9, 9, 9), id="first"),
        pytest.param(model_named("last"), (15, 6, 6), id="last"),
        pytest.param(LastNonDirect(direct=frozenset({"A"})), (3, 12, 12), id="last-non-A"),
        pytest.param(model_named("linear"), (10.5, 9, 7.5), id="linear"),
        pytest.param(model_named("linear-unique"), (10.5, 9, 7.5), id="linear-unique"),
    ],
)
def test_nine_journeys_give_the_published_credit(model, expected):
    assert amounts(counted(*NINE), model) == pytest.approx(dict(zip("ABC", expected, strict=True)), abs=1e-12)


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        pytest.param("first", "A>B>A", [1, 0, 0], id="first"),
        pytest.param("last", "A>B>A", [0, 0, 1], id="last"),
        pytest.param("linear", "A>B>A>C", [1 / 4] * 4, id="linear counts touches"),
        pytest.param("linear-unique", "A>B>A>C", [1 / 3, 1 / 3, 0, 1 / 3], id="linear-unique counts keys"),
        pytest.param("last-non-direct", "A>B>direct", [0, 1, 0], id="direct is passed over"),
        pytest.param("last-non-direct", "direct>direct", [0, 1], id="all direct"),
    ],
)
def test_shares_of_a_journey_follow_the_rule(name, path, expected):
    assert [share for _, share in shares(journey(path), model_named(name))] == pytest.approx(
        expected, abs=1e-12
    )


@pytest.mark.parametrize("name", ["first", "last", "last-non-direct", "linear", "linear-unique"])
def test_journey_without_touches_credits_unknown(name):
    assert shares(journey(""), model_named(name)) == [(UNKNOWN, 1.0)]


@pytest.mark.parametrize("name", ["first", "last", "last-non-direct", "linear", "linear-unique"])
def test_rule_passes_over_empty_journeys(name):
    paths = counted(("", 1, 0), ("A>B", 2, 0), ("", 3, 0), ("B", 1, 0), ("", 1, 0))
    given = amounts(paths, model_named(name))
    assert given["unknown"] == 5
    assert given["A"] + given["B"] == pytest.approx(3, abs=1e-12)


def test_rules_give_the_same_credit_in_small_blocks(monkeypatch):
    whole = amounts(counted(*NINE), Linear())
    monkeypatch.setattr("careers.attribution.paths.blocks.__defaults__", (2,))
    assert amounts(counted(*NINE), Linear()) == pytest.approx(whole, abs=1e-12)


def test_rule_model_needs_weights():
    with pytest.raises(TypeError, match="abstract"):
        RuleModel()
