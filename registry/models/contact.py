"""Ways to reach somebody, each with who may see it."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """Who may see a contact."""

    PUBLIC = "public", _("everybody")
    ORGANISATIONS = "organisations", _("organisations of this council")
    STAFF = "staff", _("the secretariat only")


class ContactQuerySet(models.QuerySet):
    def shown(self, *, to_the_secretariat):
        """Those an account of the council's tree may see; the secretariat that keeps the card sees all."""
        return self if to_the_secretariat else self.exclude(visibility=Visibility.STAFF)


class Contact(models.Model):
    """A telephone number, an e-mail or postal address, a page."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("telephone")
        EMAIL = "email", _("e-mail")
        ADDRESS = "address", _("address")
        PAGE = "page", _("page on the Internet")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    value = models.CharField(_("contact"), max_length=300)
    remark = models.CharField(_("remark"), max_length=120, blank=True, help_text=_("For example «приёмная»."))
    visibility = models.CharField(_("who may see it"), max_length=20, choices=Visibility, default=Visibility.STAFF)

    objects = ContactQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["kind", "pk"]

    def __str__(self):
        return self.value

    def clean(self):
        super().clean()
        check = {self.Kind.EMAIL: validate_email, self.Kind.PAGE: URLValidator(schemes=["http", "https"])}.get(
            self.kind
        )
        if check and self.value:
            try:
                check(self.value)
            except ValidationError as error:
                raise ValidationError({"value": error.messages}) from error
        if self.kind == self.Kind.PHONE and sum(char.isdigit() for char in self.value or "") < 5:
            raise ValidationError({"value": gettext("A telephone number needs at least five digits.")})
