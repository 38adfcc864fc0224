"""What the site tells of meetings: what the body has said, and never a draft."""

import datetime

import icalendar
import pytest
from django.utils import timezone

from resolutions.models import AgendaItem, AgendaVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings(council):
    return f"{council.acts.url}meetings/"


@pytest.fixture
def coming(make_meeting):
    """Makes a meeting of the next month whose notices have been sent."""

    def make(**fields):
        return make_meeting(9, (2026, 7, 20), state="planned", **{"noticed_at": timezone.now(), **fields})

    return make


def test_a_meeting_is_public_once_one_of_its_acts_is(client, meetings, make_meeting, adopted, read):
    meeting = make_meeting(7)
    assert client.get(f"{meetings}{meeting.pk}/").status_code == 404
    act = adopted(meeting, 1)
    assert f"{meetings}{meeting.pk}/" in read(meetings)
    text = read(f"{meetings}{meeting.pk}/")
    assert f'href="{act.url}"' in text
    assert "Принят" in text or "принят" in text
    assert "г. Заречный, зал 2" in text


def test_the_body_may_keep_its_meetings_to_itself(client, meetings, make_meeting, adopted, body, read):
    meeting = make_meeting(7)
    adopted(meeting, 1)
    body.meetings_shown = "nothing"
    body.save()
    assert client.get(f"{meetings}{meeting.pk}/").status_code == 404
    assert str(meeting.pk) not in read(meetings).partition('class="words"')[2].partition("</main>")[0]


def test_drafts_speakers_and_acts_for_official_use_are_not_told(meetings, make_meeting, adopted, make_act, read):
    meeting = make_meeting(7)
    adopted(meeting, 1)
    adopted(meeting, 2, is_shown=False, heading="О тайном неопубликованном")
    adopted(meeting, 3, heading="О тайном служебном", is_restricted=True)
    draft = make_act(number="", heading="О тайном отклонённом")
    AgendaItem.objects.create(meeting=meeting, number=4, sort_order=4, act=draft, outcome="rejected")
    AgendaItem.objects.create(meeting=meeting, number=5, sort_order=5, title="Разное", outcome="noted")
    text = read(f"{meetings}{meeting.pk}/")
    assert "О тайн" not in text
    assert "Докладчикова" not in text
    assert "Разное" in text
    assert text.count("проект не опубликован") == 2


def test_coming_meetings_are_told_as_far_as_the_body_says(client, meetings, coming, body, make_act, read):
    meeting = coming(video_link="https://video.example/tajna")
    content = [
        {
            "key": "item1",
            "number": 1,
            "heading": "О подготовке съезда",
            "speaker": "Тайнова",
            "is_heading": False,
            "is_late": False,
        }
    ]
    secret = make_act(number="", heading="О тайном", is_restricted=True)
    content.append({**content[0], "key": f"act{secret.pk}", "number": 2, "heading": "О тайном"})
    AgendaVersion.objects.create(meeting=meeting, number=1, content=content)
    page = f"{meetings}{meeting.pk}/"
    assert client.get(page).status_code == 404
    body.meetings_shown = "dates"
    body.save()
    assert "О подготовке съезда" not in read(page)
    assert f"{meetings}{meeting.pk}/" in read(meetings)
    body.meetings_shown = "agenda"
    body.save()
    text = read(page)
    assert "О подготовке съезда" in text
    assert "тайн" not in text.lower()


def test_a_meeting_nobody_was_invited_to_yet_is_not_announced(client, meetings, coming, body):
    body.meetings_shown = "agenda"
    body.save()
    meeting = coming(noticed_at=None)
    assert client.get(f"{meetings}{meeting.pk}/").status_code == 404


def test_a_calendar_programme_reads_the_announced_meetings(client, meetings, coming, body):
    body.meetings_shown = "dates"
    body.save()
    coming(video_link="https://video.example/tajna")
    answer = client.get(f"{meetings}calendar/")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"tajna" not in answer.content
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.start.date() == datetime.date(2026, 7, 20)
    assert "Заречный" in event["LOCATION"]


def test_the_list_is_narrowed_and_odd_questions_are_answered(client, meetings, make_meeting, adopted, read):
    adopted(make_meeting(7), 1)
    adopted(make_meeting(3, (2025, 3, 5)), 1)
    assert "5 марта 2025" in read(meetings, year="2025")
    assert "16 апреля 2026" not in read(meetings, year="2025")
    for query in ("year=1", "body=999", "page=77", "year=x&body=%00"):
        assert client.get(f"{meetings}?{query}").status_code == 200
    assert client.get(f"{meetings}999999/").status_code == 404


def test_the_list_is_narrowed_only_where_there_is_a_choice(meetings, make_meeting, adopted, read):
    adopted(make_meeting(7), 1)
    assert "years-h" not in read(meetings)
    assert "bodies-h" not in read(meetings)
    # What was chosen stays on show, to be taken back.
    assert "years-h" in read(meetings, year="2026")
    adopted(make_meeting(3, (2025, 3, 5)), 1)
    assert "years-h" in read(meetings)


def test_a_meeting_costs_the_same_for_one_question_and_for_six(meetings, make_meeting, adopted, cost):
    small, large = make_meeting(7), make_meeting(8, (2026, 5, 2))
    adopted(small, 1)
    for question in range(1, 7):
        adopted(large, question)
    assert cost(f"{meetings}{small.pk}/") == cost(f"{meetings}{large.pk}/") <= 16


def test_the_list_of_meetings_costs_the_same_for_one_and_for_six(meetings, make_meeting, adopted, cost):
    adopted(make_meeting(1, (2026, 1, 1)), 1)
    one = cost(meetings)
    for number in range(2, 7):
        adopted(make_meeting(number, (2026, 1, number)), 1)
    assert cost(meetings) == one
