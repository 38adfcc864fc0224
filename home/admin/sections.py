"""The sections a council's site has, and a button for each it has not."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.editing import councils_edited_by, may_edit_site
from home.opening import SECTIONS, open_section


class EditorsDoor:
    """Lets in whoever edits the site of a council."""

    def dispatch(self, request, *args, **kwargs):
        if not may_edit_site(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SectionsView(EditorsDoor, WagtailAdminTemplateMixin, TemplateView):
    """Events, newspaper, photo reports and the rest: which stand on the site, which can be opened."""

    template_name = "home/admin/sections.html"
    page_title = gettext_lazy("Sections of the site")
    header_icon = "folder-open-inverse"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        councils = []
        for home in councils_edited_by(self.request.user)[:50]:
            children = {page.specific_class: page for page in home.get_children()}
            rows = [
                {
                    "kind": model._meta.verbose_name,
                    "name": model._meta.model_name,
                    "what": model.page_description,
                    "page": children.get(model),
                }
                for model in SECTIONS
            ]
            councils.append((home, rows))
        return super().get_context_data(councils=councils, **kwargs)

    def post(self, request):
        home = get_object_or_404(councils_edited_by(request.user), pk=request.POST.get("council") or 0)
        model = next((model for model in SECTIONS if model._meta.model_name == request.POST.get("section")), None)
        if model is None:
            raise Http404
        section = open_section(home, model)
        messages.success(
            request,
            _("“%(section)s” is on the site. Now fill it.") % {"section": section.title},
            buttons=[messages.button(reverse("wagtailadmin_explore", args=[section.pk]), _("Open"))],
        )
        return redirect("home_sections")
