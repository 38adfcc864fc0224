"""What is due in a month, and what an organisation is charged with."""

import pytest

from registry.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def december(council):
    return f"{council.acts.url}due/2026/12/"


def test_everything_due_in_december_is_on_one_page(december, published, member, on_control, shows_execution, read):
    act, school = published("6-3"), member("Школа")
    on_control(act, school, label="3.2", words="до 10 декабря 2026 года")
    on_control(act, school, label="3.3", words="до 1 ноября 2026 года")
    text = read(december)
    assert f'href="{act.url}#p3.2"' in text
    assert "10 декабря 2026" in text
    assert "пункту 3.3" not in text
    assert "пункту 3.3" in read(december.replace("12", "11"))


def test_nothing_is_told_where_the_council_does_not_show_execution(
    client, december, published, member, on_control, council
):
    on_control(published("6-3"), member("Школа"), words="до 10 декабря 2026 года")
    assert client.get(december).status_code == 404
    assert "due/" not in client.get(council.acts.url).content.decode()


def test_restricted_acts_and_drafts_are_due_nowhere(
    december, published, member, on_control, shows_execution, make_act, read
):
    school = member("Школа")
    for page in (published("1", is_restricted=True), make_act(number="2", heading="О проекте")):
        on_control(page, school, words="до 10 декабря 2026 года")
    assert "Обучить" not in read(december)


def test_what_one_person_was_given_shows_no_state(december, published, organisation, on_control, shows_execution, read):
    person = Person.objects.create(surname="Потайнов", given_name="Пётр", organisation=organisation)
    on_control(published("1"), person, words="до 10 декабря 2026 года")
    text = read(december)
    assert "Потайнов" not in text
    assert "Срок впереди" not in text


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "1800/1", "9999/1", "2026/99"])
def test_no_such_month_is_no_such_page(client, council, shows_execution, month):
    assert client.get(f"{council.acts.url}due/{month}/").status_code == 404


def test_without_a_month_it_is_this_one(client, council, shows_execution):
    assert client.get(f"{council.acts.url}due/")["Location"].endswith("/due/2026/06/")


def test_a_month_costs_the_same_for_one_point_and_for_six(
    december, published, member, on_control, shows_execution, cost
):
    school = member("Школа")
    on_control(published("1"), school, words="до 10 декабря 2026 года")
    one = cost(december)
    for number in range(2, 7):
        on_control(published(str(number)), school, words="до 10 декабря 2026 года")
    assert cost(december) == one <= 20


def test_an_organisation_finds_what_it_is_charged_with(
    council, published, member, on_control, shows_execution, read, make_act
):
    school, other = member("Школа"), member("Завод")
    act = published("6-3")
    on_control(act, school, label="3.2")
    on_control(act, other, label="3.3")
    on_control(published("9", is_restricted=True), school, label="7")
    card = council.organisations.card_url(school)
    for url in (card, f"{card}points/"):
        text = read(url)
        assert f'href="{act.url}#p3.2"' in text
        assert "пункту 3.3" not in text
        assert "пункту 7" not in text
    assert "пункту 3.2" in read(f"{card}points/", year="2026")
    assert "пункту 3.2" not in read(f"{card}points/", year="2020")
    assert "пункту 3.2" in read(f"{card}points/", year="<b>", page="99")


def test_its_acts_are_on_pages_and_no_other_organisation_s(council, published, member, read, organisation):
    school = member("Школа")
    published("1", issuer=school, heading="О школьном")
    published("2", heading="О федеральном")
    card = council.organisations.card_url(school)
    text = read(f"{card}acts/")
    assert "О школьном" in text
    assert "О федеральном" not in text
    assert "О школьном" not in read(f"{council.organisations.card_url(organisation)}acts/", page="x")


def test_an_organisation_that_has_no_card_has_no_lists(client, council):
    assert client.get(f"{council.organisations.url}999999/points/").status_code == 404
    assert client.get(f"{council.organisations.url}999999/acts/").status_code == 404


def test_its_points_cost_the_same_for_one_and_for_six(council, published, member, on_control, shows_execution, cost):
    school = member("Школа")
    on_control(published("1"), school)
    points = f"{council.organisations.card_url(school)}points/"
    one = cost(points)
    for number in range(2, 7):
        on_control(published(str(number)), school)
    assert cost(points) == one <= 22
