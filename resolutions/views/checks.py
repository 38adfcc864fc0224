"""The consistency check beside the text, on a page of its own, and how much each rule matters to a council."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from registry.access import RegistryAccess
from registry.models import CouncilRole, Organisation
from resolutions.consistency import RULES
from resolutions.consistency.report import Report
from resolutions.models import CheckLevel, CheckSetting, ResolutionIndexPage, ResolutionPage

RIGHT = "set_routes"


class ChecksView(WagtailAdminTemplateMixin, TemplateView):
    """The findings on an act: on the saved draft for whoever may read it, on the words being typed for its author."""

    template_name = "resolutions/checks/page.html"
    page_title = gettext_lazy("Checks")
    header_icon = "glasses"
    _show_breadcrumbs = True

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        if not self.act.may(request.user, "read_drafts"):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        draft = self.act.get_latest_revision_as_object()
        may_edit = self.act.permissions_for_user(self.request.user).can_edit()
        return super().get_context_data(act=self.act, report=Report(draft), may_edit=may_edit, **kwargs)

    def post(self, request, *args, **kwargs):
        draft = self.act.get_latest_revision_as_object()
        lock = self.act.get_lock()
        locked = lock is not None and lock.for_user(request.user)
        if locked or not self.act.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return report_on_form(request, draft, self.act.get_parent().specific)


def checks_of_new_act(request, parent_pk):
    """The findings on an act that has not been saved yet."""
    if request.method != "POST":
        raise Http404
    parent = get_object_or_404(ResolutionIndexPage, pk=parent_pk)
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    act = ResolutionPage(owner=request.user)
    act.depth = parent.depth + 1
    # Where it would stand: the council is found by the place.
    last = parent.get_last_child()
    act.path = last._inc_path() if last else act._get_path(parent.path, act.depth, 1)
    return report_on_form(request, act, parent)


def report_on_form(request, act, parent):
    """The findings on the words in the form; nothing is saved."""
    if "items-count" not in request.POST:
        return HttpResponseBadRequest("the form of an act is expected")
    form_class = ResolutionPage.get_edit_handler().get_form_class()
    form = form_class(request.POST, instance=act, parent_page=parent, for_user=request.user)
    form.defer_required_fields()
    # What does not fit its field keeps its former words here; the form itself says so when it is saved.
    form.is_valid()
    return render(request, "resolutions/checks/report.html", {"report": Report(form.instance)})


class LevelsForm(forms.Form):
    """One choice for every rule: stops the registration, warns, or is not looked for."""

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        for rule in RULES:
            self.fields[rule.code] = forms.ChoiceField(
                label=rule.name,
                choices=CheckLevel.choices,
                initial=levels.get(rule.code, rule.default),
                widget=forms.RadioSelect,
            )

    @property
    def rows(self):
        """The rules with their choices, and which of them a council has that never chose."""
        return [(rule, self[rule.code], list(zip(CheckLevel, self[rule.code], strict=True))) for rule in RULES]


class LevelsView(WagtailAdminTemplateMixin, TemplateView):
    """Which findings stop a council's registration."""

    template_name = "resolutions/checks/levels.html"
    page_title = gettext_lazy("Checks")
    header_icon = "glasses"
    _show_breadcrumbs = True
    form = None

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def councils(self):
        keeping = Organisation.objects.filter(pk__in=CouncilRole.objects.values("organisation"))
        return list(keeping.filter(RegistryAccess.of(self.request.user).within(RIGHT)).order_by("name"))

    @cached_property
    def council(self):
        """The one chosen in the address, else the first; a council the account has nothing to do with is refused."""
        wanted = self.request.GET.get("council", "")
        if not wanted:
            return next(iter(self.councils), None)
        chosen = next((council for council in self.councils if str(council.pk) == wanted), None)
        if chosen is None:
            raise PermissionDenied
        return chosen

    def get_context_data(self, **kwargs):
        form = self.form or LevelsForm(levels=self._levels())
        return super().get_context_data(form=form, council=self.council, councils=self.councils, **kwargs)

    def _levels(self):
        settings = CheckSetting.objects.filter(organisation=self.council)
        return dict(settings.values_list("code", "level"))

    def post(self, request, *args, **kwargs):
        if self.council is None:
            raise Http404
        self.form = LevelsForm(request.POST, levels={})
        if not self.form.is_valid():
            messages.error(request, _("Choose a level for every rule."))
            return self.render_to_response(self.get_context_data())
        set_levels(self.council, self.form.cleaned_data)
        messages.success(request, _("The levels of the checks are saved."))
        return redirect(f"{reverse('resolutions_check_levels')}?council={self.council.pk}")


@transaction.atomic
def set_levels(council, levels):
    """Keep what the council chose, all rules at once; what is as everywhere is not kept."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=council.pk)
    own = [
        CheckSetting(organisation=council, code=rule.code, level=levels[rule.code])
        for rule in RULES
        if levels[rule.code] != rule.default
    ]
    CheckSetting.objects.filter(organisation=council).delete()
    CheckSetting.objects.bulk_create(own)
