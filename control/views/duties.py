"""Whoever answers and has an account: everything on one page, and the page of one card."""

import datetime
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.answering import answered_by, duties_of, person_of
from control.models import Assignment, ItemState
from control.reporting import Reporter
from control.turn import days_left, received_late
from control.views.report_page import ReportPage
from control.whom_to_ask import whom_to_ask

# In the order in which they ask for attention.
LATE, THIS_WEEK, LATER, UNDATED, REPORTED = range(5)


def group_of(card: Assignment, day) -> int:
    """Where the card stands on the page of duties."""
    if card.state == ItemState.REPORTED:
        return REPORTED
    if card.next_due is None:
        return UNDATED
    if card.next_due < day:
        return LATE
    sunday = day + datetime.timedelta(days=6 - day.weekday())
    return THIS_WEEK if card.next_due <= sunday else LATER


def grouped_duties(user, day=None):
    """The account's cards by urgency: pairs of the group and its cards, each card with ``left`` in words."""
    day = day or timezone.localdate()
    cards = list(duties_of(user, day).select_related("item__council", "assignee"))
    cards.sort(key=lambda card: (group_of(card, day), card.next_due or day, card.pk))
    for card in cards:
        card.left = days_left(card.next_due, day) if card.next_due else ""
    return [(group, list(members)) for group, members in groupby(cards, key=lambda card: group_of(card, day))]


class MyDutiesView(WagtailAdminTemplateMixin, TemplateView):
    """All that is asked of the account's person, across all acts and councils."""

    template_name = "control/duties/index.html"
    page_title = gettext_lazy("My duties")
    header_icon = "tasks"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        headings = {
            LATE: _("Late"),
            THIS_WEEK: _("This week"),
            LATER: _("Later"),
            UNDATED: _("Without a deadline"),
            REPORTED: _("Reported, waiting for an answer"),
        }
        groups = grouped_duties(self.request.user)
        return super().get_context_data(
            groups=[(headings[group], group == LATE, cards) for group, cards in groups],
            person=person_of(self.request.user),
            **kwargs,
        )


class DutyView(ReportPage, WagtailAdminTemplateMixin, TemplateView):
    """One card of the account's own."""

    template_name = "control/duties/duty.html"
    header_icon = "tasks"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        person = person_of(request.user)
        if person is None or not Assignment.objects.filter(answered_by(person), pk=self.card.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def find_card(self):
        return get_object_or_404(self.cards(), pk=self.kwargs["pk"])

    @cached_property
    def page_title(self):
        return self.card.item.name

    def get_breadcrumbs_items(self):
        mine = {"url": reverse("control_my_duties"), "label": _("My duties")}
        return [*super().get_breadcrumbs_items(), mine, {"url": "", "label": self.page_title}]

    def reporter(self, name=""):
        return Reporter(user=self.request.user, person=person_of(self.request.user))

    def here(self):
        return reverse("control_duty", args=[self.card.pk])

    def after_report(self, report):
        moment = timezone.localtime(report.sent_at)
        said = _("Sent on %(day)s at %(time)s, number %(number)s.") % {
            "day": f"{moment:%d.%m.%Y}",
            "time": f"{moment:%H:%M}",
            "number": report.printed_number,
        }
        late = received_late(report)
        messages.success(self.request, f"{said} {capfirst(late)}." if late else said)
        return HttpResponseRedirect(self.here())

    def after_request(self, extension):
        messages.success(self.request, _("The request has been sent. Until it is answered, the old day stands."))
        return HttpResponseRedirect(self.here())

    def page(self, *, status=200, **context):
        context = self.get_context_data(
            may_speak=self.card.is_on_control,
            contact=whom_to_ask(self.card.item),
            page_url=self.here(),
            file_url_name="control_report_file",
            **context,
        )
        return self.render_to_response(context, status=status)
