"""The redirect with a stored click against two baselines of the same run.

`python -m benchmarks.redirect [SECONDS]` prints a table for SQLite and PostgreSQL: a bare WSGI callable that stores
nothing, a plain Flask view that commits each click, and ours. One granian worker with 32 threads, 64 connections.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks import load, servers

ROUNDS = 3
GOAL = 4.0


def measure(factory: str, environment: dict[str, str], seconds: float) -> load.Load:
    """Return the median round of a server, after a warm-up."""
    with servers.serving(factory, environment) as (port, _process):
        load.run(port, f"/l/{servers.CODE}", seconds=min(1.0, seconds))
        rounds = [load.run(port, f"/l/{servers.CODE}", seconds=seconds) for _n in range(ROUNDS)]
    middle = statistics.median_low([one.rate for one in rounds])
    return next(one for one in rounds if one.rate == middle)


def main(seconds: float = 3.0) -> float:
    """Print the table and return the smaller of the two ratios to the plain Flask view."""
    ratios = []
    print(
        f"{'database':<12}{'server':<8}{'clicks/s':>10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}"
        f"{'to plain':>10}{'to bare':>9}"
    )
    for kind in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix=f"bench{kind[:3]}") as folder:
            _app, environment = servers.prepare(kind, Path(folder))
            found = {name: measure(name, environment, seconds) for name in ("bare", "plain", "ours")}
        for name, one in found.items():
            latencies = "".join(f"{one.percentile(share):>9.1f}" for share in (0.5, 0.95, 0.99))
            against = f"{one.rate / found['plain'].rate:>10.2f}{one.rate / found['bare'].rate:>9.2f}"
            print(f"{kind:<12}{name:<8}{one.rate:>10.0f}{latencies}{against}")
        ratios.append(found["ours"].rate / found["plain"].rate)
    print(f"goal: ours at least {GOAL:g} times plain; smallest ratio {min(ratios):.2f}")
    return min(ratios)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
