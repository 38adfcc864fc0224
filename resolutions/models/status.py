"""What an act is called and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentType(models.TextChoices):
    """The kind of an act, printed over its text."""

    RESOLUTION = "resolution", _("Resolution")
    DECISION = "decision", _("Decision")
    DIRECTIVE = "directive", _("Directive")


# Words of the record, printed and read in Russian whatever the interface speaks.
PRINTED_TYPES = {
    DocumentType.RESOLUTION: "Постановление",
    DocumentType.DECISION: "Решение",
    DocumentType.DIRECTIVE: "Распоряжение",
}

# The chair alone signs a directive; nobody votes on it.
WITHOUT_VOTE = frozenset({DocumentType.DIRECTIVE})


class Status(models.TextChoices):
    """The deliberative status, moved only by named verbs; whether the page is published is another matter."""

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved, waits for an agenda")
    ON_AGENDA = "on_agenda", _("on the agenda")
    FINALISING = "finalising", _("adopted as a basis, being finished")
    AWAITING_SIGNATURE = "awaiting_signature", _("waits for the signature")
    SIGNED = "signed", _("signed, waits for registration")
    REGISTERED = "registered", _("registered")
    REJECTED = "rejected", _("rejected")


# From which status each may be reached: the whole life of a decision (see resolutions/lifecycle.py for the verbs).
REACHED_FROM = {
    Status.DRAFT: {Status.APPROVED, Status.ON_AGENDA},
    Status.APPROVED: {Status.DRAFT, Status.ON_AGENDA},
    Status.ON_AGENDA: {Status.APPROVED},
    # From the signature the chair may send the text back.
    Status.FINALISING: {Status.ON_AGENDA, Status.AWAITING_SIGNATURE},
    Status.AWAITING_SIGNATURE: {Status.ON_AGENDA, Status.FINALISING, Status.APPROVED},
    Status.SIGNED: {Status.AWAITING_SIGNATURE, Status.APPROVED},
    Status.REGISTERED: {Status.SIGNED},
    Status.REJECTED: {Status.ON_AGENDA},
}

# The text may be written only in these; in all others it is what somebody agreed to or voted for.
EDITABLE = frozenset({Status.DRAFT, Status.FINALISING})
