"""The opinion of somebody without an account: a page for a phone, opened by a personal link."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from control.refusal import Refused
from registry.models import LinkRefused, Person, PersonalLink
from registry.models.contact import Contact
from registry.views.personal_link import PersonalLinkView
from resolutions.approving.answering import answer, check_waited_for
from resolutions.approving.forms import LinkOpinionForm
from resolutions.approving.sheet import changes_since
from resolutions.models import ResolutionPage, Visa
from resolutions.official import act_pdf


class VisaLinkView(PersonalLinkView):
    """What has changed, the text, the files, and three buttons."""

    purpose = PersonalLink.Purpose.VISA
    template_name = "resolutions/approving/link.html"

    @cached_property
    def visa(self):
        visa = Visa.objects.with_people().select_related("sheet", "revision").filter(pk=self.link.subject_id).first()
        if visa is None:
            raise LinkRefused(_("This link is not valid any more."))
        return visa

    @cached_property
    def act(self):
        return ResolutionPage.objects.get(pk=self.visa.sheet.act_id)

    @cached_property
    def text(self):
        return self.visa.revision.as_object()

    def open(self):
        """Raise LinkRefused, with the reason in plain words, unless an answer by this link is waited for now."""
        self.link.check_open()
        try:
            check_waited_for(self.visa, self.visa.sheet, self.act.current_workflow_task_state, self.link)
        except Refused as refusal:
            raise LinkRefused(str(refusal)) from refusal

    def get(self, request, *args, **kwargs):
        self.open()
        if request.method == "GET":
            self.link.note_seen()
        return self.question(LinkOpinionForm())

    def post(self, request, *args, **kwargs):
        self.open()
        form = LinkOpinionForm(request.POST)
        if not form.is_valid():
            return self.question(form, status=422)
        data = form.cleaned_data
        try:
            given = answer(
                self.visa.pk, form.opinion, remark=data["comment"], link=self.link, revision_pk=data["revision"]
            )
        except Refused as refusal:
            return self.question(form, status=409, refusal=str(refusal))
        return TemplateResponse(
            request, "resolutions/approving/link_done.html", self.context(visa=given, act=self.text)
        )

    def question(self, form, *, status=200, refusal=""):
        earlier, changes = changes_since(self.visa)
        return self.page(
            status=status,
            act=self.text,
            visa=self.visa,
            items=self.text.operative_items,
            annexes=annexes_of(self.text),
            form=form,
            refusal=refusal,
            left=days_left(self.visa.due_on),
            substitute_of=self.visa.person if self.link.person_id != self.visa.person_id else None,
            may_agree=self.text.may_be_registered,
            earlier=earlier,
            changes=changes,
        )

    def context(self, **context):
        if self.link is None:
            return super().context(**context)
        act = self.act if "refusal" not in context or "visa" in context else self._act_or_none()
        council = act.council_organisation if act else None
        return super().context(council=council, contact=contact_of(act) if act else None, **context)

    def _act_or_none(self):
        try:
            return self.act
        except (LinkRefused, ResolutionPage.DoesNotExist):
            return None


class VisaLinkPdfView(VisaLinkView):
    """The draft on paper, for whoever may open the question."""

    http_method_names = ["get"]

    def get(self, request, *args, **kwargs):
        self.open()
        return _file(
            act_pdf(self.text, draft=True).content, _("Draft %(pk)s.pdf") % {"pk": self.act.pk}, "application/pdf"
        )


class VisaLinkAnnexView(VisaLinkView):
    """A file of an annex, for whoever may open the question: the link is the permission."""

    http_method_names = ["get"]

    def get(self, request, *args, annex_id, **kwargs):
        self.open()
        annex = next((each for each in annexes_of(self.text) if each["id"] == str(annex_id)), None)
        if annex is None:
            raise Http404
        document = annex["document"]
        with document.open_file() as file:
            return _file(file.read(), document.filename, document.content_type, as_attachment=True)


def annexes_of(text):
    """The annexes that are files, by the ids of their blocks."""
    return [
        {
            "id": block.id,
            "title": block.value["title"],
            "document": block.value["document"],
            "kind": block.value["document"].file_extension.upper(),
        }
        for block in text.annexes or []
        if block.value.get("document")
    ]


def days_left(due_on):
    """«tomorrow», «in 3 days», or how late it is."""
    days = (due_on - timezone.localdate()).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days < 2:
        return _("today") if days == 0 else _("tomorrow")
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def contact_of(act):
    """Whom to ask: whoever submitted the draft, by the contacts of his card that are not the secretariat's own."""
    state = act.current_workflow_state
    author = (state.requested_by if state else None) or act.owner
    if author is None:
        return None
    person = Person.objects.filter(user=author).first()
    phone = person.contacts.exclude(visibility="staff").filter(kind=Contact.Kind.PHONE).first() if person else None
    return {
        "name": str(person) if person else author.get_full_name() or author.username,
        "phone": phone.value if phone else "",
        "dialled": "".join(sign for sign in phone.value if sign.isdigit() or sign == "+") if phone else "",
        "email": author.email,
    }


def _file(content, name, media_type, *, as_attachment=False):
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment, name),
            "X-Content-Type-Options": "nosniff",
        },
    )
