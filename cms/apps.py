from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Foundations")

    def ready(self):
        from cms.caching import pages
        from cms.jobs import daily, every, hourly, periodic
        from cms.tasks import forget_old_tasks, forget_what_was_kept, publish_scheduled

        periodic(every(minutes=15), publish_scheduled)
        periodic(daily("03:30"), forget_old_tasks)
        periodic(hourly(), forget_what_was_kept)
        pages.connect()
