"""Votes: how a question was decided, by how many, and by whom where it was asked by name."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models import Person
from resolutions.models.agenda import AgendaItem


class VotingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def counted(self):
        """Closed votes that stand, the last one at the end: it decides."""
        return self.exclude(closed_at=None).exclude(result=Voting.Result.ANNULLED).order_by("pk")


class Voting(models.Model):
    """One vote on a question; a question may be voted on more than once, the last counted vote decides."""

    class Method(models.TextChoices):
        ROLL_CALL = "roll_call", _("open, by roll-call")
        COUNT = "count", _("open, by count")
        POLL = "poll", _("by poll")

    class Proposal(models.TextChoices):
        ADOPT = "adopt", _("to adopt")
        AS_BASIS = "as_basis", _("to adopt as a basis")
        REJECT = "reject", _("to reject")
        OTHER = "other", _("something else")

    class Result(models.TextChoices):
        PASSED = "passed", _("passed")
        FAILED = "failed", _("did not pass")
        NO_QUORUM = "no_quorum", _("no quorum")
        ANNULLED = "annulled", _("annulled")

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="votings")
    proposal = models.CharField(_("what is voted on"), max_length=20, choices=Proposal, default=Proposal.ADOPT)
    question = models.CharField(_("put to the vote"), max_length=300, blank=True)
    method = models.CharField(_("method"), max_length=20, choices=Method, default=Method.ROLL_CALL)
    # The text voted on: the draft's revision and its fingerprint.
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    text_sha256 = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closes_at = models.DateTimeField(_("answers until"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Settled at closing, with the rule of the body as it stood then; by count, the numbers are typed before.
    members = models.PositiveSmallIntegerField(_("elected members"), null=True)
    present = models.PositiveSmallIntegerField(_("taking part"), null=True)
    quorum = models.PositiveSmallIntegerField(_("quorum"), null=True)
    needed = models.PositiveSmallIntegerField(_("votes needed"), null=True)
    votes_for = models.PositiveSmallIntegerField(_("for"), null=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True)
    votes_abstained = models.PositiveSmallIntegerField(_("abstained"), null=True)
    not_voting = models.PositiveSmallIntegerField(_("not voting"), null=True)
    result = models.CharField(_("result"), max_length=20, choices=Result, blank=True)

    objects = VotingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(closed_at=None), name="one_open_vote_on_a_question"
            )
        ]
        verbose_name = _("vote")
        verbose_name_plural = _("votes")

    def __str__(self):
        return f"{self.item}: {self.get_result_display() or self.get_method_display()}"

    @property
    def is_open(self):
        return self.closed_at is None

    @property
    def is_poll(self):
        return self.method == self.Method.POLL

    @property
    def is_over(self):
        """Whether the time for answers is behind."""
        return self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def what(self):
        """What is voted on, in words."""
        return self.question or self.get_proposal_display()


class Ballot(models.Model):
    """One member's vote by name."""

    class Choice(models.TextChoices):
        FOR = "for", _("for")
        AGAINST = "against", _("against")
        ABSTAINED = "abstained", _("abstained")

    voting = models.ForeignKey(Voting, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, verbose_name=_("member"), on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(_("vote"), max_length=20, choices=Choice)
    cast_at = models.DateTimeField(_("cast"), default=timezone.now)
    # The secretary who entered it, or the member; nobody where a personal link was used.
    cast_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Given by the member himself, by account or personal link: nobody changes it any more.
    is_own = models.BooleanField(_("answered in person"), default=False)
    by_link = models.BooleanField(_("by a personal link"), default=False)
    by_proxy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["person__name"]
        constraints = [models.UniqueConstraint(fields=["voting", "person"], name="a_member_votes_once")]
        verbose_name = _("member's vote")
        verbose_name_plural = _("members' votes")

    def __str__(self):
        return f"{self.person}: {self.get_choice_display()}"


class Decision(models.Model):
    """What was decided on a question; one taken back stays written down beside the one that replaced it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("outcome"), max_length=20, choices=AgendaItem.Outcome)
    # The vote it rests on; none for what needs no vote.
    voting = models.ForeignKey(Voting, on_delete=models.PROTECT, null=True, related_name="decisions")
    # The text it was about, so that an edited one cannot slip back in its place.
    text_sha256 = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("taken back"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(undone_at=None), name="one_decision_on_a_question"
            )
        ]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self):
        return f"{self.item}: {self.get_outcome_display()}"
