"""What an account may do with a council's own page."""

from home.editing import RIGHT
from registry.access import RegistryAccess
from resolutions.permissions import CouncilPermissionTester


class HomePermissionTester(CouncilPermissionTester):
    """Editors compose the home page; what stands below it, where it stands and who reads it is not theirs by that.

    A right over the page itself would go down the tree with it, to the acts, too.
    """

    @property
    def _composes(self):
        council = self.page.original.organisation
        return bool(council and self.user.is_active and RegistryAccess.of(self.user).may(RIGHT, council.path))

    def can_edit(self):
        return super().can_edit() or self._composes

    def can_publish(self):
        return super().can_publish() or self._composes
