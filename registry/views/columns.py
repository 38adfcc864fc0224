"""Columns that several lists of the registry share."""

from wagtail.admin.ui.tables import ButtonsColumnMixin, TitleColumn


class NameColumn(ButtonsColumnMixin, TitleColumn):
    """The name, which leads to the card, with what else may be done in the row's menu."""

    def __init__(self, *args, buttons_of, cell_template_name=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.buttons_of = buttons_of
        if cell_template_name:
            self.cell_template_name = cell_template_name

    def get_buttons(self, instance, parent_context):
        return self.buttons_of(instance)
