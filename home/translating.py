"""Putting a council's pages into other languages: who may, and who keeps the pages that come of it."""

import json

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission, Page, WorkflowPage
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import Translation, TranslationSource

from cms.page_forms import may_use
from cms.pages import CouncilPageQuerySet
from cms.translating import is_translatable

MOST_PAGES_AT_ONCE = 100


def admit_translators(sender, source_obj, target_obj, **kwargs):
    """Whoever keeps a page keeps its copy in another language, by the same rights and the same approval."""
    if not isinstance(target_obj, Page):
        return
    rights = GroupPagePermission.objects.filter(page=source_obj.pk)
    copies = [
        GroupPagePermission(group_id=right.group_id, page_id=target_obj.pk, permission_id=right.permission_id)
        for right in rights
    ]
    GroupPagePermission.objects.bulk_create(copies, ignore_conflicts=True)
    workflow = WorkflowPage.objects.filter(page=source_obj.pk).first()
    if workflow:
        WorkflowPage.objects.get_or_create(page_id=target_obj.pk, defaults={"workflow_id": workflow.workflow_id})


def why_not_translated(page, with_subtree):
    """Why the page, or something below it that is sent along, is not translated; nothing where it may be."""
    if not is_translatable(page):
        return "kind"
    if not with_subtree:
        return None
    below = page.get_descendants()
    if any(not getattr(kind, "is_translatable", False) for kind in {each.specific_class for each in below}):
        return "below"
    return "many" if below.count() > MOST_PAGES_AT_ONCE else None


def may_translate(request, page_id):
    """The page is the account's own to edit; what comes of it is published by those who publish the page."""
    page = get_object_or_404(Page, pk=page_id).specific
    allowed = request.user.has_perm("wagtail_localize.submit_translation")
    return allowed and page.permissions_for_user(request.user).can_edit()


def may_update_translations(request, translation_source_id):
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    pages = [_page(source), *(_page(each) for each in source.translations.filter(enabled=True))]
    testers = [page.permissions_for_user(request.user) for page in pages]
    publishes = "publish_translations" in request.POST
    return all(tester.can_edit() and (tester.can_publish() or not publishes) for tester in testers)


def may_edit_translation(request, translation_id, **kwargs):
    translation = get_object_or_404(Translation, pk=translation_id)
    return _page(translation).permissions_for_user(request.user).can_edit()


def _page(translated):
    """The page a translation, or its source, is of; for whatever is no page there is none to ask."""
    try:
        if isinstance(translated, Translation):
            found = translated.get_target_instance()
        else:
            found = translated.get_source_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not isinstance(found, Page):
        raise Http404
    return found


def may_take_back(request, page_id):
    """To show the Russian words again instead of a translation is to publish."""
    return get_object_or_404(Page, pk=page_id).specific.permissions_for_user(request.user).can_publish()


def refuse_foreign_things(sender, instance, **kwargs):
    """Another picture, file or page put into a translation is one the account may use (see CouncilPageForm)."""
    user = instance.last_translated_by
    if user is None or user.is_superuser:
        return
    try:
        chosen = json.loads(instance.data_json)
        model = CHOOSERS.get(_widget_of(instance.context))
    except (ValueError, LookupError, FieldDoesNotExist, ObjectDoesNotExist) as error:
        raise PermissionDenied from error
    if model is None:
        return
    if not str(chosen).isdecimal() or not _may_choose(user, model, int(chosen)):
        raise PermissionDenied


CHOOSERS = {"image_chooser": get_image_model(), "document_chooser": get_document_model(), "page_chooser": Page}


def _widget_of(context):
    """By what the editor chooses the value: the kind of field at this place of the page."""
    # Asked for when needed: it brings the whole of the REST framework with it, before the rooms are ready.
    from wagtail_localize.views.edit_translation import TabHelper, get_segment_location_info

    page = TranslationSource.objects.filter(object_id=context.object_id).first().get_source_instance()
    path = context.get_field_path(page)
    place = get_segment_location_info(page, TabHelper(page), context.path, path, widget=True)
    return place["widget"]["type"]


def _may_choose(user, model, pk):
    if model is not Page:
        return may_use(user, model, pk)
    own = page_permission_policy.explorable_instances(user).filter(pk=pk).exists()
    return own or CouncilPageQuerySet(Page).filter(pk=pk).live().public().exists()
