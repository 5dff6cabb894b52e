"""Files of others are the files that were reviewed: same names, same bytes, each with its licence."""

from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "careers/static/vendor", ROOT / "tests/browser/vendor"]
OUR_OWN = {"README.md", "checksums.sha256"}


def recorded(folder: Path) -> dict[str, str]:
    lines = (folder / "checksums.sha256").read_text().splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def found(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in OUR_OWN)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.parts[-3])
def folder(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


def test_vendored_files_match_their_checksums(folder: Path) -> None:
    assert found(folder) == recorded(folder)


def test_table_names_every_vendored_library(folder: Path) -> None:
    table = (folder / "README.md").read_text()
    libraries = {
        name: digest for name, digest in recorded(folder).items() if name.endswith((".js", ".css", ".woff"))
    }
    assert [name for name, digest in libraries.items() if f"`{name}` | `{digest}`" not in table] == []


def test_vendored_scripts_point_to_no_source_map(folder: Path) -> None:
    scripts = [path for path in folder.rglob("*") if path.suffix in {".js", ".css"}]
    assert [path.name for path in scripts if "sourceMappingURL" in path.read_text()] == []
