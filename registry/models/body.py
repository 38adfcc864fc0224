"""Collegial bodies: who sits on them, and the rules by which they decide, number and remind."""

import re
from collections import Counter

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from registry.history import RegistryRecords
from registry.models.organisation import Organisation
from registry.models.party import Party, PartyQuerySet, PartyType
from registry.models.person import Person
from registry.models.term import Term
from registry.models.tree import at_its_place
from registry.names import name_key
from registry.numbering import printed_number, validate_numbering

# The working calendar that reminders are reckoned by reaches a year back and ahead, with holidays and outages in it.
MOST_DAYS = 300


def validate_reminders(ladder):
    """Raise ValidationError unless the text is whole numbers of days, parted by commas; a minus means after the day."""
    for step in (step.strip() for step in ladder.split(",")):
        if not re.fullmatch(r"[+-]?\d{1,4}", step):
            raise ValidationError(
                gettext(
                    "“%(step)s” is not a whole number of days. "
                    "Write numbers with commas, a hyphen for the minus, for example: 10, 3, 1, 0, -1, -7."
                )
                % {"step": step}
            )
        if abs(int(step)) > MOST_DAYS:
            raise ValidationError(
                gettext("“%(step)s” is too much: from %(most)s days before the deadline to %(most)s days after it.")
                % {"step": step, "most": MOST_DAYS}
            )


class BodyQuerySet(PartyQuerySet):
    def told_apart(self):
        """The names by key; where two bodies are called alike, as every council is, each with its organisation."""
        bodies = list(self.select_related("organisation"))
        alike = Counter(body.name for body in bodies)
        return {
            body.pk: f"{body.name}, {body.organisation.short_name or body.organisation.name}"
            if alike[body.name] > 1
            else body.name
            for body in bodies
        }


class Body(Party):
    """A collegial body that adopts acts: the congress, the council, its presidium, a commission."""

    class Kind(models.TextChoices):
        CONGRESS = "congress", _("congress or conference")
        COUNCIL = "council", _("council")
        PRESIDIUM = "presidium", _("presidium")
        PLENUM = "plenum", _("plenum")
        EXECUTIVE = "executive", _("executive committee")
        COMMITTEE = "committee", _("committee")
        COMMISSION = "commission", _("commission")
        AUDIT = "audit", _("audit commission")
        MEETING = "meeting", _("meeting of members")
        OTHER = "other", _("other body")

    class Reset(models.TextChoices):
        NEVER = "never", _("never")
        YEAR = "year", _("every year")
        CONVOCATION = "convocation", _("with every convocation")

    class MajorityOf(models.TextChoices):
        PRESENT = "present", _("of those taking part")
        MEMBERS = "members", _("of all elected members")

    class WeekendRule(models.TextChoices):
        AS_IS = "as_is", _("stays as it is")
        PREVIOUS = "previous", _("moves to the working day before")
        NEXT = "next", _("moves to the working day after")

    class MeetingsShown(models.TextChoices):
        NOTHING = "nothing", _("nothing")
        RESULTS = "results", _("the agenda and what was decided, once acts of the meeting are published")
        DATES = "dates", _("the same, and when and where the next meetings are")
        AGENDA = "agenda", _("the same, and the agenda of the next meetings as it was sent out")

    class LayoutProfile(models.TextChoices):
        GOST_2025 = "gost_2025", _("GOST R 7.0.97-2025")
        GOST_2016 = "gost_2016", _("GOST R 7.0.97-2016")

    party = models.OneToOneField(
        Party, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_body"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="bodies"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.COUNCIL)
    unique_key = models.CharField(max_length=500, editable=False)

    quorum_numerator = models.PositiveSmallIntegerField(
        _("quorum: so many parts"), default=1, validators=[MinValueValidator(1)]
    )
    quorum_denominator = models.PositiveSmallIntegerField(
        _("out of"), default=2, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    quorum_exceeds = models.BooleanField(
        _("more than this share"), default=True, help_text=_("Otherwise the share itself is enough.")
    )

    majority_numerator = models.PositiveSmallIntegerField(
        _("majority: so many parts"), default=1, validators=[MinValueValidator(1)]
    )
    majority_denominator = models.PositiveSmallIntegerField(
        _("out of"), default=2, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    majority_exceeds = models.BooleanField(
        _("more than this share"), default=True, help_text=_("Otherwise the share itself is enough.")
    )
    majority_of = models.CharField(_("of whom"), max_length=20, choices=MajorityOf, default=MajorityOf.PRESENT)

    notice_days = models.PositiveSmallIntegerField(
        _("materials are sent so many days before"), default=5, validators=[MaxValueValidator(60)]
    )
    meetings_shown = models.CharField(
        _("what the site tells of meetings"),
        max_length=20,
        choices=MeetingsShown,
        default=MeetingsShown.RESULTS,
        help_text=_(
            "Drafts, materials, speakers and who came are never shown, nor are questions of acts for official use."
        ),
    )
    votes_shown = models.BooleanField(
        _("show how many voted for and against"),
        default=False,
        help_text=_("On the site, beside each published act. How a member voted is never shown."),
    )
    enacting_verb = models.CharField(_("enacting verb"), max_length=60, blank=True, default="ПОСТАНОВЛЯЕТ")
    enacting_clause = models.CharField(
        _("enacting clause"),
        max_length=500,
        blank=True,
        help_text=_("The words that open the numbered points, for example «Совет Федерации ПОСТАНОВЛЯЕТ:»."),
    )
    numbering_template = models.CharField(
        _("how numbers are made"),
        max_length=60,
        default="{session}-{item}",
        validators=[validate_numbering],
        help_text=_(
            "{seq} — in turn, {session} or {session:roman} — the session, {item} — the question on its agenda, {year}."
        ),
    )
    numbering_reset = models.CharField(
        _("counting begins anew"), max_length=20, choices=Reset, default=Reset.CONVOCATION
    )
    weekend_rule = models.CharField(
        _("a deadline on a day off"), max_length=20, choices=WeekendRule, default=WeekendRule.AS_IS
    )
    reminder_ladder = models.CharField(
        _("remind so many days before"),
        max_length=60,
        default="30, 10, 3, 1, 0, -1, -7, -14",
        validators=[validate_reminders],
        help_text=_(
            "With commas: so many days before the deadline, 0 on the day itself, with a minus so many days after it. "
            "Up to the deadline the executor is told, then until the sixth day the executor and the controller, "
            "from -7 the controller alone, from -14 the deputy chair. "
            "For example, “10, 1, 0, -1, -7”: ten days before, the day before and on the day the executor; "
            "a day late both, a week late the controller."
        ),
    )

    layout_profile = models.CharField(
        _("layout"), max_length=20, choices=LayoutProfile, default=LayoutProfile.GOST_2025
    )
    letterhead_superior = models.CharField(
        _("line over the name"),
        max_length=300,
        blank=True,
        help_text=_("The superior organisation, for example «ФНПР»."),
    )
    letterhead_name = models.TextField(
        _("name on the letterhead"), blank=True, help_text=_("Line by line; empty: the organisation's full name.")
    )
    letterhead_requisites = models.TextField(
        _("requisites under the name"),
        blank=True,
        help_text=_("Address, telephone, INN, line by line; may stay empty."),
    )
    letterhead_emblem = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("emblem"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    history = RegistryRecords()

    objects = BodyQuerySet.as_manager()

    search_fields = [*Party.search_fields, index.FilterField("party")]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "unique_key"], name="one_body_of_a_name")]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self):
        return f"{self.name} — {self.organisation}"

    def save(self, *args, **kwargs):
        with at_its_place(self):
            super().save(*args, **kwargs)

    def prepare(self):
        super().prepare()
        self.party_type = PartyType.BODY
        self.unique_key = self.name_key
        self.path = self.organisation.path

    def clean(self):
        super().clean()
        if self.quorum_numerator and self.quorum_denominator and self.quorum_numerator > self.quorum_denominator:
            raise ValidationError({"quorum_numerator": gettext("The quorum is more than all the members.")})
        if (
            self.majority_numerator
            and self.majority_denominator
            and self.majority_numerator > self.majority_denominator
        ):
            raise ValidationError({"majority_numerator": gettext("The majority is more than all the votes.")})
        twins = Body.objects.filter(organisation=self.organisation_id, unique_key=name_key(self.name or ""))
        if self.organisation_id and twins.exclude(pk=self.pk).exists():
            raise ValidationError({"name": gettext("This organisation already has a body of this name.")})

    def quorum_of(self, members: int) -> int:
        """How many of so many elected members must take part."""
        return _share(members, self.quorum_numerator, self.quorum_denominator, self.quorum_exceeds)

    def majority_of_votes(self, *, present: int, members: int) -> int:
        """How many votes "for" adopt a decision when so many take part out of so many elected members."""
        whole = members if self.majority_of == self.MajorityOf.MEMBERS else present
        return _share(whole, self.majority_numerator, self.majority_denominator, self.majority_exceeds)

    def convocation_on(self, day):
        """The convocation in whose term the day lies, or None where none is written down."""
        return self.convocations.current(day).first()

    def members_on(self, day):
        """The seats held on the day, by name."""
        return self.memberships.current(day).select_related("person").order_by("person__name")

    def number_for(self, *, seq: int, session: int, item: int, year: int) -> str:
        """The number of an act by the body's own rule."""
        return printed_number(self.numbering_template, seq=seq, session=session, item=item, year=year)

    @property
    def reminder_days(self):
        """Days before the deadline on which to remind, the earliest first; negative ones are after it."""
        return sorted((int(step) for step in self.reminder_ladder.split(",")), reverse=True)


def _share(whole, numerator, denominator, exceeds):
    parts, rest = divmod(whole * numerator, denominator)
    return parts + 1 if exceeds or rest else parts


class Convocation(Term):
    """A term of a body between two elections."""

    body = ParentalKey(Body, on_delete=models.CASCADE, related_name="convocations")
    name = models.CharField(_("convocation"), max_length=60, help_text=_("For example «VIII созыв»."))
    seats = models.PositiveSmallIntegerField(_("members elected"), null=True, blank=True)
    history = RegistryRecords()

    class Meta(Term.Meta):
        verbose_name = _("convocation")
        verbose_name_plural = _("convocations")

    def __str__(self):
        return self.name

    def clash_with(self, other):
        return gettext("%(name)s lasts then (%(term)s).") % {"name": other.name, "term": other.term_text}


class Membership(Term):
    """A person's seat on a body, from a day to a day."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        DEPUTY = "deputy", _("deputy chair")
        SECRETARY = "secretary", _("secretary")
        MEMBER = "member", _("member")

    body = ParentalKey(Body, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    history = RegistryRecords()

    class Meta(Term.Meta):
        verbose_name = _("member of the body")
        verbose_name_plural = _("members of the body")

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    def clash_with(self, other):
        if self.role == self.Role.CHAIR == other.role:
            return gettext("%(name)s is the chair then (%(term)s): a body has one chair at a time.") % {
                "name": other.person,
                "term": other.term_text,
            }
        if self.person_id == other.person_id:
            return gettext("%(name)s already sits on this body then (%(term)s).") % {
                "name": other.person,
                "term": other.term_text,
            }
        return ""
