"""Amendments to a draft: the members propose, the secretary answers and assembles the text."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from documents.writers.pdf import MEDIA_TYPE
from registry.models import Person
from resolutions.amending.assembling import assemble
from resolutions.amending.deciding import OPEN_TO_DECISIONS, accept, decline
from resolutions.amending.proposing import may_be_amended, propose, proposer_of, reads_amendments, withdraw
from resolutions.amending.table import Table, table_pdf
from resolutions.blocks import Operation
from resolutions.models import Amendment, ResolutionPage, Status
from resolutions.remarks import place_of
from resolutions.views.meeting_link import MaterialsLinkView

POINT_SHOWN = 90  # signs of a point in the list to choose from


class AmendmentForm(forms.Form):
    """A change to one point: which, what happens to it, the new words, and why."""

    point = forms.ChoiceField(label=gettext_lazy("Point"), required=False)
    operation = forms.ChoiceField(
        label=gettext_lazy("What happens to it"), choices=Operation.choices, widget=forms.RadioSelect
    )
    after = forms.CharField(
        label=gettext_lazy("Wording you propose"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("The whole point in its new words; empty when the point goes."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(item.id, f"{item.printed_label} {item.text}"[:POINT_SHOWN].strip()) for item in items]
        self.fields["point"].choices = [*choices, ("", _("at the end of the text"))]

    def clean(self):
        data = super().clean()
        operation = data.get("operation")
        if operation in (Operation.REPLACE, Operation.INSERT) and not data.get("after", "").strip():
            self.add_error("after", _("Write the wording you propose."))
        if operation in (Operation.REPLACE, Operation.DELETE) and not data.get("point"):
            self.add_error("point", _("Choose the point."))
        return data


class SecretaryForm(AmendmentForm):
    """The secretary writes down what a member has said or sent."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Proposed by"), queryset=Person.objects.none(), empty_label=gettext_lazy("Choose a member")
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = members
        self.order_fields(["person", "point", "operation", "after", "reason"])


class ActAmendments(WagtailAdminTemplateMixin):
    """What the screens of a draft's amendments share."""

    page_title = gettext_lazy("Amendments")
    header_icon = "edit"
    _show_breadcrumbs = True

    @cached_property
    def act(self):
        act = get_object_or_404(ResolutionPage.objects.select_related("body", "latest_revision"), pk=self.kwargs["pk"])
        if not reads_amendments(act, self.request.user):
            raise PermissionDenied
        if act.status == Status.DRAFT and not act.may(self.request.user, "read_drafts"):
            raise Http404
        return act

    @cached_property
    def is_secretary(self):
        return self.act.may(self.request.user, "register")

    @cached_property
    def person(self):
        return proposer_of(self.act, self.request.user)

    def dispatch(self, request, *args, **kwargs):
        self.act  # noqa: B018 whoever may not see it goes no further
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @property
    def list_url(self):
        return reverse("resolutions_amendments", args=[self.act.pk])


class AmendmentsView(ActAmendments, TemplateView):
    """Every point with what is proposed to it; the secretary answers here."""

    template_name = "resolutions/amendments/amendments.html"

    def get_context_data(self, **kwargs):
        may_propose = may_be_amended(self.act) and (self.person is not None or self.is_secretary)
        table = Table.of(self.act)
        typed = self._typed_answers()
        for shown in table.shown:
            shown.answer = typed.get(shown.amendment.pk, shown.amendment.note)
        return super().get_context_data(
            act=self.act,
            table=table,
            place=place_of(self.act),
            may_propose=may_propose,
            without_card=may_be_amended(self.act) and not may_propose,
            may_decide=self.is_secretary and self.act.status in OPEN_TO_DECISIONS,
            waits_for_agenda=self.act.status == Status.APPROVED,
            own=self.person.pk if self.person else None,
            **kwargs,
        )

    def post(self, request, pk):
        action = request.POST.get("action", "").split(":")[0]
        try:
            if action == "assemble":
                self._only_secretary()
                assemble(self.act, request.user)
                messages.success(request, _("The accepted amendments are in the text."))
            elif action == "withdraw":
                withdraw(self._amendment(), self.person)
                messages.success(request, _("Your amendment is taken back."))
            elif action in ("accept", "decline"):
                self._only_secretary()
                verb = accept if action == "accept" else decline
                amendment = self._amendment()
                amendment = verb(amendment, request.user, self._typed_answers().pop(amendment.pk, ""))
                if not self._has_other_answers(amendment):
                    return redirect(f"{self.list_url}#amendment-{amendment.pk}")
                # Answers typed to others stay in their fields.
                return self.render_to_response(self.get_context_data())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(), status=409)
        return redirect(self.list_url)

    def _typed_answers(self):
        """The answers in the fields of the form, by amendment."""
        keys = ((key.removeprefix("note-"), value) for key, value in self.request.POST.items() if "note-" in key)
        return {int(key): value for key, value in keys if key.isdecimal()}

    def _has_other_answers(self, decided):
        stored = dict(self.act.amendments.exclude(pk=decided.pk).values_list("pk", "note"))
        typed = self._typed_answers()
        return any(typed.get(key, note).strip() != note for key, note in stored.items())

    def _only_secretary(self):
        if not self.is_secretary:
            raise PermissionDenied

    def _amendment(self):
        key = self.request.POST.get("action", "").partition(":")[2]
        return get_object_or_404(Amendment, pk=key if key.isdecimal() else 0, act=self.act.pk)


class ProposeView(ActAmendments, FormView):
    """One proposal, with the words of the point to start from."""

    template_name = "resolutions/amendments/propose.html"
    page_title = gettext_lazy("Propose an amendment")

    def dispatch(self, request, *args, **kwargs):
        if self.person is None and not self.is_secretary:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def items(self):
        return self.act.get_latest_revision_as_object().operative_items

    def get_form_class(self):
        return SecretaryForm if self.is_secretary else AmendmentForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"items": self.items}
        if self.is_secretary:
            members = Person.objects.filter(memberships__in=self.act.body.memberships.current(timezone.localdate()))
            own = Person.objects.filter(pk=self.person.pk if self.person else None)
            kwargs["members"] = (members | own).distinct().order_by("name")
        return kwargs

    def get_initial(self):
        return starting_words(self.items, self.request.GET)

    def form_valid(self, form):
        data = dict(form.cleaned_data)
        person = data.pop("person", None) or self.person
        try:
            amendment = propose(self.act, person, **data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("The amendment is put down."))
        return redirect(f"{self.list_url}#amendment-{amendment.pk}")

    def get_context_data(self, **kwargs):
        return super().get_context_data(act=self.act, list_url=self.list_url, **kwargs)


class LinkAmendmentView(MaterialsLinkView):
    """The same for a member without an account, by the link to the materials of the meeting."""

    template_name = "resolutions/amendments/link.html"
    http_method_names = ["get", "head", "post"]

    def _act(self, pk):
        self.enter()
        item = next((item for item in self.items if item.act_id == pk), None)
        if item is None:
            raise Http404
        return item

    def get(self, request, pk):
        item = self._act(pk)
        return self._page(item, None)

    def post(self, request, pk):
        item = self._act(pk)
        if request.POST.get("withdraw", "").isdecimal():
            own = get_object_or_404(Amendment, pk=request.POST["withdraw"], act=pk, person=self.link.person_id)
            try:
                withdraw(own, self.link.person)
            except Refused as refusal:
                return self._page(item, None, refused=str(refusal), status=409)
            return redirect(request.path)
        form = AmendmentForm(request.POST, items=self._draft(item).operative_items)
        if form.is_valid():
            try:
                propose(item.act, self.link.person, by_link=True, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect(f"{request.path}#mine")
        return self._page(item, form, status=422)

    def _draft(self, item):
        return item.act.get_latest_revision_as_object()

    def _page(self, item, form, *, status=200, **context):
        draft = self._draft(item)
        if form is None and self.request.GET.get("point") is not None:
            initial = starting_words(draft.operative_items, self.request.GET)
            form = AmendmentForm(items=draft.operative_items, initial=initial)
        own = [shown for shown in Table.of(item.act).shown if shown.amendment.person_id == self.link.person_id]
        return self.page(
            meeting=self.meeting,
            item=item,
            act=draft,
            form=form,
            own=own,
            may_propose=may_be_amended(item.act),
            status=status,
            **context,
        )


def starting_words(items, query):
    """The form as it opens: the point chosen in the address, and its words to be changed."""
    chosen = next((item for item in items if item.id == query.get("point")), None)
    operation = query.get("operation")
    operation = operation if operation in Operation.values else Operation.REPLACE if chosen else Operation.INSERT
    words = chosen.text if chosen and operation == Operation.REPLACE else ""
    return {"point": chosen.id if chosen else "", "operation": operation, "after": words}


def amendments_pdf(request, pk):
    """The table of amendments on paper."""
    act = get_object_or_404(ResolutionPage.objects.select_related("body", "latest_revision"), pk=pk)
    if not reads_amendments(act, request.user):
        raise PermissionDenied
    name = content_disposition_header(False, f"Таблица поправок {pk}.pdf")
    return HttpResponse(
        table_pdf(act).content,
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": name, "Cache-Control": "no-store"},
    )
