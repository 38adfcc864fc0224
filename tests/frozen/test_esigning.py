"""A detached signature made elsewhere is attached to the act; its mark is drawn then, and never otherwise."""

import base64
import datetime
import io

import pdfplumber
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from resolutions.esigning.attaching import LARGEST
from resolutions.esigning.cms import NotASignature, read_signature
from resolutions.models import ElectronicSignature, ResolutionPage
from resolutions.official import act_pdf

pytestmark = pytest.mark.django_db

OWNER = "Северьянова Мария Олеговна"
SERIAL = 0x01DA5F7C2B4E9A30C7D0B1E2F3A4B5C6


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def make_signature(key):
    """Makes a CAdES-like detached signature of some bytes."""

    def make(content, *, days=(-30, 335), detached=True, encoding=serialization.Encoding.DER):
        now = timezone.now()
        names = [(NameOID.SURNAME, "Северьянова"), (NameOID.GIVEN_NAME, "Мария Олеговна"), (NameOID.COMMON_NAME, "ФП")]
        name = x509.Name([x509.NameAttribute(oid, value) for oid, value in names])
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(SERIAL)
            .not_valid_before(now + datetime.timedelta(days=days[0]))
            .not_valid_after(now + datetime.timedelta(days=days[1]))
            .sign(key, hashes.SHA256())
        )
        options = [pkcs7.PKCS7Options.Binary, *([pkcs7.PKCS7Options.DetachedSignature] if detached else [])]
        builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
        return builder.sign(encoding, options)

    return make


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


def send(client, act, content, name="act.pdf.sig", **fields):
    upload = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
    return client.post(reverse("resolutions_e_signature", args=[act.pk]), {**upload, **fields})


def test_the_file_alone_is_enough_where_it_tells_its_certificate(signed_in, act, make_signature, findings):
    content = make_signature(act.official_file.read())
    assert send(signed_in, act, content).status_code == 302
    attached = ElectronicSignature.objects.get()
    assert attached.owner == OWNER
    assert attached.certificate == f"{SERIAL:032X}"
    assert attached.signed_file == act.official_file
    assert attached.signature_file.read() == content
    assert attached.signed_at
    assert attached.stamped_at is None
    assert findings() == []
    assert OWNER in signed_in.get(reverse("resolutions_e_signature", args=[act.pk])).content.decode()


def test_the_public_page_offers_every_file_and_the_check_number(signed_in, act, make_signature):
    assert "Электронная подпись" not in signed_in.get(act.url).content.decode()
    send(signed_in, act, make_signature(act.official_file.read()))
    attached = ElectronicSignature.objects.get()
    signed_in.logout()
    page = signed_in.get(act.url).content.decode()
    assert OWNER.split()[0] in page
    assert act.official_file.sha256 in page
    for file in (attached.marked_file, attached.signature_file, attached.signed_file):
        address = f"{act.url}file/{file.sha256}/"
        assert address in page
        assert signed_in.get(address).content == file.read()


def words_of(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[-1]
        return page.extract_words(), page.rects + page.curves


def test_the_mark_stands_between_position_and_name_and_meets_no_text(signed_in, act, make_signature):
    send(signed_in, act, make_signature(act.official_file.read()))
    words, _shapes = words_of(ElectronicSignature.objects.get().marked_file.read())
    at = {word["text"]: word for word in words}
    phrase = next(word for word in words if word["text"] == "ДОКУМЕНТ")
    position, name = (
        at["Председатель"],
        next(word for word in words if "Северьянова" in word["text"] and word["x0"] > 400),
    )
    mark = [
        word for word in words if phrase["x0"] - 60 < word["x0"] and phrase["top"] <= word["top"] <= phrase["top"] + 75
    ]
    mark = [word for word in mark if word["x1"] < name["x0"] and word["x0"] > position["x1"]]
    said = " ".join(word["text"] for word in mark)
    for words_of_the_mark in ("ДОКУМЕНТ ПОДПИСАН", "ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Сертификат", "Владелец", "Действителен с"):
        assert words_of_the_mark in said.replace("\xa0", " ")
    assert f"{SERIAL:032X}" in said.replace(" ", "")
    everything = [word for word in words if word["text"].strip()]
    for first in everything:
        for second in everything:
            apart = (
                first is second
                or first["x1"] <= second["x0"] + 0.5
                or second["x1"] <= first["x0"] + 0.5
                or first["bottom"] <= second["top"] + 2.5
                or second["bottom"] <= first["top"] + 2.5
            )
            assert apart, (first["text"], second["text"])


def test_no_paper_bears_a_mark_without_a_signature_file(act, corrected):
    for pdf in (act_pdf(act).content, act.official_file.read(), corrected.official_file.read()):
        assert "ЭЛЕКТРОННОЙ" not in " ".join(word["text"] for word in words_of(pdf)[0])


def test_time_is_not_printed_without_a_trusted_stamp(signed_in, act, make_signature):
    send(signed_in, act, make_signature(act.official_file.read()))
    said = " ".join(word["text"] for word in words_of(ElectronicSignature.objects.get().marked_file.read())[0])
    assert "Подписано" not in said


def test_base64_and_pem_are_read_as_well(act, make_signature):
    paper = act.official_file.read()
    binary = make_signature(paper)
    for text in (base64.b64encode(binary), make_signature(paper, encoding=serialization.Encoding.PEM)):
        assert read_signature(text).owner == OWNER
        assert read_signature(text).fits(paper)


REFUSED = {
    "no signature at all": b"this is a letter",
    "a PDF": b"%PDF-1.7 act",
    "nothing": b"",
    "random": bytes(range(256)),
    "an empty sequence": b"\x30\x00",
    "a length that lies": b"\x30\x84\xff\xff\xff\xff",
    "nested without end": b"\x30\x80" * 5000,
    "too big": b"\x30" * (LARGEST + 1),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_signature_is_refused(signed_in, act, what):
    page = send(signed_in, act, REFUSED[what])
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not ElectronicSignature.objects.exists()


@pytest.mark.parametrize("cut", [1, 100, -1, -300])
def test_a_damaged_file_is_refused(make_signature, cut):
    with pytest.raises(NotASignature):
        read_signature(make_signature(b"act")[:cut])


def test_a_signature_of_another_file_is_refused(signed_in, act, make_signature):
    page = send(signed_in, act, make_signature(b"another act"))
    assert page.context["form"].errors["file"]
    assert not ElectronicSignature.objects.exists()


def test_a_signature_with_the_document_inside_is_refused(signed_in, act, make_signature):
    page = send(signed_in, act, make_signature(act.official_file.read(), detached=False))
    assert page.context["form"].errors["file"]


@pytest.mark.parametrize("days", [(-30, -1), (1, 30)])
def test_a_certificate_not_valid_on_the_day_is_refused(signed_in, act, make_signature, days):
    page = send(signed_in, act, make_signature(act.official_file.read(), days=days))
    assert page.context["form"].non_field_errors()
    assert not ElectronicSignature.objects.exists()


def test_what_is_typed_may_not_contradict_the_certificate(signed_in, act, make_signature):
    page = send(signed_in, act, make_signature(act.official_file.read()), owner="Кто-то Другой")
    assert page.context["form"].non_field_errors()
    assert not ElectronicSignature.objects.exists()


def test_after_a_mistake_the_file_need_not_be_chosen_again(signed_in, act, make_signature):
    page = send(signed_in, act, make_signature(act.official_file.read()), owner="Кто-то Другой")
    kept = page.context["form"]["kept"].value()
    assert kept
    assert send(signed_in, act, None, kept=kept).status_code == 302


def test_where_the_file_does_not_tell_the_data_are_typed_by_hand(signed_in, act, make_signature, monkeypatch):
    """As with a certificate the library cannot read."""
    content = make_signature(act.official_file.read())

    def unreadable(*args):
        raise ValueError

    monkeypatch.setattr("resolutions.esigning.cms.x509.load_der_x509_certificate", unreadable)
    page = send(signed_in, act, content)
    assert {"certificate", "owner", "valid_from", "valid_until"} <= set(page.context["form"].errors)
    today = timezone.localdate()
    typed = {
        "kept": page.context["form"]["kept"].value(),
        "certificate": "00AB",
        "owner": OWNER,
        "valid_from": f"{today - datetime.timedelta(days=9):%d.%m.%Y}",
        "valid_until": f"{today + datetime.timedelta(days=9):%d.%m.%Y}",
        "authority": "МЧД 7",
    }
    assert send(signed_in, act, None, **typed).status_code == 302
    assert ElectronicSignature.objects.get().authority == "МЧД 7"


def test_the_same_certificate_is_not_attached_twice(signed_in, act, make_signature):
    paper = act.official_file.read()
    send(signed_in, act, make_signature(paper))
    send(signed_in, act, make_signature(paper))
    assert ElectronicSignature.objects.count() == 1


def test_after_a_correction_the_earlier_signature_stays_with_its_paper(
    signed_in, act, make_signature, secretary, findings
):
    from resolutions.correcting import correct

    send(signed_in, act, make_signature(act.official_file.read()))
    correct(act, "heading", "Об общественном контроле за охраною труда", "Описка", secretary)
    now = ResolutionPage.objects.get(pk=act.pk)
    assert ElectronicSignature.objects.get().signed_file != now.official_file
    page = signed_in.get(now.url).content.decode()
    assert act.official_file.sha256 in page
    assert findings() == []
