"""The addresses of following, under /follow/."""

from django.urls import path, re_path

from cms.letter_pages import ConfirmView, EndView
from home.following.digest_views import DigestView
from home.following.views import calendar, feed, follow
from home.models import Digest

LETTERS = {"model": Digest, "template_name": "home/following/digest_state.html"}

urlpatterns = [
    path("", follow, name="follow"),
    path("calendar.ics", calendar, name="calendar"),
    path("letters/", DigestView.as_view(), name="digest"),
    path("letters/confirm/<str:key>/", ConfirmView.as_view(**LETTERS), name="digest_confirm"),
    path("letters/end/<str:key>/", EndView.as_view(**LETTERS), name="digest_end"),
    re_path(r"^(?P<stream>[a-z]+)\.(?P<form>atom|rss|json)$", feed, name="feed"),
]
