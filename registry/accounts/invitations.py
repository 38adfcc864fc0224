"""Inviting someone: who may, the letter, and what an answer does."""

from contextlib import contextmanager
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from simple_history.models import HistoricalRecords

from registry.models import CouncilRole, Invitation, Person, Role
from registry.roles import RIGHTS

MAY_INVITE = [role for role, rights in RIGHTS.items() if "invite" in rights]


class NoLongerOpen(Exception):
    """The invitation was answered, revoked or has expired meanwhile."""


def roles_one_may_give(user):
    """The roles this person may invite others to: of one's own councils, and none above one's own."""
    roles = CouncilRole.objects.select_related("organisation")
    if user.is_superuser:
        return roles
    own = CouncilRole.objects.filter(group__user=user)
    inviting = own.filter(role__in=MAY_INVITE).values("organisation")
    administered = own.filter(role=Role.ADMINISTRATOR).values("organisation")
    of_others = roles.filter(role=Role.ADMINISTRATOR).exclude(organisation__in=administered)
    return roles.filter(organisation__in=inviting).exclude(pk__in=of_others.order_by().values("pk"))


def may_invite(user) -> bool:
    """Say whether this person may invite anybody at all."""
    if user.is_superuser:
        return True
    return CouncilRole.objects.filter(group__user=user, role__in=MAY_INVITE).exists()


def invitations_one_may_see(user):
    """The invitations of one's own councils, ready to be listed."""
    invitations = Invitation.objects.select_related("organisation", "person", "invited_by").prefetch_related("roles")
    if user.is_superuser:
        return invitations
    own = CouncilRole.objects.filter(group__user=user, role__in=MAY_INVITE).order_by().values("organisation")
    return invitations.filter(organisation__in=own)


def account_of(email):
    """The account that already has this e-mail, if there is one."""
    users = get_user_model().objects
    return users.filter(email__iexact=email).first() or users.filter(username__iexact=email).first()


def invite(*, email, roles, invited_by, person=None) -> Invitation:
    """Write an invitation down; ``send`` sends it."""
    with transaction.atomic():
        invitation = Invitation.objects.create(
            email=email.lower(),
            organisation=roles[0].organisation,
            person=person,
            invited_by=invited_by,
            expires_at=timezone.now() + Invitation.VALID_FOR,
        )
        invitation.roles.set(roles)
    return invitation


def send(invitation) -> bool:
    """Send the letter and make its link the only good one; say whether the letter has left."""
    if not (invitation.is_open or invitation.status == Invitation.Status.EXPIRED):
        return False
    sent_at = timezone.now()
    expires_at = sent_at + Invitation.VALID_FOR
    try:
        _letter(invitation, sent_at, expires_at).send()
    except OSError:
        return False
    invitation.sent_at, invitation.expires_at = sent_at, expires_at
    invitation.save(update_fields=["sent_at", "expires_at"])
    return True


def revoke(invitation):
    """Make the link useless."""
    Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now())


@transaction.atomic
def accept(invitation, user):
    """Give the account the roles of the invitation, once, and join it with the person the invitation names."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        raise NoLongerOpen
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    with on_behalf_of(invitation.invited_by):
        user.groups.add(*invitation.roles.values_list("group", flat=True))
        if invitation.person and not invitation.person.user_id and not Person.objects.filter(user=user).exists():
            invitation.person.user = user
            invitation.person.save()


@contextmanager
def on_behalf_of(inviter):
    """The records name whoever gave a role: the inviter, not the visitor who follows the link."""
    context = HistoricalRecords.context
    outside = getattr(context, "request", None)
    context.request = SimpleNamespace(user=inviter or AnonymousUser())
    try:
        yield
    finally:
        if outside is None:
            del context.request
        else:
            context.request = outside


@transaction.atomic
def open_account(invitation, *, first_name, last_name, password):
    """Make the account an invitation promises, and accept the invitation with it."""
    user = get_user_model().objects.create_user(
        username=invitation.email,
        email=invitation.email,
        password=password,
        first_name=first_name,
        last_name=last_name,
    )
    accept(invitation, user)
    return user


def _letter(invitation, sent_at, expires_at):
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("accounts_invitation", args=[invitation.token(sent_at)])
        inviter = invitation.invited_by
        words = {
            "invitation": invitation,
            "inviter": inviter and (inviter.get_full_name() or inviter.get_username()),
            "expires_at": expires_at,
            "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
        }
        subject = gettext("Invitation to the documents of “%(council)s”") % {"council": invitation.organisation}
        letter = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=render_to_string("registry/accounts/invitation_letter.txt", words),
            to=[invitation.email],
        )
        letter.attach_alternative(render_to_string("registry/accounts/invitation_letter.html", words), "text/html")
    return letter
