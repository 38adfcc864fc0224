"""The border between councils at those screens of Wagtail that do not ask to whom a thing belongs."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.translating import with_known_locales
from home.choosing import pages_to_choose
from home.translating import (
    may_edit_translation,
    may_take_back,
    may_translate,
    may_update_translations,
    why_not_translated,
)
from resolutions.models import ResolutionPage

# They name the things of all councils at once, and no council works with them.
KEEPERS_OF_THE_SITE = (
    "wagtail_localize:",
    "wagtailadmin_workflows:",
    "wagtailadmin_reports:",
    "wagtailadmin_api:images:",
    "wagtailadmin_api:documents:",
    "wagtailadmin_error_test",
)
TRANSLATION = "wagtail_localize:submit_page_translation"
WHY_NOT = {
    "kind": _(
        "Pages of this kind are not translated: what the registry, meetings and control hang on exists once, with the "
        "words of the site around it in the reader's language."
    ),
    "below": _("Some of the pages below are not translated. Translate this page alone, or its sections one by one."),
    "many": _("There are too many pages below to translate them at once. Translate them one by one."),
}


def may_move(request, page_to_move_id, destination_id):
    page, destination = (get_object_or_404(Page, pk=pk).specific for pk in (page_to_move_id, destination_id))
    return page.permissions_for_user(request.user).can_move_to(destination)


def may_edit(request, page_id):
    return get_object_or_404(Page, pk=page_id).specific.permissions_for_user(request.user).can_edit()


def may_explore(request, parent_page_id):
    """Whose pages stand in two trees, one a language, has the root of all councils above them."""
    page = get_object_or_404(Page, pk=parent_page_id)
    return page_permission_policy.explorable_instances(request.user).filter(pk=page.pk).exists()


def may_choose_pages(request):
    asked = {int(pk) for pk in request.GET.getlist("id") if pk.isdecimal()}
    return pages_to_choose(Page.objects.filter(pk__in=asked), request).count() == len(asked)


def may_choose_image(request, image_id):
    image = get_object_or_404(get_image_model(), pk=image_id)
    return image_policy.user_has_any_permission_for_instance(request.user, ["choose", "add", "change"], image)


def may_act_on_many(request, app_label, model_name, action):
    # Wagtail asks about each account only when the action is done, and names them all before.
    return app_label != "auth"


QUESTIONS = {
    "wagtail_bulk_action": may_act_on_many,
    "wagtailadmin_explore": may_explore,
    "wagtailadmin_explore_results": may_explore,
    "wagtailadmin_pages:move_confirm": may_move,
    "wagtailadmin_pages:confirm_workflow_cancellation": may_edit,
    "wagtailadmin_choose_page_chosen_multiple": may_choose_pages,
    "wagtailimages_chooser:select_format": may_choose_image,
    # The screen of a translation asks it for the picture it shows.
    "wagtailadmin_api:images:detail": lambda request, pk: may_choose_image(request, pk),
    TRANSLATION: may_translate,
    "wagtail_localize:update_translations": may_update_translations,
    "wagtail_localize:convert_to_alias": may_take_back,
    "wagtail_localize:javascript_catalog": lambda request: True,
    **{
        f"wagtail_localize:{name}": may_edit_translation
        for name in (
            "edit_string_translation",
            "edit_override",
            "download_pofile",
            "upload_pofile",
            "preview_translation",
            "stop_translation",
        )
    },
}


def to_another_screen(request, page_id):
    """Where whoever would translate the page goes instead; nothing where it is translated like any other."""
    page = get_object_or_404(Page, pk=page_id).specific
    if isinstance(page, ResolutionPage):
        # A copy of an act would be an act nobody adopted: its words in another language are kept beside it.
        return redirect("resolutions_translations", page.pk)
    reason = why_not_translated(page, with_subtree="include_subtree" in request.POST)
    if reason is None:
        with_known_locales()
        return None
    messages.error(request, WHY_NOT[reason])
    return redirect("wagtailadmin_explore", page_id)


class CouncilBorderMiddleware:
    """Turns away whoever asks Wagtail for a thing of another council; elsewhere it looks at the address only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        question = QUESTIONS.get(name)
        for_keepers = question is None and name.startswith(KEEPERS_OF_THE_SITE)
        # Wagtail itself leads those without an account to the log-in.
        if not (question or for_keepers) or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        if not request.user.is_superuser and (for_keepers or not question(request, **kwargs)):
            # Acts have no such right; whoever may put them into other languages is asked at their own screen.
            return permission_denied(request) if name != TRANSLATION else self._turn_away(request, **kwargs)
        return to_another_screen(request, **kwargs) if name == TRANSLATION else None

    def _turn_away(self, request, page_id):
        if ResolutionPage.objects.filter(pk=page_id).exists():
            return redirect("resolutions_translations", page_id)
        return permission_denied(request)
