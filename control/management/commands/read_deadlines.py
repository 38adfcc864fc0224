import json
import sys
from contextlib import contextmanager
from datetime import date

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from control.deadlines import read_deadline

_KNOWN = ("act_date", "plan_start", "plan_end")


class NotReadable(ValueError):
    """A line of the file is not a phrase; str() says what is wrong with it."""


class Command(BaseCommand):
    """Reads phrases, one JSON object a line, and prints how each deadline is read."""

    help = (
        'Reads lines {"text": "…", "context": {"act_date": "2026-03-12", "plan_start": null, "plan_end": null}} and'
        ' prints for each {"kind", "due", "start", "end"}; the context may be left out. Stops with status 2 at a line'
        " that cannot be read, after the answers to the lines before it."
    )
    requires_system_checks = ()  # nothing but words and a calendar

    def add_arguments(self, parser):
        parser.add_argument("--jsonl", required=True, metavar="FILE", help="the file, or - for standard input")

    def handle(self, *, jsonl, **options):
        try:
            with _lines(jsonl) as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        self.stdout.write(json.dumps(_answer(_phrase(line, number)), ensure_ascii=False))
        except (NotReadable, OSError) as error:
            self.stderr.write(f"{jsonl}: {getattr(error, 'strerror', None) or error}")
            sys.exit(2)
        except BrokenPipeError:
            sys.exit(0)  # whoever reads has seen enough


@contextmanager
def _lines(name):
    if name == "-":
        yield sys.stdin.buffer
    else:
        with open(name, "rb") as file:
            yield file


def _phrase(line, number):
    """The text and what is known around it."""
    try:
        phrase = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError):  # bytes that are no UTF-8 are a ValueError too
        raise NotReadable(_("line %(number)d is not JSON.") % {"number": number}) from None
    if not isinstance(phrase, dict) or not isinstance(phrase.get("text"), str):
        raise NotReadable(_("line %(number)d has no “text”.") % {"number": number})
    context = phrase.get("context") or {}
    if not isinstance(context, dict):
        raise NotReadable(_("line %(number)d: “context” is not an object.") % {"number": number})
    return phrase["text"], {name: _day(context.get(name), name, number) for name in _KNOWN}


def _day(printed, name, number):
    if printed is None or printed == "":
        return None
    try:
        return date.fromisoformat(printed)
    except (TypeError, ValueError):
        message = _("line %(number)d: “%(name)s” is not a date such as 2026-03-12.")
        raise NotReadable(message % {"number": number, "name": name}) from None


def _answer(phrase):
    text, context = phrase
    found = read_deadline(text, **context)
    return {
        "kind": found.kind.value,
        "due": [day.isoformat() for day in found.due],
        "start": found.start.isoformat() if found.start else None,
        "end": found.end.isoformat() if found.end else None,
    }
