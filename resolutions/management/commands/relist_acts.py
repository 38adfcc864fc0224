"""``manage.py relist_acts``: the public list of acts written anew, for instance after acts were brought in by bulk."""

from django.core.management.base import BaseCommand

from resolutions.browsing.listing import relist_all


class Command(BaseCommand):
    help = "Write the public list of acts anew: after acts were brought in past the ordinary way."

    def handle(self, *args, **options):
        self.stdout.write(f"{relist_all()} acts looked through.")
