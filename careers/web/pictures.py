"""Pictures of numbers as plain coordinates; templates draw them as SVG, which needs no script and no style.

One small picture per figure: clicks and applications differ so much in size that one axis would hide one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, FLOOR = 720, 150, 120


@dataclass(frozen=True)
class Bar:
    """One bar in the picture's units, with the day it stands for and its number."""

    x: float
    y: float
    width: float
    height: float
    day: date
    number: int
    has_label: bool


@dataclass(frozen=True)
class Bars:
    """A row of bars; `top` is the number that reaches the upper edge."""

    bars: tuple[Bar, ...]
    top: int
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR


def bars(numbers: Sequence[tuple[date, int]]) -> Bars:
    """Return bars of equal width for (day, number) pairs; about six of them get a label."""
    top = max((number for _day, number in numbers), default=0)
    step = WIDTH / max(1, len(numbers))
    every = max(1, -(-len(numbers) // 6))
    drawn = [
        _bar(place, day, number, step, top, place % every == 0 and place * step < WIDTH - 60)
        for place, (day, number) in enumerate(numbers)
    ]
    return Bars(tuple(drawn), top)


def _bar(place: int, day: date, number: int, step: float, top: int, has_label: bool) -> Bar:
    height = round((FLOOR - 14) * number / top, 1) if top else 0.0
    return Bar(
        round(place * step + step * 0.12, 1),
        FLOOR - height,
        round(step * 0.76, 1),
        height,
        day,
        number,
        has_label,
    )
