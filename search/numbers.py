"""Numbers of acts in questions and in texts, and the tokens by which the index knows them."""

import re

from resolutions.numbering import number_key

OWN, CITED = "n", "c"

# «9-5», «7 – 2», «24-1-Р», «П-15/4»: parts joined by a dash or a slash, each a figure or a letter or two.
_PART = r"(?:\d+|[А-ЯЁа-яёA-Za-z]{1,2}(?![а-яёА-ЯЁA-Za-z]))"
COMPOUND = re.compile(rf"(?<![\w/–—-])(?:[А-ЯЁA-Z]{{1,3}}-)?\d+(?:\s?[-‐‑–—−/]\s?{_PART})+(?![\w])")
# After the sign any number is meant, a plain figure too.
SIGNED = re.compile(rf"(?:№\s*)+(?P<number>{COMPOUND.pattern}|[А-ЯЁA-Zа-яёa-z]{{0,3}}-?\d[\w/-]{{0,40}})")

_NOT_WORD = re.compile(r"[\W_]+")


def number_token(prefix: str, printed: str) -> str:
    """The token of a number, however its dashes, spaces and letters were typed; empty for no number at all."""
    key = _NOT_WORD.sub("_", number_key(printed).lower()).strip("_")[:60]
    return f"{prefix}_{key}" if key else ""


def cited_tokens(text: str) -> set[str]:
    """The tokens of the numbers a text names: compound ones anywhere, plain figures after the sign."""
    if not any(map(str.isdecimal, text)):
        return set()
    printed = {found[0] for found in COMPOUND.finditer(text)}
    printed |= {found["number"] for found in SIGNED.finditer(text)} if "№" in text else set()
    return {token for token in (number_token(CITED, one) for one in printed) if token}
