from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Documents")

    def ready(self):
        from cms.jobs import hourly, periodic
        from documents import checks  # noqa: F401 registers the system checks
        from documents.tasks import settle_official_files

        periodic(hourly(), settle_official_files)
