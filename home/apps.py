from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self):
        from django.contrib.auth import get_user_model
        from django.db.models.signals import m2m_changed, post_delete, pre_save
        from wagtail.signals import copy_for_translation_done, page_published
        from wagtail_localize.locales.components import LOCALE_COMPONENTS
        from wagtail_localize.models import LocaleSynchronization, SegmentOverride

        from cms.jobs import daily, periodic
        from home import admitting, public_facts, translating
        from home.following import facts
        from home.models import NewsSectionPage
        from home.open_data.tasks import write_files_of_councils
        from home.tasks import check_links_of_pages, forget_answers, tell_digests

        public_facts.connect()
        facts.connect()
        periodic(daily("03:30"), write_files_of_councils)
        periodic(daily("07:30"), tell_digests)
        copy_for_translation_done.connect(translating.admit_translators, dispatch_uid="admit_translators")
        pre_save.connect(translating.refuse_foreign_things, sender=SegmentOverride, dispatch_uid="foreign_things")
        # Every new draft would get a double in every language, acts among them; pages are translated one by one.
        LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]
        periodic(daily("04:00"), forget_answers)
        periodic(daily("04:30"), check_links_of_pages)
        page_published.connect(admitting.on_publication, sender=NewsSectionPage)
        post_delete.connect(admitting.on_deletion, sender=NewsSectionPage)
        m2m_changed.connect(admitting.on_role_taken, sender=get_user_model().groups.through)
