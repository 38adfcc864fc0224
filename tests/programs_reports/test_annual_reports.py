"""Public reports of elected bodies: a page for a year, the matrix of who has told, the way to write or remind."""

import io
import json

import openpyxl
import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.models import AnnualReportPage
from registry.models import Contact, Organisation, OrganisationContact, Role

pytestmark = pytest.mark.django_db
LAST = timezone.localdate().year - 1


@pytest.fixture
def told(council, members):
    """Makes the report of a member organisation for a year."""

    def make(organisation=members[0], year=LAST, live=True):
        page = AnnualReportPage(title=f"Отчёт {organisation} {year}", organisation=organisation, year=year, live=live)
        return council.about.add_child(instance=page)

    return make


def cells(client, **query):
    page = client.get(reverse("programs_annual"), query)
    return {
        str(row.organisation): ["+" if cell.is_published else "?" if cell.report else "-" for cell in row.cells]
        for row in page.context["rows"]
    }


def test_the_matrix_says_who_has_told_of_which_year(client, told, members, account):
    told(), told(members[1], LAST - 1), told(members[2], LAST, live=False)
    client.force_login(account(Role.SECRETARY))
    found = cells(client, **{"from": LAST - 1, "to": LAST})
    assert [found[name] for name in ("Водники", "Лесной", "Металлисты")] == [["-", "+"], ["+", "-"], ["-", "?"]]
    page = client.get(reverse("programs_annual"), {"missing": LAST})
    assert {str(one) for one in page.context["missing"]} >= {"Лесной", "Металлисты"}
    assert "Водники" not in {str(one) for one in page.context["missing"]}


def test_the_matrix_as_a_spreadsheet(client, told, account):
    told()
    client.force_login(account(Role.SECRETARY))
    answer = client.get(reverse("programs_annual"), {"export": "xlsx", "from": LAST, "to": LAST})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert rows["Организация"] == str(LAST)
    assert rows["Водники"] != rows["Лесной"]


def test_many_organisations_cost_as_much_as_three(client, told, organisation, account):
    told()
    client.force_login(account(Role.SECRETARY))
    address = reverse("programs_annual")
    client.get(address)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = asked()
    for n in range(20):
        told(Organisation.objects.create(name=f"Союз {n}", superior=organisation))
    assert asked() == few


def test_an_editor_writes_a_missing_report_and_publishes_it(client, members, account, council):
    client.force_login(account(Role.EDITOR, "editor"))
    data = {"organisation": members[0].pk, "year": LAST}
    answer = client.post(reverse("programs_annual_begin"), data)
    report = AnnualReportPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[report.pk])
    client.post(reverse("programs_annual_begin"), data)
    assert AnnualReportPage.objects.count() == 1
    form = {
        "title": report.title,
        "slug": report.slug,
        "organisation": members[0].pk,
        "year": LAST,
        "body-count": "1",
        "body-0-type": "paragraph",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-value": json.dumps(
            {"blocks": [{"key": "a", "text": "Мы провели год в труде", "type": "unstyled"}], "entityMap": {}}
        ),
        "action-publish": "1",
    }
    empty = client.post(answer.url, {**form, "body-count": "0"})
    assert empty.status_code == 200
    assert client.post(answer.url, form).status_code == 302
    report.refresh_from_db()
    assert report.live
    client.logout()
    assert "Мы провели год в труде" in client.get(report.url).content.decode()


def test_one_report_of_an_organisation_for_a_year(client, told, members, account):
    told()
    other = told(members[0], LAST - 1)
    client.force_login(account(Role.EDITOR, "editor"))
    form = {"title": "Второй", "slug": other.slug, "organisation": members[0].pk, "year": LAST, "body-count": "0"}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[other.pk]), form)
    assert answer.status_code == 200
    assert "year" in answer.context["form"].errors
    other.refresh_from_db()
    assert other.year == LAST - 1


def test_a_reminder_goes_to_the_organisation(client, members, account, django_capture_on_commit_callbacks):
    OrganisationContact.objects.create(organisation=members[0], kind=Contact.Kind.EMAIL, value="water@example.org")
    client.force_login(account(Role.SECRETARY))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("programs_annual_remind"), {"organisation": members[0].pk, "year": LAST})
        client.post(reverse("programs_annual_remind"), {"organisation": members[1].pk, "year": LAST})
    assert [letter.to for letter in mail.outbox] == [["water@example.org"]]
    assert str(LAST) in mail.outbox[0].subject


def test_a_stranger_to_the_organisation_neither_writes_nor_reminds(client, account):
    outsider = Organisation.objects.create(name="Посторонний союз")
    client.force_login(account(Role.SECRETARY))
    for name in ("programs_annual_begin", "programs_annual_remind"):
        answer = client.post(reverse(name), {"organisation": outsider.pk, "year": LAST})
        assert answer.status_code in (302, 403)
    assert not AnnualReportPage.objects.exists()
    assert not mail.outbox
