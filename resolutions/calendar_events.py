"""The meetings of a party's calendar: of the bodies a person sits on, of the bodies an organisation has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from control.calendars.providers import Event, Period
from registry.models import Membership, Party, PartyType
from resolutions.models.meeting import Meeting

# A meeting says when it begins; until it is closed a calendar is given so many hours.
USUALLY = datetime.timedelta(hours=2)


def meetings_of(party: Party, period: Period) -> Iterator[Event]:
    """The meetings the party takes part in, those cancelled too: a calendar strikes them out."""
    if party.party_type == PartyType.PERSON:
        bodies = Membership.objects.current(period.today).filter(person=party.pk).values("body")
        mine = Q(body__in=bodies) | Q(attendances__person=party.pk)
    elif party.party_type == PartyType.ORGANISATION:
        mine = Q(body__organisation=party.pk)
    elif party.party_type == PartyType.BODY:
        mine = Q(body=party.pk)
    else:
        return
    within = Q(starts_at__date__range=(period.first, period.last))
    found = Meeting.objects.filter(mine, within).values("pk").distinct()
    # One not noticed yet is still the secretariat's own plan.
    told = Meeting.objects.filter(pk__in=found).exclude(noticed_at=None)
    told = told.select_related("body__organisation").annotate(
        versions=Count("agenda_versions"), told_at=Max("agenda_versions__made_at")
    )
    for meeting in told.order_by("starts_at", "pk"):
        yield _event(meeting, shows_video=party.party_type == PartyType.PERSON)


def _event(meeting, *, shows_video):
    cancelled = meeting.state == Meeting.State.CANCELLED
    words = {"body": meeting.body.name, "number": meeting.number}
    lines = [str(meeting.body.organisation), str(meeting.get_mode_display())]
    if cancelled:
        lines.append(_("Cancelled: %(reason)s") % {"reason": meeting.cancel_reason})
    # The link of a video meeting lets in whoever has it: it is for members, not for a calendar many may read.
    if shows_video and meeting.has_video and meeting.video_link:
        lines.append(meeting.video_link)
    changes = filter(None, [meeting.noticed_at, meeting.told_at, meeting.closed_at])
    if meeting.is_poll:
        start = timezone.localdate(meeting.voting_until or meeting.starts_at)
        end, summary = None, _("%(body)s: the poll of session %(number)s ends") % words
    else:
        start, summary = meeting.starts_at, _("%(body)s: session %(number)s") % words
        closed = meeting.closed_at if meeting.closed_at and meeting.closed_at > start else None
        end = closed if closed and timezone.localdate(closed) == timezone.localdate(start) else start + USUALLY
    return Event(
        uid=f"meeting-{meeting.pk}",
        summary=summary,
        start=start,
        end=end,
        description="\n".join(lines),
        location=meeting.place if meeting.has_place else "",
        sequence=meeting.versions + bool(meeting.closed_at) + cancelled,
        changed_at=max(changes),
        is_cancelled=cancelled,
    )
