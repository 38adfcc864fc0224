"""The plan of a spreadsheet of memberships: seats on bodies and posts in organisations, with their terms."""

from collections import defaultdict
from copy import copy

from django.utils.translation import gettext as _

from registry.models import Body, Duty, Membership, PartyAlias, PartyType, Person, Post
from registry.models.term import clashes
from registry.names import PersonName, name_key, same_person
from registry.spreadsheets.columns import DUTY_WORDS, MEMBERSHIPS, SEAT_WORDS
from registry.spreadsheets.people import several_people
from registry.spreadsheets.plan import Plan
from registry.spreadsheets.storing import BATCH, batches


class MembershipsPlan(Plan):
    """Rows of terms. Those of one person in one role are told apart by their dates."""

    layout = MEMBERSHIPS

    def look_around(self):
        council, finder = self.border.council, self.organisations
        self.people, by_pk = defaultdict(list), {}
        for person in Person.objects.filter(path__startswith=council.path).order_by("pk"):
            person.organisation = finder.by_pk.get(person.organisation_id)
            self.people[person.person_key].append(person)
            by_pk[person.pk] = person
        self.bodies, self.bodies_by_pk = defaultdict(dict), {}
        for body in Body.objects.filter(path__startswith=council.path).order_by("pk"):
            body.organisation = finder.by_pk[body.organisation_id]
            self.bodies_by_pk[body.pk] = body
            for key in (body.short_name_key, body.name_key):
                self.bodies[body.organisation_id][key] = body
        aliases = PartyAlias.objects.filter(party__party_type=PartyType.BODY, party__path__startswith=council.path)
        for alias in aliases:
            body = self.bodies_by_pk[alias.party_id]
            self.bodies[body.organisation_id].setdefault(alias.key, body)
        self.terms_of, self.stored = defaultdict(list), []
        for seat in Membership.objects.filter(body__path__startswith=council.path).order_by("pk"):
            seat.body = self.bodies_by_pk[seat.body_id]
            self._remember(seat, by_pk)
        for post in Post.objects.filter(organisation__path__startswith=council.path).order_by("pk"):
            post.organisation = finder.by_pk[post.organisation_id]
            self._remember(post, by_pk)
        self.taken = set()

    def _remember(self, term, people):
        if term.person_id in people:
            term.person = people[term.person_id]
        self.stored.append(term)
        self.terms_of[_place(term)].append(term)

    def read(self, row):
        text = self.text(row, "person")
        row.label = text
        row.place = self.organisation(row, "organisation")
        if not row.values.get("organisation"):
            self.refuse(row, "organisation", _("is empty"))
        row.body = self._body(row)
        row.person = self._person(row, text)
        row.role = self._role(row)
        row.since, row.until = self.date(row, "since"), self.date(row, "until")
        if row.since and row.until and row.until < row.since:
            self.refuse(row, "until", _("the term ends before it begins"))
        row.title = self.text(row, "title")
        if row.title and row.values.get("body"):
            self.refuse(row, "title", _("a seat on a body has no position: leave it empty, or leave the body empty"))

    def _body(self, row):
        text = self.text(row, "body")
        if not text or row.place is None:
            return None
        known = self.bodies[row.place.pk]
        if body := known.get(name_key(text)):
            return body
        names = ", ".join(sorted({f"«{body.name}»" for body in known.values()})) or "—"
        self.refuse(
            row,
            "body",
            _("«%(place)s» has no body «%(body)s»; its bodies: %(names)s")
            % {"place": row.place, "body": text, "names": names},
        )
        return None

    def _person(self, row, text):
        if not text:
            self.refuse(row, "person", _("is empty"))
            return None
        try:
            name = PersonName.parse(text)
        except ValueError:
            self.refuse(
                row,
                "person",
                _("«%(text)s» is not read as a name; write the surname, name and patronymic") % {"text": text[:100]},
            )
            return None
        known = [person for person in self.people[name.key] if same_person(person.written_name, name)]
        if not known:
            self.refuse(
                row,
                "person",
                _("the registry has no «%(name)s»: bring people in by the file of people first") % {"name": text},
            )
            return None
        if row.values.get("person_organisation"):
            home = self.organisation(row, "person_organisation")
            if home is None:
                return None
            if not (known := [person for person in known if person.organisation_id == home.pk]):
                self.refuse(
                    row,
                    "person_organisation",
                    _("«%(place)s» has no «%(name)s»") % {"place": home, "name": text},
                )
                return None
        return self._one_of(row, known, name)

    def _one_of(self, row, known, name):
        """Of namesakes the one whose name is written just so, then the one of this very organisation."""
        tests = (
            lambda person: person.written_name.full == name.full,
            lambda person: row.place is not None and person.organisation_id == row.place.pk,
        )
        for fits in tests:
            if len(known) > 1:
                known = [person for person in known if fits(person)] or known
        if len(known) > 1:
            self.refuse(row, "person", several_people(name.full, known))
            return None
        return known[0]

    def _role(self, row):
        text = self.text(row, "role")
        words = SEAT_WORDS if row.values.get("body") else DUTY_WORDS
        if not text:
            if row.values.get("body"):
                return Membership.Role.MEMBER
            if not row.values.get("title"):
                self.refuse(
                    row,
                    "role",
                    _("is empty: say what the person answers for; one of: %(words)s") % {"words": words.listed()},
                )
                return None
            return words.value_of(self.text(row, "title")) or Duty.OTHER
        value = words.value_of(text)
        if value is None:
            self.refuse(
                row,
                "role",
                _("«%(word)s» is not known; write one of: %(words)s") % {"word": text, "words": words.listed()},
            )
        return value

    def _role_word(self, row):
        return SEAT_WORDS.word_for(row.role) if row.body else row.title or DUTY_WORDS.word_for(row.role)

    def _match(self, row):
        """Find the stored term the row speaks of; the rest is what it changes."""
        row.target = _closest(self._same_role(row), row)
        row.planned = self._new_term(row) if row.target is None else copy(row.target)
        if row.target is None:
            self.note_change(row, "role", "", (SEAT_WORDS if row.body else DUTY_WORDS).word_for(row.role))
        else:
            self.taken.add((type(row.target), row.target.pk))
        cells = {"since": row.since, "until": row.until}
        if not row.body:
            cells["title"] = row.title
        for key, value in cells.items():
            old = getattr(row.target, key) if row.target else ""
            if value and value != (" ".join(old.split()) if isinstance(old, str) else old):
                self.note_change(row, key, old, value)
                row.assigned[key] = value
                setattr(row.planned, key, value)
        if row.planned.since and row.planned.until and row.planned.until < row.planned.since:
            self.refuse(row, "until", _("the term ends before it begins"))
        self.refuse_foreign(row, "organisation", row.place)

    def _same_role(self, row):
        """The stored terms of this person in this role, but for those another row speaks of."""
        place = (Membership, row.body.pk) if row.body else (Post, row.place.pk)
        same = [
            term
            for term in self.terms_of[place]
            if term.person_id == row.person.pk
            and _role_of(term) == row.role
            and (type(term), term.pk) not in self.taken
        ]
        if not row.body and row.role == Duty.OTHER and row.title:
            same = [term for term in same if name_key(term.title) == name_key(row.title)]
        return same

    def _new_term(self, row):
        dates = {"since": row.since, "until": row.until, "person": row.person}
        if row.body:
            return Membership(body=row.body, role=row.role, **dates)
        return Post(organisation=row.place, duty=row.role, title=row.title, **dates)

    def compare(self):
        """Match rows and terms, then refuse a row whose term cannot be in force beside another one."""
        understood = [row for row in self.rows if not row.mistakes]
        # A row that names the very day a stored term begins has the first claim to it.
        understood.sort(key=lambda row: all(term.since != row.since for term in self._same_role(row)))
        for row in understood:
            self._match(row)
            row.label = f"{row.person.written_name.full} — {row.body or row.place}: {self._role_word(row)}"[:600]
        self._refuse_clashes()

    def _refuse_clashes(self):
        replaced = {(type(row.target), row.target.pk) for row in self.rows if row.target is not None}
        groups = defaultdict(list)
        for term in self.stored:
            if (type(term), term.pk) not in replaced:
                _sort_into(groups, term, None)
        for row in self.rows:
            if not row.mistakes:
                _sort_into(groups, row.planned, row)
        for members in groups.values():
            if len(members) < 2:
                continue
            # What the file leaves alone stands before what it adds or changes, so that the newcomer is refused.
            members.sort(key=lambda member: member[1] is not None and bool(member[1].changes or not member[1].target))
            for index, reason in clashes([term for term, _row in members]):
                row = members[index][1]
                if row is not None and not row.mistakes:
                    self.refuse(row, "since", reason)

    # Writing

    def write(self, user, reason, progress=lambda done: None):
        said = {"default_user": user, "default_change_reason": reason, "batch_size": BATCH}
        new = [row for row in self.rows if row.target is None]
        changed = [row for row in self.rows if row.target is not None and row.changes]
        finished = len(self.rows) - len(new) - len(changed)
        for model in (Membership, Post):
            for batch in batches([row for row in new if isinstance(row.planned, model)]):
                terms = [row.planned for row in batch]
                model.objects.bulk_create(terms, BATCH)
                model.history.bulk_history_create(terms, **said)
                finished += len(batch)
                progress(finished)
            for batch in batches([row for row in changed if isinstance(row.planned, model)]):
                terms = [row.planned for row in batch]
                names = set().union(*(row.assigned for row in batch))
                model.objects.bulk_update(terms, sorted(names), BATCH)
                model.history.bulk_history_create(terms, update=True, **said)
                finished += len(batch)
                progress(finished)


def _place(term):
    return (Membership, term.body_id) if isinstance(term, Membership) else (Post, term.organisation_id)


def _role_of(term):
    return term.role if isinstance(term, Membership) else term.duty


def _closest(terms, row):
    """The term that begins the same day; else one that is in force on a day of the row's; else none."""

    def distance(term):
        titles_differ = isinstance(term, Post) and name_key(term.title) != name_key(row.title)
        return term.since != row.since, titles_differ, term.until != row.until

    dates = Membership(since=row.since, until=row.until)
    fitting = [term for term in terms if row.since is None or term.since == row.since or term.overlaps(dates)]
    return min(fitting, key=distance, default=None)


def _sort_into(groups, term, row):
    """Only terms of one group can clash: the chairs of a place, and one person's terms in it."""
    place = _place(term)
    if _role_of(term) == "chair":
        groups[place, "chair"].append((term, row))
    groups[place, term.person_id].append((term, row))
