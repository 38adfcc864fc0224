"""The front door: the council's home page, ordinary pages, news, and its organisations."""

from home.models.home import HomePage
from home.models.news import NewsIndexPage, NewsPage
from home.models.organisations import OrganisationsPage
from home.models.pages import StandardPage

__all__ = ["HomePage", "NewsIndexPage", "NewsPage", "OrganisationsPage", "StandardPage"]
