"""Vacant jobs and the workplaces where they are."""
