"""Addresses of the screens of acts and meetings in the admin."""

from django.urls import path

from resolutions.views.acts import ActsView, BatchView
from resolutions.views.amendments import AmendmentsView, ProposeView, amendments_pdf
from resolutions.views.approval import ApprovalView
from resolutions.views.approval_sheet import (
    ApprovalSheetView,
    approval_sheet_pdf,
    remind,
    take_back_from_approval,
    visa_file,
)
from resolutions.views.checks import ChecksView, LevelsView, checks_of_new_act
from resolutions.views.correcting import CorrectView
from resolutions.views.drafts import draft_pdf
from resolutions.views.esigning import ESignatureView, kept_file
from resolutions.views.meeting_urls import urlpatterns as meeting_urls
from resolutions.views.register_log import RegisterLogView
from resolutions.views.registration import RegisterView, entry, official_pdf
from resolutions.views.relations import EndingActsView
from resolutions.views.reserving import ReleaseView, ReserveView
from resolutions.views.session import MarksView, SessionView
from resolutions.views.signing import SignView
from resolutions.views.topics import ActTopicsView
from resolutions.views.translating import ActTranslationsView, TranslateView
from resolutions.views.translations import TranslationsView

SHEET = "acts/<int:pk>/approval-sheet"
LOG = "acts/register-log/"
SESSION = "meetings/<int:pk>/session/"

urlpatterns = [
    path("acts/<int:pk>/draft.pdf", draft_pdf, name="resolutions_draft_pdf"),
    path("acts/<int:pk>/approval/", ApprovalView.as_view(), name="resolutions_approval"),
    path("acts/", ActsView.as_view(), name="resolutions_acts"),
    path("acts/results/", ActsView.as_view(results_only=True), name="resolutions_acts_results"),
    path("acts/batch/", BatchView.as_view(), name="resolutions_acts_batch"),
    path(f"{SHEET}/", ApprovalSheetView.as_view(), name="resolutions_approval_sheet"),
    path(f"{SHEET}.pdf", approval_sheet_pdf, name="resolutions_approval_sheet_pdf"),
    path(f"{SHEET}/take-back/", take_back_from_approval, name="resolutions_approval_take_back"),
    path(f"{SHEET}/files/<int:file_pk>/", visa_file, name="resolutions_visa_file"),
    path(f"{SHEET}/<int:visa_pk>/remind/", remind, name="resolutions_approval_remind"),
    path(SESSION, SessionView.as_view(), name="resolutions_session"),
    path(f"{SESSION}<int:item_pk>/", SessionView.as_view(), name="resolutions_session"),
    path(f"{SESSION}<int:item_pk>/marks/", MarksView.as_view(), name="resolutions_session_marks"),
    *meeting_urls,
    path("acts/<int:pk>/sign/", SignView.as_view(), name="resolutions_sign"),
    path("acts/<int:pk>/register/", RegisterView.as_view(), name="resolutions_register"),
    path("acts/<int:pk>/official.pdf", official_pdf, name="resolutions_registered_pdf"),
    path("acts/<int:pk>/correct/", CorrectView.as_view(), name="resolutions_correct"),
    path("acts/<int:pk>/e-signature/", ESignatureView.as_view(), name="resolutions_e_signature"),
    path("acts/<int:pk>/files/<str:sha256>/", kept_file, name="resolutions_kept_file"),
    path("acts/<int:pk>/entry/", entry, name="resolutions_entry"),
    path(LOG, RegisterLogView.as_view(), name="resolutions_register_log"),
    path(f"{LOG}results/", RegisterLogView.as_view(results_only=True), name="resolutions_register_log_results"),
    path(f"{LOG}reserve/", ReserveView.as_view(), name="resolutions_reserve_number"),
    path(f"{LOG}reserved/<int:pk>/release/", ReleaseView.as_view(), name="resolutions_release_number"),
    path("acts/<int:pk>/amendments/", AmendmentsView.as_view(), name="resolutions_amendments"),
    path("acts/<int:pk>/amendments/new/", ProposeView.as_view(), name="resolutions_amendment_new"),
    path("acts/<int:pk>/amendments.pdf", amendments_pdf, name="resolutions_amendments_pdf"),
    path("acts/ending/", EndingActsView.as_view(), name="resolutions_ending"),
    path("acts/ending/results/", EndingActsView.as_view(results_only=True), name="resolutions_ending_results"),
    path("acts/translations/", TranslationsView.as_view(), name="resolutions_all_translations"),
    path(
        "acts/translations/results/",
        TranslationsView.as_view(results_only=True),
        name="resolutions_all_translations_results",
    ),
    path("acts/<int:pk>/translations/", ActTranslationsView.as_view(), name="resolutions_translations"),
    path("acts/<int:pk>/translations/<str:language>/", TranslateView.as_view(), name="resolutions_translate"),
    path("acts/<int:pk>/topics/", ActTopicsView.as_view(), name="resolutions_act_topics"),
    path("acts/<int:pk>/checks/", ChecksView.as_view(), name="resolutions_checks"),
    path("acts/checks/new/<int:parent_pk>/", checks_of_new_act, name="resolutions_checks_new"),
    path("acts/checks/levels/", LevelsView.as_view(), name="resolutions_check_levels"),
]
