"""Spreadsheets of the registry: brought in row by row or not at all, and taken out in the same columns."""
