"""«Снять с контроля пункт …», «продлить до …»: a numbered point of any act does it by being registered."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from control.closing import accept, reopen
from control.extending import extend_by_act
from control.models import CardEvent, Extension
from control.refusal import Refused
from documents.interchange import CouncilDocument, Item
from home.council import set_up_council
from registry.models import Organisation
from resolutions.adopting import adopt_on_paper
from resolutions.blocks import ItemClass
from resolutions.consistency.control import open_cards
from resolutions.consistency.subject import Subject
from resolutions.items import operative_items
from resolutions.models import Relation, ResolutionPage
from resolutions.putting_on_control import follow_on_control, leaves
from resolutions.registration import register
from resolutions.relations.deriving import target_faults
from tests.programs_reports.conftest import card_of, point, registered, reported

pytestmark = pytest.mark.django_db
LATER = datetime.date(2099, 3, 13)


def off(act, points="1"):
    return point("1", "Снять с контроля.", item_class="off_control", target_act=act, target_points=points)


def extended(act, points="2", deadline="до 13 марта 2099 года", label="2"):
    fields = {"item_class": "extension", "target_act": act, "target_points": points, "deadline": deadline}
    return point(label, "Продлить.", **fields)


@pytest.fixture
def make_deciding(make_act):
    def make(*items):
        return make_act(
            number="", items=list(items), adopted_on=datetime.date(2026, 5, 20), heading="О снятии с контроля"
        )

    return make


def faults(draft):
    return [sentence for _item, sentence in target_faults(draft)]


def test_cards_close_with_the_act_as_their_ground(on_control, make_deciding, controller):
    done = card_of(on_control, "3", "Лесной")
    reported(done)
    accept(done, controller)
    waiting = card_of(on_control, "3", "Водники")
    reported(waiting)
    act = registered(make_deciding(off(on_control, "3")), controller)
    closed = [card_of(on_control, "3", name) for name in ("Лесной", "Водники", "Металлисты")]
    assert [card.state for card in closed] == ["closed"] * 3
    # Who had reported has done it; nothing more is asked of the one who had not.
    assert [card.result for card in closed] == ["done", "done", "obsolete"]
    assert [card.basis_act_id for card in closed] == [None, act.pk, act.pk]
    assert closed[2].basis == "Постановление № 7-1 от 20.05.2026, п. 1"
    assert card_of(on_control, "2", "Лесной").state == "assigned"
    assert Relation.objects.get(act=act).target_label == "3"


def test_what_was_late_is_closed_as_not_done(on_control, make_deciding):
    registered(make_deciding(off(on_control, "2")))
    assert card_of(on_control, "2", "Лесной").result == "not_done"


def test_the_whole_act_is_taken_off_where_no_point_is_named(on_control, make_deciding):
    registered(make_deciding(off(on_control, "")))
    assert not on_control.controlled_items.exclude(assignments__state="closed").exists()


def test_an_extension_moves_only_what_is_still_on_control(on_control, make_deciding, controller):
    done = card_of(on_control, "2", "Лесной")
    reported(done)
    accept(done, controller)
    act = registered(make_deciding(extended(on_control)), controller)
    assert card_of(on_control, "2", "Водники").next_due == LATER
    assert card_of(on_control, "2", "Лесной").next_due is None
    assert {extension.act_id for extension in Extension.objects.all()} == {act.pk}
    assert Extension.objects.count() == 2


def test_twice_does_nothing_twice(on_control, make_deciding, controller):
    act = registered(make_deciding(off(on_control, "1"), extended(on_control)), controller)
    card, moved = card_of(on_control, "1", "Департамент информационной работы"), card_of(on_control, "2", "Лесной")
    # What the controller does afterwards is not undone by a second run.
    reopen(card, controller, reason="Сайт снова не работает")
    later = datetime.date(2099, 6, 1)
    extend_by_act(moved, controller, due=later, act=on_control, reason="ещё")
    lines = CardEvent.objects.count()
    follow_on_control(act, controller)
    assert CardEvent.objects.count() == lines
    card.refresh_from_db(), moved.refresh_from_db()
    assert (card.state, moved.next_due) == ("in_work", later)


@pytest.mark.parametrize(
    "fields",
    [
        {"points": "9"},
        {"deadline": ""},
        {"deadline": "ежеквартально"},
        {"deadline": "до 1 мая 2026 года"},
        {"points": ""},
    ],
    ids=["no-such-point", "no-day", "many-days", "day-before-the-act", "no-point"],
)
def test_what_cannot_be_done_is_said_while_drafting_and_stops_the_registration(on_control, make_deciding, fields):
    draft = make_deciding(extended(on_control, **fields))
    (fault,) = faults(draft)
    assert fault
    with pytest.raises(Refused):
        registered(draft)
    assert card_of(on_control, "2", "Лесной").next_due == datetime.date(2020, 1, 31)


def test_points_under_a_heading_are_meant_by_its_number(on_control, make_deciding):
    on_control.controlled_items.filter(label="4").update(label="3.1")
    assert not faults(make_deciding(off(on_control, "3")))
    on_control.controlled_items.filter(label="3").update(label="3.2")
    act = registered(make_deciding(off(on_control, "3")))
    assert sorted(Relation.objects.filter(act=act).values_list("target_label", flat=True)) == ["3.1", "3.2"]


def test_an_act_of_another_council_is_out_of_reach(on_control, make_deciding, council):
    other = set_up_council(Organisation.objects.create(name="Иной союз"), slug="other")
    stranger = other.acts.add_child(
        instance=ResolutionPage(title="Чужое", heading="Чужое", live=False, status="registered")
    )
    assert len(faults(make_deciding(off(stranger)))) == 1


def test_the_register_shows_both_ends(client, on_control, make_deciding):
    act = registered(make_deciding(off(on_control, "1"), extended(on_control)))
    forward = {group.title: [other.points for other in group.others] for group in _standing(act)}
    assert list(forward.values()) == [[["1"]], [["2"]]]
    assert len(_standing(on_control)) == 2


def _standing(act):
    page = ResolutionPage.objects.get(pk=act.pk)
    page.standing.open_acts = set(ResolutionPage.objects.values_list("pk", flat=True))
    return page.standing.groups


def test_the_interchange_file_knows_them_as_declarations():
    document = CouncilDocument(source={}, kind="resolution")
    document.items = [Item("1", "Снять с контроля.", ItemClass.OFF_CONTROL), Item("2", "Обучить.", "instruction")]
    assert [item["class"] for item in document.as_dict()["items"]] == ["declaration", "instruction"]


def test_any_drafter_chooses_them_in_the_editor(client, author, make_act):
    client.force_login(author)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[make_act().pk])).content.decode()
    assert "off_control" in page
    assert "extension" in page


def test_they_open_no_cards_of_their_own(on_control, make_deciding):
    draft = make_deciding(off(on_control), extended(on_control))
    assert not list(leaves(operative_items(draft.items, timezone.localdate())))


def test_from_the_paper_to_the_closed_card(
    on_control, make_deciding, author, approver, django_capture_on_commit_callbacks
):
    """The whole way of a draft through approval, adoption and registration."""
    draft = make_deciding(off(on_control, "1"))
    with django_capture_on_commit_callbacks(execute=True):
        state = draft.get_workflow().start(draft, author)
        state.current_task_state.specific.approve(user=approver)
        adopt_on_paper(draft, "протокол № 2", number="7-1", adopted_on=datetime.date(2026, 5, 20))
        register(draft, approver)
    card = card_of(on_control, "1", "Департамент информационной работы")
    assert (card.state, card.basis_act_id) == ("closed", draft.pk)
    assert card.closed_by == approver


def test_who_drafts_is_told_what_is_still_open(on_control, make_deciding, controller):
    done = card_of(on_control, "1", "Департамент информационной работы")
    reported(done)
    accept(done, controller)
    draft = make_deciding(off(on_control, "1, 3"))
    ((place, sentence),) = open_cards(Subject(draft))
    assert place == f"item:{draft.items[0].id}"
    assert "3" in sentence
    assert len(list(open_cards(Subject(make_deciding(off(on_control, "")))))) == 1
