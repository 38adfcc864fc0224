from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = _("Registry")

    def ready(self):
        from registry import role_changes
        from registry.accounts import hooks, signals  # noqa: F401

        role_changes.connect()
