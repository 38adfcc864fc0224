import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from registry.models import Organisation
from registry.spreadsheets.columns import LAYOUTS
from registry.spreadsheets.exporting import Export
from registry.spreadsheets.writing import csv_lines, workbook_file


class Command(BaseCommand):
    help = "Writes a council's organisations, people or memberships into a .xlsx or .csv file."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=list(LAYOUTS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--council", type=int, required=True, metavar="ID", help="primary key of the organisation")

    def handle(self, *, kind, file, council, **options):
        council = Organisation.objects.filter(pk=council).first()
        if council is None:
            raise CommandError("There is no organisation with this primary key.")
        if file.suffix not in (".xlsx", ".csv"):
            raise CommandError("The name of the file must end with .xlsx or .csv.")
        export, layout = Export(kind, council), LAYOUTS[kind]
        try:
            with file.open("wb") as written:
                if file.suffix == ".csv":
                    written.writelines(csv_lines(layout, export.rows()))
                else:
                    with workbook_file(layout, export.rows()) as workbook:
                        shutil.copyfileobj(workbook, written)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(f"{file}: {export.length}")
