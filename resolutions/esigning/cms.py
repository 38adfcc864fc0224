"""What a detached signature file (CMS, CAdES) says of itself: whose it is, of when, and of which bytes."""

import base64
import binascii
import datetime
import hashlib
import re
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.x509.oid import NameOID

SIGNED_DATA = "1.2.840.113549.1.7.2"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
TIME_STAMP = "1.2.840.113549.1.9.16.2.14"
# The national digests are not among Python's: such a signature is compared with its file by whoever verifies it.
DIGESTS = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
DEEPEST = 30
SEQUENCE, SET, INTEGER, OCTETS, OID = 0x30, 0x31, 0x02, 0x04, 0x06


class NotASignature(ValueError):
    """The file is no CMS signature."""


@dataclass
class Signature:
    """What could be read; nothing is made up where the file is silent."""

    is_detached: bool
    certificate: str = ""
    owner: str = ""
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    signed_at: datetime.datetime | None = None
    stamped_at: datetime.datetime | None = None
    algorithm: str = ""
    digest: bytes = b""

    def fits(self, content: bytes) -> bool | None:
        """Whether it was made of these bytes; None where the digest is one we cannot compute."""
        if self.algorithm not in DIGESTS or not self.digest:
            return None
        return hashlib.new(DIGESTS[self.algorithm], content).digest() == self.digest


def read_signature(data: bytes) -> Signature:
    """Read the file; raises NotASignature where it is something else or is broken."""
    try:
        return _signature(_parse(_binary(data)))
    except (IndexError, ValueError, RecursionError) as error:
        raise NotASignature(str(error)) from error


@dataclass
class _Node:
    """One value of ASN.1."""

    tag: int
    content: bytes
    raw: bytes
    children: list = field(default_factory=list)


def _binary(data):
    """The bytes themselves: the file may hold them as base64, with the lines of PEM round it or without."""
    if data[:1] == b"\x30":
        return data
    text = re.sub(rb"-----[A-Z0-9 ]+-----|\s", b"", data)
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise NotASignature("neither DER nor base64") from error


def _parse(data):
    node, end = _read(data, 0, 0)
    if data[end:].strip(b"\0\r\n"):
        raise NotASignature("something follows the signature")
    return node


def _read(data, at, depth):
    """The value that begins here and where it ends; lengths left open by the writer are read to their end mark."""
    if depth > DEEPEST:
        raise NotASignature("nested too deeply")
    start, tag, length = at, data[at], data[at + 1]
    at += 2
    if length == 0x80:
        children = []
        while data[at : at + 2] != b"\0\0":
            child, at = _read(data, at, depth + 1)
            children.append(child)
        content = b"".join(child.content for child in children)
        return _Node(tag, content, data[start : at + 2], children), at + 2
    if length & 0x80:
        size = length & 0x7F
        if size > 4:
            raise NotASignature("a length too long")
        length, at = int.from_bytes(data[at : at + size]), at + size
    end = at + length
    if end > len(data):
        raise NotASignature("cut off")
    children = []
    if tag & 0x20:
        while at < end:
            child, at = _read(data, at, depth + 1)
            children.append(child)
    content = b"".join(child.content for child in children) if tag == OCTETS | 0x20 else data[end - length : end]
    return _Node(tag, content, data[start:end], children), end


def _signature(node):
    kind, wrapped = node.children[:2]
    if node.tag != SEQUENCE or _oid(kind) != SIGNED_DATA:
        raise NotASignature("not signed data")
    signed = wrapped.children[0].children
    # Version, digests, contents; then the certificates and lists of revoked ones, where there are any; signers last.
    contents, signers = signed[2], signed[-1]
    if signers.tag != SET or not signers.children:
        raise NotASignature("nobody has signed")
    found = Signature(is_detached=len(contents.children) == 1)
    signer = signers.children[0].children
    found.algorithm = _oid(signer[2].children[0])
    for each in signer[3:]:
        if each.tag in (0xA0, 0xA1):
            _read_attributes(each, found)
    certificates = next((each.children for each in signed[3:-1] if each.tag == 0xA0), [])
    _read_certificate(certificates, signer[1], found)
    return found


def _read_attributes(attributes, found):
    for attribute in attributes.children:
        name, value = _oid(attribute.children[0]), attribute.children[1].children[0]
        if name == MESSAGE_DIGEST:
            found.digest = value.content
        elif name == SIGNING_TIME:
            found.signed_at = _moment(value)
        elif name == TIME_STAMP:
            # The token is signed data itself; its contents name the moment in their fifth place.
            contents = value.children[1].children[0].children[2].children[1].children[0].content
            found.stamped_at = _moment(_parse(contents).children[4])


def _read_certificate(certificates, signer, found):
    """Of the certificates in the file the signer's own is the one whose number the signature names."""
    serial = int.from_bytes(signer.children[1].content, signed=True) if signer.tag == SEQUENCE else None
    for each in certificates:
        try:
            certificate = x509.load_der_x509_certificate(each.raw)
            number, subject = certificate.serial_number, certificate.subject
        except ValueError:
            continue  # Typed by hand where the library cannot read it.
        if serial is not None and number != serial:
            continue
        digits = f"{number:X}"
        found.certificate = digits.rjust(len(digits) + len(digits) % 2, "0")
        found.owner = _owner(subject)
        found.valid_from = _day(certificate.not_valid_before_utc)
        found.valid_until = _day(certificate.not_valid_after_utc)
        return


def _owner(subject):
    """The person by surname and given names; else the name the certificate is in."""
    names = [
        attribute.value
        for oid in (NameOID.SURNAME, NameOID.GIVEN_NAME)
        for attribute in subject.get_attributes_for_oid(oid)
    ]
    common = [attribute.value for attribute in subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    return " ".join(names or common[:1])[:200]


def _day(moment):
    from django.utils import timezone

    return timezone.localdate(moment)


def _moment(node):
    text = node.content.decode("ascii").rstrip("Z").split(".")[0]
    form = "%y%m%d%H%M%S" if node.tag == 0x17 else "%Y%m%d%H%M%S"
    return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC)


def _oid(node):
    if node.tag != OID:
        raise NotASignature("an object identifier was expected")
    numbers, value = [], 0
    for byte in node.content:
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(value)
            value = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, [first, numbers[0] - first * 40, *numbers[1:]]))
