"""Pages that candidates see."""

from careers.site.views import about, apply, consent, jobs, machines  # noqa: F401  they fill the blueprint
from careers.site.views.blueprint import site

__all__ = ["site"]
