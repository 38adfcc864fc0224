"""A member answers a poll: by a personal link without an account, or logged in."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from control.refusal import Refused
from registry.models import LinkRefused, Person, PersonalLink
from registry.views.personal_link import HEADERS, PersonalLinkView
from resolutions.models.meeting import Meeting
from resolutions.models.voting import Ballot, Voting
from resolutions.voting.casting import already_answered, answer
from resolutions.voting.counting import members_of

TEMPLATE = "resolutions/link/vote.html"


def _voting(pk):
    votings = Voting.objects.select_related("item__meeting__body__organisation", "item__act", "revision")
    return get_object_or_404(votings, pk=pk, method=Voting.Method.POLL)


def _goes_on(voting):
    return voting.is_open and voting.item.meeting.state == Meeting.State.OPEN


def _context(voting, person):
    """What the page shows of the question: the very text the vote was opened on."""
    meeting = voting.item.meeting
    text = voting.revision.as_object() if voting.revision_id else None
    return {
        "council": meeting.body.organisation,
        "contact": _contact(meeting.secretary),
        "meeting": meeting,
        "voting": voting,
        "item": voting.item,
        "act": text,
        "person": person,
        "ballot": voting.ballots.filter(person=person).first(),
        "choices": Ballot.Choice,
    }


def _contact(person):
    """Whom to ask: the secretary of the meeting, with the telephone and e-mail on the card."""
    if person is None:
        return None
    contacts = {contact.kind: contact.value for contact in person.contacts.all()}
    phone = contacts.get("phone", "")
    dialled = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    return {"name": person.name, "phone": phone, "dialled": dialled, "email": contacts.get("email", "")}


class PollLinkView(PersonalLinkView):
    """One question of a poll before the member the letter was sent to."""

    purpose = PersonalLink.Purpose.VOTE
    template_name = TEMPLATE

    @cached_property
    def voting(self):
        return _voting(self.link.subject_id)

    def context(self, **context):
        known = _context(self.voting, self.link.person) if self.link else {}
        return super().context(**known, **context)

    def get(self, request, *args, **kwargs):
        self._check_owner()
        ballot = self.voting.ballots.filter(person=self.link.person).first()
        if ballot and not self.link.used_at:
            raise LinkRefused(already_answered(ballot))
        self.link.check_open()
        if not _goes_on(self.voting):
            raise LinkRefused(_("The poll is over."))
        self.link.note_seen()
        return self.page()

    def post(self, request, *args, **kwargs):
        self._check_owner()
        try:
            with transaction.atomic():
                ballot = answer(self.voting, self.link.person, request.POST.get("choice", ""), link=self.link)
        except Refused as refusal:
            return self.page(error=str(refusal), status=409)
        # Shown once, here: whoever follows the spent link later learns only that it is spent.
        return self.page(answered=ballot)

    def _check_owner(self):
        """Somebody logged in as another person has followed a forwarded letter."""
        user = self.request.user
        if user.is_authenticated and self.link.person.user_id and self.link.person.user_id != user.pk:
            raise LinkRefused(_("This link was sent to %(name)s and is not yours.") % {"name": self.link.person})


class PollAccountView(LoginRequiredMixin, View):
    """The same question before a member who is logged in."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        for header, value in HEADERS.items():
            response[header] = value
        return response

    @cached_property
    def voting(self):
        return _voting(self.kwargs["pk"])

    @cached_property
    def person(self):
        """The member behind the account; the poll does not exist for anybody else."""
        person = Person.objects.filter(user=self.request.user).first()
        if person is None or person.pk not in members_of(self.voting.item.meeting):
            raise Http404
        return person

    def get(self, request, *args, **kwargs):
        context = _context(self.voting, self.person)
        ballot = context["ballot"]
        if ballot is None and (self.voting.is_over or not _goes_on(self.voting)):
            return self._page(_context(self.voting, self.person), closed=_("The time for answers is over."))
        return self._page(context, answered=ballot)

    def post(self, request, *args, **kwargs):
        try:
            answer(self.voting, self.person, request.POST.get("choice", ""), user=request.user)
        except Refused as refusal:
            return self._page(_context(self.voting, self.person), error=str(refusal), status=409)
        return redirect(request.path)

    def _page(self, context, *, status=200, **more):
        return TemplateResponse(self.request, TEMPLATE, {**context, **more}, status=status)
