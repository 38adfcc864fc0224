"""Opening another council on this installation."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from home.council import open_council
from home.forms import CouncilForm
from home.models import HomePage


class CouncilsView(WagtailAdminTemplateMixin, FormView):
    """The councils of the installation, and a form that makes another with all it needs."""

    template_name = "home/admin/councils.html"
    form_class = CouncilForm
    page_title = gettext_lazy("Councils")
    header_icon = "home"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        sites = {site.root_page_id: site for site in Site.objects.all()}
        councils = list(HomePage.objects.of_councils().select_related("organisation").order_by("title"))
        for council in councils:
            council.site = sites.get(council.pk)
        return super().get_context_data(councils=councils, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        try:
            council = open_council(
                data["name"], data["short_name"], host=data["host"], near=address.hostname, port=port
            )
        except ValueError:
            form.add_error("host", _("Another council has this address."))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("%(council)s is ready: pages, bodies, library, roles and routes of approval. Now give the roles.")
            % {"council": council.home.title},
            buttons=[messages.button(reverse("registry_roles"), _("Roles"))],
        )
        return redirect("home_councils")
