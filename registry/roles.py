"""What each role may do with its council's registry, and how an account is given a role."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from registry.models import CouncilRole, Organisation, Role

READ = frozenset({"view"})
KEEP = READ | {"add", "change", "delete"}

# With acts: read the drafts and the control cards; prepare meetings, enter votes and register; sign; control.
WORK = frozenset({"read_drafts", "read_control"})

# Rights are words: the four of a form, and what has a screen of its own.
RIGHTS = {
    Role.DRAFTER: READ | WORK | {"draft"},
    Role.APPROVER: READ | WORK | {"approve"},
    Role.SECRETARY: KEEP | WORK | {"read_resources", "invite", "draft", "register", "set_routes", "control"},
    Role.SIGNATORY: READ | WORK | {"sign"},
    Role.CONTROLLER: READ | WORK | {"control"},
    Role.ASSIGNEE: frozenset(),
    Role.EDITOR: READ | {"edit_site"},
    Role.CORRESPONDENT: frozenset(),
    Role.MONITOR: READ | {"read_resources"},
    Role.ADMINISTRATOR: KEEP | WORK | {"read_resources", "invite", "manage_roles", "audit", "set_routes", "edit_site"},
}

# An auditor reads these whatever the interface speaks.
GROUP_NAMES = {
    Role.DRAFTER: "авторы",
    Role.APPROVER: "согласующие",
    Role.SECRETARY: "секретари",
    Role.SIGNATORY: "подписанты",
    Role.CONTROLLER: "контролёры",
    Role.ASSIGNEE: "исполнители",
    Role.EDITOR: "редакторы новостей",
    Role.CORRESPONDENT: "корреспонденты",
    Role.MONITOR: "мониторинг",
    Role.ADMINISTRATOR: "администраторы",
}


# What a secretary reads on the screen of roles.
DUTIES = {
    Role.DRAFTER: _("writes and imports drafts of acts and submits them"),
    Role.APPROVER: _("reads submitted texts and approves them or asks for changes; never the text he wrote himself"),
    Role.SECRETARY: _("drafts acts, prepares meetings, enters votes and registers; keeps the registry, invites people"),
    Role.SIGNATORY: _("sees the council's acts and registry; signs adopted acts"),
    Role.CONTROLLER: _("sees the council's acts and registry; watches over execution"),
    Role.ASSIGNEE: _("does what points of acts say and reports on it"),
    Role.EDITOR: _("publishes news and the pages about the council, checks what correspondents send"),
    Role.CORRESPONDENT: _("writes news in the section of an organisation; an editor publishes them"),
    Role.MONITOR: _("notes subscribers and latest publications of the organisations' pages"),
    Role.ADMINISTRATOR: _("gives and takes roles, keeps the registry and the library, reads the history of changes"),
}


def council_role(organisation: Organisation, role: Role) -> CouncilRole:
    """The role of the council, made with its group if the council does not have it yet."""
    existing = CouncilRole.objects.filter(organisation=organisation, role=role).select_related("group").first()
    if existing:
        return existing
    name = f"{organisation}: {GROUP_NAMES[role]}"[:150]
    if Group.objects.filter(name=name).exists():
        name = f"{organisation} ({organisation.pk}): {GROUP_NAMES[role]}"[-150:]
    return CouncilRole.objects.create(group=Group.objects.create(name=name), organisation=organisation, role=role)
