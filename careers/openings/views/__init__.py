"""Pages of recruiters: openings and workplaces."""

from careers.openings.views import edit, life, lists, workplaces  # noqa: F401  they fill the blueprint
from careers.openings.views.blueprint import openings

__all__ = ["openings"]
