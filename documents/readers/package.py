"""The parts of a Word file, unpacked and parsed under limits; nothing outside the file is ever opened."""

from __future__ import annotations

import io
import posixpath
import zipfile

from django.utils.translation import gettext as _
from lxml import etree

from documents.readers.limits import (
    FREE_SIZE,
    MAX_DECLARED,
    MAX_ENTRIES,
    MAX_MARKUP,
    MAX_PART,
    MAX_RATIO,
    MAX_TOTAL,
    bomb,
    damaged,
)
from documents.source import UnreadableDocument

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CHUNK = 1024 * 1024
ENCRYPTED = 0x1


class Package:
    """A Word file as an archive of parts; every way it can be broken ends in UnreadableDocument."""

    def __init__(self, data: bytes):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except Exception as error:  # zipfile meets a torn directory with whatever its parsing stumbles over
            raise damaged() from error
        # What the archive says of itself may speak against it, never for it: _unpack() counts for itself.
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_DECLARED:
            raise bomb()
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) < len(entries):  # two parts of one name: Word might print the other one
            raise damaged()
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def main_part(self) -> str:
        """The part that holds the document's body."""
        if "mimetype" in self and self._unpack("mimetype").startswith(b"application/vnd.oasis.opendocument"):
            raise UnreadableDocument(
                "odt", _("This is an OpenDocument file. Open it in Word or LibreOffice and save it as DOCX.")
            )
        main = self.related("").get("officeDocument", "word/document.xml")
        if main not in self:
            raise not_word()
        return main

    def related(self, part: str) -> dict[str, str]:
        """The parts a part refers to, by kind; whatever lies outside the file is left out."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, str] = {}
        for link in root.iterfind(RELATIONSHIP) if root is not None else ():
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
                found.setdefault(link.get("Type", "").rpartition("/")[2], target)
        return found

    def xml(self, name: str):
        """A part's root element, or None when there is no such part; document types and entities are refused."""
        if name not in self:
            return None
        content = self._unpack(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise unsafe()
        if content.count(b"<") + 2 * content.count(b"=") > MAX_MARKUP:
            raise bomb()
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content.replace(STRICT, TRANSITIONAL), parser)
        except (etree.LxmlError, ValueError, LookupError) as error:
            raise damaged() from error
        if root.getroottree().docinfo.doctype:  # one that an unusual encoding hid from the search above
            raise unsafe()
        return root

    def _unpack(self, name: str) -> bytes:
        entry = self._entries[name]
        if entry.flag_bits & ENCRYPTED:
            raise locked("encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # no Word writes others
            raise damaged()
        content = bytearray()
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(CHUNK):
                    content += chunk
                    self._unpacked += len(chunk)
                    outgrown = len(content) > max(FREE_SIZE, MAX_RATIO * entry.compress_size)
                    if outgrown or len(content) > MAX_PART or self._unpacked > MAX_TOTAL:
                        raise bomb()
        except UnreadableDocument:
            raise
        except Exception as error:  # bad sums, cut streams, impossible headers: zipfile has no common error for them
            raise damaged() from error
        return bytes(content)


def not_word() -> UnreadableDocument:
    return UnreadableDocument("not-word", _("This is not a Word document. Save the document as DOCX."))


def locked(code: str) -> UnreadableDocument:
    return UnreadableDocument(
        code,
        _("This is an old or password-protected Word file. Save it in Word as DOCX without a password."),
    )


def unsafe() -> UnreadableDocument:
    return UnreadableDocument(
        "unsafe", _("The file holds instructions that have no place in a document; it was not opened.")
    )
