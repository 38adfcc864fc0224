import json
import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DataError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from control.refusal import Refused
from documents.source import UnreadableDocument
from programs.importing import (
    MADE_INTO_PAPERS,
    MAX_BYTES,
    draft_from_reading,
    keep_reading,
    papers_from_reading,
    read_bytes,
)
from programs.models import DocumentKind
from resolutions.models import ResolutionIndexPage


class Command(BaseCommand):
    """Reads a secretary's file: prints what was read, or makes a draft of it."""

    help = "Reads files (.docx, .txt): --dry-run prints council-document/1; otherwise each act becomes a draft page."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="print what was read as JSON and save nothing")
        parser.add_argument("--council", help="id or address (slug) of the council's page or of its list of acts")
        parser.add_argument("--user", help="user name of the author of the drafts")

    def handle(self, *, files, dry_run, council, user, **options):
        council_page = None if dry_run else find_council(council)
        author = None if dry_run else find_user(user)
        failed = False
        for name in files:
            try:
                source, document = read_bytes(name, read(Path(name)))
            except UnreadableDocument as error:
                self.stderr.write(f"{name}: {error}")
                failed = True
                continue
            if dry_run:
                self.stdout.write(
                    json.dumps(document.as_dict(), ensure_ascii=False, indent=1 if len(files) == 1 else None)
                )
            elif not self.keep(name, council_page, source, document, author):
                failed = True
        if failed:
            sys.exit(2)

    def keep(self, name, council, source, document, author):
        try:
            with transaction.atomic():
                self._keep(name, council, source, document, author)
        except Refused as refusal:
            self.stderr.write(f"{name}: {refusal}")
            return False
        except (ValidationError, DataError):
            message = _("something in the header is longer than an act can hold; nothing was saved.")
            self.stderr.write(f"{name}: {message}")
            return False
        return True

    def _keep(self, name, council, source, document, author):
        record, created = keep_reading(council, source, document, author)
        if not created and (record.act_id or record.page_id or record.kind == DocumentKind.REPORT):
            self.stdout.write(_("%(name)s: already imported, nothing changed.") % {"name": name})
            return
        if record.kind in MADE_INTO_PAPERS:
            page = papers_from_reading(record, author)
            message = _("%(name)s: draft %(pk)s “%(title)s”.") % {"name": name, "pk": page.pk, "title": page.title}
        elif record.kind != DocumentKind.RESOLUTION:
            message = _("%(name)s: kept as a reading (%(kind)s).") % {"name": name, "kind": record.get_kind_display()}
        else:
            act = draft_from_reading(record, document, author)
            message = _("%(name)s: draft %(pk)s “%(title)s”.") % {"name": name, "pk": act.pk, "title": act.title}
        count = len(document.warnings)
        doubts = ngettext("%(count)s doubt", "%(count)s doubts", count) % {"count": count}
        self.stdout.write(f"{message} {doubts}.")
        for warning in document.warnings:
            line = _("line %(line)s: ") % {"line": warning.line} if warning.line else ""
            self.stdout.write(f"  {line}{warning.message}")


def read(path: Path) -> bytes:
    """The bytes of a file, or UnreadableDocument with the reason."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument("too-large", _("The file is larger than 50 MB."))
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument("no-file", _("There is no such file, or it cannot be opened.")) from error


def find_council(named):
    """The list of acts named by id or slug, or the only one there is."""
    lists = ResolutionIndexPage.objects.all()
    if named:
        lists = [page for page in lists if named in _names_of(page)]
    if len(lists) != 1:
        known = ", ".join(f"{page.pk} ({page.get_parent().title})" for page in ResolutionIndexPage.objects.all())
        raise CommandError(
            _("Name the council with --council. Known: %(known)s.") % {"known": known or "—"}, returncode=2
        )
    return lists[0]


def _names_of(page):
    parent = page.get_parent()
    return {str(page.pk), page.slug, str(parent.pk), parent.slug}


def find_user(name):
    if not name:
        return None
    User = get_user_model()
    try:
        return User.objects.get_by_natural_key(name)
    except User.DoesNotExist as error:
        raise CommandError(_("There is no user %(name)s.") % {"name": name}, returncode=2) from error
