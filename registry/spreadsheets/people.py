"""The plan of a spreadsheet of people: one person under any spelling of the name, namesakes told apart."""

from collections import defaultdict

from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from registry.models import Person, PersonContact
from registry.names import PersonName, name_key, same_person
from registry.spreadsheets.columns import GENDER_WORDS, PEOPLE
from registry.spreadsheets.plan import Plan
from registry.spreadsheets.storing import BATCH, add_to_search, batches, write_belongings

PARTS = ("surname", "given_name", "patronymic")


class PeoplePlan(Plan):
    """Rows of people: a name means somebody within one organisation, or within the council when none is named."""

    layout = PEOPLE

    def look_around(self):
        below = {"path__startswith": self.border.council.path}
        self.people = defaultdict(list)
        for person in Person.objects.filter(**below).order_by("pk"):
            person.organisation = self.organisations.by_pk.get(person.organisation_id)
            self.people[person.person_key].append(person)
        self.contacts_of = defaultdict(list)
        contacts = PersonContact.objects.filter(person__path__startswith=self.border.council.path)
        for contact in contacts.order_by("pk"):
            self.contacts_of[contact.person_id, contact.kind].append(contact)
        self.namesakes, self.target_lines = defaultdict(list), {}

    def read(self, row):
        row.name = self._name(row)
        row.label = row.name.full if row.name else str(row.values.get("full_name", row.values.get("surname", "")))[:300]
        row.organisation = self.organisation(row, "organisation")
        row.gender = self.word(row, "gender")
        if row.name is None or row.mistakes:
            return
        row.target = self._match(row)
        self._refuse_repeated(row)
        if row.mistakes:
            return
        self._fields(row)
        for key in ("phone", "email"):
            stored = self.contacts_of.get((row.target.pk, key), []) if row.target else []
            self.contacts(row, key, PersonContact, key, stored)
        self.refuse_foreign(row, "organisation", row.target or row.organisation)

    def _name(self, row):
        """The name from one column or from three."""
        if text := self.text(row, "full_name"):
            name = self.parsed(row, "full_name", text)
            surname = self.text(row, "surname")
            if name and surname and name_key(surname) != name_key(name.surname):
                reason = _("«%(name)s» stands in the column of the full name") % {"name": name.surname}
                self.refuse(row, "surname", reason)
            return name
        parts = [self.text(row, key) for key in PARTS]
        if row.mistakes:
            return None
        if not parts[0]:
            key = "surname" if self.sheet.has("surname") else "full_name"
            self.refuse(row, key, _("is empty"))
            return None
        if not any(parts[1:]) and " " in parts[0]:
            return self.parsed(row, "surname", parts[0])
        return PersonName(parts[0], *(_initial(part) for part in parts[1:]))

    def parsed(self, row, key, text):
        try:
            name = PersonName.parse(text)
        except ValueError:
            self.refuse(
                row,
                key,
                _("«%(text)s» is not read as a name; write the surname, name and patronymic") % {"text": text[:100]},
            )
            return None
        if max(len(name.surname), len(name.given_name), len(name.patronymic)) > 120:
            self.refuse(row, key, _("the name is too long"))
            return None
        return name

    def _match(self, row):
        known = [person for person in self.people[row.name.key] if same_person(person.written_name, row.name)]
        if row.organisation is not None:
            here = [person for person in known if person.organisation_id == row.organisation.pk]
        else:
            here = known
        exact = [person for person in here if person.written_name.full == row.name.full]
        if len(here) > 1 and len(exact) != 1:
            self.refuse(row, self._name_column(row), several_people(row.label, here))
            return None
        if here:
            return exact[0] if exact else here[0]
        if row.organisation is None:
            self.refuse(row, "organisation", _("is empty: say whose card the new person is"))
        elif known:
            row.notes.append(
                _("a person of this name is also in %(organisations)s: this will be another person")
                % {"organisations": "; ".join(sorted({str(person.organisation) for person in known})[:5])}
            )
        return None

    def _name_column(self, row):
        return "full_name" if row.values.get("full_name") else "surname"

    def _refuse_repeated(self, row):
        place = row.organisation.pk if row.organisation else row.target.organisation_id if row.target else None
        for other, name in self.namesakes[row.name.key, place]:
            if same_person(name, row.name):
                self.refuse(row, self._name_column(row), _("the same person as in row %(line)s") % {"line": other})
                return
        self.namesakes[row.name.key, place].append((row.line, row.name))
        if row.target and self.target_lines.setdefault(row.target.pk, row.line) != row.line:
            self.refuse(
                row,
                self._name_column(row),
                _("the same person as in row %(line)s") % {"line": self.target_lines[row.target.pk]},
            )

    def _fields(self, row):
        stored = row.target.written_name if row.target else None
        for key in PARTS:
            value = getattr(row.name, key)
            # Initials in the file do not shorten a name the registry knows in full.
            if stored and value.endswith(".") and len(getattr(stored, key)) > 2:
                continue
            self.assign(row, key, value)
        self.assign(row, "gender", row.gender, GENDER_WORDS.word_for)
        old = row.target.organisation if row.target else None
        if row.organisation and row.organisation != old:
            row.assigned["organisation"] = row.organisation
            self.note_change(row, "organisation", old.name if old else "", row.organisation.name)

    # Writing

    def write(self, user, reason, progress=lambda done: None):
        said = {"default_user": user, "default_change_reason": reason, "batch_size": BATCH}
        new = [row for row in self.rows if row.target is None]
        changed = [row for row in self.rows if row.target is not None and row.changes]
        finished = len(self.rows) - len(new) - len(changed)
        search = get_search_backend()
        for rows, update in ((new, False), (changed, True)):
            for batch in batches(rows):
                self._write_batch(batch, update)
                people = [row.target for row in batch]
                write_belongings(batch, user, reason)
                Person.history.bulk_history_create(people, update=update, **said)
                add_to_search(search, Person, people)
                finished += len(batch)
                progress(finished)

    def _write_batch(self, batch, update):
        if not update:
            for row in batch:
                row.target = Person(**row.assigned)
            Person.objects.bulk_add([row.target for row in batch])
            return
        for row in batch:
            for name, value in row.assigned.items():
                setattr(row.target, name, value)
            row.target.prepare()
        derived = ["name", "name_key", "person_key", "path"]
        names = set().union(derived, *(row.assigned for row in batch))
        Person.objects.bulk_update([row.target for row in batch], sorted(names), BATCH // 2)


def several_people(name, people):
    """Why one name is not enough, with those it can mean."""
    named = "; ".join(sorted(f"{person.written_name.full} ({person.organisation or '—'})" for person in people)[:5])
    return _("«%(name)s» can mean several people: %(people)s. Write the full name and the organisation") % {
        "name": name,
        "people": named,
    }


def _initial(part):
    """«И» typed without its dot is an initial all the same."""
    return f"{part}." if len(part) == 1 and part.isalpha() else part
