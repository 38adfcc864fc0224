"""Screens that belong to one act."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from resolutions.models import ResolutionPage


class OfActView(WagtailAdminTemplateMixin, TemplateView):
    """A step on the way of an act, for those who draft in its council; from it one comes back to the act."""

    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.act.may(request.user, "draft"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_breadcrumbs_items(self):
        act = {"url": reverse("wagtailadmin_pages:edit", args=[self.act.pk]), "label": self.act.draft_title}
        return [*super().get_breadcrumbs_items(), act, {"url": "", "label": self.page_title}]
