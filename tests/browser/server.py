"""The whole product as a process of its own, with demo data, for tests and pictures in a real browser."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running(folder: Path, port: int, database_url: str = "", *words: str) -> Iterator[str]:
    """Start `careers run` with an instance folder of its own and yield its address."""
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "CAREERS_INSTANCE": str(folder),
        "CAREERS_PORT": str(port),
        "CAREERS_PUBLIC_URL": address,
        "CAREERS_DATABASE_URL": database_url,
        "CAREERS_RATE_LIMITS": "false",
    }
    command = [sys.executable, "-m", "careers.cli", "run", "--first-run-demo", *words]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(address + "/jobs", process, folder)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(address: str, process: subprocess.Popen, folder: Path, seconds: float = 60) -> None:
    """Return once an address answers; a process that ended first is an error with its log."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError((folder / "server.log").read_text())
        try:
            urllib.request.urlopen(address, timeout=2).read()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError((folder / "server.log").read_text())
