"""What the public house has of one council: a published page of every kind, a draft of every kind, and its readers."""

import datetime

from django.utils import timezone

from home.models import (
    Digest,
    EventPage,
    EventRegistration,
    EventsPage,
    HomePage,
    LeadershipPage,
    NewsPage,
    NewspaperIssuePage,
    NewspaperPage,
    NewsSectionPage,
    NormativeDocumentPage,
    NormativeDocumentsPage,
    PhotoReportPage,
    PhotoReportsPage,
    PracticePage,
    PracticesPage,
    RubricPage,
    SurveyAnswer,
    SurveyField,
    SurveyPage,
    SurveysPage,
)
from home.opening import open_section
from registry.models import Body, Duty, Organisation, OrganisationKind, Person, Post, Role
from resolutions.models import AgendaItem, Meeting, Topic
from search.models import SearchAlert

DAY = datetime.date(2026, 5, 5)
SECTIONS = {
    "events": EventsPage,
    "newspaper": NewspaperPage,
    "photos": PhotoReportsPage,
    "papers": NormativeDocumentsPage,
    "practices": PracticesPage,
    "leadership": LeadershipPage,
    "surveys": SurveysPage,
}


def add_house(half):
    """Everything readers of a council's site meet beside its acts and news."""
    # Council A shows how its points are carried out, council B does not.
    HomePage.objects.filter(pk=half.council.home.pk).update(shows_execution=half.letter == "A")
    half.council.home.refresh_from_db()
    _sections(half)
    _correspondents(half)
    _readers(half)
    _meetings(half)
    _people(half)
    half.keep(topic=Topic.objects.create(organisation=half.organisation, name=f"Охрана труда {half.letter}"))


def _sections(half):
    """In every section one published page, and one draft that its editors alone may read."""
    moment = timezone.now() + datetime.timedelta(days=30)
    event = {"starts_at": moment, "ends_at": moment, "takes_registrations": True}
    shots = [("photograph", {"picture": half.files["public_image"], "alt": "Зал"})]
    kinds = {
        "event": ("events", EventPage, event),
        "issue": ("newspaper", NewspaperIssuePage, {"number": "1", "published_on": DAY}),
        "report_of_photos": ("photos", PhotoReportPage, {"published_on": DAY, "photographs": shots}),
        "paper_of_norms": ("papers", NormativeDocumentPage, {"adopted_on": DAY}),
        "practice": ("practices", PracticePage, {"organisation": half.unit, "published_on": DAY}),
        "survey": ("surveys", SurveyPage, {"shows_results": SurveyPage.Results.ALWAYS}),
    }
    sections = {name: open_section(half.council.home, model) for name, model in SECTIONS.items()}
    half.keep(**sections)
    secret = half.secret("page")
    for name, (section, model, fields) in kinds.items():
        for state, title in (("published", f"Открытая {half.letter}: {name}"), ("unpublished", f"{secret} {name}")):
            page = model(title=title, live=state == "published", owner=half.accounts[Role.EDITOR], **fields)
            if model is SurveyPage:
                page.form_fields = [SurveyField(label="Очно?", field_type="radio", choices="да\nнет")]
            sections[section].add_child(instance=page)
            page.save_revision(user=half.accounts[Role.EDITOR])
            half.keep(**{f"{state}_{name}": page})
    rubric = half.council.news.add_child(instance=RubricPage(title=f"Рубрика {half.letter}"))
    half.keep(rubric=rubric)


def _correspondents(half):
    """The section of an organisation: its correspondent has published a piece of news and drafts another."""
    writer = half.accounts[Role.CORRESPONDENT]
    section = NewsSectionPage(
        title=f"Раздел {half.letter}", organisation=half.unit, live=False, correspondents=[writer]
    )
    half.council.news.add_child(instance=section)
    section.save_revision().publish()
    sent = NewsPage(title=half.secret("sent"), published_on=DAY, live=False, owner=writer)
    section.add_child(instance=sent)
    sent.save_revision(user=writer)
    half.keep(news_section=section, sent_news=sent)


def _readers(half):
    """Who registered, answered, or wants letters: their names and addresses are the council's business."""
    event = EventPage.objects.get(pk=half.things["published_event"])
    name = half.secret("registered")
    registration = EventRegistration.objects.create(event=event, name=name, email=f"{name}@palata.example")
    survey = SurveyPage.objects.get(pk=half.things["published_survey"])
    answer = SurveyAnswer.objects.create(page=survey, form_data={"ochno": half.secret("survey")})
    asked = {"host": f"http://{half.host}", "language": "ru", "consent": "Да"}
    address = f"{half.secret('reader')}@palata.example"
    home = half.council.home
    alert = SearchAlert.objects.create(email=address, root=home, query="q=акт", in_words="акт", **asked)
    digest = Digest.objects.create(email=address, home=home, chosen=["news"], **asked)
    half.keep(registration=registration, survey_answer=answer, alert_key=alert.key, digest_key=digest.key)


def _meetings(half):
    """A meeting the body has announced, and one it has not."""
    Body.objects.filter(pk=half.body.pk).update(meetings_shown=Body.MeetingsShown.AGENDA)
    moment = timezone.now() + datetime.timedelta(days=10)
    announced = Meeting.objects.create(body=half.body, number=8, starts_at=moment, noticed_at=timezone.now())
    AgendaItem.objects.filter(pk=half.things["question"]).update(title=half.secret("agenda"))
    half.keep(announced_meeting=announced)


def _people(half):
    """Somebody who has not agreed to be named leads the council and a department of it."""
    department = Organisation.objects.create(
        name=f"Отдел {half.letter}", kind=OrganisationKind.DEPARTMENT, superior=half.organisation
    )
    unnamed = Person.objects.get(pk=half.person.pk)
    for organisation in (half.organisation, department):
        Post.objects.create(organisation=organisation, person=unnamed, duty=Duty.DEPUTY)
