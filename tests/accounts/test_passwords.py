"""Passwords: the rules, the change and the letter for a forgotten one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from tests.accounts.conftest import PASSWORD, words

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Короткий1", "слишком короткий"),
        ("1234567890", "только из цифр"),
        ("password123", "слишком широко распространён"),
        ("losheva@zarechny", "похож"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(client, council, drafter, typed, said):
    client.force_login(drafter)
    answer = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": typed, "password2": typed}
    )
    assert said in words(answer)


def test_the_password_is_changed_and_the_owner_is_written_to(client, council, drafter, log_in):
    log_in("losheva")
    new = "Новый-пленум-осенью-8"
    answer = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert answer.redirect_chain[-1][0] == "/admin/account/"
    assert "Пароль изменён" in words(answer)
    assert mail.outbox[0].subject == "Пароль изменён"
    assert "Если это сделали не вы" in mail.outbox[0].body
    client.logout()
    assert log_in("losheva", new).url == "/admin/"


def test_an_account_without_a_password_is_led_to_get_one(client, council, drafter):
    drafter.set_unusable_password()
    drafter.save()
    client.force_login(drafter)

    assert client.get("/accounts/password/change/", follow=True).redirect_chain[-1][0] == RESET


def test_a_forgotten_password_is_replaced_by_a_letter_that_works_once(client, council, drafter, log_in):
    done = client.post(RESET, {"email": "Losheva@Zarechny.example"}, follow=True)
    assert "письмо со ссылкой уже в пути" in words(done)
    letter = mail.outbox[0]
    assert letter.subject == "Ссылка для нового пароля"
    assert letter.to == ["losheva@zarechny.example"]
    assert "Ваше имя пользователя: losheva" in letter.body
    link = re.search(r"https?://testserver(\S+)", letter.body)[1]
    form = client.get(link, follow=True)
    new = "Новый-пленум-осенью-8"
    address = form.redirect_chain[-1][0]
    different = client.post(address, {"password1": new, "password2": new + "!"})
    assert "Пароли не совпадают" in words(different)
    changed = client.post(address, {"password1": new, "password2": new}, follow=True)
    assert "Пароль изменён" in words(changed)
    assert "больше не действует" in words(client.get(link, follow=True))
    assert log_in("losheva", new).url == "/admin/"


def test_nobody_learns_from_the_reset_who_has_an_account(client, council, drafter):
    known = client.post(RESET, {"email": "losheva@zarechny.example"}, follow=True)
    unknown = client.post(RESET, {"email": "nobody@zarechny.example"}, follow=True)
    assert words(known) == words(unknown)
    assert [letter.to for letter in mail.outbox] == [["losheva@zarechny.example"]]


def test_a_reset_that_cannot_be_sent_is_told_to_the_log_alone(client, council, drafter, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    known = client.post(RESET, {"email": "losheva@zarechny.example"})
    assert "was not sent" in caplog.text
    unknown = client.post(RESET, {"email": "nobody@zarechny.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_former_e_mail_no_longer_opens_the_account(client, council, drafter):
    EmailAddress.objects.create(user=drafter, email=drafter.email, primary=True, verified=True)
    drafter.email = "Vera@zarechny.example"
    drafter.save()
    client.post(RESET, {"email": "losheva@zarechny.example"})
    assert not mail.outbox
    client.post(RESET, {"email": "vera@zarechny.example"})
    assert mail.outbox[0].to == ["vera@zarechny.example"]


def test_the_account_page_leads_to_password_second_factor_and_sessions(client, council, drafter):
    client.force_login(drafter)
    page = client.get("/admin/account/")
    for address in ("/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"):
        assert f'href="{address}"' in page.content.decode()
    # The e-mail opens the account, so it is not changed in passing.
    assert 'name="name_email-email"' not in page.content.decode()
    assert 'name="password-new_password1"' not in page.content.decode()
