"""What each correspondent sent in a period: drafted, waiting, published."""

import datetime

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Count, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page, PageLogEntry

from control.boards.export import spreadsheet
from home.admin.sections import EditorsDoor
from home.editing import councils_edited_by
from home.models import NewsPage, NewsSectionPage

MOST_ROWS = 500


class PeriodForm(forms.Form):
    """From which day to which."""

    since = forms.DateField(label=pgettext_lazy("period", "From"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=pgettext_lazy("period", "To"), required=False, widget=AdminDateInput)

    def clean(self):
        data = super().clean()
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("The last day is before the first."))
        return data


class ContributionsView(EditorsDoor, WagtailAdminTemplateMixin, TemplateView):
    """A row for every author of a section: how many pieces were begun and how many are published."""

    template_name = "home/admin/contributions.html"
    page_title = gettext_lazy("What correspondents sent")
    header_icon = "edit"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def form(self):
        today = timezone.localdate()
        asked = self.request.GET if {"since", "until"} & set(self.request.GET) else None
        return PeriodForm(asked, initial={"since": today.replace(month=1, day=1), "until": today})

    @cached_property
    def period(self):
        """The days asked for, both counted; this year up to today unless asked otherwise."""
        given = self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}
        today = timezone.localdate()
        return given.get("since") or today.replace(month=1, day=1), given.get("until") or today

    def rows(self):
        """Sections with their authors; the council's own news stands under its list."""
        first, last = self.period
        begin = timezone.make_aware(datetime.datetime.combine(first, datetime.time.min))
        end = timezone.make_aware(datetime.datetime.combine(last, datetime.time.max))
        within = Q(pk__in=[])
        for home in councils_edited_by(self.request.user):
            within |= Q(path__startswith=home.path)
        begun = PageLogEntry.objects.filter(action="wagtail.create", timestamp__range=(begin, end))
        drafted = Q(pk__in=begun.order_by().values("page"))
        published = Q(first_published_at__range=(begin, end))
        news = NewsPage.objects.filter(within).order_by()
        counted = news.annotate(section=Substr("path", 1, Length("path") - Page.steplen))
        return self._named(counted.filter(drafted | published), drafted, published)

    def _named(self, news, drafted, published):
        rows = list(
            news.values("section", "owner")
            .annotate(
                drafted=Count("pk", filter=drafted),
                published=Count("pk", filter=published),
                waiting=Count("pk", filter=Q(live=False)),
            )
            .order_by("section", "owner")[:MOST_ROWS]
        )
        users = get_user_model().objects.in_bulk([row["owner"] for row in rows if row["owner"]])
        places = {page.path: page for page in Page.objects.filter(path__in={row["section"] for row in rows})}
        sections = NewsSectionPage.objects.select_related("organisation").filter(path__in=places)
        organisations = {section.path: section.organisation for section in sections}
        for row in rows:
            user = users.get(row["owner"])
            row["author"] = (user.get_full_name() or user.get_username()) if user else _("nobody named")
            row["page"] = places.get(row["section"])
            row["organisation"] = organisations.get(row["section"])
        return rows

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            return self.as_spreadsheet()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = self.rows()
        totals = {name: sum(row[name] for row in rows) for name in ("drafted", "published", "waiting")}
        first, last = self.period
        return super().get_context_data(form=self.form, rows=rows, totals=totals, first=first, last=last, **kwargs)

    def as_spreadsheet(self):
        first, last = self.period
        headings = [_("Section"), _("Organisation"), _("Author"), _("Written"), _("Published"), _("Not published yet")]
        rows = [
            [
                row["page"].title if row["page"] else "",
                str(row["organisation"] or ""),
                row["author"],
                row["drafted"],
                row["published"],
                row["waiting"],
            ]
            for row in self.rows()
        ]
        name = _("Correspondents, %(first)s to %(last)s") % {"first": first, "last": last}
        return spreadsheet(name, headings, rows, widths=(32, 40, 30, 12, 14, 20))
