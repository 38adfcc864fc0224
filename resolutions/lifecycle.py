"""The one way an act's status moves; every verb of the deliberation goes through here."""

from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import REACHED_FROM, Status


def lock(act_pk: int) -> ResolutionPage:
    """The act, read anew and held until the transaction ends: two people cannot move it at once.

    Others may still write rows that name it: the key is not held.
    """
    return ResolutionPage.objects.select_for_update(of=("self",), no_key=True).get(pk=act_pk)


def move(act: ResolutionPage, to: Status, **fields) -> None:
    """Move the act to the status, with the fields of the record that come with it.

    Raises Refused when the act's status, as stored now, does not lead there. Call it inside a transaction.
    """
    moved = ResolutionPage.objects.filter(pk=act.pk, status__in=REACHED_FROM[to]).update(status=to, **fields)
    if not moved:
        stored = ResolutionPage.objects.only("status").get(pk=act.pk)
        raise Refused(
            _("The act is “%(now)s”: it cannot become “%(to)s”.")
            % {"now": stored.get_status_display(), "to": Status(to).label}
        )
    act.status = to
    for name, value in fields.items():
        setattr(act, name, value)


def move_back(act: ResolutionPage, was: Status, to: Status) -> None:
    """Undo a move: for a verb that takes back another one, where the life of a decision knows no such way.

    Raises Refused when the act has gone on meanwhile. Call it inside a transaction.
    """
    if not ResolutionPage.objects.filter(pk=act.pk, status=was).update(status=to):
        stored = ResolutionPage.objects.only("status").get(pk=act.pk)
        raise Refused(_("The act has gone on meanwhile: it is “%(now)s”.") % {"now": stored.get_status_display()})
    act.status = to
