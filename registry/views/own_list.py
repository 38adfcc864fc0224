"""Lists of what an account may see in its councils."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.views import generic

from registry.access import RegistryAccess
from registry.spreadsheets.writing import neutral_cell


class NeutralSheet:
    """A list that may be taken away as a spreadsheet in which nothing is a formula."""

    # In a CSV file a title that begins like a formula would be one.
    FORMATS = ("xlsx",)

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        return (neutral_cell(worksheet, value) for value in row_dict.values())


class OwnList(NeutralSheet, generic.IndexView):
    """Opens to whoever holds one right in any council; what stands in it the view asks for by that right."""

    right = ""
    is_searchable = False
    paginate_by = 50
    # Wagtail would ask its own table of permissions, which knows of no council.
    any_permission_required = []
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has(self.right):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [{"url": "", "label": self.page_title}]
