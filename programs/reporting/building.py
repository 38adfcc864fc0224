"""Building a report on execution: drawn from the cards, drawn anew, written by a person; every save is a version."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from control.models import ControlledItem
from control.refusal import Refused
from programs.models import ExecutionReportPage, PlanPage, ProgrammesIndexPage, ProgramPage
from programs.reporting.assembling import assembled, closed_by_week
from programs.reporting.naming import introduction_of, title_of, unresolved_of
from programs.reporting.rows import Proposal
from programs.writing import SavedMeanwhile
from resolutions.models import ResolutionPage

# While a person goes on typing, one version is written over; after so long a pause the next one begins.
ONE_VERSION = datetime.timedelta(minutes=15)


def sources_of(about) -> dict[int, object]:
    """The pages whose points the report tells of: the act or the plan itself; of a programme, its plans."""
    if isinstance(about, ProgramPage):
        return {plan.pk: plan for plan in about.plans() if plan.first_published_at}
    return {about.pk: about}


def reportable(page) -> bool:
    """Whether a report can be built about the page: an act of the register, a plan or a programme."""
    if isinstance(page, ResolutionPage):
        return page.is_registered
    return isinstance(page, PlanPage | ProgramPage)


def unfinished_report(about) -> ExecutionReportPage | None:
    """The report about the page that is still being written: neither on the site nor annexed to a draft."""
    return ExecutionReportPage.objects.about(about).filter(live=False, draft_act=None).newest_first().first()


@transaction.atomic
def build(about, user) -> ExecutionReportPage:
    """Build the report; one that is still being written is gone on with. Raises Refused where nothing is on control."""
    # Two who press at once get one report.
    _hold(about)
    if unfinished := unfinished_report(about):
        return unfinished
    sources = list(sources_of(about))
    if not ControlledItem.objects.filter(source__in=sources).exists():
        raise Refused(_("Nothing of it is on control: there is nothing to report on."))
    index = ProgrammesIndexPage.objects.child_of(about.get_ancestors().filter(depth=2).get()).first()
    if index is None:
        raise Refused(_("This council has no section for programmes yet: the keeper of the installation adds it."))
    report = ExecutionReportPage(title=title_of(about), about_id=about.pk, live=False, owner=user)
    draw(report, about, sources)
    index.add_child(instance=report)
    report.refresh_from_db()
    report.save_revision(user=user, log_action="wagtail.create", clean=False)
    return report


def draw(report, about, sources) -> None:
    """Fill the report from the cards as they stand now; what a person has written stays."""
    now = timezone.localtime()
    before = {row.item: row for row in report.table}
    rows = assembled(sources, now.date())
    for row in rows:
        if row.item in before:
            row.refreshed_from(before[row.item])
    drawn = {
        "introduction": introduction_of(about, rows, now.date()),
        "unresolved": unresolved_of(rows),
    }
    for name, text in drawn.items():
        if (getattr(report, name) or "").strip() == (report.drawn.get(name) or "").strip():
            setattr(report, name, text)
    report.drawn, report.as_of = drawn, now
    report.rows = [row.as_data() for row in rows]
    report.weeks = closed_by_week(sources)


@transaction.atomic
def refresh(report, user) -> ExecutionReportPage:
    """Draw the figures and the untouched words from the cards again; raises Refused where the report is closed."""
    draft = _held(report, user)
    about = draft.source_page
    draw(draft, about, list(sources_of(about)))
    draft.save_revision(user=user, log_action=True, clean=False)
    return draft


@transaction.atomic
def write(report, user, *, written: dict, texts: dict, seen_revision: int | None, typing: bool = False):
    """Save what a person has written: ``written`` by item, ``texts`` by name. Returns the draft as it is now.

    ``typing``: saved by itself while the person types; it goes into the version the same person wrote last.
    """
    draft = _held(report, user)
    latest = draft.latest_revision
    if latest is not None and seen_revision != latest.pk:
        raise SavedMeanwhile(
            _("%(who)s saved this report at %(time)s. Open it again: your words are still on the screen.")
            % {"who": _name(latest.user), "time": date_format(timezone.localtime(latest.created_at), "H:i")}
        )
    rows = draft.table
    for row in rows:
        if said := written.get(row.item):
            row.done, row.proposal = said["done"], said["proposal"]
            until = said["until"] if row.proposal == Proposal.EXTEND else None
            row.until = until.isoformat() if until else ""
    changed = [row.as_data() for row in rows]
    if changed == draft.rows and all((getattr(draft, name) or "") == text for name, text in texts.items()):
        return draft
    draft.rows = changed
    for name, text in texts.items():
        setattr(draft, name, text)
    over = latest if typing and _goes_on(latest, draft, user) else None
    revision = draft.save_revision(user=user, log_action=not typing, clean=False, overwrite_revision=over)
    draft.latest_revision = revision
    return draft


def refuse_closed(draft, user):
    """Raise Refused where nobody writes into the report now."""
    lock = draft.get_lock()
    if lock and lock.for_user(user):
        raise Refused(_("The report is being approved, or its act is registered: it cannot be changed now."))


def _held(report, user):
    """The latest draft, held until the transaction ends."""
    _hold(report)
    stored = ExecutionReportPage.objects.get(pk=report.pk)
    draft = stored.get_latest_revision_as_object()
    refuse_closed(draft, user)
    return draft


def _hold(page):
    """Keep others from the row until the transaction ends."""
    type(page).objects.select_for_update(of=("self",), no_key=True).filter(pk=page.pk).values_list("pk").get()


def _goes_on(latest, draft, user):
    """Whether the last version is the same person's, written just now, and nobody else relies on it."""
    if latest is None or latest.user_id != user.pk or latest.pk == draft.live_revision_id:
        return False
    return timezone.now() - latest.created_at < ONE_VERSION


def _name(user):
    return (user.get_full_name() or user.get_username()) if user else _("Somebody")
