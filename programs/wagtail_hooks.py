from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.menus import MenuItemFor
from programs.doubts import remind_of_doubts
from programs.panels import DraftsPanel
from programs.views import DiscardView, ReadingJsonView, ReviewView, UploadView, councils_of


@hooks.register("register_admin_urls")
def register_import():
    return [
        path("import/", UploadView.as_view(), name="import_upload"),
        path("import/<int:pk>/", ReviewView.as_view(), name="import_review"),
        path("import/<int:pk>/reading.json", ReadingJsonView.as_view(), name="import_json"),
        path("import/<int:pk>/discard/", DiscardView.as_view(), name="import_discard"),
    ]


hooks.register("before_edit_page", remind_of_doubts)


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


@hooks.register("insert_global_admin_css")
def import_css():
    return format_html('<link rel="stylesheet" href="{}">', static("programs/import.css"))


@hooks.register("construct_homepage_panels")
def drafts_panel(request, panels):
    if councils_of(request.user).exists():
        panels.append(DraftsPanel(request))


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counters(request, items):
    """The day starts with what waits, not with the number of pages."""
    items.clear()
