"""Who may fetch a file or a picture of the library."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Collection, GroupPagePermission, Page, ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from cms.pages import CouncilPageQuerySet

LIBRARY_RIGHTS = ["add", "change", "delete", "choose"]


def is_public(file) -> bool:
    """A file is public once a published page of its own council that anyone may read shows it.

    An annex of a draft is not, nor is what only a page of another council cites: a reference can be forged.
    """
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
    return CouncilPageQuerySet(Page).filter(_where_at_home(file.collection), pk__in=pages)


def _where_at_home(collection):
    """The sites of the councils whose groups work with the collection; one that is nobody's is for all."""
    # A right on the root reaches every collection and tells of none whose it is.
    depths = range(2, collection.depth + 1)
    lineage = [collection.path[: depth * Collection.steplen] for depth in depths]
    pages = GroupPagePermission.objects.filter(group__collection_permissions__collection__path__in=lineage)
    # The site of a council stands right under the root of all pages.
    sites = {path[: 2 * Page.steplen] for path in pages.values_list("page__path", flat=True).distinct()}
    at_home = Q(pk__in=[]) if sites else Q()
    for site in sites:
        at_home |= Q(path__startswith=site)
    return at_home
