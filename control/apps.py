from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ControlConfig(AppConfig):
    name = "control"
    verbose_name = _("Control")

    def ready(self):
        from cms.jobs import daily, periodic
        from control.tasks import refresh_calendar

        periodic(daily("03:00"), refresh_calendar)
