"""Setting up a council: its pages, sections, bodies, roles and routes of approval, all within its own subtree."""

from dataclasses import dataclass

from anyascii import anyascii
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.models import HomePage, NewsIndexPage, OrganisationsPage, StandardPage
from programs.models import ProgrammeReviewTask, ProgrammesIndexPage
from registry.models import Body, CouncilRole, Organisation, OrganisationKind, Role
from registry.names import name_key
from registry.roles import council_role
from resolutions.models import PeerApprovalTask, ResolutionIndexPage

# What a role may do with pages, by section of the council. Nobody publishes an act: its approval does.
# A correspondent writes only in the section of an organisation (home/admitting.py).
PAGE_RIGHTS = {
    Role.DRAFTER: {"acts": ["add", "change"], "programs": ["add", "change"]},
    # The right to publish takes a programme off the site; on it comes by a second person's approval only.
    Role.SECRETARY: {
        "acts": ["add", "change"],
        "programs": ["add", "change", "publish"],
        "about": ["add", "change", "publish"],
    },
    Role.EDITOR: {"news": ["add", "change", "publish"], "about": ["add", "change", "publish"]},
    Role.ADMINISTRATOR: {"home": ["add", "change", "publish", "lock", "unlock"]},
}
# Who puts the council's pages into other languages; which pages, their rights over pages say.
TRANSLATORS = (Role.SECRETARY, Role.EDITOR, Role.ADMINISTRATOR)
# What a role may do with the council's own library of files and pictures.
FILE_RIGHTS = {
    Role.DRAFTER: ["add", "change", "choose"],
    Role.APPROVER: ["choose"],
    Role.SECRETARY: ["add", "change", "choose"],
    Role.SIGNATORY: ["choose"],
    Role.CONTROLLER: ["choose"],
    Role.EDITOR: ["add", "change", "choose"],
    Role.CORRESPONDENT: ["add", "choose"],
    Role.MONITOR: ["choose"],
    Role.ADMINISTRATOR: ["add", "change", "delete", "choose"],
}


@dataclass
class Council:
    """A council as it stands after set_up_council."""

    home: HomePage
    acts: ResolutionIndexPage
    programs: ProgrammesIndexPage
    news: NewsIndexPage
    about: StandardPage
    organisations: OrganisationsPage
    site: Site
    roles: dict[Role, CouncilRole]

    def group(self, role: Role) -> Group:
        return self.roles[role].group

    @property
    def drafters(self):
        return self.group(Role.DRAFTER)

    @property
    def approvers(self):
        return self.group(Role.APPROVER)


@transaction.atomic
def set_up_council(
    organisation: Organisation, *, slug: str = "", host: str = "", near: str = "localhost", port: int = 80
) -> Council:
    """Create what a council needs, once; run again it only adds what is missing.

    ``host`` is the council's own address. Without it the first council answers wherever the installation does
    (``near``), and another one at ``<slug>.<near>``. Raises ValueError when the address belongs to another council.
    """
    slug = slug or address_of(organisation)
    had = set(CouncilRole.objects.filter(organisation=organisation).values_list("role", flat=True))
    home = _home(organisation, slug)
    sections = {
        "home": home,
        "acts": _section(home, ResolutionIndexPage, title="Документы", slug="acts"),
        # Nobody reads an empty list: it comes with its first programme (programs/opening.py).
        "programs": _section(home, ProgrammesIndexPage, title="Программы", slug="programs", live=False),
        "news": _section(home, NewsIndexPage, title="Новости", slug="news"),
        "organisations": _section(home, OrganisationsPage, title="Организации", slug="organizations"),
        # Nobody reads an empty page: it waits unpublished for its first words.
        "about": _section(home, StandardPage, title="О совете", slug="about", live=False),
    }
    site = _site(home, slug, host, near, port)
    roles = {role: council_role(organisation, role) for role in Role}
    _bodies(organisation)
    # A right that an administrator took away by hand does not come back with a second run.
    new_roles = {role: held for role, held in roles.items() if role not in had}
    _page_rights(new_roles, sections)
    _file_rights(new_roles, roles, organisation)
    name = str(organisation)
    _route(f"{name}: согласование", PeerApprovalTask, f"{name}: согласует второй человек", [roles[Role.APPROVER]], home)
    _route(
        f"{name}: программы",
        ProgrammeReviewTask,
        f"{name}: программу смотрит второй человек",
        [roles[Role.SECRETARY], roles[Role.APPROVER]],
        sections["programs"],
    )
    _route(f"{name}: новости", GroupApprovalTask, f"{name}: проверяет редактор", [roles[Role.EDITOR]], sections["news"])
    return Council(**sections, site=site, roles=roles)


def address_of(organisation: Organisation) -> str:
    """A short Latin name for the council's address, made of its short name and free to take."""
    address = slugify(anyascii(str(organisation)))[:40].strip("-") or "council"
    taken = HomePage.objects.filter(slug=address).exclude(organisation=organisation).exists()
    return f"{address}-{organisation.pk}" if taken else address


def _home(organisation, slug):
    existing = HomePage.objects.of_councils().filter(organisation=organisation).first()
    if existing:
        return existing
    root = Page.get_first_root_node()
    # Wagtail's first migration leaves a welcome page and a site that points at it.
    Page.objects.filter(depth=2, content_type__model="page").delete()
    root.refresh_from_db()
    if HomePage.objects.filter(slug=slug).exists():
        raise ValueError(f"The address {slug} belongs to another council.")
    return root.add_child(
        instance=HomePage(title=str(organisation), slug=slug, organisation=organisation, locale=Locale.get_default())
    )


def _section(parent, model, *, slug, **fields):
    sections = model.objects.child_of(parent)
    # There is one list of acts, of news, of organisations; of ordinary pages the one at the section's address.
    existing = (sections.filter(slug=slug) if model is StandardPage else sections).first()
    if existing:
        return existing
    if parent.get_children().filter(slug=slug).exists():
        raise ValueError(f"The page {slug} of the council is not its section: give it another address.")
    return parent.add_child(instance=model(show_in_menus=True, slug=slug, **fields))


def _site(home, slug, host, near, port):
    existing = Site.objects.filter(root_page=home).first()
    if existing:
        return existing
    first = not Site.objects.exists()
    if not host:
        # A number has no names below it.
        near = "localhost" if near.replace(".", "").isdecimal() else near
        host = near if first else f"{slug}.{near}"
    if Site.objects.filter(hostname=host, port=port).exists():
        raise ValueError(f"The address {host} belongs to another council.")
    return Site.objects.create(hostname=host, port=port, site_name=home.title, root_page=home, is_default_site=first)


def _bodies(organisation):
    """The council and its presidium, with a letterhead to be corrected."""
    if organisation.bodies.exists():
        return
    superior = organisation.superior.short_name if organisation.superior_id else ""
    for name, kind in (("Совет", Body.Kind.COUNCIL), ("Президиум", Body.Kind.PRESIDIUM)):
        Body.objects.create(
            organisation=organisation,
            name=name,
            kind=kind,
            name_genitive={"Совет": "Совета", "Президиум": "Президиума"}[name],
            name_dative={"Совет": "Совету", "Президиум": "Президиуму"}[name],
            name_accusative=name,
            enacting_clause=f"{name} ПОСТАНОВЛЯЕТ:",
            letterhead_superior=superior,
        )


def _page_rights(roles, sections):
    permissions = _permissions("wagtailcore", "wagtailadmin", "wagtail_localize")
    granted = []
    for role, council in roles.items():
        # Every role comes into the admin; what it finds there is what follows.
        council.group.permissions.add(permissions["access_admin"])
        if role in TRANSLATORS:
            council.group.permissions.add(permissions["submit_translation"])
        granted += [
            GroupPagePermission(group=council.group, page=sections[section], permission=permissions[f"{action}_page"])
            for section, actions in PAGE_RIGHTS.get(role, {}).items()
            for action in actions
        ]
    GroupPagePermission.objects.bulk_create(granted, ignore_conflicts=True)


def _file_rights(new_roles, roles, organisation):
    groups = [role.group for role in roles.values()]
    held = GroupCollectionPermission.objects.filter(group__in=groups).select_related("collection").first()
    collection = held.collection if held else Collection.get_first_root_node().add_child(name=str(organisation))
    permissions = _permissions("wagtailimages", "wagtaildocs")
    granted = [
        GroupCollectionPermission(
            group=council.group, collection=collection, permission=permissions[f"{action}_{kind}"]
        )
        for role, council in new_roles.items()
        for action in FILE_RIGHTS.get(role, ())
        for kind in ("image", "document")
    ]
    GroupCollectionPermission.objects.bulk_create(granted, ignore_conflicts=True)


def _permissions(*apps):
    found = Permission.objects.filter(content_type__app_label__in=apps)
    return {permission.codename: permission for permission in found}


def _route(name, task_model, task_name, roles, page):
    """A workflow of one step under the page, unless the council has given the page another."""
    if WorkflowPage.objects.filter(page=page).exists():
        return
    workflow = Workflow.objects.create(name=name)
    task = task_model.objects.create(name=task_name)
    task.groups.add(*(role.group for role in roles))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(page=page, workflow=workflow)


@transaction.atomic
def open_council(name: str, short_name: str = "", **address) -> Council:
    """Set up the council of the organisation of this name, which joins the registry if it is not known there."""
    # By its full name only: an alias may be another organisation's full name.
    organisation = Organisation.objects.filter(unique_key=name_key(name)).first() or Organisation.objects.create(
        name=name, short_name=short_name, kind=OrganisationKind.FEDERATION
    )
    return set_up_council(organisation, **address)
