"""The reading of a deadline, shown while its author types."""

from django.http import JsonResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from control.deadline_correcting import NotADate, dates_written, reading_of
from control.deadlines import DeadlineKind
from control.wording import reading_with_source


def deadline_reading(request):
    """The words (?words=) and the author's own days (?dates=), read for an act or a plan (?act_date=, …), as JSON."""
    words, dates = request.GET.get("words", "")[:500], request.GET.get("dates", "")[:800]
    known = {name: _day(request.GET.get(name, "")) for name in ("act_date", "plan_start", "plan_end")}
    deadline = reading_of(words, dates, **known)
    try:
        dates_written(dates)
    except NotADate as error:
        reading, is_read = _("“%(words)s” is not a date") % {"words": error}, False
    else:
        reading = reading_with_source(deadline)
        is_read = bool(deadline.due) or deadline.kind in {DeadlineKind.OPEN_ENDED, DeadlineKind.BY_EVENT}
    return JsonResponse(
        {
            "kind": deadline.kind,
            "reading": reading,
            "is_read": is_read or (deadline.corrected and not deadline.due),
            "is_corrected": deadline.corrected,
            "due": [day.isoformat() for day in deadline.due],
        }
    )


def _day(printed):
    try:
        return parse_date(printed)
    except ValueError:
        return None
