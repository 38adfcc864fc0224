"""A number is kept back for an act that will come, or let go again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import Record
from resolutions.models.registration import ReservedNumber
from resolutions.numbering import number_key
from resolutions.numbers.giving import take
from resolutions.numbers.rule import OF_A_MEETING, NumberRule


@transaction.atomic
def reserve(rule: NumberRule, reason: str, user, *, number: str = "") -> ReservedNumber:
    """Keep back the number, or the next one of the series; the journal tells who kept it, and why."""
    if not reason.strip():
        raise Refused(_("Say what the number is kept for."))
    if not number.strip() and OF_A_MEETING.search(rule.body.numbering_template):
        raise Refused(_("This body numbers by its meetings: write which number to keep."))
    series = rule.locked_series()
    if number.strip() and rule.reservation_of(number):
        raise Refused(_("№ %(number)s is already kept back.") % {"number": number.strip()})
    given = take(rule, series, number)
    reserved = ReservedNumber.objects.create(
        series=series,
        sequence=given.sequence,
        number=given.printed,
        number_key=number_key(given.printed),
        reason=reason.strip(),
        reserved_by=user,
    )
    Record.append("number", reserved, user=user)
    return reserved


@transaction.atomic
def release(reserved: ReservedNumber, reason: str, user) -> None:
    """Let the number go: the count does not come back to it, the journal explains the gap."""
    reserved = ReservedNumber.objects.select_for_update(of=("self",)).get(pk=reserved.pk)
    if reserved.act_id:
        raise Refused(_("An act already bears this number."))
    if reserved.released_at:
        raise Refused(_("This number was already let go."))
    if not reason.strip():
        raise Refused(_("Say why the number is not needed any more."))
    reserved.released_at, reserved.released_by, reserved.release_reason = timezone.now(), user, reason.strip()
    reserved.save(update_fields=["released_at", "released_by", "release_reason"])
    Record.append("number", reserved, user=user)
