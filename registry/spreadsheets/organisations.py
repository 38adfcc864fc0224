"""The plan of a spreadsheet of organisations: who is who, and who stands under whom."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from registry.models import (
    InformationResource,
    Organisation,
    OrganisationContact,
    OrganisationCount,
    PartyAlias,
)
from registry.names import name_key, valid_inn
from registry.spreadsheets.border import full_inn
from registry.spreadsheets.columns import KIND_WORDS, ORGANISATIONS
from registry.spreadsheets.organisations_writing import OrganisationsWriter
from registry.spreadsheets.plan import Plan, joined, split_list
from registry.spreadsheets.storing import batches

CASES = ("name_genitive", "name_dative", "name_accusative")
# The path of a place in the tree has room for so many levels.
MAX_LEVELS = 18
_valid_url = URLValidator(schemes=["http", "https"])


class OrganisationsPlan(Plan):
    """Rows of organisations. A node is a stored organisation's key, or minus the number of a new row."""

    layout = ORGANISATIONS

    def look_around(self):
        finder, council = self.organisations, self.border.council
        self.names = finder.names.copy()
        self.contacts_of, self.sites_of, self.counts_of = defaultdict(list), defaultdict(list), defaultdict(dict)
        below = {"organisation__path__startswith": council.path}
        for contact in OrganisationContact.objects.filter(**below).order_by("pk"):
            self.contacts_of[contact.organisation_id, contact.kind].append(contact)
        sites = InformationResource.objects.filter(**below, kind=InformationResource.Kind.SITE, closed_on=None)
        for site in sites.order_by("pk"):
            self.sites_of[site.organisation_id].append(site)
        for count in OrganisationCount.objects.filter(**below):
            self.counts_of[count.organisation_id][count.counted_on] = count
        self.elsewhere_by_key, self.elsewhere_by_inn = self._elsewhere(finder)
        self.name_lines, self.inn_lines, self.target_lines = {}, {}, {}
        self.nodes, self.superior_of = {}, {pk: o.superior_id for pk, o in finder.by_pk.items()}

    def _elsewhere(self, finder):
        """The organisations of other councils that have a name or an INN of this file: both are unique everywhere."""
        keys = {name_key(str(row.values.get("name", ""))) for row in self.rows} - finder.names.full.keys()
        inns = {full_inn(str(row.values.get("inn", ""))) for row in self.rows} - finder.names.inns.keys()
        by_key, by_inn = {}, {}
        for batch in batches(sorted(keys - {""})):
            by_key.update({o.unique_key: o for o in Organisation.objects.filter(unique_key__in=batch)})
        for batch in batches(sorted(inns - {""})):
            by_inn.update({o.inn: o for o in Organisation.objects.filter(inn__in=batch)})
        return by_key, by_inn

    def read(self, row):
        row.label = row.name = self.text(row, "name")
        if not row.name and not row.mistakes:
            self.refuse(row, "name", _("is empty"))
        row.key = name_key(row.name)
        if row.name and not row.key:
            self.refuse(row, "name", _("there is not a single letter in it"))
        row.inn = self._inn(row)
        row.target = self._match(row)
        self._refuse_repeated(row)
        row.node = row.target.pk if row.target else -row.line
        self.nodes[row.node] = row
        self._fields(row)
        self._belongings(row)
        self._remember_names(row)

    def _inn(self, row):
        inn = full_inn(self.text(row, "inn").replace(" ", ""))
        if not inn:
            return ""
        if not inn.isdigit() or len(inn) not in (10, 12):
            self.refuse(row, "inn", _("an organisation's INN has ten digits, here is «%(inn)s»") % {"inn": inn[:40]})
        elif len(inn) == 12:
            self.refuse(row, "inn", _("twelve digits are a person's INN; an organisation's has ten"))
        elif not valid_inn(inn):
            self.refuse(row, "inn", _("the last digit does not agree: check «%(inn)s»") % {"inn": inn})
        else:
            return inn
        return ""

    def _match(self, row):
        """The stored organisation the row means: by INN, else by name, else by a short name or an alias."""
        finder, row.known_by_alias = self.organisations, False
        by_inn = next(iter(finder.names.inns.get(row.inn, ())), None) if row.inn else None
        by_name = next(iter(finder.names.full.get(row.key, ())), None) if row.key else None
        if by_inn and by_name and by_inn != by_name:
            self.refuse(
                row,
                "inn",
                _("the INN belongs to «%(first)s», and the name to «%(second)s»")
                % {"first": finder.by_pk[by_inn].name, "second": finder.by_pk[by_name].name},
            )
            return None
        if found := by_inn or by_name:
            return finder.by_pk[found]
        if row.inn in self.elsewhere_by_inn:
            self.refuse(row, "inn", _("an organisation of another council already has this INN"))
            return None
        if row.key in self.elsewhere_by_key:
            self.refuse(row, "name", _("an organisation of another council already has this name"))
            return None
        called = [pk for pk in finder.names.other.get(row.key, ()) if not row.inn or not finder.by_pk[pk].inn]
        called = [pk for pk in called if finder.kept(pk)]
        if len(called) > 1:
            self.refuse(row, "name", self.several(row.name, called))
        if len(called) == 1:
            row.known_by_alias = True
            return finder.by_pk[called[0]]
        return None

    def _refuse_repeated(self, row):
        repeated = {
            "name": (self.name_lines, row.key),
            "inn": (self.inn_lines, row.inn),
        }
        for key, (lines, value) in repeated.items():
            if value and lines.setdefault(value, row.line) != row.line:
                self.refuse(row, key, _("the same as in row %(line)s") % {"line": lines[value]})
        if row.target and not row.mistakes and self.target_lines.setdefault(row.target.pk, row.line) != row.line:
            self.refuse(
                row,
                "name",
                _("row %(line)s means the same organisation: «%(name)s»")
                % {"line": self.target_lines[row.target.pk], "name": row.target.name},
            )

    def _fields(self, row):
        if not row.known_by_alias:
            self.assign(row, "name", row.name)
        self.assign(row, "short_name", self.text(row, "short_name"))
        kind = self.word(row, "kind")
        if row.target is None and not row.values.get("kind"):
            self.refuse(row, "kind", _("is empty: say what kind of organisation the new one is"))
        self.assign(row, "kind", kind, KIND_WORDS.word_for)
        self.assign(row, "inn", row.inn)
        for key in ("place", *CASES):
            self.assign(row, key, self.text(row, key))

    def _belongings(self, row):
        stored = row.target.pk if row.target else None
        for key in ("phone", "email"):
            self.contacts(row, key, OrganisationContact, key, self.contacts_of.get((stored, key), []))
        self._aliases(row, self.organisations.aliases.get(stored, []))
        self._sites(row, self.sites_of.get(stored, []))
        self._counts(row, self.counts_of.get(stored, {}))

    def _aliases(self, row, stored):
        text = self.text(row, "aliases")
        old_text = joined(alias.name for alias in stored)
        row.alias_keys = [alias.key for alias in stored]
        if not text or text == old_text:
            return
        new = [name for name in split_list(text) if name_key(name) and name_key(name) not in row.alias_keys]
        for name in new:
            if len(name) > 300:
                self.refuse(
                    row,
                    "aliases",
                    _("longer than %(longest)s characters (here %(here)s)") % {"longest": 300, "here": len(name)},
                )
        if new:
            self.note_change(row, "aliases", old_text, joined([*(alias.name for alias in stored), *new]))
        for place, name in enumerate(new, start=len(stored)):
            key = name_key(name)[:300]
            row.alias_keys.append(key)
            row.added.append(PartyAlias(name=name, key=key, sort_order=place))

    def _sites(self, row, stored):
        text = self.text(row, "site")
        old_text = joined(site.url for site in stored)
        if not text or text == old_text:
            return
        listed = split_list(text, r"[;,\s]")
        new = [url for url in listed if url not in {site.url for site in stored}]
        for url in new:
            try:
                _valid_url(url)
            except ValidationError:
                self.refuse(row, "site", _("«%(url)s» is not an address; it begins with https://") % {"url": url[:100]})
            if len(url) > 500:
                self.refuse(row, "site", _("the address is longer than 500 characters"))
        gone = [site for site in stored if site.url not in listed]
        if new:
            self.note_change(row, "site", old_text, "; ".join(listed))
        # A site that moved keeps its readings; one more is added; none is forgotten.
        for place, url in enumerate(new):
            if place < len(gone):
                row.rewritten.append((gone[place], "url", url))
            else:
                row.added.append(InformationResource(kind=InformationResource.Kind.SITE, url=url))

    def _counts(self, row, stored):
        numbers = {key: self.number(row, key) for key in ("members", "primaries")}
        numbers = {key: number for key, number in numbers.items() if number is not None}
        day = self.date(row, "counted_on")
        if not numbers:
            return
        if day is None:
            if not row.values.get("counted_on"):
                self.refuse(row, "counted_on", _("is empty: say on which day the members were counted"))
            return
        count = stored.get(day)
        changed = {key: n for key, n in numbers.items() if count is None or getattr(count, key) != n}
        if not changed:
            return
        for key, number in changed.items():
            self.note_change(row, key, getattr(count, key) if count else "", number)
        if count is None:
            self.note_change(row, "counted_on", "", day)
            row.added.append(OrganisationCount(counted_on=day, **changed))
        else:
            row.rewritten += [(count, key, number) for key, number in changed.items()]

    def _remember_names(self, row):
        """Let other rows call the organisation by whatever this row calls it, beside its stored names."""
        names = self.names
        if row.key:
            (names.other if row.known_by_alias else names.full)[row.key].add(row.node)
        for key in (name_key(self.text(row, "short_name")), *row.alias_keys):
            if key:
                names.other[key].add(row.node)
        if row.inn:
            names.inns[row.inn].add(row.node)

    # The tree

    def compare(self):
        for row in self.rows:
            self._place(row)
        self._refuse_cycles()
        for row in self.rows:
            if row.target is not None:
                self.refuse_foreign(row, "name", row.target)

    def _place(self, row):
        text = self.text(row, "superior")
        council = self.border.council
        row.superior_node = row.target.superior_id if row.target else council.pk
        if text:
            found = self.names.find(text)
            if len(found) == 1:
                row.superior_node = next(iter(found))
            else:
                self._refuse_superior(row, text, found)
                return
        self.superior_of[row.node] = row.superior_node
        if row.target is not None and row.superior_node == row.target.superior_id:
            return
        over = self._named(row.superior_node)
        old = self.organisations.by_pk.get(row.target.superior_id) if row.target else None
        self.note_change(row, "superior", old.name if old else "", over)
        stored = self.organisations.by_pk.get(row.superior_node)
        if stored is not None and not self.border.keeps(stored.path):
            self.refuse(
                row, "superior", _("«%(name)s» does not belong to your council's part of the tree") % {"name": over}
            )

    def _refuse_superior(self, row, text, found):
        if found:
            names = "; ".join(sorted(self._named(node) for node in found))
            reason = _("«%(name)s» can mean several: %(names)s. Write the full name or the INN") % {
                "name": text,
                "names": names,
            }
        elif Organisation.objects.named(text).exists():
            reason = _("«%(name)s» does not belong to your council's part of the tree") % {"name": text}
        else:
            reason = _("«%(name)s» is neither in this file nor in the registry") % {"name": text}
        self.refuse(row, "superior", reason)

    def _named(self, node):
        return self.nodes[node].name if node in self.nodes else self.organisations.by_pk[node].name

    def _refuse_cycles(self):
        """Walk up from every row; a way that comes back to itself, or is too long, is refused."""
        self.level_of = {None: 0}
        for row in self.rows:
            way, seen, node = [], set(), row.node
            while node not in self.level_of and node not in seen:
                way.append(node)
                seen.add(node)
                node = self.superior_of.get(node)
            if node in self.level_of:
                self._count_levels(way, self.level_of[node])
                continue
            circle = way[way.index(node) :]
            names = " → ".join([self._named(one) for one in [*circle[:6], node]])
            for one in circle:
                if one in self.nodes:
                    self.refuse(
                        self.nodes[one],
                        "superior",
                        _("the organisation stands under itself: %(names)s") % {"names": names},
                    )
            self._count_levels(way, 0)

    def _count_levels(self, way, level):
        for node in reversed(way):
            level += 1
            self.level_of[node] = level
            if level == MAX_LEVELS + 1 and node in self.nodes:
                self.refuse(
                    self.nodes[node], "superior", _("more than %(number)s levels over it") % {"number": MAX_LEVELS}
                )

    def write(self, user, reason, progress=lambda done: None):
        OrganisationsWriter(self).write(user, reason, progress)
