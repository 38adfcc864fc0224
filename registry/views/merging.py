"""Making two cards of one person or organisation into one: choose, look at what will move, confirm."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from registry.access import RegistryAccess
from registry.choosers import organisation_chooser, person_chooser
from registry.merging import CannotMergeError, candidates_for, may_merge, merge, preview
from registry.models import Organisation, Person
from registry.views.keys import key_or_none


class MergeView(WagtailAdminTemplateMixin, TemplateView):
    """The card that stays is in the address; the double is chosen with ``?with=``."""

    template_name = "registry/merging/merge.html"
    page_title = gettext_lazy("Merge with a duplicate")
    header_icon = "copy"
    model = chooser = None

    def setup(self, request, pk, **kwargs):
        super().setup(request, pk=pk, **kwargs)
        self.kept = get_object_or_404(self.model, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        if not may_merge(request.user, self.kept):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def duplicate(self):
        asked = (self.request.POST or self.request.GET).get("with", "")
        found = self.model.objects.filter(pk=key_or_none(asked)).first()
        if found is None:
            return None  # merged a moment ago, by a second press of the button
        if not may_merge(self.request.user, found):
            raise PermissionDenied
        return found

    def get_page_subtitle(self):
        return self.kept.name

    def get_breadcrumbs_items(self):
        name = self.model._meta.model_name
        return [
            {"url": reverse(f"{name}:index"), "label": self.model._meta.verbose_name_plural.capitalize()},
            {"url": reverse(f"{name}:inspect", args=[self.kept.pk]), "label": self.kept.name},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            kept=self.kept,
            duplicate=self.duplicate,
            form=self._form(),
            model_name=self.model._meta.model_name,
            **kwargs,
        )
        context["media"] = context["form"].media
        if not self.duplicate:
            access = RegistryAccess.of(self.request.user)
            return context | {"candidates": candidates_for(self.kept, access)[:20]}
        try:
            return context | {"report": preview(self.kept, self.duplicate, RegistryAccess.of(self.request.user))}
        except CannotMergeError as refusal:
            return context | {"refusal": str(refusal)}

    def _form(self):
        form = forms.Form(prefix=None)
        form.fields["with"] = forms.ModelChoiceField(
            queryset=self.model.objects.all(), label=_("Another card"), widget=self.chooser.widget_class, required=False
        )
        return form

    def post(self, request, **kwargs):
        if not self.duplicate:
            return redirect(request.path)
        try:
            merge(self.kept, self.duplicate, RegistryAccess.of(request.user))
        except CannotMergeError as refusal:
            messages.error(request, str(refusal))
            return redirect(f"{request.path}?with={self.duplicate.pk}")
        messages.success(request, _("%(kept)s: the two cards are one now.") % {"kept": self.kept.name})
        return redirect(f"{self.model._meta.model_name}:inspect", self.kept.pk)


urlpatterns = [
    path(
        "registry/merge/people/<int:pk>/",
        MergeView.as_view(model=Person, chooser=person_chooser),
        name="registry_merge_person",
    ),
    path(
        "registry/merge/organisations/<int:pk>/",
        MergeView.as_view(model=Organisation, chooser=organisation_chooser),
        name="registry_merge_organisation",
    ),
]
