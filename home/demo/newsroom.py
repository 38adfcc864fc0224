"""What the editors of the demo federation keep besides its acts: rubrics, events, newspaper, photographs, papers."""

import datetime
import json

from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Collection

from home.demo.landscape import DUSK, MIST, NIGHT, WINTER
from home.demo.newspaper import print_newspaper
from home.demo.pictures import document, picture, regulation
from home.demo.scenes import hall, lake, sawmill, shipyard, town
from home.models import (
    EventPage,
    EventRegistration,
    EventsPage,
    LeadershipPage,
    LinkRules,
    NewsAct,
    NewsAuthor,
    NewsPage,
    NewspaperPage,
    NewsSectionPage,
    NormativeDocumentPage,
    NormativeDocumentsPage,
    PhotoReportPage,
    PhotoReportsPage,
    PracticePage,
    PracticesPage,
    RubricPage,
    Supersession,
    SurveyAnswer,
    SurveyField,
    SurveyPage,
    SurveysPage,
)
from home.opening import open_section
from registry.models import Organisation
from resolutions.models import ResolutionPage

RUBRICS = (
    ("Охрана труда", "ohrana-truda", "Проверки, обучение уполномоченных, условия на рабочих местах."),
    ("Зарплата", "zarplata", "Договоры, индексация, доплаты."),
    ("Право", "pravo", "Разъяснения юристов и дела, которые выиграли профсоюзы."),
    ("Молодёжь", "molodyozh", "Молодёжный совет, школы, конкурсы."),
)
# By the address of the news: its rubric, its author, its tags, and the point of the act № 6-3 it tells of.
ABOUT_NEWS = {
    "obucheny-upolnomochennye": ("Охрана труда", "отдел охраны труда", ["обучение", "уполномоченные"], "3.2"),
    "doplata-za-nochnye-smeny": ("Зарплата", "пресс-служба Федерации", ["доплаты", "лесная отрасль"], ""),
    "medikam-prodlili-otpusk": ("Право", "пресс-служба Федерации", ["соглашения"], ""),
    "zimnyaya-shkola": ("Молодёжь", "молодёжный совет", ["обучение"], ""),
    "itogi-goda-ohrany-truda": ("Год охраны труда", "техническая инспекция труда", ["проверки"], ""),
}
CONSENT = "Согласен, что Федерация хранит моё имя и адрес для записи на это событие и удаляет их после него."


def fill_newsroom(council, author, correspondent):
    """Every section the editors keep, with something in each."""
    home, library = council.home, Collection.objects.get(name=str(council.home.organisation))
    rubrics = _rubrics(council, author)
    _news(council, rubrics, author)
    _section(council, author, correspondent)
    _events(open_section(home, EventsPage), library, author)
    print_newspaper(open_section(home, NewspaperPage), library, author)
    _photographs(open_section(home, PhotoReportsPage), library, author)
    _papers(open_section(home, NormativeDocumentsPage), rubrics, library, author)
    _practices(open_section(home, PracticesPage), rubrics, author)
    open_section(home, LeadershipPage)
    _survey(open_section(home, SurveysPage), author)
    LinkRules.objects.create(home=home, unwanted="facebook.com\ninstagram.com")


def _publish(parent, page, author):
    page.owner = author
    parent.add_child(instance=page)
    page.save_revision(user=author).publish(skip_permission_checks=True)
    return page


def _words(*paragraphs):
    return [("paragraph", f"<p>{words}</p>") for words in paragraphs]


def _moment(day, hour, minute=0):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def _rubrics(council, author):
    made = {
        title: _publish(council.news, RubricPage(title=title, slug=slug, lead=lead), author)
        for title, slug, lead in RUBRICS
    }
    made["Год охраны труда"] = _publish(
        council.news,
        RubricPage(
            title="Год охраны труда",
            slug="god-ohrany-truda",
            lead="Что сделано за тематический год.",
            shown_from=datetime.date(2025, 1, 1),
            shown_until=datetime.date(2025, 12, 31),
        ),
        author,
    )
    return made


def _news(council, rubrics, author):
    act = ResolutionPage.objects.descendant_of(council.home).registered().filter(number="6-3").first()
    for news in NewsPage.objects.child_of(council.news).filter(slug__in=ABOUT_NEWS):
        rubric, name, tags, point = ABOUT_NEWS[news.slug]
        news.rubric = rubrics[rubric]
        news.authors = [NewsAuthor(name=name)]
        # A tag's own address is made of Latin letters, so that every reader can type it.
        news.tags.set([Tag.objects.get_or_create(name=tag)[0] for tag in tags])
        if point and act:
            news.act_links = [NewsAct(act=act, point=point), NewsAct(act=act, point="4.2")]
        news.save_revision(user=author).publish(skip_permission_checks=True)


def _section(council, author, correspondent):
    forest = Organisation.objects.filter(short_name="Лес, обком").first()
    section = NewsSectionPage(title="Новости лесных отраслей", slug="les", organisation=forest, lead="Пишут с заводов.")
    section.correspondents = [correspondent]
    _publish(council.news, section, author)
    news = NewsPage(
        title="На лесозаводе открыли комнату отдыха",
        slug="komnata-otdyha",
        published_on=datetime.date(2026, 10, 30),
        lead="Её обещали в коллективном договоре два года назад.",
        body=_words("Комната на двенадцать мест стоит рядом с проходной. Работает всю смену."),
    )
    _publish(section, news, author)


def _events(index, library, author):
    seminar = EventPage(
        title="Выездной семинар уполномоченных в Красном Затоне",
        slug="seminar-krasny-zaton",
        starts_at=_moment(datetime.date(2026, 12, 9), 10),
        ends_at=_moment(datetime.date(2026, 12, 10), 16),
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
        body=_words("Возьмите с собой удобную обувь: полдня пройдёт в цехе."),
        takes_registrations=True,
        registration_until=_moment(datetime.date(2026, 12, 1), 18),
        places=40,
        consent_text=CONSENT,
    )
    _publish(index, seminar, author)
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
            starts_at=_moment(first, 10),
            ends_at=_moment(first + datetime.timedelta(days=days), 18),
            is_whole_day=bool(days),
            place=place,
            lead=lead,
            consent_text=CONSENT,
        )
        _publish(index, page, author)


def _photographs(index, library, author):
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
    _publish(index, report, author)


def _papers(index, rubrics, library, author):
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
    _publish(index, old, author)
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
    _publish(index, new, author)
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
    _publish(index, agreement, author)


def _practices(index, rubrics, author):
    practice = PracticePage(
        title="Табели сверяет комиссия профкома",
        slug="sverka-tabelej",
        organisation=Organisation.objects.filter(short_name="Лес, обком").first(),
        published_on=datetime.date(2026, 11, 17),
        topic=rubrics["Зарплата"],
        problem="Ночные часы терялись между сменным журналом и расчётным листком.",
        body=_words(
            "Профком раз в месяц берёт сменный журнал и сверяет его с табелем вместе с бухгалтером.",
            "Расхождение записывают в один лист, который подписывают оба. Исправляют до выплаты, а не после жалобы.",
        ),
        result="За полгода пересчитали 212 расчётных листков. Жалоб на ночные часы больше нет.",
        contact="профком лесозавода, profkom@les.example",
    )
    _publish(index, practice, author)
    diary = PracticePage(
        title="Журнал наблюдений висит у станка",
        slug="zhurnal-u-stanka",
        organisation=Organisation.objects.filter(short_name="Культура, обком").first(),
        published_on=datetime.date(2026, 9, 8),
        topic=rubrics["Охрана труда"],
        problem="Журнал лежал в кабинете мастера, и замечания доходили до него через неделю.",
        body=_words("Листы журнала повесили там, где работают. Мастер подписывает их в конце смены."),
        result="Замечание устраняют за два дня вместо девяти.",
        contact="отдел охраны труда Федерации",
    )
    _publish(index, diary, author)


def _survey(index, author):
    survey = SurveyPage(
        title="Чему вас учить в 2027 году?",
        slug="chemu-uchit",
        intro="<p>Учебный центр составляет план на год. Ответы займут две минуты, имени мы не спрашиваем.</p>",
        closes_on=datetime.date(2026, 12, 20),
        kept_days=180,
        shows_results=SurveyPage.Results.ALWAYS,
        thanks="Спасибо. План появится на сайте в январе.",
    )
    survey.form_fields = [
        SurveyField(
            sort_order=0,
            label="О чём вы хотели бы узнать?",
            field_type="checkboxes",
            choices="охрана труда\nтрудовое право\nзарплата и договоры\nпубличная речь",
        ),
        SurveyField(sort_order=1, label="Как удобнее учиться?", field_type="radio", choices="очно\nпо видеосвязи"),
        SurveyField(sort_order=2, label="Чего не хватило в этом году?", field_type="multiline", required=False),
    ]
    _publish(index, survey, author)
    topics, way = (field.clean_name for field in list(survey.form_fields.all())[:2])
    for number in range(9):
        answer = {
            topics: ["охрана труда", "трудовое право"][: number % 2 + 1],
            way: "очно" if number % 3 else "по видеосвязи",
        }
        SurveyAnswer.objects.create(page=survey, form_data=json.loads(json.dumps(answer)))
    past = SurveyPage(
        title="Откуда вы узнаёте о решениях Совета?",
        slug="otkuda-uznayote",
        intro="<p>Спрашивали, чтобы понять, чего не хватает сайту и газете.</p>",
        closes_on=datetime.date(2026, 10, 31),
        kept_days=180,
        shows_results=SurveyPage.Results.CLOSED,
    )
    past.form_fields = [
        SurveyField(
            sort_order=0,
            label="Откуда узнаёте чаще всего?",
            field_type="radio",
            choices="от председателя первичной\nиз газеты\nс сайта\nот товарищей",
        ),
    ]
    _publish(index, past, author)
    source = past.form_fields.first().clean_name
    for words, number in (("от председателя первичной", 23), ("из газеты", 11), ("с сайта", 17), ("от товарищей", 6)):
        SurveyAnswer.objects.bulk_create(
            [SurveyAnswer(page=past, form_data={source: words}) for _answer in range(number)]
        )
