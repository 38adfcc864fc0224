"""Makes the index of the search anew."""

import time

from django.core.management.base import BaseCommand

from search.indexing import rebuild
from search.tasks import read_file_later


class Command(BaseCommand):
    help = "Makes the index of the search anew from what stands on the site; the old one answers meanwhile."

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-files", action="store_true", help="do not read files whose text is not known yet"
        )

    def handle(self, *args, **options):
        started = time.monotonic()
        reports = self._report if options["verbosity"] > 1 else lambda entries: None
        done = rebuild(reports)
        spent = time.monotonic() - started
        self.stdout.write(
            f"{done.entries} entries, {len(done.vocabulary)} words, {done.removed} removed, {spent:.1f} s"
        )
        if not options["without_files"]:
            for one in done.unread:
                read_file_later.enqueue(one.fingerprint, one.library_key, one.official_key, one.findable.page)
            if done.unread:
                self.stdout.write(f"{len(done.unread)} files to read")

    def _report(self, entries):
        self.stdout.write(f"{entries} …")
