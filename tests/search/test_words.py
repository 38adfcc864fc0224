"""A word is found in whatever form it stands, on every database."""

import datetime

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("профсоюзы", "О работе профсоюзов"),
        ("ПРОФСОЮЗОВ", "Наш профсоюз"),
        ("отчет", "Об отчётах за год"),
        ("отчёты", "О порядке отчетов"),
        ("Лазарев", "Поручить Лазареву А.И. подготовить справку"),
        ("Лазаревой", "Контроль возложить на Лазарева"),
        ("день отпуск", "О дополнительных днях отпуска"),
        ("ребёнок", "О льготах имеющим детей"),
        ("провести пленум", "Проведён пленум горкома"),
        ("облсовпроф", "Совет Облсовпрофа собрался"),
        ("крайсовпрофом", "Поручить крайсовпрофу"),
        ("сталь", "Ветеран завода, где варят из стали"),
        ("замок", "За\u0301мок отдыха"),
        ("йод", "Выдать и\u0306од"),
        ("cafe", "В Café «Заря»"),
        ("отчёт о работе в профсоюзе", "Отчёты, работа, профсоюз"),
        ("о", "Рассказ о спартакиаде"),
        ("2026", "План на 2026 год"),
        ("постановление № 7 – 2", "Исполнено постановление №7-2"),
        ("уполномоченный", "Обучение уполномоченных"),
    ],
)
def test_a_word_is_found_in_another_form(titles, publish_news, asked, written):
    publish_news("Запись", text=written)
    publish_news("Другая", text="Ничего похожего здесь не сказано", published_on=datetime.date(2019, 3, 1))
    assert titles(asked) == ["Запись"]


def test_every_word_asked_for_must_be_there(titles, publish_news):
    publish_news("Оба", text="Охрана труда и отпуск")
    publish_news("Один", text="Только охрана")
    assert titles("охраны труду") == ["Оба"]


def test_a_phrase_in_quotation_marks_is_found_as_it_is_written(titles, publish_news):
    publish_news("Рядом", text="Итоги конкурса подведены")
    publish_news("Порознь", text="Конкурса нет, итоги подведены")
    assert titles('"итоги конкурса"') == ["Рядом"]
    assert set(titles("итоги конкурса")) == {"Рядом", "Порознь"}
    assert titles('подвести "итоги конкурса"') == ["Рядом"]


def test_a_changed_page_is_found_by_its_new_words_only(titles, publish_news, indexed):
    news = publish_news("Запись", text="Субботник")
    news.body = [("paragraph", "<p>Спартакиада</p>")]
    with indexed():
        news.save()
    assert titles("спартакиады") == ["Запись"]
    assert titles("субботники") == []


def test_the_signatory_and_the_points_of_an_act_are_searched(titles, publish_act):
    publish_act("О планах", text="Провести спартакиаду трудящихся")
    assert titles("спартакиаде") == ["О планах"]
    assert titles("Северьяновой") == ["О планах"]
