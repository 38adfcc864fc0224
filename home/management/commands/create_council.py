from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.council import open_council


class Command(BaseCommand):
    """Sets up a council, the first one or another beside it."""

    help = (
        "Creates a council: its pages, bodies, library, roles and routes of approval. "
        "Run again it only adds what is missing."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="the organisation's name as in its charter")
        parser.add_argument("--short-name", default="")
        parser.add_argument("--slug", default="", help="Latin name in the address; made of the short name if not given")
        parser.add_argument("--host", default="", help="the council's own address; that of BASE_URL for the first one")

    def handle(self, *, name, short_name, slug, host, **options):
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        try:
            council = open_council(name, short_name, slug=slug, host=host, near=address.hostname, port=port)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{council.home.title}: {council.site.root_url}")
        for role in council.roles.values():
            self.stdout.write(f"  {role.get_role_display():<20} {role.group.name}")
