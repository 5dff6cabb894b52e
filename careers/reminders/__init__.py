"""Reminders: what needs somebody today, in one mail each morning, exactly once."""
