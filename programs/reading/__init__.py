"""Reading papers of every kind: acts, programmes, plans and reports."""

from programs.reading.document import read_document

__all__ = ["read_document"]
