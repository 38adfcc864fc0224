"""Links that lead nowhere or where the council does not want them to, and the council's list of such sites."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django_tasks import task_backends
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.boards.export import spreadsheet
from home.admin.sections import EditorsDoor
from home.editing import councils_edited_by
from home.models import FoundLink, LinkRules
from home.narrowing import whole_number
from home.tasks import check_links_of_council

MOST_EXPORTED = 20_000


class UnwantedForm(forms.ModelForm):
    class Meta:
        model = LinkRules
        fields = ["unwanted"]
        widgets = {"unwanted": forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})}


class LinkReportView(EditorsDoor, WagtailAdminTemplateMixin, TemplateView):
    """The findings of one council, what to do with each, and the list of unwanted sites."""

    template_name = "home/admin/links.html"
    page_title = gettext_lazy("Links that lead nowhere")
    header_icon = "link"
    _show_breadcrumbs = True
    per_page = 50

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def councils(self):
        return list(councils_edited_by(self.request.user)[:200])

    @cached_property
    def home(self):
        """The council asked for, or the account's first."""
        asked = self.request.GET.get("council") or self.request.POST.get("council")
        if not asked:
            return self.councils[0] if self.councils else None
        chosen = next((home for home in self.councils if home.pk == whole_number(asked, 18)), None)
        if chosen is None:
            raise Http404
        return chosen

    @cached_property
    def rules(self):
        return LinkRules.objects.filter(home=self.home).first() or LinkRules(home=self.home)

    def get(self, request, *args, **kwargs):
        if self.home is None:
            raise Http404
        if request.GET.get("export") == "xlsx":
            return self.as_spreadsheet()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.home is None:
            raise Http404
        if request.POST.get("do") == "check":
            check_links_of_council.enqueue(self.home.pk)
            done = isinstance(task_backends["default"], ImmediateBackend)
            messages.success(request, _("The links have been checked.") if done else _("The links are being checked."))
            return redirect(self._address())
        form = UnwantedForm(request.POST, instance=self.rules)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        messages.success(request, _("The list of unwanted sites is kept. It is used from the next check on."))
        return redirect(self._address())

    def _address(self):
        return f"{reverse('home_links')}?council={self.home.pk}"

    def get_context_data(self, **kwargs):
        found = FoundLink.objects.under(self.home).for_report()
        return super().get_context_data(
            **{
                "home": self.home,
                "councils": self.councils,
                "rules": self.rules,
                "form": UnwantedForm(instance=self.rules),
                "found": Paginator(found, self.per_page).get_page(self.request.GET.get("p")),
                **kwargs,
            }
        )

    def as_spreadsheet(self):
        found = FoundLink.objects.under(self.home).for_report()[:MOST_EXPORTED]
        rows = [[link.page.title, link.url, str(link.get_trouble_display()), link.found_at.date()] for link in found]
        headings = [_("Page"), _("Link"), _("What is wrong"), _("Found")]
        return spreadsheet(_("Broken links"), headings, rows, (50, 70, 40, 14))
