"""A registered act has one official file, made once."""

import hashlib

import pytest
from django.core.management import call_command, load_command_class

from documents.models import OfficialFile
from resolutions import official
from resolutions.models import ResolutionPage
from resolutions.models.resolution import Status
from resolutions.official import keep_official_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting_act(make_act):
    """A registered act on the site whose file has not been made."""
    act = make_act(live=True, number="7 – 2")
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.REGISTERED)
    return ResolutionPage.objects.get(pk=act.pk)


def test_the_file_is_kept_with_its_name_fingerprint_and_pages(waiting_act):
    kept = keep_official_file(waiting_act.pk)
    waiting_act.refresh_from_db()
    assert waiting_act.official_file == kept
    assert kept.file_name == "Постановление № 7-2 от 16.04.2026.pdf"
    assert kept.media_type == "application/pdf"
    assert kept.page_count == 1
    assert kept.read().startswith(b"%PDF-1.7")
    assert hashlib.sha256(kept.read()).hexdigest() == kept.sha256


def test_a_second_call_keeps_nothing(waiting_act):
    kept = keep_official_file(waiting_act.pk)
    assert keep_official_file(waiting_act.pk) is None
    assert OfficialFile.objects.get() == kept


def test_a_call_overtaken_by_another_keeps_nothing(waiting_act, monkeypatch):
    print_act = official.act_pdf

    def overtaken(act):
        monkeypatch.setattr(official, "act_pdf", print_act)
        keep_official_file(act.pk)
        return print_act(act)

    monkeypatch.setattr(official, "act_pdf", overtaken)
    assert keep_official_file(waiting_act.pk) is None
    assert OfficialFile.objects.count() == 1


@pytest.mark.parametrize("fields", [{"status": Status.DRAFT}, {"live": False}])
def test_an_act_that_is_not_registered_on_the_site_gets_none(waiting_act, fields):
    ResolutionPage.objects.filter(pk=waiting_act.pk).update(**fields)
    assert keep_official_file(waiting_act.pk) is None
    assert not OfficialFile.objects.exists()


def test_a_missing_act_gets_none():
    assert keep_official_file(404) is None


def test_a_slash_in_the_number_does_not_reach_the_file_name(waiting_act):
    ResolutionPage.objects.filter(pk=waiting_act.pk).update(number="7/2", number_norm="7/2")
    assert keep_official_file(waiting_act.pk).file_name == "Постановление № 7-2 от 16.04.2026.pdf"


def test_the_command_makes_the_missing_ones(waiting_act, capsys):
    call_command("make_official_files")
    call_command("make_official_files")
    first, second = capsys.readouterr().out.splitlines()
    assert "1" in first
    assert "0" in second
    assert OfficialFile.objects.count() == 1


def test_the_command_explains_itself():
    parser = load_command_class("resolutions", "make_official_files").create_parser("manage.py", "make_official_files")
    assert "PDF" in parser.format_help()
