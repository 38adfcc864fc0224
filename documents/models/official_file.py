"""The official file of an act: bytes made once, kept for ever, known by their fingerprint."""

import hashlib
from functools import partial

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from documents import shelf
from documents.models.kept import Kept
from documents.models.record import Record
from documents.subjects import Subject, subject
from documents.tasks import move_to_storage


class OfficialFile(Kept):
    """Immutable bytes with their SHA-256; saving twice or deleting is refused.

    The bytes are written with the row, in one transaction, and moved to the storage of official files after it. So a
    process killed at any moment leaves neither a file without a row nor a row without its bytes.
    """

    file_name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("media type"), max_length=100)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    page_count = models.PositiveIntegerField(_("pages"), null=True)
    chain = models.CharField(_("chain of records"), max_length=64, default="files")
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("official file")
        verbose_name_plural = _("official files")

    def __str__(self):
        return self.file_name

    @classmethod
    @transaction.atomic
    def keep(
        cls,
        content: bytes,
        *,
        file_name: str,
        media_type: str,
        page_count: int | None = None,
        chain: str = "files",
        user=None,
        by: str = "",
    ) -> "OfficialFile":
        """Store the bytes for ever, write down their fingerprint in the chain and return their record.

        Whoever adds other records in the same transaction names the same chain here: one lock, no deadlock.
        """
        official = cls.objects.create(
            file_name=file_name,
            media_type=media_type,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            page_count=page_count,
            chain=chain,
        )
        UnstoredContent.objects.create(official_file=official, content=content)
        Record.append("file", official, user=user, by=by)
        # Should this fail, the bytes wait in the database for settle_official_files.
        transaction.on_commit(partial(move_to_storage.enqueue, official.pk), robust=True)
        return official

    def read(self) -> bytes:
        """The kept bytes; raises ValueError when they no longer match their fingerprint, OSError when they are gone."""
        # The database first: what is not there any more is in the storage already.
        waiting = UnstoredContent.objects.filter(official_file=self).first()
        content = bytes(waiting.content) if waiting else shelf.read(self.sha256)
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ValueError(f"Official file {self.pk} does not match its SHA-256")
        return content


class UnstoredContent(models.Model):
    """The bytes of an official file until they are in the storage; a table apart, so that no list reads them along."""

    official_file = models.OneToOneField(
        OfficialFile, on_delete=models.PROTECT, primary_key=True, related_name="unstored"
    )
    content = models.BinaryField(_("contents"))

    class Meta:
        verbose_name = _("official file not yet in the storage")
        verbose_name_plural = _("official files not yet in the storage")

    def __str__(self):
        return str(self.official_file)

    def move(self):
        """Write the bytes to the storage, then forget them here; equal bytes of two files are stored once."""
        shelf.put(self.official_file.sha256, bytes(self.content))
        self.delete()


@subject("file", "documents.OfficialFile")
class OfficialFileRecords(Subject):
    """An official file is recorded when it is kept, so that its row cannot be altered together with its bytes."""

    title = _("official file")

    def chain(self, instance):
        return instance.chain

    def snapshot(self, instance):
        names = ["chain", "created_at", "file_name", "media_type", "page_count", "sha256", "size"]
        return {name: getattr(instance, name) for name in names}

    def describe(self, payload):
        return payload["file_name"]
