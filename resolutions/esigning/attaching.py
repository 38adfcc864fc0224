"""A signature of the official paper is attached to the act, and a copy with its mark is printed."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import OfficialFile, Record
from documents.writers.pdf import MEDIA_TYPE
from resolutions.esigning.cms import NotASignature, Signature, read_signature
from resolutions.lifecycle import lock
from resolutions.models.registration import Correction, ElectronicSignature, Registration
from resolutions.models.resolution import ResolutionPage
from resolutions.official import act_pdf, official_file_name

SIGNATURE_TYPE = "application/pkcs7-signature"
LARGEST = 512 * 1024
# The clock of whoever signs is not ours.
CLOCKS_DIFFER = datetime.timedelta(hours=1)


@dataclass
class Particulars:
    """The data of the certificate, as read from the signature or typed by hand."""

    certificate: str
    owner: str
    valid_from: datetime.date
    valid_until: datetime.date
    signed_at: datetime.datetime
    authority: str = ""


def read_upload(content: bytes, paper: OfficialFile) -> Signature:
    """What the signature file says; raises Refused where it is no detached signature of this paper."""
    if len(content) > LARGEST:
        raise Refused(_("The file is too big for a detached signature: choose the .sig or .p7s file."))
    try:
        found = read_signature(content)
    except NotASignature as error:
        raise Refused(_("This is not a file of an electronic signature: choose the .sig or .p7s file.")) from error
    if not found.is_detached:
        raise Refused(_("The file holds the document and the signature together: a detached signature is needed."))
    if found.fits(paper.read()) is False:
        raise Refused(_("This is a signature of another file: sign the official PDF of this act."))
    return found


def attach(act, content: bytes, particulars: Particulars, user) -> ElectronicSignature:
    """Keep the signature with the paper it signs, and print the copy that shows its mark.

    Raises Refused with nothing changed.
    """
    stored = ResolutionPage.objects.get(pk=act.pk)
    signature = _signature(stored, content, particulars, user)
    marked = _print(stored, signature)
    with transaction.atomic():
        act = lock(act.pk)
        if act.official_file_id != stored.official_file_id:
            raise Refused(_("The act has been corrected meanwhile: sign the new paper."))
        again = _signature(act, content, particulars, user)
        if _signatures(again) != _signatures(signature):
            marked = _print(act, again)
        return _write(act, again, content, marked, user)


def _signature(act, content, particulars, user):
    if not act.is_registered:
        raise Refused(_("Only the paper of a registered act can be signed."))
    if not act.may(user, "register"):
        raise Refused(_("Signatures to acts of this council are attached by its secretary."))
    paper = act.official_file
    found = read_upload(content, paper)
    _check(particulars, found, paper)
    registration = Registration.objects.get(act=act)
    number = particulars.certificate.strip()
    if registration.signatures.filter(signed_file=paper, certificate=number).exists():
        raise Refused(_("A signature with this certificate is attached already."))
    return ElectronicSignature(
        registration=registration,
        signed_file=paper,
        certificate=number,
        owner=particulars.owner.strip(),
        valid_from=particulars.valid_from,
        valid_until=particulars.valid_until,
        signed_at=particulars.signed_at,
        stamped_at=found.stamped_at,
        authority=particulars.authority.strip(),
        attached_by=user,
    )


def _check(particulars, found, paper):
    day = timezone.localdate(particulars.signed_at)
    if not particulars.valid_from <= day <= particulars.valid_until:
        raise Refused(
            _("The certificate was not valid on the day of signing, %(day)s: it is valid from %(first)s to %(last)s.")
            % {
                "day": f"{day:%d.%m.%Y}",
                "first": f"{particulars.valid_from:%d.%m.%Y}",
                "last": f"{particulars.valid_until:%d.%m.%Y}",
            }
        )
    if particulars.signed_at < paper.created_at - CLOCKS_DIFFER:
        raise Refused(_("The paper was made later than that: it cannot have been signed then."))
    if particulars.signed_at > timezone.now() + CLOCKS_DIFFER:
        raise Refused(_("The moment of signing has not come yet."))
    for name in ("certificate", "owner", "valid_from", "valid_until"):
        read, typed = getattr(found, name), getattr(particulars, name)
        if read and _same(read) != _same(typed):
            raise Refused(
                _("“%(field)s”: the certificate itself says %(read)s.")
                % {
                    "field": ElectronicSignature._meta.get_field(name).verbose_name,
                    "read": f"{read:%d.%m.%Y}" if isinstance(read, datetime.date) else read,
                }
            )


def _same(value):
    return "".join(value.upper().split()).lstrip("0") if isinstance(value, str) else value


def _signatures(signature):
    """Those of the same paper that the mark stands beside."""
    return list(
        ElectronicSignature.objects.filter(registration=signature.registration, signed_file=signature.signed_file)
    )


def _print(act, signature):
    corrections = Correction.objects.filter(registration=signature.registration)
    return act_pdf(act, corrections=list(corrections), signatures=[*_signatures(signature), signature])


def _write(act, signature, content, marked, user):
    name = official_file_name(act)
    keep = {"chain": act.record_chain, "user": user}
    signature.signature_file = OfficialFile.keep(content, file_name=f"{name}.sig", media_type=SIGNATURE_TYPE, **keep)
    signature.marked_file = OfficialFile.keep(
        marked.content,
        file_name=name.removesuffix(".pdf") + " (с отметкой об ЭП).pdf",
        media_type=MEDIA_TYPE,
        page_count=marked.page_count,
        **keep,
    )
    signature.save()
    Record.append("esignature", signature, user=user)
    # The public page is kept in a cache until its publication changes.
    ResolutionPage.objects.filter(pk=act.pk).update(last_published_at=timezone.now())
    return signature
