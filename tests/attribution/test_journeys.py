"""Facts about touches, journeys and the two rules that tidy them."""

from datetime import UTC, datetime, timedelta

import pytest

from careers.attribution.journeys import CountedPath, Journey, Touch, fold_repeats, within_window

START = datetime(2026, 3, 1, tzinfo=UTC)


def touched(*steps: tuple[str, float]) -> Journey:
    touches = tuple(Touch(key, START + timedelta(seconds=second)) for key, second in steps)
    return Journey(touches, START + timedelta(days=30))


def steps(journey: Journey) -> list[tuple[str, float]]:
    return [(str(touch.key), (touch.at - START).total_seconds()) for touch in journey.touches]


def test_touches_are_put_in_order_of_time():
    assert steps(touched(("B", 5), ("A", 1))) == [("A", 1), ("B", 5)]


def test_touches_equal_in_time_keep_recorded_order():
    assert steps(touched(("B", 5), ("A", 5), ("C", 5))) == [("B", 5), ("A", 5), ("C", 5)]


def test_journey_counts_at_least_once():
    with pytest.raises(ValueError, match="at least once"):
        Journey((), START, count=0)


def test_counted_path_refuses_negative_counts():
    with pytest.raises(ValueError, match="less than zero"):
        CountedPath(("A",), conversions=-1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param([("A", 0), ("A", 9)], [("A", 0)], id="two within ten seconds are one"),
        pytest.param([("A", 0), ("A", 10)], [("A", 0)], id="exactly ten seconds are one"),
        pytest.param([("A", 0), ("A", 10.5)], [("A", 0), ("A", 10.5)], id="later ones stay two"),
        pytest.param([("A", 0), ("B", 1)], [("A", 0), ("B", 1)], id="different keys stay two"),
        pytest.param([("A", 0), ("B", 1), ("A", 2)], [("A", 0), ("B", 1)], id="another key between"),
        pytest.param([("A", 0), ("A", 9), ("A", 18)], [("A", 0), ("A", 18)], id="gap counts from the kept"),
        pytest.param([], [], id="nothing to fold"),
    ],
)
def test_repeats_fold_into_the_earliest(before, after):
    assert steps(fold_repeats(touched(*before))) == after


@pytest.mark.parametrize(
    ("days_before", "stays"),
    [
        pytest.param(30, True, id="on the edge"),
        pytest.param(30.01, False, id="too old"),
        pytest.param(0, True, id="at the conversion"),
        pytest.param(-0.01, False, id="after the conversion"),
    ],
)
def test_window_keeps_touches_just_before_the_conversion(days_before, stays):
    journey = Journey((Touch("A", START - timedelta(days=days_before)),), START)
    assert bool(within_window(journey, timedelta(days=30)).touches) is stays


def test_window_of_unconverted_journey_ends_at_its_last_touch():
    journey = Journey((Touch("A", START), Touch("B", START + timedelta(days=40))))
    assert [touch.key for touch in within_window(journey, timedelta(days=30)).touches] == ["B"]
