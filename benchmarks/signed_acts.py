"""The stand of the measurements of registration: a throw-away database with acts the chair has signed."""

import atexit
import datetime
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import stand

DAY = datetime.date(2026, 2, 17)


def set_up():
    """Start Django on a database of our own: SQLite in a temporary folder, or a new one beside DATABASE_URL's.

    MIGRATED names an SQLite file that is migrated already, to begin with its copy.
    """
    folder = Path(tempfile.mkdtemp(prefix="sovet-registrations-"))
    owner = os.getpid()
    # Children are forked, and what they inherit they must not clear away.
    atexit.register(lambda: os.getpid() == owner and shutil.rmtree(folder, ignore_errors=True))
    url = os.environ.get("DATABASE_URL", "")
    if migrated := os.environ.get("MIGRATED"):
        shutil.copy(migrated, folder / "sovet.sqlite3")
    url = _new_postgres(url, owner) if url.startswith("postgres") else f"sqlite:///{folder / 'sovet.sqlite3'}"
    stand.be_a_server(SOVET_VAR_DIR=str(folder), DATABASE_URL=url, LOG_LEVEL="CRITICAL")
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    _make_council()


def _new_postgres(url, owner):
    import psycopg

    name = f"sovet_registrations_{owner}"

    def run(statement):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)

    def drop():
        if os.getpid() == owner:
            from django.db import connections

            connections.close_all()
            run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    run(f'CREATE DATABASE "{name}"')
    atexit.register(drop)
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _make_council():
    from home.council import set_up_council
    from registry.models import Organisation

    organisation = Organisation.objects.create(name="Союз «Заречная федерация профсоюзов»")
    set_up_council(organisation, slug="zarechny")
    body = organisation.bodies.get(name="Совет")
    body.numbering_template, body.numbering_reset = "{seq}", "year"
    body.save()


def make_signed_acts(how_many):
    """So many acts the chair has signed, each of one page."""
    from django.utils import timezone

    from registry.models import Body
    from resolutions.fingerprint import fingerprint
    from resolutions.models import Adoption, ResolutionIndexPage, ResolutionPage, Status

    acts = ResolutionIndexPage.objects.get()
    body = Body.objects.select_related("organisation").get(name="Совет")
    item = {
        "label": "1",
        "level": "1",
        "item_class": "instruction",
        "text": "Членским организациям обучить уполномоченных по охране труда до 1 ноября 2026 года.",
        "addressees": "Членским организациям",
        "deadline": "до 1 ноября 2026 года",
    }
    made = []
    for number in range(how_many):
        act = acts.add_child(
            instance=ResolutionPage(
                live=False,
                issuer=body.organisation,
                body=body,
                place="г. Заречный",
                heading=f"Об обучении уполномоченных, {number}",
                enacting_clause="Совет Федерации ПОСТАНОВЛЯЕТ:",
                items=[("item", item)],
                signatories=[("signatory", {"position": "Председатель", "name": "М.О. Северьянова"})],
            )
        )
        act.save_revision(clean=False)
        Adoption.objects.create(
            act=act,
            ground=Adoption.Ground.CHAIR,
            adopted_on=DAY,
            text_sha256=fingerprint(act.get_latest_revision_as_object()),
            signed_at=timezone.now(),
            signatory="М.О. Северьянова",
        )
        ResolutionPage.objects.filter(pk=act.pk).update(status=Status.SIGNED)
        made.append(act.pk)
    return made


def database_name():
    from django.db import connection

    return connection.vendor


def forget_connections():
    """A forked child must not speak through the connection of its parent."""
    from django.db import connections

    connections.close_all()


def numbers_given():
    """The numbers of the register as they were counted: how many twice, how many missing."""
    from resolutions.models import NumberSeries, Registration

    numbers = sorted(Registration.objects.values_list("sequence", flat=True))
    last = max((series.last for series in NumberSeries.objects.all()), default=0)
    return len(numbers) - len(set(numbers)), len(set(range(1, last + 1)) - set(numbers))
