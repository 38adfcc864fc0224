"""Groups of parties: a fixed list, or a rule that names today's members."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index

from registry.history import RegistryRecords
from registry.models.organisation import Organisation, OrganisationKind
from registry.models.party import Party, PartyQuerySet, PartyType
from registry.models.person import Duty, Person, Post
from registry.models.tree import at_its_place


class PartyGroup(Party):
    """A group an item can be addressed to; it fans out to its members of the day."""

    class Rule(models.TextChoices):
        LIST = "list", _("the parties listed here")
        ORGANISATIONS = "organisations", _("organisations of a kind")
        PEOPLE = "people", _("people who answer for something in organisations of a kind")

    party = models.OneToOneField(
        Party, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_group"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("of the organisation"),
        on_delete=models.PROTECT,
        related_name="party_groups",
        help_text=_("Everything under it is looked through; its council keeps the group."),
    )
    rule = models.CharField(_("who belongs to it"), max_length=20, choices=Rule, default=Rule.ORGANISATIONS)
    organisation_kind = models.CharField(
        _("kind of organisations"),
        max_length=30,
        choices=OrganisationKind,
        blank=True,
        help_text=_("Empty: every kind."),
    )
    duty = models.CharField(_("who answer for"), max_length=20, choices=Duty, blank=True)
    history = RegistryRecords()

    objects = PartyQuerySet.as_manager()

    search_fields = [*Party.search_fields, index.FilterField("party")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("group of parties")
        verbose_name_plural = _("groups of parties")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        with at_its_place(self):
            super().save(*args, **kwargs)

    def prepare(self):
        super().prepare()
        self.party_type = PartyType.GROUP
        self.path = self.organisation.path

    def clean(self):
        super().clean()
        if self.rule == self.Rule.PEOPLE and not self.duty:
            raise ValidationError({"duty": gettext("Say what these people answer for.")})

    def members_on(self, day):
        """The parties the group means on the day: organisations, or people for a rule about people."""
        if self.rule == self.Rule.LIST:
            return Party.objects.filter(listings__group=self).active(day)
        organisations = Organisation.objects.below(self.organisation).active(day)
        if self.organisation_kind:
            organisations = organisations.filter(kind=self.organisation_kind)
        if self.rule == self.Rule.ORGANISATIONS:
            return organisations
        posts = Post.objects.current(day).filter(organisation__in=organisations, duty=self.duty)
        return Person.objects.active(day).filter(pk__in=posts.values("person"))


class ListedParty(Orderable):
    """A party on the fixed list of a group."""

    group = ParentalKey(PartyGroup, on_delete=models.CASCADE, related_name="listed")
    party = models.ForeignKey(Party, verbose_name=_("party"), on_delete=models.PROTECT, related_name="listings")
    history = RegistryRecords()

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "party"],
                name="a_party_is_listed_once",
                violation_error_message=_("This party is already on the list."),
            )
        ]
        verbose_name = _("place in the list of a group")
        verbose_name_plural = _("places in lists of groups")

    def __str__(self):
        return str(self.party)

    def clean(self):
        super().clean()
        if self.party_id and self.party.party_type == PartyType.GROUP:
            raise ValidationError({"party": gettext("A list has organisations, bodies and people, not other groups.")})
