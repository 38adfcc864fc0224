"""The machine is asked at start whether it can print."""

from documents import checks


def test_this_machine_can_print():
    assert checks.check_pango(None) == []
    assert checks.check_document_font(None) == []


def test_a_missing_library_is_an_error(monkeypatch):
    monkeypatch.setattr(checks, "PANGO_LIBRARIES", ("libnone.so",))
    assert [problem.id for problem in checks.check_pango(None)] == ["documents.E001"]


def test_a_missing_font_is_a_warning(monkeypatch):
    monkeypatch.setattr(checks, "DOCUMENT_FONTS", ("No Such Serif",))
    assert [problem.id for problem in checks.check_document_font(None)] == ["documents.W001"]


def test_a_machine_without_fontconfig_is_warned_too(monkeypatch):
    monkeypatch.setattr(checks.shutil, "which", lambda name: None)
    assert [problem.id for problem in checks.check_document_font(None)] == ["documents.W001"]
