"""The blueprint of the public pages."""

from flask import Blueprint

site = Blueprint("site", __name__)
