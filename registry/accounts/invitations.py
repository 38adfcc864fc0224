"""Inviting someone: who may, the letter, and what an answer does."""

from contextlib import contextmanager
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from simple_history.models import HistoricalRecords

from registry.access import RegistryAccess
from registry.models import CouncilRole, Invitation, Person, Role
from registry.roles import RIGHTS

# Who has these decides over acts and accounts: they are given only by whoever manages roles.
RESERVED = {Role.APPROVER, Role.SIGNATORY, Role.ADMINISTRATOR}


class NoLongerOpen(Exception):
    """The invitation was answered, revoked or has expired meanwhile."""


def roles_one_may_give(user):
    """The roles this person may invite others to: of the councils where one invites, and none above one's own.

    Whoever gives roles there anyhow may give any of them.
    """
    roles, access = CouncilRole.objects.select_related("organisation"), RegistryAccess.of(user)
    if access.everything:
        return roles
    allowed = Q(pk__in=[])
    for path in access.paths("invite"):
        allowed |= Q(organisation__path=path, role__in=_roles_within(access.rights[path]))
    return roles.filter(allowed)


def _roles_within(own):
    if "manage_roles" in own:
        return list(RIGHTS)
    return [role for role, rights in RIGHTS.items() if rights <= own and role not in RESERVED]


def roles_still_given(invitation):
    """The roles of the invitation that its inviter may give now: of whoever has left nothing is taken."""
    inviter = invitation.invited_by
    return list(roles_one_may_give(inviter).filter(pk__in=invitation.roles.values("pk"))) if inviter else []


def may_invite(user) -> bool:
    """Say whether this person may invite anybody at all."""
    return RegistryAccess.of(user).has("invite")


def may_join_with_people(user) -> bool:
    """Say whether this person may join an account with a card of the registry."""
    return RegistryAccess.of(user).has("manage_roles")


def invitations_one_may_see(user):
    """The invitations of one's own councils, ready to be listed."""
    invitations = Invitation.objects.select_related("organisation", "person", "invited_by").prefetch_related("roles")
    access = RegistryAccess.of(user)
    return invitations if access.everything else invitations.filter(organisation__path__in=access.paths("invite"))


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
    invitation.save(update_fields=["sent_at", "expires_at", "invited_by"])
    return True


def revoke(invitation):
    """Make the link useless."""
    Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now())


@transaction.atomic
def accept(invitation, user):
    """Give the account the roles of the invitation, once, and join it with the person the invitation names."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    roles = roles_still_given(invitation)
    if not invitation.is_open or not roles:
        raise NoLongerOpen
    if user == invitation.invited_by:
        raise PermissionDenied
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    with on_behalf_of(invitation.invited_by):
        user.groups.add(*(role.group_id for role in roles))
        free = invitation.person and not invitation.person.user_id and not Person.objects.filter(user=user).exists()
        if free and may_join_with_people(invitation.invited_by):
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
