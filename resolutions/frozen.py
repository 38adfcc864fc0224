"""A registered act is closed: its row changes only while one of our own verbs has opened it."""

from contextlib import contextmanager
from contextvars import ContextVar

from documents.models import AlreadyKept
from resolutions.models.status import Status

_opened = ContextVar("registered_acts_are_opened", default=False)

# What makes the record. The tree of pages, the search and Wagtail's book-keeping of revisions move freely.
FROZEN = frozenset(
    {
        "title",
        "slug",
        "live",
        "expire_at",
        "issuer",
        "superior",
        "body",
        "document_type",
        "number",
        "number_norm",
        "adopted_on",
        "in_force_from",
        "in_force_until",
        "place",
        "heading",
        "preamble",
        "enacting_clause",
        "items",
        "signatories",
        "annexes",
        "is_restricted",
        "status",
        "registered_at",
        "printed_header",
        "official_file",
        "record_chain",
    }
)


@contextmanager
def opened():
    """Let the lawful writes inside pass: registration, publication, a logged technical correction."""
    token = _opened.set(True)
    try:
        yield
    finally:
        _opened.reset(token)


def refuse_saving(act, names=None):
    """Raise AlreadyKept where saving the act (these fields of it, or all) would alter what is registered."""
    fields = _frozen_fields(act, names)
    if not (act.pk and fields) or _opened.get():
        return
    stored = type(act)._base_manager.filter(pk=act.pk, status=Status.REGISTERED).first()
    if stored and any(_plain(field, stored) != _plain(field, act) for field in fields):
        raise AlreadyKept(act)


def refuse_update(acts, names):
    """Raise AlreadyKept where an update of these fields would reach a registered act."""
    if _frozen_fields(acts.model, names) and not _opened.get() and acts.filter(status=Status.REGISTERED).exists():
        raise AlreadyKept(acts.model)


def refuse_deletion(acts):
    """Raise AlreadyKept where a registered act is among them."""
    if acts.filter(status=Status.REGISTERED).exists():
        raise AlreadyKept(acts.model)


def refuse_moving(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Raise AlreadyKept where a page moved elsewhere is or holds a registered act; its order among others is free."""
    from resolutions.models.resolution import ResolutionPage

    if parent_page_before.pk == parent_page_after.pk:
        return
    if ResolutionPage.objects.filter(path__startswith=instance.path, status=Status.REGISTERED).exists():
        raise AlreadyKept(instance)


def _frozen_fields(model, names):
    fields = [field for field in model._meta.concrete_fields if field.name in FROZEN]
    return fields if names is None else [field for field in fields if {field.name, field.attname} & set(names)]


def _plain(field, act):
    """As the database would have it: two ways to write one value are no change."""
    return field.get_prep_value(getattr(act, field.attname))
