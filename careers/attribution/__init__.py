"""Journeys in, credit out: who gets credit for an application.

This package is pure. No Flask, no SQL and no clock may enter, and the engine opens no file; times arrive as
arguments and results leave as frozen values. Only numpy is needed. Credit describes journeys; it is no proof of
cause.
"""
