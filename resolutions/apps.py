from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class ResolutionsConfig(AppConfig):
    name = "resolutions"
    verbose_name = _("Resolutions")

    def ready(self):
        from wagtail.models import PageViewRestriction
        from wagtail.signals import (
            page_published,
            page_unpublished,
            pre_page_move,
            task_approved,
            task_cancelled,
            task_rejected,
        )

        from cms.jobs import daily, every, hourly, periodic
        from control.calendars.providers import provide
        from control.models import Assignment, ControlOpening
        from registry.merging import merging, moved
        from registry.models import CouncilRole
        from resolutions import records  # says what of the deliberation is recorded
        from resolutions.browsing import following
        from resolutions.calendar_events import meetings_of
        from resolutions.frozen import refuse_moving
        from resolutions.merged import follow_cards, refuse_merging_a_council
        from resolutions.models import Adoption, Ballot, Registration, ResolutionPage, Topic, Visa, Voting
        from resolutions.models.tasks import close_sheet_of
        from resolutions.restriction import admit_role
        from resolutions.tasks import close_polls, open_missing_cards, relist_acts, remind_approvers

        post_save.connect(admit_role, sender=CouncilRole)
        for model in (Visa, Voting, Ballot):
            pre_delete.connect(records.record_removal, sender=model)
        pre_page_move.connect(refuse_moving)
        merging.connect(refuse_merging_a_council)
        moved.connect(follow_cards)
        for end in (task_approved, task_rejected, task_cancelled):
            end.connect(close_sheet_of, dispatch_uid="close_approval_sheet")
        post_save.connect(following.follow_act, sender=ResolutionPage)
        post_save.connect(following.follow_registration, sender=Registration)
        post_save.connect(following.follow_adoption, sender=Adoption)
        post_save.connect(following.follow_topic, sender=Topic)
        for model in (Assignment, ControlOpening):
            post_save.connect(following.follow_cards, sender=model)
        for change in (post_save, post_delete):
            change.connect(following.follow_restriction, sender=PageViewRestriction)
        for change in (page_published, page_unpublished):
            change.connect(following.follow_paper)
        provide(meetings_of)
        periodic(daily("07:00"), remind_approvers)
        periodic(hourly(), open_missing_cards)
        periodic(every(minutes=5), close_polls)
        periodic(daily("03:30"), relist_acts)
