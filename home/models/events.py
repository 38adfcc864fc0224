"""Events of a council: what comes, what was, and who has registered."""

import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.caching.shown import keep_until
from cms.pages import CouncilPage
from cms.translating import original_of
from home.blocks import ProgrammeOfDayBlock
from home.models.public_lists import PublicListQuerySet
from home.news_form import PictureForm
from home.schedule_panel import SchedulePanel

KEEP_HELP = _("So many days after the end the names and addresses of those who registered are deleted.")


class EventQuerySet(PublicListQuerySet):
    def coming(self, now=None):
        """Those not over yet, the soonest first."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now=None):
        """Those that are over, the latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def for_listing(self):
        """With all a row of a list shows."""
        return self.select_related("image").prefetch_related("image__renditions").defer("body", "programme")

    def for_home(self, home):
        """What comes at the council, the soonest first."""
        return self.published_under(home).coming().for_listing()


class EventsPage(CouncilPage):
    """The events of a council: those that come first, then by year those that were."""

    is_translatable = True
    template = "home/events_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.EventPage"]
    page_description = _("The council's events: what comes and what was")
    per_page = 20

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request, *args, **kwargs):
        from home.events_listing import events_context

        return super().get_context(request, *args, **kwargs) | events_context(self, EventPage, request)


class EventForm(PictureForm):
    """An event ends after it begins, and asks for names only with words of consent."""

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and ends and ends < starts:
            self.add_error("ends_at", _("The event ends before it begins."))
        if data.get("takes_registrations") and not (data.get("consent_text") or "").strip():
            self.add_error("consent_text", _("Whoever registers gives a name: write what they agree to."))
        return data


class EventPage(RoutablePageMixin, CouncilPage):
    """An event: when, where, what happens hour by hour, and how to take part."""

    starts_at = models.DateTimeField(_("begins"), null=True)
    ends_at = models.DateTimeField(_("ends"), null=True)
    is_whole_day = models.BooleanField(_("whole days, without hours"), default=False)
    place = models.CharField(_("place"), max_length=300, blank=True, help_text=_("Hall or building, then the address."))
    lead = models.TextField(_("lead"), blank=True, help_text=_("For whom it is and what for, in two sentences."))
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("In lists it is cut around the point of focus: mark it on the picture's own page."),
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("For those who cannot see it. Empty: the description the picture has in the library."),
    )
    programme = StreamField(
        [("row", ProgrammeOfDayBlock())],
        verbose_name=_("programme of the day"),
        blank=True,
        help_text=_("Hour by hour; a heading parts the days."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    is_cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("The page stays and says so; calendars are told.")
    )

    takes_registrations = models.BooleanField(_("readers can register here"), default=False)
    registration_until = models.DateTimeField(
        _("registration until"), null=True, blank=True, help_text=_("Empty: until the event begins.")
    )
    places = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("When all are taken the form closes by itself. Empty: without a limit."),
    )
    consent_text = models.TextField(
        _("words of consent"),
        blank=True,
        default=_(
            "I agree that the council keeps my name and address to register me for the event and deletes them after it."
        ),
        help_text=_("Stands beside a tick of its own, apart from the button that sends."),
    )
    kept_days = models.PositiveSmallIntegerField(_("keep registrations, days"), default=30, help_text=KEEP_HELP)

    objects = PageManager.from_queryset(EventQuerySet)()

    is_translatable = True
    base_form_class = EventForm
    template = "home/event_page.html"
    parent_page_types = ["home.EventsPage"]
    subpage_types = []
    page_description = _("A seminar, a meeting, an action: when and where, the programme, registration")
    text_panels = [
        *Page.content_panels,
        FieldRowPanel(["starts_at", "ends_at"], heading=_("When")),
        "is_whole_day",
        "place",
        "lead",
        MultiFieldPanel(["image", "image_alt"], heading=_("Picture")),
        "programme",
        "body",
        "is_cancelled",
    ]
    registration_panels = [
        "takes_registrations",
        FieldRowPanel(["registration_until", "places"]),
        "consent_text",
        "kept_days",
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Event")),
            ObjectList(registration_panels, heading=_("Registration")),
            ObjectList([SchedulePanel(), *Page.promote_panels], heading=_("Publication")),
        ],
        base_form_class=EventForm,
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("place"),
        index.SearchField("body"),
        index.FilterField("starts_at"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["starts_at"], name="event_starts_at"),
            models.Index(fields=["ends_at"], name="event_ends_at"),
        ]

    @property
    def picture_alt(self):
        return self.image_alt or (self.image.description if self.image else "")

    @property
    def is_over(self):
        return self.ends_at is not None and self.ends_at < timezone.now()

    @property
    def lasts_days(self):
        """Whether it begins and ends on different days of the council's clock."""
        return timezone.localdate(self.starts_at) != timezone.localdate(self.ends_at)

    @property
    def is_within_month(self):
        """Whole days of one month are said shortly: «22–24 января»."""
        first, last = timezone.localdate(self.starts_at), timezone.localdate(self.ends_at)
        return self.is_whole_day and (first.year, first.month) == (last.year, last.month)

    @property
    def registration_closes_at(self):
        return self.registration_until or self.starts_at

    @cached_property
    def places_left(self):
        """How many may still register; None without a limit."""
        return None if self.places is None else max(self.places - self.registered_for.registrations.count(), 0)

    @cached_property
    def registered_for(self):
        """The event people register for: they come to one hall, whatever language they read of it in."""
        return original_of(self)

    @property
    def is_registration_open(self):
        return bool(
            self.live
            and self.takes_registrations
            and not self.is_cancelled
            and self.consent_text
            and self.registration_closes_at
            and self.registration_closes_at > timezone.now()
            and self.places_left != 0
        )

    @path("register/", name="register")
    def register_page(self, request):
        """The form, on a page of its own: the event's page is the same for all readers."""
        from home.registering import serve_registration

        return serve_registration(self.registered_for, request)

    @path("calendar/", name="calendar")
    def calendar_file(self, request):
        """The event for the reader's own calendar."""
        from home.event_calendar import event_file

        return event_file(self, request)

    def get_context(self, request, *args, **kwargs):
        if self.is_registration_open:
            # A page kept for strangers says in time that the list is closed.
            keep_until(request, self.registration_closes_at)
        return super().get_context(request, *args, **kwargs) | {
            "index_page": self.get_parent(),
            "calendar_url": (self.get_url(request) or "") + "calendar/",
            "register_url": (self.get_url(request) or "") + "register/",
        }


class RegistrationQuerySet(models.QuerySet):
    def outlived(self, now=None):
        """Those whose event is so long over that they must go."""
        now = now or timezone.now()
        over = EventPage.objects.filter(ends_at__lt=now).order_by().values_list("pk", "ends_at", "kept_days")
        events = [pk for pk, ends, days in over.iterator() if ends + datetime.timedelta(days=days) < now]
        return self.filter(event__in=events)


class EventRegistration(models.Model):
    """Somebody who is coming to an event, with the words they agreed to."""

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="registrations")
    name = models.CharField(_("surname and name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"))
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    consent_text = models.TextField(_("agreed to"))
    registered_at = models.DateTimeField(_("registered"), default=timezone.now)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration for an event")
        verbose_name_plural = _("registrations for events")
        ordering = ["registered_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["event", "email"], name="one_registration_of_an_address")]

    def __str__(self):
        return self.name
