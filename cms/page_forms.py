"""What the editor's form of every page checks: whose files and pictures the page shows."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy

USING_RIGHTS = ["choose", "add", "change"]


class CouncilPageForm(WagtailAdminPageForm):
    """Refuses a file or picture the account could not have chosen, unless the page shows it already.

    The choosers offer only what the account may use, but a form can be sent with any key in it.
    """

    def clean(self):
        data = super().clean()
        if self.for_user is None:
            return data
        shown = None
        for name in self.fields:
            named = _named_in(self._meta.model, name, data.get(name))
            if not named:
                continue
            shown = self._shown_already() if shown is None else shown
            if any(not may_use(self.for_user, model, pk) for model, pk in named - shown):
                self.add_error(name, _("A file or picture here is not from your council's library. Choose another."))
        return data

    def _shown_already(self):
        """What the stored page and its last draft show; the instance is the draft until the form has been cleaned."""
        if not self.instance.pk:
            return set()
        stored = type(self.instance)._base_manager.get(pk=self.instance.pk)
        return {
            found
            for page in (stored, self.instance)
            for field in page._meta.concrete_fields
            for found in _named_in(type(page), field.name, getattr(page, field.name, None))
        }


def _policies():
    return {get_document_model(): document_policy, get_image_model(): image_policy}


def _named_in(page_model, name, value):
    """The files and pictures the value of a field names, each as its model and key."""
    field = next((field for field in page_model._meta.concrete_fields if field.name == name), None)
    if field is None or not value:
        return set()
    if field.many_to_one:
        return {(field.related_model, value.pk)} if field.related_model in _policies() else set()
    if not hasattr(field, "extract_references"):
        return set()
    keep = _policies()
    return {(model, int(pk)) for model, pk, *_paths in field.extract_references(value) if model in keep}


def may_use(user, model, pk):
    file = model._default_manager.select_related("collection").filter(pk=pk).first()
    # What is no longer there can be shown by nobody.
    return file is None or _policies()[model].user_has_any_permission_for_instance(user, USING_RIGHTS, file)
