from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from cms.menus import MenuItemFor
from control.answering import person_of
from control.boards.panel import NumbersPanel
from control.panels import DutiesPanel
from control.views.absences import AbsenceViewSet
from control.views.assignee import AssigneesView, GoneView
from control.views.board import BoardView
from control.views.bulk import BulkView
from control.views.calendar import DayView, YearView
from control.views.card import CardView, report_file
from control.views.deadlines import deadline_reading
from control.views.discipline import DisciplineView
from control.views.duties import DutyView, MyDutiesView
from control.views.feed import FeedsView, FeedView
from control.views.handover import HandoverView, handover_list_pdf
from control.views.matrix import MatricesView, MatrixView, card_of_matrix
from control.views.organisation_board import OrganisationBoardView
from control.views.reminders import LetterView, RemindersView, send_letter_again
from control.views.unanswered import UnansweredView
from control.views.unsent import UnsentView
from registry.access import RegistryAccess, may_anywhere


@hooks.register("register_admin_urls")
def register_control_pages():
    return [
        path("deadlines/read/", deadline_reading, name="control_read_deadline"),
        path("calendar/", YearView.as_view(), name="control_calendar"),
        path("calendar/<int:year>/", YearView.as_view(), name="control_calendar_year"),
        path("calendar/<int:year>/<int:month>/<int:day>/", DayView.as_view(), name="control_calendar_day"),
    ]


@hooks.register("register_settings_menu_item")
def calendar_menu_item():
    return MenuItemFor(
        _("Working calendar"),
        reverse("control_calendar"),
        name="working-calendar",
        icon_name="calendar-alt",
        order=20,
        shown_to=may_anywhere("view"),
    )


@hooks.register("insert_global_admin_js")
def show_deadline_readings():
    return format_html(
        '<script src="{}" data-url="{}" data-correct="{}" defer></script>',
        static("control/deadline-reading.js"),
        reverse("control_read_deadline"),
        _("Put it right"),
    )


@hooks.register("register_admin_urls")
def register_letters_and_calendars():
    return [
        path("control/letters/", RemindersView.as_view(), name="control_reminders"),
        path("control/letters/results/", RemindersView.as_view(results_only=True), name="control_reminders_results"),
        path("control/letters/<int:pk>/", LetterView.as_view(), name="control_reminders_letter"),
        path("control/letters/<int:pk>/again/", send_letter_again, name="control_reminders_again"),
        path("calendar/mine/", FeedView.as_view(), name="control_my_feed"),
        path("calendar/parties/", FeedsView.as_view(), name="control_feeds"),
        path("calendar/parties/results/", FeedsView.as_view(results_only=True), name="control_feeds_results"),
        path("calendar/parties/<int:pk>/", FeedView.as_view(), name="control_party_feed"),
    ]


@hooks.register("register_admin_viewset")
def register_absences():
    return AbsenceViewSet()


@hooks.register("register_reports_menu_item")
def letters_menu_item():
    return MenuItemFor(
        _("Letters about deadlines"),
        reverse("control_reminders"),
        name="letters-about-deadlines",
        icon_name="mail",
        order=110,
        shown_to=may_anywhere("read_control"),
    )


@hooks.register("register_settings_menu_item")
def my_calendar_menu_item():
    return MenuItemFor(
        _("My calendar"),
        reverse("control_my_feed"),
        name="my-calendar",
        icon_name="calendar-alt",
        order=31,
        shown_to=lambda request: person_of(request.user) is not None,
    )


@hooks.register("register_settings_menu_item")
def calendars_menu_item():
    return MenuItemFor(
        _("Calendars of organisations"),
        reverse("control_feeds"),
        name="calendars-of-organisations",
        icon_name="calendar-alt",
        order=32,
        shown_to=may_anywhere("change"),
    )


@hooks.register("register_admin_urls")
def register_cards():
    return [
        path("control/cards/<int:pk>/", CardView.as_view(), name="control_card"),
        path("control/files/<int:pk>/", report_file, name="control_report_file"),
        path("control/duties/", MyDutiesView.as_view(), name="control_my_duties"),
        path("control/duties/<int:pk>/", DutyView.as_view(), name="control_duty"),
        path("control/unanswered/", UnansweredView.as_view(), name="control_unanswered"),
    ]


@hooks.register("register_admin_urls")
def register_assignees():
    return [
        path("control/points/<int:pk>/assignees/", AssigneesView.as_view(), name="control_assignees"),
        path("control/gone/", GoneView.as_view(), name="control_gone"),
    ]


@hooks.register("register_control_menu_item")
def gone_menu_item():
    return MenuItemFor(
        _("Assignees that are no more"),
        reverse("control_gone"),
        name="assignees-that-are-no-more",
        icon_name="warning",
        order=81,
        shown_to=may_anywhere("read_control"),
    )


@hooks.register("register_admin_menu_item")
def my_duties_menu_item():
    return MenuItemFor(
        _("My duties"),
        reverse("control_my_duties"),
        name="my-duties",
        icon_name="tasks",
        order=165,
        shown_to=lambda request: person_of(request.user) is not None,
    )


@hooks.register("register_control_menu_item")
def unanswered_menu_item():
    return MenuItemFor(
        _("Points without an assignee"),
        reverse("control_unanswered"),
        name="points-without-an-assignee",
        icon_name="warning",
        order=80,
        shown_to=may_anywhere("control"),
    )


@hooks.register("construct_homepage_panels")
def duties_panel(request, panels):
    if person_of(request.user) is not None:
        panels.append(DutiesPanel(request))


# Other rooms add their lists of control here.
control_menu = Menu(register_hook_name="register_control_menu_item")


@hooks.register("register_admin_urls")
def register_boards():
    return [
        path("control/", BoardView.as_view(), name="control_board"),
        path("control/bulk/", BulkView.as_view(), name="control_bulk"),
        path("control/matrix/", MatricesView.as_view(), name="control_matrices"),
        path("control/matrix/<int:pk>/", MatrixView.as_view(), name="control_matrix"),
        path("control/matrix/<int:pk>/<int:card>", card_of_matrix, name="control_matrix_card"),
        path("control/unsent/", UnsentView.as_view(), name="control_unsent"),
        path("control/discipline/", DisciplineView.as_view(), name="control_discipline"),
        path("control/owed/<int:pk>/", OrganisationBoardView.as_view(), name="control_organisation"),
        path("control/handover/", HandoverView.as_view(), name="control_handover"),
        path("control/handover/<int:pk>/list.pdf", handover_list_pdf, name="control_handover_pdf"),
    ]


@hooks.register("register_admin_menu_item")
def control_menu_item():
    return SubmenuMenuItem(_("Control"), control_menu, name="control", icon_name="tasks", order=155)


@hooks.register("register_control_menu_item")
def board_menu_item():
    return MenuItemFor(
        _("On control"),
        reverse("control_board"),
        name="control-board",
        icon_name="tasks",
        order=10,
        shown_to=may_anywhere("read_control"),
    )


@hooks.register("register_control_menu_item")
def matrix_menu_item():
    return MenuItemFor(
        _("Matrix"),
        reverse("control_matrices"),
        name="control-matrix",
        icon_name="table",
        order=20,
        shown_to=may_anywhere("read_control"),
    )


@hooks.register("register_control_menu_item")
def discipline_menu_item():
    return MenuItemFor(
        _("Discipline"),
        reverse("control_discipline"),
        name="control-discipline",
        icon_name="list-ol",
        order=30,
        shown_to=may_anywhere("read_control"),
    )


@hooks.register("register_control_menu_item")
def unsent_menu_item():
    return MenuItemFor(
        _("Cards without an address"),
        reverse("control_unsent"),
        name="cards-without-an-address",
        icon_name="mail",
        order=82,
        shown_to=may_anywhere("read_control"),
    )


@hooks.register("register_control_menu_item")
def handover_menu_item():
    return MenuItemFor(
        _("Handing cards over"),
        reverse("control_handover"),
        name="control-handover",
        icon_name="group",
        order=90,
        shown_to=may_anywhere("control"),
    )


@hooks.register("construct_homepage_panels")
def numbers_panel(request, panels):
    if RegistryAccess.of(request.user).has("read_control"):
        panels.append(NumbersPanel(request))
