"""The council's data as programs read them: whole, exact, and only what anybody may read on the site."""

import csv
import datetime
import io
import json
from unittest.mock import Mock

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from documents.interchange import document_from_dict
from home.models import LeadershipPage, OrganisationsPage
from home.open_data import files
from home.open_data.files import write_files
from home.opening import open_section
from programs.models import PlanPage, ProgramPage
from registry.models import Body, DataConsent, Membership, OrganisationContact, Person, Post
from resolutions.browsing.listing import relist
from resolutions.models import ActTopic, Topic
from resolutions.restriction import restrict

pytestmark = pytest.mark.django_db
LISTS = ("acts", "points", "meetings", "bodies", "organisations", "programmes", "plans")


@pytest.fixture
def listing(council):
    page = OrganisationsPage.objects.child_of(council.home).first() or open_section(council.home, OrganisationsPage)
    page.save_revision().publish()
    return page


def test_an_act_is_given_whole_as_a_council_document(ask, published, organisation):
    act = published("6-3", points=2, heading="Об охране труда")
    topic = Topic.objects.create(organisation=organisation, name="Охрана труда")
    ActTopic.objects.create(act=act, topic=topic)
    relist([act.pk])
    [row] = ask("acts/")["results"]
    assert (row["id"], row["number"], row["state"]) == (act.pk, "6-3", "in_force")
    assert row["topics"] == [{"id": topic.pk, "name": "Охрана труда"}]
    assert row["url"].endswith(act.url)
    whole = ask(f"acts/{act.pk}/")
    document = whole["document"]
    assert document["format"] == "council-document/1"
    assert [item["label"] for item in document["items"]] == ["1", "2"]
    assert document["items"][0]["deadline"]["due"] == ["2026-11-01"]
    # The room that reads papers takes what we give.
    assert document_from_dict(document).as_dict() == document
    points = ask(f"acts/{act.pk}/points/")
    assert [point["due"] for point in points] == [["2026-11-01"], ["2026-11-02"]]


def test_acts_are_narrowed_by_filters(ask, published, organisation):
    presidium = organisation.bodies.get(name="Президиум")
    published("6-3", adopted_on=datetime.date(2025, 2, 1))
    published("7 – 1", body=presidium)

    def numbers(**query):
        return [row["number"] for row in ask("acts/", **query)["results"]]

    assert numbers() == ["7 – 1", "6-3"]
    assert numbers(year=2025) == numbers(adopted_until="2025-12-31") == ["6-3"]
    assert numbers(body=presidium.pk) == numbers(number="7-1") == ["7 – 1"]
    assert numbers(changed_since=(timezone.now() + datetime.timedelta(days=1)).isoformat()) == []


@pytest.mark.parametrize(
    "query",
    [{"body": "x"}, {"year": "12345"}, {"kind": "law"}, {"colour": "red"}, {"cursor": "!"}, {"number": "x" * 60}],
)
def test_a_filter_that_makes_no_sense_is_refused(client, council, query):
    answer = client.get("/api/v1/acts/", query)
    assert answer.status_code in (400, 404)
    assert answer.json()
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_pages_follow_one_another_while_acts_are_added(ask, published, client):
    for number in range(1, 6):
        published(f"{number}-1", adopted_on=datetime.date(2026, 1, number))
    first = ask("acts/", limit=2)
    published("9-1", adopted_on=datetime.date(2026, 2, 1))
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    seen = [row["number"] for page in (first, second, third) for row in page["results"]]
    assert seen == ["5-1", "4-1", "3-1", "2-1", "1-1"]
    assert third["next"] is None


def test_an_answer_that_has_not_changed_is_not_sent_again(client, published):
    act = published("6-3")
    for path in ("acts/", f"acts/{act.pk}/", "bodies/", ""):
        answer = client.get(f"/api/v1/{path}")
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
        assert not again.content
        assert again["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"/api/v1/acts/{act.pk}/")["Last-Modified"]


def test_any_page_of_the_net_may_read_and_nobody_may_write(client, council):
    asked = client.options("/api/v1/acts/", headers={"Origin": "https://example.org"})
    assert asked.status_code == 200
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/api/v1/acts/").status_code == 405


def test_who_asks_too_often_is_told_when_to_come_again(client, council, monkeypatch):
    monkeypatch.setattr("home.open_data.access.Throttle.rate", "2/min", raising=False)
    codes = [client.get("/api/v1/bodies/").status_code for _time in range(3)]
    assert codes == [200, 200, 429]
    assert int(client.get("/api/v1/bodies/")["Retry-After"]) <= 60


def test_drafts_and_acts_for_official_use_are_nowhere(
    client, ask, make_act, published, council, on_control, member, make_meeting, adopted, listing
):
    organisation = member("Завод")
    draft = make_act(heading="Секрет черновика")
    hidden = published("9-9", heading="Секрет служебный", is_restricted=True)
    on_control(hidden, organisation, words="до 1 ноября 2026 года")
    meeting = make_meeting()
    adopted(meeting, heading="Открытый вопрос")
    adopted(meeting, 2, heading="Секрет заседания", is_shown=False)
    for pk in (draft.pk, hidden.pk):
        ask(f"acts/{pk}/", 404)
        ask(f"acts/{pk}/points/", 404)
    assert not ask("points/")["results"]
    texts = [client.get(f"/api/v1/{name}/").content for name in LISTS]
    texts.append(client.get(f"/api/v1/meetings/{meeting.pk}/").content)
    for kind in ("acts", "points", "meetings", "bodies", "organisations", "programmes"):
        for form in ("jsonl", "csv"):
            answer = client.get(f"/api/v1/bulk/{kind}.{form}")
            assert answer.status_code == 200
            texts.append(b"".join(answer.streaming_content))
    whole = b"".join(texts).decode()
    assert "Секрет" not in whole
    assert "Открытый вопрос" in whole


def test_people_are_named_with_their_consent_only(ask, body, organisation, listing, council):
    page = LeadershipPage.objects.child_of(council.home).first() or open_section(council.home, LeadershipPage)
    page.save_revision().publish()
    silent = Person.objects.create(surname="Молчалина", given_name="Анна", organisation=organisation)
    open_one = Person.objects.create(surname="Открытова", given_name="Вера", organisation=organisation)
    DataConsent.objects.create(person=open_one, scope="name", granted_on=datetime.date(2026, 1, 1), document="1")
    for person in (silent, open_one):
        Membership.objects.create(body=body, person=person)
    Post.objects.create(organisation=organisation, person=silent, duty="chair", title="Председатель Молчалина")
    OrganisationContact.objects.create(organisation=organisation, kind="phone", value="11-11-11", visibility="staff")
    OrganisationContact.objects.create(organisation=organisation, kind="phone", value="22-22-22", visibility="public")
    names = [seat["person_name"] for seat in ask(f"bodies/{body.pk}/")["memberships"]]
    assert set(names) == {None, "Открытова Вера"}
    card = json.dumps(ask(f"organisations/{organisation.pk}/"), ensure_ascii=False)
    assert "Молчалина" not in card
    assert "11-11-11" not in card
    assert "22-22-22" in card


def test_meetings_are_told_as_far_as_their_body_says(ask, body, make_meeting, adopted):
    adopted(make_meeting(), heading="Об охране труда")
    [row] = ask("meetings/")["results"]
    whole = ask(f"meetings/{row['id']}/")
    assert (whole["meeting_state"], whole["organization"]["id"]) == ("closed", body.pk)
    assert whole["agenda_item"][0]["name"] == "Об охране труда"
    Body.objects.filter(pk=body.pk).update(meetings_shown="nothing")
    assert ask("meetings/")["results"] == []
    assert ask("acts/")["results"][0]["meeting"] is None


def test_points_on_control_name_organisations_and_no_people(ask, published, on_control, member, organisation, council):
    act, addressee = published("6-3"), member("Завод")
    person = Person.objects.create(surname="Закрытова", given_name="Анна", organisation=organisation)
    on_control(act, addressee, person)
    [point] = ask("points/", to=addressee.pk, due_from="2026-11-01", due_until="2026-11-30")["results"]
    assert point["addressees"] == [{"id": addressee.pk, "name": "Завод"}]
    assert point["state"] is None, "the council does not show how its acts are carried out"
    assert ask("points/", due_from="2027-01-01")["results"] == []
    council.home.shows_execution = True
    council.home.save()
    assert ask(f"points/{point['id']}/")["source"] == act.pk


def test_programmes_have_their_plans_with_measures(ask, council, put):
    period = {"period_start": datetime.date(2026, 1, 1), "period_end": datetime.date(2026, 12, 31)}
    programme = put(council.programs, ProgramPage, "Цифровизация", **period)
    measure = {"kind": "measure", "label": "1", "text": "Обучить", "deadline": "II квартал", "responsible": "Отдел"}
    plan = put(programme, PlanPage, "План 2026", measures=[("row", measure)], **period)
    put(programme, PlanPage, "Секрет", live=False, **period)
    whole = ask(f"programmes/{programme.pk}/")
    assert [row["id"] for row in whole["plans"]] == [plan.pk]
    [row] = ask(f"plans/{plan.pk}/")["measures"]
    assert (row["text"], row["due"]) == ("Обучить", ["2026-06-30"])
    assert ask("programmes/", year=2030)["results"] == []


def test_many_rows_cost_as_much_as_one(
    cost, published, on_control, member, make_meeting, adopted, listing, put, council
):
    def more(number):
        organisation = member(f"Завод {number}")
        OrganisationContact.objects.create(organisation=organisation, kind="phone", value="123456", visibility="public")
        on_control(published(f"{number}-1"), organisation)
        adopted(make_meeting(20 + number))
        put(council.programs, ProgramPage, f"Программа {number}")

    more(1)
    urls = [f"/api/v1/{name}/" for name in LISTS] + [f"/api/v1/bulk/{name}.jsonl" for name in ("acts", "points")]
    one = [cost(url) for url in urls]
    for number in range(2, 6):
        more(number)
    assert [cost(url) for url in urls] == one
    assert max(one) <= 14, dict(zip(urls, one, strict=True))


def rows_of(answer):
    return b"".join(answer.streaming_content).decode().splitlines()


def test_a_file_has_every_act_with_its_text(client, published):
    published("6-3", heading="=СУММ(1;2)")
    published("7-1")
    rows = [json.loads(line) for line in rows_of(client.get("/api/v1/bulk/acts.jsonl"))]
    assert {row["number"] for row in rows} == {"6-3", "7-1"}
    assert all(row["document"]["format"] == "council-document/1" for row in rows)
    table = list(csv.DictReader(io.StringIO("\n".join(rows_of(client.get("/api/v1/bulk/acts.csv"))))))
    # A spreadsheet must not take a title for a formula.
    assert "'=СУММ(1;2)" in {row["title"] for row in table}
    assert client.get("/api/v1/bulk/salaries.csv").status_code == 404


def test_a_long_file_is_written_beforehand_and_never_holds_what_was_taken_back(client, council, published, monkeypatch):
    monkeypatch.setattr(files, "AT_ONCE", 1)
    # The task that would write it runs elsewhere, later.
    monkeypatch.setattr("home.open_data.views.write_one_file", Mock())
    published("6-3")
    published("7-1")
    third = published("8-1")
    assert client.get("/api/v1/bulk/acts.jsonl").status_code == 503
    write_files(council.home)
    answer = client.get("/api/v1/bulk/acts.jsonl")
    assert len(rows_of(answer)) == 3
    again = client.get("/api/v1/bulk/acts.jsonl", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    # Closed by a view restriction, as an act is that was marked for official use too late.
    restrict(third)
    relist([third.pk])
    assert client.get("/api/v1/bulk/acts.jsonl").status_code == 503


def test_the_description_is_valid_and_answers_agree_with_it(ask, published, make_meeting, adopted, tmp_path):
    target = tmp_path / "schema.json"
    call_command(
        "spectacular",
        validate=True,
        fail_on_warn=True,
        urlconf="home.open_data.schema",
        file=str(target),
        format="openapi-json",
    )
    described = json.loads(target.read_text())
    assert "/api/v1/search/" in described["paths"]
    adopted(make_meeting())
    published("9-1")
    for name in ("acts", "meetings", "bodies"):
        operation = described["paths"][f"/api/v1/{name}/"]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": described["components"]}
        jsonschema.validate(ask(f"{name}/"), whole)


def test_people_read_what_programs_may_ask(client, council):
    page = client.get("/open-data/").content.decode()
    assert "adopted_from" in page
    assert "/api/v1/bulk/acts.jsonl" in page
    assert Client().get("/api/v1/schema/").status_code == 200
