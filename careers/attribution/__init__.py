"""Journeys in, credit out: who gets credit for an application.

This package is pure. No Flask, no SQL and no clock may enter; times arrive as arguments and results leave as frozen
values. The engine opens no file: `files` reads them for `cli`. Only numpy is needed. Credit describes journeys; it is
no proof of cause.
"""
