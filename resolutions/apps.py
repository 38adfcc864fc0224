from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class ResolutionsConfig(AppConfig):
    name = "resolutions"
    verbose_name = _("Resolutions")

    def ready(self):
        from registry.models import CouncilRole
        from resolutions.restriction import admit_role

        post_save.connect(admit_role, sender=CouncilRole)
