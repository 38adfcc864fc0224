"""The one thing an item of an act can be addressed to, whatever it is: organisation, body, person or group."""

from django.db import models, transaction
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from registry.history import RegistryRecords
from registry.names import name_key


class PartyType(models.TextChoices):
    """What kind of thing a party is."""

    ORGANISATION = "organisation", _("organisation")
    BODY = "body", _("body")
    PERSON = "person", _("person")
    GROUP = "group", _("group of parties")


class PartyQuerySet(models.QuerySet):
    def active(self, day):
        """Those that exist on the day; the last day counts."""
        return self.filter(models.Q(closed_on=None) | models.Q(closed_on__gte=day))

    def move_under(self, old_path, new_path):
        """Take everything that belongs under one place of the tree to another, in one statement."""
        return self.filter(path__startswith=old_path).update(
            path=Concat(models.Value(new_path), Substr("path", len(old_path) + 1))
        )

    def bulk_add(self, parties, batch_size=500):
        """Insert many organisations, or many people, in a few statements; the caller sees to history and search.

        Django's bulk_create refuses a model that has a parent table. Here the parents go in first, as any plain rows
        do, and give the children their primary keys; then the children's own columns are inserted beside them.
        """
        columns = [field.attname for field in Party._meta.concrete_fields if not field.primary_key]
        for party in parties:
            party.prepare()
        parents = [Party(**{name: getattr(party, name) for name in columns}) for party in parties]
        with transaction.atomic(using=self.db):
            Party.objects.using(self.db).bulk_create(parents, batch_size)
            for party, parent in zip(parties, parents, strict=True):
                party.pk = party.id = parent.pk
            self._for_write = True
            self._batched_insert(parties, self.model._meta.local_concrete_fields, batch_size)
        for party in parties:
            party._state.adding = False
            party._state.db = self.db
        return parties

    def named(self, printed):
        """Those known by this name, short name or alias, whatever its capitals, quotes and ё."""
        key = name_key(printed or "")
        if not key:
            return self.none()
        known = models.Q(name_key=key) | models.Q(short_name_key=key) | models.Q(aliases__key=key)
        return self.filter(known).distinct()


class Party(index.Indexed, ClusterableModel):
    """Whoever an act addresses or names; a party needs no account.

    ``path`` says where in the tree of organisations it belongs: the primary keys of the organisations from the top,
    each followed by a dot. An organisation's own key is the last.
    """

    party_type = models.CharField(_("kind of party"), max_length=20, choices=PartyType, editable=False, db_index=True)
    name = models.CharField(_("full name"), max_length=500, help_text=_("As in the charter; it heads every act."))
    short_name = models.CharField(_("short name"), max_length=120, blank=True)
    name_genitive = models.CharField(_("name in the genitive"), max_length=500, blank=True, help_text=_("of whom?"))
    name_dative = models.CharField(_("name in the dative"), max_length=500, blank=True, help_text=_("to whom?"))
    name_accusative = models.CharField(_("name in the accusative"), max_length=500, blank=True, help_text=_("whom?"))
    closed_on = models.DateField(_("exists until"), null=True, blank=True, help_text=_("Leave empty while it exists."))
    path = models.CharField(max_length=255, editable=False, db_index=True)
    name_key = models.CharField(max_length=500, editable=False, db_index=True)
    short_name_key = models.CharField(max_length=120, editable=False, db_index=True)

    objects = PartyQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("short_name", boost=2),
        index.SearchField("alias_text"),
        index.AutocompleteField("name"),
        index.AutocompleteField("short_name"),
        index.FilterField("name"),
        index.FilterField("party_type"),
        index.FilterField("path"),
        index.FilterField("closed_on"),
        index.FilterField("id"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self):
        return self.short_name or self.name

    def save(self, *args, **kwargs):
        self.prepare()
        super().save(*args, **kwargs)

    def prepare(self):
        """Fill in what follows from the other fields; called by save() and by whoever saves many rows at once."""
        self.name_key = name_key(self.name)[:500]
        self.short_name_key = name_key(self.short_name)[:120]

    @property
    def specific(self):
        """The organisation, body, person or group this party is."""
        return self if type(self) is not Party else getattr(self, f"as_{self.party_type}")

    @property
    def alias_text(self):
        return "\n".join(alias.name for alias in self.aliases.all())

    def is_closed(self, day):
        """Whether its last day is behind."""
        return self.closed_on is not None and self.closed_on < day


class PartyAlias(Orderable):
    """Another name by which texts call a party: an abbreviation, a former name."""

    party = ParentalKey(Party, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("alias"), max_length=300)
    key = models.CharField(max_length=300, editable=False, db_index=True)
    history = RegistryRecords()

    class Meta(Orderable.Meta):
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = name_key(self.name)[:300]
        super().save(*args, **kwargs)
