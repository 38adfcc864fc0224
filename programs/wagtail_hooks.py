from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from cms.menus import MenuItemFor
from programs.actions import name_submission_plainly
from programs.doubts import offer_to_link, remind_of_doubts
from programs.models import ExecutionReportPage, PlanPage, ProgramPage
from programs.panels import DraftsPanel
from programs.report_urls import urlpatterns as report_urls
from programs.reporting.building import reportable
from programs.views.copying import CopyView
from programs.views.execution import may_write
from programs.views.importing import DiscardView, ReadingJsonView, ReviewView, UploadView, councils_of
from programs.views.linking import LinkView
from programs.views.listing import ListingView
from programs.views.papers import draft_pdf
from programs.views.table import TableView, UnknownNamesView
from registry.access import may_anywhere


@hooks.register("register_admin_urls")
def register_import():
    return [
        path("import/", UploadView.as_view(), name="import_upload"),
        path("import/<int:pk>/", ReviewView.as_view(), name="import_review"),
        path("import/<int:pk>/reading.json", ReadingJsonView.as_view(), name="import_json"),
        path("import/<int:pk>/discard/", DiscardView.as_view(), name="import_discard"),
    ]


@hooks.register("register_admin_urls")
def register_programmes():
    return [
        path("programs/", ListingView.as_view(), name="programs_list"),
        path("programs/<int:pk>/pdf/", draft_pdf, name="programs_pdf"),
        path("programs/<int:pk>/table/", TableView.as_view(), name="programs_table"),
        path("programs/<int:pk>/unknown-names/", UnknownNamesView.as_view(), name="programs_unknown_names"),
        path("programs/<int:pk>/copy/", CopyView.as_view(), name="programs_copy"),
        path("programs/acts/<int:pk>/", LinkView.as_view(), name="programs_link"),
    ]


@hooks.register("register_admin_urls")
def register_reports():
    return report_urls


@hooks.register("register_page_header_buttons")
def report_button(page, user, view_name, next_url=None):
    if page.pk and reportable(page) and may_write(page, user):
        url = reverse("programs_report_build", args=[page.pk])
        yield Button(_("Report on execution"), url, icon_name="doc-full", priority=7)
    if isinstance(page, ExecutionReportPage) and page.pk and page.may(user, "read_control"):
        yield Button(_("Table and draft resolution"), reverse("programs_report", args=[page.pk]), priority=1)


@hooks.register("register_reports_menu_item")
def execution_reports_menu_item():
    return MenuItemFor(
        _("Reports on execution"),
        reverse("programs_reports"),
        name="execution-reports",
        icon_name="doc-full",
        order=115,
        shown_to=may_anywhere("read_control"),
    )


@hooks.register("register_reports_menu_item")
def public_reports_menu_item():
    return MenuItemFor(
        _("Public reports"),
        reverse("programs_annual"),
        name="public-reports",
        icon_name="table",
        order=116,
        shown_to=may_anywhere("view"),
    )


hooks.register("construct_page_action_menu", name_submission_plainly)
hooks.register("before_edit_page", remind_of_doubts)
hooks.register("before_edit_page", offer_to_link)


@hooks.register("after_create_page")
def a_new_plan_begins_with_its_table(request, page):
    if isinstance(page, PlanPage):
        return redirect("programs_table", page.pk)


@hooks.register("register_admin_menu_item")
def programmes_menu_item():
    return MenuItemFor(
        _("Programmes"),
        reverse("programs_list"),
        name="programmes",
        icon_name="list-ol",
        order=145,
        shown_to=may_anywhere("read_drafts"),
    )


@hooks.register("register_admin_menu_item")
def import_menu_item():
    # Shown to those who may draft for some council.
    return MenuItemFor(
        _("Import a document"),
        reverse("import_upload"),
        icon_name="upload",
        order=150,
        shown_to=lambda request: councils_of(request.user).exists(),
    )


@hooks.register("register_page_header_buttons")
def programme_buttons(page, user, view_name, next_url=None):
    if not (isinstance(page, ProgramPage | PlanPage) and page.pk):
        return
    if isinstance(page, PlanPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Table of measures"), reverse("programs_table", args=[page.pk]), icon_name="table", priority=1)
        yield Button(_("Copy to the next year"), reverse("programs_copy", args=[page.pk]), icon_name="copy", priority=4)
    if page.may(user, "read_drafts"):
        yield Button(_("PDF"), reverse("programs_pdf", args=[page.pk]), icon_name="doc-full-inverse", priority=5)


@hooks.register("insert_global_admin_css")
def import_css():
    return format_html('<link rel="stylesheet" href="{}">', static("programs/import.css"))


@hooks.register("insert_global_admin_css")
def table_css():
    return format_html('<link rel="stylesheet" href="{}">', static("programs/table.css"))


@hooks.register("construct_homepage_panels")
def drafts_panel(request, panels):
    if councils_of(request.user).exists():
        panels.append(DraftsPanel(request))


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counters(request, items):
    """The day starts with what waits, not with the number of pages."""
    items.clear()
