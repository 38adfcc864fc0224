"""What became of the letters about deadlines: which went, which did not and why."""

import datetime

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from control.access import seen_councils
from control.models import Digest, Reminder
from control.refusal import Refused
from control.reminding.sending import send_again
from registry.access import RegistryAccess
from registry.views.own_list import OwnList

NAMED = 20  # assignees without an address named at once
SHOWN = datetime.timedelta(days=31)  # letters that went longer ago are asked for by their day


def digests_seen(user, right="read_control"):
    """The letters that speak of cards of the account's councils."""
    if RegistryAccess.of(user).everything:
        return Digest.objects.all()
    told = Reminder.objects.filter(digest=OuterRef("pk"), occurrence__council__in=seen_councils(user, right))
    return Digest.objects.filter(Exists(told))


class ReminderFilterSet(WagtailFilterSet):
    """Of which days, and what became of them."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("What came of the letter"),
        method="in_state",
        choices=[("failed", gettext_lazy("did not go")), ("sent", gettext_lazy("sent"))],
    )
    day = django_filters.DateFilter(
        label=gettext_lazy("Day"), help_text=gettext_lazy("Letters older than a month are shown for one day at a time.")
    )

    class Meta:
        model = Digest
        fields = []

    def in_state(self, queryset, name, value):
        return queryset.failed() if value == "failed" else queryset.exclude(sent_at=None)


class StateColumn(Column):
    """Sent, or not and why, with the button that sends it again."""

    cell_template_name = "control/reminders/state.html"

    def get_cell_context_data(self, instance, parent_context):
        may_send = RegistryAccess.of(parent_context["request"].user).has("control")
        return {**super().get_cell_context_data(instance, parent_context), "may_send": may_send}


class RemindersView(OwnList):
    """The letters about deadlines, the latest first, and over them whom no letter reaches."""

    right = "read_control"
    model = Digest
    page_title = gettext_lazy("Letters about deadlines")
    header_icon = "mail"
    template_name = "control/reminders/index.html"
    results_template_name = "control/reminders/index_results.html"
    index_url_name = "control_reminders"
    index_results_url_name = "control_reminders_results"
    filterset_class = ReminderFilterSet

    def get_base_queryset(self):
        letters = digests_seen(self.request.user).filter(carried_on=None)
        if not self.request.GET.get("day"):
            letters = letters.filter(Q(day__gte=timezone.localdate() - SHOWN) | Q(sent_at=None))
        # Counted for the fifty of a page, and not by joining all letters there ever were.
        told = Reminder.objects.filter(digest=OuterRef("pk")).order_by().values("digest")
        causes = Coalesce(Subquery(told.annotate(number=Count("pk")).values("number")), 0)
        return letters.select_related("person").annotate(causes=causes)

    def order_queryset(self, queryset):
        return queryset.order_by("-day", "pk")

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "person",
                label=_("To"),
                accessor=lambda letter: letter.person or _("mailbox of an organisation"),
                get_url=lambda letter: reverse("control_reminders_letter", args=[letter.pk]),
            ),
            StateColumn("state", label=_("What came of the letter")),
            Column("day", label=_("Day"), accessor=lambda letter: f"{letter.day:%d.%m.%Y}"),
            Column("causes", label=_("Deadlines")),
            Column("address", label=_("Address")),
        ]

    def get_context_data(self, **kwargs):
        user = self.request.user
        nobody = Reminder.objects.filter(way=Reminder.Way.NOBODY).filter(
            Q() if RegistryAccess.of(user).everything else Q(occurrence__council__in=seen_councils(user))
        )
        names = nobody.order_by("occurrence__assignment__assignee_name")
        names = names.values_list("occurrence__assignment__assignee_name", flat=True).distinct()
        unheard = list(names[: NAMED + 1])
        return super().get_context_data(
            failed=digests_seen(user).failed().count(),
            unheard=unheard[:NAMED],
            has_more_unheard=len(unheard) > NAMED,
            **kwargs,
        )


class LetterView(generic.IndexView):
    """What one letter tells: each deadline with its card, the step of the ladder, and for whom it was."""

    model = Reminder
    header_icon = "mail"
    template_name = "control/reminders/index.html"
    results_template_name = "control/reminders/index_results.html"
    index_url_name = "control_reminders_letter"
    any_permission_required = []
    is_searchable = False
    paginate_by = 50
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        self.letter = get_object_or_404(digests_seen(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_index_url(self):
        return reverse(self.index_url_name, args=[self.letter.pk])

    def get_page_title(self):
        return _("Letter of %(day)s to %(address)s") % {
            "day": f"{self.letter.day:%d.%m.%Y}",
            "address": self.letter.address,
        }

    def get_breadcrumbs_items(self):
        letters = {"url": reverse("control_reminders"), "label": RemindersView.page_title}
        return [letters, {"url": "", "label": self.get_page_title()}]

    def get_base_queryset(self):
        told = self.letter.reminders.select_related("occurrence__assignment__item", "instead_of", "digest")
        if RegistryAccess.of(self.request.user).everything:
            return told
        return told.filter(occurrence__council__in=seen_councils(self.request.user))

    def order_queryset(self, queryset):
        return queryset.order_by("due", "pk")

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "card",
                label=_("Point"),
                accessor=lambda told: told.occurrence.assignment.item.name,
                get_url=lambda told: reverse("control_card", args=[told.occurrence.assignment_id]),
            ),
            Column("assignee", label=_("Assignee"), accessor="occurrence.assignment.assignee_name"),
            Column("due", label=_("Deadline"), accessor=lambda told: f"{told.due:%d.%m.%Y}"),
            Column("step", label=_("Reminder"), accessor="days_left_words"),
            Column("reader", label=_("For whom"), accessor=_for_whom),
        ]


def _for_whom(told):
    """«исполнитель», and why the letter came here where it was meant for another."""
    if told.way == Reminder.Way.DIRECT:
        return told.get_reader_display()
    return " — ".join(
        str(words) for words in (told.get_reader_display(), told.instead_of, told.get_way_display()) if words
    )


@require_POST
def send_letter_again(request, pk):
    """Have a letter that did not go tried once more with the next run."""
    digest = get_object_or_404(digests_seen(request.user, "control"), pk=pk)
    if not RegistryAccess.of(request.user).has("control"):
        raise PermissionDenied
    try:
        send_again(digest)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter will go within the hour; on a day off, on the next working day."))
    return redirect("control_reminders")
