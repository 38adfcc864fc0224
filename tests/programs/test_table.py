"""The table of a plan: a plain form that keeps ids, says what is wrong at its row and loses nobody's rows."""

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.translation import gettext

from programs.models import PlanPage
from registry.models import Person

pytestmark = pytest.mark.django_db

WORD_TABLE = """<html><body><table>
<tr><td>№</td><td><p>Мероприятия</p></td><td>Ответственные</td><td>Сроки</td></tr>
<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>
<tr><td colspan="4"><b>Раздел I</b></td></tr>
<tr><td>1.</td><td><p>Провести
мониторинг</p></td><td><p>Жилина Е.А.</p><p>председатели ТПО</p></td><td>март<br>2022</td></tr></table></body></html>"""
EXCEL_ROWS = (
    '1\tПровести семинар\tоктябрь 2022\t"Жилина Е.А.\nКорякина И.В."\n2\tИздать ""памятку""\tв течение года\tотдел\n'
)


def posted(formset, seen, **changes):
    """What a browser would send back from the table."""
    head = formset.management_form
    data = {head.add_prefix(name): head[name].value() for name in head.fields}
    for form in formset.forms:
        data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields if name != "DELETE"}
    return {**data, "seen_revision": seen, **changes}


@pytest.fixture
def table(client, plan, author):
    client.force_login(author)

    def open_table():
        return client.get(reverse("programs_table", args=[plan.pk])).context

    return open_table


def save(client, plan, context, **changes):
    data = posted(context["formset"], context["seen_revision"], **changes)
    return client.post(reverse("programs_table", args=[plan.pk]), data)


def rows(plan):
    draft = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    return [(row.kind, row.label, row.text, row.deadline_words) for row in draft.rows], [
        row.item_id for row in draft.rows
    ]


def test_rows_change_come_go_and_move_while_the_others_keep_their_ids(client, plan, table):
    _before, (section, first, second) = rows(plan)
    answer = save(
        client,
        plan,
        table(),
        **{
            "row-0-DELETE": "on",
            "row-1-ORDER": "9",
            "row-2-text": "Рассмотреть на пленуме",
            "row-3-text": "Издать памятку",
            "row-3-deadline": "до 1 мая\n2022 года",
            "row-3-ORDER": "4",
        },
    )

    assert answer.status_code == 302
    said, ids = rows(plan)
    assert said == [
        ("measure", "2", "Рассмотреть на пленуме", "апрель, июнь"),
        ("measure", "", "Издать памятку", "до 1 мая 2022 года"),
        ("measure", "1", "Провести семинар", "октябрь 2022"),
    ]
    assert (ids[0], ids[2]) == (second, first)
    assert ids[1] not in {section, first, second}


def test_a_reading_the_author_puts_right_counts_from_then_on(client, plan, table):
    refused = save(client, plan, table(), **{"row-2-deadline_dates": "тридцатого"})
    assert refused.context["formset"].forms[2].errors["deadline_dates"]
    save(client, plan, table(), **{"row-2-deadline_dates": "29.04.2022, 30.06.2022"})
    draft = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    assert [f"{day:%d.%m}" for day in list(draft.duties())[1].deadline.due] == ["29.04", "30.06"]


def test_an_id_of_nobody_s_row_is_not_taken_over(client, plan, table):
    stranger = "11111111-2222-4333-8444-555555555555"
    save(client, plan, table(), **{"row-1-item_id": stranger})
    assert stranger not in rows(plan)[1]


def test_a_row_without_words_is_told_so_and_nothing_is_saved(client, plan, table):
    before = rows(plan)
    answer = save(client, plan, table(), **{"row-1-text": "", "row-2-text": "Новые слова"})

    text = answer.content.decode()
    assert answer.context["formset"].forms[1].errors["text"] == [gettext("Write what is to be done.")]
    assert "Новые слова" in text
    assert rows(plan) == before


def test_rows_saved_meanwhile_by_another_are_not_written_over_unseen(client, plan, table, keeper):
    context = table()
    plan.get_latest_revision_as_object().save_revision(user=keeper)
    answer = save(client, plan, context, **{"row-1-text": "Мои слова"})

    assert "Ирина Травкина" in answer.content.decode()
    assert "Мои слова" in answer.content.decode()
    assert rows(plan)[0][1][2] == "Провести семинар"
    save(client, plan, answer.context, **{"row-1-text": "Мои слова"})
    assert rows(plan)[0][1][2] == "Мои слова"


def test_a_plan_under_approval_is_frozen(client, plan, table, author):
    plan.get_workflow().start(plan, author)
    before = rows(plan)
    answer = save(client, plan, table(), **{"row-1-text": "Другое"})
    assert answer.status_code == 200
    assert rows(plan) == before


def test_a_name_the_registry_does_not_know_is_a_hint(client, plan, author, organisation):
    Person.objects.create(surname="Жилина", given_name="Елена", patronymic="Андреевна", organisation=organisation)
    client.force_login(author)
    address = reverse("programs_unknown_names", args=[plan.pk])
    answer = client.get(address, {"words": "Жилина Е.А.\nПапанин Ю.П."}).json()
    assert answer["unknown"] == ["Папанин Ю.П."]


def test_strangers_do_not_come_to_the_table(client, plan, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(reverse("programs_table", args=[plan.pk])).status_code in (302, 403)


@pytest.fixture
def sheet(chromium, client, plan, table):
    """The table as a browser has it, with its scripts and without a server."""
    page = chromium.new_page()
    page.set_content(client.get(reverse("programs_table", args=[plan.pk])).content.decode())
    for name in ("clipboard", "table"):
        page.add_script_tag(path=finders.find(f"programs/{name}.js"))
    yield page
    page.close()


def cells(sheet):
    return sheet.evaluate(
        """() => [...document.querySelectorAll('[data-plan-row]')].map((row) => [
            row.querySelector('select').value,
            ...[...row.querySelectorAll('[data-cell]')].map((cell) => cell.value),
        ])"""
    )


def paste(sheet, place, data):
    sheet.evaluate(
        """([place, data]) => {
            const clipboard = new DataTransfer();
            Object.entries(data).forEach(([type, words]) => clipboard.setData(type, words));
            const event = new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true });
            document.querySelectorAll('[data-plan-row]')[place].querySelector('[data-cell=text]').dispatchEvent(event);
        }""",
        [place, data],
    )


@pytest.mark.browser
def test_a_table_of_word_and_rows_of_excel_become_rows(sheet):
    paste(sheet, 3, {"text/html": WORD_TABLE, "text/plain": "не это"})
    assert cells(sheet)[3:5] == [
        ["section", "", "Раздел I", "", ""],
        ["measure", "1", "Провести мониторинг", "март 2022", "Жилина Е.А.\nпредседатели ТПО"],
    ]
    paste(sheet, 4, {"text/plain": EXCEL_ROWS})
    assert cells(sheet)[5] == ["measure", "1", "Провести семинар", "октябрь 2022", "Жилина Е.А.\nКорякина И.В."]
    sheet.click("[data-plan-note] button")
    assert len(cells(sheet)) == 5


@pytest.mark.browser
def test_enter_goes_down_and_alt_arrow_moves_the_row(sheet):
    sheet.locator("[data-cell=text]").nth(1).focus()
    sheet.keyboard.press("Alt+ArrowDown")
    assert [row[2] for row in cells(sheet)[:3]] == ["Обучение", "Рассмотреть на заседании", "Провести семинар"]
    sheet.keyboard.press("Enter")
    sheet.keyboard.type("Новое дело")
    assert cells(sheet)[3][2] == "Новое дело"
    sheet.keyboard.press("Enter")
    assert len(cells(sheet)) == 5
    assert sheet.locator("[data-order]").evaluate_all("all => all.map((one) => one.value)") == ["1", "2", "3", "4", "5"]
