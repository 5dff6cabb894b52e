"""Finds the Chromium that the browser tests drive, and brings it where it may.

`python -m tests.browser.chromium` prints its path. Playwright is given this path, never its own download.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "No Chromium for the browser tests. Install one (Debian, Ubuntu: apt-get install chromium, as root), "
    "or name one: CAREERS_CHROMIUM=/path/to/chromium make test"
)


class ChromiumMissing(RuntimeError):
    """No Chromium is on this machine and none may be installed."""


def find() -> str | None:
    """Path of the Chromium named by CAREERS_CHROMIUM, else of one on the PATH, else None."""
    named = os.environ.get("CAREERS_CHROMIUM")
    candidates = (named,) if named else NAMES
    return next((path for name in candidates if (path := shutil.which(name))), None)


def bring() -> str:
    """Path of a Chromium, installed from the system's packages if root may do so."""
    path = find()
    if path is None and _may_install():
        _install()
        path = find()
    if path is None:
        raise ChromiumMissing(MISSING)
    return path


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None and "CAREERS_CHROMIUM" not in os.environ


def _install() -> None:
    print("Chromium: installing the system's package ...", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in ("update", "install --yes --no-install-recommends chromium"):
        subprocess.run(["apt-get", "-qq", *command.split()], env=environment, stdout=sys.stderr)


if __name__ == "__main__":
    try:
        print("Chromium:", bring())
    except ChromiumMissing as missing:
        raise SystemExit(str(missing)) from None
