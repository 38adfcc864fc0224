from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo.loading import DEMO_ACCOUNTS, load_demo


class Command(BaseCommand):
    """Loads the invented federation once and prints its accounts."""

    help = "Loads the demo federation, once; run again it changes nothing. Prints the demo accounts."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        if not getattr(settings, "DEMO", False):
            raise CommandError(
                "The demo has published passwords: it is not for a council's server (see create_council)."
            )
        load_demo(port)
        for account in DEMO_ACCOUNTS:
            self.stdout.write(f"  {account.role:<14} {account.username:<10} {account.password}")
