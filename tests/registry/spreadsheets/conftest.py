"""Spreadsheets typed in a test, handed in as a secretary hands them in."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from registry.models import Role, SpreadsheetImport


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def secretary(council):
    user = get_user_model().objects.create_user("secretary", password="secret-secretary")
    user.groups.add(council.group(Role.SECRETARY))
    return user


@pytest.fixture
def office(client, secretary):
    client.force_login(secretary)
    return client


def csv_of(*lines, separator=";", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(lines)
    return text.getvalue().encode(encoding)


def xlsx_of(*lines):
    workbook = Workbook()
    for line in lines:
        workbook.active.append(list(line))
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


@pytest.fixture
def hand_in(office, organisation):
    """Hands a file in through the form, as without any script, and gives what was made of it."""

    def hand(data, kind="organisations", name="файл.csv"):
        answer = office.post(
            reverse("registry_spreadsheets:index"),
            {"organisation": organisation.pk, "kind": kind, "file": SimpleUploadedFile(name, data)},
        )
        assert "spreadsheets" in answer.get("Location", ""), answer.context and answer.context["form"].errors
        return SpreadsheetImport.objects.latest("pk")

    return hand


@pytest.fixture
def bring_in(office):
    """Presses the button under the preview."""

    def press(spreadsheet):
        office.post(reverse("registry_spreadsheets:bring_in", args=[spreadsheet.pk]))
        spreadsheet.refresh_from_db()
        return spreadsheet

    return press


def mistakes_of(spreadsheet):
    """Row, column and reason of every mistake."""
    return [
        (row.line, heading, reason)
        for row in spreadsheet.rows.filter(action="refused")
        for heading, reason in row.mistakes
    ]
