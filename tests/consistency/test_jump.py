"""In the browser: a finding leads to its point, and the list follows what is typed."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.usefixtures("empty_installation")
def test_a_finding_leads_to_its_place_while_the_text_is_written(
    chromium,
    live_server,
    client,
    administrator,
    clean,
    screenshots,
):
    act = clean(signatories=[])
    client.force_login(administrator)
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[act.pk]))
    page.wait_for_selector(".act-item textarea")
    assert page.locator(".act-checks-badge--stop").inner_text() == "1"
    page.keyboard.press("F8")
    page.locator('[data-edit-form] [data-contentpath="signatories"]').wait_for(timeout=10_000)
    page.locator("[role=tab]").first.click()
    page.fill("#id_enacting_clause", "Президиум ПОСТАНОВЛЯЕТ:")
    finding = page.locator('[data-check-jump="enacting_clause"]')
    finding.wait_for(timeout=15_000)
    assert page.locator(".act-checks-badge--stop").inner_text() == "2"
    page.locator("[role=tab]").nth(1).click()
    finding.click()
    page.wait_for_function("document.activeElement.id == 'id_enacting_clause'", timeout=10_000)
    page.screenshot(path=screenshots / "act-checks.png")
    context.close()
