from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ControlConfig(AppConfig):
    name = "control"
    verbose_name = _("Control")

    def ready(self):
        from cms.jobs import daily, every, hourly, periodic
        from control.calendars.deadlines import deadlines_of
        from control.calendars.keeping import revoke_before_merging
        from control.calendars.providers import provide
        from control.merged import join_control_cards
        from control.tasks import refresh_calendar, send_reminders, send_waiting_letters, tell_of_new_cards
        from registry.merging import merging

        provide(deadlines_of)
        merging.connect(revoke_before_merging)
        merging.connect(join_control_cards)
        periodic(daily("03:00"), refresh_calendar)
        periodic(daily("08:00"), send_reminders)
        periodic(hourly(), send_waiting_letters)
        periodic(every(minutes=5), tell_of_new_cards)
