from django.contrib.admin.utils import quote
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from cms.menus import MenuItemFor
from registry.access import RegistryAccess, may_anywhere
from resolutions.actions import put_submission_first
from resolutions.models import ResolutionPage, Status
from resolutions.panels import WaitingPanel
from resolutions.remarks import place_of, remark_on
from resolutions.views.acts import ActsView, BatchView
from resolutions.views.amendments import AmendmentsView, ProposeView, amendments_pdf
from resolutions.views.approval import ApprovalView
from resolutions.views.approval_routes import ApprovalRouteViewSet
from resolutions.views.approval_sheet import (
    ApprovalSheetView,
    approval_sheet_pdf,
    remind,
    take_back_from_approval,
    visa_file,
)
from resolutions.views.checks import RIGHT as SETS_LEVELS
from resolutions.views.checks import ChecksView, LevelsView, checks_of_new_act
from resolutions.views.correcting import CorrectView
from resolutions.views.drafts import draft_pdf
from resolutions.views.esigning import ESignatureView, kept_file
from resolutions.views.meeting_urls import urlpatterns as meeting_urls
from resolutions.views.register_log import RegisterLogView
from resolutions.views.registration import NEXT_STEPS, RegisterView, entry, official_pdf
from resolutions.views.relations import EndingActsView
from resolutions.views.reserving import ReleaseView, ReserveView
from resolutions.views.session import MarksView, SessionView
from resolutions.views.signing import SignView


@hooks.register("register_admin_urls")
def register_act_pages():
    return [
        path("acts/<int:pk>/draft.pdf", draft_pdf, name="resolutions_draft_pdf"),
        path("acts/<int:pk>/approval/", ApprovalView.as_view(), name="resolutions_approval"),
    ]


@hooks.register("construct_homepage_panels")
def waiting_panel(request, panels):
    if RegistryAccess.of(request.user).has("read_drafts"):
        panels.append(WaitingPanel(request))


@hooks.register("register_admin_urls")
def register_acts():
    return [
        path("acts/", ActsView.as_view(), name="resolutions_acts"),
        path("acts/results/", ActsView.as_view(results_only=True), name="resolutions_acts_results"),
        path("acts/batch/", BatchView.as_view(), name="resolutions_acts_batch"),
    ]


@hooks.register("register_admin_menu_item")
def acts_menu_item():
    return MenuItemFor(
        _("Acts"),
        reverse("resolutions_acts"),
        name="acts",
        icon_name="doc-full",
        order=140,
        shown_to=may_anywhere("read_drafts"),
    )


@hooks.register("register_admin_urls")
def register_approval_sheet():
    sheet = "acts/<int:pk>/approval-sheet"
    return [
        path(f"{sheet}/", ApprovalSheetView.as_view(), name="resolutions_approval_sheet"),
        path(f"{sheet}.pdf", approval_sheet_pdf, name="resolutions_approval_sheet_pdf"),
        path(f"{sheet}/take-back/", take_back_from_approval, name="resolutions_approval_take_back"),
        path(f"{sheet}/files/<int:file_pk>/", visa_file, name="resolutions_visa_file"),
        path(f"{sheet}/<int:visa_pk>/remind/", remind, name="resolutions_approval_remind"),
    ]


@hooks.register("register_admin_viewset")
def register_approval_routes():
    return ApprovalRouteViewSet()


@hooks.register("register_admin_urls")
def register_sessions():
    session = "meetings/<int:pk>/session/"
    return [
        path(session, SessionView.as_view(), name="resolutions_session"),
        path(f"{session}<int:item_pk>/", SessionView.as_view(), name="resolutions_session"),
        path(f"{session}<int:item_pk>/marks/", MarksView.as_view(), name="resolutions_session_marks"),
    ]


@hooks.register("register_admin_urls")
def register_meetings():
    return meeting_urls


@hooks.register("register_admin_menu_item")
def meetings_menu_item():
    return MenuItemFor(
        _("Meetings"),
        reverse("resolutions_meetings"),
        name="meetings",
        icon_name="calendar-alt",
        order=150,
        shown_to=may_anywhere("read_drafts"),
    )


@hooks.register("register_page_header_buttons")
def propose_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.status == Status.APPROVED and page.may(user, "draft"):
        yield Button(
            _("Propose for a meeting"),
            reverse("resolutions_propose", args=[quote(page.pk)]),
            icon_name="calendar-alt",
            priority=6,
        )


@hooks.register("register_admin_urls")
def register_registration():
    log = "acts/register-log/"
    return [
        path("acts/<int:pk>/sign/", SignView.as_view(), name="resolutions_sign"),
        path("acts/<int:pk>/register/", RegisterView.as_view(), name="resolutions_register"),
        path("acts/<int:pk>/official.pdf", official_pdf, name="resolutions_registered_pdf"),
        path("acts/<int:pk>/correct/", CorrectView.as_view(), name="resolutions_correct"),
        path("acts/<int:pk>/e-signature/", ESignatureView.as_view(), name="resolutions_e_signature"),
        path("acts/<int:pk>/files/<str:sha256>/", kept_file, name="resolutions_kept_file"),
        path("acts/<int:pk>/entry/", entry, name="resolutions_entry"),
        path(log, RegisterLogView.as_view(), name="resolutions_register_log"),
        path(f"{log}results/", RegisterLogView.as_view(results_only=True), name="resolutions_register_log_results"),
        path(f"{log}reserve/", ReserveView.as_view(), name="resolutions_reserve_number"),
        path(f"{log}reserved/<int:pk>/release/", ReleaseView.as_view(), name="resolutions_release_number"),
    ]


@hooks.register("register_reports_menu_item")
def register_log_menu_item():
    return MenuItemFor(
        _("Journal of registration"),
        reverse("resolutions_register_log"),
        name="journal-of-registration",
        icon_name="list-ol",
        order=100,
        shown_to=may_anywhere("read_drafts"),
    )


@hooks.register("before_edit_page")
def approvers_read_rather_than_edit(request, page):
    """Whoever may approve the text sees it as a text; the form of an author is not his."""
    if request.method == "GET" and isinstance(page, ResolutionPage) and page.current_workflow_task:
        actions = page.current_workflow_task.get_actions(page, request.user)
        if any(name == "approve" for name, _label, _modal in actions):
            return redirect("resolutions_approval", page.pk)
    return None


@hooks.register("before_edit_page")
def authors_see_the_remark(request, page):
    """What the approver wants changed stands over the text until it is submitted again; else who has the ball."""
    if request.method != "GET" or not isinstance(page, ResolutionPage):
        return
    if opinion := remark_on(page):
        messages.warning(request, opinion)
    # While the text is frozen its lock says who is waited for; an author need not be told that a draft is with him.
    elif not page.workflow_in_progress and page.owner_id != request.user.pk and (place := place_of(page)):
        messages.info(request, capfirst(place))


hooks.register("construct_page_action_menu", put_submission_first)


@hooks.register("insert_global_admin_css")
def act_editor_css():
    return format_html('<link rel="stylesheet" href="{}">', static("resolutions/admin.css"))


@hooks.register("insert_global_admin_css")
def approval_css():
    return format_html('<link rel="stylesheet" href="{}">', static("resolutions/approval.css"))


@hooks.register("register_page_header_buttons")
def draft_pdf_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.pk and not page.is_registered:
        yield Button(
            _("PDF of the draft"),
            reverse("resolutions_draft_pdf", args=[quote(page.pk)]),
            icon_name="doc-full-inverse",
            priority=5,
        )


@hooks.register("register_page_header_buttons")
def approval_sheet_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.pk and page.may(user, "read_drafts"):
        yield Button(
            _("Approval sheet"),
            reverse("resolutions_approval_sheet", args=[quote(page.pk)]),
            icon_name="clipboard-list",
            priority=6,
        )


@hooks.register("register_page_header_buttons")
def next_step_button(page, user, view_name, next_url=None):
    """What the chair or the secretary does with the act now."""
    if not (isinstance(page, ResolutionPage) and page.pk):
        return
    if page.status == Status.AWAITING_SIGNATURE and page.may(user, "sign"):
        yield Button(_("Sign…"), reverse("resolutions_sign", args=[page.pk]), icon_name="edit", priority=1)
    elif page.status in NEXT_STEPS and page.may(user, "register"):
        label = NEXT_STEPS[page.status]
        yield Button(label, reverse("resolutions_register", args=[page.pk]), icon_name="lock", priority=1)


@hooks.register("register_admin_urls")
def register_amendments():
    return [
        path("acts/<int:pk>/amendments/", AmendmentsView.as_view(), name="resolutions_amendments"),
        path("acts/<int:pk>/amendments/new/", ProposeView.as_view(), name="resolutions_amendment_new"),
        path("acts/<int:pk>/amendments.pdf", amendments_pdf, name="resolutions_amendments_pdf"),
    ]


@hooks.register("register_page_header_buttons")
def amendments_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.pk and page.status in AMENDED_IN:
        yield Button(_("Amendments"), reverse("resolutions_amendments", args=[page.pk]), icon_name="edit", priority=6)


# From the approval to the signature there are amendments to look at.
AMENDED_IN = (Status.APPROVED, Status.ON_AGENDA, Status.FINALISING)


@hooks.register("register_admin_urls")
def register_ending_acts():
    return [
        path("acts/ending/", EndingActsView.as_view(), name="resolutions_ending"),
        path("acts/ending/results/", EndingActsView.as_view(results_only=True), name="resolutions_ending_results"),
    ]


@hooks.register("register_reports_menu_item")
def ending_menu_item():
    return MenuItemFor(
        _("Ending this quarter"),
        reverse("resolutions_ending"),
        shown_to=may_anywhere("read_drafts"),
        icon_name="date",
        order=710,
    )


@hooks.register("register_admin_urls")
def register_checks():
    return [
        path("acts/<int:pk>/checks/", ChecksView.as_view(), name="resolutions_checks"),
        path("acts/checks/new/<int:parent_pk>/", checks_of_new_act, name="resolutions_checks_new"),
        path("acts/checks/levels/", LevelsView.as_view(), name="resolutions_check_levels"),
    ]


@hooks.register("register_settings_menu_item")
def check_levels_menu_item():
    return MenuItemFor(
        _("Checks"),
        reverse("resolutions_check_levels"),
        name="act-checks",
        icon_name="glasses",
        order=25,
        shown_to=may_anywhere(SETS_LEVELS),
    )


@hooks.register("insert_editor_js")
def act_checks_js():
    return format_html('<script src="{}"></script>', static("resolutions/checks.js"))


@hooks.register("insert_global_admin_css")
def act_checks_css():
    return format_html('<link rel="stylesheet" href="{}">', static("resolutions/checks.css"))
