"""Programmes and plans on the site and at work: who publishes, what readers see, what lists cost."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Page

from control.deadlines import read_deadline
from control.opening import Duty, Source, put_on_control
from programs.blocks import USUAL_PASSPORT
from programs.models import ProgramPage
from programs.papers import stamp_of
from registry.models import Organisation
from tests.programs.conftest import publish, row

pytestmark = pytest.mark.django_db


def approve(page, author, second):
    page.get_workflow().start(page, author).current_task_state.specific.approve(user=second)
    page.refresh_from_db()


def test_nobody_publishes_alone_and_a_second_person_s_approval_does(client, programme, author, keeper, administrator):
    assert not programme.permissions_for_user(administrator).can_publish()
    state = programme.get_workflow().start(programme, keeper)
    task = state.current_task_state.task.specific
    assert not [name for name, *_rest in task.get_actions(programme, author) if name == "approve"]
    assert not [name for name, *_rest in task.get_actions(programme, keeper) if name == "approve"]
    state.cancel(user=keeper)

    approve(programme, author, keeper)
    assert programme.live
    # The list opens to readers with the first programme on it.
    assert "Безопасный труд" in client.get("/programs/").content.decode()


FOREIGN = re.compile(r"модерац\w*|рабоч\w+ процесс\w*|\bзадач[аиеу]\b|на рассмотрени\w+", re.IGNORECASE)


def test_nobody_meets_moderation_where_a_second_person_approves(client, programme, plan, author, keeper):
    client.force_login(author)
    editor = reverse("wagtailadmin_pages:edit", args=[programme.pk])
    before = client.get(editor)
    assert 'name="action-submit"' in before.content.decode()
    programme.get_workflow().start(programme, author)
    pages = [
        before,
        client.get(reverse("wagtailadmin_pages:add", args=["programs", "planpage", programme.pk])),
        client.get(editor),
        client.get(reverse("wagtailadmin_pages:workflow_history", args=[programme.pk])),
        client.get(reverse("wagtailadmin_pages:history", args=[programme.pk])),
        client.get(reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[programme.pk])),
    ]
    client.force_login(keeper)
    pages += [client.get(editor), client.get(reverse("wagtailadmin_home"))]
    for page in pages:
        assert page.status_code == 200
        words = strip_tags(page.content.decode())
        assert not FOREIGN.findall(words), FOREIGN.findall(words)
    for page in pages[:2]:
        assert "Отправить на согласование" in page.content.decode()


def test_a_new_programme_is_offered_the_usual_rows(client, council, author):
    client.force_login(author)
    form = client.get(reverse("wagtailadmin_pages:add", args=["programs", "programpage", council.programs.pk]))
    assert [block.value["label"] for block in form.context["form"]["passport"].value()] == list(USUAL_PASSPORT)


def test_a_reader_finds_every_measure_with_its_dates_and_an_anchor(client, programme, plan):
    publish(programme, plan)
    page = client.get(programme.url).content.decode()
    assert "обучить уполномоченных" in page
    assert 'id="m2"' in page
    assert "30 апреля, 30 июня 2022" in page.replace("\xa0", " ")
    assert client.get(plan.url).status_code == 200


def test_the_measures_are_the_duties_of_control(plan):
    first, second = plan.duties()
    assert first.item_id == str(plan.measures[1].id)
    assert (first.label, first.text, first.heading) == ("1", "Провести семинар", "Обучение")
    assert first.addressees == ["Жилина Е.А.", "председатели ТПО", "председатели ППО"]
    assert first.deadline.due == (datetime.date(2022, 10, 31),)
    assert second.deadline.due == (datetime.date(2022, 4, 30), datetime.date(2022, 6, 30))


def test_numbers_used_in_every_section_have_anchors_of_their_own(programme, make_plan):
    plan = make_plan(programme, measures=[row("1", "Первое"), row("", "Раздел", kind="section"), row("1", "Второе")])
    assert [each.anchor for each in plan.rows] == ["m1", "s2", "m1-2"]


def test_the_act_and_the_programme_name_each_other(client, programme, make_registered_act):
    act = make_registered_act()
    programme.approved_by = act
    programme.save_revision()
    publish(programme)
    assert act.url in client.get(programme.url).content.decode()
    assert programme.url in client.get(act.url).content.decode()
    assert stamp_of(programme)[1:] == ["постановлением Совета", "от 16 апреля 2026 г. № 6-3"]


def test_the_paper_is_printed_with_the_plan_on_sheets_laid_sideways(client, programme, plan):
    publish(programme, plan)
    answer = client.get(f"{programme.url}pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_draft_is_printed_for_those_who_see_drafts_only(client, plan, author, django_user_model):
    address = reverse("programs_pdf", args=[plan.pk])
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(address).status_code in (302, 403)
    assert client.get(f"{plan.url}pdf/").status_code == 404


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(queries)


def put_on_control_for(council, plan, label):
    source = Source(page=plan, name=plan.title, council=council.home.organisation, given_on=datetime.date(2026, 1, 1))
    party = Organisation.objects.create(name=f"Обком {label}", superior=council.home.organisation, kind="member")
    deadline = read_deadline("до 31 января 2020 года")
    put_on_control(source, [Duty(f"m{label}", label, "Провести семинар", [party], deadline)])


def test_the_list_tells_how_far_each_programme_has_come_where_the_council_shows_it(
    client, council, make_programme, make_plan
):
    asked = []
    council.home.shows_execution = True
    council.home.save()
    for number in range(1, 4):
        programme = make_programme(f"Программа {number}", period_end=None)
        plans = [make_plan(programme, title=f"План {year} {number}") for year in (2026, 2027)]
        publish(programme, *plans)
        for place, plan in enumerate(plans):
            put_on_control_for(council, plan, f"{number}{place}")
        client.get("/programs/")
        asked.append(queries_of(client, "/programs/"))
    text = client.get("/programs/").content.decode()
    # Both plans of a programme are counted together.
    assert text.count("progress__bar") == 3
    assert re.search(r"0\D{1,6}2", strip_tags(text))
    assert len(set(asked)) == 1
    council.home.shows_execution = False
    council.home.save()
    assert "progress__bar" not in client.get("/programs/").content.decode()


def test_the_public_list_costs_the_same_for_one_programme_and_for_twenty(
    client, programme, make_programme, make_registered_act
):
    act = make_registered_act()
    publish(programme)
    ProgramPage.objects.update(approved_by=act)
    client.get("/programs/")
    one = queries_of(client, "/programs/")
    for number in range(19):
        publish(make_programme(f"Программа {number}", approved_by=act))
    assert queries_of(client, "/programs/") == one


def test_the_list_at_work_costs_the_same_for_one_programme_and_for_twenty(
    client, programme, plan, make_programme, make_plan, author
):
    client.force_login(author)
    address = reverse("programs_list")
    client.get(address)
    one = queries_of(client, address)
    for number in range(10):
        make_plan(make_programme(f"Программа {number}"), title=f"План {number}")
    assert queries_of(client, address) == one


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(client, programme, author):
    client.force_login(author)
    address = reverse("wagtailadmin_pages:edit", args=[programme.pk])
    form = client.get(address).context["form"]
    data = {name: field.value() or "" for name, field in ((n, form[n]) for n in form.fields) if name != "passport"}
    answer = client.post(
        address, {**data, "passport-count": "0", "period_start": "2026-01-01", "period_end": "2025-01-01"}
    )
    assert answer.context["form"].errors["period_end"]


def test_a_public_plan_is_taken_off_the_site_but_not_away(plan, programme, administrator):
    assert plan.permissions_for_user(administrator).can_delete()
    publish(programme, plan)
    assert not Page.objects.get(pk=plan.pk).specific.permissions_for_user(administrator).can_delete()
    assert not programme.permissions_for_user(administrator).can_delete()
