"""Convening a meeting, changing what was written of it, and calling it off."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from registry.access import RegistryAccess
from registry.models import Body, OrganisationKind
from registry.views.keys import key_or_none
from resolutions.meetings.convening import cancel, change, close_session, convene, open_session, suggest
from resolutions.meetings.forms import CancelForm, MeetingForm
from resolutions.models.meeting import Meeting
from resolutions.views.meeting_door import MeetingAction, MeetingScreen, short_name_of
from resolutions.voting.polling import open_poll


class ConveneView(WagtailAdminTemplateMixin, TemplateView):
    """A new meeting: first whose, then everything else with what is most likely already written."""

    template_name = "resolutions/meetings/form.html"
    page_title = gettext_lazy("Convene a meeting")
    header_icon = "calendar-alt"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.access.has("register"):
            raise PermissionDenied
        if request.GET.get("body") and self.body is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def access(self):
        return RegistryAccess.of(self.request.user)

    @cached_property
    def bodies(self):
        exist = Q(closed_on=None) | Q(closed_on__gte=timezone.localdate())
        # An outsider a paper once named stands in the tree, too; its bodies meet elsewhere.
        own = Body.objects.filter(exist, self.access.within("register")).select_related("organisation")
        own = own.exclude(organisation__kind=OrganisationKind.EXTERNAL)
        return list(own.order_by("organisation__path", "name"))

    @cached_property
    def body(self):
        asked = key_or_none(self.request.GET.get("body", ""))
        if len(self.bodies) == 1 and asked is None:
            return self.bodies[0]
        return next((body for body in self.bodies if body.pk == asked), None)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("resolutions_meetings"), "label": _("Meetings")},
            {"url": "", "label": self.page_title},
        ]

    def get_form(self, data=None):
        likely = suggest(self.body, timezone.localdate())
        initial = {"number": likely.number, "presiding": likely.presiding, "secretary": likely.secretary}
        return MeetingForm(data, instance=Meeting(body=self.body), initial=initial, user=self.request.user)

    def get_context_data(self, **kwargs):
        if self.body and "form" not in kwargs:
            kwargs["form"] = self.get_form()
        form = kwargs.get("form")
        return super().get_context_data(
            body=self.body, bodies=self.bodies, media=form.media if form else "", action=_("Convene"), **kwargs
        )

    def post(self, request, *args, **kwargs):
        if self.body is None:
            return self.get(request)
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                meeting = convene(form.instance, request.user)
            except Refused as refusal:
                form.add_error("number", str(refusal))
            else:
                messages.success(request, _("The meeting is convened. Now put questions on its agenda."))
                warn_of_the_past(request, form)
                return redirect("resolutions_meeting", meeting.pk)
        return self.render_to_response(self.get_context_data(form=form))


class ChangeView(MeetingScreen, TemplateView):
    """The same form for a meeting that is not open yet."""

    template_name = "resolutions/meetings/form.html"
    page_title = gettext_lazy("Date, place, people")

    def get_form(self, data=None):
        return MeetingForm(data, instance=self.meeting, user=self.request.user)

    def get(self, request, *args, **kwargs):
        if not self.meeting.is_planned:
            return redirect(self.meeting_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or self.get_form()
        return super().get_context_data(form=form, media=form.media, body=self.meeting.body, action=_("Save"), **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                change(form.instance, request.user, list(form.fields))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                warn_of_the_past(request, form)
                return redirect(self.meeting_url())
        return self.render_to_response(self.get_context_data(form=form))


class OpenView(MeetingAction):
    """Begin the meeting; a poll begins with the letters that ask."""

    def act(self):
        if self.meeting.is_poll:
            open_poll(self.meeting, self.request.user)
            return _("The poll is open: the members have been written to.")
        open_session(self.meeting, self.request.user)
        return _("The meeting is open. The numbers of its questions stand from now on.")


class CloseView(MeetingAction):
    """End the meeting."""

    def act(self):
        close_session(self.meeting, self.request.user)
        return _("The meeting is closed.")


class CancelView(MeetingScreen, FormView):
    """Ask why, and call the meeting off."""

    template_name = "resolutions/meetings/cancel.html"
    page_title = gettext_lazy("Cancel the meeting")
    form_class = CancelForm

    def form_valid(self, form):
        try:
            cancel(self.meeting, self.request.user, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("%(meeting)s: cancelled.") % {"meeting": short_name_of(self.meeting)})
        return redirect(self.meeting_url())


def warn_of_the_past(request, form):
    """Ask about a date that is behind: it may be a meeting written down after the fact."""
    if form.is_in_the_past:
        messages.warning(request, _("The date is in the past. If that is a mistake, correct it."))
