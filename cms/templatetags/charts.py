"""Bar charts drawn on the server as SVG: no script, sharp on paper, and readable without colour."""

from dataclasses import dataclass

from django import template

register = template.Library()

LABEL_HEIGHT, BAR_HEIGHT, STEP = 16, 14, 38
WIDTH, FIGURE_WIDTH = 320, 84


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length out of the longest possible, the words at its end and where it leads."""

    label: str
    value: float | None
    words: str
    url: str = ""


@register.inclusion_tag("cms/charts/bars.svg")
def bar_chart(title, bars, out_of=None):
    """Horizontal bars under each other; the empty part of ``out_of`` stays outlined. The figures stand in words."""
    longest = out_of or max((bar.value or 0 for bar in bars), default=0) or 1
    room = WIDTH - FIGURE_WIDTH - 2
    rows = [
        {
            "bar": bar,
            "label_y": number * STEP + 12,
            "y": number * STEP + LABEL_HEIGHT + 1,
            "words_y": number * STEP + LABEL_HEIGHT + 13,
            "length": round(room * min((bar.value or 0) / longest, 1), 1),
        }
        for number, bar in enumerate(bars)
    ]
    return {
        "title": title,
        "rows": rows,
        "width": WIDTH,
        "height": len(bars) * STEP,
        "room": room,
        "bar_height": BAR_HEIGHT,
        "words_x": WIDTH - FIGURE_WIDTH + 6,
        "outlined": out_of is not None,
    }
