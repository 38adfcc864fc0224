from django.contrib.admin.utils import quote
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from resolutions.actions import put_submission_first
from resolutions.models import ResolutionPage
from resolutions.remarks import remark_on
from resolutions.views import ApprovalView, draft_pdf


@hooks.register("register_admin_urls")
def register_act_pages():
    return [
        path("acts/<int:pk>/draft.pdf", draft_pdf, name="resolutions_draft_pdf"),
        path("acts/<int:pk>/approval/", ApprovalView.as_view(), name="resolutions_approval"),
    ]


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
    """What the approver wants changed stands over the text until it is submitted again."""
    if request.method == "GET" and isinstance(page, ResolutionPage):
        opinion = remark_on(page)
        if opinion:
            messages.warning(request, opinion)


hooks.register("construct_page_action_menu", put_submission_first)


@hooks.register("insert_global_admin_css")
def act_editor_css():
    return format_html('<link rel="stylesheet" href="{}">', static("resolutions/admin.css"))


@hooks.register("register_page_header_buttons")
def draft_pdf_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.pk and not page.is_registered:
        yield Button(
            _("PDF of the draft"),
            reverse("resolutions_draft_pdf", args=[quote(page.pk)]),
            icon_name="doc-full-inverse",
            priority=5,
        )
