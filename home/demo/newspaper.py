"""The invented newspaper of the demo federation: three issues, with their front pages."""

import datetime

from home.demo.landscape import DUSK, MIST, WINTER
from home.demo.pictures import document, front_page, picture
from home.demo.scenes import sawmill, shipyard, winter_school
from home.models import NewsPage, NewspaperIssuePage

NAME = "Голос Приозёрья"
# Number, month in words, day, the picture and the colour of the front page, what it is about, and its articles.
ISSUES = (
    (
        "11 (421)",
        "ноябрь 2026 г.",
        datetime.date(2026, 11, 12),
        (sawmill(DUSK), "#0d4435"),
        "Ночные смены на лесозаводе, новый отпуск медиков Дубравы и календарь зимней школы.",
        (
            ("Доплата за ночь вернулась", "В. Лосева", "1"),
            ("Как выбрать уполномоченного", "отдел охраны труда", "3"),
            ("Письма читателей", "", "8"),
        ),
    ),
    (
        "10 (420)",
        "октябрь 2026 г.",
        datetime.date(2026, 10, 15),
        (shipyard(MIST), "#5b3a1e"),
        "Речники выходят на зимний ремонт, а профком проверяет, тепло ли в цехах.",
        (
            ("Зимний ремонт начался", "Д. Лунёва", "1"),
            ("Сколько стоит вахта", "правовой отдел", "4"),
        ),
    ),
    (
        "12 (410)",
        "декабрь 2025 г.",
        datetime.date(2025, 12, 11),
        (winter_school(WINTER), "#253744"),
        "Итоги Года охраны труда и подарки детям.",
        (
            ("Сто двадцать цехов за год", "техническая инспекция труда", "1"),
            ("Ёлка во дворце речников", "Д. Лунёва", "7"),
        ),
    ),
)


def print_newspaper(index, library, author):
    """Say what the newspaper is, and publish its issues."""
    index.lead = "«Голос Приозёрья» выходит раз в месяц с 1991 года. Здесь каждый номер целиком."
    index.title = "Газета «Голос Приозёрья»"
    index.save_revision(user=author).publish(skip_permission_checks=True)
    story = NewsPage.objects.filter(slug="doplata-za-nochnye-smeny").first()
    for number, month, day, drawn, lead, articles in ISSUES:
        front = front_page(NAME, f"№ {number}      {day:%d.%m.%Y}      газета Федерации", articles[0][0], *drawn)
        issue = NewspaperIssuePage(
            title=f"№ {number}, {month}",
            slug=f"nomer-{day:%Y-%m}",
            number=number,
            published_on=day,
            print_run=3200,
            lead=lead,
            cover=picture(library, f"Обложка № {number}", f"Первая полоса номера {number}", front, (620, 877)),
            file=document(library, f"Голос Приозёрья, № {number}", f"golos-{day:%Y-%m}.pdf", front),
            articles=[
                (
                    "article",
                    {
                        "title": title,
                        "author": writer,
                        "page_number": page,
                        "page": story if title == "Доплата за ночь вернулась" else None,
                    },
                )
                for title, writer, page in articles
            ],
        )
        issue.owner = author
        index.add_child(instance=issue)
        issue.save_revision(user=author).publish(skip_permission_checks=True)
