"""Factories: one valid object per model with believable values; a caller states only what matters."""
