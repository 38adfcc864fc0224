"""An invitation to have an account, sent by e-mail."""

import datetime

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models.organisation import Organisation
from registry.models.person import Person
from registry.models.role import CouncilRole

SALT = "registry.invitation"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those that still wait for an answer, sent or not."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token):
        """The invitation a link leads to; raises BadSignature for a link we never made."""
        pk, sent_at = signing.loads(token, salt=SALT)
        invitation = self.get(pk=pk)
        invitation.link_is_latest = invitation.sent_at is not None and invitation.sent_at.isoformat() == sent_at
        return invitation


class Invitation(models.Model):
    """One letter that lets one person make an account with named roles, until it expires."""

    class Status(models.TextChoices):
        NOT_SENT = "not_sent", _("not sent")
        SENT = "sent", _("sent")
        ACCEPTED = "accepted", _("accepted")
        EXPIRED = "expired", _("expired")
        REVOKED = "revoked", _("revoked")

    VALID_FOR = datetime.timedelta(days=7)

    email = models.EmailField(_("e-mail"))
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("council"), on_delete=models.CASCADE, related_name="invitations"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    roles = models.ManyToManyField(CouncilRole, verbose_name=_("roles"), related_name="+")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), null=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self):
        return self.email

    @property
    def status(self):
        if self.accepted_at:
            return self.Status.ACCEPTED
        if self.revoked_at:
            return self.Status.REVOKED
        if self.expires_at <= timezone.now():
            return self.Status.EXPIRED
        return self.Status.SENT if self.sent_at else self.Status.NOT_SENT

    @property
    def is_open(self):
        """Whether it still waits for an answer."""
        return self.status in (self.Status.SENT, self.Status.NOT_SENT)

    @property
    def role_names(self):
        """The roles in words, from what is already read."""
        return ", ".join(role.get_role_display() for role in self.roles.all())

    def token(self, sent_at):
        """The signed part of the link in the letter sent at that moment: a later letter makes it useless."""
        return signing.dumps([self.pk, sent_at.isoformat()], salt=SALT)
