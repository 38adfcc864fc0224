from django.apps import AppConfig
from django.db.models.signals import post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class ResolutionsConfig(AppConfig):
    name = "resolutions"
    verbose_name = _("Resolutions")

    def ready(self):
        from wagtail.signals import pre_page_move, task_approved, task_cancelled, task_rejected

        from cms.jobs import daily, every, hourly, periodic
        from control.calendars.providers import provide
        from registry.merging import merging, moved
        from registry.models import CouncilRole
        from resolutions import records  # says what of the deliberation is recorded
        from resolutions.calendar_events import meetings_of
        from resolutions.frozen import refuse_moving
        from resolutions.merged import follow_cards, refuse_merging_a_council
        from resolutions.models import Ballot, Visa, Voting
        from resolutions.models.tasks import close_sheet_of
        from resolutions.restriction import admit_role
        from resolutions.tasks import close_polls, open_missing_cards, remind_approvers

        post_save.connect(admit_role, sender=CouncilRole)
        for model in (Visa, Voting, Ballot):
            pre_delete.connect(records.record_removal, sender=model)
        pre_page_move.connect(refuse_moving)
        merging.connect(refuse_merging_a_council)
        moved.connect(follow_cards)
        for end in (task_approved, task_rejected, task_cancelled):
            end.connect(close_sheet_of, dispatch_uid="close_approval_sheet")
        provide(meetings_of)
        periodic(daily("07:00"), remind_approvers)
        periodic(hourly(), open_missing_cards)
        periodic(every(minutes=5), close_polls)
