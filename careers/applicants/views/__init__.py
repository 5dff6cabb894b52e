"""Pages of recruiters and hiring managers: list, board, one application, stages."""

from careers.applicants.views import application, lists, moves, stages  # noqa: F401  they fill the blueprint
from careers.applicants.views.blueprint import applicants

__all__ = ["applicants"]
