"""People acts name: their names, posts and terms, and what they agreed to have published."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from registry.history import RegistryRecords
from registry.models.contact import Contact, Visibility
from registry.models.organisation import Organisation
from registry.models.party import Party, PartyQuerySet, PartyType
from registry.models.term import Term
from registry.models.tree import at_its_place
from registry.names import PersonName, same_person


class PersonQuerySet(PartyQuerySet):
    def called(self, printed):
        """Those a text can mean by this name, whichever way round its initials are printed."""
        try:
            name = PersonName.parse(printed)
        except ValueError:
            return self.none()
        return self.filter(person_key=name.key)

    def namesakes_of(self, name):
        """Those who can be the person of this name: what both names say does not contradict."""
        surname = PersonName(name.surname).key.split("|")[0]
        candidates = self.filter(person_key__startswith=f"{surname}|")
        candidates = candidates.values_list("pk", "surname", "given_name", "patronymic")
        return self.filter(pk__in=[pk for pk, *parts in candidates if same_person(name, PersonName(*parts))])

    def with_public_face(self):
        """With what ``Person.public_face`` needs already read."""
        return self.prefetch_related("consents", "contacts")


@dataclass(frozen=True, slots=True)
class PublicFace:
    """What everybody may see of a person on the site: nothing the person did not agree to."""

    name: str
    contacts: list[tuple[str, str]]


class Person(Party):
    """A person acts name, under one spelling whichever way round the initials are printed."""

    class Gender(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")

    party = models.OneToOneField(
        Party, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_person"
    )
    surname = models.CharField(_("surname"), max_length=120)
    given_name = models.CharField(_("given name"), max_length=120, blank=True, help_text=_("Or an initial."))
    patronymic = models.CharField(_("patronymic"), max_length=120, blank=True, help_text=_("Or an initial."))
    gender = models.CharField(
        _("gender"), max_length=1, choices=Gender, blank=True, help_text=_("Helps with the cases.")
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        help_text=_("Whose card this is: that council keeps it."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )
    person_key = models.CharField(max_length=130, editable=False, db_index=True)
    history = RegistryRecords()

    objects = PersonQuerySet.as_manager()

    search_fields = [*Party.search_fields, index.FilterField("party"), index.AutocompleteField("surname")]

    class Meta:
        ordering = ["surname", "given_name", "patronymic"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name or self.written_name.full

    def save(self, *args, **kwargs):
        with at_its_place(self):
            super().save(*args, **kwargs)

    def prepare(self):
        self.name = self.written_name.full
        super().prepare()
        self.party_type = PartyType.PERSON
        self.person_key = self.written_name.key[:130]
        self.path = self.organisation.path if self.organisation_id else ""

    @property
    def written_name(self):
        return PersonName(self.surname, self.given_name, self.patronymic)

    @property
    def initials_first(self):
        """As a signature prints it: «И.В. Корякина»."""
        return self.written_name.initials_first

    @property
    def cases(self):
        """The name in the genitive, dative and accusative, as far as they are known."""
        return [form for form in (self.name_genitive, self.name_dative, self.name_accusative) if form]

    def agreed_to(self, scope, day):
        """Whether the person agreed, and has not taken it back, to have this kind of data published on the day."""
        return consented(self.consents.all(), scope, day)

    def public_face(self, day):
        """What the site may show on the day: name and position, and contacts agreed to; None without a consent.

        The position belongs to the name: whoever shows a post shows it only beside a face.
        """
        if not self.agreed_to(DataConsent.Scope.NAME, day):
            return None
        return PublicFace(name=self.name, contacts=[(c.kind, c.value) for c in self.public_contacts(day)])

    def public_contacts(self, day):
        """The contacts marked as seen by everybody, of the kinds the person agreed to have published."""
        agreed = {scope for scope in DataConsent.Scope.values if self.agreed_to(scope, day)}
        return [
            contact
            for contact in self.contacts.all()
            # There is no consent to an address, so an address is never public.
            if contact.visibility == Visibility.PUBLIC and SCOPE_OF_CONTACT.get(contact.kind) in agreed
        ]


class PersonContact(Contact):
    """A way to reach a person; nothing of it is public without the person's consent."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="contacts")
    history = RegistryRecords()

    class Meta(Contact.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")


class Duty(models.TextChoices):
    """What a person answers for in an organisation."""

    CHAIR = "chair", _("chair")
    DEPUTY = "deputy", _("deputy chair")
    INFORMATION = "information", _("information work")
    ACCOUNTING = "accounting", _("membership accounting system")
    YOUTH = "youth", _("youth work")
    FINANCE = "finance", _("finance")
    LEGAL = "legal", _("legal work")
    SAFETY = "safety", _("labour safety")
    OTHER = "other", _("other")


class Post(Term):
    """A position of a person in an organisation, from a day to a day, and what it answers for."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="posts")
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="posts")
    duty = models.CharField(_("answers for"), max_length=20, choices=Duty, db_index=True)
    title = models.CharField(
        _("position"),
        max_length=300,
        blank=True,
        help_text=_("As printed under a signature: «Председатель Федерации»."),
    )
    history = RegistryRecords()

    class Meta(Term.Meta):
        verbose_name = _("person responsible")
        verbose_name_plural = _("people responsible")

    def __str__(self):
        return f"{self.title or self.get_duty_display()}: {self.person}"

    def clash_with(self, other):
        if self.duty == Duty.CHAIR == other.duty:
            return gettext("%(name)s is the chair then (%(term)s): an organisation has one chair at a time.") % {
                "name": other.person,
                "term": other.term_text,
            }
        if (self.duty, self.person_id, self.title) == (other.duty, other.person_id, other.title):
            return gettext("%(name)s already holds this post then (%(term)s).") % {
                "name": other.person,
                "term": other.term_text,
            }
        return ""


class DataConsent(models.Model):
    """A person's consent to have one kind of data published, with its document; it can be taken back.

    Federal law 152-FZ, article 10.1: dissemination needs a consent of its own for each kind of data.
    """

    class Scope(models.TextChoices):
        NAME = "name", _("name and position")
        PHOTO = "photo", _("photograph")
        PHONE = "phone", _("telephone")
        EMAIL = "email", _("e-mail")
        PAGE = "page", _("personal page")

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="consents")
    scope = models.CharField(_("what may be published"), max_length=20, choices=Scope)
    granted_on = models.DateField(_("agreed on"))
    document = models.CharField(
        _("document"), max_length=300, help_text=_("For example «согласие от 12.01.2026, папка 04-12».")
    )
    revoked_on = models.DateField(_("taken back on"), null=True, blank=True)
    history = RegistryRecords()

    class Meta:
        ordering = ["scope", "-granted_on"]
        verbose_name = _("consent to publication")
        verbose_name_plural = _("consents to publication")

    def __str__(self):
        return f"{self.get_scope_display()}, {self.granted_on:%d.%m.%Y}"

    def clean(self):
        super().clean()
        if self.granted_on and self.revoked_on and self.revoked_on < self.granted_on:
            raise ValidationError({"revoked_on": gettext("It cannot be taken back before it was given.")})

    @property
    def state(self):
        """When it was given and, if so, taken back."""
        given = gettext("given %(day)s") % {"day": f"{self.granted_on:%d.%m.%Y}"}
        if self.revoked_on is None:
            return given
        return given + ", " + gettext("taken back %(day)s") % {"day": f"{self.revoked_on:%d.%m.%Y}"}


def consented(consents, scope, day):
    """Whether a consent to this is in force on the day.

    Taking it back ends every consent of that scope given until then, whichever paper it was written on.
    """
    given = [consent for consent in consents if consent.scope == scope and consent.granted_on <= day]
    taken_back = [consent.revoked_on for consent in given if consent.revoked_on and consent.revoked_on <= day]
    return any(not taken_back or consent.granted_on > max(taken_back) for consent in given)


SCOPE_OF_CONTACT = {
    Contact.Kind.PHONE: DataConsent.Scope.PHONE,
    Contact.Kind.EMAIL: DataConsent.Scope.EMAIL,
    Contact.Kind.PAGE: DataConsent.Scope.PAGE,
}
