"""A programme comes in from a file once, and an act that approves one offers to be linked with it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from programs.models import ImportedDocument, PlanPage, ProgramPage
from resolutions.blocks import ItemClass

pytestmark = pytest.mark.django_db


def upload(client, council, path):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(reverse("import_upload"), {"council": council.acts.pk, "file": file}, follow=True)


@pytest.mark.parametrize("ending", ["txt", "docx"])
def test_the_programme_of_kursk_becomes_a_draft_with_both_plans_once(client, council, author, seeds, ending):
    client.force_login(author)
    paper = seeds / f"kursk-education-programme-2022-2026.{ending}"
    upload(client, council, paper)
    client.post(reverse("import_review", args=[ImportedDocument.objects.get().pk]))
    programme = ProgramPage.objects.get()
    plans = list(PlanPage.objects.child_of(programme).in_order_of_time())

    assert not programme.live
    assert programme.title == "Информационная работа в Профсоюзе"
    assert (programme.period_start.year, programme.period_end.year) == (2022, 2026)
    assert (programme.funding_min, programme.funding_max) == (4, 6)
    assert len(programme.passport_rows) == 11
    assert sorted(len(list(plan.duties())) for plan in plans) == [8, 10]
    yearly = min(plans, key=lambda plan: plan.length)
    assert [str(day) for day in list(yearly.duties())[7].deadline.due] == ["2022-04-30", "2022-06-30"]

    again = upload(client, council, paper)
    assert again.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[programme.pk])
    client.post(reverse("import_review", args=[ImportedDocument.objects.get().pk]))
    assert (ProgramPage.objects.count(), PlanPage.objects.count()) == (1, 2)


def test_the_same_programme_from_another_file_is_pointed_at(client, council, author, seeds):
    client.force_login(author)
    call_command("import_document", str(seeds / "kursk-education-programme-2022-2026.txt"))
    page = upload(client, council, seeds / "kursk-education-programme-2022-2026.docx")
    assert reverse("wagtailadmin_pages:edit", args=[ProgramPage.objects.get().pk]) in page.content.decode()


def approving(text):
    value = {"label": "1", "level": "1", "item_class": ItemClass.APPROVAL, "text": text, "addressees": ""}
    return [("item", {**value, "deadline": ""})]


def test_an_act_that_approves_a_programme_is_linked_by_one_button(client, programme, make_act, author):
    act = make_act(items=approving("Утвердить программу «Безопасный труд» на 2022-2026 годы (прилагается)."))
    client.force_login(author)
    address = reverse("programs_link", args=[act.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).content.decode()
    assert client.get(address).context["papers"] == [(programme, True)]

    client.post(address, {"paper": programme.pk})
    assert ProgramPage.objects.get().approved_by == act
    assert address not in client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).content.decode()


def test_a_programme_of_another_act_is_not_taken_over(client, programme, make_act, author):
    first = make_act(items=approving("Утвердить программу."))
    second = make_act(items=approving("Утвердить программу."), number="6-4")
    client.force_login(author)
    for act in (first, second):
        client.post(reverse("programs_link", args=[act.pk]), {"paper": programme.pk})
    assert ProgramPage.objects.get().approved_by == first


def test_the_resolution_of_ivanovo_leads_to_the_offer(client, council, author, programme, seeds):
    client.force_login(author)
    page = upload(client, council, seeds / "ivanovo-2022-12-15-resolution-9-5.txt")
    from tests.programs.test_import_screen import posted

    record = ImportedDocument.objects.get()
    answer = client.post(reverse("import_review", args=[record.pk]), posted(page.context["review"]))
    record.refresh_from_db()
    assert answer.url == reverse("programs_link", args=[record.act_id])


def test_a_plan_alone_becomes_a_plan_without_a_programme(client, council, author, tmp_path):
    paper = tmp_path / "plan.txt"
    cells = ("№", "Мероприятия", "Ответственные", "Сроки", "1", "Провести семинар", "Жилина Е.А.", "апрель, июнь")
    paper.write_text("ПЛАН\nработы Президиума на I полугодие 2027 года\n\n" + "".join(f"\t{cell}\n" for cell in cells))
    client.force_login(author)
    upload(client, council, paper)
    client.post(reverse("import_review", args=[ImportedDocument.objects.get().pk]))
    plan = PlanPage.objects.get()

    assert plan.get_parent().specific == council.programs
    assert (plan.period_start.isoformat(), plan.period_end.isoformat()) == ("2027-01-01", "2027-06-30")
    assert [str(day) for day in next(plan.duties()).deadline.due] == ["2027-04-30", "2027-06-30"]
