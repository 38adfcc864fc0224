"""Who may do what with an act, beyond the ordinary page permissions."""

from wagtail.models import PagePermissionTester


class ActPermissionTester(PagePermissionTester):
    """Nobody, the administrator included, publishes an act alone or takes a registered one away."""

    def can_publish(self):
        return False

    def can_unpublish(self):
        return False

    def can_set_view_restrictions(self):
        # To hide a registered act is to unpublish it under another name.
        return not self.page.is_registered and super().can_publish()

    def can_delete(self, ignore_bulk=False):
        kept = self.page.is_registered or self.page.workflow_in_progress
        return not kept and super().can_delete(ignore_bulk)

    def can_move(self):
        return not self.page.is_registered and super().can_move()


class CouncilPermissionTester(PagePermissionTester):
    """The pages above registered acts stay where they are: with them the acts would go, move or double."""

    def can_delete(self, ignore_bulk=False):
        return not self.page.holds_registered_acts and super().can_delete(ignore_bulk)

    def can_move(self):
        return not self.page.holds_registered_acts and super().can_move()

    def can_unpublish(self):
        return not self.page.holds_registered_acts and super().can_unpublish()

    def can_set_view_restrictions(self):
        return not self.page.holds_registered_acts and super().can_set_view_restrictions()

    def can_copy(self):
        return not self.page.holds_registered_acts and super().can_copy()

    def can_copy_to(self, destination, recursive=False):
        return not self.page.holds_registered_acts and super().can_copy_to(destination, recursive)


class ActIndexPermissionTester(CouncilPermissionTester):
    """An act cannot be created, or copied, straight into publication."""

    def can_publish_subpage(self):
        return False
