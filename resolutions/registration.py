"""Registration: from here on the act is a record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import OfficialFile, Record
from documents.writers.pdf import MEDIA_TYPE, RenderedPdf
from registry.letterhead import letterhead_of
from resolutions.annexes import AnnexFile, keep_annexes, read_annexes
from resolutions.consistency import refuse_if_blocked
from resolutions.fingerprint import fingerprint, text_of
from resolutions.frozen import opened
from resolutions.lifecycle import lock, move
from resolutions.models.registration import Adoption, Registration
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import Status
from resolutions.numbering import normalise_number, number_key
from resolutions.numbers.giving import number_to_be, take
from resolutions.numbers.rule import Number, NumberRule
from resolutions.numbers.turn import turn
from resolutions.official import act_pdf, official_file_name
from resolutions.relations.deriving import derive, hold_targets
from resolutions.restriction import restrict
from resolutions.tasks import open_cards


class NumberChanged(Refused):
    """The number that was shown went to another act meanwhile; ``now`` is the one that comes instead."""

    def __init__(self, was: str, now: str):
        self.was, self.now = was, now
        super().__init__(
            _("№ %(was)s was taken just now. It is %(now)s now: check it and press again.") % {"was": was, "now": now}
        )


@dataclass
class Entry:
    """An act on its way into the register: its text, its number and its paper, as they would be now."""

    act: ResolutionPage
    adoption: Adoption
    text: ResolutionPage
    rule: NumberRule
    number: Number
    typed: str
    on_paper: bool
    paper: RenderedPdf | None = None
    annexes: list[AnnexFile] | None = None

    @classmethod
    def of(cls, act, typed="") -> Entry:
        """The entry the act would make; raises Refused where it cannot be registered."""
        adoption = Adoption.objects.select_related("item__meeting").filter(act=act).first()
        if act.status != Status.SIGNED or adoption is None:
            raise Refused(
                _("Only a signed act can be registered; this one is “%(now)s”.") % {"now": act.get_status_display()}
            )
        text = act.get_latest_revision_as_object()
        if fingerprint(text) != adoption.text_sha256:
            raise Refused(_("The text is not the one that was adopted."))
        _check_day(adoption)
        rule = NumberRule(text.body, text.document_type, adoption.adopted_on, adoption.item)
        on_paper = adoption.ground == Adoption.Ground.PAPER
        # Only paper has given its act a number before registration; in another draft a number is but a wish.
        typed = typed or (text.number if on_paper else "")
        number = number_to_be(rule, rule.series().last, typed, on_paper=on_paper)
        return cls(act, adoption, text, rule, number, typed, on_paper)

    def take_number(self):
        """Take the number for good, under the lock of its series."""
        self.number = take(self.rule, self.rule.locked_series(), self.typed, on_paper=self.on_paper)

    def number_the_text(self):
        """Put the number, the date and the names of the day into the text."""
        self.text.number = self.number.printed
        self.text.number_norm = normalise_number(self.number.printed)
        self.text.adopted_on = self.adoption.adopted_on
        letterhead = letterhead_of(self.text.body, self.text.issuer, self.text.superior)
        self.text.printed_header = {**self.text.header, "letterhead": letterhead.facts}

    def print(self):
        """Check the text, print the paper with the number on it, and read the annexes that go with it."""
        # A number in turn is not judged by the check: foreseen without a lock, it may be gone by now and is given anew.
        self.text.number = self.typed
        refuse_if_blocked(self.text)
        self.number_the_text()
        self.paper = act_pdf(self.text)
        self.annexes = read_annexes(self.text)

    def is_printed_in(self, earlier: Entry) -> bool:
        """Whether the paper printed before says all that this entry says."""
        return (
            self.number.printed == earlier.number.printed
            and self.act.latest_revision_id == earlier.act.latest_revision_id
            and self.adoption.adopted_on == earlier.adoption.adopted_on
        )


def content_of(act) -> dict:
    """The registered act, word for word: its text, number, date, place and the names at its head."""
    return {
        **text_of(act),
        "number": act.number,
        "adopted_on": act.adopted_on.isoformat(),
        "place": act.place,
        "header": act.printed_header,
    }


def register(act, user=None, *, number: str = "", expected: str = "") -> Registration:
    """Give the signed act its number, keep its paper with the number on it, and close its text for ever.

    ``number`` is one typed by hand or kept back; ``expected`` the one shown to whoever pressed the button. Raises
    Refused when the act is not signed, its words are not those adopted, or the number is taken.
    """
    with turn():
        # Printing takes most of the time, so it is done before anything is locked, with the number that comes next now.
        forecast = Entry.of(ResolutionPage.objects.get(pk=act.pk), number)
        _check_expected(expected, forecast)
        forecast.print()
        with transaction.atomic(), opened():
            entry = Entry.of(lock(act.pk), number)
            entry.take_number()
            _check_expected(expected, entry)
            if entry.is_printed_in(forecast):
                entry.number_the_text()
                entry.paper, entry.annexes = forecast.paper, forecast.annexes
            else:
                # Somebody was quicker. Now that the number is ours it cannot change again: one more print suffices.
                entry.print()
            return _write(entry, user)


def _check_expected(expected, entry):
    """The number somebody saw and pressed for is the one that is given, or none."""
    if expected and number_key(expected) != number_key(entry.number.printed):
        raise NumberChanged(expected, entry.number.printed)


def _write(entry, user):
    """All that registration changes, inside its one transaction."""
    text, adoption = entry.text, entry.adoption
    # Whatever is held besides the act comes before the chain of records, in which the file is written down.
    hold_targets(text)
    if reservation := entry.rule.reservation_of(text.number):
        reservation.act = entry.act
        reservation.save(update_fields=["act"])
    text.registered_at = timezone.now()
    text.status = Status.REGISTERED
    text.official_file = OfficialFile.keep(
        entry.paper.content,
        file_name=official_file_name(text),
        media_type=MEDIA_TYPE,
        page_count=entry.paper.page_count,
        chain=entry.act.record_chain,
        user=user,
    )
    registration = Registration.objects.create(
        act=entry.act,
        issuer_id=entry.rule.body.organisation_id,
        body=text.body,
        convocation=text.body.convocation_on(adoption.adopted_on),
        document_type=text.document_type,
        scope=entry.rule.scope,
        number=text.number,
        number_key=number_key(text.number),
        sequence=entry.number.sequence,
        adopted_on=adoption.adopted_on,
        registered_at=text.registered_at,
        registered_by=user,
        content=content_of(text),
        official_file=text.official_file,
    )
    keep_annexes(entry.annexes, registration, user=user, chain=entry.act.record_chain)
    if reservation:
        Record.append("number", reservation, user=user)
    move(entry.act, Status.REGISTERED)
    # The page holds the registered text from now on, and so does its latest revision.
    text.save(clean=False)
    text.save_revision(user=user, clean=False, changed=False)
    if text.is_restricted:
        restrict(entry.act)
    derive(text)
    Record.append("registration", text, user=user)
    transaction.on_commit(partial(open_cards.enqueue, entry.act.pk, user.pk if user else None))
    return registration


@transaction.atomic
def publish(act, user=None) -> None:
    """Show the registered act on the site; doing it twice changes nothing."""
    stored = lock(act.pk)
    if stored.status != Status.REGISTERED:
        raise Refused(_("Only a registered act is published."))
    if stored.live:
        return
    with opened():
        revision = stored.get_latest_revision()
        if content_of(revision.as_object()) != content_of(stored):
            # Somebody has saved another text beside the record: what is published is the record.
            revision = stored.save_revision(user=user, clean=False, changed=False)
        revision.publish(user=user, skip_permission_checks=True)


def _check_day(adoption):
    """The day of adoption is the day of the meeting, and it has come."""
    if adoption.adopted_on > timezone.localdate():
        raise Refused(_("The date of the act, %(day)s, has not come yet.") % {"day": f"{adoption.adopted_on:%d.%m.%Y}"})
    if adoption.item and adoption.adopted_on != adoption.item.meeting.day:
        raise Refused(
            _("The act was adopted by the meeting of %(meeting)s: it cannot bear the date %(day)s.")
            % {"meeting": f"{adoption.item.meeting.day:%d.%m.%Y}", "day": f"{adoption.adopted_on:%d.%m.%Y}"}
        )
