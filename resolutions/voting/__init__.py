"""Votes: opened, cast, counted and closed."""
