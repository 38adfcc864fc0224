"""The boards of control over 10,000 and over 1,000,000 cards: SQL queries, milliseconds; a matrix 60 × 300; a fan-out.

Both sizes stand side by side, and their requests take turns, so that other work on the machine slows both alike; the
last columns are the milliseconds of a processor, ours and the database's, that a request takes. A database that was
filled before is measured as it stands.

tools/with-postgres .venv/bin/python benchmarks/control_boards.py
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

import control_data

DISCIPLINE = "/admin/control/discipline/"
PAGES = {
    "home page": "/admin/",
    "board, late": "/admin/control/",
    "board, late, a group open": "/admin/control/?open={late_item}",
    "board, silent": "/admin/control/?view=silent",
    "board, this week": "/admin/control/?view=week",
    "board, waits": "/admin/control/?view=waits",
    "board, undated": "/admin/control/?view=undated",
    "board, on control": "/admin/control/?view=control",
    "board, by assignees": "/admin/control/?group=organisation",
    "board, card by card": "/admin/control/?group=card",
    "board, of a body": "/admin/control/?body={body}",
    "board, of a controller": "/admin/control/?controller={controller}",
    "board, of an organisation": "/admin/control/?organisation={organisation}",
    "board, words": "/admin/control/?q=Совет № 5-4",
    "discipline, by organisations": DISCIPLINE,
    "discipline, by people": f"{DISCIPLINE}?group=person",
    "discipline, by bodies": f"{DISCIPLINE}?group=body",
    "discipline, by months": f"{DISCIPLINE}?group=month",
    "discipline, quarter": f"{DISCIPLINE}?span=quarter",
    "discipline, list of late": f"{DISCIPLINE}?show=late",
    "list of matrices": "/admin/control/matrix/",
    "matrix, 4 × 50": "/admin/control/matrix/{source}/",
    "organisation's page": "/admin/control/owed/{organisation}/",
    "handing over": "/admin/control/handover/?giver={controller}&taker={taker}&roles=controller",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--small", type=int, nargs=2, default=[50, 50], metavar=("ACTS", "ORGANISATIONS"))
    parser.add_argument("--large", type=int, nargs=2, default=[5000, 2000], metavar=("ACTS", "ORGANISATIONS"))
    parser.add_argument("--only", default="", help="only pages with these words in their names")
    options = parser.parse_args()
    if "postgres" not in os.environ.get("DATABASE_URL", ""):
        sys.exit("Run under tools/with-postgres, or name an empty PostgreSQL database with DATABASE_URL=postgres://…")
    control_data.set_up()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    small, large = Site(), Site.beside()
    for site, size in ((small, options.small), (large, options.large)):
        site.fill(*size)
    print(f"{'':30} queries     p50, ms             p95, ms             processor, ms")
    for name, address in PAGES.items():
        if options.only in name:
            take_turns(name, address, small, large, options.requests)
    if not options.only:
        fan_out(options.large[1])
        matrix(large, 60, 300, options.requests)


class Site:
    """One database, and the federation's secretary before its screens."""

    def __init__(self, connection=None):
        from django.db import connections

        self.connection = connection or connections["default"]
        self.times, self.server, self.worked = [], None, 0

    @classmethod
    def beside(cls):
        """A copy of the database, before anything is put into it."""
        from django.db import connections

        first = connections["default"]
        name = first.settings_dict["NAME"]
        # A database that is being used cannot be copied: the order is given from another one.
        first.close()
        first.settings_dict["NAME"] = "postgres"
        with first.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [f"{name}_large"])
            if not cursor.fetchone()[0]:
                cursor.execute(f"CREATE DATABASE {name}_large TEMPLATE {name}")
        first.close()
        first.settings_dict["NAME"] = name
        second = first.copy()
        second.settings_dict["NAME"] = f"{name}_large"
        return cls(second)

    def enter(self):
        from django.db import connections

        connections["default"] = self.connection

    def fill(self, acts, organisations):
        from control.models import ControlOpening

        self.enter()
        started = time.perf_counter()
        is_filled = ControlOpening.objects.count() >= acts
        said = control_data.said() if is_filled else control_data.fill(acts, organisations)
        seconds = time.perf_counter() - started
        print(f"{acts:,} acts, {organisations:,} organisations: {said} ({seconds:.0f} s)", flush=True)

    def open(self, address):
        """Log in, look once, and count the queries of the second look."""
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        self.enter()
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(secretary())
        self.address, self.times, self.worked = address.format(**examples()), [], 0
        self.client.get(self.address)
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.get(self.address)
        assert answer.status_code == 200, (self.address, answer.status_code)
        self.queries, self.bytes = len(queries), len(answer.content)

    def look(self):
        self.enter()
        cpu, started = self.cpu(), time.perf_counter()
        self.client.get(self.address)
        self.times.append((time.perf_counter() - started) * 1000)
        self.worked += self.cpu() - cpu

    def cpu(self):
        """Milliseconds of a processor taken so far by this process and by the one that serves our connection."""
        if self.server is None:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.server = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        ticks = self.server.read_text().rpartition(")")[2].split()[11:13]
        return time.process_time() * 1000 + sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")

    @property
    def p50(self):
        return statistics.median(self.times)

    @property
    def p95(self):
        return sorted(self.times)[max(round(len(self.times) * 0.95) - 1, 0)]


def take_turns(name, address, small, large, requests):
    for site in (small, large):
        site.open(address)
    for _request in range(requests):
        small.look()
        large.look()
    print(
        f"{name:30} {small.queries:3} {large.queries:3}"
        f"   {small.p50:5.0f} {large.p50:5.0f} ×{large.p50 / small.p50:.2f}"
        f"   {small.p95:5.0f} {large.p95:5.0f} ×{large.p95 / small.p95:.2f}"
        f"   {small.worked / requests:5.0f} {large.worked / requests:5.0f} ×{large.worked / small.worked:.2f}"
        + ("" if small.queries == large.queries else "  QUERIES DIFFER"),
        flush=True,
    )


def secretary():
    from django.contrib.auth import get_user_model

    from home.demo.loading import SECRETARY

    return get_user_model().objects.get_by_natural_key(SECRETARY.username)


def examples():
    """What the addresses name: an item with late cards, a body, a controller, an organisation, an act."""
    from django.utils import timezone

    from control.models import Assignment, ControlledItem
    from registry.models import Person

    late = Assignment.objects.overdue(timezone.localdate()).exclude(item__controller=None)
    late = late.exclude(item__body=None).order_by("-item__given_on", "pk").first()
    item = ControlledItem.objects.get(pk=late.item_id)
    taker = Person.objects.exclude(pk=item.controller_id).filter(organisation=item.council).order_by("pk").first()
    return {
        "late_item": item.pk,
        "body": item.body_id,
        "controller": item.controller_id,
        "organisation": late.assignee_id,
        "source": item.source_id,
        "taker": taker.pk,
    }


def fan_out(number):
    """An act with one point to a group of so many organisations is put on control, as its registration does."""
    from django.utils import timezone
    from wagtail.models import Page

    from control.deadlines import read_deadline
    from control.opening import Duty, Source, put_on_control
    from registry.models import ListedParty, PartyGroup

    council, day = control_data.federation(), timezone.localdate()
    group = PartyGroup.objects.create(name="Все организации меры", organisation=council, rule=PartyGroup.Rule.LIST)
    ListedParty.objects.bulk_create(
        [ListedParty(group=group, party_id=each.pk) for each in control_data.make_organisations(council, number)]
    )
    parent = Page.objects.filter(depth=2).first()
    for words in ("до 1 декабря", "ежеквартально"):
        page = parent.add_child(instance=Page(title="Обо всех", slug=f"vsem-{time.time_ns()}", live=False))
        source = Source(page, "Совет № 1-1", council, day, body=council.bodies.first())
        deadline = read_deadline(words, act_date=day)
        duty = Duty("all", "1", "Сверить число членов профсоюза.", [group.party], deadline)
        started = time.perf_counter()
        opened = put_on_control(source, [duty])
        seconds = time.perf_counter() - started
        print(f"put on control, «{words}», {opened.cards:,} cards, {len(deadline.due)} days each: {seconds:.2f} s")


def matrix(site, points, organisations, requests):
    """One act with so many points to so many organisations: bytes and milliseconds of its matrix."""
    from django.db import transaction
    from django.utils import timezone
    from wagtail.models import Page

    from control.deadlines import read_deadline
    from control.models import Assignment
    from control.opening import Duty, Source, put_on_control
    from control.tallying import recount

    council, day = control_data.federation(), timezone.localdate()
    members = control_data.make_organisations(council, organisations)
    parent = Page.objects.filter(depth=2).first()
    page = parent.add_child(instance=Page(title="Матрица", slug=f"matrica-{time.time_ns()}", live=False))
    deadline = read_deadline("до 1 декабря", act_date=day)
    duties = [
        Duty(f"p{no}", f"{no // 10 + 1}.{no % 10 + 1}", f"Сделать по пункту {no}.", members, deadline)
        for no in range(points)
    ]
    put_on_control(Source(page, "Совет № 1-2", council, day), duties)
    cards = Assignment.objects.filter(item__source=page)
    first = cards.order_by("pk").first().pk
    for place, state in enumerate(("closed", "in_work", "reported", "returned")):
        cards.filter(pk__in=range(first + place, first + points * organisations, 6)).update(
            state=state, reported_at=timezone.now() if state == "reported" else None
        )
    with transaction.atomic():
        recount(*cards.values_list("item", flat=True).distinct())
    site.open(f"/admin/control/matrix/{page.pk}/")
    for _request in range(requests):
        site.look()
    print(
        f"matrix {points} × {organisations}: {site.bytes:,} bytes, {site.queries} queries,"
        f" p50 {site.p50:.0f} ms, p95 {site.p95:.0f} ms"
    )


if __name__ == "__main__":
    main()
