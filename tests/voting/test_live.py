"""The live screen under the keys of a secretary, in a real browser."""

import pytest

from registry.models import Person
from resolutions.models import Attendance, Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def installation(empty_installation):
    """The rows every council stands on, before the council is made."""


@pytest.fixture
def assembly(make_members, make_meeting, make_question):
    """34 members, of whom 21 are present, a draft and a second question."""
    people = make_members(34)
    people = list(Person.objects.filter(pk__in=[person.pk for person in people]).order_by("name"))
    meeting = make_meeting(present=people[:21], members=people)
    return meeting, make_question(meeting), make_question(meeting, "Разное"), people


@pytest.fixture
def page(chromium, live_server, secretary):
    page = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU").new_page()
    page.goto(f"{live_server.url}/accounts/login/?next=/admin/")
    page.fill("input[name=login]", "secretary")
    page.fill("input[name=password]", "secret-secretary")
    page.click("main button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def test_34_members_vote_by_keyboard_alone(page, live_server, assembly, screenshots):
    meeting, item, second, people = assembly
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{live_server.url}/admin/meetings/{meeting.pk}/session/")

    def number(name):
        return int(page.inner_text(f".session-footer [data-number={name}]"))

    def saved():
        page.wait_for_function("document.querySelector('[data-saving]').textContent === ''")
        page.wait_for_load_state("networkidle")

    # The first member has the focus; a vote goes down to the next one present.
    for key in "1123":
        page.keyboard.press(key)
    assert (number("votes_for"), number("votes_against"), number("votes_abstained"), number("left")) == (2, 1, 1, 17)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("0")
    assert number("votes_abstained") == 0
    # The Russian layout types other letters with the same keys.
    page.evaluate(
        """document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
           {code: 'Digit2', key: '"', bubbles: true, cancelable: true}))"""
    )
    assert number("votes_against") == 2
    # Down to the first one absent: Space notes the presence, 1 votes.
    for _step in range(17):
        page.keyboard.press("ArrowDown")
    assert str(people[21].pk) == page.evaluate("document.activeElement.closest('tr').dataset.member")
    page.keyboard.press("Space")
    page.keyboard.press("1")
    assert (number("votes_for"), number("left")) == (3, 17)
    page.keyboard.press("KeyA")
    assert (number("votes_for"), number("left")) == (20, 0)
    saved()
    page.screenshot(path=screenshots / "session.png")
    choices = dict(item.votings.get().ballots.values_list("person_id", "choice"))
    assert len(choices) == 22
    assert [choices[person.pk] for person in people[:4]] == ["for", "for", "against", "against"]
    assert Attendance.objects.get(meeting=meeting, person=people[21]).state == Attendance.State.PRESENT

    # Digits typed into a field are words.
    page.select_option("select[name=proposal]", "other")
    page.wait_for_load_state("networkidle")
    page.focus("input[name=question]")
    page.keyboard.type("1 a 2")
    assert number("votes_for") == 20
    page.fill("input[name=question]", "")
    page.select_option("select[name=proposal]", "adopt")
    page.wait_for_load_state("networkidle")

    page.click("button[value='outcome:adopted']")
    page.wait_for_selector("button[value=undo]")
    item.act.refresh_from_db()
    assert item.act.status == Status.AWAITING_SIGNATURE
    page.keyboard.press("Control+ArrowRight")
    page.wait_for_url(f"**/session/{second.pk}/")
    assert not errors


def test_what_could_not_be_saved_is_said_and_saved_later(page, live_server, assembly):
    meeting, item, _second, _people = assembly
    page.goto(f"{live_server.url}/admin/meetings/{meeting.pk}/session/{item.pk}/")
    page.context.set_offline(True)
    for key in "112":
        page.keyboard.press(key)
    page.wait_for_function("document.querySelector('[data-saving]').textContent.includes('3')")
    assert not item.votings.exists()
    page.context.set_offline(False)
    page.wait_for_function("document.querySelector('[data-saving]').textContent === ''", timeout=20000)
    assert item.votings.get().ballots.count() == 3


def test_a_second_secretary_sees_the_votes_of_the_first(page, live_server, assembly, chromium):
    meeting, item, _second, people = assembly
    address = f"{live_server.url}/admin/meetings/{meeting.pk}/session/{item.pk}/"
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    page.keyboard.press("2")
    page.wait_for_load_state("networkidle")
    row = other.locator(f"tr[data-member='{people[5].pk}']")
    row.locator("label.session-vote--for").click()
    other.wait_for_function(f"document.querySelector('[name=vote_{people[0].pk}][value=against]').checked")
    assert item.votings.get().ballots.count() == 2
