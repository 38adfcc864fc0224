"""Normative papers of the demo federation and what its organisations are proud of."""

import datetime

from home.demo.pictures import document, regulation
from home.demo.writing import paragraphs, publish
from home.models import NormativeDocumentPage, PracticePage, Supersession
from registry.models import Organisation
from resolutions.models import ResolutionPage


def collect_papers(index, rubrics, library, author):
    old = NormativeDocumentPage(
        title="Положение об уполномоченном по охране труда",
        slug="polozhenie-2019",
        kind="regulation",
        issuer="Совет Федерации",
        number="4-2",
        adopted_on=datetime.date(2019, 5, 16),
        in_force_from=datetime.date(2019, 5, 16),
        topic=rubrics["Охрана труда"],
        about="Прежний порядок избрания и работы уполномоченных.",
    )
    publish(index, old, author)
    new = NormativeDocumentPage(
        title="Положение об уполномоченном по охране труда (новая редакция)",
        slug="polozhenie-2026",
        kind="regulation",
        issuer="Совет Федерации",
        number="6-3",
        adopted_on=datetime.date(2026, 4, 16),
        in_force_from=datetime.date(2026, 5, 1),
        topic=rubrics["Охрана труда"],
        about="Кого избирать, чему учить, как вести журнал наблюдений и куда сообщать о нарушениях.",
        file=document(
            library,
            "Положение об уполномоченном",
            "polozhenie-2026.pdf",
            regulation("Положение об уполномоченном по охране труда"),
        ),
        act=ResolutionPage.objects.registered().filter(number="6-3").first(),
    )
    new.supersessions = [Supersession(earlier=old)]
    publish(index, new, author)
    agreement = NormativeDocumentPage(
        title="Областное трёхстороннее соглашение на 2025–2027 годы",
        slug="soglashenie",
        kind="agreement",
        issuer="Правительство области, объединение работодателей, Федерация",
        adopted_on=datetime.date(2024, 12, 20),
        in_force_from=datetime.date(2025, 1, 1),
        in_force_until=datetime.date(2027, 12, 31),
        topic=rubrics["Зарплата"],
        about="Минимальная зарплата, индексация, охрана труда и занятость в организациях области.",
    )
    publish(index, agreement, author)


def collect_practices(index, rubrics, author):
    practice = PracticePage(
        title="Табели сверяет комиссия профкома",
        slug="sverka-tabelej",
        organisation=Organisation.objects.filter(short_name="Лес, обком").first(),
        published_on=datetime.date(2026, 11, 17),
        topic=rubrics["Зарплата"],
        problem="Ночные часы терялись между сменным журналом и расчётным листком.",
        body=paragraphs(
            "Профком раз в месяц берёт сменный журнал и сверяет его с табелем вместе с бухгалтером.",
            "Расхождение записывают в один лист, который подписывают оба. Исправляют до выплаты, а не после жалобы.",
        ),
        result="За полгода пересчитали 212 расчётных листков. Жалоб на ночные часы больше нет.",
        contact="профком лесозавода, profkom@les.example",
    )
    publish(index, practice, author)
    diary = PracticePage(
        title="Журнал наблюдений висит у станка",
        slug="zhurnal-u-stanka",
        organisation=Organisation.objects.filter(short_name="Культура, обком").first(),
        published_on=datetime.date(2026, 9, 8),
        topic=rubrics["Охрана труда"],
        problem="Журнал лежал в кабинете мастера, и замечания доходили до него через неделю.",
        body=paragraphs("Листы журнала повесили там, где работают. Мастер подписывает их в конце смены."),
        result="Замечание устраняют за два дня вместо девяти.",
        contact="отдел охраны труда Федерации",
    )
    publish(index, diary, author)
