"""Both languages are complete: every marked text has its French, and nothing in the catalogue is left over."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

CAREERS = Path(__file__).parents[2] / "careers"
KEYWORDS = {name: None for name in ("_", "_l", "gettext", "lazy_gettext")} | {
    name: (1, 2) for name in ("ngettext", "lazy_ngettext")
}
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]


def key(message):
    return message if isinstance(message, str) else message[0]


@pytest.fixture(scope="module")
def french():
    with (CAREERS / "translations/fr/LC_MESSAGES/messages.po").open("rb") as file:
        return {key(one.id): one for one in read_po(file, locale="fr") if one.id}


@pytest.fixture(scope="module")
def marked():
    found = extract_from_dir(str(CAREERS), METHODS, keywords=KEYWORDS)
    return {key(message) for _file, _line, message, _comments, _context in found}


def test_every_marked_text_has_its_french(french, marked):
    empty = {
        name
        for name, one in french.items()
        if not all([one.string] if isinstance(one.string, str) else one.string)
    }
    assert marked - french.keys() == set()
    assert empty == set()


def test_no_translation_is_left_over(french, marked):
    assert french.keys() - marked == set()


def test_translation_keeps_the_names_in_a_text(french):
    names = re.compile(r"%\(\w+\)s|\{\w+\}")
    for one in french.values():
        said = [one.string] if isinstance(one.string, str) else list(one.string)
        wanted = set(names.findall(one.id if isinstance(one.id, str) else one.id[1]))
        assert all(set(names.findall(text)) == wanted for text in said), one.id


def test_no_translation_is_unsure(french):
    assert not [one.id for one in french.values() if one.fuzzy]
