"""The files of an act's annexes, as they are on the day of its registration."""

import mimetypes
from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.models import OfficialFile
from resolutions.models.registration import RegisteredAnnex
from resolutions.refusal import Refused


@dataclass(frozen=True)
class AnnexFile:
    """The bytes of one annex, read from the library."""

    block_id: str
    position: int
    title: str
    file_name: str
    content: bytes

    @property
    def media_type(self):
        return mimetypes.guess_type(self.file_name)[0] or "application/octet-stream"


def read_annexes(act) -> list[AnnexFile]:
    """Every file the act has as an annex; raises Refused where one cannot be read, for the record would lack it."""
    return [
        AnnexFile(block.id, position, block.value["title"], block.value["document"].filename, _content(block))
        for position, block in enumerate(act.annexes, start=1)
        if block.value.get("document")
    ]


def keep_annexes(files: list[AnnexFile], registration, *, user=None, **chain) -> list[RegisteredAnnex]:
    """Keep the bytes with the entry of the register: what the library does with the file later changes nothing."""
    return [
        RegisteredAnnex.objects.create(
            registration=registration,
            block_id=file.block_id,
            sort_order=file.position,
            title=file.title,
            official_file=OfficialFile.keep(
                file.content, file_name=file.file_name[:200], media_type=file.media_type, user=user, **chain
            ),
        )
        for file in files
    ]


def _content(block):
    try:
        with block.value["document"].file.open("rb") as stored:
            return stored.read()
    except OSError as error:
        raise Refused(
            _("The file of the annex “%(title)s” cannot be read: attach it again.") % {"title": block.value["title"]}
        ) from error
