"""A technical correction: a slip of the pen in a registered act is put right, and everybody sees what stood before."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import OfficialFile, Record
from documents.writers.pdf import MEDIA_TYPE
from resolutions.frozen import opened
from resolutions.lifecycle import lock
from resolutions.models.registration import Correction, ElectronicSignature, Registration
from resolutions.models.resolution import ResolutionPage
from resolutions.official import act_pdf, official_file_name

# Printed in the paper and kept in the record, hence Russian.
FIELDS = {"heading": "заголовок", "preamble": "преамбула", "enacting_clause": "постановляющая формула"}


@dataclass
class Place:
    """Words of an act that may be corrected: a field, or the text of a point."""

    key: str
    label: str
    text: str
    block: object = None

    def put(self, act, words):
        if self.block is None:
            setattr(act, self.key, words)
        else:
            self.block.value["text"] = words


def places_of(act) -> list[Place]:
    """Everything of the act's text that has words, in the order of the paper."""
    places = [Place(name, label, getattr(act, name)) for name, label in FIELDS.items() if getattr(act, name)]
    for position, block in enumerate(act.items, start=1):
        number = (block.value["label"] or "").strip().rstrip(".")
        label = f"пункт {number}" if number else f"абзац {position} без номера"
        places.append(Place(f"item:{block.id}", label, block.value["text"], block))
    return places


@dataclass
class Draft:
    """A correction about to be made: the act as it is, the place, and the words for it."""

    act: ResolutionPage
    place: Place
    correction: Correction

    @classmethod
    def of(cls, act, key, after, reason, user, before=None):
        """Raises Refused where the act, the place or the words do not allow it."""
        if not act.is_registered:
            raise Refused(_("Only a registered act is corrected; a draft is simply edited."))
        if not act.may(user, "register"):
            raise Refused(_("Acts of this council are corrected by its secretary."))
        place = next((each for each in places_of(act) if each.key == key), None)
        if place is None:
            raise Refused(_("There is no such place in the text of the act."))
        if before is not None and _lines(before) != _lines(place.text):
            raise Refused(_("Somebody has corrected these words meanwhile: read them again."))
        after, reason = _lines(after), " ".join((reason or "").split())
        _check(place, after, reason)
        correction = Correction(
            registration=Registration.objects.get(act=act),
            place=place.key,
            label=place.label,
            before=place.text,
            after=after,
            reason=reason,
            made_at=timezone.now(),
            made_by=user,
        )
        place.put(act, after)
        return cls(act, place, correction)

    def print(self):
        earlier = Correction.objects.filter(registration=self.correction.registration)
        return act_pdf(self.act, corrections=[*earlier, self.correction])


def correct(act, place: str, after: str, reason: str, user, *, before: str | None = None) -> Correction:
    """Put the words right, print the paper anew with a note of it, and keep what stood.

    ``before`` is what whoever corrects had before their eyes. Raises Refused, with nothing changed, where the words
    touch more than a slip of the pen.
    """
    # Printed before anything is locked, as at registration.
    stored = ResolutionPage.objects.get(pk=act.pk)
    forecast = Draft.of(stored, place, after, reason, user, before)
    paper = forecast.print()
    with transaction.atomic(), opened():
        draft = Draft.of(lock(act.pk), place, after, reason, user, forecast.correction.before)
        if draft.act.official_file_id != forecast.act.official_file_id:
            # Other words were corrected meanwhile, and the paper has to show both.
            paper = draft.print()
        return _write(draft, paper, user)


def _write(draft, paper, user):
    act, correction = draft.act, draft.correction
    act.official_file = OfficialFile.keep(
        paper.content,
        file_name=official_file_name(act),
        media_type=MEDIA_TYPE,
        page_count=paper.page_count,
        chain=act.record_chain,
        user=user,
    )
    correction.official_file = act.official_file
    correction.save()
    act.full_clean_of_derived()
    act.save(clean=False)
    revision = act.save_revision(user=user, clean=False, changed=False)
    if act.live:
        revision.publish(user=user, skip_permission_checks=True)
    Record.append("correction", correction, user=user)
    Record.append("registration", act, user=user)
    return correction


def _check(place, after, reason):
    before = _lines(place.text)
    if not after:
        raise Refused(_("Nothing would be left of these words: an act is shortened by another act."))
    if after == before:
        raise Refused(_("You have changed nothing."))
    if not reason:
        raise Refused(_("Write why: the reason stands beside the correction for ever."))
    if len(reason) > Correction._meta.get_field("reason").max_length:
        raise Refused(_("The reason is too long."))
    if re.findall(r"\d+", before) != re.findall(r"\d+", after):
        raise Refused(
            _("A figure differs. Numbers, dates and sums are changed by another act of the body, not by a correction.")
        )
    if place.block is not None:
        _check_control(place.block.value, before, after)


def _check_control(point, before, after):
    """Whom the point obliges, and until when, is the decision itself."""
    for line in (point.get("addressees") or "").splitlines():
        if line.strip() in before and line.strip() not in after:
            raise Refused(
                _("The words “%(words)s” say who must do it: another act changes them.") % {"words": line.strip()}
            )
    deadline = (point.get("deadline") or "").strip()
    if deadline and deadline in before and deadline not in after:
        raise Refused(_("The words “%(words)s” are the deadline: another act changes them.") % {"words": deadline})


def _lines(words):
    """The text as it is kept: a browser sends its own line ends."""
    return (words or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def papers_of(act) -> dict:
    """Every file that is or was the official paper of the act, or belongs to a signature of it, by its SHA-256."""
    registration = Registration.objects.select_related("official_file").filter(act=act).first()
    if registration is None:
        return {}
    files = [registration.official_file]
    files += [made.official_file for made in registration.corrections.select_related("official_file")]
    names = ("signed_file", "signature_file", "marked_file")
    for signature in ElectronicSignature.objects.filter(registration=registration).select_related(*names):
        files += [getattr(signature, name) for name in names]
    return {file.sha256: file for file in files}
