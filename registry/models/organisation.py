"""Organisations: the tree from the federation down to the primary organisation, and what is known of each."""

from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from registry.history import RegistryRecords
from registry.models.contact import Contact
from registry.models.party import Party, PartyQuerySet, PartyType
from registry.models.term import Term
from registry.models.tree import hold_tree, stored_paths
from registry.names import name_key, valid_inn


class OrganisationKind(models.TextChoices):
    """The level of an organisation in the union's structure, or its kind beside it."""

    FEDERATION = "federation", _("federation")
    MEMBER = "member", _("member organisation")
    TERRITORIAL = "territorial", _("territorial organisation")
    PRIMARY = "primary", _("primary organisation")
    DEPARTMENT = "department", _("department of the staff")
    COMMISSION = "commission", _("commission")
    YOUTH_COUNCIL = "youth_council", _("youth council")
    COORDINATION_COUNCIL = "coordination_council", _("coordination council")
    EXTERNAL = "external", _("external organisation")


# Those that lead their own information work and are asked whether they have somebody responsible for it.
UNION_LEVELS = (
    OrganisationKind.FEDERATION,
    OrganisationKind.MEMBER,
    OrganisationKind.TERRITORIAL,
    OrganisationKind.PRIMARY,
)


class OrganisationQuerySet(PartyQuerySet):
    def below(self, organisation):
        """Everything under the organisation, itself not counted."""
        return self.filter(path__startswith=organisation.path).exclude(pk=organisation.pk)

    def at_or_below(self, organisation):
        """The organisation and everything under it."""
        return self.filter(path__startswith=organisation.path)

    def above(self, organisation):
        """The organisations over it, the highest first."""
        return self.filter(pk__in=organisation.ancestor_ids).order_by("path")

    def with_children_counted(self):
        """Each with ``children_count``, how many organisations stand directly under it."""
        children = Organisation.objects.filter(superior=models.OuterRef("pk")).order_by().values("superior")
        counted = children.annotate(number=models.Count("pk")).values("number")
        return self.annotate(children_count=models.functions.Coalesce(models.Subquery(counted), 0))

    def unions(self):
        """Federations, member, territorial and primary organisations: the levels of the union's structure."""
        return self.filter(kind__in=UNION_LEVELS)


class Organisation(Party):
    """A federation, a member, territorial or primary organisation, a department, a council of it, or an outsider."""

    party = models.OneToOneField(
        Party, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_organisation"
    )
    kind = models.CharField(
        _("kind"), max_length=30, choices=OrganisationKind, default=OrganisationKind.MEMBER, db_index=True
    )
    superior = models.ForeignKey(
        "self",
        verbose_name=_("superior organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
    )
    unique_key = models.CharField(max_length=500, unique=True, editable=False)
    inn = models.CharField(_("INN"), max_length=12, blank=True, help_text=_("Ten digits; empty if it has none."))
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("For example «г. Приозёрск»."))
    about = models.TextField(_("about the organisation"), blank=True, help_text=_("Shown to everybody on the site."))
    history = RegistryRecords()

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        *Party.search_fields,
        index.SearchField("inn"),
        index.FilterField("party"),
        index.AutocompleteField("inn"),
        index.AutocompleteField("alias_text"),
        index.FilterField("kind"),
        index.FilterField("place"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["inn"],
                condition=~models.Q(inn=""),
                name="one_organisation_of_an_inn",
                violation_error_message=_("Another organisation of the registry has this INN."),
            )
        ]

    def __str__(self):
        return self.short_name or self.name

    def clean(self):
        super().clean()
        errors = {}
        if self.inn and not (len(self.inn) == 10 and valid_inn(self.inn)):
            errors["inn"] = gettext(
                "This is not an INN of an organisation: ten digits are needed and the last must agree."
            )
        others = Organisation.objects.exclude(pk=self.pk)
        if self.inn and (twin := others.filter(inn=self.inn).first()):
            errors["inn"] = gettext("The registry already has an organisation with this INN: %(name)s.") % {
                "name": self._name_of(twin)
            }
        key = name_key(self.name or "")
        if self.name and not key:
            errors["name"] = gettext("There is not one letter in this name.")
        elif key and (twin := others.filter(unique_key=key).first()):
            errors["name"] = gettext("The registry already has an organisation with this name: %(name)s.") % {
                "name": self._name_of(twin)
            }
        if self.superior_id and self.pk and self.superior.is_under(self):
            errors["superior"] = gettext("%(superior)s stands under this organisation and cannot be over it too.") % {
                "superior": self.superior
            }
        if errors:
            raise ValidationError(errors)

    def _name_of(self, twin):
        """The other's name, unless it stands in the tree of another federation, whose names are its own affair."""
        top = self.superior.path.split(".")[0] if self.superior_id else str(self.pk)
        return twin.name if twin.path.split(".")[0] == top else gettext("one of another federation here")

    def save(self, *args, **kwargs):
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            hold_tree(to_move=True, using=using)
            # What was read before the tree was held may have moved since.
            paths = stored_paths(self.pk, self.superior_id, using=using)
            over, self.path = paths.get(self.superior_id, ""), paths[self.pk]
            if self.path and over.startswith(self.path):
                raise ValidationError({"superior": gettext("An organisation cannot stand under itself.")})
            super().save(*args, **kwargs)
            self._place_under(over)

    def prepare(self):
        super().prepare()
        self.party_type = PartyType.ORGANISATION
        self.unique_key = self.name_key

    def _place_under(self, over):
        """Write the path that follows from the superior's, and take along what belongs under it."""
        old_path, self.path = self.path, f"{over}{self.pk}."
        if self.path == old_path:
            return
        Party.objects.filter(pk=self.pk).update(path=self.path)
        if old_path:
            Party.objects.move_under(old_path, self.path)

    @property
    def is_union(self):
        """Whether it is a level of the union's structure, which is asked who is responsible for what."""
        return self.kind in UNION_LEVELS

    @property
    def ancestor_ids(self):
        """Primary keys of the organisations over it, the highest first."""
        return [int(pk) for pk in self.path.split(".")[:-2]]

    def is_under(self, other):
        """Whether it is the other organisation or stands anywhere below it."""
        return bool(other.path) and self.path.startswith(other.path)


class OrganisationContact(Contact):
    """A way to reach an organisation, with who may see it."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    history = RegistryRecords()

    class Meta(Contact.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")


class OrganisationCount(models.Model):
    """How many members and primary organisations there were on a day; numbers only, never names."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="counts")
    counted_on = models.DateField(_("on"))
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    primaries = models.PositiveIntegerField(_("primary organisations"), null=True, blank=True)
    history = RegistryRecords()

    class Meta:
        ordering = ["-counted_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "counted_on"],
                name="one_count_a_day",
                violation_error_message=_("There already is a count of this day."),
            )
        ]
        verbose_name = _("count")
        verbose_name_plural = _("counts")

    def __str__(self):
        return f"{self.counted_on:%d.%m.%Y}"


class OrganisationPaper(Term):
    """What an organisation has: a programme, a concept, a public report."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("programme of information work")
        CONCEPT = "concept", _("concept")
        PUBLIC_REPORT = "public_report", _("public report")
        OTHER = "other", _("other paper")

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(_("what it is"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=300, blank=True)
    since = models.DateField(_("in force from"), null=True, blank=True)
    until = models.DateField(_("in force until"), null=True, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    history = RegistryRecords()

    class Meta:
        ordering = ["kind", "-since"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")

    def __str__(self):
        return self.title or self.get_kind_display()
