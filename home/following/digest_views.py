"""Digests by letter, chosen on a page of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from cms.letter_pages import ConfirmView
from home.following.asking import ask_for_digest, consent_words
from home.following.choices import WHOLE, groups_of, streams_of
from home.following.site import AskedSite
from home.models import Digest
from home.public_forms import is_too_often, kept_from_caches, too_often_words


class DigestForm(forms.Form):
    """An address, what to write about, how often, and the consent without which the address is not kept."""

    chosen = forms.MultipleChoiceField(
        label=_("About what"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing to write about.")},
    )
    frequency = forms.ChoiceField(
        label=_("How often"), choices=Digest.Frequency, initial=Digest.Frequency.WEEKLY, widget=forms.RadioSelect
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

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.groups = groups
        self.fields["chosen"].choices = [choice for group in groups for choice in group.choices]
        self.fields["consent"].label = consent_words()

    @property
    def laid_groups(self):
        """The boxes under their headings; only the first group stands open."""
        ticked = set(self["chosen"].value() or ())
        for place, group in enumerate(self.groups):
            rows = [{"word": word, "title": title, "ticked": word in ticked} for word, title in group.choices]
            yield {"title": group.title, "rows": rows, "open": not place or any(row["ticked"] for row in rows)}


class DigestView(FormView):
    """Asks for a digest; the answer says the same whatever is known of the address."""

    form_class = DigestForm
    template_name = "home/following/digest.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.site = AskedSite(request)

    def dispatch(self, request, *args, **kwargs):
        self.home = self.site.home_or_404
        return kept_from_caches(super().dispatch(request, *args, **kwargs))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"groups": groups_of(self.home)}

    def get_initial(self):
        asked = self.request.GET.getlist("about")[:20]
        return super().get_initial() | {"chosen": asked or WHOLE[:2]}

    def form_valid(self, form):
        if is_too_often(self.request):
            form.add_error(None, too_often_words())
            return self._again(form, 429)
        data = form.cleaned_data
        went = ask_for_digest(self.home, self.site.host, data["email"], data["frequency"], data["chosen"])
        context = {"email": data["email"], "state": "asked" if went else "unsent"}
        return self.response_class(
            self.request, "home/following/digest_state.html", context, status=200 if went else 503
        )

    def form_invalid(self, form):
        return self._again(form, 422)

    def _again(self, form, status):
        return self.render_to_response(self.get_context_data(form=form), status=status)


class ConfirmDigestView(ConfirmView):
    """Says once more what was chosen before it is agreed to."""

    model = Digest
    template_name = "home/following/digest_state.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if context["state"] == "confirm":
            context["chosen_in_words"] = [
                stream.heading for stream in streams_of(self.letters.home, self.letters.chosen)
            ]
        return context
