"""In whose name a council may issue acts: its own, and that of those under it without a council of their own."""

from registry.models import CouncilRole


def is_own(organisation, council):
    """Whether the organisation is the council's own or stands below it, and no other council keeps it."""
    return organisation.path.startswith(council.path) and not is_of_another_council(organisation, council)


def is_of_another_council(organisation, council):
    """Whether another council of the installation keeps the organisation; outsiders are kept by none."""
    steps = organisation.path.rstrip(".").split(".")
    lineage = [".".join(steps[:depth]) + "." for depth in range(1, len(steps) + 1)]
    councils = CouncilRole.objects.filter(organisation__path__in=lineage).values_list("organisation__path", flat=True)
    return max(set(councils), key=len, default=council.path) != council.path
