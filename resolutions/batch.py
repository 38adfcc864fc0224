"""One verb on many acts: each act goes exactly the way it would go alone, letters included."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.approving.reminding import remind_now
from resolutions.meetings.agenda import put_on_agenda
from resolutions.models import Meeting, ResolutionPage
from resolutions.registration import publish


@dataclass
class Report:
    """How many acts the verb was done on, and why not on the others: pairs of title and reason."""

    done: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def remind_approvers(act, user):
    """Write to everybody whose opinion on the act is waited for."""
    sheet = getattr(act, "approval_sheet", None)
    waiting = list(sheet.visas.waiting()) if sheet and sheet.closed_at is None else []
    if not waiting:
        raise Refused(_("No answer is waited for here any more."))
    refusals = []
    for visa in waiting:
        try:
            remind_now(act, visa.pk)
        except Refused as refusal:
            refusals.append(str(refusal))
    if len(refusals) == len(waiting):
        raise Refused(" ".join(refusals))


def on_agenda_of(meeting: Meeting):
    """The verb that takes an approved draft into the agenda of the meeting."""
    return lambda act, user: put_on_agenda(meeting, act, user)


def each(verb, keys, user, right: str) -> Report:
    """Do the verb on every act of these keys over which the account holds the right; each in its own transaction."""
    report = Report()
    acts = ResolutionPage.objects.open_to(user, right).filter(pk__in=keys).order_by("pk")
    for act in acts:
        try:
            verb(act, user)
        except Refused as refusal:
            report.refused.append((act.draft_title, str(refusal)))
        else:
            report.done += 1
    return report


def publish_on_site(act, user):
    """Show the registered act on the site."""
    if act.live:
        raise Refused(_("It is on the site already."))
    publish(act, user)
