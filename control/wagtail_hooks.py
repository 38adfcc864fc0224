from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.menus import MenuItemFor
from control.views.calendar import DayView, YearView
from control.views.deadlines import deadline_reading
from registry.access import may_anywhere


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
        '<script src="{}" data-url="{}" defer></script>',
        static("control/deadline-reading.js"),
        reverse("control_read_deadline"),
    )
