"""Settle official files after a stop, and by the clock."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from documents.settling import settle


class Command(BaseCommand):
    help = gettext("Moves official files from the database to their storage and says which are missing or nobody's.")

    def handle(self, *args, **options):
        settled = settle()
        self.stdout.write(
            ngettext(
                "%(count)d official file moved to the storage.",
                "%(count)d official files moved to the storage.",
                settled.moved,
            )
            % {"count": settled.moved}
        )
        if settled.unfinished:
            self.stdout.write(gettext("Unfinished files removed: %(count)d.") % {"count": settled.unfinished})
        for name in settled.orphans:
            self.stdout.write(gettext("The file %(name)s belongs to no row; it was left where it is.") % {"name": name})
        for official in settled.missing:
            self.stderr.write(_line(gettext("The file is not in the storage"), official))
        for official in settled.failed:
            self.stderr.write(_line(gettext("The file could not be moved and stays in the database"), official))
        if settled.missing or settled.failed:
            raise CommandError(
                gettext("Official files to look at: %(count)d.") % {"count": len(settled.missing) + len(settled.failed)}
            )


def _line(words, official):
    return f"{words}: {official.file_name} (documents.officialfile:{official.pk}, {official.sha256})"
