"""Every published example, as a named test."""

import pytest

from careers.attribution.reference import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_engine_gives_the_published_answer(case):
    assert case.worst <= case.precision
