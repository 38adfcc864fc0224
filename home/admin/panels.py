"""The first screen of an editor: what waits, one's own drafts, and the days to remember."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from cms.panels import FirstScreenPanel
from home.models import (
    EventPage,
    EventsPage,
    NewsIndexPage,
    NewsPage,
    NewspaperIssuePage,
    NewspaperPage,
    NewsSectionPage,
    NormativeDocumentPage,
    NormativeDocumentsPage,
    PhotoReportPage,
    PhotoReportsPage,
    PracticePage,
    PracticesPage,
    SurveyPage,
    SurveysPage,
)
from resolutions.models import ResolutionPage

SHOWN = 8
AHEAD = datetime.timedelta(days=30)
# What is written where, the most usual first.
WRITTEN = {
    NewsIndexPage: NewsPage,
    NewsSectionPage: NewsPage,
    EventsPage: EventPage,
    PhotoReportsPage: PhotoReportPage,
    NewspaperPage: NewspaperIssuePage,
    NormativeDocumentsPage: NormativeDocumentPage,
    PracticesPage: PracticePage,
    SurveysPage: SurveyPage,
}


class WritePanel(FirstScreenPanel):
    """A button for everything the account may write for the site, straight to the empty form."""

    name = "to-write"
    template_name = "home/admin/panels/write.html"
    order = 44

    @cached_property
    def places(self):
        """Where the account may add, one section of each kind a council; whoever fills a whole list needs no parts."""
        own = page_permission_policy.instances_user_has_permission_for(self.request.user, "add")
        own = own.filter(locale__language_code=settings.LANGUAGE_CODE).type(*WRITTEN).order_by("path")
        places = list(own.select_related("content_type")[: SHOWN * 2])
        whole = tuple(place.path for place in places if place.specific_class is NewsIndexPage)
        kept = [p for p in places if p.specific_class is not NewsSectionPage or not p.path.startswith(whole)]
        order = list(WRITTEN)
        return sorted(kept, key=lambda place: order.index(place.specific_class))

    def get_context_data(self, parent_context):
        kinds = [WRITTEN[place.specific_class] for place in self.places]
        return {
            "rows": [
                {
                    "kind": kind._meta.verbose_name,
                    "place": place.title if kinds.count(kind) > 1 else "",
                    "address": reverse("wagtailadmin_pages:add", args=["home", kind._meta.model_name, place.pk]),
                }
                for place, kind in zip(self.places, kinds, strict=True)
            ]
        }


class SentToMePanel(FirstScreenPanel):
    """News and other pages somebody has submitted and this account may publish; acts have a panel of their own."""

    name = "sent-to-me"
    template_name = "home/admin/panels/sent.html"
    order = 45

    @cached_property
    def pages(self):
        """The pages with the moment they were submitted, the longest waiting first."""
        own = page_permission_policy.instances_user_has_permission_for(self.request.user, "publish")
        own = own.not_type(ResolutionPage).order_by()
        states = (
            WorkflowState.objects.active()
            .filter(status=WorkflowState.STATUS_IN_PROGRESS, current_task_state__status=TaskState.STATUS_IN_PROGRESS)
            .filter(base_content_type__app_label="wagtailcore", base_content_type__model="page")
            .select_related("requested_by", "current_task_state")
            .order_by("created_at")[:200]
        )
        by_key = {int(state.object_id): state for state in states}
        pages = Page.objects.filter(pk__in=own.filter(pk__in=by_key).values("pk")).select_related("owner")
        rows = [(page, by_key[page.pk]) for page in pages]
        return sorted(rows, key=lambda row: row[1].created_at)[:SHOWN]

    def get_context_data(self, parent_context):
        return {"rows": self.pages}


class MyDraftsPanel(FirstScreenPanel):
    """The account's own pages that readers do not see as they were last written."""

    name = "my-drafts"
    template_name = "home/admin/panels/drafts.html"
    order = 46

    @cached_property
    def pages(self):
        own = Page.objects.filter(owner=self.request.user, has_unpublished_changes=True).not_type(ResolutionPage)
        return list(own.select_related("content_type").order_by("-latest_revision_created_at")[:SHOWN])

    def get_context_data(self, parent_context):
        return {"pages": self.pages}


class DatesPanel(FirstScreenPanel):
    """What is published by itself in the coming days, and the council's coming events."""

    name = "dates-to-remember"
    template_name = "home/admin/panels/dates.html"
    order = 47

    @cached_property
    def rows(self):
        now = timezone.now()
        explorable = page_permission_policy.explorable_instances(self.request.user).order_by().values("pk")
        due = Revision.page_revisions.filter(approved_go_live_at__range=(now, now + AHEAD))
        due = {int(key): moment for key, moment in due.values_list("object_id", "approved_go_live_at")[:200]}
        scheduled = Page.objects.filter(pk__in=explorable).filter(pk__in=due)
        expiring = Page.objects.filter(pk__in=explorable, live=True, expire_at__range=(now, now + AHEAD))
        events = EventPage.objects.filter(pk__in=explorable, live=True, is_cancelled=False)
        events = events.filter(starts_at__range=(now, now + AHEAD)).defer("body", "programme")
        found = [
            *((due[page.pk], "publish", page) for page in scheduled),
            *((page.expire_at, "expire", page) for page in expiring.order_by("expire_at")[:SHOWN]),
            *((event.starts_at, "event", event) for event in events.order_by("starts_at")[:SHOWN]),
        ]
        return sorted(found, key=lambda row: (row[0], row[2].pk))[:SHOWN]

    def get_context_data(self, parent_context):
        return {"rows": self.rows}
