"""A killed server has lost no click that it answered; `python -m benchmarks.kills` kills twenty times."""

import pytest

from benchmarks import kills


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_answered_click_survives_kill_9(kind):
    answered, stored = kills.run(kind, 2)
    assert len(answered) > 100
    assert answered - stored == set()
