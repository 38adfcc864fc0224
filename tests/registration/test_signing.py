"""The chair confirms the exact text that was adopted, or sends it back."""

import pytest
from django.core import mail
from django.urls import reverse

from control.refusal import Refused
from registry.models import Role
from resolutions.adopting import finish, put_before_the_chair
from resolutions.models import Adoption, ResolutionPage, Status
from resolutions.registration import register
from resolutions.signing import refuse_signature

pytestmark = pytest.mark.django_db


def status_of(act):
    return ResolutionPage.objects.get(pk=act.pk).status


@pytest.fixture
def screen():
    return lambda act: reverse("resolutions_sign", args=[act.pk])


def answer(client, url, action, **data):
    text = client.get(url).context["text_sha256"]
    return client.post(url, {"action": action, "text_sha256": text, **data})


def test_the_chair_sees_the_text_the_vote_and_one_button(client, chair, make_adopted_act, screen):
    act = make_adopted_act()
    client.force_login(chair)
    page = client.get(screen(act)).content.decode()
    assert "Членским организациям обучить" in page.replace("\u00a0", " ")
    assert "<b>26</b>" in page
    assert act.adoption.text_sha256 in page
    assert page.count('value="sign"') == 1


def test_the_signature_is_kept_with_name_and_time(client, chair, make_adopted_act, screen):
    act = make_adopted_act()
    client.force_login(chair)
    assert answer(client, screen(act), "sign").status_code == 302
    adoption = Adoption.objects.get(act=act)
    assert status_of(act) == Status.SIGNED
    assert adoption.signatory == "М.О. Северьянова"
    assert adoption.signed_by == chair
    assert adoption.signed_at


def test_the_chair_gets_one_letter_each_time_an_act_comes_for_signature(
    client, chair, secretary, make_account, make_act, make_adopted_act, screen, django_capture_on_commit_callbacks
):
    chair.email = "chair@example.org"
    chair.save()
    # A second account at the same address, and another role of the council, get nothing more.
    make_account(Role.SIGNATORY, "chair-too", email="Chair@example.org")
    secretary.email = "secretary@example.org"
    secretary.save()
    directive = make_act(document_type="directive", number="", adopted_on=None, heading="О дежурстве")
    ResolutionPage.objects.filter(pk=directive.pk).update(status=Status.APPROVED)
    client.force_login(secretary)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("resolutions_register", args=[directive.pk]), {"action": "chair"})
    assert status_of(directive) == Status.AWAITING_SIGNATURE
    [letter] = mail.outbox
    assert letter.to[0].lower() == "chair@example.org"
    assert "О дежурстве" in letter.subject
    assert screen(directive) in letter.body
    act = make_adopted_act()
    refuse_signature(act, chair, "Поправьте пункт 1.")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("resolutions_register", args=[act.pk]), {"action": "finish"})
    assert status_of(act) == Status.AWAITING_SIGNATURE
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR])
def test_nobody_else_signs(client, make_account, make_adopted_act, screen, role):
    act = make_adopted_act()
    client.force_login(make_account(role, "somebody"))
    client.post(screen(act), {"action": "sign", "text_sha256": act.adoption.text_sha256})
    assert status_of(act) == Status.AWAITING_SIGNATURE


def test_who_wrote_the_final_text_does_not_sign_it(client, chair, make_adopted_act, screen):
    act = make_adopted_act()
    act.get_latest_revision_as_object().save_revision(user=chair)
    client.force_login(chair)
    answer(client, screen(act), "sign")
    assert status_of(act) == Status.AWAITING_SIGNATURE


def test_another_text_than_the_adopted_one_is_not_signed(client, chair, author, make_adopted_act, screen):
    act = make_adopted_act()
    text = act.get_latest_revision_as_object()
    text.preamble = "И ещё одно слово"
    text.save_revision(user=author)
    client.force_login(chair)
    answer(client, screen(act), "sign")
    assert status_of(act) == Status.AWAITING_SIGNATURE


def test_a_text_that_changed_on_the_way_is_read_again(client, chair, make_adopted_act, screen):
    act = make_adopted_act()
    client.force_login(chair)
    client.post(screen(act), {"action": "sign", "text_sha256": "0" * 64})
    assert status_of(act) == Status.AWAITING_SIGNATURE


def test_an_act_is_signed_once(client, chair, make_signed_act, screen):
    act = make_signed_act()
    before = Adoption.objects.get(act=act).signed_at
    client.force_login(chair)
    answer(client, screen(act), "sign")
    assert Adoption.objects.get(act=act).signed_at == before


def test_sending_back_needs_a_reason(client, chair, make_adopted_act, screen):
    act = make_adopted_act()
    client.force_login(chair)
    response = answer(client, screen(act), "return", reason=" ")
    assert response.context["form"].errors["reason"]
    assert status_of(act) == Status.AWAITING_SIGNATURE


def test_what_was_sent_back_is_finished_and_comes_again(client, chair, secretary, make_adopted_act, screen):
    act = make_adopted_act()
    client.force_login(chair)
    answer(client, screen(act), "return", reason="В пункте 2 не тот год")
    assert status_of(act) == Status.FINALISING
    client.force_login(secretary)
    url = reverse("resolutions_register", args=[act.pk])
    assert "В пункте 2 не тот год" in client.get(url).content.decode()
    text = ResolutionPage.objects.get(pk=act.pk).get_latest_revision_as_object()
    text.preamble = "Исправлено"
    text.save_revision(user=secretary)
    client.post(url, {"action": "finish"})
    assert status_of(act) == Status.AWAITING_SIGNATURE
    client.force_login(chair)
    answer(client, screen(act), "sign")
    assert status_of(act) == Status.SIGNED
    assert register(act).content["preamble"] == "Исправлено"


def test_a_text_no_meeting_adopted_is_not_sent_to_the_chair(make_act):
    act = make_act()
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.FINALISING)
    with pytest.raises(Refused):
        finish(act)
    assert status_of(act) == Status.FINALISING


def test_a_resolution_does_not_reach_the_chair_past_the_vote(make_act):
    act = make_act()
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
    with pytest.raises(Refused):
        put_before_the_chair(act)
    assert status_of(act) == Status.APPROVED


def test_people_of_another_council_do_not_learn_of_it(client, django_user_model, make_adopted_act, screen):
    client.force_login(django_user_model.objects.create_user("stranger"))
    assert b"\xd0\xbe\xd0\xb1\xd1\x83\xd1\x87" not in client.get(screen(make_adopted_act())).content
