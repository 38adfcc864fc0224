"""Primary keys as they come in an address, where anybody can write anything."""

# More digits than this no database stores in a key.
MOST_DIGITS = 18


def key_or_none(text):
    """The primary key the text can be, or None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
