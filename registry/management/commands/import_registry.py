from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from registry.models import Organisation, SpreadsheetImport
from registry.spreadsheets import applying
from registry.spreadsheets.border import Border
from registry.spreadsheets.columns import LAYOUTS
from registry.spreadsheets.plan import Action
from registry.spreadsheets.reading import UnreadableSpreadsheet, read_spreadsheet


class Command(BaseCommand):
    help = (
        "Brings a spreadsheet of organisations, people or memberships into a council's registry, whole or not at all."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=list(LAYOUTS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--council", type=int, required=True, metavar="ID", help="primary key of the organisation")
        parser.add_argument("--user", metavar="NAME", help="the account in whose name and with whose rights it is done")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *, kind, file, council, user, dry_run, **options):
        council = Organisation.objects.filter(pk=council).first()
        if council is None:
            raise CommandError("There is no organisation with this primary key.")
        account = get_user_model().objects.filter(username=user).first() if user else None
        if user and account is None:
            raise CommandError(f"There is no account {user}.")
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        if dry_run:
            self.preview(kind, data, council)
        else:
            self.bring_in(kind, file.name, data, council, account)

    def preview(self, kind, data, council):
        try:
            sheet = read_spreadsheet(data, LAYOUTS[kind])
        except UnreadableSpreadsheet as error:
            raise CommandError(str(error), returncode=2) from error
        plan = applying.PLANS[kind](sheet, Border.of_everything_in(council)).make()
        self.say(plan.warnings, plan.rows, plan.counts)

    def bring_in(self, kind, name, data, council, account):
        spreadsheet = SpreadsheetImport.objects.create(
            organisation=council, kind=kind, file_name=name, content=data, uploaded_by=account
        )
        user_pk = account.pk if account else None
        SpreadsheetImport.objects.claim_to_check(spreadsheet.pk)
        applying.check(spreadsheet.pk, user_pk)
        if SpreadsheetImport.objects.claim_to_bring_in(spreadsheet.pk):
            applying.bring_in(spreadsheet.pk, user_pk)
        spreadsheet.refresh_from_db()
        if spreadsheet.problem:
            raise CommandError(spreadsheet.problem, returncode=2)
        self.say(spreadsheet.warnings, spreadsheet.rows.exclude(action=Action.UNCHANGED), spreadsheet.counts)

    def say(self, warnings, rows, counts):
        for warning in warnings:
            self.stdout.write(warning)
        for row in rows:
            for heading, reason in row.details.get("mistakes", []):
                self.stdout.write(f"строка {row.line}, «{heading}»: {reason}")
        self.stdout.write(", ".join(f"{label}: {counts.get(value, 0)}" for value, label in Action.choices))
        if counts.get(Action.REFUSED):
            raise CommandError("Nothing was brought in: the file has mistakes.", returncode=2)
