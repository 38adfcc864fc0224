"""Admitting correspondents to the section of their organisation, and to no other page."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from home.models.correspondents import NewsSectionPage
from home.models.home import HomePage
from home.section_form import correspondents_of
from registry.models import CouncilRole, Role


@transaction.atomic
def admit_correspondents(section):
    """Give the section's correspondents the right to draft in it, and take it from everybody else."""
    council = HomePage.objects.select_related("organisation").ancestor_of(section).first()
    if council is None or council.organisation_id is None:
        return
    group = section.group or _group(section, council)
    allowed = correspondents_of(council.organisation).values("pk")
    group.user_set.set(section.correspondents.filter(pk__in=allowed))


def _group(section, council):
    # The key tells apart two sections of one title.
    name = f"{council.organisation}: корреспонденты, {section.title}"[:120]
    group = Group.objects.create(name=f"{name} ({section.pk})")
    permission = Permission.objects.get(codename="add_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=section, permission=permission)
    NewsSectionPage.objects.filter(pk=section.pk).update(group=group)
    section.group = group
    return group


def on_publication(sender, instance, **kwargs):
    """Who writes in a section is settled by its publication."""
    admit_correspondents(instance)


def on_deletion(sender, instance, **kwargs):
    """With a section goes the group that could write in it."""
    if instance.group_id:
        Group.objects.filter(pk=instance.group_id).delete()


def on_role_taken(sender, instance, action, reverse, pk_set, **kwargs):
    """Whoever is no longer a correspondent of the council writes in none of its sections."""
    if action != "post_remove" or not pk_set:
        return
    groups, users = ([instance.pk], pk_set) if reverse else (pk_set, [instance.pk])
    roles = CouncilRole.objects.filter(group__in=groups, role=Role.CORRESPONDENT).values_list("organisation", flat=True)
    if not roles:
        return
    homes = HomePage.objects.filter(organisation__in=list(roles))
    sections = NewsSectionPage.objects.exclude(group=None)
    for home in homes:
        for section in sections.descendant_of(home).select_related("group"):
            section.group.user_set.remove(*users)
