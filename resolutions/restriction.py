"""Acts for official use only: registered and published, yet read by nobody without a role in their council."""

from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction


def restrict(act):
    """Close the act to everybody without a role in its council; every public list passes it by from now on."""
    restriction = PageViewRestriction.objects.create(page=act, restriction_type=PageViewRestriction.GROUPS)
    organisation = act.get_parent().specific.council_organisation
    restriction.groups.set(Group.objects.filter(council_role__organisation=organisation))


def is_open_to(request, act) -> bool:
    """Whether whoever asks may read the restricted act; without its restriction nobody may."""
    restrictions = act.get_view_restrictions()
    return bool(restrictions) and all(restriction.accept_request(request) for restriction in restrictions)


def admit_role(sender, instance, created, **kwargs):
    """A role the council is given later reads its restricted acts like the others."""
    if created and not kwargs.get("raw"):
        restrictions = PageViewRestriction.objects.filter(
            page__resolutionpage__is_restricted=True, groups__council_role__organisation=instance.organisation
        )
        for restriction in restrictions.distinct():
            restriction.groups.add(instance.group)
