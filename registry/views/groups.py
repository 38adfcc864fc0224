"""Groups of parties: the list, and whom a group means today."""

from django.core.paginator import Paginator
from django.utils import timezone
from wagtail.admin.views.generic import IndexView, InspectView

from registry.access import RegistryAccess
from registry.models import Organisation, PartyGroup, Person

PER_PAGE = 50


class GroupIndexView(IndexView):
    """The groups the account may see."""

    def get_base_queryset(self):
        return RegistryAccess.of(self.request.user).limit(PartyGroup.objects.select_related("organisation"), "view")


class GroupCardView(InspectView):
    """The rule of the group in words, and its members of today."""

    def get_context_data(self, **kwargs):
        everybody = self.object.members_on(timezone.localdate())
        # A rule reaches into councils whose people the account may not see.
        members = RegistryAccess.of(self.request.user).limit_choices(everybody)
        related = {Organisation: "superior", Person: "organisation"}.get(members.model)
        members = members.select_related(related) if related else members
        count = everybody.count()
        shown = Paginator(members, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            group=self.object,
            count=count,
            members=shown,
            unseen=count - shown.paginator.count,
            may_change=RegistryAccess.of(self.request.user).may("change", self.object.path),
            **kwargs,
        )
