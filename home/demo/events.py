"""Events of the demo federation, and the photographs of one."""

import datetime

from home.demo.landscape import DUSK, MIST, NIGHT, WINTER
from home.demo.pictures import picture
from home.demo.scenes import hall, lake, sawmill, shipyard, town
from home.demo.writing import moment, paragraphs, publish
from home.models import EventPage, EventRegistration, PhotoReportPage

CONSENT = "Согласен, что Федерация хранит моё имя и адрес для записи на это событие и удаляет их после него."


def announce_events(index, library, author):
    seminar = EventPage(
        title="Выездной семинар уполномоченных в Красном Затоне",
        slug="seminar-krasny-zaton",
        starts_at=moment(datetime.date(2026, 12, 9), 10),
        ends_at=moment(datetime.date(2026, 12, 10), 16),
        place="Дом культуры речников, Красный Затон, Пристанская ул., д. 2",
        lead="Два дня для вновь избранных уполномоченных: законы, журнал наблюдений и обход судоремонтного цеха.",
        image=picture(
            library,
            "Судоремонтный завод в Красном Затоне",
            "Рисунок: корпус судна на берегу, над ним кран",
            shipyard(MIST),
            focus=(800, 460),
        ),
        programme=[
            ("row", {"time": "9 декабря", "what": "Первый день", "who": "", "is_heading": True}),
            ("row", {"time": "10:00", "what": "Открытие", "who": "заместитель председателя Федерации"}),
            ("row", {"time": "10:30", "what": "Права уполномоченного", "who": "технический инспектор труда"}),
            ("row", {"time": "14:00", "what": "Журнал наблюдений: как вести", "who": "отдел охраны труда"}),
            ("row", {"time": "10 декабря", "what": "Второй день", "who": "", "is_heading": True}),
            ("row", {"time": "10:00–13:00", "what": "Обход судоремонтного цеха", "who": ""}),
            ("row", {"time": "14:00", "what": "Экзамен", "who": ""}),
        ],
        body=paragraphs("Возьмите с собой удобную обувь: полдня пройдёт в цехе."),
        takes_registrations=True,
        registration_until=moment(datetime.date(2026, 12, 1), 18),
        places=40,
        consent_text=CONSENT,
    )
    publish(index, seminar, author)
    EventRegistration.objects.create(
        event=seminar, name="Жарких Пётр", organisation="Лес", email="zharkih@sovet.example", consent_text=CONSENT
    )
    for title, slug, first, days, place, lead in (
        (
            "Зимняя школа молодёжного совета",
            "zimnyaya-shkola",
            datetime.date(2027, 1, 22),
            2,
            "турбаза «Сосновая»",
            "Коллективный договор, публичная речь и работа с обращениями. Участников называют членские организации.",
        ),
        (
            "День открытых дверей юристов",
            "den-yuristov",
            datetime.date(2026, 12, 18),
            0,
            "Озёрная ул., д. 7",
            "Приходите без записи с трудовым договором и расчётным листком.",
        ),
        (
            "Конкурс «Лучший уполномоченный»",
            "konkurs",
            datetime.date(2026, 10, 2),
            0,
            "учебный центр",
            "Двенадцать участников, три задания, одно из них на время.",
        ),
        (
            "Спартакиада профсоюзов",
            "spartakiada",
            datetime.date(2025, 8, 16),
            1,
            "стадион «Озёрный»",
            "Волейбол, лыжероллеры и перетягивание каната.",
        ),
    ):
        page = EventPage(
            title=title,
            slug=slug,
            starts_at=moment(first, 10),
            ends_at=moment(first + datetime.timedelta(days=days), 18),
            is_whole_day=bool(days),
            place=place,
            lead=lead,
            consent_text=CONSENT,
        )
        publish(index, page, author)


def show_photographs(index, library, author):
    shots = [
        ("Слушатели семинара перед экраном", hall(DUSK)),
        ("Верхний Плёс с воды", town(MIST)),
        ("Лесозавод, куда ходили с обходом", sawmill(WINTER)),
        ("Дорога домой: озеро вечером", lake(NIGHT)),
    ]
    photographs = [
        (
            "photograph",
            {
                "picture": picture(
                    library, f"Семинар: {words.lower()}", f"Рисунок: {words.lower()}", draw, focus=(800, 520)
                ),
                "alt": f"Рисунок: {words.lower()}",
                "caption": words,
                "author": "",
            },
        )
        for words, draw in shots
    ]
    report = PhotoReportPage(
        title="Два дня уполномоченных в Верхнем Плёсе",
        slug="seminar-verhny-ples",
        published_on=datetime.date(2026, 10, 22),
        place="Верхний Плёс",
        author="рисунки редакции",
        lead="Занятия, обход цеха и экзамен.",
        photographs=photographs,
    )
    publish(index, report, author)
