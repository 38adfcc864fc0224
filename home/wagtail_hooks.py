from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_localize.wagtail_hooks import page_listing_more_buttons as translation_buttons

from cms.menus import MenuItemFor
from home.choosing import pages_to_choose
from home.links import OpenPageLinkHandler
from home.views import CouncilsView
from resolutions.models import ResolutionIndexPage, ResolutionPage

hooks.register("construct_page_chooser_queryset", pages_to_choose)


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def links_to_open_pages_only(features):
    features.register_link_type(OpenPageLinkHandler)


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
        menu_items[:] = [item for item in menu_items if item.name == "history-for-an-auditor"]


@hooks.register("construct_help_menu")
def no_foreign_help(request, menu_items):
    """Wagtail's own pages are in English and on another host; a secretary has no use for them."""
    menu_items[:] = [item for item in menu_items if not item.url.startswith("http")]


def translation_buttons_elsewhere(page, user, view_name=None, next_url=None):
    """Acts are not translated (see home.middleware): nothing offers it."""
    if not isinstance(page.specific_deferred, ResolutionPage | ResolutionIndexPage):
        yield from translation_buttons(page, user, view_name=view_name, next_url=next_url)


for name in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    # Wagtail knows no way to take a hook of another app back.
    hooks._hooks[name] = [(hook, order) for hook, order in hooks._hooks[name] if hook is not translation_buttons]
    hooks.register(name, translation_buttons_elsewhere)
