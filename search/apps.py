from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from cms.jobs import daily, hourly, periodic
        from search import keeping
        from search.tasks import catch_up, refresh_registry, tell_new_finds

        keeping.connect()
        periodic(hourly(), catch_up)
        periodic(daily("03:50"), refresh_registry)
        periodic(daily("08:10"), tell_new_finds)
