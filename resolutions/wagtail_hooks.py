from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages

from cms.menus import MenuItemFor
from registry.access import RegistryAccess, may_anywhere
from resolutions.actions import put_submission_first
from resolutions.admin_urls import urlpatterns
from resolutions.approving.letters import without_letter
from resolutions.buttons import BUTTONS
from resolutions.models import ResolutionPage
from resolutions.panels import PollsPanel, WaitingPanel
from resolutions.remarks import place_of, remark_on
from resolutions.translating.keeping import RIGHT as TRANSLATES
from resolutions.views.approval_routes import ApprovalRouteViewSet
from resolutions.views.checks import RIGHT as SETS_LEVELS
from resolutions.views.topics import TopicViewSet


@hooks.register("register_admin_urls")
def register_screens():
    return urlpatterns


@hooks.register("construct_homepage_panels")
def waiting_panel(request, panels):
    if RegistryAccess.of(request.user).has("read_drafts"):
        panels.append(WaitingPanel(request))


@hooks.register("construct_homepage_panels")
def polls_panel(request, panels):
    panels.append(PollsPanel(request))


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


@hooks.register("register_admin_viewset")
def register_approval_routes():
    return ApprovalRouteViewSet()


@hooks.register("register_admin_viewset")
def register_topics():
    return TopicViewSet()


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("resolutions.topics", _("Change topics"), _("Topics of the act changed"))
    for name, label, message in (
        ("changed", _("Translate"), _("Translation of the act changed")),
        ("shown", _("Show translation"), _("Translation shown on the site")),
        ("hidden", _("Hide translation"), _("Translation taken off the site")),
    ):
        actions.register_action(f"resolutions.translation_{name}", label, message)


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


@hooks.register("register_reports_menu_item")
def translations_menu_item():
    return MenuItemFor(
        _("Acts in other languages"),
        reverse("resolutions_all_translations"),
        name="acts-in-other-languages",
        icon_name="wagtail-localize-language",
        order=710,
        shown_to=may_anywhere(TRANSLATES),
    )


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


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def authors_see_who_gets_no_letter(request, page):
    """Said at once when the draft is submitted; the approval sheet goes on saying it."""
    if "action-submit" in request.POST and isinstance(page, ResolutionPage):
        act = ResolutionPage.objects.get(pk=page.pk)
        if act.workflow_in_progress and (words := without_letter(act)):
            messages.warning(request, words)


hooks.register("construct_page_action_menu", put_submission_first)

for button in BUTTONS:
    hooks.register("register_page_header_buttons", button)


@hooks.register("insert_global_admin_css")
def act_editor_css():
    return format_html('<link rel="stylesheet" href="{}">', static("resolutions/admin.css"))


@hooks.register("insert_global_admin_css")
def approval_css():
    return format_html('<link rel="stylesheet" href="{}">', static("resolutions/approval.css"))


@hooks.register("register_reports_menu_item")
def ending_menu_item():
    return MenuItemFor(
        _("Ending this quarter"),
        reverse("resolutions_ending"),
        shown_to=may_anywhere("read_drafts"),
        icon_name="date",
        order=710,
    )


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
