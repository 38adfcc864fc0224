"""Forms readers fill in: registrations and surveys, with consent, traps, limits and an end to their keeping."""

import datetime
import io

import pytest
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from home.models import EventPage, EventRegistration, EventsPage, SurveyAnswer, SurveyField, SurveyPage, SurveysPage
from home.tasks import forget_answers

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
READER = {"name": "Жарких Пётр", "organisation": "Лес", "email": "Zharkih@sovet.example", "remark": ""}


@pytest.fixture
def seminar(section, publish):
    begins = timezone.now() + 3 * DAY
    page = EventPage(
        title="Семинар",
        starts_at=begins,
        ends_at=begins + DAY,
        takes_registrations=True,
        places=2,
        consent_text="Согласен",
    )
    return publish(section(EventsPage), page)


def register(client, event, **fields):
    data = {**READER, "consent_given": "on", **fields}
    return client.post(f"{event.url}register/", {name: value for name, value in data.items() if value is not None})


def test_a_reader_registers_with_a_consent_of_its_own(client, seminar):
    form = client.get(f"{seminar.url}register/")
    assert "no-store" in form["Cache-Control"]
    assert register(client, seminar, consent_given=None).status_code == 422
    assert register(client, seminar, email="не адрес").status_code == 422
    assert not EventRegistration.objects.exists()

    assert register(client, seminar).status_code == 200
    kept = EventRegistration.objects.get()
    assert (kept.email, kept.consent_text) == ("zharkih@sovet.example", "Согласен")
    # Nobody learns from the form who is coming: the second time it says the same, and keeps nothing more.
    assert register(client, seminar).status_code == 200
    assert EventRegistration.objects.count() == 1


def test_whoever_registers_gets_one_letter_and_a_stranger_none_of_our_readers_words(
    client, seminar, django_capture_on_commit_callbacks
):
    EventPage.objects.filter(pk=seminar.pk).update(place="Зал <трудовой> славы")
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            register(client, seminar, name="Купите у нас", remark="http://spam.example")

    [letter] = mail.outbox
    assert letter.to == ["zharkih@sovet.example"]
    assert "Семинар" in letter.subject
    assert "Зал <трудовой> славы" in letter.body
    assert seminar.full_url in letter.body
    assert "Купите" not in letter.body
    assert "spam" not in letter.body

    with django_capture_on_commit_callbacks(execute=True):
        register(client, seminar, email="en@sovet.example")
        client.post(f"/en{seminar.url}register/", {**READER, "email": "fr@sovet.example", "consent_given": "on"})
    # There were two places: nobody is told of a place that is not kept.
    assert [one.to for one in mail.outbox[1:]] == [["en@sovet.example"]]


def test_the_last_place_is_given_once(client, seminar):
    register(client, seminar)
    assert register(client, seminar, email="b@sovet.example").status_code == 200
    late = register(client, seminar, email="c@sovet.example")

    assert late.status_code == 409
    assert EventRegistration.objects.count() == 2


def test_the_page_of_an_event_says_that_all_places_are_taken_and_that_one_is_free_again(
    client, seminar, editor, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE_SECONDS = 600
    assert "register/" in client.get(seminar.url).content.decode()
    for address in ("a@sovet.example", "b@sovet.example"):
        with django_capture_on_commit_callbacks(execute=True):
            register(client, seminar, email=address)
    page = client.get(seminar.url).content.decode()
    assert "Все места заняты" in page
    assert "register/" not in page

    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        row = EventRegistration.objects.first()
        listed = client.post(f"/admin/site/registrations/{seminar.pk}/", {"registration": row.pk}, follow=True)
    assert f"{seminar.title}, {timezone.localdate(seminar.starts_at):%d.%m.%Y}" in listed.content.decode()
    client.logout()
    assert "register/" in client.get(seminar.url).content.decode()


def test_the_page_of_an_event_leads_to_no_closed_form(client, seminar):
    EventPage.objects.filter(pk=seminar.pk).update(registration_until=timezone.now() - datetime.timedelta(hours=1))
    page = client.get(seminar.url).content.decode()
    assert "Запись закрыта" in page
    assert "register/" not in page


@pytest.mark.parametrize(
    "fields",
    [
        {"is_cancelled": True},
        {"registration_until": timezone.now() - datetime.timedelta(hours=1)},
        {"consent_text": ""},
    ],
)
def test_a_closed_registration_keeps_nothing(client, seminar, fields):
    EventPage.objects.filter(pk=seminar.pk).update(**fields)

    assert register(client, seminar).status_code == 409
    assert not EventRegistration.objects.exists()


def test_an_event_without_registration_has_no_form(client, seminar):
    EventPage.objects.update(takes_registrations=False)

    assert client.get(f"{seminar.url}register/").status_code == 404


def test_programs_fall_into_the_trap_and_one_address_sends_only_so_much(client, seminar):
    assert register(client, seminar, website_address="http://spam.example").status_code == 200
    assert not EventRegistration.objects.exists()

    answers = [register(client, seminar, email=f"r{number}@sovet.example").status_code for number in range(12)]
    assert answers[-1] == 429


def test_the_list_of_those_coming_is_read_by_the_editors_and_taken_as_a_spreadsheet(
    client, seminar, editor, correspondent
):
    register(client, seminar, name="=1+1")
    address = f"/admin/site/registrations/{seminar.pk}/"
    client.force_login(correspondent)
    assert client.get(address).status_code == 302

    client.force_login(editor)
    assert "zharkih@sovet.example" in client.get(address).content.decode()
    sheet = load_workbook(io.BytesIO(b"".join(client.get(f"{address}?export=xlsx").streaming_content))).active
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"
    client.post(address, {"registration": EventRegistration.objects.get().pk})
    assert not EventRegistration.objects.exists()


@pytest.fixture
def survey(section, publish):
    page = SurveyPage(title="Чему учить?", shows_results=SurveyPage.Results.ALWAYS, kept_days=30)
    page.form_fields = [
        SurveyField(label="Тема", field_type="checkboxes", choices="право\nохрана труда"),
        SurveyField(label="Чего не хватило?", field_type="multiline", required=False),
    ]
    return publish(section(SurveysPage), page)


def names(survey):
    return [field.clean_name for field in survey.form_fields.all()]


def test_an_editor_builds_a_form_and_must_say_what_readers_agree_to(as_editor, section):
    question = {"label": "Адрес", "field_type": "email", "required": "on"}
    question |= {"help_text": "", "choices": "", "default_value": ""}
    fields = {
        "title": "Заявка",
        "slug": "zayavka",
        "intro": "null",
        "form_fields": inline_formset([question]),
        "thanks": "",
        "opens_on": "",
        "closes_on": "",
        "consent_text": "",
        "kept_days": "30",
        "shows_results": "never",
        "action-publish": "x",
    }
    address = f"/admin/pages/add/home/surveypage/{section(SurveysPage).pk}/"

    assert "consent_text" in as_editor.post(address, nested_form_data(fields)).context["form"].errors
    answer = as_editor.post(address, nested_form_data({**fields, "consent_text": "Согласен"}))
    assert answer.status_code == 302
    as_editor.logout()
    assert "Согласен" in as_editor.get("/surveys/zayavka/").content.decode()


def test_an_answer_is_kept_and_only_figures_are_shown(client, survey, editor):
    topic, words = names(survey)
    for _number in range(3):
        answer = client.post(survey.url, {topic: ["право"], words: "Иванов плохо учил"})
        assert answer.status_code == 200
    assert client.post(survey.url, {topic: ["нет такой"]}).status_code == 422
    assert SurveyAnswer.objects.count() == 3

    results = client.get(f"{survey.url}results/").content.decode()
    assert "100" in results
    assert "Иванов" not in results
    client.force_login(editor)
    listing = client.get(f"/admin/forms/submissions/{survey.pk}/")
    assert "Иванов плохо учил" in listing.content.decode()
    export = client.get(f"/admin/forms/submissions/{survey.pk}/?export=xlsx")
    assert b"".join(export.streaming_content)[:2] == b"PK"


def test_the_figures_of_few_answers_are_not_shown(client, survey):
    client.post(survey.url, {names(survey)[0]: ["право"]})

    assert "100" not in client.get(f"{survey.url}results/").content.decode()


def test_a_survey_shows_its_figures_to_whom_its_editor_says(client, survey):
    SurveyPage.objects.update(shows_results=SurveyPage.Results.CLOSED)
    assert client.get(f"{survey.url}results/").status_code == 404
    SurveyPage.objects.update(closes_on=timezone.localdate() - DAY)
    assert client.get(f"{survey.url}results/").status_code == 200
    SurveyPage.objects.update(shows_results=SurveyPage.Results.NEVER)
    assert client.get(f"{survey.url}results/").status_code == 404


def test_a_closed_survey_takes_no_answers(client, survey):
    SurveyPage.objects.update(closes_on=timezone.localdate() - DAY)
    client.post(survey.url, {names(survey)[0]: ["право"]})

    assert not SurveyAnswer.objects.exists()


def test_a_survey_keeps_the_words_agreed_to_apart_from_the_answers(client, survey):
    SurveyPage.objects.update(consent_text="Согласен на хранение")
    topic = names(survey)[0]

    assert client.post(survey.url, {topic: ["право"]}).status_code == 422
    assert client.post(survey.url, {topic: ["право"], "website_address": "x"}).status_code == 200
    assert not SurveyAnswer.objects.exists()
    client.post(survey.url, {topic: ["право"], "consent_given": "on"})
    kept = SurveyAnswer.objects.get()
    assert kept.consent_text == "Согласен на хранение"
    assert set(kept.form_data) == set(names(survey))


def test_what_was_kept_long_enough_is_deleted(client, survey, seminar):
    register(client, seminar)
    fresh = SurveyAnswer.objects.create(page=survey, form_data={})
    old = SurveyAnswer.objects.create(page=survey, form_data={})
    SurveyAnswer.objects.filter(pk=old.pk).update(submit_time=timezone.now() - 31 * DAY)
    forget_answers.func()
    assert EventRegistration.objects.count() == 1
    EventPage.objects.update(starts_at=timezone.now() - 40 * DAY, ends_at=timezone.now() - 39 * DAY)

    forget_answers.func()

    assert [answer.pk for answer in SurveyAnswer.objects.all()] == [fresh.pk]
    assert not EventRegistration.objects.exists()
