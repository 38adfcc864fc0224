"""Setting up a council: its pages, its groups and its approval route, scoped to its own subtree."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.models import HomePage, NewsIndexPage
from registry.models import Organisation
from resolutions.models import PeerApprovalTask, ResolutionIndexPage

DRAFTER_PERMISSIONS = ["access_admin"] + [
    f"{action}_{model}" for model in ("organisation", "body", "person") for action in ("add", "change", "view")
]


@dataclass
class Council:
    """A council as it stands after set_up_council."""

    home: HomePage
    acts: ResolutionIndexPage
    news: NewsIndexPage
    drafters: Group
    approvers: Group


@transaction.atomic
def set_up_council(organisation: Organisation, *, slug: str, host="localhost", port=80) -> Council:
    """Create what a council needs, once; run again it only adds what is missing.

    Nobody in it may publish: drafters add and change, approvers approve, approval publishes.
    """
    name = str(organisation)
    home = _home(organisation, name, slug)
    acts = _child(home, ResolutionIndexPage, title="Документы", slug="acts")
    news = _child(home, NewsIndexPage, title="Новости", slug="news")
    Site.objects.get_or_create(
        is_default_site=True,
        defaults={"hostname": host, "port": port, "site_name": name, "root_page": home},
    )
    drafters, _created = Group.objects.get_or_create(name=f"{name}: авторы")
    approvers, _created = Group.objects.get_or_create(name=f"{name}: согласующие")
    drafters.permissions.add(*Permission.objects.filter(codename__in=DRAFTER_PERMISSIONS))
    approvers.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.get_or_create(group=drafters, page=home, permission=permission)
    _collection_permissions(drafters)
    _approval_route(name, home, approvers)
    return Council(home, acts, news, drafters, approvers)


def _home(organisation, name, slug):
    existing = HomePage.objects.filter(organisation=organisation).first()
    if existing:
        return existing
    root = Page.get_first_root_node()
    # Wagtail's first migration leaves a welcome page and a site that points at it.
    Page.objects.filter(depth=2, content_type__model="page").delete()
    root.refresh_from_db()
    return root.add_child(
        instance=HomePage(title=name, slug=slug, organisation=organisation, locale=Locale.get_default())
    )


def _child(parent, model, **fields):
    existing = model.objects.child_of(parent).first()
    return existing or parent.add_child(instance=model(show_in_menus=True, **fields))


def _collection_permissions(group):
    root = Collection.get_first_root_node()
    codenames = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
    for permission in Permission.objects.filter(
        codename__in=codenames, content_type__app_label__in=("wagtailimages", "wagtaildocs")
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _approval_route(name, home, approvers):
    workflow, created = Workflow.objects.get_or_create(name=f"{name}: согласование")
    if created:
        task = PeerApprovalTask.objects.create(name=f"{name}: согласует второй человек")
        task.groups.add(approvers)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
