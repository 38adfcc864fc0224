"""Two cards of one person or organisation made into one: every reference moves, only the double itself goes."""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.dispatch import Signal
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import ReferenceIndex, Revision, RevisionMixin

from registry.access import RegistryAccess
from registry.chronicle import is_recorded, label_of
from registry.history import Recorded
from registry.models import Organisation, Party, PartyAlias, Person
from registry.models.term import Term, clashes
from registry.models.tree import hold_tree
from registry.names import name_key

# An auditor reads it whatever the interface speaks.
MERGED = "Объединено с карточкой «%s»"

# What the kept card must not take over even where it has nothing of its own.
NEVER_FILLED = {"superior", "closed_on", "short_name", "name"}


# A room above says why two cards must stay two (it raises CannotMergeError), and follows rows that moved. Of rows that
# it makes one itself it tells in its own words: {(model, column): sentence}, empty where nothing need be said.
merging = Signal()
moved = Signal()


class CannotMergeError(Exception):
    """Says in one sentence why the two cards cannot be made one."""


@dataclass
class Report:
    """What moved to the kept card, what was there already, and what has to be looked at afterwards."""

    moved: Counter = field(default_factory=Counter)
    dropped: Counter = field(default_factory=Counter)
    aliases: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    # What a room above says of its own rows, instead of their number.
    told: list[str] = field(default_factory=list)

    @property
    def moves(self):
        return list(self.moved.items())

    @property
    def drops(self):
        return list(self.dropped.items())


def candidates_for(party, access):
    """The cards that may be doubles of this one, among those the account may merge."""
    others = access.limit(access.limit(type(party).objects.exclude(pk=party.pk), "change"), "delete")
    if isinstance(party, Person):
        return others.namesakes_of(party.written_name).select_related("organisation")
    keys = {party.name_key, party.short_name_key, *(alias.key for alias in party.aliases.all())} - {""}
    same = models.Q(name_key__in=keys) | models.Q(short_name_key__in=keys) | models.Q(aliases__key__in=keys)
    return others.filter(same).distinct().select_related("superior")


def may_merge(user, *parties):
    access = RegistryAccess.of(user)
    return all(access.may(right, party.path) for party in parties for right in ("change", "delete"))


def preview(kept, duplicate, access=None):
    """What a merge would do: it is done, and undone."""
    with transaction.atomic():
        report = merge(kept, duplicate, access)
        transaction.set_rollback(True)
    return report


def merge(kept, duplicate, access=None):
    """Makes the kept card the only one, in one transaction, or raises CannotMergeError and changes nothing.

    Only the keeper of the server comes without the access of an account.
    """
    with transaction.atomic():
        hold_tree(to_move=True)
        # The cards as they are now, without rows somebody else has read before.
        locked = type(kept)._base_manager.select_for_update(of=("self",)).in_bulk({kept.pk, duplicate.pk})
        if len(locked) < 2:
            raise CannotMergeError(_("Choose two different cards; perhaps they have been merged already."))
        kept, duplicate = locked[kept.pk], locked[duplicate.pk]
        merger = _Merger(_check(kept, duplicate, access))
        try:
            merger.absorb(kept, duplicate)
        except (ProtectedError, RestrictedError) as error:
            raise CannotMergeError(_("Something still needs the second card: %(what)s.") % {"what": error}) from error
        merger.remark_on_clashes()
        return merger.report


def _check(kept, duplicate, access):
    """What no merge can settle by itself, and what this account may not settle; what rooms above tell of their rows."""
    if isinstance(kept, Person) and kept.user_id and duplicate.user_id:
        raise CannotMergeError(_("Both people have an account. Unlink one of the accounts first."))
    if isinstance(kept, Person) and duplicate.user_id and not _may_link(access, kept, duplicate):
        raise CannotMergeError(
            _(
                "%(name)s has an account, and only the administrator of the council may give an account to another "
                "card. Keep the card with the account and merge the other one into it, or ask the administrator."
            )
            % {"name": duplicate}
        )
    if isinstance(kept, Organisation):
        if kept.inn and duplicate.inn and kept.inn != duplicate.inn:
            raise CannotMergeError(_("Their INNs differ, so these are two organisations."))
        if duplicate.council_roles.exists():
            raise CannotMergeError(
                _("%(name)s is a council with roles of its own: keep this card, and merge the other one into it.")
                % {"name": duplicate}
            )
        if kept.is_under(duplicate):
            raise CannotMergeError(
                _("%(kept)s stands under %(duplicate)s. Swap them, and the upper one stays.")
                % {"kept": kept, "duplicate": duplicate}
            )
    said = merging.send(type(kept), kept=kept, duplicate=duplicate)
    for reference in ReferenceIndex.get_references_to(duplicate):
        source = reference.source_field
        if not (isinstance(source, models.ForeignKey) or source.auto_created or source.many_to_many):
            named = reference.base_content_type.get_object_for_this_type(pk=reference.object_id)
            raise CannotMergeError(
                _("The text of “%(page)s” names the second card. Change it there first.") % {"page": named}
            )
    return {place: sentence for _receiver, told in said if told for place, sentence in told.items()}


def _may_link(access, *people):
    return access is None or all(access.may("manage_roles", person.path) for person in people)


def references_to(model):
    """The columns of all tables that can point at a row of the model, of this and of any other app."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and (relation.one_to_many or relation.one_to_one)
        and not relation.field.remote_field.parent_link
        and not issubclass(relation.related_model, Recorded)
    ]


class _Merger:
    def __init__(self, told):
        self.told = told
        self.report = Report(told=[sentence for sentence in told.values() if sentence])
        self.terms = []

    def absorb(self, kept, duplicate):
        """Moves everything from one row to the other, and deletes the one."""
        for relation in references_to(type(duplicate)):
            self._move(relation, kept, duplicate)
        if not isinstance(kept, Party):
            duplicate.delete()
            return
        kept = type(kept)._base_manager.get(pk=kept.pk)
        self._keep_names(kept, duplicate)
        self._fill(kept, duplicate)
        # The account, the INN and the name may stand on one card only, so the double goes first.
        type(duplicate)._base_manager.get(pk=duplicate.pk).delete()
        kept._change_reason = MERGED % duplicate.name
        kept.save()

    def _move(self, relation, kept, duplicate):
        model, column = relation.related_model, relation.field
        rows = model._base_manager.filter(**{column.attname: duplicate.pk})
        rows = list(rows if model._meta.auto_created else rows.order_by("pk"))
        if not is_recorded(model):
            _follow_in_revisions(model, column, kept, duplicate)
        label = _label(model, column)
        for row in rows:
            if twin := _twin(row, column, kept):
                if not (is_recorded(model) or model._meta.auto_created):
                    raise CannotMergeError(_("Both cards have their own: %(what)s.") % {"what": label})
                self.absorb(twin, row)
                self.report.dropped[label] += 1
                continue
            if (model, column.name) not in self.told:
                self.report.moved[label] += 1
            if is_recorded(model):
                setattr(row, column.attname, kept.pk)
                row.save()
            else:
                model._base_manager.filter(pk=row.pk).update(**{column.attname: kept.pk})
            if isinstance(row, Term):
                self.terms.append(row)
        if not is_recorded(model):
            _follow_in_index(model, rows)
        moved.send(model, rows=[row.pk for row in rows], was=duplicate.pk, now=kept.pk)

    def _keep_names(self, kept, duplicate):
        known = {kept.name_key, kept.short_name_key, *kept.aliases.values_list("key", flat=True)}
        for name in (duplicate.name, duplicate.short_name):
            if name_key(name) and name_key(name) not in known:
                known.add(name_key(name))
                PartyAlias.objects.create(party_id=kept.pk, name=name[:300])
                self.report.aliases.append(name)

    def _fill(self, kept, duplicate):
        """What only the double knew."""
        for each in type(kept)._meta.concrete_fields:
            if not each.editable or each.primary_key or each.name in NEVER_FILLED:
                continue
            if getattr(kept, each.attname) in ("", None) and (value := getattr(duplicate, each.attname)):
                setattr(kept, each.attname, value)
                self.report.filled.append(capfirst(str(each.verbose_name)))

    def remark_on_clashes(self):
        """Terms that were right on two cards can overlap on one; a person has to settle that."""
        groups = set()
        for term in self.terms:
            container = next(each for each in term._meta.fields if isinstance(each, ParentalKey))
            groups.add((type(term), container, getattr(term, container.attname)))
        for model, container, pk in groups:
            terms = list(model._base_manager.filter(**{container.attname: pk}))
            for index, reason in clashes(terms):
                self.report.remarks.append(f"{getattr(terms[index], container.name)}. {reason}")


def _label(model, column):
    """What the rows are called; where a table points at a party twice, also which column does."""
    owner = model._meta.auto_created or model
    name = capfirst(str(owner._meta.verbose_name_plural))
    ways = [
        each for each in model._meta.fields if each.remote_field and each.remote_field.model is column.related_model
    ]
    return f"{name} ({label_of(column)})" if len(ways) > 1 else name


def _twin(row, column, kept):
    """The row of the kept card that stands in the way of this one, or says just the same."""
    model = type(row)
    ours = model._base_manager.filter(**{column.attname: kept.pk}).exclude(pk=row.pk)
    for names in _unique_sets(model):
        if column.name not in names:
            continue
        others = {name: getattr(row, model._meta.get_field(name).attname) for name in names if name != column.name}
        if None not in others.values() and (found := ours.filter(**others).first()):
            return found
    if not is_recorded(model) or issubclass(model, Party):
        return None
    same = {
        each.attname: getattr(row, each.attname)
        for each in model._meta.concrete_fields
        if each.editable and not each.primary_key and each is not column
    }
    return ours.filter(**same).first()


def _unique_sets(model):
    for each in model._meta.concrete_fields:
        if each.unique and not each.primary_key:
            yield (each.name,)
    for own in (model, *model._meta.get_parent_list()):
        yield from own._meta.unique_together
        yield from (constraint.fields for constraint in own._meta.total_unique_constraints)


def _follow_in_revisions(model, column, kept, duplicate):
    """Drafts keep references inside their text, also where the published page names somebody else."""
    if issubclass(model, RevisionMixin):
        drafts = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
        for draft in drafts.filter(**{f"content__{column.name}": duplicate.pk}):
            _rewrite(draft, draft.content, column.name, kept)
        return
    for parental in model._meta.fields:
        if isinstance(parental, ParentalKey) and issubclass(parental.remote_field.model, RevisionMixin):
            accessor = parental.remote_field.get_accessor_name()
            root = ContentType.objects.get_for_model(parental.remote_field.model)
            for draft in Revision.objects.filter(content_type=root, content__has_key=accessor):
                for row in draft.content[accessor]:
                    if row.get(column.name) == duplicate.pk:
                        _rewrite(draft, row, column.name, kept)


def _rewrite(draft, place, name, kept):
    place[name] = kept.pk
    # Not save(): the draft is neither newer nor anybody else's for that.
    Revision.objects.filter(pk=draft.pk).update(content=draft.content)


def _follow_in_index(model, rows):
    """Rows changed past their own save() are read anew into the index of references."""
    if ReferenceIndex.model_is_indexable(model):
        for row in model._base_manager.filter(pk__in=[row.pk for row in rows]):
            ReferenceIndex.create_or_update_for_object(row)
