"""Gathering the day's causes: each is noted once, in the letter of whoever is to be told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from control.models import OPEN, Digest, Occurrence, Reminder
from control.reminding.ladder import Ladder, Reader, Span
from control.reminding.recipients import Cause, Recipient, Recipients
from control.working_days import WorkingCalendar
from registry.models import Body

Way = Reminder.Way
CHUNK = 1_000
# The longest ladder, the longest outage and the New Year's holidays lie within.
YEAR = datetime.timedelta(days=366)


def gather(day: datetime.date) -> int:
    """Note every cause that has come to its step and that nobody has been told of; returns how many letters tell.

    A day off has no letters. Whoever has got a letter today hears of anything newer in tomorrow's.
    """
    calendar = WorkingCalendar(day - YEAR, day + YEAR)
    if not calendar.is_working_day(day):
        return 0
    carry_over(day)
    # Who could not be written to yesterday may have an address today.
    Reminder.objects.filter(way=Way.NOBODY).delete()
    recipients, noted = Recipients(day), 0
    for ladder, waiting in _ladders(calendar):
        for reader in Reader:
            for span in ladder.spans(day, reader):
                for causes in _pages(_untold(waiting, reader, span)):
                    noted += _note(causes, reader, span.step, recipients)
    return noted


def carry_over(day: datetime.date) -> None:
    """Forget the causes of letters that did not go: they are gathered anew, for whoever is to be told today.

    By now the address may have been corrected, another person may answer, a later step may have come.
    """
    stuck = Digest.objects.to_send().filter(~Q(day=day) | ~Q(failure=""))
    for pk in list(stuck.values_list("pk", flat=True)):
        with transaction.atomic():
            letter = Digest.objects.to_send().select_for_update().filter(pk=pk).first()
            if letter is None:
                continue
            letter.reminders.all().delete()
            if letter.day != day:
                Digest.objects.filter(pk=pk).update(carried_on=day)
                # What this address has refused is remembered in its next letter.
                kept = {"person_id": letter.person_id, "failure": letter.failure, "tries": letter.tries}
                Digest.objects.get_or_create(day=day, address=letter.address, defaults=kept)


def _ladders(calendar):
    """Each ladder in use, with the days of cards that wait under it."""
    waiting = Occurrence.objects.waiting().filter(assignment__state__in=OPEN)
    default = Body._meta.get_field("reminder_ladder").default
    yield Ladder.of(default, Body.WeekendRule.AS_IS, calendar), waiting.filter(assignment__item__body=None)
    in_use = Body.objects.filter(controlled_items__isnull=False).order_by()
    for words, rule in in_use.values_list("reminder_ladder", "weekend_rule").distinct():
        under = {"assignment__item__body__reminder_ladder": words, "assignment__item__body__weekend_rule": rule}
        yield Ladder.of(words, rule, calendar), waiting.filter(**under)


def _untold(waiting, reader: Reader, span: Span):
    """The days within the span of which the reader has heard neither this step nor a later one.

    A later one: after a clock that went backwards an earlier step comes once more.
    """
    if span.step >= 0:
        # What came to its step before the card was opened has been said by the letter about the new card.
        said = F("assignment__opened_on") + datetime.timedelta(days=span.step)
        waiting = waiting.exclude(assignment__told_at__isnull=False, due__lte=said)
    told = Reminder.objects.filter(occurrence=OuterRef("pk"), due=OuterRef("due"), reader=reader, step__lte=span.step)
    return waiting.filter(~Exists(told), due__range=(span.first, span.last)).order_by("due", "pk")


def _pages(untold) -> Iterator[list[Cause]]:
    """The causes in turn, a thousand at a time.

    Each page is a query of its own: a cursor left open while we write would hold SQLite at an old state, and every
    other writer would then end our run.
    """
    page = [Cause(*row) for row in untold.values_list(*Cause.COLUMNS)[:CHUNK]]
    while page:
        yield page
        last = page[-1]
        after = Q(due__gt=last.due) | Q(due=last.due, pk__gt=last.occurrence)
        rest = untold.filter(after, due__gte=last.due)
        page = [Cause(*row) for row in rest.values_list(*Cause.COLUMNS)[:CHUNK]]


def _note(causes: list[Cause], reader: Reader, step: int, recipients: Recipients) -> int:
    """Write the causes into their letters; another process at the same work finds them written."""
    told = [(cause, recipients.of(reader, cause)) for cause in causes]
    people: dict[str, object] = {}
    for _cause, recipient in told:
        if recipient.address:
            people.setdefault(recipient.address, recipient.person)
    with transaction.atomic():
        letters = _open_digests(recipients.day, people)
        rows = [
            _row(cause, reader, step, recipient, letters.get(recipient.address))
            for cause, recipient in told
            # Without a letter here, today's to this address has gone.
            if recipient.way == Way.NOBODY or recipient.address in letters
        ]
        Reminder.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    return sum(row.way != Way.NOBODY for row in rows)


def _row(cause: Cause, reader: Reader, step: int, recipient: Recipient, letter: int | None) -> Reminder:
    return Reminder(
        occurrence_id=cause.occurrence,
        due=cause.due,
        step=step,
        reader=reader,
        way=recipient.way,
        person=recipient.person if letter else None,
        instead_of=recipient.instead_of,
        digest_id=letter,
    )


def _open_digests(day: datetime.date, people: dict) -> dict[str, int]:
    """The letters of the day by address, locked, made where there are none; those that have gone are left out."""
    wanted = sorted(people)
    # In one order, so that two processes wait for each other rather than for ever.
    Digest.objects.bulk_create(
        [Digest(day=day, address=address, person=people[address]) for address in wanted], ignore_conflicts=True
    )
    rows = Digest.objects.select_for_update().filter(day=day, address__in=wanted).order_by("address")
    return {row.address: row.pk for row in rows if not (row.sent_at or row.claimed_at or row.carried_on)}
