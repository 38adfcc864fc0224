"""What a programme and a plan have in common: a period, the act that approved them, a printed form."""

from django.db import models
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.pages import CouncilPage
from control.progress import progress_of
from programs.forms_of_pages import PaperForm
from programs.models.addressed import AddressedPage
from programs.period import in_words
from programs.permissions import ProgrammePermissionTester
from resolutions.forms import ActCopyForm


class ApprovedPaper(RoutablePageMixin, AddressedPage, CouncilPage):
    """A paper of a council that an act approves: it holds for a period and is printed with the act's stamp."""

    period_start = models.DateField(_("from"), null=True, blank=True)
    period_end = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day"))
    approved_by = models.ForeignKey(
        "resolutions.ResolutionPage",
        verbose_name=_("approved by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="approved_%(class)ss",
        help_text=_("The act that approves it; printed over the paper once it is registered"),
    )
    approval_words = models.CharField(
        _("approved, in words"),
        max_length=300,
        blank=True,
        help_text=_(
            "Only where the act is not in this system, for example «постановлением Президиума от 01.12.2021 № 5»"
        ),
    )

    default_address = "paper"
    base_form_class = PaperForm
    copy_form_class = ActCopyForm
    exclude_fields_in_copy = ["approved_by", "approval_words"]

    approval_panel = MultiFieldPanel(["approved_by", "approval_words"], heading=_("Approval"))
    period_panel = FieldRowPanel(["period_start", "period_end"], heading=_("Period"))

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return ProgrammePermissionTester(user, self)

    @cached_property
    def progress(self):
        """How far the measures have been carried out; None while nothing is on control."""
        return progress_of([self.pk, *self.get_children().values_list("pk", flat=True)])

    @property
    def was_public(self):
        """Whether it, or anything under it, has ever been on the site."""
        papers = type(self)._base_manager.filter(pk=self.pk).exclude(first_published_at=None)
        return papers.exists() or self.get_descendants().exclude(first_published_at=None).exists()

    @property
    def period_words(self):
        """«2022–2026», «2022», «1 января – 30 июня 2022»."""
        return in_words(self.period_start, self.period_end)

    @cached_property
    def public_act(self):
        """The act that approved it, where anybody may read it."""
        act = self.approved_by
        if act is None or not act.live:
            return None
        return type(act).objects.filter(pk=act.pk).live().public().first()

    @path("pdf/", name="pdf")
    def printed(self, request):
        """The paper as a file."""
        from programs.papers import answer_with

        if not self.live:
            raise Http404
        return answer_with(self)
