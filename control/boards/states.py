"""The sign of each state: a disc that fills up; always beside the word, never instead of it."""

from django.utils.translation import pgettext_lazy

from control.models import ItemState

GLYPHS = {
    ItemState.ASSIGNED: "○",
    ItemState.IN_WORK: "◐",
    ItemState.REPORTED: "●",
    ItemState.CLOSED: "✓",
    ItemState.RETURNED: "↩",
    ItemState.CANCELLED: "—",
}
SILENT_GLYPH = "◌"
# Closed, and yet the work was not done: neither done nor open.
UNDONE_GLYPH = "⊘"
UNDONE_WORD = pgettext_lazy("cell", "closed without being done")
LATE_WORD = pgettext_lazy("cell", "late")
SILENT_WORD = pgettext_lazy("cell", "silent")


def sign(state) -> str:
    """The state in a sign and a word: «◐ в работе»."""
    return f"{GLYPHS[state]}\N{NO-BREAK SPACE}{ItemState(state).label}"
