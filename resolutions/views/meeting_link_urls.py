"""Addresses that a member's link to the materials of a meeting opens."""

from django.urls import path

from resolutions.views.meeting_link import AgendaLinkView, AnnexLinkView, DraftLinkView, MeetingLinkView

urlpatterns = [
    path("meeting/<str:token>/", MeetingLinkView.as_view(), name="link_meeting"),
    path("meeting/<str:token>/agenda.pdf", AgendaLinkView.as_view(), name="link_meeting_agenda"),
    path("meeting/<str:token>/<int:item>/", DraftLinkView.as_view(), name="link_meeting_draft"),
    path("meeting/<str:token>/<int:item>/files/<int:number>/", AnnexLinkView.as_view(), name="link_meeting_file"),
]
