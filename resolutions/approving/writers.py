"""Whose text it is: nobody counts as the second person for words of one's own."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from wagtail.models import Revision, WorkflowState

from registry.letters import address_of


@dataclass(frozen=True)
class Writers:
    """The accounts that wrote any version of a draft or submitted it."""

    accounts: frozenset[int]
    addresses: frozenset[str] = field(default_factory=frozenset)

    def includes(self, user) -> bool:
        return bool(user) and user.pk in self.accounts

    def include_person(self, person) -> bool:
        """Whether the person is one of them: by the account, or by the address to which letters come."""
        if person is None:
            return False
        return person.user_id in self.accounts or address_of(person).lower() in self.addresses


def writers_of(act) -> Writers:
    """Everybody who saved a version of the draft since it began, and everybody who submitted one."""
    accounts = set(Revision.objects.for_instance(act).values_list("user_id", flat=True))
    accounts |= set(WorkflowState.objects.for_instance(act).values_list("requested_by_id", flat=True))
    accounts.discard(None)
    addresses = get_user_model().objects.filter(pk__in=accounts).exclude(email="").values_list("email", flat=True)
    return Writers(frozenset(accounts), frozenset(address.lower() for address in addresses))
