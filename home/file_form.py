"""The form of a file in the library: a page saved under the name of a PDF is told at once, not by a reader."""

import zipfile
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from control.report_files import MEDIA_TYPES, is_what_it_says

_SIGNS = {"mp4": (4, b"ftyp"), "webm": (0, b"\x1a\x45\xdf\xa3")}
_TEXTS = ("txt", "vtt")


def opens_as_named(upload):
    """Whether the bytes of the file are of the kind its name ends with."""
    extension = PurePath(upload.name).suffix.lstrip(".").lower()
    if extension in MEDIA_TYPES:
        return is_what_it_says(upload, extension)
    upload.seek(0)
    start = upload.read(1024)
    upload.seek(0)
    if extension in _SIGNS:
        at, sign = _SIGNS[extension]
        return start[at:].startswith(sign)
    if extension in _TEXTS:
        return b"\0" not in start
    archive = extension != "zip" or zipfile.is_zipfile(upload)
    upload.seek(0)
    return archive


class LibraryFileForm(BaseDocumentForm):
    """Refuses a file whose contents are not what its name says."""

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if upload and "file" in self.changed_data and not opens_as_named(upload):
            raise ValidationError(
                _("“%(name)s” is not what its name says (%(kind)s): open it in its own programme and save it anew."),
                params={"name": upload.name, "kind": PurePath(upload.name).suffix.lstrip(".")},
            )
        return upload

    def add_error(self, field, error):
        """One remark on a file is enough: an empty one has, to the library, no ending either."""
        of_fields = getattr(error, "error_dict", {})
        if self.has_error("file") and (field == "file" or "file" in of_fields):
            others = {name: errors for name, errors in of_fields.items() if name != "file"}
            if not others:
                return
            error = ValidationError(others)
        super().add_error(field, error)
