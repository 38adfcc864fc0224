"""Letters about a search, asked for on its page."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from search.alerting.asking import ask_for_letters, query_of
from search.alerting.consent import consent_words
from search.finding.naming import in_words
from search.finding.narrowing import Narrowing
from search.models import SearchAlert
from search.question import LONGEST, clean, read_question
from search.views.page import site_root


class AskForm(forms.Form):
    """An address, and the consent without which it is not kept."""

    q = forms.CharField(
        max_length=LONGEST, widget=forms.HiddenInput, error_messages={"required": _("There is nothing to search for.")}
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address the letters should go to.")},
    )
    consent = forms.BooleanField(
        label="", error_messages={"required": _("Without your consent the address may not be kept.")}
    )

    def clean_q(self):
        text = clean(self.cleaned_data["q"])
        if not read_question(text):
            raise forms.ValidationError(_("There is nothing to search for."))
        if len(query_of(text, Narrowing.of(self.data))) > SearchAlert.LONGEST_QUERY:
            raise forms.ValidationError(_("The question is too long for letters: a few words will do."))
        return text


@method_decorator(never_cache, name="dispatch")
class AskView(FormView):
    """Asks for letters about a search; the answer says the same whatever is known of the address."""

    form_class = AskForm
    template_name = "search/alert.html"

    def get(self, request, *args, **kwargs):
        # Letters are about a search: without one there is nothing to ask for yet.
        return super().get(request, *args, **kwargs) if clean(request.GET.get("q", "")) else redirect("search")

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["consent"].label = consent_words()
        return form

    def get_initial(self):
        return {"q": self.request.GET.get("q", "")[:LONGEST]}

    def get_context_data(self, **kwargs):
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        narrowing = Narrowing.of(asked)
        query = clean(asked.get("q", "")[:LONGEST])
        return super().get_context_data(**kwargs) | {
            "query": query,
            "asked_in_words": in_words(query, narrowing),
            "narrowing_values": list(narrowing.values.items()),
        }

    def form_valid(self, form):
        root = site_root(self.request)
        if root is None:
            raise Http404
        narrowing = Narrowing.of(self.request.POST)
        text = form.cleaned_data["q"]
        went = ask_for_letters(self.request, root, text, narrowing, form.cleaned_data["email"])
        context = {"query": text, "email": form.cleaned_data["email"], "state": "asked" if went else "unsent"}
        return self.response_class(self.request, "search/alert_state.html", context, status=200 if went else 503)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 400
        return response
