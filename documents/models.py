"""The official file of an act: bytes made once, kept for ever, known by their fingerprint."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def official_storage():
    """The storage of official files, which no web address reaches directly."""
    return storages["official"]


class AlreadyKept(Exception):
    """Someone tried to alter or delete an official file."""


class OfficialFile(models.Model):
    """Immutable bytes with their SHA-256; saving twice or deleting is refused."""

    file = models.FileField(_("file"), storage=official_storage, max_length=255)
    file_name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("media type"), max_length=100)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    page_count = models.PositiveIntegerField(_("pages"), null=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("official file")
        verbose_name_plural = _("official files")

    def __str__(self):
        return self.file_name

    def save(self, *args, **kwargs):
        if self.pk:
            raise AlreadyKept(self)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AlreadyKept(self)

    @classmethod
    def keep(cls, content: bytes, *, file_name: str, media_type: str, page_count: int | None = None):
        """Store the bytes for ever and return their record."""
        digest = hashlib.sha256(content).hexdigest()
        record = cls(
            file_name=file_name, media_type=media_type, sha256=digest, size=len(content), page_count=page_count
        )
        record.file.save(f"{digest[:2]}/{digest}", ContentFile(content), save=False)
        record.save()
        return record

    def read(self) -> bytes:
        """The stored bytes; raises ValueError when they no longer match their fingerprint."""
        with self.file.open("rb") as stored:
            content = stored.read()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ValueError(f"Official file {self.pk} does not match its SHA-256")
        return content
