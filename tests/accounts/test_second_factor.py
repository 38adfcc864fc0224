"""The second factor: set up, asked for, replaced by recovery codes, and demanded by roles."""

import datetime
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import GroupCollectionPermission

from registry.models import CouncilRole, Role
from tests.accounts.conftest import PASSWORD, code_of, secret_on, words

pytestmark = pytest.mark.django_db

ACTIVATE = "/accounts/2fa/totp/activate/"
CODES = "/accounts/2fa/recovery-codes/"
START = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def set_up(client, log_in):
    """Logs in and sets an app up; gives the app's secret and the page of recovery codes."""

    def go(name="losheva"):
        log_in(name)
        secret = secret_on(client.get(ACTIVATE))
        return secret, client.post(ACTIVATE, {"code": code_of(secret)}, follow=True)

    return go


def demand(role):
    CouncilRole.objects.filter(role=role).update(second_factor_required=True)
    CouncilRole.objects.get(role=role).save()


def test_an_app_is_set_up_by_its_picture_and_first_code(client, council, drafter, log_in):
    log_in("losheva")
    page = client.get(ACTIVATE)
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    wrong = client.post(ACTIVATE, {"code": "000000"})
    assert "Код не подходит" in words(wrong)
    assert secret_on(wrong) == secret_on(page)
    right = code_of(secret_on(page))
    codes = client.post(ACTIVATE, {"code": f"{right[:3]} {right[3:]}"}, follow=True)
    assert codes.redirect_chain[-1][0] == CODES
    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10


def test_the_secret_is_not_readable_in_the_database(set_up, council, drafter):
    secret, _page = set_up()
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_the_log_in_then_asks_for_the_code(client, council, drafter, set_up, log_in, clock):
    secret, _page = set_up()
    client.post("/accounts/logout/")
    clock.shift(60)
    assert log_in("losheva").url == "/accounts/2fa/authenticate/"
    assert client.get("/admin/account/").status_code == 302
    assert "Код не подходит" in words(client.post("/accounts/2fa/authenticate/", {"code": "111111"}))
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).url == "/admin/"
    assert client.get("/admin/account/").status_code == 200


def test_codes_cannot_be_guessed_for_ever(client, council, drafter, set_up, log_in, clock):
    secret, _page = set_up()
    client.post("/accounts/logout/")
    clock.shift(60)
    log_in("losheva")
    for _attempt in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "111111"})
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert "Слишком много неверных кодов" in words(answer)


def test_a_recovery_code_opens_once(client, council, drafter, set_up, log_in, clock):
    _secret, page = set_up()
    code = re.search(r"<code>(\d{8})</code>", page.content.decode())[1]
    for expected in (302, 200):
        client.post("/accounts/logout/")
        clock.shift(60)
        log_in("losheva")
        assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == expected


def test_recovery_codes_are_shown_once_saved_as_a_file_and_made_anew(client, council, drafter, set_up, clock):
    _secret, page = set_up()
    shown = re.findall(r"<code>(\d{8})</code>", page.content.decode())
    file = client.get(f"{CODES}download/")
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert file.content.decode().split() == shown
    again = client.get(CODES)
    assert "уже были показаны; осталось 10" in words(again)
    assert not set(shown) & set(re.findall(r"\d{8}", again.content.decode()))
    anew = client.post(f"{CODES}generate/", follow=True)
    fresh = re.findall(r"<code>(\d{8})</code>", anew.content.decode())
    assert len(fresh) == 10
    assert not set(fresh) & set(shown)


def test_the_file_of_codes_is_not_to_be_had_later(client, council, drafter, set_up, clock):
    set_up()
    clock.shift(16 * 60)
    assert client.get(f"{CODES}download/").url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(f"{CODES}download/").status_code == 403


def test_whoever_logged_in_long_ago_proves_who_it_is_first(client, council, drafter, log_in, clock):
    log_in("losheva")
    clock.shift(3600)
    sent_to = client.get(ACTIVATE)
    assert sent_to.url == f"/accounts/reauthenticate/?next={ACTIVATE.replace('/', '%2F')}"
    assert "Пароль не подходит" in words(client.post(sent_to.url, {"password": "wrong"}))
    assert client.post(sent_to.url, {"password": PASSWORD, "next": ACTIVATE}).url == ACTIVATE
    assert client.get(ACTIVATE).status_code == 200


def test_a_role_that_demands_it_leads_to_setting_it_up_before_any_page_of_the_admin(client, council, drafter, log_in):
    demand(Role.DRAFTER)
    log_in("losheva")
    for page in ("/admin/", "/admin/account/", "/admin/pages/", "/admin/api/main/pages/"):
        assert client.get(page).url == ACTIVATE
    assert "Ваша роль требует второго фактора" in words(client.get(ACTIVATE))
    assert client.get("/").status_code == 200
    assert client.get("/accounts/sessions/").status_code == 200
    client.post(ACTIVATE, {"code": code_of(secret_on(client.get(ACTIVATE)))})
    assert client.get("/admin/account/").status_code == 200


def test_others_are_not_asked_for_it(client, council, drafter, secretary):
    demand(Role.DRAFTER)
    client.force_login(secretary)
    assert client.get("/admin/account/").status_code == 200


def test_a_demand_made_during_the_session_counts_at_once(client, council, drafter, role_of):
    client.force_login(drafter)
    assert client.get("/admin/account/").status_code == 200
    demand(Role.DRAFTER)
    assert client.get("/admin/account/").url == ACTIVATE


def test_a_role_given_during_the_session_counts_at_once(client, council, drafter, role_of):
    signatory = role_of(Role.SIGNATORY)
    demand(Role.SIGNATORY)
    client.force_login(drafter)
    assert client.get("/admin/account/").status_code == 200
    drafter.groups.add(signatory.group)
    assert client.get("/admin/account/").url == ACTIVATE


def test_where_a_role_demands_it_it_cannot_be_switched_off(client, council, drafter, set_up):
    set_up()
    demand(Role.DRAFTER)
    refused = client.post("/accounts/2fa/totp/deactivate/")
    assert "отключить его нельзя" in words(refused)
    assert Authenticator.objects.filter(type="totp").exists()


def test_where_no_role_demands_it_it_is_switched_off_with_its_codes(client, council, drafter, set_up):
    set_up()
    answer = client.post("/accounts/2fa/totp/deactivate/", follow=True)
    assert "Второй фактор отключён" in words(answer)
    assert not Authenticator.objects.exists()


def test_the_administrators_are_asked_when_the_setting_says_so(client, council, administrator, settings):
    client.force_login(administrator)
    assert client.get("/admin/account/").status_code == 200
    client.logout()
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = True
    client.force_login(administrator)
    assert client.get("/admin/account/").url == ACTIVATE


def test_without_a_demanded_factor_the_public_side_takes_one_for_a_stranger(
    client, council, author, make_registered_act
):
    act = make_registered_act(is_restricted=True)
    client.force_login(author)
    plan = Document.objects.create(
        title="План", file=ContentFile(b"plan", name="plan.txt"), collection=own_collection(council)
    )
    doors = (act.url, f"{act.url}pdf/", reverse("wagtaildocs_serve", args=[plan.pk, plan.filename]))
    assert [client.get(door).status_code for door in doors] == [200, 200, 200]
    demand(Role.DRAFTER)
    as_stranger = [Client().get(door) for door in doors]
    half_way = [client.get(door) for door in doors]
    assert 200 not in [answer.status_code for answer in half_way]
    assert [answer.status_code for answer in half_way] == [answer.status_code for answer in as_stranger]
    # Sent to the log-in, one is led to the second factor and not round in circles.
    assert client.get(f"/accounts/login/?next={act.url}").url == ACTIVATE


def own_collection(council):
    return GroupCollectionPermission.objects.filter(group=council.drafters).first().collection


def test_a_demanded_factor_that_is_set_up_opens_the_public_side(client, council, author, make_registered_act, log_in):
    act = make_registered_act(is_restricted=True)
    author.set_password(PASSWORD)
    author.save()
    demand(Role.DRAFTER)
    log_in("author")
    assert client.get(act.url).status_code != 200
    client.post(ACTIVATE, {"code": code_of(secret_on(client.get(ACTIVATE)))})
    assert client.get(act.url).status_code == 200


def test_asking_costs_no_query_once_the_answer_is_known(client, council, drafter, django_assert_num_queries, rf):
    from registry.accounts import second_factor

    client.force_login(drafter)
    client.get("/admin/account/")
    request = rf.get("/admin/")
    request.user, request.session = drafter, client.session
    request.session.get("loaded")
    with django_assert_num_queries(0):
        assert not second_factor.is_missing(request, drafter)


def test_the_administrator_resets_a_lost_second_factor(client, council, drafter, administrator, set_up, log_in):
    set_up()
    own = client.cookies["sessionid"].value
    client.logout()
    client.force_login(administrator)
    assert "Сбросить второй фактор" in words(client.get("/admin/users/"))
    address = f"/admin/second-factor/{drafter.pk}/reset/"
    assert "Вера Лосева" in words(client.get(address))
    assert "сброшен" in words(client.post(address, follow=True))
    assert not Authenticator.objects.exists()
    client.logout()
    assert client.session.session_key != own
    assert log_in("losheva").url == "/admin/"


def test_nobody_else_resets_it(client, council, drafter, secretary, set_up):
    set_up()
    client.force_login(secretary)
    client.post(f"/admin/second-factor/{drafter.pk}/reset/")
    assert Authenticator.objects.filter(type="totp").exists()
