"""What becomes of a point is seen on the page of its act at once, and only there."""

import datetime

import pytest

from control.closing import close
from control.models import Assignment
from registry.models import Organisation, PartyGroup

pytestmark = pytest.mark.django_db


def test_a_closed_card_changes_the_page_of_its_act_only(
    stranger, council, organisation, make_registered_act, administrator, commit
):
    council.home.shows_execution = True
    council.home.save()
    Organisation.objects.create(name="Обком", superior=organisation, kind="member")
    PartyGroup.objects.create(
        name="Членские организации",
        name_dative="Членским организациям",
        organisation=organisation,
        organisation_kind="member",
    )
    act = make_registered_act(number="6-1")
    other = make_registered_act(number="5-1", adopted_on=datetime.date(2026, 4, 1))
    card = Assignment.objects.filter(item__source=act).first()
    stranger.keep(act.url, other.url)
    before = stranger.text(act.url)
    with commit():
        close(card, administrator, result=Assignment.Result.DONE, basis="справка от 20.05.2026")
    assert not stranger.was_kept(act.url)
    assert stranger.text(act.url) != before
    assert stranger.was_kept(other.url)
