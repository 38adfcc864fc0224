"""Who answers for a point: its cards, one more assignee, another one in place of one that is no more."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.access import cards_within, may_control, may_see
from control.assigning import assign, replace
from control.models import ON_CONTROL, Assignment, ControlledItem, ControlOpening
from control.refusal import Refused
from registry.access import RegistryAccess
from registry.choosers import party_chooser
from registry.models import Party

PAGE = 50


def cards_of_the_gone(user, right="control"):
    """Cards on control whose assignee does not exist any more, in the councils where the account holds the right."""
    cards = Assignment.objects.filter(cards_within(user, right), state__in=ON_CONTROL)
    return cards.filter(assignee__closed_on__lt=timezone.localdate())


class AssigneeForm(forms.Form):
    """Who is added to the point; where somebody's place is taken, whose."""

    party = forms.ModelChoiceField(
        Party.objects.none(),
        label=gettext_lazy("Assignee"),
        widget=party_chooser.widget_class,
        error_messages={
            "required": gettext_lazy("Choose whom to add."),
            "invalid_choice": gettext_lazy("Your council cannot choose this one."),
        },
    )
    instead = forms.ModelChoiceField(
        Assignment.objects.none(),
        label=gettext_lazy("In place of"),
        required=False,
        empty_label=gettext_lazy("nobody: one more assignee"),
    )

    def __init__(self, *args, item, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = RegistryAccess.of(user).limit_choices(Party.objects.all())
        gone = cards_of_the_gone(user).filter(item=item)
        self.fields["instead"].queryset = gone.select_related("item")
        self.fields["instead"].label_from_instance = lambda card: card.assignee_name
        if not gone.exists():
            del self.fields["instead"]


class AssigneesView(WagtailAdminTemplateMixin, TemplateView):
    """The assignees of one point; whoever controls adds to them."""

    template_name = "control/assignees/assignees.html"
    header_icon = "group"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user, self.item):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def item(self):
        return get_object_or_404(ControlledItem.objects.for_listing(), pk=self.kwargs["pk"])

    @cached_property
    def may_control(self):
        return may_control(self.request.user, self.item)

    @cached_property
    def page_title(self):
        return _("Assignees: %(point)s") % {"point": self.item.name}

    def get_breadcrumbs_items(self):
        board = {"url": reverse("control_board"), "label": _("Control")}
        return [*super().get_breadcrumbs_items(), board, {"url": "", "label": self.item.name}]

    def get_context_data(self, form=None, refusal="", **kwargs):
        today = timezone.localdate()
        cards = self.item.assignments.select_related("assignee", "through").order_by("role", "assignee_name", "pk")
        page = Paginator(cards, PAGE).get_page(self.request.GET.get("p"))
        for card in page:
            card.is_gone = card.is_on_control and card.assignee.is_closed(today)
        opening = ControlOpening.objects.filter(source=self.item.source_id).first()
        if self.may_control and form is None:
            chosen = self.request.GET.get("instead", "")
            initial = {"instead": int(chosen) if chosen.isdecimal() and len(chosen) < 16 else None}
            form = AssigneeForm(item=self.item, user=self.request.user, initial=initial)
        return super().get_context_data(
            item=self.item,
            page=page,
            form=form,
            media=form.media if form else "",
            refusal=refusal,
            doubts=[sentence for label, sentence in (opening.doubts if opening else ()) if label == self.item.label],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not self.may_control:
            raise PermissionDenied
        form = AssigneeForm(request.POST, item=self.item, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        party, instead = form.cleaned_data["party"], form.cleaned_data.get("instead")
        try:
            opened = replace(instead, party, request.user) if instead else assign(self.item, party, request.user)
        except Refused as refusal:
            return self.render_to_response(self.get_context_data(form=form, refusal=str(refusal)), status=409)
        said = ngettext("%(cards)d card opened: %(name)s.", "%(cards)d cards opened: %(name)s.", len(opened))
        messages.success(request, said % {"cards": len(opened), "name": party.name})
        return HttpResponseRedirect(request.path)


class GoneView(WagtailAdminTemplateMixin, TemplateView):
    """Open cards whose assignee does not exist any more: each with the way to give it to somebody else."""

    template_name = "control/assignees/gone.html"
    page_title = gettext_lazy("Assignees that are no more")
    header_icon = "warning"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("read_control"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        board = {"url": reverse("control_board"), "label": _("Control")}
        return [*super().get_breadcrumbs_items(), board, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        cards = cards_of_the_gone(self.request.user, "read_control").for_listing().order_by("assignee_name", "pk")
        page = Paginator(cards, PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page=page, may_decide=RegistryAccess.of(self.request.user).has("control"), **kwargs
        )
