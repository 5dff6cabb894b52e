"""Candidates, their applications with frozen journeys, the pipeline and its documents."""
