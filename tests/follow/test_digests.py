"""Letters about what was published: asked for twice, sent once, ended with a click."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone

from home.following.asking import consent_words
from home.following.telling import forget_unconfirmed, tell
from home.models import Digest

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = datetime.date(2026, 6, 15), datetime.date(2026, 6, 16)


def ask(client, *chosen, email="reader@example.org", frequency="daily", **fields):
    values = {"chosen": list(chosen), "email": email, "frequency": frequency, "consent": "on", **fields}
    return client.post("/follow/letters/", {name: value for name, value in values.items() if value})


def link_in(letter):
    return re.search(r"https?://testserver(/\S+)", letter.body).group(1)


@pytest.fixture
def subscribed(client, council):
    """Asks, and confirms by the link of the letter."""

    def make(*chosen, **fields):
        assert ask(client, *chosen, **fields).status_code == 200
        client.post(link_in(mail.outbox[-1]))
        mail.outbox.clear()
        return Digest.objects.latest("pk")

    return make


def test_nothing_is_sent_before_the_address_is_confirmed(client, council, make_news):
    ask(client, "news")
    [letter] = mail.outbox
    digest = Digest.objects.get()
    assert letter.to == ["reader@example.org"]
    # The words of the form are kept as they were read.
    assert digest.consent == consent_words()
    make_news()
    assert tell(TUESDAY) == 0
    # A program that opens every link of a letter confirms nothing.
    client.get(link_in(letter))
    assert not Digest.objects.get().is_active
    client.post(link_in(letter))
    assert Digest.objects.get().is_active


def test_a_digest_tells_each_thing_once(subscribed, make_news, publish_now, rubric, body):
    subscribed("acts", "news", f"rubric-{rubric.pk}", f"body-{body.pk}")
    make_news("Обучены уполномоченные", rubric=rubric)
    publish_now("6-3", heading="О спецодежде")
    assert tell(TUESDAY) == 1
    [letter] = mail.outbox
    assert letter.body.count("Обучены уполномоченные") == 1
    assert letter.body.count("О спецодежде") == 1
    assert tell(TUESDAY) == 0


def test_a_weekly_digest_comes_on_monday(subscribed, make_news):
    subscribed("news", frequency="weekly")
    make_news()
    assert tell(TUESDAY) == 0
    assert tell(MONDAY) == 1


def test_a_letter_tells_only_what_its_reader_chose_and_anybody_may_read(subscribed, make_news, publish_now, rubric):
    subscribed(f"rubric-{rubric.pk}", "acts")
    make_news("Чужая рубрика")
    make_news("Секрет", rubric=rubric, live=False)
    publish_now("9-9", heading="Секрет служебный", is_restricted=True)
    assert tell(TUESDAY) == 0


def test_one_click_ends_the_letters(client, subscribed, make_news):
    digest = subscribed("news")
    make_news()
    tell(TUESDAY)
    [letter] = mail.outbox
    end = letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client.get(end)
    assert Digest.objects.get(pk=digest.pk).is_active
    assert type(client)(enforce_csrf_checks=True).post(end).status_code == 200
    assert not Digest.objects.get(pk=digest.pk).is_active


def test_the_page_of_the_link_says_what_was_chosen_and_its_button_works_in_a_browser(client, council, rubric):
    ask(client, "acts", f"rubric-{rubric.pk}")
    link = link_in(mail.outbox[0])
    page = client.get(link)
    text = page.content.decode()
    assert "reader@example.org" in text
    assert "Охрана труда" in text
    # What a browser sends from a page that asks it to name no referrer.
    answer = type(client)(enforce_csrf_checks=True).post(link, headers={"origin": "null"})
    assert (page["Referrer-Policy"], answer.status_code) == ("no-referrer", 200)
    assert Digest.objects.get().is_active


def test_a_second_choice_takes_the_place_of_the_first(subscribed, council):
    first = subscribed("news")
    second = subscribed("acts")
    assert [digest.pk for digest in Digest.objects.active()] == [second.pk] != [first.pk]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"consent": ""}, 422), ({"email": "не адрес"}, 422), ({"frequency": "hourly"}, 422), ({"chosen": ["to-1"]}, 422)],
)
def test_a_form_that_cannot_be_taken_is_answered_calmly(client, council, fields, status):
    chosen = fields.pop("chosen", ["news"])
    assert ask(client, *chosen, **fields).status_code == status
    assert not mail.outbox
    assert not Digest.objects.exists()


def test_nobody_fills_a_strangers_mailbox(client, council):
    answers = {ask(client, "news").content for _time in range(5)}
    assert len(mail.outbox) == 3
    assert len(answers) == 1


def test_an_address_nobody_confirmed_is_forgotten(client, council):
    ask(client, "news")
    Digest.objects.update(asked_at=timezone.now() - datetime.timedelta(days=4))
    confirm = link_in(mail.outbox[0])
    assert client.get(confirm).status_code == 410
    assert forget_unconfirmed() == 1
    assert client.get(confirm).status_code == 404
    assert client.get("/follow/letters/end/x/").status_code == 404
