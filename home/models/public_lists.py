"""What all lists of published things share: they are asked below a council's page, and only for what is public."""

from django.db.models import Q
from django.utils import timezone

from cms.pages import CouncilPageQuerySet


class PublicListQuerySet(CouncilPageQuerySet):
    """Pages of one kind as the readers of a council's site find them."""

    def published_under(self, page):
        """Those below the page that anybody may read."""
        return self.descendant_of(page).live().public()

    def for_home(self, home):
        """Those of the whole council, in the order of their list, with all a row shows."""
        return self.published_under(home).for_listing()


def in_force_q(day=None, since="in_force_from", until="in_force_until"):
    """The condition that the day lies between two optional days, both counted."""
    day = day or timezone.localdate()
    return Q(Q(**{since: None}) | Q(**{f"{since}__lte": day}), Q(**{until: None}) | Q(**{f"{until}__gte": day}))
