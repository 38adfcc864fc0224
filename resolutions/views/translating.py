"""The words of a registered act in another language, beside the Russian ones."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from resolutions.models import ResolutionPage
from resolutions.translating.keeping import keep_translation, languages_to_translate_into, may_translate
from resolutions.translating.parts import parts_of


class OfATranslatedAct(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one act in other languages."""

    header_icon = "wagtail-localize-language"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not may_translate(request.user, self.act):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def act(self):
        acts = ResolutionPage.objects.select_related("issuer", "superior", "body")
        return get_object_or_404(acts.registered().filter(live=True), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return f"№ {self.act.number}"

    def get_breadcrumbs_items(self):
        all_of_them = {"url": reverse("resolutions_all_translations"), "label": _("Acts in other languages")}
        return [*super().get_breadcrumbs_items(), all_of_them, {"url": "", "label": self.get_page_title()}]


class ActTranslationsView(OfATranslatedAct):
    """Into which languages the act is translated; with one language to choose from, straight to it."""

    template_name = "resolutions/translations/languages.html"
    page_title = gettext_lazy("The act in other languages")

    def get(self, request, *args, **kwargs):
        languages = languages_to_translate_into()
        if len(languages) == 1:
            return redirect("resolutions_translate", self.act.pk, languages[0][0])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        kept = {translation.language: translation for translation in self.act.translations.all()}
        rows = [
            {"code": code, "name": name, "translation": kept.get(code), "parts": _counted(self.act, kept.get(code))}
            for code, name in languages_to_translate_into()
        ]
        return super().get_context_data(act=self.act, rows=rows, **kwargs)


class TranslateView(OfATranslatedAct):
    """Part by part: the Russian words at the left, their translation at the right."""

    template_name = "resolutions/translations/translate.html"
    page_title = gettext_lazy("Translation of the act")

    @cached_property
    def language(self):
        code = self.kwargs["language"]
        if code not in dict(languages_to_translate_into()):
            raise Http404
        return code

    @cached_property
    def translation(self):
        return self.act.translations.filter(language=self.language).select_related("changed_by").first()

    def post(self, request, *args, **kwargs):
        language = self.language
        sent = {key[len("to-") :]: words for key, words in request.POST.items() if key.startswith("to-")}
        action = request.POST.get("action")
        shown = {"show": True, "hide": False}.get(action, bool(self.translation and self.translation.is_shown))
        try:
            keep_translation(
                self.act, language, sent, request.user, shown=shown, still_right=request.POST.getlist("still-right")
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(sent=sent), status=422)
        said = {
            "show": _("The translation is on the site."),
            "hide": _("The translation has been taken off the site."),
        }
        messages.success(request, said.get(action, _("The translation has been saved.")))
        return redirect("resolutions_translate", self.act.pk, language)

    def get_context_data(self, sent=None, **kwargs):
        code = self.language
        parts = parts_of(self.act, self.translation)
        for part in parts:
            part.field = (sent or {}).get(part.key, part.to)
        return super().get_context_data(
            act=self.act,
            code=code,
            language_name=dict(settings.LANGUAGES)[code],
            translation=self.translation,
            parts=parts,
            done=sum(part.is_translated for part in parts),
            behind=sum(part.is_behind for part in parts),
            public_url=f"/{code}{self.act.get_url_parts()[2]}" if self.act.get_url_parts() else "",
            **kwargs,
        )


def _counted(act, translation):
    parts = parts_of(act, translation)
    return {
        "all": len(parts),
        "done": sum(part.is_translated for part in parts),
        "behind": sum(part.is_behind for part in parts),
    }
