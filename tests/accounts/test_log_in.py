"""There is one log-in, and guessing at it leads nowhere."""

import datetime

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.cache import cache
from django.core.management import call_command

from tests.accounts.conftest import LOGIN, PASSWORD, words

pytestmark = pytest.mark.django_db


def test_whoever_comes_to_the_admin_logs_in_and_comes_back(client, council, drafter):
    sent_to = client.get("/admin/account/")
    assert sent_to.url == f"{LOGIN}?next=/admin/account/"
    page = client.get(sent_to.url)
    assert "Имя пользователя или почта" in words(page)
    assert '<input type="hidden" name="next" value="/admin/account/"' in page.content.decode()
    answer = client.post(LOGIN, {"login": "losheva", "password": PASSWORD, "next": "/admin/account/"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/account/"
    assert answer.status_code == 200


def test_the_log_in_knows_a_user_name_and_an_e_mail_in_any_letters(client, council, drafter, log_in):
    for typed in ("losheva", "losheva@zarechny.example", "Losheva@Zarechny.Example"):
        assert log_in(typed).url == "/admin/"
        client.logout()


def test_no_other_door_stands_open(client, council, drafter):
    for door in ("/admin/login/", "/_util/login/"):
        answer = client.post(door, {"username": "losheva", "password": PASSWORD, "next": "/admin/"})
        assert answer.status_code == 302
        assert answer.url.startswith(LOGIN)
        assert "_auth_user_id" not in client.session
    assert client.get("/admin/login/?next=/admin/pages/").url == f"{LOGIN}?next=/admin/pages/"
    for door in ("/admin/password_reset/", "/admin/password_reset/confirm/MQ/abc-def/"):
        assert client.get(door).status_code in (302, 404)
    for closed in ("signup/", "email/", "confirm-email/", "login/code/", "social/signup/"):
        assert client.get(f"/accounts/{closed}").status_code == 404


def test_logging_out_takes_a_press_of_a_button(client, council, drafter):
    client.force_login(drafter)
    assert client.get("/admin/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    answer = client.post("/admin/logout/", follow=True)
    assert "Вы вышли." in words(answer)
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_is_said_at_the_field_and_does_not_tell_who_exists(council, drafter, log_in):
    known, unknown = log_in("losheva", "wrong"), log_in("nobody", "wrong")
    assert "указаны неверно" in words(known)
    assert 'aria-invalid="true" aria-describedby="id_password_error"' in known.content.decode()
    assert words(known) == words(unknown).replace("nobody", "losheva")


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(council, drafter, log_in):
    with time_machine.travel(datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        for typed in ("losheva", "losheva@zarechny.example", "LOSHEVA", "losheva"):
            assert log_in(typed, "wrong").status_code == 200
        fifth = log_in("losheva", "wrong")
        assert fifth.status_code == 429
        assert "Повторите после 12:15" in words(fifth)
        clock.shift(60)
        right = log_in("losheva")
        assert right.status_code == 429
        assert "Повторите после 12:15" in words(right)
        clock.shift(14 * 60 + 1)
        assert log_in("losheva").url == "/admin/"


def test_the_lock_of_one_touches_neither_another_nor_the_same_elsewhere(client, council, drafter, account, log_in):
    account("other")
    for _attempt in range(5):
        log_in("losheva", "wrong")
    assert log_in("losheva").status_code == 429
    assert log_in("other").status_code == 302
    client.logout()
    assert log_in("losheva", address="10.0.0.2").url == "/admin/"


def test_one_account_is_guessed_at_from_many_addresses_only_twenty_times(client, council, drafter, account, log_in):
    for number in range(20):
        last = log_in("losheva", "wrong", f"10.1.0.{number}")
    assert last.status_code == 429
    assert log_in("losheva", address="10.2.0.1").status_code == 429
    account("other")
    assert log_in("other", address="10.2.0.1").status_code == 302


def test_one_address_guesses_at_many_accounts_only_thirty_times(client, council, drafter, account, log_in):
    account("own")
    for number in range(29):
        cache.clear()  # what another process has counted, this one does not know
        assert log_in(f"name{number}", "wrong").status_code == 200
    assert log_in("own").status_code == 302  # a right password of one account does not clear the address
    client.logout()
    log_in("name29", "wrong")
    cache.clear()
    assert log_in("losheva").status_code == 429
    assert log_in("losheva", address="10.2.0.1").status_code == 302


def test_a_locked_account_or_address_opens_again_after_a_quarter_of_an_hour(council, drafter, log_in):
    with time_machine.travel(datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        for number in range(20):
            log_in("losheva", "wrong", f"10.1.0.{number}")
        assert "Повторите после 12:15" in words(log_in("losheva"))
        clock.shift(15 * 60 + 1)
        assert log_in("losheva").url == "/admin/"


def test_the_administrator_lets_in_an_account_locked_everywhere(client, council, administrator, log_in, drafter):
    for number in range(20):
        log_in("losheva", "wrong", f"10.1.0.{number}")
    client.force_login(administrator)
    assert [row["failures"] for row in client.get("/admin/locked-log-ins/").context["locked"]] == [20]
    done = client.post("/admin/locked-log-ins/", {"username": "losheva", "ip_address": ""}, follow=True)
    assert "Сейчас никто не заблокирован" in words(done)
    client.logout()
    assert log_in("losheva").url == "/admin/"


def test_behind_a_proxy_the_visitors_own_address_counts_and_a_forged_one_does_not(client, council, drafter, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def attempt(forwarded, password="wrong"):
        return client.post(
            LOGIN, {"login": "losheva", "password": password}, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded
        )

    for number in range(5):
        attempt(f"1.2.3.{number}, 10.0.0.7")
    assert attempt("9.9.9.9, 10.0.0.7", PASSWORD).status_code == 429
    assert attempt("10.0.0.8", PASSWORD).status_code == 302


def test_without_a_proxy_nobody_names_an_address_for_oneself(client, council, drafter):
    for number in range(5):
        client.post(LOGIN, {"login": "losheva", "password": "wrong"}, HTTP_X_FORWARDED_FOR=f"1.2.3.{number}")
    assert client.post(LOGIN, {"login": "losheva", "password": PASSWORD}).status_code == 429


def test_the_administrator_sees_who_is_locked_and_lets_in(client, council, drafter, administrator, log_in):
    for _attempt in range(5):
        log_in("losheva", "wrong")
    client.force_login(administrator)
    page = client.get("/admin/locked-log-ins/")
    assert "losheva 10.0.0.1 5" in words(page)
    done = client.post("/admin/locked-log-ins/", {"username": "losheva", "ip_address": "10.0.0.1"}, follow=True)
    assert "Сейчас никто не заблокирован" in words(done)
    client.logout()
    assert log_in("losheva").url == "/admin/"


def test_the_screen_of_locked_log_ins_is_not_for_others(client, council, secretary):
    client.force_login(secretary)
    assert client.get("/admin/locked-log-ins/").status_code == 302
    assert client.post("/admin/locked-log-ins/", {"username": "a", "ip_address": "b"}).url == "/admin/"


def test_the_password_itself_is_not_kept_with_the_failed_attempt(council, drafter, log_in):
    log_in("losheva", "my-almost-right-password")
    attempt = AccessAttempt.objects.get()
    assert "my-almost-right-password" not in attempt.post_data


def test_an_account_without_a_role_is_told_so_instead_of_going_in_circles(client, council, account, log_in):
    account("newcomer")
    assert log_in("newcomer").url == "/admin/"
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "нет роли в совете" in words(answer)


def test_an_account_that_is_switched_off_does_not_open(client, council, drafter, log_in):
    drafter.is_active = False
    drafter.save()
    answer = client.get(log_in("losheva").url)
    assert "отключил администратор" in words(answer)
    assert "_auth_user_id" not in client.session


def test_a_visit_cannot_be_sent_to_a_foreign_site(client, council, drafter):
    answer = client.post(LOGIN, {"login": "losheva", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer.url == "/admin/"


def test_nothing_is_wrong_with_the_settings():
    call_command("check", fail_level="WARNING")


def test_the_log_in_keeps_the_strict_policy(client, council):
    answer = client.get(LOGIN)
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "<script" not in answer.content.decode().replace("<script src=", "")
    assert "style=" not in answer.content.decode()
