"""The addresses of following, under /follow/."""

from django.urls import path, re_path

from cms.letter_pages import EndView
from home.following.digest_views import ConfirmDigestView, DigestView
from home.following.views import calendar, feed, follow
from home.models import Digest

urlpatterns = [
    path("", follow, name="follow"),
    path("calendar.ics", calendar, name="calendar"),
    path("letters/", DigestView.as_view(), name="digest"),
    path("letters/confirm/<str:key>/", ConfirmDigestView.as_view(), name="digest_confirm"),
    path(
        "letters/end/<str:key>/",
        EndView.as_view(model=Digest, template_name="home/following/digest_state.html"),
        name="digest_end",
    ),
    re_path(r"^(?P<stream>[a-z]+)\.(?P<form>atom|rss|json)$", feed, name="feed"),
]
