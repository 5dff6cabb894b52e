"""The ways of applications as a Sankey picture: plain coordinates, drawn as SVG by the template."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from careers.reports.figures import Key
from careers.reports.ways import MOST_STEPS, Flow, Way, flows

WIDTH, HEIGHT, BAR, GAP = 720, 300, 10, 8
MOST_ROWS = 7
MORE: Key = "more"


@dataclass(frozen=True)
class Node:
    """A bar: one row at one step, or the application (`key` None)."""

    key: Key | None
    x: float
    y: float
    height: float
    count: float


@dataclass(frozen=True)
class Ribbon:
    """A curve from one bar to another, `width` units thick."""

    source: Key
    target: Key | None
    path: str
    width: float
    count: float


@dataclass(frozen=True)
class Sankey:
    """The picture in its own units."""

    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    width: int = WIDTH
    height: int = HEIGHT


def sankey(ways: Sequence[Way]) -> Sankey:
    """Return the picture of the ways with a touch; rows beyond the largest seven are drawn as one."""
    found = flows(_gathered([way for way in ways if way.keys]))
    if not found:
        return Sankey((), ())
    nodes = _nodes(found)
    return Sankey(tuple(nodes.values()), tuple(_ribbons(found, nodes)))


def _gathered(ways: list[Way]) -> Iterable[Way]:
    sizes: dict[Key, float] = defaultdict(float)
    for way in ways:
        for key in way.keys[-MOST_STEPS:]:
            sizes[key] += way.applications
    kept = set(sorted(sizes, key=lambda key: (-sizes[key], str(key)))[:MOST_ROWS])
    return [replace(way, keys=tuple(key if key in kept else MORE for key in way.keys)) for way in ways]


def _nodes(found: list[Flow]) -> dict[tuple[int, Key | None], Node]:
    """Return the bars by (step, key); step 0 is the application."""
    out: dict[tuple[int, Key | None], float] = defaultdict(float)
    into: dict[tuple[int, Key | None], float] = defaultdict(float)
    for flow in found:
        out[flow.step, flow.source] += flow.count
        into[flow.step - 1, flow.target] += flow.count
    sizes = {place: max(out[place], into[place]) for place in {*out, *into}}
    steps = max(step for step, _key in sizes)
    columns = {step: _in_order(sizes, step) for step in range(steps + 1)}
    scale = min(
        (HEIGHT - GAP * (len(column) - 1)) / sum(sizes[step, key] for key in column)
        for step, column in columns.items()
    )
    nodes: dict[tuple[int, Key | None], Node] = {}
    for step, column in columns.items():
        x, y = (WIDTH - BAR) * (steps - step) / max(1, steps), 0.0
        for key in column:
            height = sizes[step, key] * scale
            nodes[step, key] = Node(key, round(x, 1), round(y, 1), round(height, 2), sizes[step, key])
            y += height + GAP
    return nodes


def _in_order(sizes: dict[tuple[int, Key | None], float], step: int) -> list[Key | None]:
    held = [key for at, key in sizes if at == step]
    return sorted(held, key=lambda key: (key == MORE, -sizes[step, key], str(key)))


def _ribbons(found: list[Flow], nodes: dict[tuple[int, Key | None], Node]) -> Iterable[Ribbon]:
    left: dict[tuple[int, Key | None], float] = defaultdict(float)
    right: dict[tuple[int, Key | None], float] = defaultdict(float)
    for flow in found:
        begin, end = (flow.step, flow.source), (flow.step - 1, flow.target)
        width = nodes[begin].height * flow.count / nodes[begin].count
        y1 = nodes[begin].y + left[begin] + width / 2
        y2 = nodes[end].y + right[end] + width / 2
        left[begin] += width
        right[end] += width
        x1, x2 = nodes[begin].x + BAR, nodes[end].x
        middle = (x1 + x2) / 2
        path = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        yield Ribbon(flow.source, flow.target, path, round(max(width, 0.5), 2), flow.count)
