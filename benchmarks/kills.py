"""The kill test: kill -9 under load, again and again; no click that was answered may be missing.

`python -m benchmarks.kills [TIMES]` kills the server that many times on each database; both keep every commit.
"""

import sys
import tempfile
import threading
from pathlib import Path

from benchmarks import load, servers
from careers.extensions import db
from careers.tracking import spool

TIMES = 20


def kill_once(environment: dict[str, str], after: float, name: str) -> list[str]:
    """Start the server, load it, kill it after some seconds; return the marks of the answered clicks."""
    with servers.serving("ours", environment) as (port, process):
        timer = threading.Timer(after, servers.kill, (process, 9))
        timer.start()
        found = load.run(port, f"/l/{servers.CODE}", connections=32, seconds=after + 5, name=name)
        timer.join()
    return found.marks


def run(kind: str, times: int) -> tuple[set[str], set[str]]:
    """Return the marks of clicks answered, and of clicks stored after that many kills and a replay of the spool."""
    with tempfile.TemporaryDirectory(prefix=f"kill{kind[:3]}") as folder:
        app, environment = servers.prepare(kind, Path(folder))
        answered = {
            mark for n in range(times) for mark in kill_once(environment, 0.4 + 0.05 * (n % 8), f"k{n}")
        }
        with app.app_context():
            spool.replay(db.engine, app.config["CAREERS"].spool)
        return answered, servers.stored_marks(app)


def main(times: int = TIMES) -> None:
    """Print what was answered and what was stored."""
    for kind in ("sqlite", "postgresql"):
        answered, stored = run(kind, times)
        lost = len(answered - stored)
        print(f"{kind:<12}{times} kills  {len(answered)} answered  {len(stored)} stored  {lost} lost")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
