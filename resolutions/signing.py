"""The chair is asked to sign, confirms the exact text that was adopted, or sends it back."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import Record
from registry.letters import address_of, post
from registry.models import Role
from resolutions.approving.letters import AccountHolder
from resolutions.consistency import refuse_if_blocked
from resolutions.fingerprint import fingerprint
from resolutions.lifecycle import lock, move
from resolutions.models.registration import Adoption
from resolutions.models.status import Status


def ask_for_signature(act) -> None:
    """Write to whoever signs the acts of the council, one letter to an address, that this one waits."""
    url = settings.WAGTAILADMIN_BASE_URL + reverse("resolutions_sign", args=[act.pk])
    holders = [AccountHolder.of(user) for user in signatories_of(act)]
    for holder in {address_of(holder).lower(): holder for holder in holders}.values():
        post(holder, "signature_asked", act=act, url=url)


def signatories_of(act) -> list:
    """The accounts that sign the acts of the council."""
    council = act.council_organisation
    if council is None:
        return []
    role = {"groups__council_role__role": Role.SIGNATORY}
    over = {"groups__council_role__organisation__in": [council.pk, *council.ancestor_ids]}
    accounts = get_user_model().objects.filter(is_active=True, **role, **over).select_related("person").distinct()
    # A council below another one that has its own signatories is not signed for from above.
    return [user for user in accounts.order_by("pk") if act.may(user, "sign")]


@transaction.atomic
def sign(act, user, *, text_sha256: str = "") -> Adoption:
    """Confirm the adopted text under one's name; ``text_sha256`` is the fingerprint of what was read on the screen.

    Raises Refused where the account is not the chair's, the text is another one, or whoever signs wrote it.
    """
    act, adoption = _before_the_chair(act, user)
    if act.get_latest_revision().user_id == user.pk:
        raise Refused(_("You wrote the final text: somebody else signs it."))
    text = act.get_latest_revision_as_object()
    # What would stop the registration stops the signature: from here the text can still go back and be put right.
    refuse_if_blocked(text)
    present = fingerprint(text)
    if present != adoption.text_sha256:
        raise Refused(_("The text is not the one that was adopted: send it back."))
    if text_sha256 and text_sha256 != present:
        raise Refused(_("The text has changed meanwhile: read it again."))
    move(act, Status.SIGNED)
    adoption.signed_at, adoption.signed_by, adoption.signatory = timezone.now(), user, name_of(user)
    adoption.save(update_fields=["signed_at", "signed_by", "signatory"])
    Record.append("adoption", adoption, user=user)
    return adoption


@transaction.atomic
def refuse_signature(act, user, reason: str) -> Adoption:
    """Send the text back to be finished, with the reason; it comes before the chair again afterwards."""
    act, adoption = _before_the_chair(act, user)
    if not reason.strip():
        raise Refused(_("Write what to change."))
    move(act, Status.FINALISING)
    adoption.returned_at, adoption.returned_by, adoption.return_reason = timezone.now(), user, reason.strip()
    adoption.save(update_fields=["returned_at", "returned_by", "return_reason"])
    return adoption


def name_of(user) -> str:
    """As a signature is printed: «М.О. Северьянова»; the account's own name where the registry has no person for it."""
    person = getattr(user, "person", None)
    name = person.initials_first if person else user.get_full_name() or user.get_username()
    return name.replace("\u00a0", " ")[:200]


def _before_the_chair(act, user):
    act = lock(act.pk)
    if not act.may(user, "sign"):
        raise Refused(_("Acts of this council are signed by its chair."))
    adoption = Adoption.objects.select_for_update(of=("self",)).filter(act=act).first()
    if act.status != Status.AWAITING_SIGNATURE or adoption is None:
        raise Refused(_("Only an adopted act is signed; this one is “%(now)s”.") % {"now": act.get_status_display()})
    return act, adoption
