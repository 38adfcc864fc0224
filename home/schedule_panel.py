"""The panel where an editor says on which day and hour a page comes out and goes."""

from wagtail.admin.panels import PublishingPanel


class SchedulePanel(PublishingPanel):
    """Wagtail's window for the two moments, with a button for it beside what is set already."""

    class BoundPanel(PublishingPanel.BoundPanel):
        template_name = "home/admin/schedule_panel.html"
