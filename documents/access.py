"""Who may fetch a file or a picture of the library."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from cms.pages import CouncilPageQuerySet

LIBRARY_RIGHTS = ["add", "change", "delete", "choose"]


def is_public(file) -> bool:
    """A file is public once a published page that anyone may read shows it; an annex of a draft is not."""
    return _pages_citing(file).live().public().exists()


def may_fetch(user, file) -> bool:
    """Whether the account may have the file.

    What is public is for everybody; the rest for those who work with its collection, or with a page that cites it.
    Being on the staff of another council is no reason.
    """
    if user.has_perm("wagtailadmin.access_admin"):
        library = CollectionOwnershipPermissionPolicy(type(file), owner_field_name="uploaded_by_user")
        if library.user_has_any_permission_for_instance(user, LIBRARY_RIGHTS, file):
            return True
        if any(page.permissions_for_user(user).can_edit() for page in _pages_citing(file).specific()):
            return True
    return is_public(file)


def _pages_citing(file):
    citing = ReferenceIndex.get_references_to(file).filter(base_content_type=ContentType.objects.get_for_model(Page))
    pages = [int(pk) for pk in citing.values_list("object_id", flat=True).distinct()[:1000]]
    return CouncilPageQuerySet(Page).filter(pk__in=pages)
