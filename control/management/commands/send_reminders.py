import datetime

from django.core.management.base import BaseCommand, CommandError

from control.reminding.sending import remind


class Command(BaseCommand):
    help = "Write to everybody about deadlines: one letter a day to each, each cause once; may be run at any time."

    def add_arguments(self, parser):
        parser.add_argument(
            "--day", type=datetime.date.fromisoformat, help="as if it were this day (YYYY-MM-DD); today without it"
        )

    def handle(self, *args, day=None, **options):
        run = remind(day)
        self.stdout.write(f"causes: {run.causes}, letters sent: {run.sent}, failed: {run.failed}")
        if run.unreachable:
            raise CommandError(f"{run.unreachable}; the letters wait")
