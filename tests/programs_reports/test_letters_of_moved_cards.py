"""An act that takes points off control, or moves their days, is made known to those who answer for them."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from control.linking import link_for
from control.models import Assignment
from control.tasks import tell_of_new_cards
from registry.models import Contact, OrganisationContact, Role
from resolutions.putting_on_control import follow_on_control
from tests.programs_reports.conftest import card_of, point, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(on_control, members):
    """Every member organisation has a mailbox and has had the letter about its cards."""
    for number, member in enumerate(members):
        OrganisationContact.objects.create(organisation=member, kind=Contact.Kind.EMAIL, value=f"m{number}@example.org")
    Assignment.objects.update(told_at=timezone.now())
    return on_control


@pytest.fixture
def deciding(make_act, told):
    """Takes point 3 off control and gives point 2 a later day."""
    off = {"item_class": "off_control", "target_act": told, "target_points": "3"}
    later = {"item_class": "extension", "target_act": told, "target_points": "2"}
    items = [
        point("1", "Снять с контроля.", **off),
        point("2", "Продлить.", deadline="до 13 марта 2099 года", **later),
    ]
    return make_act(number="", items=items, adopted_on=datetime.date(2026, 5, 20), heading="О снятии с контроля")


def test_everybody_gets_one_letter_of_the_act_and_none_when_it_is_asked_again(told, deciding, members):
    act = registered(deciding)
    tell_of_new_cards.enqueue()
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"m{number}@example.org" for number in range(3)]
    body = mail.outbox[0].body.replace("\xa0", " ")
    assert "Основание: Постановление Совета от 20.05.2026 № 7-1 «О снятии с контроля»." in body
    assert "Постановление Совета от 16.04.2026 № 6-2 «Об общественном контроле" in body
    assert "пункт 3" in body
    assert "Снято с контроля" in body
    assert "Срок теперь 13 марта 2099, пятница, был 31 января 2020." in body
    assert "Чем решено: Постановление № 7-1 от 20.05.2026, п. 1" in body
    follow_on_control(act)
    tell_of_new_cards.enqueue()
    assert len(mail.outbox) == 3


def test_the_page_of_a_card_names_the_act_by_kind_day_number_and_title(client, told):
    card = card_of(told, "3", "Лесной")
    page = client.get(link_for(card).path).content.decode().replace("\xa0", " ")
    assert "Постановление Совета от 16.04.2026 № 6-2 «Об общественном контроле за охраной труда», " in page


def test_the_screen_of_the_register_leads_to_those_nobody_could_write_to(client, members, make_registered_act, account):
    act = make_registered_act()
    tell_of_new_cards.enqueue()
    client.force_login(account(Role.SECRETARY, "secretary"))
    page = client.get(reverse("resolutions_register", args=[act.pk]))
    assert page.context["unsent"] == {"cards": 6, "assignees": 3}
    assert f"/admin/control/unsent/?source={act.pk}" in page.content.decode()
