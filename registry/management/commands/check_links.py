from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.link_check import Answer, check
from registry.models import InformationResource, Organisation


class Command(BaseCommand):
    help = "Opens every site and page of the registry and writes which of them do not open."

    def add_arguments(self, parser):
        parser.add_argument("--council", type=int, metavar="ID", help="only this organisation and everything under it")

    def handle(self, *, council=None, **options):
        today = timezone.localdate()
        organisations = Organisation.objects.active(today)
        if council is not None:
            root = Organisation.objects.filter(pk=council).first()
            if root is None:
                raise CommandError(_("There is no organisation number %(number)s.") % {"number": council})
            organisations = organisations.at_or_below(root)
        found = check(InformationResource.objects.in_use(today).filter(organisation__in=organisations.order_by()))
        self.stdout.write(
            _("Open: %(alive)d. Do not open: %(dead)d.") % {"alive": found[Answer.ALIVE], "dead": found[Answer.DEAD]}
        )
