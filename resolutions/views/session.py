"""The meeting while it lasts: one question at a time, with everybody's presence and vote."""

import json

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.widgets import HeaderButton

from control.refusal import Refused
from registry.views.keys import key_or_none
from resolutions.deciding import conclude, undo_outcome
from resolutions.meetings.presiding import preside
from resolutions.models.agenda import AgendaItem
from resolutions.models.amendment import Amendment
from resolutions.models.voting import Ballot, Voting
from resolutions.views.meeting_door import MeetingDoor, MeetingScreen
from resolutions.views.session_form import SessionForm, numbers_from
from resolutions.voting.casting import Mark, enter, enter_numbers, vote_for_the_rest
from resolutions.voting.closing import close_vote
from resolutions.voting.opening import annul, open_vote, put_differently
from resolutions.voting.polling import open_poll, remind
from resolutions.voting.sheet import Sheet

Outcome = AgendaItem.Outcome


class OfQuestion(MeetingDoor):
    """A view about one question of a meeting, for those who keep the meetings of its council."""

    @cached_property
    def agenda(self):
        return list(self.meeting.agenda.all())

    @cached_property
    def questions(self):
        return [item for item in self.agenda if not item.is_heading]

    @cached_property
    def item(self):
        """The question asked for, else the first one not decided."""
        wanted = self.kwargs.get("item_pk")
        if wanted is None:
            waiting = [item for item in self.questions if not item.outcome]
            return next(iter(waiting or self.questions[-1:]), None)
        item = next((item for item in self.questions if item.pk == wanted), None)
        if item is None:
            raise Http404
        return item

    def sheet(self):
        return Sheet(self.meeting, self.item)


class SessionView(OfQuestion, MeetingScreen, TemplateView):
    """The live screen; everything on it also works as one plain form."""

    template_name = "resolutions/session/session.html"
    page_title = gettext_lazy("Session")

    @cached_property
    def header_buttons(self):
        attendance = reverse("resolutions_attendance", args=[self.meeting.pk])
        return [
            HeaderButton(_("Attendance and proxies"), url=attendance, icon_name="group", priority=10),
            HeaderButton(_("Meeting"), url=self.meeting_url(), icon_name="calendar-alt", priority=20),
        ]

    def get_context_data(self, **kwargs):
        sheet, item = self.sheet(), self.item
        after = self.questions[self.questions.index(item) + 1 :] if item else []
        return super().get_context_data(
            agenda=self.agenda,
            questions=len(self.questions),
            place=self.questions.index(item) + 1 if item else 0,
            item=item,
            following=after[0] if after else None,
            sheet=sheet,
            numbers=sheet.numbers,
            form=SessionForm.of(sheet),
            state=sheet.state,
            rule=sheet.rule,
            outcomes=self._outcomes(sheet) if item else [],
            choices=Ballot.Choice,
            amendments=self._amendments(),
            shortcuts=_wants_shortcuts(self.request.user),
            session_url=self._url(item),
            **kwargs,
        )

    def _amendments(self):
        """How many amendments nobody has decided on: they come before the vote."""
        if self.item is None or not self.item.act_id:
            return 0
        return Amendment.objects.filter(act=self.item.act_id, state=Amendment.State.PROPOSED).count()

    def _outcomes(self, sheet):
        """The buttons under the table, each with whether it may be pressed now."""
        numbers, voting = sheet.numbers, sheet.voting
        held = numbers["has_quorum"] and numbers["given"] > 0 and not sheet.text_changed
        is_rejecting = bool(voting and voting.proposal == Voting.Proposal.REJECT)
        passes, fails = held and numbers["passes"], held and not numbers["passes"]
        offered = [
            (Outcome.ADOPTED, _("Adopted"), passes and not is_rejecting),
            (Outcome.AS_BASIS, _("As a basis"), passes and not is_rejecting),
            (Outcome.REJECTED, _("Rejected"), passes if is_rejecting else fails),
            (Outcome.WITHDRAWN, _("Withdrawn"), True),
            (Outcome.POSTPONED, _("Postponed"), True),
        ]
        if not self.item.act_id:
            offered.append((Outcome.NOTED, _("Taken note"), True))
        needs = {Outcome.ADOPTED: "passes", Outcome.AS_BASIS: "passes", Outcome.REJECTED: "fails"}
        if is_rejecting:
            needs = {Outcome.ADOPTED: "never", Outcome.AS_BASIS: "never", Outcome.REJECTED: "passes"}
        return [
            {"value": value, "label": label, "enabled": enabled, "needs": needs.get(value, "")}
            for value, label, enabled in offered
        ]

    def _url(self, item):
        args = [self.meeting.pk, item.pk] if item else [self.meeting.pk]
        return reverse("resolutions_session", args=args)

    # -- the plain form ------------------------------------------------------------------------------------------

    def post(self, request, *args, **kwargs):
        action, _colon, argument = request.POST.get("action", "save").partition(":")
        verb = getattr(self, f"do_{action}", None)
        if verb is None or (self.item is None and action not in {"open_poll", "remind"}):
            raise Http404
        try:
            self._take_marks()
            if said := verb(argument):
                messages.success(request, said)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(self._url(self.item))

    def _take_marks(self):
        """What was ticked on the form since it was shown; the script saves each mark at once and sends none here."""
        if "seen" not in self.request.POST or self.item is None:
            return
        marks = SessionForm.marks(self.request.POST)
        if marks:
            self._tell(enter(self.item, marks, self.request.user, voting=self._expected()))
        try:
            numbers = numbers_from(self.request.POST)
        except ValueError as error:
            raise Refused(_("Type the votes as whole numbers.")) from error
        voting = self.item.votings.open().first()
        if numbers and voting and voting.method == Voting.Method.COUNT:
            enter_numbers(voting, self.request.user, **numbers)

    def _expected(self):
        voting = self.request.POST.get("voting", "")
        return int(voting) if voting.isdecimal() else None

    def _tell(self, refused):
        for sentence in dict.fromkeys(refused.values()):
            messages.error(self.request, sentence)

    def _open_voting(self):
        voting = self.item.votings.open().first()
        if voting is None:
            raise Refused(_("No vote is open on this question."))
        return voting

    def do_save(self, _argument):
        return _("Saved.")

    def do_erase(self, argument):
        if argument.isdecimal():
            self._tell(enter(self.item, [Mark(int(argument), choice="")], self.request.user))

    def do_preside(self, _argument):
        meeting = preside(self.meeting, key_or_none(self.request.POST.get("presiding")), self.request.user)
        return _("Presided by: %(name)s.") % {"name": meeting.presiding}

    def do_rest(self, _argument):
        self._tell(vote_for_the_rest(self.item, self.request.user))

    def do_terms(self, _argument):
        """How and on what the vote is held: of the one open, else of a new one."""
        form = SessionForm(self.request.POST)
        if not form.is_valid():
            raise Refused(_("There is no such way to vote."))
        terms = {name: value for name, value in form.cleaned_data.items() if value or name == "question"}
        voting = self.item.votings.open().first()
        if voting:
            put_differently(voting, self.request.user, **terms)
        else:
            open_vote(self.item, self.request.user, **terms)

    def do_close(self, _argument):
        voting = close_vote(self._open_voting(), self.request.user)
        return _("The vote is closed: %(result)s.") % {"result": voting.get_result_display()}

    def do_annul(self, _argument):
        annul(self._open_voting(), self.request.user)
        return _("The vote is annulled; what was given stays on record.")

    def do_again(self, _argument):
        open_vote(self.item, self.request.user)

    def do_undo(self, _argument):
        undo_outcome(self.item, self.request.user)
        return _("The decision is taken back; both stay written down.")

    def do_outcome(self, argument):
        decision = conclude(self.item, argument, self.request.user)
        return _("Question %(number)s: %(outcome)s.") % {
            "number": self.item.number or "",
            "outcome": decision.get_outcome_display(),
        }

    def do_open_poll(self, _argument):
        return self._report(open_poll(self.meeting, self.request.user))

    def do_remind(self, _argument):
        return self._report(remind(self.meeting, self.request.user))

    def _report(self, sent):
        if sent.without_address:
            names = ", ".join(person.written_name.surname_first for person in sent.without_address)
            messages.warning(self.request, _("No address, ask on paper: %(names)s.") % {"names": names})
        count = len(sent.people)
        return ngettext("%(count)s letter goes out.", "%(count)s letters go out.", count) % {"count": count}


class MarksView(OfQuestion, View):
    """Each key pressed on the live screen, saved at once; the answer is the state of the whole table."""

    http_method_names = ["get", "post"]

    def get(self, request, *args, **kwargs):
        return JsonResponse(self.sheet().state)

    def post(self, request, *args, **kwargs):
        if self.item is None:
            raise Http404
        try:
            body = json.loads(request.body)
            marks = [_mark(row) for row in body.get("marks", [])]
            numbers = numbers_from(body.get("numbers") or {})
            expected = body.get("voting")
            expected = None if expected is None else int(expected)
        except (ValueError, TypeError, KeyError, AttributeError):
            return JsonResponse({"error": _("The screen sent something unreadable: load it anew.")}, status=400)
        answer, status = {}, 200
        try:
            if marks:
                answer["refused"] = enter(self.item, marks, request.user, voting=expected)
            if numbers:
                voting = self.item.votings.open().first()
                if voting is None:
                    raise Refused(_("No vote is open on this question."))
                enter_numbers(voting, request.user, **numbers)
        except Refused as refusal:
            answer, status = {"error": str(refusal)}, 409
        # Read anew: another secretary may have decided the question meanwhile.
        for name in ("meeting", "agenda", "questions", "item"):
            self.__dict__.pop(name, None)
        return JsonResponse({**answer, "state": self.sheet().state}, status=status)


def _mark(row):
    choice, present = row.get("choice"), row.get("present")
    if not (choice is None or isinstance(choice, str)) or not (present is None or isinstance(present, bool)):
        raise ValueError(row)
    return Mark(int(row["person"]), choice=choice, present=present)


def _wants_shortcuts(user):
    profile = getattr(user, "wagtail_userprofile", None)
    return profile is None or profile.keyboard_shortcuts
