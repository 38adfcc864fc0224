"""The stand of the benchmarks: a throw-away site in a temporary folder, with the demo federation in it."""

import atexit
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = Path(os.environ.get("SEEDS", ROOT.parent / "shared" / "seeds"))
PERM_ACT = "perm-2023-03-23-resolution-7-2.docx"


def seed(name):
    """The path of a real paper, or a skip: the public tree does not carry them."""
    path = SEEDS / name
    if not path.is_file():
        print(f"skipped: no {path}; name the folder of the papers with SEEDS=…")
        sys.exit(0)
    return path


def be_a_server(**named):
    """Start Django with the settings of a server, but for those named."""
    for name in ("CACHE_URL", "S3_BUCKET", "TASKS", "BEHIND_PROXY", "PAGE_CACHE_SECONDS", "PROXY_CACHES"):
        os.environ.pop(name, None)
    settings = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "a benchmark keeps no secrets",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "BASE_URL": "http://127.0.0.1",
        "DEFAULT_FROM_EMAIL": "sovet@localhost",
        "EMAIL_URL": "dummymail://",
        "HTTPS": "off",
        "LOG_LEVEL": "ERROR",
    }
    os.environ.update(settings | named)
    sys.path.insert(0, str(ROOT))

    import django

    django.setup()


def own_folder():
    """A folder for what the site keeps, gone with the process."""
    folder = Path(tempfile.mkdtemp(prefix="sovet-benchmark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def set_up(*, database=True, may_be_named=False):
    """A throw-away site; with a database, migrate it and load the demo federation.

    ``may_be_named``: on the database DATABASE_URL names, where it names one (tools/with-postgres).
    """
    folder = own_folder()
    named = os.environ.get("DATABASE_URL") if may_be_named else None
    be_a_server(SOVET_VAR_DIR=str(folder), DATABASE_URL=named or f"sqlite:///{folder / 'sovet.sqlite3'}")
    if database:
        from django.core.management import call_command

        # First, as on a server: the pictures of the demo's pages are drawn when these are published.
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        from home.demo.loading import load_demo

        load_demo()


def anew(path):
    """The address with a parameter no page reads: such an answer is never kept, so it is drawn each time."""
    return f"{path}{'&' if '?' in path else '?'}anew=1"


def pace():
    """Milliseconds of a fixed loop, the median of many: figures of two moments are compared through it."""
    spent = []
    for _time in range(50):
        started = time.process_time()
        found = {}
        for number in range(6_000):
            found[str(number)] = str(number).replace("1", "2")
        spent.append((time.process_time() - started) * 1000)
    return statistics.median(spent)


def perm_act():
    """The act of the Perm paper as a draft of the demo council."""
    from programs.importing import draft_from_reading, keep_reading, read_bytes

    paper = seed(PERM_ACT)
    source, document = read_bytes(paper.name, paper.read_bytes())
    record, _created = keep_reading(first_council(), source, document, author())
    return draft_from_reading(record, document, author())


def first_council():
    """The acts of the demo federation; the demo has a second council beside it."""
    from resolutions.models import ResolutionIndexPage

    return ResolutionIndexPage.objects.order_by("path").first()


def invented_act(points, council=None):
    """A complete draft with so many points, every one with a deadline and an addressee; of the demo's council first."""
    import datetime

    from resolutions.models import ResolutionPage

    council = council or first_council()
    body = council.council_organisation.bodies.select_related("organisation").first()
    item = {
        "level": "1",
        "item_class": "instruction",
        "text": "Членским организациям обучить уполномоченных по охране труда до 1 ноября 2026 года.",
        "addressees": "Членским организациям",
        "deadline": "до 1 ноября 2026 года",
    }
    act = ResolutionPage(
        live=False,
        owner=author(),
        issuer=body.organisation,
        body=body,
        number=f"99-{points}",
        adopted_on=datetime.date(2026, 4, 16),
        place="г. Приозёрск",
        heading=f"Об обучении уполномоченных, пунктов: {points}",
        enacting_clause="Совет Федерации ПОСТАНОВЛЯЕТ:",
        items=[("item", {**item, "label": str(number)}) for number in range(1, points + 1)],
        signatories=[("signatory", {"position": "Председатель Федерации", "name": "М.О. Северьянова"})],
    )
    council.add_child(instance=act)
    act.save_revision(user=author())
    return act


def adopt(act):
    """Submission by the author, approval by a second person, registration of what is on paper: the act is public."""
    from home.demo.loading import APPROVER, approve
    from resolutions.adopting import adopt_on_paper
    from resolutions.models import ApprovalRoute, ResolutionPage
    from resolutions.registration import publish, register

    # The demo's council asks three people; here one is enough.
    ApprovalRoute.objects.all().delete()
    approve(act, author(), _user(APPROVER))
    adopt_on_paper(act, "протокол № 1")
    register(act, _user(APPROVER))
    publish(act, _user(APPROVER))
    return ResolutionPage.objects.get(pk=act.pk)


def author():
    from home.demo.loading import AUTHOR

    return _user(AUTHOR)


def _user(account):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get_by_natural_key(account.username)
