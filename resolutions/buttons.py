"""The buttons over the page of an act: its papers, and the next step of whoever looks at it."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button

from resolutions.models import ResolutionPage, Status
from resolutions.translating.keeping import may_translate
from resolutions.views.registration import NEXT_STEPS

# From the approval to the signature there are amendments to look at.
AMENDED_IN = (Status.APPROVED, Status.ON_AGENDA, Status.FINALISING)


def propose_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.status == Status.APPROVED and page.may(user, "draft"):
        yield Button(
            _("Propose for a meeting"),
            reverse("resolutions_propose", args=[quote(page.pk)]),
            icon_name="calendar-alt",
            priority=6,
        )


def draft_pdf_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.pk and not page.is_registered:
        yield Button(
            _("PDF of the draft"),
            reverse("resolutions_draft_pdf", args=[quote(page.pk)]),
            icon_name="doc-full-inverse",
            priority=5,
        )


def approval_sheet_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.pk and page.may(user, "read_drafts"):
        yield Button(
            _("Approval sheet"),
            reverse("resolutions_approval_sheet", args=[quote(page.pk)]),
            icon_name="clipboard-list",
            priority=6,
        )


def next_step_button(page, user, view_name, next_url=None):
    """What the chair or the secretary does with the act now."""
    if not (isinstance(page, ResolutionPage) and page.pk):
        return
    if page.status == Status.AWAITING_SIGNATURE and page.may(user, "sign"):
        yield Button(_("Sign…"), reverse("resolutions_sign", args=[page.pk]), icon_name="edit", priority=1)
    elif page.status in NEXT_STEPS and page.may(user, "register"):
        label = NEXT_STEPS[page.status]
        yield Button(label, reverse("resolutions_register", args=[page.pk]), icon_name="lock", priority=1)


def amendments_button(page, user, view_name, next_url=None):
    if isinstance(page, ResolutionPage) and page.pk and page.status in AMENDED_IN:
        yield Button(_("Amendments"), reverse("resolutions_amendments", args=[page.pk]), icon_name="edit", priority=6)


def cards_button(page, user, view_name, next_url=None):
    """What became of the points of a registered act."""
    if isinstance(page, ResolutionPage) and page.pk and page.is_registered and page.may(user, "read_control"):
        url = f"{reverse('control_board')}?view=control&source={page.pk}"
        yield Button(_("Control cards"), url, icon_name="tasks", priority=2)


def topics_button(page, user, view_name, next_url=None):
    """What the act is about, for whoever looks for it; registered or not."""
    if isinstance(page, ResolutionPage) and page.pk and page.may(user, "register" if page.is_registered else "draft"):
        yield Button(_("Topics"), reverse("resolutions_act_topics", args=[page.pk]), icon_name="tag", priority=8)


def translations_button(page, user, view_name, next_url=None):
    """The words of the act in other languages, beside it."""
    if isinstance(page, ResolutionPage) and page.pk and may_translate(user, page):
        url = reverse("resolutions_translations", args=[page.pk])
        yield Button(_("Translations"), url, icon_name="wagtail-localize-language", priority=60)


BUTTONS = [
    propose_button,
    draft_pdf_button,
    approval_sheet_button,
    next_step_button,
    amendments_button,
    cards_button,
    topics_button,
    translations_button,
]
