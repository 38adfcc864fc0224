"""The search's own work outside requests."""

from django.db.models import F, OuterRef, Subquery
from django_tasks import task

BATCH = 200
MOST_AT_ONCE = 2_000  # what one catching up mends; the next one goes on


@task()
def index_pages_later(keys: list[int]):
    """Bring the entries of these pages into step."""
    from search import indexing

    for start in range(0, len(keys), BATCH):
        for one in indexing.index_pages(keys[start : start + BATCH]):
            read_file_later.enqueue(one.fingerprint, one.library_key, one.official_key, one.findable.page)


@task()
def index_below(path: str):
    """Bring the entries of everything at and under this place of the tree into step."""
    from wagtail.models import Page

    from search.models import Entry

    keys = {*Page.objects.filter(path__startswith=path).values_list("pk", flat=True)}
    keys |= {*Entry.objects.filter(path__startswith=path).values_list("page", flat=True)}
    index_pages_later.call(sorted(keys))
    index_organisations_later.call(None)


@task()
def index_organisations_later(keys: list[int] | None):
    """Bring the entries of these organisations, or of all, and of their people into step."""
    from search import indexing
    from search.findable.parties import listings

    for listing in listings():
        indexing.index_listing(listing, keys)


@task()
def read_file_later(fingerprint: str, library_key: int | None, official_key: int | None, page: int):
    """Read the text of a file, then find it on its page."""
    from search import indexing
    from search.file_reading import read_text_of

    read_text_of(fingerprint, library_key=library_key, official_key=official_key)
    indexing.index_pages([page])


@task()
def catch_up():
    """Find what a process killed at the wrong moment left out of step, and mend it."""
    from django.apps import apps

    from resolutions.models import ActTranslation
    from search.findable.pages import kinds, public_pages
    from search.models import Entry

    indexed = Entry.objects.filter(page=OuterRef("pk")).values("indexed_at")[:1]
    pages = public_pages().type(*kinds().values()).annotate(indexed_at=Subquery(indexed))
    missing = pages.filter(indexed_at=None).values_list("pk", flat=True)[:MOST_AT_ONCE]
    stale = pages.filter(last_published_at__gt=F("indexed_at")).values_list("pk", flat=True)[:MOST_AT_ONCE]
    of_act = Entry.objects.filter(page=OuterRef("act")).values("indexed_at")[:1]
    put_anew = ActTranslation.objects.annotate(indexed_at=Subquery(of_act)).filter(changed_at__gt=F("indexed_at"))
    listings = apps.get_model("home", "OrganisationsPage").objects.values("pk")
    gone = Entry.objects.exclude(page__in=public_pages().values("pk")).exclude(page__in=listings)
    keys = {*missing, *stale, *put_anew.values_list("act", flat=True)[:MOST_AT_ONCE]}
    keys |= {*gone.values_list("page", flat=True)[:MOST_AT_ONCE]}
    if keys:
        index_pages_later.call(sorted(keys))


@task()
def refresh_registry():
    """Posts end, consents run out, acts of a term expire: what depends on the day is read anew every night."""
    index_organisations_later.call(None)


@task()
def tell_new_finds():
    """Write to those who asked what has become findable, and forget those who never confirmed their address."""
    from search.alerting.telling import forget_unconfirmed, tell

    forget_unconfirmed()
    tell()
