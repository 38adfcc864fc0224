"""The screens of accounts on a telephone and on a desk: nothing overflows, and axe finds nothing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command

from registry.models import Organisation, Role
from registry.roles import council_role
from tests.accounts.conftest import PASSWORD, code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}


@pytest.fixture
def house(empty_installation):
    call_command("create_council", "Союз «Заречная федерация профсоюзов»", short_name="Заречная федерация")
    secretary = get_user_model().objects.create_user(
        "sekretar", email="sekretar@zarechny.example", password=PASSWORD, first_name="Анна", last_name="Гущина"
    )
    organisation = Organisation.objects.get()
    required = council_role(organisation, Role.SECRETARY)
    required.second_factor_required = True
    required.save()
    required.group.user_set.add(secretary)
    return secretary


@pytest.mark.parametrize("size", SIZES)
def test_every_screen_is_whole_and_accessible(live_server, house, chromium, screenshots, size):
    page = chromium.new_context(viewport=SIZES[size], locale="ru-RU").new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    number = iter(range(100))

    def look(name, ours=True):
        page.wait_for_load_state()
        page.screenshot(path=screenshots / f"accounts-{size}-{next(number):02}-{name}.png", full_page=True)
        if ours:
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= SIZES[size]["width"], f"{name} is {width} pixels wide"
            found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
            assert not found.response["violations"], f"{name}: {found.generate_report()}"

    def press(words):
        page.click(f"main button:has-text('{words}'), main a:has-text('{words}')")

    page.goto(f"{live_server.url}/admin/")
    look("log-in")
    page.fill("[name=login]", "sekretar")
    page.fill("[name=password]", "wrong")
    press("Войти")
    look("wrong-password")
    page.click("text=Не помню пароль")
    look("forgotten")
    page.fill("[name=email]", "sekretar@zarechny.example")
    press("Отправить ссылку")
    look("letter-sent")
    page.goto(live_server.url + re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1])
    look("new-password")
    page.goto(f"{live_server.url}/accounts/password/reset/key/1-abc-def/")
    look("bad-link")
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=login]", "sekretar")
    page.fill("[name=password]", PASSWORD)
    press("Войти")
    look("second-factor-set-up")
    secret = page.inner_text(".key")
    page.fill("[name=code]", "000000")
    press("Включить")
    look("second-factor-wrong-code")
    page.fill("[name=code]", code_of(secret))
    press("Включить")
    look("recovery-codes")
    page.goto(f"{live_server.url}/accounts/2fa/recovery-codes/")
    look("recovery-codes-again")
    page.goto(f"{live_server.url}/accounts/2fa/")
    look("second-factor")
    page.goto(f"{live_server.url}/accounts/sessions/")
    look("sessions")
    page.goto(f"{live_server.url}/accounts/password/change/")
    look("change-password")
    page.goto(f"{live_server.url}/admin/account/#tab-actions")
    look("account", ours=False)
    page.goto(f"{live_server.url}/admin/invitations/add/")
    look("invite", ours=False)
    page.fill("[name=email]", "n.korneva@zarechny.example")
    page.check("input[name=roles] >> nth=0")
    page.click("button:has-text('Отправить приглашение')")
    look("invitations", ours=False)
    letter = mail.outbox[-1]
    link = live_server.url + re.search(r"https?://[^/\s]+(/accounts/\S+)", letter.body)[1]
    page.goto(link)
    look("invitation-for-another")
    page.goto(f"{live_server.url}/accounts/logout/")
    look("log-out")
    press("Выйти")
    page.goto(link)
    look("invitation")
    page.goto(f"{live_server.url}/accounts/invitation/abc/")
    look("invitation-broken")
    for _attempt in range(5):
        page.goto(f"{live_server.url}/accounts/login/")
        page.fill("[name=login]", "nobody")
        page.fill("[name=password]", "wrong")
        press("Войти")
    look("locked")
    assert not refused
