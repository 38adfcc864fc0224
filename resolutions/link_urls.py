"""Addresses that personal links open: one question for one person, without an account.

Each is named "link_" and the purpose of the link, which is how ``PersonalLink.path`` finds it.
"""

from django.urls import path

from resolutions.views.amendments import LinkAmendmentView
from resolutions.views.approval_link import VisaLinkAnnexView, VisaLinkPdfView, VisaLinkView
from resolutions.views.meeting_link_urls import urlpatterns as meeting_links
from resolutions.views.poll import PollAccountView, PollLinkView

urlpatterns = [
    # Opened by the token of the purpose "meeting".
    path("amendment/<str:token>/<int:pk>/", LinkAmendmentView.as_view(), name="link_amendment"),
    *meeting_links,
    path("visa/<str:token>/", VisaLinkView.as_view(), name="link_visa"),
    path("visa/<str:token>/draft.pdf", VisaLinkPdfView.as_view(), name="link_visa_pdf"),
    path("visa/<str:token>/annex/<uuid:annex_id>/", VisaLinkAnnexView.as_view(), name="link_visa_annex"),
    path("vote/<str:token>/", PollLinkView.as_view(), name="link_vote"),
    path("poll/<int:pk>/", PollAccountView.as_view(), name="resolutions_poll_answer"),
]
