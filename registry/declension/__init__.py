"""Names in the oblique cases, as suggestions for a person to check: every one says whether it is sure."""

from registry.declension.cases import Case, Gender, Suggestion
from registry.declension.people import suggest_person
from registry.declension.phrases import suggest_phrase

__all__ = ["Case", "Gender", "Suggestion", "suggest_person", "suggest_phrase"]
