"""Readings: today's subscribers and last publications of many pages, on one screen."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from registry.access import RegistryAccess
from registry.choosers import organisation_chooser
from registry.coverage import QUARTER
from registry.link_check import begin_check, may_begin_check
from registry.models import InformationResource, Organisation, ResourceReading
from registry.views.organisation_tree import without_foreign_place

MOST_SUBSCRIBERS = 2_147_483_647


class PlaceForm(forms.Form):
    """Below which organisation the pages are read."""

    below = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Organisation and everything under it"),
        required=False,
        widget=organisation_chooser.widget_class,
    )

    def __init__(self, data, access):
        kept = access.limit(Organisation.objects.all(), "read_resources")
        super().__init__(without_foreign_place(data, kept) or None)
        self.fields["below"].queryset = kept


class ReadingForm(forms.Form):
    """What is seen on one page today; untouched rows say nothing."""

    subscribers = forms.IntegerField(
        label=gettext_lazy("Subscribers"), required=False, min_value=0, max_value=MOST_SUBSCRIBERS
    )
    last_published_on = forms.DateField(label=gettext_lazy("Last publication"), required=False)

    def __init__(self, resource, day, data=None):
        today = resource.readings_of_today[0] if resource.readings_of_today else None
        super().__init__(
            data,
            prefix=f"page-{resource.pk}",
            initial={
                "subscribers": today.subscribers if today else None,
                "last_published_on": today.last_published_on if today else None,
            },
        )
        self.resource, self.day, self.reading = resource, day, today
        self.fields["subscribers"].widget.attrs |= {
            "class": "org-narrow",
            "inputmode": "numeric",
            "aria-label": f"{_('Subscribers')}: {resource.organisation}, {resource.url}",
        }
        self.fields["last_published_on"].widget = forms.DateInput(
            format="%Y-%m-%d",
            attrs={
                "type": "date",
                "class": "org-narrow",
                "max": day.isoformat(),
                "aria-label": f"{_('Last publication')}: {resource.organisation}, {resource.url}",
            },
        )
        self.fields["last_published_on"].input_formats = ["%Y-%m-%d", "%d.%m.%Y"]
        for name in self.fields:
            if data is not None and name in self.errors:
                self.fields[name].widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"error-{self.prefix}"}

    def clean_last_published_on(self):
        day = self.cleaned_data["last_published_on"]
        if day and day > self.day:
            raise ValidationError(_("This day has not come yet."))
        return day

    def save(self):
        """Keep the reading of the day; emptied fields take it back."""
        seen = {name: self.cleaned_data[name] for name in ("subscribers", "last_published_on")}
        if all(value is None for value in seen.values()):
            if self.reading:
                self.reading.delete()
        else:
            ResourceReading.objects.update_or_create(resource=self.resource, read_on=self.day, defaults=seen)


class ReadersOnly:
    """Lets in whoever may enter readings, and shows only the pages of one's own councils."""

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("read_resources"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def access(self):
        return RegistryAccess.of(self.request.user)

    @cached_property
    def place_form(self):
        return PlaceForm(self.request.GET, self.access)

    @cached_property
    def below(self):
        return self.place_form.cleaned_data.get("below") if self.place_form.is_valid() else None

    @cached_property
    def organisations(self):
        mine = self.access.limit(Organisation.objects.all(), "read_resources").active(timezone.localdate())
        return mine.at_or_below(self.below) if self.below else mine

    @property
    def place(self):
        return f"?below={self.below.pk}" if self.below else ""


class ReadingsView(ReadersOnly, WagtailAdminTemplateMixin, TemplateView):
    """A row for every page below an organisation; all rows that are right are saved at once."""

    template_name = "registry/organisations/readings.html"
    page_title = gettext_lazy("Readings")
    header_icon = "view"
    per_page = 50

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("organisation:index"), "label": _("Organisations")},
            {"url": "", "label": self.page_title},
        ]

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def page(self):
        resources = (
            InformationResource.objects.in_use(self.today)
            .filter(organisation__in=self.organisations.order_by())
            .with_last_reading(self.today)
            .select_related("organisation")
            .prefetch_related(
                Prefetch(
                    "readings",
                    queryset=ResourceReading.objects.filter(read_on=self.today),
                    to_attr="readings_of_today",
                )
            )
            .order_by("organisation__name", "organisation", "kind", "pk")
        )
        return Paginator(resources, self.per_page).get_page(self.request.GET.get("p"))

    def forms_for(self, data=None):
        """A form for every page; those that were not in the posted table keep what they have."""
        posted = set(data.getlist("page")) if data else set()
        return [
            ReadingForm(resource, self.today, data if str(resource.pk) in posted else None) for resource in self.page
        ]

    def post(self, request, *args, **kwargs):
        rows = self.forms_for(request.POST)
        changed = [form for form in rows if form.is_bound and form.has_changed()]
        right = [form for form in changed if form.is_valid()]
        with transaction.atomic():
            for form in right:
                form.save()
        wrong = len(changed) - len(right)
        if right:
            text = ngettext("%(number)d reading is saved.", "%(number)d readings are saved.", len(right))
            messages.success(request, text % {"number": len(right)})
        if wrong:
            text = ngettext("%(number)d row is not saved.", "%(number)d rows are not saved.", wrong)
            messages.error(request, text % {"number": wrong} + " " + _("Correct what is said at it and save again."))
            return self.render_to_response(self.get_context_data(rows=rows))
        if not changed:
            messages.info(request, _("Nothing was changed."))
        return redirect(request.get_full_path())

    def get_context_data(self, **kwargs):
        kwargs.setdefault("rows", self.forms_for())
        return super().get_context_data(
            place_form=self.place_form,
            media=self.place_form.media,
            below=self.below,
            place=self.place,
            page=self.page,
            today=self.today,
            stale_days=QUARTER,
            check_url=reverse("registry_readings:check") + self.place,
            **kwargs,
        )


class CheckLinksView(ReadersOnly, View):
    """Has the links below an organisation opened, outside the request."""

    http_method_names = ["post"]

    def post(self, request):
        resources = InformationResource.objects.in_use(timezone.localdate()).filter(
            organisation__in=self.organisations.order_by()
        )
        keys = list(resources.order_by("pk").values_list("pk", flat=True))
        if not keys:
            messages.info(request, _("There are no links to check."))
        elif not may_begin_check(len(keys)):
            messages.warning(
                request,
                _(
                    "%(number)d links are too many to open while you wait: this installation does its work at once. "
                    "Choose a smaller organisation, or ask the administrator to run “manage.py check_links”."
                )
                % {"number": len(keys)},
            )
        else:
            begin_check(keys)
            text = ngettext(
                "%(number)d link is being checked; see the column “Opens”.",
                "%(number)d links are being checked; see the column “Opens”.",
                len(keys),
            )
            messages.success(request, text % {"number": len(keys)})
        return redirect(reverse("registry_readings:index") + self.place)
