"""Writes the history of a council's registry and roles into a table for an auditor."""

import datetime
import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from registry.chronicle import lines_below
from registry.history_export import csv_chunks, write_xlsx
from registry.models import Organisation
from registry.views.history import moments


class Command(BaseCommand):
    help = "Writes who changed what in the registry, from what to what, into an .xlsx or .csv file."

    def add_arguments(self, parser):
        parser.add_argument("file", help="where to write; the name ends in .xlsx or .csv")
        parser.add_argument("--council", type=int, metavar="ID", help="key of its organisation; all if absent")
        parser.add_argument("--from", dest="since", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="until", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *args, file, council, since, until, **options):
        file = Path(file)
        if file.suffix not in (".xlsx", ".csv"):
            raise CommandError("The name of the file must end in .xlsx or .csv.")
        path = ""
        if council is not None:
            path = Organisation.objects.filter(pk=council).values_list("path", flat=True).first()
            if path is None:
                raise CommandError(f"There is no organisation with the key {council}.")
        lines = lines_below(path, *moments(since, until))
        try:
            if file.suffix == ".csv":
                with file.open("w", encoding="utf-8", newline="") as target:
                    target.writelines(csv_chunks(lines))
            else:
                with file.open("wb") as target, write_xlsx(lines) as source:
                    shutil.copyfileobj(source, target)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(str(file))
