"""The blueprint of the applications pages."""

from flask import Blueprint

applicants = Blueprint("applicants", __name__, url_prefix="/staff")
