"""Slots: places on a page that a higher domain fills, so that imports keep pointing down.

A campaign's page shows who applied, yet campaigns know no applicants. The page says
`{{ slot("campaign.results", campaign) }}`; reports fill it; `app.py` joins the two.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from markupsafe import Markup

Filler = Callable[..., str]


def fill(app: Flask, name: str, filler: Filler) -> None:
    """Let a function that returns safe HTML fill the slot of that name."""
    app.extensions.setdefault("slots", {}).setdefault(name, []).append(filler)


def install(app: Flask) -> None:
    """Make `slot(name, *args)` known to templates; an unfilled slot is empty."""
    app.extensions.setdefault("slots", {})

    def slot(name: str, *args: Any) -> Markup:
        fillers: list[Filler] = app.extensions["slots"].get(name, [])
        # Each filler renders a template of ours, which has escaped what it shows.
        return Markup("").join(Markup(filler(*args)) for filler in fillers)  # noqa: S704

    app.jinja_env.globals["slot"] = slot
