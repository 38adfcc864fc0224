"""Personal links: how somebody without an account answers one question, once."""

import datetime

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.models.person import Person


class LinkRefused(Exception):
    """The link does not open anything now; str(refusal) is one sentence for whoever followed it."""


class PersonalLinkQuerySet(models.QuerySet):
    def by_token(self, token, purpose):
        """The link with this token for this purpose; raises LinkRefused for a link we never made."""
        try:
            pk = signing.loads(token, salt=f"registry.link.{purpose}")
        except signing.BadSignature as error:
            raise LinkRefused(gettext("This is not a link of ours: copy it from the letter once more.")) from error
        link = self.filter(pk=pk, purpose=purpose).select_related("person").first()
        if link is None:
            raise LinkRefused(gettext("This link is not valid any more."))
        return link

    def about(self, purpose, subject):
        """The links made for this purpose about the row."""
        return self.filter(purpose=purpose, subject_id=subject.pk)

    def revoke(self):
        """Make links nobody has used useless."""
        return self.filter(used_at=None, revoked_at=None).update(revoked_at=timezone.now())


class PersonalLink(models.Model):
    """A signed, expiring link with which one named person answers one question.

    A link about a report is open until the card is closed, and may go to an organisation's mailbox: nobody is named.
    """

    class Purpose(models.TextChoices):
        VISA = "visa", _("opinion on a draft")
        VOTE = "vote", _("vote by poll")
        MEETING = "meeting", _("materials of a meeting")
        REPORT = "report", _("report on a control card")

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    subject_id = models.PositiveBigIntegerField()
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, null=True, related_name="links"
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    sent_at = models.DateTimeField(_("sent"), null=True)
    sent_to = models.EmailField(_("sent to"), blank=True)
    seen_at = models.DateTimeField(_("first opened"), null=True)
    used_at = models.DateTimeField(_("answered"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject_id"])]
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.person or self.sent_to}"

    @classmethod
    def make(cls, purpose, subject, person, *, expires_at: datetime.datetime):
        """A new link about the row for the person; earlier ones about it, not used yet, lose their force."""
        cls.objects.about(purpose, subject).filter(person=person).revoke()
        return cls.objects.create(purpose=purpose, subject_id=subject.pk, person=person, expires_at=expires_at)

    @property
    def token(self):
        return signing.dumps(self.pk, salt=f"registry.link.{self.purpose}")

    @property
    def path(self):
        """The address of the page the link opens, without the host."""
        return reverse(f"link_{self.purpose}", args=[self.token])

    def check_open(self):
        """Raise LinkRefused unless the link may be used now."""
        if self.used_at:
            moment = timezone.localtime(self.used_at)
            raise LinkRefused(
                gettext("The answer by this link was given on %(day)s at %(time)s. It cannot be used twice.")
                % {"day": f"{moment:%d.%m.%Y}", "time": f"{moment:%H:%M}"}
            )
        if self.revoked_at:
            raise LinkRefused(
                gettext("This link is not valid any more: a newer one has been sent, or nothing is asked.")
            )
        if self.expires_at <= timezone.now():
            moment = timezone.localtime(self.expires_at)
            raise LinkRefused(
                gettext("This link was valid until %(day)s, %(time)s.")
                % {"day": f"{moment:%d.%m.%Y}", "time": f"{moment:%H:%M}"}
            )

    def note_seen(self):
        """Remember when the person first opened it."""
        if self.seen_at is None:
            self.seen_at = timezone.now()
            PersonalLink.objects.filter(pk=self.pk, seen_at=None).update(seen_at=self.seen_at)

    def use(self):
        """Spend the link, inside the transaction that keeps the answer; raises LinkRefused if it is spent already."""
        self.check_open()
        self.used_at = timezone.now()
        if not PersonalLink.objects.filter(pk=self.pk, used_at=None, revoked_at=None).update(used_at=self.used_at):
            self.refresh_from_db()
            self.check_open()
