"""The house stays habitable: small files, short functions, thin views, a README in step."""

import ast
import re
from pathlib import Path

import pytest

from careers.config import Config

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "careers").rglob("*.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def functions(path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]


def length(node) -> int:
    """Return the lines of a function from its name to its end, without its docstring."""
    first = node.body[0]
    docstring = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) is not None else 0
    return node.end_lineno - node.lineno + 1 - docstring


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_a_room_not_a_hall(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_nine_functions_in_ten_are_short():
    lengths = [length(node) for path in CODE for node in functions(path)]
    assert sum(one <= 20 for one in lengths) >= 0.9 * len(lengths)
    assert max(lengths) <= 40


def test_readme_explains_every_setting():
    settings = {f"CAREERS_{name.upper()}" for name in Config.model_fields}
    named = set(re.findall(r"`(CAREERS_[A-Z_]+)`", README))
    assert settings == named


def test_readme_maps_every_folder():
    folders = {p.name for p in (ROOT / "careers").iterdir() if p.is_dir() and not p.name.startswith("__")}
    mapped = set(re.findall(r"`careers/([a-z]+)/`", README))
    assert folders - mapped == set()
    assert {"careers", "instance", "migrations", "tests", "benchmarks", "docs"} <= set(
        re.findall(r"`([a-z]+)/`", README)
    )


def test_no_page_holds_inline_script_or_style():
    templates = ROOT / "careers" / "templates"
    # Mail programs read no style sheet, so mails alone carry their style.
    for path in set(templates.rglob("*.html")) - set((templates / "emails").iterdir()):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r'\sstyle="|\son[a-z]+="|<style', text), path
        assert all("src=" in tag or "nonce=" in tag for tag in re.findall(r"<script[^>]*>", text)), path
