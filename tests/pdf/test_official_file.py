"""A registered act has one official file, made with its registration and never again."""

import hashlib
import io

import pytest
from pypdf import PdfReader

from control.refusal import Refused
from documents.models import AlreadyKept, OfficialFile
from resolutions import registration
from resolutions.adopting import adopt_on_paper
from resolutions.models import Registration, ResolutionPage, Status
from resolutions.registration import register

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting_act(make_act):
    """An act adopted on paper that waits for its registration."""
    act = make_act(number="7 – 2")
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
    adopt_on_paper(act, "протокол № 1")
    return ResolutionPage.objects.get(pk=act.pk)


def printed(official):
    return PdfReader(io.BytesIO(official.read())).pages[0].extract_text().replace("\u00a0", " ")


def test_the_file_is_kept_with_its_name_fingerprint_and_pages(waiting_act):
    kept = register(waiting_act).official_file
    waiting_act.refresh_from_db()
    assert waiting_act.official_file == kept
    assert kept.file_name == "Постановление № 7-2 от 16.04.2026.pdf"
    assert kept.media_type == "application/pdf"
    assert kept.page_count == 1
    assert kept.read().startswith(b"%PDF-1.7")
    assert hashlib.sha256(kept.read()).hexdigest() == kept.sha256


def test_the_number_and_the_date_stand_in_the_very_first_file(waiting_act):
    text = printed(register(waiting_act).official_file)
    assert "№ 7 – 2" in text
    assert "16 апреля 2026" in text
    assert "ПРОЕКТ" not in text
    assert OfficialFile.objects.count() == 1


def test_a_second_registration_makes_no_second_file(waiting_act):
    kept = register(waiting_act).official_file
    with pytest.raises(Refused):
        register(waiting_act)
    assert OfficialFile.objects.get() == kept


def test_one_overtaken_while_it_prints_makes_none(waiting_act, monkeypatch):
    print_act = registration.act_pdf

    def overtaken(act):
        monkeypatch.setattr(registration, "act_pdf", print_act)
        register(waiting_act)
        return print_act(act)

    monkeypatch.setattr(registration, "act_pdf", overtaken)
    with pytest.raises(Refused):
        register(waiting_act)
    assert OfficialFile.objects.count() == Registration.objects.count() == 1


def test_a_failed_registration_leaves_no_file(waiting_act, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(registration, "keep_annexes", fail)
    with pytest.raises(OSError, match="full"):
        register(waiting_act)
    assert not OfficialFile.objects.exists()
    assert ResolutionPage.objects.get(pk=waiting_act.pk).status == Status.SIGNED


def test_an_act_nobody_signed_gets_none(make_act):
    with pytest.raises(Refused):
        register(make_act())
    assert not OfficialFile.objects.exists()


def test_the_file_is_not_made_anew(waiting_act):
    kept = register(waiting_act).official_file
    kept.file_name = "другой.pdf"
    with pytest.raises(AlreadyKept):
        kept.save()


def test_a_slash_in_the_number_does_not_reach_the_file_name(waiting_act):
    assert register(waiting_act, number="7/2").official_file.file_name == "Постановление № 7-2 от 16.04.2026.pdf"
