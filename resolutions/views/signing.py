"""The adopted text before the chair: one button, or back with a reason."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from resolutions.fingerprint import fingerprint
from resolutions.models import Adoption, ResolutionPage, Status
from resolutions.signing import refuse_signature, sign


class SignatureForm(forms.Form):
    """What the chair says: signed, or what to change."""

    text_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput())
    action = forms.ChoiceField(choices=[("sign", "sign"), ("return", "return")])
    reason = forms.CharField(
        label=gettext_lazy("What to change"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        data = super().clean()
        if data.get("action") == "return" and not data.get("reason", "").strip():
            self.add_error("reason", _("Write what to change."))
        return data


class SignView(WagtailAdminTemplateMixin, FormView):
    """The exact text that was adopted, the vote, and the chair's answer."""

    template_name = "resolutions/registration/sign.html"
    form_class = SignatureForm
    page_title = gettext_lazy("Signature")
    header_icon = "edit"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.act.may(request.user, "sign"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        text = self.act.get_latest_revision_as_object()
        adoption = Adoption.objects.select_related("item__meeting__body").filter(act=self.act).first()
        present = fingerprint(text)
        return super().get_context_data(
            act=text,
            adoption=adoption,
            voting=adoption.voting if adoption else None,
            waits=self.act.status == Status.AWAITING_SIGNATURE and adoption,
            status=self.act.get_status_display(),
            wrote_it=self.act.get_latest_revision().user_id == self.request.user.pk,
            is_another_text=bool(adoption) and present != adoption.text_sha256,
            text_sha256=present,
            **kwargs,
        )

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            if data["action"] == "sign":
                sign(self.act, self.request.user, text_sha256=data["text_sha256"])
                messages.success(self.request, _("Signed. The secretary registers the act now."))
            else:
                refuse_signature(self.act, self.request.user, data["reason"])
                messages.success(self.request, _("The text has gone back to be finished."))
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            self.__dict__.pop("act", None)
            return self.render_to_response(self.get_context_data(form=form))
        return redirect("wagtailadmin_home")
