"""`careers run` starts twice over the same data, delivers mail by itself and says when its port is taken."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browser import server
from tests.test_mail import free_port

pytestmark = pytest.mark.slow


def jobs(address) -> str:
    return urllib.request.urlopen(address + "/jobs?q=Archiviste").read().decode()


def test_second_start_keeps_the_data(tmp_path):
    port, pages = free_port(), []
    for _ in range(2):
        with server.running(tmp_path, port) as address:
            pages.append(jobs(address))
    assert pages[0] == pages[1]
    assert "job-card" in pages[0]
    log = (tmp_path / "server.log").read_text()
    assert "admin@val-darbois.example" in log
    assert "building the demo" not in log


def test_scheduler_ends_with_the_server(tmp_path):
    with server.running(tmp_path, free_port()) as _address:
        children = subprocess.run(
            ["pgrep", "-f", "while-parent"], capture_output=True, text=True
        ).stdout.split()
        mine = [pid for pid in children if str(tmp_path) in environment_of(pid)]
        assert len(mine) == 1
    assert not [pid for pid in mine if str(tmp_path) in environment_of(pid)]


def environment_of(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/environ").read_text()
    except OSError:
        return ""


def test_taken_port_is_told_with_a_way_out(tmp_path):
    with server.running(tmp_path, port := free_port()):
        environment = os.environ | {"CAREERS_INSTANCE": str(tmp_path), "CAREERS_PORT": str(port)}
        command = [sys.executable, "-m", "careers.cli", "run"]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    assert result.returncode == 1
    assert f"CAREERS_PORT={port + 1}" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["run"],
        ["demo"],
        ["scheduler"],
        ["staff", "create"],
        ["report", "posts"],
        ["tracking", "recompute"],
    ],
)
def test_every_command_has_help(words):
    result = subprocess.run(
        [sys.executable, "-m", "careers.cli", *words, "--help"], capture_output=True, text=True, check=True
    )
    assert "Usage:" in result.stdout
