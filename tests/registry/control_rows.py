"""Rows of control and of reports that point at a person or an organisation: a merge has to take them along."""

import datetime

from wagtail.models import Page

from control.models import (
    Absence,
    Assignment,
    CalendarFeed,
    ControlledItem,
    DayTally,
    Digest,
    Extension,
    Handover,
    Occurrence,
    Reminder,
    Report,
    Tally,
)
from programs.models import AnnualReportPage
from registry.models import Organisation, Person

DAY = datetime.date(2026, 3, 1)


def make_item(number, council, **fields):
    source = Page.get_first_root_node()
    return ControlledItem.objects.create(
        source=source,
        item_id=f"item-{number}",
        source_name="№ 1",
        text="Обучить",
        council=council,
        given_on=DAY,
        **fields,
    )


def make_card(number, council, assignee, **fields):
    return Assignment.objects.create(
        item=make_item(number, council), council=council, assignee_id=assignee.pk, opened_on=DAY, heard_on=DAY, **fields
    )


def make_occurrence(card, assignee, **fields):
    return Occurrence.objects.create(
        assignment=card, council=card.council, assignee_id=assignee.pk, due=DAY, first_due=DAY, **fields
    )


def point_party(party, other):
    """What may be asked of anybody: a card, a day of it, a calendar."""
    card = make_card(1, other, other)
    return {
        ("Assignment", "assignee"): make_card(2, other, party),
        ("Assignment", "through"): make_card(3, other, other, through_id=party.pk),
        ("Occurrence", "assignee"): make_occurrence(card, party),
        ("CalendarFeed", "party"): CalendarFeed.objects.create(party_id=party.pk),
    }


def control_of_person(person):
    """One row of every table of control that can point at a person; in each row only one column does."""
    other = Organisation.objects.create(name="Посторонняя организация")
    third = Person.objects.create(surname="Третьякова", organisation=other)
    occurrence = make_occurrence(make_card(4, other, other), other)
    card = occurrence.assignment
    kept = {"occurrence": occurrence, "due": DAY, "reader": "assignee"}
    handover = {"giver_name": "А", "taker_name": "Б", "made_on": DAY}
    return point_party(person, other) | {
        ("Assignment", "answers"): make_card(5, other, other, answers=person),
        ("ControlledItem", "controller"): make_item(6, other, controller=person),
        ("Tally", "controller"): Tally.objects.create(
            item=card.item, council=other, controller=person, state="assigned", heard_on=DAY, cards=1
        ),
        ("DayTally", "controller"): DayTally.objects.create(
            item=card.item, council=other, controller=person, due=DAY, days=1
        ),
        ("Report", "person"): Report.objects.create(assignment=card, number=1, text="…", person=person),
        ("Extension", "person"): Extension.objects.create(
            occurrence=occurrence, old_due=DAY, new_due=DAY, reason="…", person=person
        ),
        ("Digest", "person"): Digest.objects.create(day=DAY, address="a@example.org", person=person),
        ("Reminder", "person"): Reminder.objects.create(step=3, person=person, **kept),
        ("Reminder", "instead_of"): Reminder.objects.create(step=1, instead_of=person, **kept),
        ("Absence", "person"): Absence.objects.create(person=person, since=DAY),
        ("Absence", "substitute"): Absence.objects.create(person=third, substitute=person, since=DAY),
        ("Handover", "giver"): Handover.objects.create(giver=person, taker=third, **handover),
        ("Handover", "taker"): Handover.objects.create(giver=third, taker=person, **handover),
    }


def control_of_organisation(organisation, home):
    """One row of every table of control, and of annual reports, that can point at an organisation."""
    other = Organisation.objects.create(name="Посторонняя организация")
    person = Person.objects.create(surname="Третьякова", organisation=other)
    card = make_card(7, other, other)
    handover = Handover.objects.create(giver=person, taker=person, giver_name="А", taker_name="Б", made_on=DAY)
    handover.councils.add(organisation)
    report = AnnualReportPage(title="Публичный отчёт", slug="otchet", organisation=organisation, year=2025)
    return point_party(organisation, other) | {
        ("ControlledItem", "council"): make_item(8, organisation),
        ("Assignment", "council"): Assignment.objects.create(
            item=card.item, council=organisation, assignee_id=person.pk, opened_on=DAY, heard_on=DAY
        ),
        ("Occurrence", "council"): Occurrence.objects.create(
            assignment=card, council=organisation, assignee_id=other.pk, number=2
        ),
        ("Tally", "council"): Tally.objects.create(
            item=card.item, council=organisation, state="assigned", heard_on=DAY, cards=1
        ),
        ("DayTally", "council"): DayTally.objects.create(item=card.item, council=organisation, due=DAY, days=1),
        ("Handover_councils", "organisation"): Handover.councils.through.objects.get(handover=handover),
        ("AnnualReportPage", "organisation"): home.add_child(instance=report),
    }
