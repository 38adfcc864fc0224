"""Who comes in to a programme or a plan, and what the head of each of its screens shows."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from programs.models import PlanPage


class PlanDoor(WagtailAdminTemplateMixin):
    """Only those who may edit the plan come in."""

    header_icon = "list-ol"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.plan.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def plan(self):
        return get_object_or_404(PlanPage, pk=self.kwargs["pk"])

    @cached_property
    def draft(self):
        return self.plan.get_latest_revision_as_object()

    def get_page_subtitle(self):
        return self.draft.title

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailadmin_pages:edit", args=[self.plan.pk]), "label": self.draft.title},
            {"url": "", "label": self.page_title},
        ]
