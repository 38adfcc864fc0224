"""Checking a spreadsheet, and bringing it into the registry: everything it says, or nothing."""

import logging

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.caching.facts import PARTIES, REGISTRY, changed
from registry.access import RegistryAccess
from registry.models import Party, SpreadsheetImport, SpreadsheetRow
from registry.models.tree import hold_tree
from registry.spreadsheets import progress
from registry.spreadsheets.border import Border, councils_of
from registry.spreadsheets.columns import LAYOUTS
from registry.spreadsheets.memberships import MembershipsPlan
from registry.spreadsheets.organisations import OrganisationsPlan
from registry.spreadsheets.people import PeoplePlan
from registry.spreadsheets.plan import Action
from registry.spreadsheets.reading import UnreadableSpreadsheet, read_spreadsheet

logger = logging.getLogger(__name__)

Status = SpreadsheetImport.Status
PLANS = {plan.layout.kind: plan for plan in (OrganisationsPlan, PeoplePlan, MembershipsPlan)}


class RegistryChanged(Exception):
    """Between the preview and the writing the registry came to say something else."""

    def __init__(self, plan):
        self.plan = plan


def check(pk, user_pk):
    """Read a claimed file and keep what is to be made of each row; the registry is not touched."""
    spreadsheet = _claimed(pk, Status.READING)
    if spreadsheet is None:
        return
    try:
        plan = plan_of(spreadsheet, user_pk, lambda done: progress.tell(pk, done))
        keep_preview(spreadsheet, plan)
    except UnreadableSpreadsheet as error:
        _stop(pk, Status.REFUSED, str(error))
    except Exception:
        logger.exception("spreadsheet %s could not be checked", pk)
        _stop(pk, Status.FAILED, _("The file could not be checked because of a mistake in the program."))
    progress.forget(pk)


def bring_in(pk, user_pk):
    """Write what the preview showed, in one transaction; if the registry changed meanwhile, show a new preview."""
    spreadsheet = _claimed(pk, Status.RUNNING)
    if spreadsheet is None:
        return
    try:
        with transaction.atomic():
            write(spreadsheet, user_pk)
    except RegistryChanged as changed:
        keep_preview(
            spreadsheet, changed.plan, _("The registry changed after the preview: this is a new one. Look at it.")
        )
    except UnreadableSpreadsheet as error:
        _stop(pk, Status.REFUSED, str(error))
    except IntegrityError:
        logger.warning("spreadsheet %s met another change of the registry", pk, exc_info=True)
        _stop(
            pk,
            Status.FAILED,
            _("Somebody changed the registry at the same moment. Nothing was changed; check the file again."),
        )
    except Exception:
        logger.exception("spreadsheet %s could not be brought in", pk)
        _stop(pk, Status.FAILED, _("A mistake in the program stopped the work. Nothing was changed."))
    progress.forget(pk)


def _claimed(pk, status):
    """The import, if whoever asked for the work has claimed it."""
    progress.forget(pk)
    claimed = SpreadsheetImport.objects.filter(pk=pk, status=status).exclude(started_at=None)
    return claimed.select_related("organisation").first()


def write(spreadsheet, user_pk):
    """Check every row again and write it; the caller's transaction makes it all or nothing."""
    pk, total = spreadsheet.pk, spreadsheet.rows_total
    # The plan keeps the paths it has read, so nobody moves an organisation until they are written.
    hold_tree(to_move=spreadsheet.kind == SpreadsheetImport.Kind.ORGANISATIONS)
    # Two spreadsheets of one council are written one after the other; SQLite sees to that by itself.
    Party.objects.select_for_update(no_key=True).get(pk=spreadsheet.organisation_id)
    plan = plan_of(spreadsheet, user_pk, lambda done: progress.tell(pk, done))
    if plan.counts.get(Action.REFUSED) or plan.fingerprint != spreadsheet.report.get("fingerprint"):
        raise RegistryChanged(plan)
    user = get_user_model().objects.filter(pk=user_pk).first()
    plan.write(user, f"Таблица «{spreadsheet.file_name}»"[:500], lambda done: progress.tell(pk, total + done))
    changed(PARTIES, REGISTRY)
    # People's telephones have been taken over: neither the file nor what was read from it has any further use.
    spreadsheet.rows.all().delete()
    SpreadsheetImport.objects.filter(pk=pk).update(
        status=Status.DONE, rows_done=total, content=b"", started_at=None, finished_at=timezone.now()
    )


def plan_of(spreadsheet, user_pk, tell):
    """The plan of the file for this account, made against the registry as it is now."""
    layout = LAYOUTS[spreadsheet.kind]
    border = _border(spreadsheet.organisation, user_pk)
    sheet = read_spreadsheet(bytes(spreadsheet.content), layout)
    SpreadsheetImport.objects.filter(pk=spreadsheet.pk).exclude(rows_total=len(sheet.rows)).update(
        rows_total=len(sheet.rows)
    )
    return PLANS[layout.kind](sheet, border, tell).make()


def _border(council, user_pk):
    """Whose rows may be touched; only a command of the server's keeper comes without an account."""
    if user_pk is None:
        return Border.of_everything_in(council)
    user = get_user_model().objects.filter(pk=user_pk).first()
    if user is None or not councils_of(user).filter(pk=council.pk).exists():
        raise UnreadableSpreadsheet(_("This account may not bring anything into the registry of this council."))
    return Border(council, RegistryAccess.of(user))


@transaction.atomic
def keep_preview(spreadsheet, plan, *warnings):
    """Keep what the plan says of each row, instead of what an earlier one said."""
    spreadsheet.rows.all().delete()
    rows = (
        SpreadsheetRow(
            spreadsheet=spreadsheet, line=row.line, action=row.action, label=row.label[:600], details=row.details
        )
        for row in plan.rows
    )
    SpreadsheetRow.objects.bulk_create(rows, batch_size=1000)
    report = {"counts": plan.counts, "warnings": [*plan.warnings, *warnings], "fingerprint": plan.fingerprint}
    refused = plan.counts.get(Action.REFUSED)
    SpreadsheetImport.objects.filter(pk=spreadsheet.pk).update(
        status=Status.REFUSED if refused else Status.READY,
        report=report,
        rows_total=len(plan.rows),
        rows_done=len(plan.rows),
        started_at=None,
    )


def _stop(pk, status, problem):
    SpreadsheetImport.objects.filter(pk=pk).update(
        status=status, report={"problem": problem}, started_at=None, finished_at=timezone.now()
    )
