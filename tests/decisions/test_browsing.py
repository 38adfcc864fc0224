"""The acts of a council as a reader narrows them down."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from registry.models import Body, Person
from resolutions.frozen import opened
from resolutions.models import ActTopic, ListedAct, Relation, ResolutionIndexPage, ResolutionPage, Topic
from resolutions.registration import publish

pytestmark = pytest.mark.django_db


def values(client, url, facet, **query):
    """The values of a facet with their counts."""
    cache.clear()
    facets = {each.name: each for each in client.get(url, query).context["facets"]}
    return {value.name: value.count for value in facets[facet].values} if facet in facets else {}


@pytest.fixture
def acts(council):
    return council.acts.url


def test_acts_of_one_sitting_stand_together_in_the_order_of_its_questions(client, acts, adopted, make_meeting):
    later, earlier = make_meeting(8, (2026, 5, 20)), make_meeting(7, (2026, 4, 16))
    for meeting, questions in ((later, (10, 9)), (earlier, (2, 1))):
        for question in questions:
            adopted(meeting, question)
    sittings = client.get(acts).context["sittings"]
    assert [[row.act.number for row in sitting.rows] for sitting in sittings] == [["8-9", "8-10"], ["7-1", "7-2"]]


def test_each_facet_counts_what_the_others_leave_and_a_chip_takes_it_back(client, acts, published, organisation, read):
    presidium = organisation.bodies.get(name="Президиум")
    published("1", adopted_on=datetime.date(2025, 3, 1))
    published("2", body=presidium, document_type="decision")
    published("3", document_type="decision")
    assert values(client, acts, "body", kind="decision") == {"Президиум": 1, "Совет": 1}
    assert values(client, acts, "kind", body=presidium.organisation.bodies.get(name="Совет").pk) == {
        "Постановления": 1,
        "Решения": 1,
    }
    text = read(acts, year="2026", body=presidium.pk)
    assert "О деле 2" in text
    assert "О деле 3" not in text
    chips = client.get(acts, {"year": "2026", "body": presidium.pk}).context["chips"]
    assert [(str(name), url) for _facet, name, url in chips] == [
        ("2026", f"?body={presidium.pk}"),
        ("Президиум", "?year=2026"),
    ]


def test_legal_force_is_told_by_the_day(client, acts, published, changed):
    published("1")
    published("2", in_force_until=datetime.date(2026, 6, 16))
    published("3", in_force_from=datetime.date(2026, 6, 18))
    changed(published("4"), Relation.Kind.REPEALS, number="8-1")
    changed(published("5"), Relation.Kind.AMENDS, number="8-2", target_point="x")
    changed(published("6"), Relation.Kind.REPEALS, number="8-3", since=datetime.date(2026, 7, 1))
    found = {
        state: [
            row.act.number for sitting in client.get(acts, {"state": state}).context["sittings"] for row in sitting.rows
        ]
        for state in ("in_force", "amended", "repealed", "ended", "not_yet")
    }
    assert found == {
        "in_force": ["1", "6", "8-1", "8-2", "8-3"], "amended": ["5"], "repealed": ["4"], "ended": ["2"],
        "not_yet": ["3"],
    }  # fmt: skip


def test_a_topic_narrows_the_list_and_stands_in_the_act_s_card(acts, published, organisation, author, read):
    safety = Topic.objects.create(organisation=organisation, name="Охрана труда")
    act = published("1")
    published("2")
    ActTopic.settle(act, [safety], author)
    ResolutionPage.objects.get(pk=act.pk).save()
    text = read(acts, topic=safety.pk)
    assert "О деле 1" in text
    assert "О деле 2" not in text
    assert f'?topic={safety.pk}">Охрана труда</a>' in read(act.url)


def test_an_addressee_narrows_the_list_and_its_points_are_named(acts, published, member, on_control, read):
    youth = member("Молодёжный совет")
    act = published("1")
    on_control(act, youth, label="3.2")
    published("2")
    text = read(acts, to=youth.pk, year="2026")
    assert "О деле 2" not in text
    assert f'href="{act.url}#p3.2">3.2</a>' in text


def test_execution_is_a_facet_only_where_the_council_shows_it(client, acts, published, member, on_control, council):
    on_control(published("1"), member("Школа"), words="до 1 мая 2026 года")
    on_control(published("2"), member("Завод"))
    published("3")
    assert values(client, acts, "execution") == {}
    assert client.get(acts, {"execution": "overdue"}).context["rows"].paginator.count == 3
    council.home.shows_execution = True
    council.home.save()
    assert values(client, acts, "execution") == {
        "Есть просроченные пункты": 1, "В работе": 1, "Поручений нет": 1
    }  # fmt: skip
    rows = client.get(acts, {"execution": "overdue"}).context["sittings"][0].rows
    assert [row.act.number for row in rows] == ["1"]


def test_a_row_says_how_far_its_act_has_come(acts, published, member, on_control, shows_execution, read):
    late, under_way = published("6-1"), published("6-2")
    on_control(late, member("Лесной обком"), words="до 1 июня 2026 года")
    on_control(under_way, member("Горный обком"))
    rows = read(acts).split('<li class="row">')[1:]
    told = {re.search(r"6-\d", row)[0]: row for row in rows}
    assert "state--overdue" in told["6-1"]
    assert "1 из 1" in told["6-1"]
    assert "state--work" in told["6-2"]
    assert "0 из 1" in told["6-2"]


def test_bodies_called_alike_are_told_apart_by_their_organisations(acts, published, organisation, member, read):
    other = member("Лесной обком", short_name="Лес")
    published("6-1", body=organisation.bodies.get(name="Совет"))
    published("6-2", body=Body.objects.create(organisation=other, name="Совет"), issuer=other)
    assert "Совет, Лес" in read(acts)


def test_what_was_given_to_a_person_is_no_facet_and_names_nobody(
    client, acts, published, organisation, on_control, read
):
    person = Person.objects.create(surname="Потайнов", given_name="Пётр", organisation=organisation)
    on_control(published("1"), person)
    assert "Потайнов" not in read(acts, to=person.pk)
    assert values(client, acts, "to") == {}


def test_drafts_restricted_acts_and_private_pages_are_neither_listed_nor_counted(
    client, acts, published, make_act, read
):
    published("1", heading="Об открытом")
    make_act(number="2", heading="О тайном проекте")
    published("3", heading="О тайном служебном", is_restricted=True)
    closed = published("4", heading="О тайной странице")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    cache.clear()
    assert "О тайн" not in read(acts)
    context = client.get(acts).context
    assert context["rows"].paginator.count == 1
    assert [year.count for year in context["years"]] == [1]


def test_publication_and_withdrawal_are_seen_at_once(client, acts, make_registered_act):
    act = make_registered_act(number="1")
    assert client.get(acts).context["rows"].paginator.count == 1
    assert not client.get(acts, {"state": "repealed"}).context["rows"].paginator.count
    with opened():
        act.unpublish()
    assert client.get(acts).context["rows"].paginator.count == 0
    publish(act)
    assert client.get(acts).context["rows"].paginator.count == 1


@pytest.mark.parametrize(
    "query",
    [
        "body=9&body=<b>",
        "year=²&state=eaten",
        "year=20260",
        "topic=-1&programme=9999999999999999999&to=%00",
        "execution=never&kind=' OR 1=1",
        "page=0",
        "page=abc",
        "page=100000000000000000000",
    ],
)
def test_unknown_facets_and_pages_out_of_range_are_answered_calmly(client, acts, published, query):
    published("1")
    assert client.get(f"{acts}?{query}").status_code == 200


def test_a_value_from_elsewhere_is_not_named(acts, published, read):
    other = Body.objects.exclude(name="Совет").first()
    published("1")
    text = read(acts, body=other.pk)
    assert "неизвестно" in text


def test_a_page_beyond_the_last_is_the_last(client, acts, published, monkeypatch):
    monkeypatch.setattr(ResolutionIndexPage, "per_page", 2)
    for number in range(1, 4):
        published(str(number))
    rows = client.get(acts, {"page": 99}).context["rows"]
    assert (rows.number, len(rows)) == (2, 1)


def test_the_list_costs_the_same_for_one_row_and_for_six(
    acts, cost, published, member, on_control, shows_execution, adopted, make_meeting
):
    school = member("Школа")

    def full(meeting):
        act = adopted(meeting)
        on_control(act, school)

    full(make_meeting(1, (2026, 1, 2)))
    cache.clear()
    one = cost(f"{acts}?to={school.pk}")
    for number in range(2, 7):
        full(make_meeting(number, (2026, 1, number + 1)))
    cache.clear()
    assert cost(f"{acts}?to={school.pk}") == one
    assert one <= 26


def test_the_list_is_written_anew_by_a_command(council, published):
    published("1")
    ListedAct.objects.all().delete()
    call_command("relist_acts")
    assert ListedAct.objects.shown_in(council.acts).count() == 1
