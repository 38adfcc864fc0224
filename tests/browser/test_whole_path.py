"""The whole path in a real browser: a file in, a draft, a second person's approval, the public act and its PDF out."""

import hashlib
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from home.demo.loading import APPROVER, AUTHOR, SECRETARY
from home.models import OrganisationsPage
from resolutions.models import ApprovalRoute, ResolutionPage, Status
from tests.programs.test_import_screen import PAPER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture
def demo(empty_installation):
    call_command("load_demo")
    # The route has its own tests; here any approver of the council answers.
    ApprovalRoute.objects.all().delete()


def open_as(chromium, live_server, account):
    page = chromium.new_context(viewport=DESKTOP, locale="ru-RU").new_page()
    page.goto(f"{live_server.url}/accounts/login/?next=/admin/")
    page.fill("input[name=login]", account.username)
    page.fill("input[name=password]", account.password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def test_a_file_becomes_a_published_decision(chromium, live_server, demo, screenshots, tmp_path):
    paper = tmp_path / "postanovlenie.txt"
    paper.write_text(PAPER)

    page = open_as(chromium, live_server, AUTHOR)
    page.screenshot(path=screenshots / "1-dashboard.png")
    page.click("main >> text=Импорт документа")
    page.set_input_files("input[type=file]", paper)
    page.click("text=Прочитать файл")
    page.wait_for_selector("text=Как прочитано")
    page.screenshot(path=screenshots / "2-review.png")
    page.fill("input[name=number]", "6-9")
    page.click("text=Создать черновик")
    page.wait_for_selector("text=Черновик готов")
    deadline = page.locator("[data-deadline-words]").nth(1)
    deadline.fill("до 1 июня 2026 года")
    page.wait_for_selector("output:has-text('1 июня 2026')")
    page.screenshot(path=screenshots / "3-draft.png")
    page.click("button:has-text('Отправить на согласование')")
    page.wait_for_load_state()
    act = ResolutionPage.objects.get(draft_title="О летнем отдыхе")
    assert not act.live
    assert act.workflow_in_progress

    page = open_as(chromium, live_server, APPROVER)
    page.screenshot(path=screenshots / "4-waits-for-approval.png")
    page.click("a:has-text('О летнем отдыхе')")
    page.wait_for_load_state()
    page.screenshot(path=screenshots / "5-approval.png")
    page.click("button:has-text('Согласовать')")
    page.wait_for_load_state()
    assert ResolutionPage.objects.get(pk=act.pk).status == Status.APPROVED

    page = open_as(chromium, live_server, SECRETARY)
    page.goto(f"{live_server.url}/admin/acts/{act.pk}/register/")
    page.fill("input[name=words]", "протокол № 6 от 20.05.2026")
    page.click("button:has-text('К регистрации')")
    page.wait_for_selector("text=Зарегистрировать №")
    page.screenshot(path=screenshots / "5b-register.png", full_page=True)
    page.check("input[name=publish]")
    page.click("button:has-text('Зарегистрировать №')")
    page.wait_for_load_state()
    act = ResolutionPage.objects.get(pk=act.pk)
    assert act.live
    assert act.is_registered
    assert act.operative_items[1].deadline_reading == "1 июня 2026"

    reader = chromium.new_context(viewport=PHONE, locale="ru-RU").new_page()
    reader.goto(f"{live_server.url}{urlsplit(act.url).path}")
    reader.screenshot(path=screenshots / "6-phone.png", full_page=True)
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert reader.locator("#p1\\.1").is_visible()
    pdf = reader.request.get(f"{live_server.url}{urlsplit(act.url).path}pdf/")
    assert pdf.body().startswith(b"%PDF")
    assert hashlib.sha256(pdf.body()).hexdigest() == act.official_file.sha256


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_have_no_accessibility_faults_and_never_scroll_sideways(
    chromium, live_server, demo, screenshots, scheme
):
    act = ResolutionPage.objects.registered().first()
    page = chromium.new_context(viewport=PHONE, color_scheme=scheme, locale="ru-RU").new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    listing = OrganisationsPage.objects.first()
    card = f"/{listing.slug}/{listing.listed().first().pk}/"
    act_address = urlsplit(act.url).path
    for address in ("/", "/acts/", act_address, "/news/", "/about/", f"/{listing.slug}/", card, "/search/?q=профсоюзы"):
        page.goto(live_server.url + address)
        faults = Axe().run(page).response["violations"]
        assert not faults, (address, [(fault["id"], fault["nodes"][0]["html"]) for fault in faults])
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        page.set_viewport_size(PHONE)
    assert not errors
