"""Pages of communications officers: campaigns, posts, links, channels."""

from careers.campaigns.views import channels, edit, links, lists, posts  # noqa: F401  they fill the blueprint
from careers.campaigns.views.blueprint import campaigns

__all__ = ["campaigns"]
