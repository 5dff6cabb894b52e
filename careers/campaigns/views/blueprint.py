"""The blueprint of the campaigns pages."""

from flask import Blueprint

campaigns = Blueprint("campaigns", __name__, url_prefix="/staff")
