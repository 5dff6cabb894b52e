"""The morning's mails by themselves."""

from flask import Flask

from careers.reminders import mailing


def remind_everybody(app: Flask) -> int:
    """Mail everybody who is to be reminded now; return how many mails were written."""
    return mailing.remind_everybody(app)
