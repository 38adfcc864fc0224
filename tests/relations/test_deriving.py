"""Relations are read from the text at registration; what cannot be done is refused there and shown while drafting."""

import datetime

import pytest
from django.utils import translation

from control.refusal import Refused
from resolutions.models import Relation, ResolutionPage
from resolutions.relations.deriving import target_faults
from tests.relations.conftest import change, point, repeal

pytestmark = pytest.mark.django_db


def kinds(act):
    return [(r.kind, r.target and r.target.number, r.target_label, r.words) for r in act.relations.order_by("pk")]


def test_the_relations_of_an_act_are_what_its_points_say(chain):
    first, second, third = chain
    assert [(r.label, r.kind, r.operation, r.target_label, r.new_label) for r in second.relations.order_by("pk")] == [
        ("1", "amends", "replace", "2", ""),
        ("2", "amends", "delete", "3", ""),
        ("3", "amends", "insert", "4", "5"),
    ]
    assert {r.target for r in second.relations.all()} == {first}
    assert [(r.kind, r.target_label) for r in third.relations.order_by("pk")] == [("amends", "5"), ("repeals", "1")]


def test_acts_named_in_the_text_are_cited_and_what_the_register_lacks_keeps_its_words(registered):
    first = registered("5-1", (4, 1))
    act = registered(
        "6-1",
        (5, 1),
        [
            point("1", "Принять к сведению постановление Совета от 01.04.2026 № 5-1."),
            point("2", "Учесть постановление Генерального Совета ФНПР от 18.09.2020 № 5-2."),
        ],
        preamble="Во исполнение постановления Президиума от 01.04.2026 № 5-1 Совет отмечает.",
    )
    assert kinds(act) == [
        ("implements", None, "", "Президиум № 5-1 от 01.04.2026"),
        ("cites", first.number, "", "Совет № 5-1 от 01.04.2026"),
        ("cites", None, "", "Генеральный Совет ФНПР № 5-2 от 18.09.2020"),
    ]


def test_an_approving_point_approves_the_programme_in_the_annex(registered, council):
    act = registered(
        "6-1",
        (5, 1),
        [point("1", "Утвердить программу (прилагается).", item_class="approval")],
        annexes=[("annex", {"title": "Программа обучения", "kind": "programme", "page": council.about})],
    )
    relation = act.relations.get()
    assert (relation.kind, relation.label, relation.page_id) == ("approves", "1", council.about.pk)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda a: [repeal("1", a["repealed"])], "has been repealed already"),
        (lambda a: [change("1", a["repealed"], "1", new_text="Новое")], "has been repealed already"),
        (lambda a: [repeal("1", a["first"], "1")], "has been repealed already"),
        (lambda a: [change("1", a["first"], "9", new_text="Новое")], "no point 9"),
        (lambda a: [change("1", a["first"], "3", new_text="Новое")], "no point 3"),
        (lambda a: [repeal("1", a["later"])], "adopted later"),
        (lambda a: [repeal("1", a["draft"])], "not in the register"),
        (lambda a: [repeal("1", a["first"]), repeal("2", a["first"])], "repealed already by point 1"),
        (lambda a: [change("1", a["first"], "2", "delete"), repeal("2", a["first"], "2")], "no point 2"),
        (lambda a: [change("1", a["first"], "2", "insert", new_text="4. Ещё раз")], "already has a point 4"),
        (lambda a: [change("1", a["first"], "2", "replace")], "new wording"),
        (lambda a: [change("1", a["first"], "", "replace", "Новое")], "which point"),
        (
            lambda a: [
                point("1", "Признать утратившим силу постановление Совета от 01.04.2026 № 5-1.", item_class="repeal")
            ],
            "is in the register",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_at_registration_and_shown_before(chain, registered, make_act, make, words):
    repealed = registered("5-9", (4, 2))
    registered("6-9", (5, 2), [repeal("1", repealed)])
    acts = {
        "first": chain[0],
        "repealed": repealed,
        "later": registered("9-1", (10, 1)),
        "draft": make_act(number="", heading="О черновике"),
    }
    items = make(acts)
    draft = make_act(number="8-1", adopted_on=datetime.date(2026, 7, 1), heading="О новом", items=items)
    with translation.override("en"):
        faults = target_faults(draft.get_latest_revision_as_object())
    assert [item for item, _ in faults] == [draft.items[len(items) - 1].id]
    assert words in faults[0][1]
    before = Relation.objects.count()
    with pytest.raises(Refused):
        registered("8-2", (7, 1), items)
    assert Relation.objects.count() == before
    assert not ResolutionPage.objects.filter(number="8-2", status="registered").exists()


def test_an_act_cannot_change_itself(make_act):
    act = make_act()
    act.items = [change("1", act, "1", new_text="Новое")]
    act.save_revision()
    assert len(target_faults(act.get_latest_revision_as_object())) == 1


def test_points_under_a_heading_change_the_act_it_names(registered):
    first = registered("5-1", (4, 1))
    act = registered(
        "6-1",
        (5, 1),
        [
            change("1", first, "", ""),
            change("1.1", None, "1", new_text="Новое", level="2"),
            change("1.2", None, "п. 2 и 3", "delete", level="2"),
        ],
    )
    assert [(r.label, r.operation, r.target_label) for r in act.relations.order_by("pk")] == [
        ("1.1", "replace", "1"),
        ("1.2", "delete", "2"),
        ("1.2", "delete", "3"),
    ]


def test_a_council_changes_only_its_own_acts(registered, make_act, db):
    from home.council import set_up_council
    from registry.models import Organisation

    first = registered("5-1", (4, 1))
    other = set_up_council(Organisation.objects.create(name="Союз «Другой»"), slug="other")
    draft = ResolutionPage(heading="О чужом", enacting_clause="Х", items=[repeal("1", first)], live=False)
    other.acts.add_child(instance=draft)
    assert len(target_faults(draft)) == 1
