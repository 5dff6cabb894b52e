"""The blueprint of the openings pages."""

from flask import Blueprint

openings = Blueprint("openings", __name__, url_prefix="/staff")
