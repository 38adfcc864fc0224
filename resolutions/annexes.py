"""The files of an act's annexes, as they are on the day of its registration."""

import mimetypes
from dataclasses import dataclass

from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import OfficialFile
from resolutions.models.registration import RegisteredAnnex


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
    """Every file the act has as an annex; raises Refused where one cannot be read, for the record would lack it.

    A page that is written here and printed as an annex (``as_annex`` gives its file's name and bytes) is kept as the
    file it is that day.
    """
    files = []
    for position, block in enumerate(act.annexes, start=1):
        if block.value.get("document"):
            name, content = block.value["document"].filename, _content(block)
        elif hasattr(page := block.value.get("page") and block.value["page"].specific, "as_annex"):
            name, content = page.as_annex()
        else:
            continue
        files.append(AnnexFile(block.id, position, block.value["title"], name, content))
    return files


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
