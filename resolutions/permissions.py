"""Who may do what with an act, beyond the ordinary page permissions."""

from wagtail.models import PagePermissionTester


class ActPermissionTester(PagePermissionTester):
    """Nobody, the administrator included, publishes an act alone or takes a registered one away."""

    def can_publish(self):
        return False

    def can_set_view_restrictions(self):
        return super().can_publish()

    def can_unpublish(self):
        return False

    def can_delete(self, ignore_bulk=False):
        return not self.page.is_registered and super().can_delete(ignore_bulk)

    def can_move(self):
        return not self.page.is_registered and super().can_move()


class ActIndexPermissionTester(PagePermissionTester):
    """An act cannot be created, or copied, straight into publication."""

    def can_publish_subpage(self):
        return False

    def can_delete(self, ignore_bulk=False):
        return not self.page.has_registered_acts and super().can_delete(ignore_bulk)
