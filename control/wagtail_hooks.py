from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks

from control.views import deadline_reading


@hooks.register("register_admin_urls")
def register_deadline_reading():
    return [path("deadlines/read/", deadline_reading, name="control_read_deadline")]


@hooks.register("insert_global_admin_js")
def show_deadline_readings():
    return format_html(
        '<script src="{}" data-url="{}" defer></script>',
        static("control/deadline-reading.js"),
        reverse("control_read_deadline"),
    )
