"""What a chart of shares shows: one bar for each line, its parts told apart by hatching, its figures in words."""

from __future__ import annotations

from dataclasses import dataclass

ROOM = 360
LABEL_ROOM = 262
WORDS_ROOM = 70
STEP, HEIGHT = 26, 16


@dataclass(frozen=True)
class Share:
    """One part of a bar."""

    kind: str
    value: int


@dataclass(frozen=True)
class ShareBar:
    """A line of the chart: its name, the words at its end, its parts."""

    label: str
    words: str
    shares: list[Share]
    # What tells it from another line of the same name.
    place: str = ""

    @property
    def name(self) -> str:
        return f"{self.label} ({self.place})" if self.place else self.label

    @property
    def total(self) -> int:
        return sum(share.value for share in self.shares)


def drawn(bars: list[ShareBar]) -> dict:
    """The places of everything in the drawing."""
    rows = []
    for number, bar in enumerate(bars):
        x, parts = float(LABEL_ROOM), []
        for share in bar.shares:
            width = ROOM * share.value / bar.total if bar.total else 0
            if width:
                parts.append({"kind": share.kind, "value": share.value, "x": round(x, 1), "width": round(width, 1)})
            x += width
        top = number * STEP + 4
        label = f"{_cut(bar.label, 15)} · {_cut(bar.place, 15)}" if bar.place else _cut(bar.label, 30)
        rows.append({"bar": bar, "label": label, "y": top, "text_y": top + 12, "parts": parts})
    return {
        "rows": rows,
        "width": LABEL_ROOM + ROOM + WORDS_ROOM,
        "height": len(bars) * STEP + 4,
        "bar_height": HEIGHT,
        "words_x": LABEL_ROOM + ROOM + 8,
    }


def _cut(words, longest):
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
