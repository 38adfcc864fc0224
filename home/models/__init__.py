"""The front door: the council's home page, ordinary pages, news, events, newspaper, papers, and its organisations."""

from home.models.correspondents import NewsSectionPage
from home.models.digests import Digest
from home.models.events import EventPage, EventRegistration, EventsPage
from home.models.home import HomePage
from home.models.leadership import LeadershipPage
from home.models.link_report import FoundLink, LinkRules
from home.models.news import NewsAct, NewsAuthor, NewsIndexPage, NewsPage, NewsTag
from home.models.newspaper import NewspaperIssuePage, NewspaperPage
from home.models.normative import NormativeDocumentPage, NormativeDocumentsPage, NormativeKind, Supersession
from home.models.organisations import OrganisationsPage
from home.models.pages import StandardPage
from home.models.photos import PhotoReportPage, PhotoReportsPage
from home.models.practice import PracticePage, PracticesPage
from home.models.rubrics import RubricPage
from home.models.surveys import SurveyAnswer, SurveyField, SurveyPage, SurveysPage

__all__ = [
    "Digest",
    "EventPage",
    "EventRegistration",
    "EventsPage",
    "FoundLink",
    "HomePage",
    "LeadershipPage",
    "LinkRules",
    "NewsAct",
    "NewsAuthor",
    "NewsIndexPage",
    "NewsPage",
    "NewsSectionPage",
    "NewsTag",
    "NewspaperIssuePage",
    "NewspaperPage",
    "NormativeDocumentPage",
    "NormativeDocumentsPage",
    "NormativeKind",
    "OrganisationsPage",
    "PhotoReportPage",
    "PhotoReportsPage",
    "PracticePage",
    "PracticesPage",
    "RubricPage",
    "StandardPage",
    "Supersession",
    "SurveyAnswer",
    "SurveyField",
    "SurveyPage",
    "SurveysPage",
]
