"""The border between councils at those screens of Wagtail that do not ask to whom a thing belongs."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page

from home.choosing import pages_to_choose
from resolutions.models import ResolutionIndexPage, ResolutionPage

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
WORDS_OF_A_SCREEN = "wagtail_localize:javascript_catalog"


def may_move(request, page_to_move_id, destination_id):
    page, destination = (get_object_or_404(Page, pk=pk).specific for pk in (page_to_move_id, destination_id))
    return page.permissions_for_user(request.user).can_move_to(destination)


def may_edit(request, page_id):
    return get_object_or_404(Page, pk=page_id).specific.permissions_for_user(request.user).can_edit()


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
    "wagtailadmin_pages:move_confirm": may_move,
    "wagtailadmin_pages:confirm_workflow_cancellation": may_edit,
    "wagtailadmin_choose_page_chosen_multiple": may_choose_pages,
    "wagtailimages_chooser:select_format": may_choose_image,
}


def would_translate_acts(request, page_id):
    """Whether the page is an act or a list of acts, or is sent to be translated with such pages under it."""
    page = get_object_or_404(Page, pk=page_id)
    pages = (
        page.get_descendants(inclusive=True) if "include_subtree" in request.POST else Page.objects.filter(pk=page.pk)
    )
    return pages.type(ResolutionPage, ResolutionIndexPage).exists()


class CouncilBorderMiddleware:
    """Turns away whoever asks Wagtail for a thing of another council; elsewhere it looks at the address only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if name == TRANSLATION and request.user.is_superuser and would_translate_acts(request, **kwargs):
            # A translation of an act would be an act nobody adopted.
            messages.error(request, _("Acts are not translated: a council's act exists in Russian only."))
            return redirect("wagtailadmin_explore", kwargs["page_id"])
        question = QUESTIONS.get(name)
        for_keepers = name.startswith(KEEPERS_OF_THE_SITE) and name != WORDS_OF_A_SCREEN
        if not (question or for_keepers) or request.user.is_superuser:
            return None
        # Wagtail itself leads those without an account to the log-in.
        if not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        if for_keepers or not question(request, **kwargs):
            return permission_denied(request)
        return None
