"""A report on execution becomes a draft resolution: its proposals are the points, the report is the annex."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from programs.models import ExecutionReportPage
from programs.reporting.building import refuse_closed, sources_of
from programs.reporting.composing import draft_points
from programs.reporting.naming import genitive_of
from programs.reporting.rows import Proposal
from resolutions.blocks import AnnexKind
from resolutions.models import DocumentType, ResolutionIndexPage, ResolutionPage

# What an act is for stands before its verb: «В целях …, », «Во исполнение …, », «Рассмотрев …, ».
_PURPOSES = re.compile(
    r"^(?:в\s+целях|во\s+исполнение|в\s+соответствии|в\s+связи|рассмотрев|заслушав)\b.*,\s*", re.I | re.S
)


def missing_days(rows) -> list[str]:
    """The numbers of the points that are to be extended, and nobody has said to what day."""
    return [row.number for row in rows if row.proposal == Proposal.EXTEND and not row.until]


def passed_days(rows) -> list[str]:
    """The numbers of the points that would be extended to a day that is not ahead."""
    today = timezone.localdate()
    return [row.number for row in rows if row.proposal == Proposal.EXTEND and row.until and row.until_day <= today]


@transaction.atomic
def make_draft_act(report: ExecutionReportPage, user) -> ResolutionPage:
    """Make the draft once; asked again, the one made first is returned. Raises Refused where a day is missing."""
    stored = ExecutionReportPage.objects.select_for_update(of=("self",), no_key=True).get(pk=report.pk)
    if stored.draft_act_id:
        return stored.draft_act
    draft = stored.get_latest_revision_as_object()
    refuse_closed(draft, user)
    rows, about = draft.table, draft.source_page
    if missing := missing_days(rows):
        raise Refused(_("Say to what day the deadline is extended: point %(points)s.") % {"points": ", ".join(missing)})
    if passed := passed_days(rows):
        raise Refused(_("The new deadline has passed already: point %(points)s.") % {"points": ", ".join(passed)})
    parent = ResolutionIndexPage.objects.child_of(stored.get_ancestors().filter(depth=2).get()).first()
    if parent is None:
        raise Refused(_("This council has no list of acts yet."))
    act = ResolutionPage(
        live=False,
        owner=user,
        heading=f"О выполнении {genitive_of(about)}",
        items=[("item", point.block) for point in draft_points(about, sources_of(about), rows)],
        annexes=[
            ("annex", {"title": draft.title, "kind": AnnexKind.REFERENCE, "document": None, "page": stored.page_ptr})
        ],
        **_header(about, parent),
    )
    parent.add_child(instance=act)
    act.refresh_from_db()
    act.save_revision(user=user, log_action="wagtail.create", clean=False)
    ExecutionReportPage.objects.filter(pk=stored.pk).update(draft_act=act)
    return act


def _header(about, parent):
    """The header of the act it is about; of a plan, that of the act which approved it; else the council's own."""
    model = about if isinstance(about, ResolutionPage) else getattr(about, "own_act", None) or about.approved_by
    if model is not None:
        return {
            "superior": model.superior,
            "issuer": model.issuer,
            "body": model.body,
            "document_type": model.document_type,
            "place": model.place,
            "enacting_clause": _without_purposes(model.enacting_clause),
            "signatories": [("signatory", dict(block.value)) for block in model.signatories],
        }
    council = parent.council_organisation
    body = council.bodies.order_by("pk").first() if council else None
    return {
        "issuer": council,
        "body": body,
        "document_type": DocumentType.RESOLUTION,
        "place": council.place if council else "",
        "enacting_clause": body.enacting_clause if body else "",
        "signatories": [],
    }


def _without_purposes(clause):
    """«В целях …, Совет ПОСТАНОВЛЯЕТ:» without what the earlier act was for."""
    return _PURPOSES.sub("", clause)
