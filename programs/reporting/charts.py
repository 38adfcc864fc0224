"""The two charts of a report, drawn by the server: told apart by hatching, every figure in words beside."""

from __future__ import annotations

import datetime

from django.utils.formats import date_format

STEP, BAR = 30, 22
LEFT, TOP, ROOM = 34, 12, 100
LABELS = 32
WEEK_STEP, WEEK_BAR = 40, 28


def points_chart(rows) -> dict:
    """A column for every point, cut by what became of its cards, in hundredths of them."""
    columns = []
    for number, row in enumerate(row for row in rows if row.total):
        x, y, parts = LEFT + number * STEP, float(TOP + ROOM), []
        for kind, cards in (
            ("closed", row.carried_out),
            ("undone", row.undone),
            ("reported", row.reported),
            ("work", row.in_work),
            ("late", row.overdue),
        ):
            height = ROOM * cards / row.total
            if height:
                y -= height
                parts.append({"kind": kind, "y": round(y, 1), "height": round(height, 1)})
        words = f"{row.carried_out}/{row.total}"
        columns.append({"x": x, "middle": x + BAR / 2, "number": row.number, "words": words, "parts": parts})
    return {
        "columns": columns,
        "width": LEFT + max(len(columns), 1) * STEP + 4,
        "height": TOP + ROOM + LABELS,
        "bar": BAR,
        "left": LEFT - 4,
        "top": TOP,
        "half": TOP + ROOM / 2,
        "bottom": TOP + ROOM,
        "label_y": TOP + ROOM + 14,
        "words_y": TOP + ROOM + 27,
        "numbers_x": LEFT - 8,
    }


def weeks_chart(weeks) -> dict:
    """How many cards were closed in each week, the week by its Monday."""
    most = max((cards for _monday, cards in weeks), default=0) or 1
    bars = []
    for number, (monday, cards) in enumerate(weeks):
        height = round((ROOM - 14) * cards / most, 1)
        x = 6 + number * WEEK_STEP
        top = round(TOP + ROOM - height, 1)
        day = date_format(datetime.date.fromisoformat(monday), "j.m")
        bars.append(
            {
                "x": x,
                "middle": x + WEEK_BAR / 2,
                "y": top,
                "height": height,
                "cards": cards,
                "cards_y": top - 4,
                "day": day,
            }
        )
    return {
        "bars": bars,
        "width": 6 + max(len(bars), 1) * WEEK_STEP,
        "height": TOP + ROOM + LABELS,
        "bar": WEEK_BAR,
        "bottom": TOP + ROOM,
        "label_y": TOP + ROOM + 14,
    }
