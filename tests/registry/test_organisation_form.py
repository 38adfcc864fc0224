"""The form of an organisation: every mistake gets one clear sentence at its field, and nothing is half saved."""

import datetime

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from registry.models import Body, Duty, Organisation, OrganisationKind, Post, Role

ROWS = ("aliases", "posts", "contacts", "resources", "counts", "papers")


@pytest.fixture
def secretary(client, federation, make_account):
    user = make_account(federation)
    client.force_login(user)
    return user


def form_data(organisation=None, *, existing=None, **said):
    fields = {
        "name": "Новая организация",
        "short_name": "",
        "name_genitive": "",
        "name_dative": "",
        "name_accusative": "",
        "kind": "primary",
        "superior": "",
        "inn": "",
        "place": "",
        "about": "",
        "closed_on": "",
    }
    if organisation:
        fields |= {
            "name": organisation.name,
            "kind": organisation.kind,
            "superior": organisation.superior_id or "",
            "inn": organisation.inn,
        }
    rows = {name: said.pop(name, []) for name in ROWS}
    fields |= said
    counted = existing or {}
    fields |= {name: inline_formset(lines, initial=counted.get(name, 0)) for name, lines in rows.items()}
    return nested_form_data(fields)


def post_row(person, duty=Duty.CHAIR, since="", until="", pk=""):
    return {"id": pk, "person": person.pk, "duty": duty, "title": "", "since": since, "until": until}


def save(client, organisation, **said):
    return client.post(f"/admin/organisation/edit/{organisation.pk}/", form_data(organisation, **said))


def errors_of_rows(response, name):
    return [form.errors.as_text() for form in response.context["form"].formsets[name].forms]


def test_an_organisation_is_added_with_everything_at_once(client, secretary, federation, make_person):
    person = make_person("Корякина", federation)
    response = client.post(
        "/admin/organisation/new/",
        form_data(
            superior=federation.pk,
            posts=[post_row(person)],
            contacts=[{"id": "", "kind": "phone", "value": "8 800 555 35 35", "remark": "", "visibility": "public"}],
            resources=[{"id": "", "kind": "site", "url": "https://example.org", "closed_on": ""}],
            counts=[{"id": "", "counted_on": "01.01.2026", "members": "150", "primaries": ""}],
            papers=[{"id": "", "kind": "programme", "title": "", "since": "", "until": "", "link": ""}],
            aliases=[{"id": "", "name": "Новичок", "ORDER": "1"}],
        ),
    )
    made = Organisation.objects.get(name="Новая организация")
    assert response.url == f"/admin/organisation/inspect/{made.pk}/"
    assert made.path == f"{federation.path}{made.pk}."
    for name in ROWS:
        assert getattr(made, name).count() == 1


def test_two_new_chairs_in_one_submission_are_refused_at_the_row(client, secretary, member, make_person):
    rows = [post_row(make_person("Корякина", member)), post_row(make_person("Жилина", member))]
    response = save(client, member, posts=rows)
    assert "Корякина" in errors_of_rows(response, "posts")[1]
    assert not Post.objects.exists()


def test_a_second_chair_beside_the_one_of_today_is_refused(client, secretary, member, make_person):
    first = Post.objects.create(organisation=member, person=make_person("Корякина", member), duty=Duty.CHAIR)
    rows = [post_row(first.person, pk=first.pk), post_row(make_person("Жилина", member), since="01.01.2026")]
    response = save(client, member, posts=rows, existing={"posts": 1})
    assert "Корякина" in errors_of_rows(response, "posts")[1]
    rows[0] = post_row(first.person, pk=first.pk, until="31.12.2025")
    assert save(client, member, posts=rows, existing={"posts": 1}).status_code == 302
    assert Post.objects.current(datetime.date(2026, 2, 1)).get().person.surname == "Жилина"


def test_one_post_held_twice_at_a_time_by_one_person_is_refused(client, secretary, member, make_person):
    person = make_person("Корякина", member)
    rows = [
        post_row(person, Duty.INFORMATION, since="01.01.2025", until="31.12.2025"),
        post_row(person, Duty.INFORMATION, since="01.06.2025"),
    ]
    response = save(client, member, posts=rows)
    assert errors_of_rows(response, "posts")[1]
    assert not Post.objects.exists()


def test_a_post_without_a_person_beside_a_clash_is_a_message_and_no_breakdown(client, secretary, member, make_person):
    rows = [post_row(make_person("Корякина", member)), {**post_row(make_person("Жилина", member)), "person": ""}]
    response = save(client, member, posts=rows)
    assert "person" in response.context["form"].formsets["posts"].forms[1].errors


def test_an_organisation_cannot_stand_under_its_own_subordinate(client, secretary, federation, member, primary):
    response = save(client, member, superior=primary.pk)
    assert "superior" in response.context["form"].errors
    member.refresh_from_db()
    assert member.superior == federation


def test_an_organisation_cannot_be_moved_out_of_ones_council(client, secretary, member, make_organisation):
    other = make_organisation("Заозёрская федерация", kind=OrganisationKind.FEDERATION)
    response = save(client, member, superior=other.pk)
    assert "superior" in response.context["form"].errors
    response = save(client, member, superior="")
    assert "superior" in response.context["form"].errors


def test_the_same_name_in_other_quotes_and_capitals_is_a_duplicate(client, secretary, federation, make_organisation):
    make_organisation("Союз «Озёрный край»", federation)
    response = client.post("/admin/organisation/new/", form_data(name='СОЮЗ "Озерный Край"', superior=federation.pk))
    assert "Союз «Озёрный край»" in str(response.context["form"].errors["name"])


def test_the_same_inn_is_a_duplicate_and_names_its_owner(client, secretary, federation, make_organisation):
    make_organisation("Первая организация", federation, inn="7707083893")
    response = client.post("/admin/organisation/new/", form_data(inn="7707083893", superior=federation.pk))
    assert list(response.context["form"].errors) == ["inn"]
    assert "Первая организация" in str(response.context["form"].errors["inn"])
    response = client.post("/admin/organisation/new/", form_data(inn="7707083890", superior=federation.pk))
    assert list(response.context["form"].errors) == ["inn"]


@pytest.mark.parametrize(
    ("name", "row", "field"),
    [
        ("counts", {"id": "", "counted_on": "01.01.2026", "members": "150", "primaries": ""}, "counted_on"),
        ("resources", {"id": "", "kind": "site", "url": "https://example.org", "closed_on": ""}, "url"),
    ],
)
def test_a_row_that_repeats_another_is_told_at_its_field(client, secretary, member, name, row, field):
    response = save(client, member, **{name: [row, row]})
    assert response.status_code == 200
    assert list(response.context["form"].formsets[name].forms[1].errors) == [field]
    assert save(client, member, **{name: [row]}).status_code == 302
    existing = getattr(member, name).get()
    response = save(client, member, **{name: [{**row, "id": existing.pk}, row]}, existing={name: 1})
    assert response.status_code == 200
    assert list(response.context["form"].formsets[name].forms[1].errors) == [field]


def test_an_organisation_somebody_points_at_cannot_be_deleted_and_it_is_said_why(
    client, secretary, member, primary, make_person
):
    Body.objects.create(organisation=member, name="Совет")
    make_person("Корякина", member)
    for answer in (
        client.get(f"/admin/organisation/delete/{member.pk}/"),
        client.post(f"/admin/organisation/delete/{member.pk}/"),
    ):
        assert answer.status_code == 200
        assert {number for _name, number in answer.context["kept_by"]} == {1}
        assert len(answer.context["kept_by"]) == 3
    assert Organisation.objects.filter(pk=member.pk).exists()


def test_a_council_s_own_organisation_is_kept_by_its_roles(client, secretary, federation):
    assert client.post(f"/admin/organisation/delete/{federation.pk}/").context["kept_by"]


def test_an_organisation_nobody_points_at_is_deleted(client, secretary, primary):
    assert not client.get(f"/admin/organisation/delete/{primary.pk}/").context["kept_by"]
    client.post(f"/admin/organisation/delete/{primary.pk}/")
    assert not Organisation.objects.filter(pk=primary.pk).exists()


def test_closing_keeps_the_card_and_says_until_which_day(client, secretary, member, primary):
    response = client.post(f"/admin/organisation/delete/{member.pk}/", {"close": "1", "closed_on": "31.12.2026"})
    assert "closed_on" in response.context["closing"].errors
    client.post(f"/admin/organisation/delete/{primary.pk}/", {"close": "1", "closed_on": "31.12.2026"})
    client.post(f"/admin/organisation/delete/{member.pk}/", {"close": "1", "closed_on": "31.12.2026"})
    member.refresh_from_db()
    assert member.closed_on == datetime.date(2026, 12, 31)
    assert member.history.first().closed_on == datetime.date(2026, 12, 31)


def test_a_reader_may_neither_edit_nor_close(client, federation, member, make_account):
    client.force_login(make_account(federation, Role.CONTROLLER))
    for address in ("edit", "delete"):
        assert client.get(f"/admin/organisation/{address}/{member.pk}/").status_code in (302, 403)
        answer = client.post(f"/admin/organisation/{address}/{member.pk}/", {"close": "1", "closed_on": "31.12.2026"})
        assert answer.status_code in (302, 403)
    member.refresh_from_db()
    assert member.closed_on is None
