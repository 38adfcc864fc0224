"""Private calendars: what a calendar programme reads, and how its address is given and taken back."""

import datetime

import icalendar
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from control.calendars.keeping import open_feed, revoke_feed
from control.closing import accept
from control.extending import ask, grant
from control.models import CalendarFeed
from control.reporting import Reporter, report
from registry.merging import merge
from registry.models import Membership, Organisation, Role
from resolutions.models import Meeting
from tests.control_reminders.conftest import TUESDAY

A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def read(client):
    """Reads the party's calendar as a calendar programme does, with a parser that is not ours."""

    def reading(party):
        response = client.get(reverse("control_feed", args=[open_feed(party).key]))
        assert response.status_code == 200
        return icalendar.Calendar.from_ical(response.content)

    return reading


@pytest.fixture
def meeting(body):
    return Meeting.objects.create(
        body=body,
        number=7,
        starts_at=datetime.datetime(2026, 4, 2, 10, tzinfo=datetime.UTC),
        place="г. Заречный, ул. Труда, 1",
        mode="mixed",
        video_link="https://video.example.org/secret",
        noticed_at=datetime.datetime(2026, 3, 16, tzinfo=datetime.UTC),
    )


def events(calendar):
    return calendar.walk("VEVENT")


def test_the_file_is_what_the_standard_asks_for_with_long_lines_folded(client, put_on, member):
    put_on(TUESDAY, assignees=[member], label="1.2")

    response = client.get(reverse("control_feed", args=[open_feed(member).key]))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.content.endswith(b"END:VCALENDAR\r\n")
    lines = response.content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
    calendar = icalendar.Calendar.from_ical(response.content)
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["x-wr-calname"] == "Лесной горком"


def test_a_deadline_is_a_whole_day_with_alarms_that_keeps_nobody_busy(read, put_on, member):
    put_on(TUESDAY, assignees=[member], label="1.2")

    [event] = events(read(member))

    assert event["summary"].startswith("Срок: Совет № 6-2, п. 1.2. Обучить уполномоченных")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (TUESDAY, TUESDAY + A_DAY)
    assert event["transp"] == "TRANSPARENT"
    assert "В акте: к сроку" in event["description"]
    triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert triggers == [datetime.timedelta(hours=-15), datetime.timedelta(hours=9)]
    assert {"uid", "dtstamp", "last-modified", "sequence"} <= {name.lower() for name in event}


def test_an_extended_deadline_is_the_same_event_on_another_day_with_a_higher_sequence(
    read, put_on, member, administrator
):
    [card] = put_on(TUESDAY, assignees=[member])
    [before] = events(read(member))
    grant(ask(card, Reporter(signed_as="А"), new_due=TUESDAY + 3 * A_DAY, reason="Болезнь"), administrator)

    [after] = events(read(member))

    assert after["uid"] == before["uid"]
    assert after.decoded("dtstart") == TUESDAY + 3 * A_DAY
    assert after["sequence"] > before["sequence"]


def test_the_line_says_what_was_reported_and_what_was_done(read, put_on, member, administrator):
    [card] = put_on(TUESDAY, assignees=[member])
    sent = report(card, Reporter(signed_as="А"), text="Сделано")
    assert events(read(member))[0]["summary"].startswith("Отчёт сдан:")

    accept(card, administrator, report=sent)

    assert events(read(member))[0]["summary"].startswith("Исполнено:")


def test_a_deadline_on_a_day_off_stands_where_the_body_moves_it(read, put_on, member, body):
    body.weekend_rule = "next"
    body.save()
    put_on(datetime.date(2026, 3, 21), assignees=[member])

    [event] = events(read(member))

    assert event.decoded("dtstart") == datetime.date(2026, 3, 23)
    assert "21.03.2026 — выходной день" in event["description"]


def test_a_person_sees_what_they_answer_for_and_nothing_of_others(read, put_on, member, head, make_member):
    put_on(TUESDAY, assignees=[member, make_member("Чужой горком", head="Чужакова", email="")])

    [event] = events(read(head))

    assert "Исполнитель: Лесной горком" in event["description"]
    assert "Чужой" not in str(read(head).to_ical().decode())


def test_meetings_stand_in_the_calendars_of_members_and_of_the_organisation(
    read, meeting, body, organisation, make_person, member
):
    person = make_person("Членова")
    Membership.objects.create(body=body, person=person)

    [own], [whole] = events(read(person)), events(read(organisation))

    assert own["summary"] == "Совет: заседание № 7"
    assert own.decoded("dtstart") == meeting.starts_at
    assert own["location"] == "г. Заречный, ул. Труда, 1"
    assert "video.example.org" in own["description"]
    assert "video.example.org" not in whole["description"]
    assert events(read(member)) == []


def test_a_cancelled_meeting_is_struck_out_and_one_not_announced_is_nobody_s_business(read, meeting, organisation):
    meeting.state, meeting.cancel_reason = "cancelled", "Нет кворума"
    meeting.save()
    Meeting.objects.create(body=meeting.body, number=8, starts_at=meeting.starts_at)

    [event] = events(read(organisation))

    assert event["status"] == "CANCELLED"
    assert "Нет кворума" in event["description"]


def test_nothing_new_is_answered_with_nothing(client, put_on, member):
    put_on(TUESDAY, assignees=[member])
    address = reverse("control_feed", args=[open_feed(member).key])
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})
    since = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
    assert (again.status_code, since.status_code) == (304, 304)

    put_on(TUESDAY + A_DAY, assignees=[member])
    changed = client.get(address, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def test_the_address_leaves_no_trace(client, member):
    response = client.get(reverse("control_feed", args=[open_feed(member).key]))

    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "private" in response["Cache-Control"]


def test_a_calendar_taken_back_is_gone_and_a_guessed_one_is_not_found(client, member):
    feed = open_feed(member)
    revoke_feed(member)

    gone = client.get(reverse("control_feed", args=[feed.key]))
    assert (gone.status_code, gone.content) == (410, b"")
    assert client.get(reverse("control_feed", args=["guessed"])).status_code == 404
    assert client.post(reverse("control_feed", args=[feed.key])).status_code == 405


def test_a_calendar_asks_the_same_of_the_database_for_one_deadline_and_for_twenty(
    client, put_on, head, member, django_assert_max_num_queries
):
    address = reverse("control_feed", args=[open_feed(head).key])
    put_on(TUESDAY, assignees=[member])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    put_on(*[TUESDAY + A_DAY * ahead for ahead in range(20)], assignees=[member])
    # One more: since when the calendar reads so is noted.
    with django_assert_max_num_queries(len(one) + 1):
        assert client.get(address).content.count(b"BEGIN:VEVENT") == 21


# ---- the screens -------------------------------------------------------------------------------------------------


@pytest.fixture
def employee(council, head):
    user = get_user_model().objects.create_user("employee", password="secret-employee")
    user.groups.add(council.group(Role.ASSIGNEE))
    head.user = user
    head.save()
    return user


def test_a_person_gets_replaces_and_takes_back_the_address_of_their_calendar(client, employee, head):
    client.force_login(employee)
    page = reverse("control_my_feed")
    assert client.get(page).status_code == 200

    client.post(page, {"act": "open"})
    first = CalendarFeed.objects.get(party=head, revoked_at=None)
    assert first.url in client.get(page).content.decode()

    client.post(page, {"act": "replace"})
    second = CalendarFeed.objects.get(party=head, revoked_at=None)
    assert second.key != first.key
    assert client.get(reverse("control_feed", args=[first.key])).status_code == 410

    client.post(page, {"act": "revoke"})
    assert client.get(reverse("control_feed", args=[second.key])).status_code == 410


def test_an_account_without_a_card_is_told_so(client, author):
    client.force_login(author)

    assert "Попросите" in client.get(reverse("control_my_feed")).content.decode()
    assert client.post(reverse("control_my_feed"), {"act": "open"}).status_code == 404


def test_the_secretariat_gives_out_the_calendars_of_its_organisations_only(client, secretary, member, head, db):
    stranger = Organisation.objects.create(name="Чужая федерация")
    client.force_login(secretary)

    client.post(reverse("control_party_feed", args=[member.pk]), {"act": "open"})
    assert CalendarFeed.objects.filter(party=member).exists()
    for party in (stranger, head):
        address = reverse("control_party_feed", args=[party.pk])
        assert client.post(address, {"act": "open"}).status_code in (302, 403)
        assert not CalendarFeed.objects.filter(party=party).exists()
    listing = client.get(reverse("control_feeds")).content.decode()
    assert "Лесной горком" in listing
    assert "Чужая федерация" not in listing


def test_an_author_gives_out_no_calendar_of_an_organisation(client, author, member):
    client.force_login(author)

    for name, args in (("control_feeds", []), ("control_party_feed", [member.pk])):
        assert client.get(reverse(name, args=args)).status_code in (302, 403)


def test_the_list_of_calendars_asks_the_same_for_one_and_for_twenty(
    client, secretary, make_member, django_assert_max_num_queries
):
    client.force_login(secretary)
    address = reverse("control_feeds")
    open_feed(make_member("Горком", head=""))
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(20):
        open_feed(make_member(f"Горком {number}", head=""))
    with django_assert_max_num_queries(len(one)):
        assert "Горком 19" in client.get(address).content.decode()


def test_cards_that_become_one_keep_one_calendar(make_person):
    kept, duplicate = make_person("Двойникова"), make_person("Двойникова")
    stays, goes = open_feed(kept), open_feed(duplicate)

    merge(kept, duplicate)

    assert CalendarFeed.objects.get(revoked_at=None) == stays
    assert CalendarFeed.objects.get(pk=goes.pk).party_id == kept.pk
