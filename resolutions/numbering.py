"""Numbers of acts as printed and as compared."""

import re
import unicodedata

_DASHES = re.compile(r"[‐‑‒–—―−﹘﹣-]")


def normalise_number(printed: str) -> str:
    """The number for comparison: NFKC, every dash "-", no white space; «7 – 2» gives "7-2", Cyrillic letters stay."""
    folded = _DASHES.sub("-", unicodedata.normalize("NFKC", printed))
    return re.sub(r"\s+|^№", "", folded)
