"""What the editors of the demo federation keep besides its acts: rubrics, events, newspaper, photographs, papers."""

import datetime

from taggit.models import Tag
from wagtail.models import Collection

from home.demo.events import announce_events, show_photographs
from home.demo.newspaper import print_newspaper
from home.demo.normative import collect_papers, collect_practices
from home.demo.surveys import ask_readers
from home.demo.writing import paragraphs, publish
from home.models import (
    EventsPage,
    LeadershipPage,
    LinkRules,
    NewsAct,
    NewsAuthor,
    NewsPage,
    NewspaperPage,
    NewsSectionPage,
    NormativeDocumentsPage,
    PhotoReportsPage,
    PracticesPage,
    RubricPage,
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


def fill_newsroom(council, author, correspondent):
    """Every section the editors keep, with something in each."""
    home, library = council.home, Collection.objects.get(name=str(council.home.organisation))
    rubrics = _rubrics(council, author)
    _news(council, rubrics, author)
    _section(council, author, correspondent)
    announce_events(open_section(home, EventsPage), library, author)
    print_newspaper(open_section(home, NewspaperPage), library, author)
    show_photographs(open_section(home, PhotoReportsPage), library, author)
    collect_papers(open_section(home, NormativeDocumentsPage), rubrics, library, author)
    collect_practices(open_section(home, PracticesPage), rubrics, author)
    open_section(home, LeadershipPage)
    ask_readers(open_section(home, SurveysPage), author)
    LinkRules.objects.create(home=home, unwanted="facebook.com\ninstagram.com")


def _rubrics(council, author):
    made = {
        title: publish(council.news, RubricPage(title=title, slug=slug, lead=lead), author)
        for title, slug, lead in RUBRICS
    }
    made["Год охраны труда"] = publish(
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
    publish(council.news, section, author)
    news = NewsPage(
        title="На лесозаводе открыли комнату отдыха",
        slug="komnata-otdyha",
        published_on=datetime.date(2026, 10, 30),
        lead="Её обещали в коллективном договоре два года назад.",
        body=paragraphs("Комната на двенадцать мест стоит рядом с проходной. Работает всю смену."),
    )
    publish(section, news, author)
