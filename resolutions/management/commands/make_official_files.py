"""Make the official files that registered acts still lack."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext, ngettext

from resolutions.official import acts_without_official_file, keep_official_file


class Command(BaseCommand):
    help = gettext("Makes the official PDF of every registered act that has none yet.")

    def handle(self, *args, **options):
        made = sum(
            keep_official_file(pk) is not None for pk in acts_without_official_file().values_list("pk", flat=True)
        )
        self.stdout.write(
            ngettext("%(count)d official file made.", "%(count)d official files made.", made) % {"count": made}
        )
