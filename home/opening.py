"""Opening a section of a council's site: the page is made where it belongs, and the council's editors may keep it."""

from django.contrib.auth.models import Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from home.models import (
    EventsPage,
    HomePage,
    LeadershipPage,
    NewspaperPage,
    NormativeDocumentsPage,
    PhotoReportsPage,
    PracticesPage,
    SurveysPage,
)
from registry.models import CouncilRole, Role

# What a council may add to its site, with the title and address a new one gets.
SECTIONS = {
    EventsPage: ("События", "events"),
    NewspaperPage: ("Газета", "newspaper"),
    PhotoReportsPage: ("Фоторепортажи", "photos"),
    NormativeDocumentsPage: ("Нормативные документы", "normative"),
    PracticesPage: ("Лучшие практики", "practices"),
    LeadershipPage: ("Руководство и органы", "leadership"),
    SurveysPage: ("Опросы и анкеты", "surveys"),
}
# An empty list need not be in the menu of the site; these are sought there.
IN_MENU = (EventsPage, NewspaperPage, LeadershipPage)
EDITORS = ["add", "change", "publish"]


@transaction.atomic
def open_section(home, model):
    """The council's section of this kind, made and published if there is none yet."""
    existing = model.objects.child_of(home).first()
    if existing:
        return existing
    title, slug = SECTIONS[model]
    if home.get_children().filter(slug=slug).exists():
        slug = f"{slug}-2"
    section = home.add_child(instance=model(title=title, slug=slug, show_in_menus=model in IN_MENU, locale=home.locale))
    section.save_revision().publish(skip_permission_checks=True)
    admit_editors(section)
    return section


def admit_editors(section):
    """Let the council's editors keep a section that stands right under its home page."""
    home = HomePage.objects.parent_of(section).first()
    if home is None or type(section) not in SECTIONS:
        return
    role = CouncilRole.objects.filter(organisation=home.organisation_id, role=Role.EDITOR).first()
    if role is None:
        return
    wanted = [f"{action}_page" for action in EDITORS]
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=wanted)
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=role.group, page=section, permission=permission) for permission in permissions],
        ignore_conflicts=True,
    )
