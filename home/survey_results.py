"""The figures of a survey: how many chose each of the given answers."""

from collections import Counter

from django.utils.translation import gettext as _

MOST_READ = 100_000
# Among fewer answers a figure could tell who said what.
FEWEST_SHOWN = 3


def charts_of(survey):
    """How many answered, and for each question with given answers its bars, in the order the editor gave."""
    questions = survey.counted_questions
    counts = {question.clean_name: Counter() for question in questions}
    total = 0
    for answer in survey.get_submissions().order_by().values_list("form_data", flat=True)[:MOST_READ].iterator():
        total += 1
        for name, counter in counts.items():
            value = answer.get(name)
            if isinstance(value, bool):
                value = _("yes") if value else _("no")
            counter.update(value if isinstance(value, list) else [value] if value not in (None, "") else [])
    enough = total >= FEWEST_SHOWN
    return {
        "total": total,
        "is_enough": enough,
        "charts": [_chart(question, counts[question.clean_name], total) for question in questions] if enough else [],
    }


def _chart(question, counter, total):
    given = [_("yes"), _("no")] if question.field_type == "checkbox" else _given(question.choices)
    rows = [{"name": choice, "count": counter[choice], "share": _share(counter[choice], total)} for choice in given]
    return {"title": question.label, "rows": rows}


def _given(choices):
    lines = choices.strip().splitlines()
    parts = [line.strip().rstrip(",") for line in lines] if len(lines) > 1 else choices.split(",")
    return [part.strip() for part in parts if part.strip()]


def _share(number, total):
    return round(number * 100 / total) if total else 0
