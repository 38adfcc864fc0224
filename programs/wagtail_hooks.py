from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from programs.panels import DraftsPanel
from programs.views import DiscardView, ReadingJsonView, ReviewView, UploadView, councils_of
from resolutions.models import ResolutionPage


@hooks.register("register_admin_urls")
def register_import():
    return [
        path("import/", UploadView.as_view(), name="import_upload"),
        path("import/<int:pk>/", ReviewView.as_view(), name="import_review"),
        path("import/<int:pk>/reading.json", ReadingJsonView.as_view(), name="import_json"),
        path("import/<int:pk>/discard/", DiscardView.as_view(), name="import_discard"),
    ]


@hooks.register("before_edit_page")
def doubts_follow_the_draft(request, page):
    """What was doubtful in the file stays one click away until the draft is submitted."""
    if (
        request.method != "GET"
        or not isinstance(page, ResolutionPage)
        or page.is_registered
        or page.workflow_in_progress
    ):
        return
    record = page.imported_from.first()
    doubts = len(record.reading["warnings"]) if record else 0
    if doubts:
        text = ngettext("The import left %(count)s doubt.", "The import left %(count)s doubts.", doubts)
        look = messages.button(reverse("import_review", args=[record.pk]), _("Look"))
        messages.warning(request, text % {"count": doubts}, buttons=[look])


class ImportMenuItem(MenuItem):
    """Shown to those who may draft for some council."""

    def is_shown(self, request):
        return councils_of(request.user).exists()


@hooks.register("register_admin_menu_item")
def import_menu_item():
    return ImportMenuItem(_("Import a document"), reverse("import_upload"), icon_name="upload", order=150)


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
