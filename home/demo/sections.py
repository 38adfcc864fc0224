"""The invented section about the federation: pages under pages, with a block of each kind among them."""

from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from home.demo.landscape import DUSK, MIST, WINTER
from home.demo.pictures import picture
from home.demo.scenes import lake, sawmill, shipyard
from home.models import StandardPage
from registry.models import DataConsent, Person

LEAD = "Двадцать лет вместе: соглашения, проверки условий труда, учёба и защита в суде."
BLANK = (
    r"{\rtf1\ansi\ansicpg1251 \u1047?\u1072?\u1103?\u1074?\u1083?\u1077?\u1085?\u1080?\u1077? "
    r"\u1086? \u1074?\u1089?\u1090?\u1091?\u1087?\u1083?\u1077?\u1085?\u1080?\u1080?}"
)


def make_sections(council, author):
    """Put pages under the page about the council."""
    council.about.lead = LEAD
    council.about.save_revision(user=author).publish(skip_permission_checks=True)
    pictures = [
        picture(None, title, f"Рисунок: {title.lower()}", drawn)
        for title, drawn in (
            ("Озеро под холмами", lake(MIST)),
            ("Верфь в Красном Затоне", shipyard(DUSK)),
            ("Зимний берег", lake(WINTER)),
        )
    ]
    blank = Document.objects.create(
        title="Заявление о вступлении", file=ContentFile(BLANK.encode("cp1251"), "zayavlenie.rtf")
    )
    blank.get_file_size()
    mill = picture(None, "Лесозавод утром", "Рисунок: лесозавод утром", sawmill(MIST))
    work = _page(
        council.about,
        author,
        title="Чем мы занимаемся",
        slug="chem-my-zanimaemsya",
        lead="Соглашения, проверки, учёба, суды: четыре дела, которые мы делаем каждый день.",
        body=_work(pictures),
    )
    _page(
        work,
        author,
        title="Охрана труда",
        slug="ohrana-truda",
        lead="Технические инспекторы, уполномоченные и что они успели.",
        body=_safety(mill),
    )
    _page(
        work,
        author,
        title="Учёба",
        slug="ucheba",
        lead="Школа профсоюзного актива работает с октября по май.",
        body=[_paragraph("Занятия бесплатны для членов профсоюза. Проезд и жильё оплачивает направившая организация.")],
    )
    _page(
        council.about,
        author,
        title="Как вступить",
        slug="kak-vstupit",
        lead="Одно заявление, один процент от заработка.",
        body=_joining(blank),
    )
    _page(
        council.about,
        author,
        title="Кто работает в аппарате",
        slug="apparat",
        lead="К кому обратиться и с чем.",
        body=_staff(),
    )


def _page(parent, author, **fields):
    page = StandardPage(**fields)
    parent.add_child(instance=page)
    page.save_revision(user=author).publish(skip_permission_checks=True)
    return page


def _paragraph(text):
    return ("paragraph", f"<p>{text}</p>")


def _shown(picture, caption=""):
    return {"image": picture, "decorative": False, "alt_text": f"Рисунок: {picture.title.lower()}", "caption": caption}


def _work(pictures):
    return [
        _paragraph("Федерация заключает областное соглашение, следит за его исполнением и учит тех, кто это делает."),
        ("heading", {"text": "В цифрах", "level": "2"}),
        (
            "chart",
            {
                "title": "Проверки условий труда",
                "kind": "columns",
                "unit": "",
                "figures": [
                    {"label": str(year), "value": value}
                    for year, value in ((2022, 318), (2023, 341), (2024, 402), (2025, 466), (2026, 454))
                ],
                "source": "Отчёты технической инспекции труда",
            },
        ),
        (
            "chart",
            {
                "title": "О чём спрашивают юристов",
                "kind": "bars",
                "unit": "%",
                "figures": [
                    {"label": "Оплата труда", "value": 46},
                    {"label": "Увольнение", "value": 27},
                    {"label": "Отпуск и отдых", "value": 18},
                    {"label": "Другое", "value": 9},
                ],
                "source": "",
            },
        ),
        (
            "quote",
            {"text": "Договор исполняют обе стороны.", "source": "Из выступления на пленуме"},
        ),
        ("heading", {"text": "Места, где мы работаем", "level": "2"}),
        ("gallery", {"pictures": [_shown(picture, picture.title) for picture in pictures]}),
    ]


def _safety(mill):
    return [
        ("image", _shown(mill, "Лесозавод утром, рисунок")),
        _paragraph("Технические инспекторы проверяют предприятия по жалобам и по плану."),
        (
            "table",
            {
                "table": {
                    "caption": "Обучено уполномоченных по охране труда, чел.",
                    "columns": [
                        {"type": "text", "heading": "Отрасль"},
                        {"type": "number", "heading": "2025"},
                        {"type": "number", "heading": "2026"},
                    ],
                    "rows": [
                        {"values": ["Лесопромышленный комплекс", "38", "64"]},
                        {"values": ["Образование", "112", "131"]},
                        {"values": ["Здравоохранение", "54", "70"]},
                    ],
                },
                "names_rows": True,
                "source": "Отчёт технической инспекции труда",
            },
        ),
    ]


def _joining(blank):
    return [
        _paragraph("В профсоюз вступают по личному заявлению. Членский взнос — один процент от заработка."),
        (
            "accordion",
            {
                "items": [
                    {
                        "question": "Кто может вступить?",
                        "answer": "<p>Каждый, кто работает или учится, с четырнадцати лет.</p>",
                    },
                    {
                        "question": "Куда нести заявление?",
                        "answer": "<p>В первичную организацию. Если её на предприятии нет — в отраслевую.</p>",
                    },
                    {"question": "Можно ли выйти?", "answer": "<p>Да, по заявлению и без объяснения причин.</p>"},
                ]
            },
        ),
        ("documents", {"title": "Бланк", "documents": [blank]}),
        (
            "call",
            {
                "title": "Не нашли свою организацию?",
                "text": "Напишите нам: подскажем, куда обратиться, и поможем создать первичную.",
                "button": "Написать",
                "page": None,
                "address": "mailto:sovet@sovet.example",
            },
        ),
    ]


def _staff():
    agreed = DataConsent.objects.filter(scope=DataConsent.Scope.NAME, revoked_on=None).values("person")
    people = Person.objects.filter(pk__in=agreed).order_by("pk")[:4]
    return [
        _paragraph("Здесь названы те, кто согласен, чтобы их называли на сайте."),
        ("people", {"people": [{"person": person, "post": "", "photo": None} for person in people]}),
    ]
