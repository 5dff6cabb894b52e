"""Joins posts, clicks and applications into figures, pages and files. No models of its own."""
