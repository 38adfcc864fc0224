"""Papers made of what was decided: minutes, extracts, the pack of a meeting."""

import datetime
import io

import pdfplumber
import pikepdf
import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from registry.models import Membership, Person, Role
from registry.roles import council_role
from resolutions.models import AgendaItem, Attendance, Ballot, Meeting, ResolutionPage, Voting
from resolutions.papers.extracts import chosen_items

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(organisation, council):
    user = get_user_model().objects.create_user("secretary", password="secret-secretary")
    council_role(organisation, Role.SECRETARY).group.user_set.add(user)
    return user


@pytest.fixture
def stranger(db):
    return get_user_model().objects.create_user("stranger", password="secret-stranger")


@pytest.fixture
def members(organisation, body):
    people = [
        Person.objects.create(surname=surname, given_name="Анна", patronymic="Ильинична", organisation=organisation)
        for surname in ("Авдеева", "Белова", "Волкова", "Гусева")
    ]
    for number, person in enumerate(people):
        role = (Membership.Role.CHAIR, Membership.Role.SECRETARY, Membership.Role.MEMBER, Membership.Role.MEMBER)[
            number
        ]
        Membership.objects.create(body=body, person=person, role=role)
    return people


@pytest.fixture
def held(body, members, make_act):
    """A closed meeting: one draft adopted by two to one, one word of information, one member ill."""
    now = timezone.now()
    meeting = Meeting.objects.create(
        body=body, number=7, starts_at=now, state=Meeting.State.CLOSED, opened_at=now, closed_at=now, place="Зал № 2"
    )
    states = ("present", "present", "remote", "excused")
    for person, state in zip(members, states, strict=True):
        reason = "болезнь" if state == "excused" else ""
        Attendance.objects.create(meeting=meeting, person=person, state=state, reason=reason)
    act = make_act(number="")
    item = AgendaItem.objects.create(
        meeting=meeting, sort_order=1, number=1, act=act, speaker="П.С. Зимин", outcome="adopted", discussion="Спорили."
    )
    voting = Voting.objects.create(
        item=item, closed_at=now, members=4, present=3, quorum=3, needed=2, votes_for=2, votes_against=1,
        votes_abstained=0, not_voting=0, result="passed",
    )  # fmt: skip
    for person, choice in zip(members, ("for", "for", "against"), strict=False):
        Ballot.objects.create(voting=voting, person=person, choice=choice)
    AgendaItem.objects.create(meeting=meeting, sort_order=2, number=2, title="О разном", outcome="noted")
    return meeting


def pdf_text(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    pages = pdfplumber.open(io.BytesIO(response.content)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).replace("\xa0", " ").split())


def test_the_minutes_say_who_came_how_they_voted_and_what_was_decided(client, secretary, held):
    client.force_login(secretary)
    text = pdf_text(client.get(reverse("resolutions_minutes_pdf", args=[held.pk])))
    assert "ПРОТОКОЛ" in text
    assert "Избрано членов: 4. Участвовали: 3. Для кворума нужно: 3; кворум имеется." in text
    assert "А.И. Волкова (по видеосвязи)" in text
    assert "Отсутствовали: А.И. Гусева (болезнь)" in text
    assert "«за» — 2, «против» — 1" in text
    assert "Против: А.И. Волкова." in text
    assert "ПОСТАНОВИЛИ: принять постановление" in text
    assert "принять информацию к сведению" in text
    assert "ПРОЕКТ" not in text


def test_minutes_of_an_open_meeting_are_a_draft(client, secretary, held):
    Meeting.objects.filter(pk=held.pk).update(state=Meeting.State.OPEN)
    client.force_login(secretary)
    assert "ПРОЕКТ" in pdf_text(client.get(reverse("resolutions_minutes_pdf", args=[held.pk])))


def test_the_pack_has_agenda_drafts_and_annexes_in_order_under_bookmarks(client, secretary, held, council):
    plan = get_document_model()(title="План")
    blank = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.save(blank)
    plan.file.save("plan.pdf", ContentFile(blank.getvalue()))
    notes = get_document_model()(title="Справка")
    notes.file.save("notes.docx", ContentFile(b"words"))
    act = held.agenda.get(number=1).act
    act.annexes = [
        ("annex", {"title": "План работы", "kind": "plan", "document": plan}),
        ("annex", {"title": "Справка", "kind": "reference", "document": notes}),
    ]
    act.save_revision()
    client.force_login(secretary)
    response = client.get(reverse("resolutions_pack_pdf", args=[held.pk]))
    with pikepdf.open(io.BytesIO(response.content)) as pack, pack.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == ["Повестка дня", f"1. {act.heading}", "2. О разном"]
        annexes = [item.title for item in outline.root[1].children]
        assert annexes[0] == "План работы"
        assert "notes" in annexes[1]
        assert len(pack.pages) >= 3


def test_a_damaged_annex_does_not_cost_the_whole_pack(client, secretary, held):
    broken = get_document_model()(title="План")
    broken.file.save("plan.pdf", ContentFile(b"not a pdf"))
    act = held.agenda.get(number=1).act
    act.annexes = [("annex", {"title": "План", "kind": "plan", "document": broken})]
    act.save_revision()
    client.force_login(secretary)
    response = client.get(reverse("resolutions_pack_pdf", args=[held.pk]))
    assert response.status_code == 200
    with pikepdf.open(io.BytesIO(response.content)) as pack, pack.open_outline() as outline:
        assert "не читается" in outline.root[1].children[0].title


def test_an_extract_keeps_the_preamble_and_the_numbers_of_the_chosen_points(client, secretary, make_registered_act):
    act = make_registered_act(points=4)
    chosen = [act.items[1].id, act.items[3].id]
    client.force_login(secretary)
    url = reverse("resolutions_extract", args=[act.pk])
    text = pdf_text(client.post(url, {"items": chosen, "position": "Секретарь Совета", "name": "И.В. Травкина"}))
    assert "ВЫПИСКА ИЗ ПОСТАНОВЛЕНИЯ" in text
    assert "№ 6-3" in text
    assert "Совет рассмотрел итоги проверок." in text
    assert "2. Членским" in text
    assert "4. Членским" in text
    assert "1. Членским" not in text
    assert "Верно" in text
    assert "И.В. Травкина" in text


def test_a_sub_point_comes_with_the_points_over_it(make_registered_act):
    def point(label, level):
        return ("item", {"label": label, "level": level, "item_class": "instruction", "text": f"Текст {label}"})

    act = make_registered_act(items=[point("1", "1"), point("2", "1"), point("2.1", "2"), point("2.2", "2")])
    items = chosen_items(act.operative_items, [act.items[3].id])
    assert [item.label for item in items] == ["2", "2.2"]


def test_an_extract_of_nothing_is_refused_at_its_field(client, secretary, make_registered_act):
    act = make_registered_act()
    client.force_login(secretary)
    response = client.post(reverse("resolutions_extract", args=[act.pk]), {"position": "", "name": ""})
    assert "items" in response.context["form"].errors


def test_there_is_no_extract_of_a_draft(client, secretary, make_act):
    client.force_login(secretary)
    assert client.get(reverse("resolutions_extract", args=[make_act().pk])).status_code == 404


@pytest.mark.parametrize("name", ["resolutions_minutes_pdf", "resolutions_pack_pdf"])
def test_papers_of_a_meeting_are_for_those_who_read_drafts(client, stranger, held, name):
    client.force_login(stranger)
    assert client.get(reverse(name, args=[held.pk])).status_code in (302, 403)


def test_the_number_stands_in_the_extract_and_the_minutes(client, secretary, held, make_registered_act):
    act = make_registered_act(number="7-1")
    item = held.agenda.get(number=1)
    AgendaItem.objects.filter(pk=item.pk).update(act=ResolutionPage.objects.get(pk=act.pk))
    client.force_login(secretary)
    text = pdf_text(client.get(reverse("resolutions_minutes_pdf", args=[held.pk])))
    assert "принять постановление № 7-1" in text
    assert f"{act.adopted_on:%Y}" in pdf_text(
        client.post(reverse("resolutions_extract", args=[act.pk]), {"items": [act.items[0].id]})
    )
    assert act.adopted_on == datetime.date(2026, 4, 16)


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_minutes_of_twenty_questions_cost_no_more_queries_than_of_two(client, secretary, held):
    client.force_login(secretary)
    url = reverse("resolutions_minutes_pdf", args=[held.pk])
    client.get(url)
    few = queries_of(client, url)
    for number in range(3, 21):
        item = AgendaItem.objects.create(
            meeting=held, sort_order=number, number=number, title="О деле", outcome="noted"
        )
        Voting.objects.create(item=item, closed_at=timezone.now(), votes_for=3, result="passed")
    assert queries_of(client, url) == few
