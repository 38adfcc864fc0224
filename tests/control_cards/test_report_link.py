"""Somebody without an account reports by the link of one card."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from control.closing import accept, cancel, close, return_report
from control.linking import LIFE, link_for
from control.models import Extension, ItemState, Report, ReportDraft
from control.reporting import Reporter, report
from control.rewording import decide, reword
from registry.models import Contact, Membership, OrganisationContact, Person, PersonalLink, PersonContact
from tests.control_cards.conftest import TODAY, fresh, move_due, pdf

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(datetime.datetime(2026, 2, 17, 9, 0, tzinfo=datetime.UTC), tick=False):
        yield


def words_of(page):
    return page.content.decode()


def test_the_page_says_what_is_asked_and_until_when(client, link):
    page = client.get(link)
    assert page.status_code == 200
    words = words_of(page)
    assert "Составить перечень предприятий" in words
    assert "27" in words
    assert "до 27 февраля 2026 года" in words.replace("\xa0", " ")
    assert "Хлебодарова" in words


def test_a_point_that_leads_to_the_next_one_ends_without_its_sign(client, make_card):
    card = make_card(text="Составить перечень предприятий;")
    words = words_of(client.get(link_for(card).path)).replace("\xa0", " ")
    assert "Составить перечень предприятий<" in words
    assert "предприятий;" not in words


@pytest.mark.parametrize("known", ["the controller", "the controller's council", "the secretary", "the council"])
def test_there_is_always_somebody_to_ask(client, make_card, council, organisation, body, known):
    """The controller by their own ways, else by the council's; the secretary of the body; the council itself."""
    OrganisationContact.objects.create(
        organisation=organisation, kind=Contact.Kind.PHONE, value="8 (800) 111-22-33", visibility="organisations"
    )
    OrganisationContact.objects.create(organisation=organisation, kind=Contact.Kind.EMAIL, value="secret@example.org")
    person = Person.objects.create(surname="Лукина", given_name="Ольга", organisation=organisation)
    controller = person if known.startswith("the controller") else None
    if known == "the controller":
        PersonContact.objects.create(
            person=person, kind=Contact.Kind.EMAIL, value="lukina@example.org", visibility="organisations"
        )
    if known == "the secretary":
        Membership.objects.create(body=body, person=person, role=Membership.Role.SECRETARY)
    words = words_of(client.get(link_for(make_card(controller=controller)).path)).partition("<footer>")[2]
    assert ("Лукина Ольга" in words) == (known != "the council")
    assert ("lukina@example.org" in words) == (known == "the controller")
    assert ("tel:88001112233" in words) == (known != "the controller")
    assert (organisation.name in words.replace("\xa0", " ")) == (known == "the council")
    assert "secret@example.org" not in words


def test_the_page_leaves_no_trace_and_sets_no_cookie(client, link):
    page = client.get(link)
    assert (page["Cache-Control"], page["Referrer-Policy"], page.cookies) == ("no-store", "no-referrer", {})
    assert "noindex" in page["X-Robots-Tag"]


def test_a_mail_scanner_that_opens_the_link_acknowledges_nothing(client, card, link):
    client.get(link)
    client.head(link)
    assert fresh(card).acknowledged_at is None
    assert not card.events.exists()


def test_the_button_acknowledges_once(client, card, link):
    client.post(link, {"action": "acknowledge"})
    first = fresh(card).acknowledged_at
    assert first
    client.post(link, {"action": "acknowledge"})
    assert fresh(card).acknowledged_at == first
    assert [event.who for event in card.events.all()] == ["Хлебодарова Анна Романовна"]


def test_we_have_begun_moves_the_card_into_work(client, card, link):
    client.post(link, {"action": "begin"})
    assert fresh(card).state == ItemState.IN_WORK
    assert fresh(card).acknowledged_at


def test_a_report_goes_to_the_controller_and_gives_a_receipt(client, card, link):
    answer = client.post(link, {"action": "report", "text": "Перечень готов", "files": [pdf()]}, follow=True)
    sent = card.reports.get()
    assert (sent.text, sent.by_link, sent.person.surname) == ("Перечень готов", True, "Хлебодарова")
    assert fresh(card).state == ItemState.REPORTED
    assert fresh(card).acknowledged_at
    words = words_of(answer)
    assert sent.printed_number in words
    assert "spisok.pdf" in words
    assert f"{timezone.localtime(sent.sent_at):%H:%M}" in words


def test_an_empty_report_is_refused_at_the_field_and_the_file_is_not_lost(client, card, link):
    answer = client.post(link, {"action": "report", "text": "  ", "files": [pdf()]})
    assert answer.status_code == 422
    assert "text-error" in words_of(answer)
    assert not card.reports.exists()
    assert fresh(card).state == ItemState.ASSIGNED
    client.post(link, {"action": "report", "text": "Готово"})
    assert [file.name for file in card.reports.get().files.all()] == ["spisok.pdf"]


def test_information_in_between_closes_nothing(client, card, link):
    client.post(link, {"action": "interim", "text": "Ждём ответа леспромхозов"})
    assert fresh(card).state == ItemState.IN_WORK
    assert card.reports.get().kind == Report.Kind.INTERIM


def test_a_draft_is_kept_and_found_again(client, card, link):
    client.post(link, {"action": "draft", "text": "Начало отчёта", "files": [pdf()]})
    words = words_of(client.get(link))
    assert "Начало отчёта" in words
    assert "spisok.pdf" in words
    assert not card.reports.exists()
    assert fresh(card).state == ItemState.ASSIGNED


def test_what_is_typed_is_kept_by_the_page_itself(client, card, link):
    answer = client.post(link, {"action": "draft", "text": "Пишу"}, headers={"Accept": "application/json"})
    assert answer.json() == {"said": "Черновик сохранён в 12:00."}
    assert "Черновик сохранён в 12:00." in words_of(client.get(link))
    assert "control/draft.js" in words_of(client.get(link))


def test_a_page_left_with_the_report_sent_keeps_no_draft_of_it(client, card, link):
    client.post(link, {"action": "report", "text": "Готово"})
    client.post(link, {"action": "draft", "text": "Готово "}, headers={"Accept": "application/json"})
    assert not ReportDraft.objects.exists()


def test_a_later_act_moves_the_words_of_the_deadline_only_when_the_controller_says_so(client, card, link, controller):
    changed = reword(
        card.item, card.item.source, act_name="Президиум № 14-5", since=TODAY, after="Составить до 20 марта 2026 года"
    )
    words = words_of(client.get(link)).replace("\xa0", " ")
    assert "Пока контролёр не решил, срок прежний." in words
    assert "«до 27 февраля 2026 года»" in words
    decide(changed, controller, "renew")
    words = words_of(client.get(link)).replace("\xa0", " ")
    assert "«до 20 марта 2026 года»" in words
    assert "20 марта, пятница" in words


def test_a_file_of_the_draft_can_be_taken_away(client, card, link):
    client.post(link, {"action": "draft", "text": "Текст", "files": [pdf()]})
    file = ReportDraft.objects.get().files.get()
    client.post(link, {"action": f"drop-{file.pk}", "text": "Текст и ещё"})
    assert not ReportDraft.objects.get().files.exists()
    assert ReportDraft.objects.get().text == "Текст и ещё"


def test_a_figure_is_asked_for_where_the_point_asks_for_one(client, make_card):
    card = make_card(figure_words="не ниже 5 %")
    path = link_for(card).path
    assert "не ниже 5 %" in words_of(client.get(path)).replace("\xa0", " ")
    assert client.post(path, {"action": "report", "text": "Сделано"}).status_code == 422
    for wrong in ("много", "NaN", "1e400", "Infinity"):
        answer = client.post(path, {"action": "report", "text": "Сделано", "figure": wrong})
        assert answer.status_code == 422
        assert "Сделано" in words_of(answer)
    client.post(path, {"action": "report", "text": "Сделано", "figure": "1 205,5 %"})
    assert str(card.reports.get().figure) == "1205.50"


def test_what_was_returned_and_why_stands_over_the_form_with_the_earlier_words(client, card, link, controller):
    sent = report(card, Reporter(signed_as="А. Р. Хлебодарова"), text="Первый ответ")
    return_report(card, controller, remark="Нет числа работников", report=sent)
    words = words_of(client.get(link))
    assert "Нет числа работников" in words
    assert "Первый ответ" in words
    client.post(link, {"action": "report", "text": "Второй ответ"})
    assert fresh(card).state == ItemState.REPORTED


def test_files_sent_with_what_was_returned_are_named_over_the_new_report(client, card, link, controller):
    client.post(link, {"action": "report", "text": "Первый", "files": [pdf("pervyj.pdf")]})
    client.post(link, {"action": "report", "text": "Поправка", "files": [pdf("popravka.pdf")]})
    words = words_of(client.get(link))
    assert "pervyj.pdf" in words
    assert "popravka.pdf" in words
    return_report(card, controller, remark="Нет числа работников")
    words = words_of(client.get(link))
    file = card.reports.first().files.get()
    assert f'<a href="{link}files/{file.pk}/">pervyj.pdf</a>' in words
    assert f'value="drop-{file.pk}"' not in words
    client.post(link, {"action": "report", "text": "Заново"})
    assert not card.reports.last().files.exists()


def test_the_receipt_of_a_late_report_says_how_many_days_late_and_one_in_time_says_nothing(client, make_card):
    late, in_time = make_card("до 15 февраля 2026 года"), make_card()
    receipt = client.post(link_for(late).path, {"action": "report", "text": "Готово"}, follow=True)
    assert "15 февраля 2026; " in words_of(receipt)
    assert "17 февраля, " in receipt.context["late"]
    assert " 2 " in receipt.context["late"]
    assert receipt.context["late"] in words_of(receipt)
    receipt = client.post(link_for(in_time).path, {"action": "report", "text": "Готово"}, follow=True)
    assert receipt.context["late"] == ""
    interim = client.post(link_for(make_card("до 15 февраля 2026 года")).path, {"action": "interim", "text": "Ждём"})
    assert client.get(interim["Location"]).context["late"] == ""


def test_a_second_report_before_the_answer_takes_the_place_of_the_first(client, card, link):
    client.post(link, {"action": "report", "text": "Первый"})
    client.post(link, {"action": "report", "text": "Второй"})
    assert [each.decision for each in card.reports.all()] == [Report.Decision.REPLACED, ""]


def test_the_mailbox_of_an_organisation_must_say_who_reports(client, make_card, water):
    card = make_card(assignees=[water])
    link = link_for(card)
    assert (link.person, link.sent_to) == (None, "water@example.org")
    assert client.post(link.path, {"action": "report", "text": "Готово"}).status_code == 422
    client.post(link.path, {"action": "report", "text": "Готово", "signed_as": "Е. Н. Губарцева, председатель"})
    assert card.reports.get().signed_as == "Е. Н. Губарцева, председатель"


def test_a_later_day_is_asked_for_before_the_day(client, card, link):
    answer = client.post(
        link, {"action": "extend", "new_due": "2026-03-13", "reason": "Не ответили три леспромхоза"}, follow=True
    )
    asked = Extension.objects.get()
    assert (asked.new_due, asked.old_due) == (datetime.date(2026, 3, 13), datetime.date(2026, 2, 27))
    assert fresh(card).next_due == datetime.date(2026, 2, 27)
    assert "13" in words_of(answer)
    again = client.post(link, {"action": "extend", "new_due": "2026-03-14", "reason": "Ещё"})
    assert again.status_code == 409
    assert Extension.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"new_due": "", "reason": "Причина"}, 422),
        ({"new_due": "2026-02-30", "reason": "Причина"}, 422),
        ({"new_due": "2026-03-13", "reason": ""}, 422),
        ({"new_due": "2026-02-20", "reason": "Причина"}, 409),
    ],
)
def test_a_request_that_cannot_be_meant_is_refused_and_kept_on_the_screen(client, card, link, data, status):
    answer = client.post(link, {"action": "extend", **data})
    assert answer.status_code == status
    if data["reason"]:
        assert data["reason"] in words_of(answer)
    assert not Extension.objects.exists()


def test_after_the_day_no_later_day_is_asked_for_but_the_report_is_taken(client, card, link):
    move_due(card, TODAY - datetime.timedelta(days=2))
    words = words_of(client.get(link))
    assert 'value="extend"' not in words
    answer = client.post(link, {"action": "extend", "new_due": "2026-03-13", "reason": "Опоздали"})
    assert answer.status_code == 409
    assert "15.02.2026" in words_of(answer)
    assert not Extension.objects.exists()
    client.post(link, {"action": "report", "text": "Сделано с опозданием"})
    assert fresh(card).state == ItemState.REPORTED


@pytest.mark.parametrize("ended", ["closed", "cancelled"])
def test_a_card_that_has_ended_takes_no_report(client, card, link, controller, ended):
    if ended == "closed":
        close(card, controller, result="done", basis="письмо № 14")
    else:
        cancel(card, controller, basis="акт отменён")
    for answer in (client.get(link), client.post(link, {"action": "report", "text": "Ещё", "files": [pdf()]})):
        assert answer.status_code == 410
        assert "<form" not in words_of(answer)
        # There is still somebody to ask.
        assert card.item.council.name in words_of(answer).replace("\xa0", " ").partition("<footer>")[2]
    assert not card.reports.exists()
    assert not ReportDraft.objects.exists()


def test_the_receipt_is_shown_after_the_card_is_closed(client, card, link, controller):
    receipt = client.post(link, {"action": "report", "text": "Готово", "files": [pdf()]})["Location"]
    accept(card, controller)
    words = words_of(client.get(receipt))
    assert "Готово" in words
    file = card.reports.get().files.get()
    assert client.get(f"{link}files/{file.pk}/").getvalue().startswith(b"%PDF")


def test_an_expired_link_says_until_when_it_was_good(client, card, link):
    made = PersonalLink.objects.get()
    assert timezone.localdate(made.expires_at) == card.next_due + LIFE
    with time_machine.travel(made.expires_at + datetime.timedelta(minutes=1)):
        answer = client.post(link, {"action": "report", "text": "Поздно"})
    assert answer.status_code == 410
    assert f"{timezone.localtime(made.expires_at):%d.%m.%Y}" in words_of(answer)
    assert not card.reports.exists()


def test_a_link_is_renewed_with_the_next_letter_and_the_old_letter_goes_on(client, card, link):
    with time_machine.travel(datetime.datetime(2026, 4, 20, tzinfo=datetime.UTC)):
        renewed = link_for(card)
        assert PersonalLink.objects.get() == renewed
        assert client.get(link).status_code == 200
        assert timezone.localdate(renewed.expires_at) == timezone.localdate() + LIFE


def test_a_revoked_a_guessed_and_a_foreign_link_open_nothing(client, card, link, make_card):
    other = make_card()
    file = pdf()
    client.post(link_for(other).path, {"action": "report", "text": "Чужое", "files": [file]})
    foreign_file = other.reports.get().files.get()
    assert client.get(f"{link}files/{foreign_file.pk}/").status_code == 404
    assert client.get(f"{link}sent/1/").status_code == 404
    meeting = PersonalLink.objects.create(
        purpose=PersonalLink.Purpose.MEETING, subject_id=card.pk, expires_at=timezone.now() + LIFE
    )
    for token in ("guessed", meeting.token, link.split("/")[-2][:-1]):
        answer = client.get(reverse("link_report", args=[token]))
        assert answer.status_code == 410
        assert "Составить" not in words_of(answer)
    PersonalLink.objects.filter(subject_id=card.pk).revoke()
    answer = client.post(link, {"action": "report", "text": "Готово"})
    assert answer.status_code == 410
    assert not card.reports.exists()


def test_the_link_of_another_person_loses_its_force_when_somebody_else_answers(client, card, link, water):
    card.answers = water.people.create(surname="Губарцева", given_name="Елена")
    card.save()
    link_for(card)
    assert client.get(link).status_code == 410
