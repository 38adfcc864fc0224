"""The screen of registration: what number, what stands in the way, one button; and what it answers."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.models import Role
from resolutions.models import Adoption, Registration, ResolutionPage, Status
from resolutions.numbers.reserving import reserve
from resolutions.numbers.rule import NumberRule
from resolutions.registration import register

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())


def status_of(act):
    return ResolutionPage.objects.get(pk=act.pk).status


@pytest.fixture
def screen():
    return lambda act: reverse("resolutions_register", args=[act.pk])


@pytest.fixture
def approved(make_act):
    act = make_act(number="", adopted_on=None)
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
    return act


def test_it_shows_number_date_vote_and_signature_before_the_button(client, secretary, make_signed_act, screen):
    register(make_signed_act(question=2))
    act = make_signed_act(question=3)
    client.force_login(secretary)
    page = words(client.get(screen(act)))
    for part in ("№ <b>7-3</b>", "7-2", "17.02.2026", "<b>26</b>", "М.О. Северьянова"):
        assert part in page, part
    assert page.index("SHA-256") < page.index('value="register"')
    assert "Зарегистрировать № 7-3 от 17.02.2026" in page or "Register № 7-3 of 17.02.2026" in page


def test_the_button_registers_and_the_act_is_not_on_the_site_yet(client, secretary, make_signed_act, screen):
    act = make_signed_act()
    client.force_login(secretary)
    response = client.post(screen(act), {"action": "register", "expected": "7-3"}, follow=True)
    assert "7-3" in words(response)
    act = ResolutionPage.objects.get(pk=act.pk)
    assert (act.number, act.adopted_on, act.live) == ("7-3", datetime.date(2026, 2, 17), False)
    assert Registration.objects.get().registered_by == secretary
    client.post(screen(act), {"action": "publish"})
    client.logout()
    assert client.get(ResolutionPage.objects.get(pk=act.pk).url).status_code == 200


def test_one_press_may_register_and_publish(client, secretary, make_signed_act, screen):
    act = make_signed_act()
    client.force_login(secretary)
    client.post(screen(act), {"action": "register", "expected": "7-3", "publish": "1"})
    assert ResolutionPage.objects.get(pk=act.pk).live


def test_a_number_taken_meanwhile_is_said_and_nothing_is_registered(client, secretary, make_signed_act, screen):
    act = make_signed_act(question=3)
    client.force_login(secretary)
    client.get(screen(act))
    register(make_signed_act(question=9), number="7-3")
    page = words(client.post(screen(act), {"action": "register", "expected": "7-3"}))
    assert "№ <b>7-4</b>" in page
    assert status_of(act) == Status.SIGNED
    client.post(screen(act), {"action": "register", "expected": "7-4"})
    assert Registration.objects.get(act=act).number == "7-4"


def test_another_number_is_shown_before_it_is_given(client, secretary, make_signed_act, screen):
    act = make_signed_act()
    client.force_login(secretary)
    page = client.get(screen(act), {"number": "№ 2133А"})
    assert "№ <b>2133А</b>" in words(page)
    client.post(screen(act), {"action": "register", "number": "№ 2133А", "expected": "2133А"})
    assert Registration.objects.get().number == "2133А"


def test_a_taken_number_is_refused_at_its_field(client, secretary, make_signed_act, screen):
    register(make_signed_act(question=2))
    act = make_signed_act(question=3)
    client.force_login(secretary)
    page = client.get(screen(act), {"number": "7-2"})
    assert "7-2" in page.context["number_refusal"]
    assert "№ <b>7-3</b>" in words(page)


def test_a_number_kept_back_is_offered_with_its_reason(client, secretary, make_signed_act, screen, body):
    act = make_signed_act()
    reserve(NumberRule(body, "resolution", datetime.date(2026, 2, 17)), "для бюджета", secretary, number="7-15")
    client.force_login(secretary)
    assert "для бюджета" in words(client.get(screen(act), {"number": "7-15"}))


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.APPROVER, Role.SIGNATORY, Role.ADMINISTRATOR, Role.EDITOR])
def test_only_the_secretary_registers(client, make_account, make_signed_act, screen, role):
    act = make_signed_act()
    client.force_login(make_account(role, "somebody"))
    client.post(screen(act), {"action": "register", "expected": "7-3"})
    assert status_of(act) == Status.SIGNED


@pytest.mark.parametrize("status", [Status.DRAFT, Status.APPROVED, Status.ON_AGENDA, Status.AWAITING_SIGNATURE])
def test_an_act_not_signed_is_not_registered(client, secretary, make_adopted_act, screen, status):
    act = make_adopted_act()
    ResolutionPage.objects.filter(pk=act.pk).update(status=status)
    client.force_login(secretary)
    client.post(screen(act), {"action": "register", "expected": "7-3"})
    assert status_of(act) == status
    assert not Registration.objects.exists()


def test_a_text_written_over_after_the_signature_is_not_registered(client, secretary, author, make_signed_act, screen):
    act = make_signed_act()
    text = act.get_latest_revision_as_object()
    text.preamble = "Подменено"
    text.save_revision(user=author)
    client.force_login(secretary)
    assert client.get(screen(act)).context["entry"] is None
    client.post(screen(act), {"action": "register"})
    assert status_of(act) == Status.SIGNED


@pytest.mark.parametrize("days", [-1, 1])
def test_another_day_than_that_of_the_meeting_is_refused(client, secretary, make_signed_act, screen, days):
    act = make_signed_act()
    Adoption.objects.update(adopted_on=datetime.date(2026, 2, 17) + datetime.timedelta(days))
    client.force_login(secretary)
    client.post(screen(act), {"action": "register"})
    assert status_of(act) == Status.SIGNED


def test_a_day_that_has_not_come_is_refused(client, secretary, make_signed_act, meeting, screen):
    act = make_signed_act()
    meeting.starts_at = timezone.now() + datetime.timedelta(days=2)
    meeting.save()
    Adoption.objects.update(adopted_on=meeting.day)
    client.force_login(secretary)
    client.post(screen(act), {"action": "register"})
    assert status_of(act) == Status.SIGNED


def paper(**fields):
    return {"action": "paper", "number": "12", "adopted_on": "12.02.2024", "words": "протокол № 3", **fields}


def test_an_act_adopted_on_paper_goes_in_with_its_own_number(client, secretary, approved, screen):
    client.force_login(secretary)
    page = words(client.post(screen(approved), paper(number="2133А"), follow=True))
    assert "№ <b>2133А</b>" in page
    assert "протокол № 3" in page
    client.post(screen(approved), {"action": "register", "expected": "2133А"})
    registration = Registration.objects.get()
    assert (registration.number, registration.adopted_on) == ("2133А", datetime.date(2024, 2, 12))


@pytest.mark.parametrize(
    ("field", "value"), [("number", ""), ("adopted_on", ""), ("adopted_on", "01.01.2099"), ("words", " ")]
)
def test_paper_without_number_day_or_proof_is_refused_at_the_field(client, secretary, approved, screen, field, value):
    client.force_login(secretary)
    response = client.post(screen(approved), paper(**{field: value}))
    assert field in response.context["form"].errors
    assert status_of(approved) == Status.APPROVED


def test_paper_with_a_number_already_in_the_register_is_refused(client, secretary, approved, make_act, screen):
    client.force_login(secretary)
    client.post(screen(approved), paper())
    client.post(screen(approved), {"action": "register"})
    twin = make_act(number="", adopted_on=None)
    ResolutionPage.objects.filter(pk=twin.pk).update(status=Status.APPROVED)
    assert "12" in words(client.post(screen(twin), paper(number="№ 12")))
    assert status_of(twin) == Status.APPROVED


def test_a_directive_goes_to_the_chair(client, secretary, make_act, screen):
    act = make_act(document_type="directive", number="", adopted_on=None)
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
    client.force_login(secretary)
    client.post(screen(act), {"action": "chair"})
    assert status_of(act) == Status.AWAITING_SIGNATURE
    assert Adoption.objects.get().adopted_on == timezone.localdate()


def test_the_paper_is_shown_to_the_council_before_it_is_on_the_site(client, author, make_signed_act):
    act = make_signed_act()
    register(act)
    url = reverse("resolutions_registered_pdf", args=[act.pk])
    client.force_login(author)
    assert client.get(url).content.startswith(b"%PDF")
    client.logout()
    assert client.get(url).status_code == 302


def test_the_page_of_the_act_leads_to_the_next_step(client, secretary, make_signed_act, screen):
    act = make_signed_act()
    client.force_login(secretary)
    assert screen(act) in client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).content.decode()
