from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = _("Programmes")

    def ready(self):
        from wagtail.signals import page_published

        from programs.models import ExecutionReportPage, PlanPage, ProgramPage
        from programs.opening import open_list_of, put_on_control_when_published

        for model in (ProgramPage, PlanPage, ExecutionReportPage):
            page_published.connect(open_list_of, sender=model, dispatch_uid=f"open_list_of_{model.__name__}")
        page_published.connect(put_on_control_when_published, sender=PlanPage, dispatch_uid="put_plan_on_control")
