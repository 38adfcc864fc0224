"""The addresses of the search, under /search/."""

from django.urls import path

from cms.letter_pages import ConfirmView, EndView
from search.models import SearchAlert
from search.views.alerts import AskView
from search.views.feeds import AtomFeed, RssFeed
from search.views.page import SearchView
from search.views.suggest import suggest

LETTERS = {"model": SearchAlert, "template_name": "search/alert_state.html"}

urlpatterns = [
    path("", SearchView.as_view(), name="search"),
    path("suggest/", suggest, name="search_suggest"),
    path("atom/", AtomFeed(), name="search_atom"),
    path("rss/", RssFeed(), name="search_rss"),
    path("alert/", AskView.as_view(), name="search_alert"),
    path("alert/confirm/<str:key>/", ConfirmView.as_view(**LETTERS), name="search_alert_confirm"),
    path("alert/end/<str:key>/", EndView.as_view(**LETTERS), name="search_alert_end"),
]
