"""An approver without an account answers by a personal link, once, and only the text it is about."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from registry.models import PersonalLink
from registry.models.person import PersonContact
from resolutions.models import Opinion, Status, Visa
from tests.approving.conftest import fresh, link_to, visa_of

pytestmark = pytest.mark.django_db

ADDRESS = "melehina@example.org"


@pytest.fixture
def asked(make_act, accountant, make_route, submit):
    make_route({"person": accountant, "working_days": 3})
    return submit(make_act())


def revision_in(page):
    return page.context["visa"].revision_id


def press(client, url, action, comment=""):
    page = client.get(url)
    return client.post(url, {"action": action, "comment": comment, "revision": revision_in(page)})


def nothing_answered(act):
    return not Visa.objects.filter(sheet__act=act).exclude(opinion="").exists() and fresh(act).status == Status.DRAFT


def test_the_link_shows_the_text_and_takes_the_answer(client, asked, accountant):
    url = link_to(ADDRESS)
    page = client.get(url)
    assert page.status_code == 200
    assert "Об общественном контроле" in page.content.decode()
    assert [b"agreed" in page.content, b"not_agreed" in page.content] == [True, True]
    done = press(client, url, "agreed")
    assert done.status_code == 200
    visa = visa_of(asked, accountant)
    assert (visa.opinion, visa.by_link, visa.answered_by) == (Opinion.AGREED, True, None)
    assert fresh(asked).status == Status.APPROVED


def test_the_page_leaves_no_trace(client, asked):
    page = client.get(link_to(ADDRESS))
    assert not page.cookies
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert not client.post(link_to(ADDRESS), {}).cookies


def test_opening_the_link_answers_nothing(client, asked):
    client.get(link_to(ADDRESS))
    client.head(link_to(ADDRESS))
    assert nothing_answered(asked)
    assert PersonalLink.objects.get().seen_at


def test_a_remark_is_needed_and_what_was_typed_is_kept(client, asked):
    page = press(client, link_to(ADDRESS), "agreed_with_remarks", "  ")
    assert page.status_code == 422
    assert "Напишите, что" in page.content.decode() or page.context["form"].errors["comment"]
    wrong = client.post(link_to(ADDRESS), {"action": "publish", "comment": "Слова", "revision": "1"})
    assert "Слова" in wrong.content.decode()
    assert nothing_answered(asked)


def test_a_used_link_says_when_it_was_used_and_shows_nothing_to_whom_it_was_forwarded(client, asked, accountant):
    url = link_to(ADDRESS)
    press(client, url, "not_agreed", "Назовите срок")
    again = client.get(url)
    assert again.status_code == 410
    assert f"{timezone.localtime():%d.%m.%Y}" in again.content.decode()
    assert "Назовите срок" not in again.content.decode()
    forwarded = client.post(url, {"action": "agreed", "revision": str(asked.latest_revision_id)})
    assert forwarded.status_code == 410
    assert visa_of(asked, accountant).opinion == Opinion.NOT_AGREED


def test_an_expired_link_says_until_when_it_was_valid(client, asked):
    url, link = link_to(ADDRESS), PersonalLink.objects.get()
    last = Visa.objects.get().due_on + datetime.timedelta(days=14)
    assert timezone.localdate(link.expires_at) == last
    with time_machine.travel(link.expires_at + datetime.timedelta(minutes=1)):
        late = client.post(url, {"action": "agreed", "revision": str(asked.latest_revision_id)})
    assert late.status_code == 410
    assert f"{last:%d.%m.%Y}" in late.content.decode()
    assert nothing_answered(asked)


def test_a_late_answer_within_the_life_of_the_link_is_taken(client, asked, accountant):
    url = link_to(ADDRESS)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=10)):
        press(client, url, "agreed")
    assert visa_of(asked, accountant).opinion == Opinion.AGREED


def test_a_link_about_an_older_text_says_that_the_text_has_changed(client, asked, author, rewrite, submit):
    old = link_to(ADDRESS)
    asked.current_workflow_state.cancel(user=author)
    rewrite(asked, heading="О другом")
    submit(asked)
    page = client.get(old)
    assert page.status_code == 410
    assert "изменил" in page.content.decode() or "changed" in page.content.decode()
    client.post(old, {"action": "agreed", "revision": str(asked.latest_revision_id)})
    assert nothing_answered(asked)
    assert press(client, link_to(ADDRESS), "agreed").status_code == 200


def test_a_link_whose_approval_was_taken_back_says_so(client, asked, author):
    asked.current_workflow_state.cancel(user=author)
    page = client.get(link_to(ADDRESS))
    assert page.status_code == 410
    assert nothing_answered(asked)


def test_a_made_up_link_opens_nothing(client, asked):
    assert client.get("/link/visa/1:made-up/").status_code == 410
    link = PersonalLink.objects.get()
    assert client.get(link.path.replace("/visa/", "/vote/")).status_code != 200


def test_the_answer_counts_for_the_text_that_was_read(client, asked):
    page = client.post(link_to(ADDRESS), {"action": "agreed", "revision": str(asked.latest_revision_id + 1)})
    assert page.status_code == 409
    assert nothing_answered(asked)
    assert PersonalLink.objects.get().used_at is None


def test_the_draft_and_its_annexes_open_by_the_link_while_it_is_open(client, asked):
    url = link_to(ADDRESS)
    assert client.get(f"{url}draft.pdf").content.startswith(b"%PDF")
    press(client, url, "agreed")
    assert client.get(f"{url}draft.pdf").status_code == 410


def test_the_writer_of_the_text_does_not_agree_by_a_link(client, asked, author):
    """Joined with an account only after the letter has gone."""
    person = Visa.objects.get().person
    person.user = author
    person.save()
    page = press(client, link_to(ADDRESS), "agreed")
    assert page.status_code == 409
    assert nothing_answered(asked)


def test_the_writer_is_known_by_the_address_too(make_act, accountant, make_route, submit, author):
    author.email = ADDRESS.upper()
    author.save()
    make_route(accountant)
    act = submit(make_act())
    assert not Visa.objects.waiting().filter(sheet__act=act, person=accountant).exists()
    assert [letter for letter in mail.outbox if letter.to == [ADDRESS]] == []


def test_the_substitute_without_an_account_answers_by_a_link_when_no_letter_reaches_the_approver(
    client, make_act, make_person, accountant, make_route, submit
):
    unreachable = make_person("Беспочтовая")
    PersonContact.objects.filter(person=unreachable).delete()
    make_route({"person": unreachable, "substitute": accountant})
    act = submit(make_act())
    press(client, link_to(ADDRESS), "agreed")
    assert visa_of(act, unreachable).answered_name == str(accountant)
    assert fresh(act).status == Status.APPROVED
