"""Who may do what with programmes and plans, beyond the ordinary page permissions."""

from wagtail.models import PagePermissionTester


class ProgrammePermissionTester(PagePermissionTester):
    """Nobody publishes a programme or a plan alone: a second person's approval does."""

    def can_publish(self):
        return False

    def can_publish_subpage(self):
        return False

    def can_delete(self, ignore_bulk=False):
        # What was once public has readers' links and cards of control on it: it may be taken off the site, not away.
        return not self.page.was_public and super().can_delete(ignore_bulk)
