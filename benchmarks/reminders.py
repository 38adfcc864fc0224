"""The nightly letters about deadlines with 10,000 and with 1,000,000 cards: causes, letters, minutes, peak memory.

tools/with-postgres .venv/bin/python benchmarks/reminders.py [--cards 1000000]

Two thousand organisations, each with a chair and an address; every point is given to all of them. The deadlines lie
evenly within 250 days before and after the first night, nine tenths of those past are reported on. The letters go to a
mail server that takes everything and keeps nothing.
"""

import argparse
import datetime
import os
import resource
import subprocess
import sys
import time

import stand

ORGANISATIONS, FEW = 2_000, 10_000
SPAN = 250  # days the deadlines lie before and after the first night
TEXT = "Членским организациям обучить уполномоченных по охране труда и сообщить, сколько из них обучено. "


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cards", type=int, default=1_000_000)
    parser.add_argument("--nights", action="store_true", help="measure only, the database being filled")
    options = parser.parse_args()
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("Run it under tools/with-postgres.")
    stand.be_a_server()
    if options.nights:
        measure_nights()
        return
    began = time.perf_counter()
    lay_foundation()
    for cards in (FEW, options.cards):
        fill(cards // ORGANISATIONS)
        print(f"filled in {time.perf_counter() - began:.0f} s", flush=True)
        # A process of its own: what filling needed is not counted.
        subprocess.run([sys.executable, __file__, "--nights"], check=True)


def lay_foundation():
    """A federation with its council, a controller, a deputy chair, and its member organisations with their chairs."""
    from django.core.management import call_command

    from home.council import set_up_council
    from registry.models import Membership, Organisation, Person, PersonContact, Post

    call_command("migrate", interactive=False, verbosity=0)
    federation = Organisation.objects.create(name="Большая федерация", kind="federation")
    set_up_council(federation, slug="big")
    people = [
        Person(surname=f"Глава{number}", given_name="Анна", organisation=federation)
        for number in range(ORGANISATIONS + 2)
    ]
    Person.objects.bulk_add(people)
    PersonContact.objects.bulk_create(
        PersonContact(person=person, kind="email", value=f"chair{number}@example.org")
        for number, person in enumerate(people)
    )
    members = [
        Organisation(name=f"Организация {number}", superior=federation, path=federation.path)
        for number in range(ORGANISATIONS)
    ]
    Organisation.objects.bulk_add(members)
    Post.objects.bulk_create(
        Post(organisation=member, person=person, duty="chair") for member, person in zip(members, people, strict=False)
    )
    body = federation.bodies.get(name="Совет")
    Membership.objects.create(body=body, person=people[-1], role=Membership.Role.DEPUTY)


def fill(points):
    """Points up to so many, with a card of each organisation and its day; nothing has been told of any."""
    from django.db import connection
    from wagtail.models import Page

    from control.models import Assignment, CardEvent, ControlledItem, Digest, Occurrence, Reminder
    from registry.models import Body, Organisation, Person, PersonalLink
    from resolutions.models import ResolutionIndexPage

    for model in (Reminder, Digest, CardEvent, PersonalLink):
        model.objects.all()._raw_delete("default")
    acts = ResolutionIndexPage.objects.get()
    council = Organisation.objects.get(name="Большая федерация")
    body = Body.objects.get(organisation=council, name="Совет")
    controller = Person.objects.get(surname=f"Глава{ORGANISATIONS}")
    made = ControlledItem.objects.count()
    for number in range(made // 10, points // 10 + 1):
        act = acts.add_child(instance=Page(title=f"Акт {number}", slug=f"akt-{made}-{number}"))
        ControlledItem.objects.bulk_create(
            ControlledItem(
                source=act,
                item_id=str(point),
                source_name=f"Совет № {number}",
                label=str(point % 10 + 1),
                text=TEXT * 2,
                council=council,
                body=body,
                controller=controller,
                given_on=datetime.date(2025, 1, 15),
                deadline_words="к сроку",
            )
            for point in range(max(made, number * 10), min(points, number * 10 + 10))
        )
    cards, days = Assignment._meta.db_table, Occurrence._meta.db_table
    with connection.cursor() as cursor:
        # 211 and 500 have no common divisor: as many points have one distance as another.
        cursor.execute(
            f"""
            INSERT INTO {cards} (item_id, council_id, assignee_id, assignee_name, role, state, next_due, opened_on,
                                 heard_on, told_at, result, basis)
            SELECT item.id, {council.pk}, member.party_id, party.name, 'responsible',
                   CASE WHEN due.distance < 0 AND (item.id * 31 + member.party_id) %% 10 < 9
                        THEN 'closed' ELSE 'assigned' END,
                   %s::date + due.distance, %s::date - 400, %s::date - 400, now(), '', ''
            FROM control_controlleditem item
            CROSS JOIN LATERAL (SELECT (item.id * 211 %% {2 * SPAN} - {SPAN})::int AS distance) due
            CROSS JOIN registry_organisation member JOIN registry_party party ON party.id = member.party_id
            WHERE member.superior_id = {council.pk}
              AND NOT EXISTS (SELECT 1 FROM {cards} card WHERE card.item_id = item.id)
            """,
            [first_night()] * 3,
        )
        cursor.execute(
            f"""
            INSERT INTO {days} (assignment_id, council_id, assignee_id, number, due, first_due, done_on, outcome)
            SELECT id, council_id, assignee_id, 1, next_due, next_due,
                   CASE WHEN state = 'closed' THEN next_due END, CASE WHEN state = 'closed' THEN 'in_time' ELSE '' END
            FROM {cards} card WHERE NOT EXISTS (SELECT 1 FROM {days} day WHERE day.assignment_id = card.id)
            """
        )
        cursor.execute(f"UPDATE {cards} SET next_due = NULL WHERE state = 'closed' AND next_due IS NOT NULL")
        cursor.execute("ANALYZE")


def first_night():
    """The next working day."""
    from django.utils import timezone

    from control.working_days import WorkingCalendar

    today = timezone.localdate()
    return WorkingCalendar(today).add(today, 0)


def measure_nights():
    """A night after everything has lain untold, the same night again, and the two working nights after it."""
    from control.models import Assignment
    from control.working_days import WorkingCalendar

    first = first_night()
    calendar = WorkingCalendar(first)
    second = calendar.next(first)
    print(f"cards: {Assignment.objects.count():,}; memory before: {peak():.0f} MB")
    measure("after an outage", first)
    measure("once more", first)
    measure("an ordinary night", second)
    measure("the night after", calendar.next(second))


def measure(name, day):
    """Gather and send as the scheduled task does, the two halves timed apart."""
    from control.reminding import sending

    started, halves = time.perf_counter(), {}
    gather = sending.gather

    def timed(day):
        causes = gather(day)
        halves["gathering"] = time.perf_counter() - started
        return causes

    sending.gather = timed
    try:
        run = sending.remind(day)
    finally:
        sending.gather = gather
    whole = time.perf_counter() - started
    print(
        f"{name} ({day}): {run.causes:,} causes, {run.sent:,} letters, {run.failed} failed in {whole / 60:.2f} min"
        f" (gathering {halves['gathering']:.1f} s, sending {whole - halves['gathering']:.1f} s);"
        f" peak memory {peak():.0f} MB",
        flush=True,
    )


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
