"""The forms of meetings: convening, a question of the agenda, why a meeting is cancelled."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput

from registry.choosers import person_chooser
from registry.forms import admit_only_what_may_be_chosen, forget_what_may_not_be_chosen
from resolutions.models.agenda import AgendaItem
from resolutions.models.meeting import Meeting


class MeetingForm(forms.ModelForm):
    """Date, place and people of a meeting; the body is given beforehand."""

    video_link = forms.URLField(
        label=gettext_lazy("Video link"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Needed for a meeting by video link."),
    )

    class Meta:
        model = Meeting
        fields = [
            "number",
            "mode",
            "starts_at",
            "voting_until",
            "place",
            "video_link",
            "submissions_until",
            "presiding",
            "secretary",
            "tellers",
            "invited",
        ]
        widgets = {
            "starts_at": AdminDateTimeInput,
            "voting_until": AdminDateTimeInput,
            "submissions_until": AdminDateTimeInput,
            "presiding": person_chooser.widget_class,
            "secretary": person_chooser.widget_class,
            "invited": AdminAutoHeightTextInput(attrs={"rows": 2}),
        }
        help_texts = {
            "place": gettext_lazy("Needed when members meet in person."),
            "voting_until": gettext_lazy("Needed for a poll between meetings."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        admit_only_what_may_be_chosen(self, user)

    def is_valid(self):
        valid = super().is_valid()
        if not valid:
            forget_what_may_not_be_chosen(self)
        return valid

    def clean(self):
        data = super().clean()
        mode = data.get("mode")
        if mode in (Meeting.Mode.IN_PERSON, Meeting.Mode.MIXED):
            self._need("place", _("Write where the members meet."))
        if mode in (Meeting.Mode.VIDEO, Meeting.Mode.MIXED):
            self._need("video_link", _("Write the link by which the members join."))
        if mode == Meeting.Mode.POLL:
            self._need("voting_until", _("Write until when answers are taken."))
        elif "voting_until" not in self.errors:
            # Nobody answers in writing at a meeting; a moment left from another mode would change the day of its acts.
            data["voting_until"] = None
        self._check_order(data)
        self._check_number(data)
        return data

    def _need(self, name, message):
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, message)

    def _check_order(self, data):
        starts_at = data.get("starts_at")
        if not starts_at:
            return
        if data.get("voting_until") and data["voting_until"] <= starts_at:
            self.add_error("voting_until", _("Answers are taken until a moment after the beginning."))
        if data.get("submissions_until") and data["submissions_until"] > starts_at:
            self.add_error("submissions_until", _("Drafts are taken until the meeting begins, not later."))

    def _check_number(self, data):
        if not (data.get("number") and data.get("starts_at")):
            return
        when = {name: data.get(name) for name in ("mode", "starts_at", "voting_until")}
        asked = Meeting(body=self.instance.body, **when)
        namesakes = Meeting.objects.filter(
            body=asked.body, convocation=asked.body.convocation_on(asked.day), number=data["number"]
        )
        namesake = namesakes.exclude(pk=self.instance.pk).exclude(state=Meeting.State.CANCELLED).first()
        if namesake:
            self.add_error(
                "number",
                _("Session %(number)s of this convocation is already there, on %(day)s.")
                % {"number": namesake.number, "day": f"{namesake.day:%d.%m.%Y}"},
            )

    @property
    def is_in_the_past(self):
        """Whether the meeting is written down after the fact: nothing to refuse, something to ask about."""
        return self.cleaned_data["starts_at"] < timezone.now()


class QuestionForm(forms.ModelForm):
    """What is said of a question of the agenda, besides its place in it."""

    stamp = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = AgendaItem
        fields = ["title", "speaker", "co_speakers", "invited", "minutes"]
        widgets = {
            "title": AdminAutoHeightTextInput(attrs={"rows": 1}),
            "speaker": forms.TextInput,
            "co_speakers": forms.TextInput,
            "invited": forms.TextInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        self.fields["title"].error_messages["required"] = _("Write the words of the question.")
        if self.instance.is_heading:
            for name in ("speaker", "co_speakers", "invited", "minutes"):
                del self.fields[name]

    @property
    def words(self):
        """What was typed, without the mark of what was read."""
        return {name: value for name, value in self.cleaned_data.items() if name != "stamp"}


class AddedQuestionForm(forms.Form):
    """A question without a draft, or a heading."""

    title = forms.CharField(label=gettext_lazy("Question or heading"), max_length=2000)
    speaker = forms.CharField(label=gettext_lazy("Speaker"), max_length=300, required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=600, required=False)


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is cancelled"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Members who have the notice will read it in a letter."),
        error_messages={"required": gettext_lazy("Write why the meeting is cancelled: the members will read it.")},
    )
