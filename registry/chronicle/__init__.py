"""What history says, in words: who changed which field of a party, its rows or a role, from what to what."""

from registry.chronicle.audit import lines_below
from registry.chronicle.changes import PARTIES, history_of, is_recorded, label_of, parts_of
from registry.chronicle.entries import entries_of, entries_of_role

__all__ = [
    "PARTIES",
    "entries_of",
    "entries_of_role",
    "history_of",
    "is_recorded",
    "label_of",
    "lines_below",
    "parts_of",
]
