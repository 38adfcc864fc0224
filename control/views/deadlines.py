"""The reading of a deadline, shown while its author types."""

from django.http import JsonResponse
from django.utils.dateparse import parse_date

from control.deadlines import read_deadline
from control.wording import reading_in_words


def deadline_reading(request):
    """The author's words (?words=) read for an act of a date (?act_date=), as JSON."""
    words = request.GET.get("words", "")[:500]
    try:
        act_date = parse_date(request.GET.get("act_date", ""))
    except ValueError:
        act_date = None
    deadline = read_deadline(words, act_date=act_date)
    return JsonResponse(
        {
            "kind": deadline.kind,
            "reading": reading_in_words(deadline),
            "due": [day.isoformat() for day in deadline.due],
        }
    )
