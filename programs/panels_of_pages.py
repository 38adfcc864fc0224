"""What the editor of a programme or a plan shows besides fields: its table of measures, its plans."""

from wagtail.admin.panels import FieldPanel, Panel


class MeasuresPanel(FieldPanel):
    """The measures to look at, and the way to the table in which they are written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "read_only": True})

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "programs/admin/measures_panel.html"

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "plan": self.instance}


class PlansPanel(Panel):
    """The programme's plans with their states, and a way to add one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "programs/admin/plans_panel.html"

        def get_context_data(self, parent_context=None):
            plans = list(self.instance.plans()) if self.instance.pk else []
            return {**super().get_context_data(parent_context), "programme": self.instance, "plans": plans}
