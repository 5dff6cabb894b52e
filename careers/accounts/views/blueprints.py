"""The two blueprints that the pages of this folder fill."""

from flask import Blueprint

home = Blueprint("home", __name__, url_prefix="/staff")
accounts = Blueprint("accounts", __name__, url_prefix="/staff")
