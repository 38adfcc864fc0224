import datetime

from django.conf import settings
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail_localize.wagtail_hooks import page_listing_more_buttons as translation_buttons

from cms.caching.shown import keep_until
from cms.menus import MenuItemFor
from cms.translating import active_language, is_translatable, with_known_locales
from home.admin.contributions import ContributionsView
from home.admin.link_report import LinkReportView
from home.admin.panels import DatesPanel, MyDraftsPanel, SentToMePanel, WritePanel
from home.admin.registrations import RegistrationsView
from home.admin.sections import SectionsView
from home.choosing import pages_to_choose
from home.editing import may_edit_site
from home.links import OpenPageLinkHandler
from home.models import EventPage, HomePage
from home.opening import admit_editors
from home.remarks import say_after_saving
from home.routing import address_in_language
from home.views import CouncilsView

A_MINUTE = datetime.timedelta(minutes=1)

hooks.register("construct_page_chooser_queryset", pages_to_choose)


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def links_to_open_pages_only(features):
    features.register_link_type(OpenPageLinkHandler)


@hooks.register("register_icons")
def icons_of_blocks(icons):
    return [*icons, "cms/icons/chart.svg"]


@hooks.register("register_admin_urls")
def register_council_pages():
    return [path("councils/", CouncilsView.as_view(), name="home_councils")]


@hooks.register("register_settings_menu_item")
def councils_menu_item():
    # Opening councils is for the administrator of the whole installation.
    return MenuItemFor(
        _("Councils"),
        reverse("home_councils"),
        icon_name="home",
        order=5,
        shown_to=lambda request: request.user.is_superuser,
    )


@hooks.register("construct_reports_menu")
def reports_of_the_whole_site(request, menu_items):
    """Wagtail's reports name the people and pages of all councils; home.middleware keeps everybody else from them."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if isinstance(item, MenuItemFor)]


@hooks.register("construct_help_menu")
def no_foreign_help(request, menu_items):
    """Wagtail's own pages are in English and on another host; a secretary has no use for them."""
    menu_items[:] = [item for item in menu_items if not item.url.startswith("http")]


def translation_buttons_where_due(page, user, view_name=None, next_url=None):
    """Offered where the page has translations; the languages the settings name are ready by then."""
    if is_translatable(page):
        with_known_locales()
        yield from translation_buttons(page, user, view_name=view_name, next_url=next_url)


for name in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    # Wagtail knows no way to take a hook of another app back.
    hooks._hooks[name] = [(hook, order) for hook, order in hooks._hooks[name] if hook is not translation_buttons]
    hooks.register(name, translation_buttons_where_due)


@hooks.register("register_admin_urls")
def register_editors_screens():
    return [
        path("site/sections/", SectionsView.as_view(), name="home_sections"),
        path("site/links/", LinkReportView.as_view(), name="home_links"),
        path("site/correspondents/", ContributionsView.as_view(), name="home_contributions"),
        path("site/registrations/<int:pk>/", RegistrationsView.as_view(), name="home_registrations"),
    ]


@hooks.register("construct_homepage_panels")
def editors_panels(request, panels):
    panels += [WritePanel(request), SentToMePanel(request), MyDraftsPanel(request), DatesPanel(request)]


@hooks.register("insert_editor_js")
def wait_for_the_first_save():
    return format_html('<script src="{}"></script>', static("home/first_save.js"))


@hooks.register("insert_global_admin_css")
def house_css():
    return format_html('<link rel="stylesheet" href="{}">', static("home/admin.css"))


@hooks.register("register_settings_menu_item")
def sections_menu_item():
    return MenuItemFor(
        _("Sections of the site"),
        reverse("home_sections"),
        name="sections-of-the-site",
        icon_name="folder-open-inverse",
        order=6,
        shown_to=may_edit_site,
    )


@hooks.register("register_reports_menu_item")
def links_menu_item():
    return MenuItemFor(
        _("Links that lead nowhere"),
        reverse("home_links"),
        name="links-that-lead-nowhere",
        icon_name="link",
        order=720,
        shown_to=may_edit_site,
    )


@hooks.register("register_reports_menu_item")
def contributions_menu_item():
    return MenuItemFor(
        _("What correspondents sent"),
        reverse("home_contributions"),
        name="what-correspondents-sent",
        icon_name="edit",
        order=730,
        shown_to=may_edit_site,
    )


@hooks.register("register_page_header_buttons")
def registrations_button(page, user, next_url=None, view_name=None):
    event = page.specific_deferred
    if isinstance(event, EventPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Who is coming"), reverse("home_registrations", args=[page.pk]), icon_name="group", priority=60)


@hooks.register("after_create_page")
def editors_keep_new_sections(request, page):
    admit_editors(page.specific)


hooks.register("after_create_page", say_after_saving)
hooks.register("after_edit_page", say_after_saving)


@hooks.register("after_edit_page", order=10)  # when all others have said what they have to say
def come_back_to_the_sections(request, page):
    """Over a home page there is nothing its editors may look into: they come to what stands under it."""
    if isinstance(page, HomePage) and "action-publish" in request.POST:
        return redirect("wagtailadmin_explore", page.pk)
    return None


@hooks.register("before_serve_page")
def lead_to_the_translation(page, request, serve_args, serve_kwargs):
    """The Russian address of a page, asked for in another language, leads to the page in that language."""
    if active_language() != settings.LANGUAGE_CODE and page.locale.language_code != settings.LANGUAGE_CODE:
        # Its frame, and on the home page the acts, come from the Russian tree, whose changes tell that tree alone.
        keep_until(request, timezone.now() + A_MINUTE)
    address = address_in_language(page, request)
    return redirect(address) if address and address != request.path else None
