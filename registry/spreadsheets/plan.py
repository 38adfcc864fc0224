"""What is to be made of a spreadsheet: each row created, changed, left as it is or refused, and why."""

import datetime
import hashlib
import json
import re
from dataclasses import dataclass, field
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from registry.models import Contact, SpreadsheetRow
from registry.spreadsheets.border import OrganisationFinder
from registry.spreadsheets.storing import BATCH

Action = SpreadsheetRow.Action


@dataclass
class PlannedRow:
    """One row and what is to be done with it."""

    line: int
    values: dict
    label: str = ""
    target: object = None
    assigned: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)
    mistakes: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    # Contacts, sites and such that hang on the row's object: to be added, rewritten in place, taken away.
    added: list = field(default_factory=list)
    rewritten: list = field(default_factory=list)
    dropped: list = field(default_factory=list)

    @property
    def action(self):
        if self.mistakes:
            return Action.REFUSED
        if self.target is None:
            return Action.CREATED
        return Action.CHANGED if self.changes else Action.UNCHANGED

    @property
    def details(self):
        said = {"changes": self.changes, "mistakes": self.mistakes, "notes": self.notes}
        return {name: value for name, value in said.items() if value}


class Plan:
    """The plan of one spreadsheet: subclasses know what its rows mean."""

    layout = None

    def __init__(self, sheet, border, progress=lambda done: None):
        self.sheet = sheet
        self.border = border
        self.progress = progress
        # The example of our own template is not meant to become an organisation.
        self.rows = [PlannedRow(row.line, row.values) for row in sheet.rows if row.values != self.layout.example]

    def make(self):
        """Decide about every row; nothing is written."""
        self.organisations = OrganisationFinder(self.border)
        self.look_around()
        for done, row in enumerate(self.rows, start=1):
            self.read(row)
            if done % BATCH == 0:
                self.progress(done)
        self.compare()
        self.progress(len(self.rows))
        return self

    def look_around(self):
        """Read what the rows will be compared with."""

    def read(self, row):
        """Understand one row by itself."""
        raise NotImplementedError

    def compare(self):
        """Compare the rows with each other and with what is stored."""

    def write(self, user, reason, progress=lambda done: None):
        """Write every row that is created or changed; the caller holds the transaction."""
        raise NotImplementedError

    @property
    def counts(self):
        counts = {}
        for row in self.rows:
            counts[row.action.value] = counts.get(row.action.value, 0) + 1
        return counts

    @property
    def warnings(self):
        said = []
        if self.sheet.unknown:
            names = ", ".join(f"«{name[:60]}»" for name in self.sheet.unknown[:20])
            said.append(_("These columns are not known and are left out: %(names)s.") % {"names": names})
        if len(self.rows) < len(self.sheet.rows):
            said.append(_("The example of the template is left out."))
        return said

    @property
    def fingerprint(self):
        """Differs whenever the plan does: what was seen in the preview is what is done, or nothing."""
        digest = hashlib.sha256()
        for row in self.rows:
            target = row.target.pk if row.target is not None else None
            digest.update(json.dumps([row.line, row.action, target, row.changes], ensure_ascii=False).encode())
        return digest.hexdigest()

    # Cells

    def refuse(self, row, key, reason):
        row.mistakes.append([self.layout.heading(key), str(reason)])

    def text(self, row, key):
        """The cell as text, refused when it does not fit."""
        value = row.values.get(key, "")
        if isinstance(value, datetime.date):
            value = f"{value:%d.%m.%Y}"
        longest = self.layout.column(key).max_length
        if longest and len(value) > longest:
            self.refuse(
                row,
                key,
                _("longer than %(longest)s characters (here %(here)s)") % {"longest": longest, "here": len(value)},
            )
            return ""
        return value

    def word(self, row, key):
        """The stored value of one of the words the column knows."""
        text = self.text(row, key)
        if not text:
            return None
        words = self.layout.column(key).words
        value = words.value_of(text)
        if value is None:
            self.refuse(
                row,
                key,
                _("«%(word)s» is not known; write one of: %(words)s") % {"word": text, "words": words.listed()},
            )
        return value

    def number(self, row, key):
        text = re.sub(r"\s", "", self.text(row, key))
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", text):
            self.refuse(row, key, _("«%(text)s» is not a whole number") % {"text": self.text(row, key)})
            return None
        return int(text)

    def date(self, row, key):
        value = row.values.get(key)
        if not value:
            return None
        day = value if isinstance(value, datetime.date) else _day(value)
        if day is None or not 1900 <= day.year <= 2100:
            self.refuse(row, key, _("«%(text)s» is not a date; write it as 15.03.2026") % {"text": self.text(row, key)})
            return None
        return day

    def note_change(self, row, key, old, new):
        row.changes.append([self.layout.heading(key), _printed(old), _printed(new)])

    def assign(self, row, key, value, printed=str):
        """Change one field of the row's object, if the cell says something else than what is stored."""
        if value in (None, ""):
            return
        old = getattr(row.target, key) if row.target is not None else ""
        stored = " ".join(old.split()) if isinstance(old, str) else old
        if stored != value:
            row.assigned[key] = value
            self.note_change(row, key, printed(old) if old not in (None, "") else "", printed(value))

    def contacts(self, row, key, model, kind, stored):
        """The cell is the whole list: what is missing in it goes, what is new comes, an empty cell says nothing."""
        text = self.text(row, key)
        if not text:
            return
        listed = split_list(text, r"[;,\s]" if kind == Contact.Kind.EMAIL else ";")
        old_text = joined(contact.value for contact in stored)
        if text == old_text:
            return
        kept = {contact.value.casefold() for contact in stored}
        new = [value for value in listed if value.casefold() not in kept]
        for value in new:
            if reason := _contact_mistake(model, kind, value):
                self.refuse(row, key, f"{value}: {reason}" if len(listed) > 1 else reason)
        named = {value.casefold() for value in listed}
        gone = [contact for contact in stored if contact.value.casefold() not in named]
        if not new and not gone:
            return
        self.note_change(row, key, old_text, "; ".join(listed))
        for contact, value in zip_longest(gone, new):
            if contact is None:
                row.added.append(model(kind=kind, value=value))
            elif value is None:
                row.dropped.append(contact)
            else:
                row.rewritten.append((contact, "value", value))

    def organisation(self, row, key):
        """The organisation of the registry a cell means; refused when it means none or several."""
        text = self.text(row, key)
        if not text:
            return None
        found = self.organisations.find(text)
        if len(found) == 1:
            return self.organisations.by_pk[next(iter(found))]
        if found:
            self.refuse(row, key, self.several(text, found))
        else:
            self.refuse(
                row,
                key,
                _("the registry of your council has no organisation «%(name)s»: bring the organisations in first")
                % {"name": text},
            )
        return None

    def several(self, text, found):
        names = "; ".join(sorted(self.organisations.by_pk[pk].name for pk in found if pk in self.organisations.by_pk))
        return _("«%(name)s» can mean several: %(names)s. Write the full name or the INN") % {
            "name": text,
            "names": names,
        }

    def refuse_foreign(self, row, key, party):
        """A row that changes something may touch only what the council keeps."""
        if (row.changes or row.target is None) and not self.border.keeps(party.path):
            self.refuse(row, key, _("«%(name)s» is kept by another council") % {"name": party})


def split_list(text, separator=";"):
    """The values of a cell that holds several, each once."""
    values = (" ".join(part.split()) for part in re.split(separator, text))
    return list(dict.fromkeys(filter(None, values)))


def joined(values):
    """The values as one cell says them."""
    return "; ".join(" ".join(value.split()) for value in values)


def _day(text):
    cleaned = re.sub(r"\s*(?:г\.?|года?)$", "", text.strip())
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y"):
        try:
            return datetime.datetime.strptime(cleaned, form).date()
        except ValueError:
            continue
    return None


def _printed(value):
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)


def _contact_mistake(model, kind, value):
    if len(value) > 300:
        return _("longer than %(longest)s characters (here %(here)s)") % {"longest": 300, "here": len(value)}
    try:
        model(kind=kind, value=value).clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
