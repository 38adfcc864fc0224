"""An invented programme of the demo federation with the plan of this year, and a plan of work being written."""

import datetime

from home.council import Council
from programs.models import PlanPage, ProgramPage

PASSPORT = (
    (
        "Цель Программы",
        "у каждой первичной организации есть обученный уполномоченный, а представления профсоюза исполняются в срок",
    ),
    (
        "Задачи Программы",
        "- избрать и обучить уполномоченных по охране труда;\n- вести единый учёт проверок и представлений;\n"
        "- закрепить время обхода в коллективных договорах;\n- сделать опыт лучших уполномоченных доступным всем",
    ),
    ("Исполнители Программы", "Членские организации, аппарат Федерации, Молодёжный совет"),
    ("Участники Программы", "Члены профсоюзов, первичные организации, работодатели по соглашению"),
    ("Срок действия Программы", "2025–2029 годы"),
    ("Планирование", "Президиум ежегодно уточняет план до 1 февраля"),
    ("Система контроля эффективности реализации Программы", "Отчёт на заседании Совета раз в год"),
    ("Финансовое обеспечение реализации Программы", "Сметы организаций, от 4 до 6 % членских взносов"),
)

# Section rows have a text only: number, measure, deadline, responsible.
MEASURES = (
    ("", "Люди и обучение", None, ()),
    (
        "1",
        "Провести перепись уполномоченных во всех первичных организациях",
        "февраль 2026",
        ("Зимин П.С.", "Первичные профсоюзные организации"),
    ),
    ("2", "Обучить вновь избранных уполномоченных", "до 1 ноября 2026 года", ("Членские организации Федерации",)),
    (
        "3",
        "Провести выездные семинары",
        "март, июнь, октябрь, декабрь",
        ("Тучков Г.М.", "Отдел информационной работы аппарата Федерации"),
    ),
    ("", "Договоры и проверки", None, ()),
    (
        "4",
        "Сверить коллективные договоры: есть ли оплата времени обхода",
        "II квартал 2026 года",
        ("Вьюгов К.Ю.", "Членские организации Федерации"),
    ),
    ("5", "Вести учёт проверок и представлений", "ежеквартально", ("Вьюгов К.Ю.",)),
    ("6", "Провести смотр кабинетов охраны труда", "в течение года", ("Молодёжный совет Федерации",)),
    ("", "Чтобы об этом знали", None, ()),
    ("7", "Вести на сайте рубрику «Охрана труда»", "постоянно", ("Лунёва Д.П.",)),
    ("8", "Подвести итоги конкурса «Лучший уполномоченный»", "10 декабря 2026 года", ("Тучков Г.М.", "Лунёва Д.П.")),
)
NEXT_HALF = (
    ("1", "Подготовить созыв отчётно-выборной конференции", "январь", ("Травкина И.В.",)),
    ("2", "Обобщить практику заключения коллективных договоров", "март, май", ("Вьюгов К.Ю.",)),
    ("3", "Обновить страницы членских организаций", "до 15 апреля", ("Лунёва Д.П.", "Членские организации Федерации")),
)


def make_programmes(council: Council, author, secretary, approve):
    """A public programme with its plan of the year, approved by a second person; a half-year plan as a draft."""
    programme = ProgramPage(
        title="Безопасный труд",
        introduction="Каждый третий несчастный случай последних лет начался с замечания, которое некому было сделать.",
        passport=[("row", {"label": label, "lines": lines}) for label, lines in PASSPORT],
        period_start=datetime.date(2025, 1, 1),
        period_end=datetime.date(2029, 12, 31),
        approval_words="постановлением Совета от 12 декабря 2024 года № 4-2",
        funding_min=4,
        funding_max=6,
        funding_note="членских взносов",
    )
    plan = _plan("План реализации программы «Безопасный труд» на 2026 год", MEASURES, (2026, 1, 1), (2026, 12, 31))
    half = _plan("План работы Президиума на I полугодие 2027 года", NEXT_HALF, (2027, 1, 1), (2027, 6, 30))
    for page, parent in ((programme, council.programs), (plan, programme), (half, council.programs)):
        page.live, page.owner = False, author
        parent.add_child(instance=page)
        page.save_revision(user=author)
        if page is not half:
            approve(page, author, secretary)
            page.refresh_from_db()


def _plan(title, rows, start, end):
    return PlanPage(
        title=title,
        period_start=datetime.date(*start),
        period_end=datetime.date(*end),
        measures=[("row", _row(*row)) for row in rows],
    )


def _row(label, text, deadline, responsible):
    kind = "section" if deadline is None else "measure"
    return {
        "kind": kind,
        "label": label,
        "text": text,
        "deadline": deadline or "",
        "responsible": "\n".join(responsible),
    }
