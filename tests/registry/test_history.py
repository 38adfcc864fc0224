"""Who changed what, from what to what: on the object's own tab, and for an auditor."""

import csv
import datetime
import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from registry.chronicle import entries_of, entries_of_role, history_of, is_recorded, lines_below, parts_of
from registry.models import (
    Body,
    CouncilRole,
    InformationResource,
    Membership,
    OrganisationContact,
    PartyGroup,
    Person,
    PersonContact,
    Post,
    ResourceReading,
    Role,
)
from registry.roles import council_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def koryakina(member, make_person):
    return make_person("Корякина", member)


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def sentences(party):
    return [sentence for entry in entries_of(party) for sentence in entry.sentences]


def form_of(person, contacts=(), **fields):
    rows = {
        f"{name}-{key}": value
        for name, number in (("aliases", 0), ("contacts", len(contacts)), ("consents", 0))
        for key, value in (("TOTAL_FORMS", number), ("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0), ("MAX_NUM_FORMS", 99))
    }
    for number, contact in enumerate(contacts):
        rows |= {f"contacts-{number}-{key}": value for key, value in contact.items()}
    return {
        "surname": person.surname,
        "given_name": person.given_name,
        "patronymic": person.patronymic,
        "gender": "",
        "organisation": person.organisation_id,
        **rows,
        **fields,
    }


def test_the_tab_tells_in_words_what_one_save_changed(client, koryakina, member, make_account):
    user = make_account(member)
    user.first_name, user.last_name = "Вера", "Лосева"
    user.save()
    client.force_login(user)
    contact = {"id": "", "kind": "phone", "value": "8 800 111-11-11", "remark": "", "visibility": "staff"}
    client.post(reverse("person:edit", args=[koryakina.pk]), form_of(koryakina, [contact], given_name="Ирма"))
    entry = entries_of(Person.objects.get(pk=koryakina.pk))[0]
    assert entry.who == "Вера Лосева"
    assert any("Имя" in sentence and "Ирина" in sentence and "Ирма" in sentence for sentence in entry.sentences)
    assert any("8 800 111-11-11" in sentence for sentence in entry.sentences)

    text = text_of(client.get(reverse("person:history", args=[koryakina.pk])))
    assert "Вера Лосева" in text
    assert "8 800 111-11-11" in text
    assert "given_name" not in text


def test_values_are_words_and_never_keys(koryakina, member, federation):
    koryakina.organisation = federation
    koryakina.gender = "f"
    koryakina.save()
    changed = " ".join(entries_of(koryakina)[0].sentences)
    assert member.name in changed
    assert federation.name in changed
    assert str(Person.Gender.FEMALE.label) in changed
    assert str(federation.pk) not in changed.replace(federation.name, "")


def test_rows_of_every_kind_are_told_on_the_tab_of_their_party(koryakina, member):
    contact = OrganisationContact.objects.create(organisation=member, kind="phone", value="8 800 111-11-11")
    contact.value = "8 800 222-22-22"
    contact.save()
    contact.delete()
    site = InformationResource.objects.create(organisation=member, kind="site", url="https://example.org/")
    ResourceReading.objects.create(resource=site, read_on=datetime.date(2026, 11, 1), subscribers=350)
    post = Post.objects.create(organisation=member, person=koryakina, duty="chair", title="Председатель")
    body = Body.objects.create(organisation=member, name="Президиум")
    Membership.objects.create(body=body, person=koryakina)

    told = "\n".join(sentences(member))
    for words in ("8 800 222-22-22", "https://example.org/", "350", "Корякина Ирина Васильевна", "Председатель"):
        assert words in told
    post.until = datetime.date(2026, 11, 2)
    post.save()
    assert "02.11.2026" in "\n".join(sentences(koryakina))
    assert "Президиум" in "\n".join(sentences(koryakina))
    assert "Корякина" in "\n".join(sentences(body))


def test_a_save_that_changed_nothing_is_not_told(koryakina):
    before = len(entries_of(koryakina))
    koryakina.save()
    assert len(entries_of(koryakina)) == before


def test_every_recorded_table_is_told_somewhere():
    from django.apps import apps

    from registry.chronicle import PARTIES

    told = {CouncilRole, *PARTIES, *(part for party in PARTIES for part, way in parts_of(party))}
    recorded = {model for model in apps.get_app_config("registry").get_models() if is_recorded(model)}
    assert recorded == told


def test_the_tab_costs_the_same_for_one_change_and_for_twenty(client, administrator, koryakina):
    client.force_login(administrator)
    url = reverse("person:history", args=[koryakina.pk])
    koryakina.patronymic = "Петровна"
    koryakina.save()
    PersonContact.objects.create(person=koryakina, kind="phone", value="8 800 100-00-00")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for number in range(20):
        koryakina.given_name = f"Ирина{number}"
        koryakina.save()
        PersonContact.objects.create(person=koryakina, kind="phone", value=f"8 800 100-00-{number:02}")
    with CaptureQueriesContext(connection) as many:
        text = text_of(client.get(url))
    assert "8 800 100-00-19" in text
    assert len(many) == len(one)


def test_a_long_history_is_shown_by_pages_of_fifty(client, administrator, koryakina):
    client.force_login(administrator)
    history = history_of(Person)
    first = history.objects.filter(id=koryakina.pk).values().get()
    for number in range(60):
        row = first | {
            "history_id": None,
            "history_type": "~",
            "given_name": f"Имя{number}",
            "history_date": first["history_date"] + datetime.timedelta(minutes=number + 1),
        }
        history.objects.create(**row)
    url = reverse("person:history", args=[koryakina.pk])
    assert text_of(client.get(url)).count("<time ") == 50
    assert text_of(client.get(url, {"p": 2})).count("<time ") == 11


def test_who_only_reads_the_card_does_not_read_its_history(client, koryakina, member, make_account):
    client.force_login(make_account(member, Role.DRAFTER))
    assert client.get(reverse("person:inspect", args=[koryakina.pk])).status_code == 200
    answer = client.get(reverse("person:history", args=[koryakina.pk]), follow=True)
    assert "Корякина" not in text_of(answer)


def test_the_name_stays_when_the_account_is_deleted(client, koryakina, member, make_account):
    user = make_account(member)
    user.first_name, user.last_name = "Вера", "Лосева"
    user.save()
    client.force_login(user)
    client.post(reverse("person:edit", args=[koryakina.pk]), form_of(koryakina, given_name="Ирма"))
    user.delete()
    assert entries_of(koryakina)[0].who == "Вера Лосева"


@pytest.mark.parametrize("kind", ["organisation", "body", "person", "partygroup"])
def test_every_kind_of_party_has_its_tab(client, administrator, koryakina, member, kind):
    client.force_login(administrator)
    party = {
        "organisation": lambda: member,
        "body": lambda: Body.objects.create(organisation=member, name="Совет"),
        "person": lambda: koryakina,
        "partygroup": lambda: PartyGroup.objects.create(organisation=member, name="Первичные"),
    }[kind]()
    text = text_of(client.get(reverse(f"{kind}:history", args=[party.pk])))
    assert "<time " in text


# Roles


def test_giving_and_taking_a_role_is_written_down(client, administrator, member, make_account):
    user = make_account(member, Role.DRAFTER, username="loseva")
    role = council_role(member, Role.DRAFTER)
    role.group.user_set.remove(user)
    user.groups.add(role.group)
    user.groups.add(role.group)
    user.groups.clear()
    actions = list(role.changes.order_by("pk").values_list("action", flat=True))
    assert actions == ["given", "taken", "given", "taken"]
    assert sum("loseva" in sentence for entry in entries_of_role(role) for sentence in entry.sentences) == 4


def test_who_gave_a_role_is_known_and_stays_known(client, administrator, member, make_account):
    user = get_user_model().objects.create_user("newcomer")
    role = council_role(member, Role.APPROVER)
    client.force_login(administrator)
    client.post(reverse("registry_role", args=[role.pk]), {"act": "give", "account": "newcomer"})
    assert role.changes.get().changed_by == administrator
    user.delete()
    administrator.delete()
    given = role.changes.get(action="given")
    assert (given.user_name, given.changed_by_name) == ("newcomer", "admin")
    assert role.changes.filter(action="taken", user_name="newcomer").exists()


def test_a_role_that_now_demands_a_code_is_told_too(member):
    role = council_role(member, Role.DRAFTER)
    role.second_factor_required = True
    role.save()
    label = CouncilRole._meta.get_field("second_factor_required").verbose_name
    assert str(label).lower() in entries_of_role(role)[0].sentences[-1].lower()
    assert any(line.field.lower() == str(label).lower() and line.was for line in lines_below(member.path))


# For an auditor


def test_the_auditor_gets_the_council_and_nothing_of_another(
    client, koryakina, member, federation, make_organisation, make_person, make_account
):
    other = make_organisation("Заозёрная федерация")
    make_person("Чужая", other)
    council_role(other, Role.DRAFTER)
    client.force_login(make_account(member, Role.ADMINISTRATOR))
    url = reverse("registry_history_export")
    assert "Заозёрная" not in text_of(client.get(url))
    answer = client.post(url, {"council": member.pk, "file_format": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "Корякина" in text
    assert "Чужая" not in text
    assert "account" in text  # the role just given
    assert "Заозёрная" not in text_of(client.post(url, {"council": other.pk, "file_format": "csv"}))


def test_who_may_not_audit_gets_nothing(client, koryakina, member, make_account):
    client.force_login(make_account(member, Role.SECRETARY))
    answer = client.post(reverse("registry_history_export"), {"council": member.pk, "file_format": "csv"}, follow=True)
    assert "Корякина" not in text_of(answer)


def test_what_looks_like_a_formula_is_text_in_both_files(tmp_path, koryakina, member):
    PersonContact.objects.create(person=koryakina, kind="address", value='=HYPERLINK("http://x")')
    call_command("export_history", str(tmp_path / "h.xlsx"), council=member.pk, stdout=io.StringIO())
    call_command("export_history", str(tmp_path / "h.csv"), council=member.pk, stdout=io.StringIO())
    cells = [cell for row in load_workbook(tmp_path / "h.xlsx").active.iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value == '=HYPERLINK("http://x")']
    assert found
    assert {cell.data_type for cell in found} == {"s"}
    rows = list(csv.reader((tmp_path / "h.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][0]
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_the_export_keeps_to_the_days_asked_for(tmp_path, koryakina, member):
    file = tmp_path / "h.csv"
    call_command("export_history", str(file), until=datetime.date(2020, 1, 1), stdout=io.StringIO())
    assert len(file.read_text("utf-8-sig").splitlines()) == 1
    call_command("export_history", str(file), since=datetime.date(2020, 1, 1), stdout=io.StringIO())
    assert "Корякина" in file.read_text("utf-8-sig")


def test_a_wrong_order_to_export_is_one_line(tmp_path):
    with pytest.raises(CommandError, match="must end"):
        call_command("export_history", str(tmp_path / "h.pdf"))
    with pytest.raises(CommandError, match="no organisation"):
        call_command("export_history", str(tmp_path / "h.csv"), council=999)


def test_what_was_deleted_is_still_told_to_the_auditor(koryakina, member):
    koryakina.delete()
    told = [line for line in lines_below(member.path) if "Корякина" in line.object]
    assert told
    assert told[-1].was
