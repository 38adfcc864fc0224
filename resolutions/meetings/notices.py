"""Notices: every member learns of the meeting by letter, with a personal link to its materials."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from registry.letters import post
from registry.models import Contact, Person, PersonalLink, PersonContact
from resolutions.meetings.attendance import refresh_attendance
from resolutions.meetings.holding import hold_coming
from resolutions.meetings.versions import keep_version
from resolutions.models.attendance import Attendance
from resolutions.models.meeting import Meeting

MATERIALS = PersonalLink.Purpose.MEETING

# Words of the record, read in Russian whatever the interface speaks.
PRINTED_MODES = {
    Meeting.Mode.IN_PERSON: "очно",
    Meeting.Mode.VIDEO: "по видеосвязи",
    Meeting.Mode.MIXED: "очно и по видеосвязи",
    Meeting.Mode.POLL: "опросом",
}


@dataclass
class Sent:
    """Whom the letters went to, and who has no e-mail and must be handed the paper."""

    version: object
    people: list[Person] = field(default_factory=list)
    without_address: list[Person] = field(default_factory=list)


@transaction.atomic
def send_notices(meeting: Meeting, user) -> Sent:
    """Send the notice to every member who has not had the agenda as it stands now.

    The first time, and whenever the agenda or the date or place has changed since, that is everybody; otherwise those
    who have no notice yet. Raises Refused when the agenda is empty, nobody sits on the body, or all have it already.
    """
    meeting, version = _ready(meeting, user)
    # Whoever was noticed before this version was made holds another one.
    rows = list(_rows(meeting).filter(Q(notice_sent_at=None) | Q(notice_sent_at__lt=version.made_at)))
    if not rows:
        raise Refused(_("All members already have the notice with this agenda."))
    return _send(meeting, rows, version)


@transaction.atomic
def send_notice(meeting: Meeting, person, user) -> Sent:
    """Send the notice to one member, whether or not one was sent before."""
    meeting, version = _ready(meeting, user)
    rows = list(_rows(meeting).filter(person=person))
    if not rows:
        raise Refused(_("This person is not a member of the body on the day of the meeting."))
    return _send(meeting, rows, version)


@transaction.atomic
def note_handed_over(meeting: Meeting, person, user) -> None:
    """Note that a member without e-mail was handed the notice on paper."""
    meeting = hold_coming(meeting.pk)
    row = _rows(meeting).filter(person=person).first()
    if row is None:
        raise Refused(_("This person is not a member of the body on the day of the meeting."))
    if not meeting.agenda_versions.exists():
        raise Refused(_("Send the notices first: the agenda that is handed over is kept with them."))
    row.notice_sent_at, row.notice_error = timezone.now(), ""
    row.save(update_fields=["notice_sent_at", "notice_error"])


def tell_it_is_cancelled(meeting: Meeting) -> None:
    """Write to every member who was called to the meeting that it will not be held."""
    for row in _rows(meeting).exclude(notice_sent_at=None):
        post(row.person, "meeting_cancelled", **words_of(meeting))


def words_of(meeting: Meeting) -> dict:
    """What every paper of the meeting says of it, in the words of the record."""
    return {"meeting": meeting, "mode": PRINTED_MODES[meeting.mode], "starts_at": timezone.localtime(meeting.starts_at)}


def addresses_of(people) -> dict[int, str]:
    """Where to write to each person, as ``letters.address_of`` says, for many people in two queries."""
    keys = [person.pk for person in people]
    emails = PersonContact.objects.filter(person__in=keys, kind=Contact.Kind.EMAIL)
    found = {}
    for person, value in emails.values_list("person_id", "value"):
        found.setdefault(person, value)
    users = Person.objects.filter(pk__in=keys).exclude(user=None).exclude(user__email="")
    return found | dict(users.values_list("pk", "user__email"))


def _ready(meeting, user):
    meeting = hold_coming(meeting.pk)
    if not meeting.questions:
        raise Refused(_("The agenda is empty: there is nothing to tell the members."))
    refresh_attendance(meeting)
    if not meeting.attendances.exists():
        raise Refused(_("Nobody sits on the body on the day of the meeting: write its members down first."))
    return meeting, keep_version(meeting, user)


def _rows(meeting):
    return Attendance.objects.filter(meeting=meeting).select_related("person__user").order_by("person__name")


def _send(meeting, rows, version):
    sent = Sent(version)
    for row in rows:
        # Not PersonalLink.make: it would close the link of an earlier letter, which shows the same, current, page.
        link = PersonalLink.objects.create(
            purpose=MATERIALS, subject_id=meeting.pk, person=row.person, expires_at=meeting.end_of_day
        )
        earlier = version.number > 1 and row.notice_sent_at is not None
        address = post(row.person, "meeting_notice", link=link, version=version, is_update=earlier, **words_of(meeting))
        if address:
            link.sent_at, link.sent_to = timezone.now(), address
            link.save(update_fields=["sent_at", "sent_to"])
            row.notice_sent_at, row.notice_error = link.sent_at, ""
            sent.people.append(row.person)
        else:
            link.delete()
            row.notice_sent_at, row.notice_error = None, "no e-mail"
            sent.without_address.append(row.person)
        row.save(update_fields=["notice_sent_at", "notice_error"])
    if meeting.noticed_at is None:
        meeting.noticed_at = timezone.now()
        meeting.save(update_fields=["noticed_at"])
    return sent
