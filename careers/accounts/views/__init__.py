"""Pages of the administration, the profile, invitations and the home page."""

from careers.accounts.views import admin, invitations, machinery, today  # noqa: F401  they fill the blueprints
from careers.accounts.views.blueprints import accounts, home

__all__ = ["accounts", "home"]
