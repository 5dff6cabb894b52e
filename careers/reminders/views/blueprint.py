"""The blueprint of the reminders pages."""

from flask import Blueprint

reminders = Blueprint("reminders", __name__)
