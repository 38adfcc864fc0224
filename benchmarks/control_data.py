"""Cards of control by the million, as years of a federation's work leave them: on the database DATABASE_URL names.

tools/with-postgres keeps nothing, so name a server of your own:

DATABASE_URL=postgres://… .venv/bin/python benchmarks/control_data.py --acts 5000 --organisations 2000

An act has four points of fifty assignees each: one date, a later date, the ends of four quarters, and, in turn, no date
or a date. Acts are spread over ten years: the old ones are closed but for a few forgotten cards, the last year is being
worked on. PostgreSQL only: rows are made by the database itself.
"""

import argparse
import datetime
import os
import sys
import time

import stand

YEARS = 10
ASSIGNEES = 50

# What has become of a card, by lot (of a thousand): of an old act, of a day that has passed, of one ahead, of no day.
STATES = {
    "old": (("closed", 990), ("cancelled", 995), ("assigned", 998), ("reported", 1000)),
    "past": (("closed", 780), ("reported", 830), ("returned", 850), ("in_work", 930), ("assigned", 1000)),
    "ahead": (("closed", 80), ("reported", 120), ("returned", 130), ("in_work", 560), ("assigned", 1000)),
    "undated": (("closed", 400), ("reported", 430), ("in_work", 750), ("assigned", 1000)),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=5000)
    parser.add_argument("--organisations", type=int, default=2000)
    options = parser.parse_args()
    if "postgres" not in os.environ.get("DATABASE_URL", ""):
        sys.exit("Name an empty PostgreSQL database with DATABASE_URL=postgres://…")
    set_up()
    started = time.perf_counter()
    print(fill(options.acts, options.organisations), f"in {time.perf_counter() - started:.0f} s")


def set_up():
    """The settings of a server on the database named, migrated, with the demo federation in it."""
    stand.be_a_server(SOVET_VAR_DIR=str(stand.own_folder()), DATABASE_URL=os.environ["DATABASE_URL"])
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from home.demo.loading import load_demo
    from home.models import HomePage

    if not HomePage.objects.exists():
        load_demo()


def fill(acts: int, organisations: int, day: datetime.date | None = None) -> str:
    """So many acts with two hundred cards each, to so many organisations in turn; says what was made."""
    from django.db import connection, transaction
    from django.utils import timezone

    day = day or timezone.localdate()
    council = federation()
    # The cards of the demo would make a small database another one than a large one.
    empty()
    with transaction.atomic():
        members = make_organisations(council, organisations)
        pages = make_pages(acts)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE member (no int PRIMARY KEY, id bigint, name text) ON COMMIT DROP")
            cursor.executemany(
                "INSERT INTO member VALUES (%s, %s, %s)", [(no, each.pk, each.name) for no, each in enumerate(members)]
            )
            cursor.execute("CREATE TEMP TABLE act (no int PRIMARY KEY, id bigint) ON COMMIT DROP")
            cursor.executemany("INSERT INTO act VALUES (%s, %s)", list(enumerate(pages)))
            values = {
                "acts": acts,
                "members": len(members),
                "assignees": ASSIGNEES,
                "day": day,
                "days": YEARS * 365,
                "council": council.pk,
                "bodies": list(council.bodies.order_by("pk").values_list("pk", flat=True)),
                "controllers": list(council.people.order_by("pk").values_list("pk", flat=True)[:5]),
            }
            for statement in STATEMENTS:
                cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return said()


def empty():
    """Take all cards away again."""
    from django.apps import apps
    from django.db import connection

    kept = {"control_calendarday", "control_calendaryear", "control_historicalcalendarday", "control_absence"}
    tables = [model._meta.db_table for model in apps.get_app_config("control").get_models()]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(table for table in tables if table not in kept)} CASCADE")


def federation():
    """The council of the demo that keeps the control."""
    from registry.models import Organisation

    return Organisation.objects.filter(kind="federation").order_by("pk").first()


def make_organisations(council, number):
    """The first so many members of the federation, each with a chair who has an address."""
    from registry.models import Organisation, Person, Post
    from registry.models.person import PersonContact

    kept = list(Organisation.objects.filter(superior=council, place="г. Мерный").order_by("pk"))
    new = [
        Organisation(
            party_type="organisation",
            name=f"Областная организация № {no} профсоюза",
            unique_key=f"{council.pk}:областная организация n {no} профсоюза",
            superior=council,
            place="г. Мерный",
        )
        for no in range(len(kept), number)
    ]
    if new:
        Organisation.objects.bulk_add(new)
        for each in new:
            each.path = f"{council.path}{each.pk}."
        place_in_tree(new)
        chairs = [
            Person(
                party_type="person",
                name=f"Мернов Пётр {each.pk}",
                surname="Мернов",
                given_name="Пётр",
                organisation=each,
                path=each.path,
            )
            for each in new
        ]
        Person.objects.bulk_add(chairs)
        Post.objects.bulk_create([Post(organisation=p.organisation, person=p, duty="chair") for p in chairs])
        PersonContact.objects.bulk_create(
            [PersonContact(person=p, kind="email", value=f"m{p.pk}@example.org") for p in chairs]
        )
    return (kept + new)[:number]


def place_in_tree(parties):
    from registry.models import Party

    for start in range(0, len(parties), 500):
        batch = Party.objects.in_bulk([each.pk for each in parties[start : start + 500]])
        for each in parties[start : start + 500]:
            batch[each.pk].path = each.path
        Party.objects.bulk_update(batch.values(), ["path"])


def make_pages(number):
    """So many pages that stand for acts; their texts are not what is measured."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    parent = Page.objects.filter(depth=2).order_by("path").first()
    kept = list(parent.get_children().filter(slug__startswith="merny-").order_by("path").values_list("pk", flat=True))
    last = parent.get_last_child().path
    kind, new = ContentType.objects.get_for_model(Page), []
    for no in range(len(kept), number):
        last = Page._inc_path(Page(path=last, depth=parent.depth + 1))
        page = Page(title=f"О мерах по пункту {no}", slug=f"merny-{no}", live=False, content_type=kind)
        page.path, page.depth, page.draft_title = last, parent.depth + 1, page.title
        page.url_path, page.locale = f"{parent.url_path}merny-{no}/", parent.locale
        new.append(page)
    Page.objects.bulk_create(new, batch_size=1000)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(new))
    return (kept + [page.pk for page in new])[:number]


def said():
    from control.models import Assignment, ControlledItem, Occurrence, Tally

    named = {"items": ControlledItem, "cards": Assignment, "days": Occurrence, "tallies": Tally}
    return ", ".join(f"{name}: {model.objects.count():,}" for name, model in named.items())


def _state(case):
    branches = " ".join(f"WHEN lot < {upto} THEN '{state}'" for state, upto in STATES[case])
    return f"CASE {branches} END"


# Lots are drawn from the keys, so that the same numbers give the same cards.
STATEMENTS = [
    # Points: the fourth of every second act has no date.
    """
    CREATE TEMP TABLE point ON COMMIT DROP AS
    SELECT act.no * 4 + p AS no, act.id AS source, p AS position, act.no AS act_no,
           %(day)s::date - ((act.no::bigint * %(days)s) / %(acts)s)::int AS given_on
    FROM act CROSS JOIN generate_series(0, 3) AS p
    """,
    """
    INSERT INTO control_controlopening (source_id, opened_at, cards, doubts)
    SELECT id, now(), 4 * %(assignees)s, '[]' FROM act
    """,
    """
    INSERT INTO control_controlleditem (source_id, item_id, source_name, position, label, heading, text, council_id,
        body_id, given_on, controller_id, control_words, control_type, deadline_words, deadline_kind, due, inherited,
        figure_words, words_key, put_on_control_at)
    SELECT source, 'point-' || position, 'Совет № ' || (act_no %% 12 + 1) || '-' || act_no, position,
           '1.' || (position + 1), '', 'Организациям сверить число членов профсоюза с ведомостями, ' || no,
           %(council)s, (%(bodies)s)[1 + act_no %% cardinality(%(bodies)s)], given_on,
           (%(controllers)s)[1 + act_no %% cardinality(%(controllers)s)], '', 'current', 'в срок', 'exact_date', '[]',
           '', '', 'совет ' || (act_no %% 12 + 1) || ' ' || act_no || ' организациям сверить число членов профсоюза с '
           || 'ведомостями ' || no, now()
    FROM point
    """,
    """
    CREATE TEMP TABLE due_day ON COMMIT DROP AS
    SELECT no, number, due, max(due) OVER whole AS last, max(due) FILTER (WHERE due < %(day)s) OVER whole AS gone,
           count(*) FILTER (WHERE due < %(day)s) OVER whole AS days_gone
    FROM (
        SELECT point.no, number, CASE
            WHEN point.act_no = 0 AND position = 1 THEN %(day)s + 1
            WHEN position < 2 THEN given_on + 60 * (position + 1) + point.no %% 20
            WHEN position = 2 THEN given_on + 90 * number
            WHEN point.act_no %% 2 = 0 THEN NULL
            ELSE given_on + 30 + point.no %% 20 END AS due
        FROM point CROSS JOIN generate_series(1, 4) AS number
        WHERE position = 2 OR number = 1
    ) AS days WINDOW whole AS (PARTITION BY no)
    """,
    "ANALYZE due_day, point, member, control_controlleditem",
    f"""
    CREATE TEMP TABLE drawn ON COMMIT DROP AS
    SELECT item.id AS item, point.no, point.given_on, member.id AS assignee, member.name, lot, seed, CASE
        WHEN point.given_on < %(day)s::date - 450 THEN {_state("old")}
        WHEN first.last IS NULL THEN {_state("undated")}
        WHEN first.last < %(day)s THEN {_state("past")}
        ELSE {_state("ahead")} END AS state
    FROM point
    JOIN control_controlleditem item ON item.source_id = point.source AND item.position = point.position
    JOIN due_day first ON first.no = point.no AND first.number = 1
    CROSS JOIN generate_series(0, %(assignees)s - 1) AS place
    JOIN member ON member.no = (point.no * %(assignees)s + place) %% %(members)s
    CROSS JOIN LATERAL (SELECT abs(hashint4(point.no * 64 + place)::bigint) AS seed) AS hashed
    CROSS JOIN LATERAL (SELECT seed %% 1000 AS lot) AS lots
    """,
    """
    INSERT INTO control_assignment (item_id, council_id, assignee_id, assignee_name, role, state, opened_on, heard_on,
        told_at, acknowledged_at, reported_at, closed_on, result, basis)
    SELECT item, %(council)s, assignee, name, 'responsible', state, given_on,
           CASE WHEN state IN ('closed', 'cancelled') THEN least(%(day)s, given_on + 90)
                WHEN given_on < %(day)s::date - 450 THEN given_on + 30
                ELSE greatest(given_on, %(day)s::date - (seed / 1000 %% 40)::int) END,
           now(), now(), CASE WHEN state = 'reported' THEN now() - (seed / 1000 %% 20) * interval '1 day' END,
           CASE WHEN state IN ('closed', 'cancelled') THEN least(%(day)s, given_on + 90) END,
           CASE WHEN state = 'closed' THEN 'done' ELSE '' END, ''
    FROM drawn
    """,
    "ANALYZE drawn, control_assignment",
    # What is closed is done; of a card still open, the days gone by are done, but for the last one of every third card.
    """
    INSERT INTO control_occurrence (assignment_id, council_id, assignee_id, number, due, first_due, done_on, outcome,
        cancelled_at)
    SELECT card.id, %(council)s, card.assignee_id, due_day.number, due_day.due,
           CASE WHEN is_done AND seed / 7 %% 100 BETWEEN 80 AND 89 THEN due_day.due - 14 ELSE due_day.due END,
           CASE WHEN is_done THEN coalesce(due_day.due, card.opened_on + 30)
                + CASE WHEN seed / 7 %% 100 >= 90 THEN 5 ELSE 0 END END,
           CASE WHEN NOT is_done THEN '' WHEN seed / 7 %% 100 >= 90 THEN 'late'
                WHEN seed / 7 %% 100 >= 80 THEN 'extended' ELSE 'in_time' END,
           CASE WHEN card.state = 'cancelled' THEN now() END
    FROM drawn
    JOIN control_assignment card ON card.item_id = drawn.item AND card.assignee_id = drawn.assignee
    JOIN due_day ON due_day.no = drawn.no
    CROSS JOIN LATERAL (SELECT card.state = 'closed' OR (card.state <> 'cancelled' AND due_day.due < %(day)s
                        AND days_gone < 4 AND (due_day.due < gone OR seed %% 3 > 0)) AS is_done) AS done
    """,
    """
    CREATE TEMP TABLE waiting ON COMMIT DROP AS
    SELECT assignment_id, min(due) AS due FROM control_occurrence
    WHERE done_on IS NULL AND cancelled_at IS NULL GROUP BY assignment_id
    """,
    """
    UPDATE control_assignment card SET next_due = waiting.due
    FROM waiting
    WHERE waiting.assignment_id = card.id AND card.state NOT IN ('closed', 'cancelled')
    """,
    """
    INSERT INTO control_report (assignment_id, occurrence_id, kind, number, text, sent_at, signed_as, by_link, decision,
        remark)
    SELECT card.id, day.id, 'report', 1, 'Сверка проведена, расхождений нет.', card.reported_at, 'П. И. Мернов', true,
           '', ''
    FROM drawn JOIN control_assignment card ON card.item_id = drawn.item AND card.assignee_id = drawn.assignee
    LEFT JOIN LATERAL (SELECT id FROM control_occurrence WHERE assignment_id = card.id AND done_on IS NULL
                       ORDER BY due, number LIMIT 1) AS day ON true
    WHERE card.state = 'reported'
    """,
    """
    INSERT INTO control_extension (occurrence_id, ground, old_due, new_due, reason, asked_at, signed_as, by_link,
        decision, remark)
    SELECT day.id, 'request', day.due, day.due + 20, 'Ведомости отдадут только в конце месяца.', now(), 'П. И. Мернов',
           true, '', ''
    FROM control_occurrence day JOIN control_assignment card ON card.id = day.assignment_id AND card.next_due = day.due
    WHERE card.state IN ('assigned', 'in_work') AND day.done_on IS NULL AND day.due >= %(day)s
      AND day.id %% 100 = 0
    """,
    """
    INSERT INTO control_tally (item_id, council_id, body_id, controller_id, control_type, state, next_due, heard_on,
        cards)
    SELECT item.id, item.council_id, body_id, controller_id, control_type, state, next_due, heard_on, count(*)
    FROM control_assignment card JOIN control_controlleditem item ON item.id = card.item_id
    WHERE item.source_id IN (SELECT id FROM act)
    GROUP BY item.id, state, next_due, heard_on
    """,
    """
    INSERT INTO control_daytally (item_id, council_id, body_id, controller_id, control_type, due, outcome, days)
    SELECT item.id, item.council_id, body_id, controller_id, control_type, day.due, day.outcome, count(*)
    FROM control_occurrence day JOIN control_assignment card ON card.id = day.assignment_id
    JOIN control_controlleditem item ON item.id = card.item_id
    WHERE day.cancelled_at IS NULL AND day.due IS NOT NULL AND card.item_id IN (SELECT item FROM drawn)
    GROUP BY item.id, day.due, day.outcome
    """,
]

if __name__ == "__main__":
    main()
