from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from registry.tree_check import misplaced, put_right


class Command(BaseCommand):
    help = "Says which parties do not stand where the tree of organisations puts them; --fix puts them there."

    def add_arguments(self, parser):
        parser.add_argument("--fix", action="store_true", help="write the right places")

    def handle(self, *, fix=False, **options):
        found = put_right() if fix else list(misplaced())
        for party in found:
            right = _("stands under itself") if party.right is None else party.right
            self.stdout.write(f"{party.pk} {party.name}: {party.stored or '—'} → {right or '—'}")
        circles = sum(party.right is None for party in found)
        if circles:
            raise CommandError(
                _("Stand under themselves: %(number)d. Choose another superior for one of each circle.")
                % {"number": circles}
            )
        if found and not fix:
            raise CommandError(_("Out of place: %(number)d. Run it with --fix.") % {"number": len(found)})
        self.stdout.write(
            _("Put right: %(number)d.") % {"number": len(found)} if found else _("Everything stands in its place.")
        )
