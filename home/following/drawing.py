"""Drawing the picture of a shared link in the site's own type."""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from home.following.sharing import HEIGHT, WIDTH, ShareCard

FONTS = Path(settings.BASE_DIR) / "cms" / "static" / "sovet" / "fonts"
PAPER, INK, SOFT, CLOTH = "#ffffff", "#14191a", "#495256", "#0d4435"
EDGE = 80
SERIF, SANS = "pt-serif-{}-700-normal.woff2", "golos-text-{}-wght-normal.woff2"
# Each file holds a part of the alphabet, as in fonts.css.
_CYRILLIC = {0x301, 0x490, 0x491, 0x4B0, 0x4B1, 0x2116, *range(0x400, 0x460)}
TITLE_SIZES = (76, 66, 58, 50, 44, 38)
MOST_LINES = 6


class Type:
    """A typeface at a size: lines are made of runs, for the letters of one alphabet stand in one file."""

    def __init__(self, pattern, size, weight=None):
        self.pattern, self.size, self.weight = pattern, size, weight

    def runs(self, text):
        return [(self.font(part), "".join(letters)) for part, letters in groupby(text, _part)]

    def font(self, part):
        return _font(self.pattern.format(part), self.size, self.weight)

    def length(self, text):
        return sum(font.getlength(words) for font, words in self.runs(text))

    def wrap(self, text, width):
        """Lines no longer than the width; a word that is too long for one is cut."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.length(longer) <= width:
                lines[-1] = longer
                continue
            while self.length(word) > width:
                cut = next(n for n in range(len(word), 0, -1) if n == 1 or self.length(word[:n]) <= width)
                lines.append(word[:cut])
                word = word[cut:]
            lines.append(word)
        return [line for line in lines if line]

    def shortened(self, text, width):
        """The text in one line, cut with an ellipsis where it must be."""
        while text and self.length(text) > width:
            text = text[:-2].rstrip(" ,.…") + "…"
        return text

    def draw(self, canvas, x, baseline, text, fill):
        for font, words in self.runs(text):
            canvas.text((x, baseline), words, font=font, fill=fill, anchor="ls")
            x += font.getlength(words)


def draw(card: ShareCard) -> bytes:
    """The picture as a PNG file."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 0, WIDTH, 16), fill=CLOTH)
    width = WIDTH - 2 * EDGE
    small = Type(SANS, 32, 600)
    if card.over:
        small.draw(canvas, EDGE, 108, small.shortened(card.over, width), CLOTH)
    top, bottom = 130 if card.over else 84, HEIGHT - 170
    face, lines = _fitting(card.title[:400], width, bottom - top)
    baseline = top + face.size
    for line in lines:
        face.draw(canvas, EDGE, baseline, line, INK)
        baseline += round(face.size * 1.16)
    canvas.line((EDGE, HEIGHT - 132, WIDTH - EDGE, HEIGHT - 132), fill=INK, width=2)
    foot = Type(SANS, 28, 500)
    if card.under:
        foot.draw(canvas, EDGE, HEIGHT - 84, foot.shortened(card.under, width), INK)
    if card.council:
        foot.draw(canvas, EDGE, HEIGHT - 42, foot.shortened(card.council, width), SOFT)
    stored = io.BytesIO()
    # Flat colours and letters: a palette makes the file several times smaller.
    picture.quantize(64).save(stored, "PNG", optimize=True)
    return stored.getvalue()


def _fitting(title, width, height):
    """The largest size in which the title fits, and its lines."""
    for size in TITLE_SIZES:
        face = Type(SERIF, size)
        lines = face.wrap(title, width)
        if len(lines) <= MOST_LINES and len(lines) * size * 1.16 <= height:
            return face, lines
    room = max(1, min(MOST_LINES, int(height / (face.size * 1.16))))
    if len(lines) > room:
        lines = [*lines[: room - 1], face.shortened(f"{lines[room - 1]} …", width)]
    return face, lines


def _part(letter):
    code = ord(letter)
    if code in _CYRILLIC:
        return "cyrillic"
    return "cyrillic-ext" if 0x460 <= code <= 0x52F else "latin"


@lru_cache(maxsize=64)
def _font(name, size, weight):
    font = ImageFont.truetype(FONTS / name, size)
    if weight:
        font.set_variation_by_axes([weight])
    return font
