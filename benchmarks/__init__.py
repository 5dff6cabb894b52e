"""Measures what the README claims; every figure is a ratio to a baseline of the same run."""
