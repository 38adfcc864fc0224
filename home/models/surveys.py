"""Forms and surveys the editors build: answers are kept apart from their consent and go when their time is over."""

import datetime

from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.forms.models import AbstractFormField, AbstractFormSubmission, FormMixin
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.pages import CouncilPage
from home.models.public_lists import PublicListQuerySet
from home.schedule_panel import SchedulePanel
from home.survey_form import SurveyBuilder, SurveyPageForm
from home.survey_results import charts_of

COUNTED_FIELDS = ("checkbox", "checkboxes", "dropdown", "multiselect", "radio")


class SurveyQuerySet(PublicListQuerySet):
    def for_listing(self):
        """Those that can still be answered first, then by date."""
        return self.defer("intro").order_by("-first_published_at", "-pk")

    def open_on(self, day):
        """Those that take answers on the day."""
        return self.filter(models.Q(opens_on=None) | models.Q(opens_on__lte=day)).filter(
            models.Q(closes_on=None) | models.Q(closes_on__gte=day)
        )


class SurveysPage(CouncilPage):
    """The forms and surveys of a council."""

    lead = models.TextField(_("lead"), blank=True)

    template = "home/surveys_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.SurveyPage"]
    page_description = _("Forms and surveys readers answer on the site")
    content_panels = [*Page.content_panels, "lead"]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    shown = 100

    class Meta:
        verbose_name = _("list of surveys")
        verbose_name_plural = _("lists of surveys")

    def get_context(self, request, *args, **kwargs):
        surveys, day = SurveyPage.objects.published_under(self).for_listing(), timezone.localdate()
        open_now = list(surveys.open_on(day)[: self.shown])
        rest = surveys.exclude(pk__in=[survey.pk for survey in open_now])
        return super().get_context(request, *args, **kwargs) | {"open": open_now, "closed": rest[: self.shown]}


class SurveyPage(RoutablePageMixin, FormMixin, CouncilPage):
    """A form or survey: its questions, the words of consent, and what becomes of the answers."""

    class Results(models.TextChoices):
        NEVER = "never", _("nobody but the editors")
        CLOSED = "closed", _("everybody, once it is closed")
        ALWAYS = "always", _("everybody, at once")

    intro = RichTextField(
        _("what is asked and why"), blank=True, features=["bold", "italic", "link", "document-link", "ol", "ul"]
    )
    opens_on = models.DateField(_("answers from"), null=True, blank=True)
    closes_on = models.DateField(_("answers until"), null=True, blank=True, help_text=_("The last day."))
    thanks = models.TextField(
        _("words after sending"), blank=True, help_text=_("Empty: “Thank you, your answer has been received”.")
    )
    consent_text = models.TextField(
        _("words of consent"),
        blank=True,
        help_text=_(
            "Needed if you ask for a name, an address or anything else of a person. They stand beside a tick of their "
            "own, apart from the button that sends, and are kept with the answer."
        ),
    )
    kept_days = models.PositiveSmallIntegerField(
        _("keep answers, days"), default=365, help_text=_("An older answer is deleted by itself, its figures too.")
    )
    shows_results = models.CharField(
        _("who sees the figures"),
        max_length=10,
        choices=Results,
        default=Results.NEVER,
        help_text=_("Only questions with given answers are counted; typed words are never shown."),
    )

    objects = PageManager.from_queryset(SurveyQuerySet)()

    base_form_class = SurveyPageForm
    form_builder = SurveyBuilder
    preview_modes = Page.DEFAULT_PREVIEW_MODES
    template = "home/survey_page.html"
    landing_page_template = "home/survey_thanks.html"
    parent_page_types = ["home.SurveysPage"]
    subpage_types = []
    page_description = _("Questions readers answer on the site")
    question_panels = [
        *Page.content_panels,
        "intro",
        InlinePanel("form_fields", label=_("Question"), heading=_("Questions")),
        "thanks",
    ]
    rules_panels = [
        FormSubmissionsPanel(),
        FieldRowPanel(["opens_on", "closes_on"]),
        "consent_text",
        MultiFieldPanel(["kept_days", "shows_results"], heading=_("What becomes of the answers")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(question_panels, heading=_("Questions")),
            ObjectList(rules_panels, heading=_("Term, consent, answers")),
            ObjectList([SchedulePanel(), *Page.promote_panels], heading=_("Publication")),
        ],
        base_form_class=SurveyPageForm,
    )
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("form or survey")
        verbose_name_plural = _("forms and surveys")

    @property
    def is_open(self):
        day = timezone.localdate()
        return (self.opens_on is None or self.opens_on <= day) and (self.closes_on is None or self.closes_on >= day)

    @property
    def is_closed(self):
        return self.closes_on is not None and self.closes_on < timezone.localdate()

    @property
    def has_public_results(self):
        """Whether everybody may see the figures today."""
        return self.shows_results == self.Results.ALWAYS or (
            self.shows_results == self.Results.CLOSED and self.is_closed
        )

    @cached_property
    def counted_questions(self):
        return [field for field in self.form_fields.all() if field.field_type in COUNTED_FIELDS]

    def get_submission_class(self):
        return SurveyAnswer

    def get_data_fields(self):
        return [*super().get_data_fields(), ("consent_text", _("Agreed to"))]

    def process_form_submission(self, form):
        answers = {name: value for name, value in form.cleaned_data.items() if name not in form.own_fields}
        return SurveyAnswer.objects.create(form_data=answers, page=self, consent_text=self.consent_text)

    @path("")
    def answer_page(self, request):
        from home.answering import serve_survey

        return serve_survey(self, request)

    @path("results/", name="results")
    def results_page(self, request):
        """The figures of the questions with given answers; never a name or typed words."""
        if not (self.has_public_results and self.counted_questions):
            raise Http404
        return self.render(request, template="home/survey_results.html", context_overrides=charts_of(self))

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "index_page": self.get_parent(),
            "results_url": f"{self.get_url(request) or ''}results/" if self.has_public_results else "",
        }


KINDS_OF_ANSWER = [
    ("singleline", _("a line of text")),
    ("multiline", _("several lines of text")),
    ("radio", _("one of several")),
    ("checkboxes", _("several of a list")),
    ("dropdown", _("one of a long list")),
    ("multiselect", _("several of a long list")),
    ("checkbox", _("a tick: yes or no")),
    ("number", pgettext_lazy("kind of answer", "a number")),
    ("date", _("a day")),
    ("datetime", _("a day and hour")),
    ("email", _("an e-mail address")),
    ("url", _("an address on the internet")),
]


class SurveyField(AbstractFormField):
    """One question of a form."""

    page = ParentalKey(SurveyPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("kind of answer"), max_length=16, choices=KINDS_OF_ANSWER)
    field_type.required_on_save = True

    panels = [
        FieldPanel("label", heading=_("Question"), help_text=_("As readers see it.")),
        FieldPanel("help_text", heading=_("Explanation of the question")),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("required", heading=_("An answer is needed"))]),
        FieldPanel(
            "choices",
            heading=_("Answers to choose from"),
            help_text=_("Each on a line of its own; only where one chooses from a list."),
            classname="formbuilder-choices",
        ),
        FieldPanel("default_value", classname="formbuilder-default"),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")


class AnswerQuerySet(models.QuerySet):
    def outlived(self, now=None):
        """Those whose time of keeping is over."""
        now = now or timezone.now()
        surveys = SurveyPage.objects.order_by().values_list("pk", "kept_days")
        late = models.Q(pk__in=[])
        for pk, days in surveys.filter(pk__in=self.order_by().values("page")).iterator():
            late |= models.Q(page=pk, submit_time__lt=now - datetime.timedelta(days=days))
        return self.filter(late)


class SurveyAnswer(AbstractFormSubmission):
    """One answer, with the words its author agreed to; nothing tells who or where from, but what was typed."""

    consent_text = models.TextField(_("agreed to"), blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [models.Index(fields=["page", "submit_time"], name="answers_of_a_survey")]

    def get_data(self):
        return {**super().get_data(), "consent_text": self.consent_text}
