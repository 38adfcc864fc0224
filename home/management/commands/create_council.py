from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from home.council import set_up_council
from registry.models import Organisation


class Command(BaseCommand):
    """Sets up a council on an empty installation."""

    help = "Creates a council: its pages, groups and approval route. Run again it only adds what is missing."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the organisation's name as in its charter")
        parser.add_argument("--short-name", default="")
        parser.add_argument("--slug", default="council")

    def handle(self, *, name, short_name, slug, **options):
        organisation, _created = Organisation.objects.get_or_create(name=name, defaults={"short_name": short_name})
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        council = set_up_council(organisation, slug=slug, host=address.hostname, port=port)
        self.stdout.write(f"{council.home.title}: {council.drafters.name}, {council.approvers.name}")
