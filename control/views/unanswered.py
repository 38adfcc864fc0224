"""Points of which it is not clear who has to do them, with the way to give each to somebody."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.access import cards_within, may_control
from control.entrusting import settle_doubts
from control.models import ControlledItem, ControlOpening
from registry.access import RegistryAccess


def points_in_doubt(user) -> list[tuple[ControlledItem, list[str]]]:
    """The points of the councils the account controls for which some card could not be opened, with the reasons."""
    doubts: dict[tuple, list[str]] = {}
    for source, found in ControlOpening.objects.exclude(doubts=[]).order_by("-pk").values_list("source", "doubts"):
        for label, sentence in found:
            doubts.setdefault((source, label), []).append(sentence)
    items = ControlledItem.objects.filter(
        cards_within(user, "control"), source__in={source for source, _label in doubts}
    ).select_related("council")
    known = {(item.source_id, item.label): item for item in items}
    return [(known[key], sentences) for key, sentences in doubts.items() if key in known]


class UnansweredView(WagtailAdminTemplateMixin, TemplateView):
    """The list: what the point says, and why there is no card."""

    template_name = "control/unanswered/index.html"
    page_title = gettext_lazy("Points without an assignee")
    header_icon = "warning"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("control"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(points=points_in_doubt(self.request.user), **kwargs)

    def post(self, request, *args, **kwargs):
        """Whoever has looked after a point takes it off the list."""
        pk = request.POST.get("item", "")
        item = get_object_or_404(ControlledItem, pk=pk if pk.isascii() and pk.isdigit() and len(pk) < 16 else 0)
        if not may_control(request.user, item):
            raise PermissionDenied
        settle_doubts(item)
        messages.success(request, _("%(point)s is off the list.") % {"point": item.name})
        return HttpResponseRedirect(request.path)
