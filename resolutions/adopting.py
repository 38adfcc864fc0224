"""An act is adopted: by a vote of its body, by the chair alone, or earlier, on paper."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import Record
from resolutions.fingerprint import fingerprint
from resolutions.lifecycle import lock, move
from resolutions.models.agenda import AgendaItem
from resolutions.models.registration import Adoption
from resolutions.models.status import WITHOUT_VOTE, Status
from resolutions.numbers.giving import number_to_be
from resolutions.numbers.rule import NumberRule
from resolutions.signing import ask_for_signature


@transaction.atomic
def adopt_on_paper(act, words: str, user=None, *, number: str = "", adopted_on=None) -> Adoption:
    """Take into the register an act adopted before this system, with the number, date and signature it bears on paper.

    ``words`` name what proves it, for example «протокол № 3 от 12.02.2024»; number and date are those of the draft
    where they are not given. Raises Refused where one of the three is missing, the date lies ahead or the number is
    taken.
    """
    act = lock(act.pk)
    draft = act.get_latest_revision_as_object()
    written = {"number": number.strip() or draft.number, "adopted_on": adopted_on or draft.adopted_on}
    if not words.strip():
        raise Refused(_("Say what proves that the act was adopted, for example the minutes and their date."))
    if not all(written.values()):
        raise Refused(_("Write the number and the date the act bears on paper."))
    if written["adopted_on"] > timezone.localdate():
        raise Refused(_("An act cannot have been adopted on a day that has not come yet."))
    rule = NumberRule(draft.body, draft.document_type, written["adopted_on"])
    number_to_be(rule, 0, written["number"], on_paper=True)
    revision = act.get_latest_revision()
    if written != {"number": draft.number, "adopted_on": draft.adopted_on}:
        draft.number, draft.adopted_on = written["number"], written["adopted_on"]
        revision = draft.save_revision(user=user, clean=False)
    move(act, Status.SIGNED)
    adoption = Adoption.objects.create(
        act=act,
        ground=Adoption.Ground.PAPER,
        words=words.strip(),
        adopted_on=draft.adopted_on,
        revision=revision,
        text_sha256=fingerprint(draft),
    )
    Record.append("adoption", adoption, user=user)
    return adoption


@transaction.atomic
def put_before_the_chair(act, day=None, user=None) -> Adoption:
    """Send an approved directive, which nobody votes on, to the chair for signature."""
    act = lock(act.pk)
    draft = act.get_latest_revision_as_object()
    if draft.document_type not in WITHOUT_VOTE:
        raise Refused(_("This act is adopted by a vote: put it on an agenda."))
    day = day or timezone.localdate()
    if day > timezone.localdate():
        raise Refused(_("A directive cannot bear a day that has not come yet."))
    move(act, Status.AWAITING_SIGNATURE)
    ask_for_signature(act)
    return Adoption.objects.create(
        act=act,
        ground=Adoption.Ground.CHAIR,
        adopted_on=day,
        revision=act.latest_revision,
        text_sha256=fingerprint(draft),
    )


@transaction.atomic
def finish(act, user=None) -> Adoption:
    """Send the finished text to the chair: what was adopted as a basis, or what the chair had sent back."""
    act = lock(act.pk)
    item = AgendaItem.objects.filter(act=act).exclude(outcome="").order_by("-decided_at", "-pk").first()
    adoption = Adoption.objects.filter(act=act).first()
    if adoption is None:
        if item is None:
            raise Refused(_("No meeting has adopted this text."))
        adoption = Adoption(act=act, ground=Adoption.Ground.VOTE, item=item, adopted_on=item.meeting.day)
    move(act, Status.AWAITING_SIGNATURE)
    adoption.revision = act.latest_revision
    adoption.text_sha256 = fingerprint(act.get_latest_revision_as_object())
    adoption.returned_at, adoption.returned_by, adoption.return_reason = None, None, ""
    adoption.save()
    ask_for_signature(act)
    return adoption
