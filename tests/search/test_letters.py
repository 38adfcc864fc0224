"""Letters about a search: confirmed twice, ended once, nothing told twice."""

import re
import smtplib
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from search.alerting import telling
from search.models import SearchAlert, ToldEntry

pytestmark = pytest.mark.django_db

ASKED = {"q": "спартакиада", "email": "reader@example.org", "consent": "on"}


@pytest.fixture
def ask(client):
    return lambda **values: client.post(reverse("search_alert"), {**ASKED, **values})


@pytest.fixture
def confirmed(client, ask):
    """A search somebody is written about."""
    ask()
    client.post(link_in(mail.outbox.pop()))
    return SearchAlert.objects.get()


def link_in(letter):
    return urlsplit(re.search(r"https?://\S+", letter.body)[0]).path


def test_nothing_is_sent_before_the_address_is_confirmed(client, ask, publish_news):
    assert ask().status_code == 200
    [letter] = mail.outbox
    assert letter.to == ["reader@example.org"]
    publish_news("Спартакиада прошла")
    assert telling.tell() == 0
    # A mail program that opens every link confirms nothing.
    assert client.get(link_in(letter)).status_code == 200
    assert not SearchAlert.objects.active().exists()
    client.post(link_in(letter))
    alert = SearchAlert.objects.active().get()
    assert "согла" in alert.consent or "agree" in alert.consent


@pytest.mark.parametrize(
    "wrong", [{"email": "not an address"}, {"consent": ""}, {"q": "  "}, {"q": "x" * 1_001}, {"q": "слово " * 50}]
)
def test_a_wrong_request_is_told_what_is_wrong_and_keeps_nothing(ask, wrong):
    assert ask(**wrong).status_code == 400
    assert not SearchAlert.objects.exists()
    assert not mail.outbox


def test_a_find_is_told_once(confirmed, publish_news, publish_act):
    publish_news("Первая спартакиада")
    assert telling.tell() == 1
    [letter] = mail.outbox
    assert "Первая спартакиада" in letter.body
    assert "http://testserver/" in letter.body
    assert telling.tell() == 0
    publish_act("О второй спартакиаде", number="7-2")
    assert telling.tell() == 1
    assert "Первая" not in mail.outbox[-1].body
    assert "№ 7-2" in mail.outbox[-1].body


def test_what_was_found_before_is_no_news(client, ask, publish_news):
    publish_news("Старая спартакиада")
    ask()
    client.post(link_in(mail.outbox.pop()))
    assert telling.tell() == 0


def test_what_was_taken_off_and_put_back_is_not_told_again(confirmed, publish_news, indexed):
    news = publish_news("Первая спартакиада")
    assert telling.tell() == 1
    with indexed():
        news.unpublish()
    with indexed():
        news.save_revision().publish()
    assert telling.tell() == 0


def test_a_letter_whose_fate_is_unknown_is_not_sent_again(confirmed, publish_news, monkeypatch):
    publish_news("Первая спартакиада")
    cut_off = monkeypatch.context
    with cut_off() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(smtplib.SMTPException))
        assert telling.tell() == 0
    assert telling.tell() == 0
    assert ToldEntry.objects.count() == 1


def test_the_button_of_the_page_confirms_in_a_browser(client, ask):
    ask()
    page = client.get(link_in(mail.outbox[0]))
    # What a browser sends from a page that asks it to name no referrer.
    strict = type(client)(enforce_csrf_checks=True)
    answer = strict.post(link_in(mail.outbox[0]), headers={"origin": "null"})
    assert (page["Referrer-Policy"], answer.status_code) == ("no-referrer", 200)
    assert SearchAlert.objects.active().exists()


def test_a_narrowed_search_is_called_by_what_it_is_narrowed_to(client, ask):
    ask(year="2026", kind="news")
    assert SearchAlert.objects.get().in_words.startswith("спартакиада, ")
    assert SearchAlert.objects.get().in_words.endswith(", 2026")
    assert "2026" in mail.outbox[0].body


def test_letters_about_no_search_lead_to_the_search(client, council):
    assert client.get(reverse("search_alert")).url == reverse("search")


def test_a_remark_stands_beside_its_question_and_is_read_with_it(client, ask):
    text = ask(email="", consent="").content.decode()
    assert 'aria-describedby="id_email_error"' in text
    assert 'id="id_email_error"' in text
    assert 'id="id_consent_error"' in text


def test_a_server_that_cannot_be_reached_loses_nothing(confirmed, publish_news, monkeypatch):
    publish_news("Первая спартакиада")
    with monkeypatch.context() as patch:
        patch.setattr("cms.letter_sending.get_connection", unreachable)
        assert telling.tell() == 0
    assert telling.tell() == 1


class unreachable:
    def open(self):
        raise ConnectionRefusedError


def test_one_click_ends_the_letters(client, confirmed, publish_news):
    publish_news("Первая спартакиада")
    telling.tell()
    headers = mail.outbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = urlsplit(headers["List-Unsubscribe"].strip("<>")).path
    assert client.get(path).status_code == 200
    assert SearchAlert.objects.active().exists()
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not SearchAlert.objects.active().exists()
    publish_news("Вторая спартакиада")
    assert telling.tell() == 0


@pytest.mark.parametrize("name", ["search_alert_confirm", "search_alert_end"])
@pytest.mark.parametrize("key", ["x", "WzEsICJ4Il0:1:x", "%00", "😀"])
def test_a_link_nobody_has_sent_opens_nothing(client, confirmed, name, key):
    path = reverse(name, args=[key])
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert SearchAlert.objects.active().exists()


def test_a_link_works_for_three_days_and_then_the_address_is_forgotten(client, ask):
    ask()
    path = link_in(mail.outbox[0])
    with time_machine.travel(timezone.now() + timezone.timedelta(days=4)):
        assert client.get(path).status_code == 410
        assert client.post(path).status_code == 410
        telling.forget_unconfirmed()
    assert not SearchAlert.objects.exists()


def test_nobody_fills_a_strangers_mailbox(ask):
    for number in range(20):
        answer = ask(q=f"спартакиада {number}")
        assert answer.status_code == 200
    ask(q="спартакиада 0")
    assert len(mail.outbox) <= 5


def test_the_answer_tells_nothing_of_the_address(ask, client, confirmed):
    """Whether somebody is written to already is nobody's business."""
    known, unknown = ask().text, ask(email="other@example.org").text
    assert known.replace("reader@", "") == unknown.replace("other@", "")
