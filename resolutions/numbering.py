"""Numbers of acts as printed and as compared."""

import re
import unicodedata

_DASHES = re.compile(r"[‐‑‒–—―−﹘﹣-]")


def normalise_number(printed: str) -> str:
    """The number for comparison: NFKC, every dash "-", no white space; «7 – 2» gives "7-2", Cyrillic letters stay."""
    # The sign goes first: NFKC would turn it into the letters "No".
    folded = _DASHES.sub("-", unicodedata.normalize("NFKC", printed.replace("№", "")))
    return re.sub(r"\s+", "", folded)


# Letters that look alike in both alphabets: «24-1-Р» is one number whichever keyboard typed it.
_LOOKALIKES = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")


def number_key(printed: str) -> str:
    """The number as its uniqueness is judged: normalised, capital, Latin lookalikes read as Cyrillic."""
    return normalise_number(printed).translate(_LOOKALIKES).upper()
