"""A detached electronic signature of the official paper is attached to the act."""

import base64
import binascii
import io

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from control.refusal import Refused
from resolutions.correcting import papers_of
from resolutions.esigning.attaching import LARGEST, Particulars, attach, read_upload
from resolutions.models import ElectronicSignature, ResolutionPage
from resolutions.views.correcting import OfARegisteredAct

READ = ("certificate", "owner", "valid_from", "valid_until", "signed_at")


class ElectronicSignatureForm(forms.Form):
    """The file, and the data of its certificate: what the file tells need not be typed."""

    file = forms.FileField(
        label=gettext_lazy("Signature file"), required=False, widget=forms.FileInput(attrs={"accept": ".sig,.p7s,.sgn"})
    )
    # The file once chosen, so that a mistake below does not make one choose it again.
    kept = forms.CharField(required=False, max_length=LARGEST * 2, widget=forms.HiddenInput())
    certificate = forms.CharField(label=gettext_lazy("Certificate number"), required=False, max_length=100)
    owner = forms.CharField(label=gettext_lazy("Owner of the certificate"), required=False, max_length=200)
    valid_from = forms.DateField(label=gettext_lazy("Valid from"), required=False, widget=AdminDateInput)
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), required=False, widget=AdminDateInput)
    signed_at = forms.DateTimeField(label=gettext_lazy("Signed at"), required=False, widget=AdminDateTimeInput)
    authority = forms.CharField(
        label=gettext_lazy("Power of attorney"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Its number, where a representative has signed."),
    )

    def __init__(self, *args, paper, **kwargs):
        self.paper, self.content = paper, b""
        super().__init__(*args, **kwargs)

    def clean(self):
        data = super().clean()
        try:
            self.content = self._content(data)
            found = read_upload(self.content, self.paper)
        except Refused as refusal:
            self.add_error("file", str(refusal))
            return data
        self.data = self.data.copy()
        self.data["kept"] = base64.b64encode(self.content).decode()
        for name in READ:
            if not data.get(name) and name not in self.errors:
                data[name] = getattr(found, name)
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("The file does not tell this: write it as it stands in the certificate."))
        return data

    def _content(self, data):
        if upload := data.get("file"):
            if upload.size > LARGEST:
                raise Refused(_("The file is too big for a detached signature: choose the .sig or .p7s file."))
            return upload.read()
        try:
            content = base64.b64decode(data.get("kept") or "", validate=True)
        except binascii.Error:
            content = b""
        if not content:
            raise Refused(_("Choose the file of the signature."))
        return content

    @property
    def particulars(self):
        names = (*READ, "authority")
        return Particulars(**{name: self.cleaned_data[name] for name in names})


class ESignatureView(OfARegisteredAct, FormView):
    """The paper to sign, the signatures it has, and the form for one more."""

    template_name = "resolutions/esigning/attach.html"
    form_class = ElectronicSignatureForm
    page_title = gettext_lazy("Electronic signature")
    header_icon = "key"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "paper": self.act.official_file}

    def form_valid(self, form):
        try:
            attach(self.act, form.content, form.particulars, self.request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("The signature is attached."))
        return redirect(self.request.path)

    @cached_property
    def signatures(self):
        names = ("signed_file", "signature_file", "marked_file", "attached_by")
        return ElectronicSignature.objects.filter(registration__act=self.act).select_related(*names)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            act=self.act, paper=self.act.official_file, signatures=self.signatures, **kwargs
        )


def kept_file(request, pk, sha256):
    """An earlier paper, a marked copy or a signature for the people of the council."""
    act = get_object_or_404(ResolutionPage.objects.registered(), pk=pk)
    if not act.may(request.user, "read_drafts"):
        raise PermissionDenied
    official = papers_of(act).get(sha256)
    if official is None:
        raise Http404
    inline = official.media_type == "application/pdf"
    return FileResponse(
        io.BytesIO(official.read()),
        as_attachment=not inline,
        filename=official.file_name,
        content_type=official.media_type,
    )
