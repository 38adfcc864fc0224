from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.doors.table import permission_table

FILE = Path(settings.BASE_DIR) / "docs" / "permissions.md"


class Command(BaseCommand):
    help = "Prints who may go through which door; --write puts it into docs/permissions.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--write", action="store_true", help="write docs/permissions.md")
        what.add_argument("--check", action="store_true", help="fail when docs/permissions.md is stale")

    def handle(self, *args, write, check, **options):
        table = permission_table()
        if write:
            FILE.write_text(table, encoding="utf-8")
        elif not check:
            self.stdout.write(table)
        elif not FILE.exists() or FILE.read_text(encoding="utf-8") != table:
            raise CommandError("docs/permissions.md is stale: run manage.py permission_table --write")
