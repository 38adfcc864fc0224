"""Letters somebody has asked for: agreed to in words that are kept, confirmed by letter, ended with one click."""

import datetime
import secrets

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CONFIRM_WITHIN = datetime.timedelta(days=3)


def new_secret():
    return secrets.token_hex(16)


class LettersQuerySet(models.QuerySet):
    def active(self):
        """Those that were confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def waiting(self):
        """Those whose address nobody has confirmed yet."""
        return self.filter(confirmed_at=None, ended_at=None)

    def forgotten(self, now):
        """Asked for and never confirmed: their addresses are nobody's business any more."""
        return self.waiting().filter(asked_at__lt=now - CONFIRM_WITHIN)


class Letters(models.Model):
    """Somebody's wish for letters: a room says what they are about."""

    email = models.EmailField(_("e-mail"))
    host = models.CharField(max_length=300)  # scheme and host by which the reader came: the letters' links
    language = models.CharField(max_length=10)
    consent = models.TextField(_("what was agreed to"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    secret = models.CharField(max_length=32, default=new_secret, editable=False)

    objects = LettersQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def _salt(cls):
        return f"letters.{cls._meta.label_lower}"

    @property
    def key(self):
        """What stands in the links of the letters: it opens this one wish to whoever got the letter."""
        return signing.dumps([self.pk, self.secret], salt=self._salt())

    @classmethod
    def by_key(cls, key):
        """The wish a link is for, or None for a link nobody has sent."""
        try:
            pk, secret = signing.loads(key, salt=cls._salt())
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return cls.objects.filter(pk=pk, secret=secret).first()

    def link(self, name):
        """The full address of one of its pages."""
        return f"{self.host}{reverse(name, args=[self.key])}"

    @property
    def is_active(self):
        return self.confirmed_at is not None and self.ended_at is None

    @property
    def may_be_confirmed(self):
        return self.ended_at is None and self.asked_at > timezone.now() - CONFIRM_WITHIN

    def confirm(self):
        """The address is its owner's; from now on letters go."""
        type(self).objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=timezone.now())
        self.refresh_from_db()

    def end(self):
        """No letter more; that it was asked for and ended stays known."""
        type(self).objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now())
        self.refresh_from_db()
