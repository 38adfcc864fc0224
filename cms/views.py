"""Pages of the foundations: how the site looks to this reader, and what it is drawn of."""

from django.http import HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from cms.appearance import COOKIE, COOKIE_AGE, PRESETS, Appearance, questions

LONGEST_ADDRESS = 2000


@method_decorator(never_cache, name="dispatch")
class AppearanceView(TemplateView):
    """«Версия для слабовидящих»: an ordinary form; its answer is remembered and leads back to the page."""

    template_name = "cms/appearance.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        if "set" not in request.GET:
            return super().get(request, *args, **kwargs)
        answer = HttpResponseRedirect(self.page_before)
        chosen = Appearance.chosen(request.GET)
        if chosen.is_ordinary:
            answer.delete_cookie(COOKIE, samesite="Lax")
        else:
            answer.set_cookie(
                COOKIE,
                chosen.canonical,
                max_age=COOKIE_AGE,
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return answer

    @property
    def page_before(self):
        """Where the reader came from, within this site; the home page otherwise."""
        asked = self.request.GET.get("next", "")
        hosts = {self.request.get_host()}
        if len(asked) <= LONGEST_ADDRESS and url_has_allowed_host_and_scheme(
            asked, allowed_hosts=hosts, require_https=self.request.is_secure()
        ):
            return asked
        try:
            return reverse("wagtail_serve", args=[""])
        except NoReverseMatch:
            return "/"

    def get_context_data(self, **kwargs):
        now = Appearance.of(self.request)
        return super().get_context_data(
            questions=questions(now), presets=PRESETS, page_before=self.page_before, **kwargs
        )
