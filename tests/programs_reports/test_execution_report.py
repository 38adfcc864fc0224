"""A report on execution: drawn from cards, kept as people wrote it, made a draft resolution."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from control.closing import accept
from control.deadlines import read_deadline
from control.opening import Duty, Source, put_on_control
from programs.models import ExecutionReportPage, PlanPage, ProgramPage
from programs.reporting.assembling import assembled
from programs.reporting.building import build, refresh
from programs.reporting.rows import without_stop
from registry.models import Organisation, Person, Role
from resolutions.annexes import read_annexes
from tests.programs_reports.conftest import COMING, card_of, registered, reported

pytestmark = pytest.mark.django_db


def latest(report):
    return ExecutionReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()


def by_number(report):
    return {row.number: row for row in latest(report).table}


def form_of(client, report, **changes):
    """What the browser sends back of the screen, with these changes by field name."""
    page = client.get(reverse("programs_report", args=[report.pk]))
    form = page.context["form"]
    data = {"seen_revision": page.context["seen_revision"]}
    for part in (form.texts, form.rows.management_form, *form.rows):
        for field in part:
            value = field.value()
            data[field.html_name] = "" if value is None else value
    return {**data, **changes}


def field_of(report, number, name):
    place = [row.number for row in latest(report).table].index(number)
    return f"row-{place}-{name}"


def test_one_press_draws_the_report_from_the_cards(client, on_control, controller, members):
    for name in ("Водники", "Лесной", "Металлисты"):
        card = card_of(on_control, "3", name)
        reported(card)
        accept(card, controller)
    card = card_of(on_control, "4", "Водники")
    reported(card, "Составили план на год")
    accept(card, controller)
    client.force_login(controller)
    opened = client.post(reverse("programs_report_build", args=[on_control.pk]), follow=True)
    report = ExecutionReportPage.objects.get()
    assert opened.status_code == 200
    assert report.title == "Информация о выполнении постановления Совета от 16.04.2026 № 6-2"
    rows = by_number(report)
    assert rows["1"].done == "Сведений не поступало."
    names = ("Водники", "Лесной", "Металлисты")
    assert rows["2"].done == "\n".join(f"{name}: не исполнено, срок прошёл 31 января 2020 г." for name in names)
    assert rows["3"].done == "\n".join(f"{name}: Сделано." for name in names)
    assert rows["4"].done.startswith("Водники: Составили план на год.\nЛесной: не исполнено")
    assert [row.proposal for row in rows.values()] == ["leave", "extend", "close", "extend"]
    assert [row.group for row in rows.values()] == ["unit", "members", "members", "members"]
    assert rows["2"].executor_names == ["членские организации"]
    assert "исполнено 4 из 9" in report.introduction
    assert report.unresolved.splitlines()[0] == "сверить учёт (п. 2) – срок прошёл, не исполнили 3 из 3"
    # A second press leads to the same report.
    assert client.get(reverse("programs_report_build", args=[on_control.pk])).url.endswith(f"/{report.pk}/")


def test_of_many_organisations_it_says_how_many(on_control, organisation, body, all_members, controller):
    for n in range(5):
        Organisation.objects.create(name=f"Профсоюз {n}", superior=organisation)
    source = Source(page=on_control.get_parent(), name="План", council=organisation, given_on=datetime.date.today())
    put_on_control(source, [Duty("a", "1", "Провести собрания", [all_members], read_deadline(COMING))])
    (row,) = assembled([source.page.pk], datetime.date(2099, 3, 1))
    assert row.total >= 8
    assert row.done == f"Исполнили 0 из {row.total}. Срок прошёл, не исполнили: {row.total}."


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("Создать страницу до 30.12.2022г.;", "Создать страницу до 30.12.2022г."),
        ("Провести сверку в 2026 году.", "Провести сверку в 2026 году"),
        ("Членским организациям:", "Членским организациям"),
    ],
)
def test_a_point_goes_on_without_its_stop_but_keeps_that_of_an_abbreviation(text, task):
    assert without_stop(text) == task


def test_the_screen_groups_points_as_reports_do_and_charts_are_in_it(client, report_page, controller):
    client.force_login(controller)
    page = client.get(reverse("programs_report", args=[report_page.pk]))
    assert [group["name"] for group in page.context["groups"]] == [
        "Департамент информационной работы",
        "членские организации",
    ]
    assert page.content.count(b'class="execution-chart"') == 1  # nothing has been closed yet: no weeks to draw


def test_what_a_person_wrote_survives_drawing_anew(client, report_page, on_control, controller):
    client.force_login(controller)
    data = form_of(client, report_page, **{field_of(report_page, "2", "done"): "Сверка идёт."})
    data |= {field_of(report_page, "2", "proposal"): "leave", "action": "refresh", "introduction": "Своими словами."}
    reported(card_of(on_control, "1", "Департамент информационной работы"), "Сайт обновлён.")
    assert client.post(reverse("programs_report", args=[report_page.pk]), data).status_code == 302
    rows = by_number(report_page)
    assert rows["1"].done == "Сайт обновлён. Отчёт ждёт решения."
    assert (rows["2"].done, rows["2"].proposal) == ("Сверка идёт.", "leave")
    assert latest(report_page).introduction == "Своими словами."


def test_typing_is_kept_in_one_version_and_answers_with_the_draft(client, report_page, controller):
    client.force_login(controller)
    before = Revision.objects.for_instance(report_page).count()
    address = reverse("programs_report_keep", args=[report_page.pk])
    data = form_of(client, report_page, **{field_of(report_page, "2", "proposal"): "extend"})
    data[field_of(report_page, "2", "until")] = "2099-03-13"
    answer = client.post(address, data).json()
    assert "до 13 марта 2099 года" in answer["draft"].replace("\xa0", " ")
    assert answer["revision"] == data["seen_revision"]
    assert Revision.objects.for_instance(report_page).count() == before


def test_two_who_write_at_once_lose_nothing(client, report_page, controller, account):
    client.force_login(controller)
    data = form_of(client, report_page, introduction="Первый")
    other = account(Role.SECRETARY, "other")
    client.force_login(other)
    assert (
        client.post(
            reverse("programs_report", args=[report_page.pk]), form_of(client, report_page, introduction="Второй")
        ).status_code
        == 302
    )
    client.force_login(controller)
    answer = client.post(reverse("programs_report", args=[report_page.pk]), data)
    assert answer.status_code == 409
    assert "Первый" in answer.content.decode()
    assert latest(report_page).introduction == "Второй"


def test_only_those_of_the_council_read_it_and_only_controllers_and_drafters_write(client, report_page, account):
    address = reverse("programs_report", args=[report_page.pk])
    client.force_login(account(Role.EDITOR, "editor"))
    assert client.get(address).status_code in (302, 403)
    client.force_login(account(Role.SIGNATORY, "signatory"))
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code in (302, 403)
    assert not Revision.objects.for_instance(report_page).filter(user__username="signatory").exists()


def test_an_extension_without_a_day_makes_no_draft(client, report_page, controller):
    client.force_login(controller)
    data = form_of(client, report_page, action="draft")
    answer = client.post(reverse("programs_report", args=[report_page.pk]), data)
    assert answer.status_code == 409
    assert ExecutionReportPage.objects.get().draft_act is None


def make_draft(client, report, **changes):
    data = form_of(client, report, action="draft", **changes)
    assert client.post(reverse("programs_report", args=[report.pk]), data).status_code == 302
    return ExecutionReportPage.objects.get(pk=report.pk).draft_act


def test_the_draft_takes_off_control_and_extends_and_registration_moves_the_cards(
    client, report_page, on_control, controller
):
    client.force_login(controller)
    draft = make_draft(
        client,
        report_page,
        **{
            field_of(report_page, "1", "proposal"): "close",
            field_of(report_page, "2", "proposal"): "extend",
            field_of(report_page, "2", "until"): "2099-03-13",
            field_of(report_page, "4", "proposal"): "extend",
            field_of(report_page, "4", "until"): "2099-04-01",
        },
    )
    points = [(b.value["label"], b.value["item_class"], b.value["target_points"], b.value["text"]) for b in draft.items]
    what = "постановления Совета от 16.04.2026 № 6-2"
    assert points == [
        ("1", "acknowledgement", "", f"Информацию о выполнении {what} принять к сведению (прилагается)."),
        ("2", "off_control", "1", f"Снять с контроля пункт 1 {what}."),
        ("3", "heading", "", f"Продлить сроки исполнения {what}:"),
        ("3.1", "extension", "2", "пункта 2 – до 13 марта 2099 года;"),
        ("3.2", "extension", "4", "пункта 4 – до 1 апреля 2099 года."),
    ]
    assert draft.annexes[0].value["page"].pk == report_page.pk
    (annex,) = read_annexes(draft)
    assert (annex.media_type, annex.content[:5]) == ("application/pdf", b"%PDF-")
    # The same draft again, not another one.
    assert make_draft(client, report_page).pk == draft.pk

    act = registered(draft, controller)
    card = card_of(on_control, "1", "Департамент информационной работы")
    assert (card.state, card.basis_act_id, card.result) == ("closed", act.pk, "obsolete")
    assert card_of(on_control, "2", "Водники").next_due == datetime.date(2099, 3, 13)
    assert card_of(on_control, "4", "Лесной").next_due == datetime.date(2099, 4, 1)
    assert card_of(on_control, "3", "Лесной").next_due == datetime.date(2099, 2, 27)
    # The report is part of the record now.
    frozen = client.post(
        reverse("programs_report", args=[report_page.pk]), form_of(client, report_page, introduction="?")
    )
    assert frozen.status_code == 409


def test_a_published_report_names_nobody_who_has_not_agreed(
    client, on_control, organisation, body, controller, council
):
    person = Person.objects.create(surname="Непубличная", given_name="Анна", organisation=organisation)
    source = Source(
        page=on_control, name="Совет № 6-2", council=organisation, given_on=on_control.adopted_on, body=body
    )
    put_on_control(source, [Duty("own", "5", "Подготовить справку", [person], read_deadline(COMING))])
    report = build(on_control, controller)
    assert client.get(f"/programs/{report.slug}/").status_code == 404
    report.get_latest_revision().publish(skip_permission_checks=True)
    page = client.get(report.url)
    words = page.content.decode().replace("\xa0", " ")
    assert page.status_code == 200
    assert "Подготовить справку" in words
    assert "Непубличная" not in words
    client.force_login(controller)
    assert "Непубличная" in client.get(reverse("programs_report", args=[report.pk])).content.decode()


def test_a_plan_s_measures_are_reported_on_too(client, council, organisation, members, controller, author):
    plan = council.programs.add_child(instance=PlanPage(title="План реализации Концепции на 2026 год", owner=author))
    source = Source(page=plan, name=plan.title, council=organisation, given_on=datetime.date(2026, 1, 1))
    put_on_control(source, [Duty("m", "", "Провести семинар", members[:1], read_deadline(COMING))])
    report = build(plan, controller)
    assert report.title == "Информация о выполнении плана реализации Концепции на 2026 год"
    client.force_login(controller)
    draft = make_draft(client, report, **{field_of(report, "1", "proposal"): "close"})
    assert draft.items[1].value["text"] == "Снять с контроля мероприятие 1 плана реализации Концепции на 2026 год."
    registered(draft)
    assert members[0].assignments.get().state == "closed"


def test_a_report_costs_the_same_for_one_card_and_two_hundred(
    client, on_control, organisation, body, all_members, controller
):
    report = build(on_control, controller)
    client.force_login(controller)
    address = reverse("programs_report", args=[report.pk])
    client.get(address)

    def asked():
        with CaptureQueriesContext(connection) as drawn:
            refresh(ExecutionReportPage.objects.get(pk=report.pk), controller)
        with CaptureQueriesContext(connection) as shown:
            client.get(address)
        return len(drawn), len(shown)

    asked()  # the first time some things are asked for once and kept
    few = asked()
    many = [Organisation(name=f"Союз {n}", superior=organisation, path=organisation.path) for n in range(20)]
    for one in many:
        one.save()
    source = Source(
        page=on_control, name="Совет № 6-2", council=organisation, given_on=on_control.adopted_on, body=body
    )
    put_on_control(source, [Duty(f"d{n}", f"7.{n}", "Сделать", [all_members], read_deadline(COMING)) for n in range(9)])
    assert asked() == few


def test_a_programme_is_reported_on_by_its_published_plans(council, organisation, members, controller, author):
    programme = council.programs.add_child(instance=ProgramPage(title="Программа «Рост»", owner=author))
    plans = [
        programme.add_child(instance=PlanPage(title=f"План на {year} год", owner=author, first_published_at=published))
        for year, published in ((2026, timezone.now()), (2027, None))
    ]
    for plan in plans:
        source = Source(page=plan, name=plan.title, council=organisation, given_on=datetime.date(2026, 1, 1))
        put_on_control(source, [Duty("m", "1", "Провести семинар", members[:1], read_deadline(COMING))])
    report = build(programme, controller)
    assert report.title == "Информация о выполнении программы «Рост»"
    assert [row.source for row in report.table] == [plans[0].pk]


def test_the_list_of_reports_costs_the_same_for_one_and_twenty(client, council, report_page, controller):
    client.force_login(controller)
    address = reverse("programs_reports")
    client.get(address)

    def asked():
        with CaptureQueriesContext(connection) as shown:
            page = client.get(address)
        return len(shown), len(page.context["reports"])

    queries, listed = asked()
    assert listed == 1
    for number in range(19):
        copy = ExecutionReportPage(title=f"Информация {number}", about=report_page.about, owner=controller, live=False)
        council.programs.add_child(instance=copy)
        copy.save_revision(user=controller)
    assert asked() == (queries, 20)
