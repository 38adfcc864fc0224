"""Addresses of the screens of meetings."""

from django.urls import path

from resolutions.views.agenda import AddView, AgendaPdfView, ArrangeView, QuestionView, TakeOffView
from resolutions.views.attendance import AttendanceView
from resolutions.views.convening import CancelView, ChangeView, CloseView, ConveneView, OpenView
from resolutions.views.meeting import MeetingView
from resolutions.views.meeting_notices import HandedOverView, NoticesView, OneNoticeView
from resolutions.views.meetings import MeetingIndexView
from resolutions.views.papers import ExtractView, MinutesPdfView, PackPdfView
from resolutions.views.propose import ProposeView

urlpatterns = [
    path("meetings/", MeetingIndexView.as_view(), name="resolutions_meetings"),
    path("meetings/results/", MeetingIndexView.as_view(results_only=True), name="resolutions_meetings_results"),
    path("meetings/add/", ConveneView.as_view(), name="resolutions_meeting_add"),
    path("meetings/<int:pk>/", MeetingView.as_view(), name="resolutions_meeting"),
    path("meetings/<int:pk>/edit/", ChangeView.as_view(), name="resolutions_meeting_edit"),
    path("meetings/<int:pk>/cancel/", CancelView.as_view(), name="resolutions_meeting_cancel"),
    path("meetings/<int:pk>/open/", OpenView.as_view(), name="resolutions_meeting_open"),
    path("meetings/<int:pk>/close/", CloseView.as_view(), name="resolutions_meeting_close"),
    path("meetings/<int:pk>/agenda/", ArrangeView.as_view(), name="resolutions_agenda"),
    path("meetings/<int:pk>/agenda.pdf", AgendaPdfView.as_view(), name="resolutions_agenda_pdf"),
    path("meetings/<int:pk>/agenda/add/", AddView.as_view(), name="resolutions_agenda_add"),
    path("meetings/<int:pk>/agenda/<int:item>/", QuestionView.as_view(), name="resolutions_agenda_item"),
    path("meetings/<int:pk>/agenda/<int:item>/remove/", TakeOffView.as_view(), name="resolutions_agenda_remove"),
    path("meetings/<int:pk>/notices/", NoticesView.as_view(), name="resolutions_notices"),
    path("meetings/<int:pk>/notices/one/", OneNoticeView.as_view(), name="resolutions_notice_one"),
    path("meetings/<int:pk>/notices/paper/", HandedOverView.as_view(), name="resolutions_notice_paper"),
    path("meetings/<int:pk>/attendance/", AttendanceView.as_view(), name="resolutions_attendance"),
    path("meetings/<int:pk>/minutes.pdf", MinutesPdfView.as_view(), name="resolutions_minutes_pdf"),
    path("meetings/<int:pk>/pack.pdf", PackPdfView.as_view(), name="resolutions_pack_pdf"),
    path("acts/<int:pk>/extract/", ExtractView.as_view(), name="resolutions_extract"),
    path("acts/<int:pk>/propose/", ProposeView.as_view(), name="resolutions_propose"),
]
