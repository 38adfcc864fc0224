"""Files that come with reports: which kinds are taken, known by their contents, kept where no web address reaches."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from control.card import lock, refuse_ended
from control.models import Assignment, ReportDraft, ReportFile
from control.refusal import Refused

MAX_FILES = 10
MAX_SIZE = 20 * 1024 * 1024
# All the files of one form, with the form itself around them.
MAX_REQUEST = MAX_FILES * MAX_SIZE + 1024 * 1024

_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "rtf": "application/rtf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
# What the browser offers in its own window; the server asks again.
ACCEPT = ",".join(f".{extension}" for extension in MEDIA_TYPES)

_SIGNS = {
    "pdf": b"%PDF-",
    "doc": b"\xd0\xcf\x11\xe0",
    "xls": b"\xd0\xcf\x11\xe0",
    "rtf": b"{\\rtf",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
}
# A file of an office programme is an archive; one of these names in it says of which.
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def check_file(upload: UploadedFile) -> None:
    """Raise Refused, with the reason in one sentence, unless the file is of a kind and size we keep."""
    extension = _extension(upload.name)
    if extension not in MEDIA_TYPES:
        raise Refused(
            _("“%(name)s” cannot be sent: files of these kinds are taken: %(kinds)s.")
            % {"name": upload.name, "kinds": ", ".join(MEDIA_TYPES)}
        )
    if upload.size > MAX_SIZE:
        raise Refused(
            _("“%(name)s” is too large: no more than %(size)s.")
            % {"name": upload.name, "size": filesizeformat(MAX_SIZE)}
        )
    if not upload.size:
        raise Refused(_("“%(name)s” is empty.") % {"name": upload.name})
    if not is_what_it_says(upload, extension):
        raise Refused(
            _("“%(name)s” is not what its name says (%(kind)s): open it in its own programme and save it anew.")
            % {"name": upload.name, "kind": extension}
        )


@transaction.atomic
def keep_files(card: Assignment, uploads) -> ReportDraft:
    """Keep checked files with what has been typed so far; raises Refused for too many, or for a card that has ended."""
    refuse_ended(lock(card.pk))
    draft, _is_new = ReportDraft.objects.get_or_create(assignment_id=card.pk)
    if draft.files.count() + len(uploads) > MAX_FILES:
        raise Refused(_("No more than %(count)d files go with one report.") % {"count": MAX_FILES})
    for upload in uploads:
        new_file(upload, draft=draft).save()
    return draft


def new_file(upload: UploadedFile, **owner) -> ReportFile:
    """A row for the file, its bytes not written yet."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return ReportFile(file=upload, name=_name(upload.name), size=upload.size, sha256=digest.hexdigest(), **owner)


def drop_file(card: Assignment, pk) -> None:
    """Take a file out of what has not been sent yet."""
    file = ReportFile.objects.filter(pk=pk, draft__assignment=card, report=None).first()
    if file:
        file.delete()
        transaction.on_commit(lambda: file.file.storage.delete(file.file.name))


def file_response(file: ReportFile) -> FileResponse:
    """The file as something to save, never as a page of our own."""
    return FileResponse(
        file.file.open("rb"),
        as_attachment=True,
        filename=file.name,
        headers={
            "Content-Type": MEDIA_TYPES.get(_extension(file.name), "application/octet-stream"),
            "Content-Length": str(file.size),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def is_what_it_says(upload, extension):
    """Whether the bytes of a file are of the kind its name ends with; asked of the kinds in MEDIA_TYPES only."""
    upload.seek(0)
    start = upload.read(1024)
    upload.seek(0)
    if extension in _SIGNS:
        sign = _SIGNS[extension]
        # Some printers put a few bytes before the PDF.
        return sign in start if extension == "pdf" else start.startswith(sign)
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
            if extension in _PARTS:
                # A programme inside a document does not come with a report.
                return _PARTS[extension] in names and not any(name.endswith("vbaProject.bin") for name in names)
            with archive.open("mimetype") as stated:
                return stated.read(200).decode("ascii", "replace") == MEDIA_TYPES[extension]
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError):
        return False
    finally:
        upload.seek(0)


def _extension(name):
    return PurePath(name).suffix.lstrip(".").lower()


def _name(name):
    """The printed name, short enough to keep, with its ending."""
    clean = "".join(char for char in PurePath(name).name if char.isprintable())
    path = PurePath(clean)
    return f"{path.stem[: 250 - len(path.suffix)]}{path.suffix}"
