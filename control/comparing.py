"""Two wordings as one: what stayed, what went, what came, word for word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words with their inner dots and hyphens («3.1», «2026-й»), white space, and every other sign by itself.
_TOKEN = re.compile(r"\w+(?:[.\-–—/]\w+)*|\s+|[^\w\s]")

_SENTENCE = re.compile(r"[^.!?;\n]*[.!?;\n]+\s*|[^.!?;\n]+")
LONG = 4000  # words and signs of both texts

EQUAL, DELETED, INSERTED = "equal", "deleted", "inserted"


@dataclass(frozen=True)
class Change:
    """A run of words that stayed, went or came."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Change]:
    """The runs that turn one text into the other, in order; what went stands before what came in its place.

    Joined without the inserted runs they are the first text, without the deleted ones the second.
    """
    old, new = _TOKEN.findall(before or ""), _TOKEN.findall(after or "")
    # A space or a comma alone is no common ground: two sentences would be mixed word by word.
    is_sign = _is_sign
    if len(old) + len(new) > LONG:
        # Word by word such a comparison takes minutes; sentence by sentence it takes none.
        old, new, is_sign = _SENTENCE.findall(before or ""), _SENTENCE.findall(after or ""), None
    matcher = SequenceMatcher(is_sign, old, new, autojunk=False)
    changes = []
    for name, i1, i2, j1, j2 in matcher.get_opcodes():
        if name == "equal":
            changes.append(Change(EQUAL, "".join(old[i1:i2])))
            continue
        if i1 < i2:
            changes.append(Change(DELETED, "".join(old[i1:i2])))
        if j1 < j2:
            changes.append(Change(INSERTED, "".join(new[j1:j2])))
    return changes


def _is_sign(token):
    return not token[0].isalnum()
