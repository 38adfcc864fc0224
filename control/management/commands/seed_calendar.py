from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from control.calendar_keeping import seed_year
from control.labour_law import FIRST_YEAR, LAST_YEAR


class Command(BaseCommand):
    help = "Fills years of the working calendar from the law; days changed by hand stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("years", nargs="+", type=int, metavar="YEAR")

    def handle(self, *, years, **options):
        outside = [year for year in years if not FIRST_YEAR <= year <= LAST_YEAR]
        if outside:
            raise CommandError(
                _("The calendar is known from %(first)d to %(last)d, not for %(year)d.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR, "year": outside[0]}
            )
        for year in years:
            if seed_year(year).is_final:
                said = _("%(year)d: filled.")
            else:
                said = _("%(year)d: filled by the Labour Code; the Government's transfers are not known yet.")
            self.stdout.write(said % {"year": year})
