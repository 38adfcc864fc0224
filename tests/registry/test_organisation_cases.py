"""Suggested cases: asked for by a button, answered as JSON, saved only by a person."""

import pytest

from registry.models import Organisation, Role

ADDRESS = "/admin/registry/declension/"


@pytest.fixture
def reader(client, federation, make_account):
    user = make_account(federation, Role.SECRETARY)
    client.force_login(user)
    return user


def test_the_name_of_an_organisation_comes_in_three_cases(client, reader):
    answer = client.get(ADDRESS, {"name": "Приозёрская  федерация профсоюзов"}).json()
    assert answer["genitive"] == {"text": "Приозёрской федерации профсоюзов", "sure": True}
    assert set(answer) == {"genitive", "dative", "accusative"}


def test_the_name_of_a_person_is_declined_by_the_gender_told(client, reader):
    asked = {"surname": "Мороз", "given_name": "А.", "patronymic": "Б.", "gender": "m"}
    assert client.get(ADDRESS, asked).json()["genitive"]["text"].startswith("Мороза")
    assert not client.get(ADDRESS, asked | {"gender": ""}).json()["genitive"]["sure"]
    assert client.get(ADDRESS, asked | {"gender": "x"}).status_code == 200


def test_no_name_has_no_suggestion(client, reader):
    assert client.get(ADDRESS).json() == {}
    assert client.get(ADDRESS, {"name": "   "}).json() == {}
    assert client.get(ADDRESS, {"name": "Союз " * 1000}).status_code == 200


def test_asking_saves_nothing(client, reader, federation):
    client.get(ADDRESS, {"name": federation.name})
    assert Organisation.objects.get(pk=federation.pk).name_genitive == ""


def test_the_form_carries_the_button(client, reader, federation):
    page = client.get(f"/admin/organisation/edit/{federation.pk}/").content.decode()
    assert f'data-declension-url="{ADDRESS}"' in page
    assert "registry/declension.js" in page


def test_an_account_without_a_role_gets_no_answer(client, federation, make_account):
    client.force_login(make_account(federation, Role.ASSIGNEE))
    assert client.get(ADDRESS, {"name": "Совет"}).status_code in (302, 403)
