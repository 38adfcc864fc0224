"""Events, newspaper, photographs, papers, practices, leadership: through their forms and their addresses."""

import datetime

import icalendar
import pytest
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import (
    EventPage,
    EventsPage,
    LeadershipPage,
    NewspaperIssuePage,
    NewspaperPage,
    NormativeDocumentPage,
    NormativeDocumentsPage,
    PhotoReportPage,
    PhotoReportsPage,
    PracticePage,
    PracticesPage,
    Supersession,
)
from registry.models import Body, DataConsent, Membership, Person
from tests.news.conftest import moment

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def add(client, parent, model, **fields):
    data = nested_form_data({"action-publish": "action-publish", **fields})
    return client.post(f"/admin/pages/add/home/{model._meta.model_name}/{parent.pk}/", data)


def event(title="Семинар", begins=None, **fields):
    begins = begins or timezone.now() + 3 * DAY
    return EventPage(title=title, starts_at=begins, ends_at=begins + DAY, **fields)


def test_an_editor_opens_a_section_and_keeps_it(as_editor, council):
    address = "/admin/site/sections/"
    assert as_editor.get(address).status_code == 200
    as_editor.post(address, {"council": council.home.pk, "section": "eventspage"})
    as_editor.post(address, {"council": council.home.pk, "section": "eventspage"})

    events = EventsPage.objects.get()
    assert as_editor.get("/events/").status_code == 200
    assert as_editor.get(f"/admin/pages/add/home/eventpage/{events.pk}/").status_code == 200
    assert as_editor.post(address, {"council": council.home.pk, "section": "homepage"}).status_code == 404


def test_sections_are_opened_by_those_who_edit_the_site_only(client, author, council):
    client.force_login(author)

    assert client.get("/admin/site/sections/").status_code == 302
    client.post("/admin/site/sections/", {"council": council.home.pk, "section": "eventspage"})
    assert not EventsPage.objects.exists()


def test_an_editor_publishes_an_event(client, as_editor, section):
    events = section(EventsPage)
    fields = {
        "title": "Семинар",
        "slug": "seminar",
        "starts_at": "09.12.2030 10:00",
        "ends_at": "09.12.2030 16:00",
        "place": "Красный Затон",
        "lead": "Для вновь избранных.",
        "image": "",
        "image_alt": "",
        "programme": streamfield([("row", {"time": "10:00", "what": "Открытие", "who": "", "is_heading": ""})]),
        "body": streamfield([]),
        "registration_until": "",
        "places": "",
        "consent_text": "Согласен",
        "kept_days": "30",
    }
    early = add(as_editor, events, EventPage, **{**fields, "ends_at": "08.12.2030 10:00"})
    assert "ends_at" in early.context["form"].errors
    nameless = add(as_editor, events, EventPage, **{**fields, "takes_registrations": "on", "consent_text": " "})
    assert "consent_text" in nameless.context["form"].errors
    assert add(as_editor, events, EventPage, **fields).status_code == 302

    client.logout()
    page = client.get("/events/seminar/").content.decode()
    assert "Красный Затон" in page
    assert "Открытие" in page


def test_events_that_come_stand_before_those_that_were(client, council, section, publish):
    events = section(EventsPage)
    publish(events, event("Прошлое", timezone.now() - 40 * DAY))
    publish(events, event("Дальнее", timezone.now() + 40 * DAY))
    publish(events, event("Близкое"))

    page = client.get("/events/").content.decode()
    assert page.index("Близкое") < page.index("Дальнее") < page.index("Прошлое")
    assert [found.title for found in EventPage.objects.for_home(council.home)] == ["Близкое", "Дальнее"]
    year = (timezone.now() - 40 * DAY).year
    assert "Близкое" not in client.get(f"/events/?year={year}").content.decode()


def test_an_event_goes_into_the_readers_calendar(client, section, publish):
    begins = moment(datetime.date(2030, 12, 9), 10)
    page = publish(section(EventsPage), event("Семинар", begins, place="Красный Затон", is_cancelled=True))

    answer = client.get(f"{page.url}calendar/")
    assert answer["Content-Type"].startswith("text/calendar")
    (written,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert written["SUMMARY"] == "Семинар"
    assert written["LOCATION"] == "Красный Затон"
    assert written["STATUS"] == "CANCELLED"
    assert written["DTSTART"].dt == begins


def test_an_event_of_whole_days_is_a_day_each_in_the_calendar(client, section, publish):
    page = publish(section(EventsPage), event("Школа", moment(datetime.date(2030, 1, 22), 10), is_whole_day=True))

    days = icalendar.Calendar.from_ical(client.get(f"{page.url}calendar/").content).walk("VEVENT")
    assert [day["DTSTART"].dt for day in days] == [datetime.date(2030, 1, 22), datetime.date(2030, 1, 23)]


def test_an_issue_of_the_newspaper_has_its_file_cover_and_articles(
    client, as_editor, council, section, make_picture, make_news
):
    library = Collection.objects.get(name=str(council.home.organisation))
    file = Document.objects.create(title="Номер", file="documents/nomer.pdf", collection=library)
    newspaper, story = section(NewspaperPage), make_news("Доплата")
    fields = {
        "title": "№ 14",
        "slug": "14",
        "number": "14",
        "published_on": "2026-11-12",
        "print_run": "",
        "lead": "",
        "file": str(file.pk),
        "cover": str(make_picture("Обложка", description="").pk),
        "articles": streamfield(
            [("article", {"title": "Доплата вернулась", "author": "", "page_number": "3", "page": str(story.pk)})]
        ),
    }
    assert "cover" in add(as_editor, newspaper, NewspaperIssuePage, **fields).context["form"].errors
    fields["cover"] = str(make_picture("Полоса", description="Первая полоса").pk)
    assert add(as_editor, newspaper, NewspaperIssuePage, **fields).status_code == 302

    client.logout()
    page = client.get("/newspaper/14/").content.decode()
    assert file.url in page
    assert story.url in page
    assert "№&nbsp;14" in client.get("/newspaper/?year=2026").content.decode()
    assert NewspaperIssuePage.objects.for_home(council.home).first().number == "14"
    story.unpublish()
    assert story.url not in client.get("/newspaper/14/").content.decode()


def test_a_photo_report_shows_every_picture_with_words_for_it(client, as_editor, section, make_picture):
    reports = section(PhotoReportsPage)
    shot = {"picture": str(make_picture().pk), "alt": "Станочник пишет", "caption": "В цехе", "author": "П. Жарких"}
    fields = {
        "title": "Два дня",
        "slug": "dva-dnya",
        "published_on": "2026-10-22",
        "place": "",
        "lead": "",
        "author": "",
    }

    silent = streamfield([("photograph", {**shot, "alt": "", "picture": str(make_picture("Нет слов", "").pk)})])
    assert add(as_editor, reports, PhotoReportPage, **fields, photographs=silent).status_code == 200
    told = streamfield([("photograph", shot), ("photograph", {**shot, "alt": ""})])
    assert add(as_editor, reports, PhotoReportPage, **fields, photographs=told).status_code == 302

    client.logout()
    page = client.get("/photos/dva-dnya/").content.decode()
    assert 'alt="Станочник пишет"' in page
    assert 'alt="Станочник у станка"' in page  # the library's words, where the report has none of its own
    assert "П. Жарких" in page.replace("\xa0", " ")
    assert "Два дня" in client.get("/photos/").content.decode()


def test_a_document_says_by_what_it_was_replaced_and_the_list_knows_what_is_in_force(client, section, publish):
    papers = section(NormativeDocumentsPage)
    old = publish(papers, NormativeDocumentPage(title="Положение 2019", adopted_on=datetime.date(2019, 5, 16)))
    new = NormativeDocumentPage(title="Положение 2026", adopted_on=datetime.date(2026, 4, 16), kind="concept")
    new.supersessions = [Supersession(earlier=old)]
    publish(papers, new)

    assert new.url in client.get(old.url).content.decode()
    assert old.url in client.get(new.url).content.decode()

    def titles(query):
        return [found.title for found in client.get(f"{papers.url}{query}").context["documents"]]

    assert titles("?force=yes") == ["Положение 2026"]
    assert titles("?force=no") == ["Положение 2019"]
    assert titles("?kind=concept") == ["Положение 2026"]
    assert titles("?kind=nothing&topic=٣") == []


def test_an_editor_publishes_a_document_that_does_not_replace_itself(as_editor, section):
    papers = section(NormativeDocumentsPage)
    fields = {
        "title": "Положение",
        "slug": "polozhenie",
        "kind": "regulation",
        "topic": "",
        "issuer": "Совет",
        "number": "6-3",
        "adopted_on": "2026-04-16",
        "about": "",
        "file": "",
        "source": "",
        "in_force_from": "2026-05-01",
        "in_force_until": "",
        "act": "",
        "supersessions": inline_formset([]),
    }
    late = add(as_editor, papers, NormativeDocumentPage, **{**fields, "in_force_until": "2026-04-01"})
    assert "in_force_until" in late.context["form"].errors
    assert add(as_editor, papers, NormativeDocumentPage, **fields).status_code == 302
    page = NormativeDocumentPage.objects.get()
    itself = nested_form_data(
        {**fields, "supersessions": inline_formset([{"earlier": str(page.pk)}]), "action-publish": "x"}
    )
    assert as_editor.post(f"/admin/pages/{page.pk}/edit/", itself).status_code == 200


def test_a_practice_tells_who_did_what_with_which_result(client, as_editor, section, organisation):
    fields = {
        "title": "Табели сверяет комиссия",
        "slug": "tabeli",
        "organisation": str(organisation.pk),
        "published_on": "2026-11-17",
        "topic": "",
        "problem": "Часы терялись.",
        "body": streamfield([]),
        "result": "Жалоб нет.",
        "contact": "profkom@les.example",
        "files": streamfield([]),
    }
    assert add(as_editor, section(PracticesPage), PracticePage, **fields).status_code == 302

    client.logout()
    page = client.get("/practices/tabeli/").content.decode()
    assert "Часы терялись." in page
    assert "mailto:profkom@les.example" in page
    assert "Жалоб нет." in client.get("/practices/").content.decode()


def test_a_body_names_only_those_who_agreed_and_counts_the_rest(client, section, body):
    for surname, agreed in (("Северьянова", True), ("Тучков", True), ("Молчанов", False)):
        person = Person.objects.create(surname=surname, given_name="А", organisation=body.organisation)
        role = Membership.Role.CHAIR if surname == "Северьянова" else Membership.Role.MEMBER
        Membership.objects.create(body=body, person=person, role=role)
        if agreed:
            DataConsent.objects.create(
                person=person, scope="name", granted_on=datetime.date(2020, 1, 1), document="папка 1"
            )
    former = Person.objects.create(surname="Бывший", given_name="Б", organisation=body.organisation)
    Membership.objects.create(body=body, person=former, until=datetime.date(2020, 1, 1))
    page = section(LeadershipPage)

    assert "Северьянова" in client.get(page.url).content.decode()
    words = client.get(f"{page.url}body/{body.pk}/").content.decode()
    assert "Северьянова" in words
    assert "Тучков" in words
    assert "Молчанов" not in words
    assert "Бывший" not in words
    assert client.get(f"{page.url}body/999999/").status_code == 404


def test_long_lists_ask_the_database_as_often_as_short_ones(
    queries, section, publish, make_picture, organisation, body, rubric
):
    pages = {
        model: section(model)
        for model in (EventsPage, NewspaperPage, PhotoReportsPage, NormativeDocumentsPage, PracticesPage)
    }
    leadership, pictures = section(LeadershipPage), [make_picture("Первая"), make_picture("Вторая")]

    def fill(numbers):
        for number in numbers:
            picture, day = pictures[number % 2], datetime.date(2026, 1, 1) + number * DAY
            publish(pages[EventsPage], event(f"Событие {number}", image=picture))
            issue = NewspaperIssuePage(title=f"Номер {number}", number=number, published_on=day, cover=picture)
            publish(pages[NewspaperPage], issue)
            shot = ("photograph", {"picture": picture, "alt": "Цех", "caption": "", "author": ""})
            publish(pages[PhotoReportsPage], PhotoReportPage(title=f"Снимки {number}", photographs=[shot]))
            paper = NormativeDocumentPage(title=f"Бумага {number}", adopted_on=day, topic=rubric)
            publish(pages[NormativeDocumentsPage], paper)
            practice = PracticePage(title=f"Опыт {number}", organisation=organisation, topic=rubric)
            publish(pages[PracticesPage], practice)
            person = Person.objects.create(surname=f"Член{number}", given_name="А", organisation=organisation)
            Membership.objects.create(body=body, person=person)

    addresses = [page.url for page in [*pages.values(), leadership]]
    addresses.append(f"{leadership.url}body/{body.pk}/")
    fill(range(1))
    few = {address: queries(address) for address in addresses}
    fill(range(1, 4))

    assert {address: queries(address) for address in addresses} == few
    assert max(few.values()) <= 21
    assert Body.objects.count() == 2
