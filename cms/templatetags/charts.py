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


@register.inclusion_tag("cms/charts/rows.html")
def chart_rows(title, figures, unit=""):
    """A table whose cells carry a bar: whoever cannot see the bars reads the figures."""
    longest = max((figure["value"] for figure in figures), default=0) or 1
    rows = [
        {"label": figure["label"], "value": figure["value"], "share": f"{figure['value'] * 100 / longest:.2f}"}
        for figure in figures
    ]
    return {"title": title, "rows": rows, "unit": unit}


COLUMN_STEP, COLUMN_WIDTH, COLUMNS_HEIGHT = 60, 36, 160


@register.inclusion_tag("cms/charts/columns.html")
def chart_columns(title, figures, unit=""):
    """Columns over the years; the same figures follow as a table for whoever cannot see them."""
    highest = max((figure["value"] for figure in figures), default=0) or 1
    columns = []
    for number, figure in enumerate(figures):
        height = round(float(figure["value"] / highest) * COLUMNS_HEIGHT, 1)
        columns.append(
            {
                "label": figure["label"],
                "value": figure["value"],
                "x": number * COLUMN_STEP + (COLUMN_STEP - COLUMN_WIDTH) // 2,
                "middle": number * COLUMN_STEP + COLUMN_STEP // 2,
                "y": COLUMNS_HEIGHT - height + 20,
                "height": height,
                "words_y": COLUMNS_HEIGHT - height + 13,
            }
        )
    return {
        "title": title,
        "unit": unit,
        "columns": columns,
        "width": len(columns) * COLUMN_STEP,
        "width_in_text": len(columns) * COLUMN_STEP / 16,  # grows with the text, and never past its column
        "column_width": COLUMN_WIDTH,
        "ground": COLUMNS_HEIGHT + 20,
        "height": COLUMNS_HEIGHT + 44,
        "labels_y": COLUMNS_HEIGHT + 38,
    }
