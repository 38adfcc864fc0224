from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

PAGES = (400, 403, 429, 500, 503)


class Command(BaseCommand):
    """Writes the pages a proxy shows by itself while the site cannot answer."""

    help = "Writes the error pages as files for nginx: error_page 502 503 504 /errors/503.html."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=str(Path(settings.STATIC_ROOT) / "errors"))

    def handle(self, *, folder, **options):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with translation.override(settings.LANGUAGE_CODE):
            for status in PAGES:
                (folder / f"{status}.html").write_text(render_to_string(f"{status}.html"), encoding="utf-8")
        self.stdout.write(str(folder))
