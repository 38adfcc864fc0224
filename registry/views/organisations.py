"""The card of an organisation: new, changed, and read whole."""

from collections import Counter

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.widgets import HeaderButton
from wagtail.admin.widgets.button import Button

from cms.templatetags.charts import Bar
from registry.access import RegistryAccess
from registry.coverage import QUARTER, organisations_seen
from registry.models import Body, Duty, Organisation, OrganisationKind, OrganisationPaper
from registry.templatetags.organisation_words import grouped
from registry.views.organisation_links import card_url, form_url


class OrganisationAddView(generic.CreateView):
    """A new card; the organisation from which one came is already its superior."""

    def get_initial_form_instance(self):
        superior = self.request.GET.get("superior", "")
        if self.request.method == "GET" and superior.isdecimal():
            organisation = Organisation.objects.filter(pk=superior).first()
            if organisation and RegistryAccess.of(self.request.user).keeps(organisation.path):
                return Organisation(superior=organisation)
        return None

    def get_success_url(self):
        return card_url(self.object)


class OrganisationEditView(generic.EditView):
    def get_success_url(self):
        return card_url(self.object)


class OrganisationCardView(generic.InspectView):
    """Everything known of one organisation, and what is not known."""

    template_name = "registry/organisations/card.html"

    @cached_property
    def access(self):
        return RegistryAccess.of(self.request.user)

    @cached_property
    def trail(self):
        return list(Organisation.objects.above(self.object))

    @cached_property
    def keeps(self):
        return self.access.keeps(self.object.path)

    def get_edit_url(self):
        return form_url(self.object) if self.keeps else None

    def get_delete_url(self):
        return reverse("organisation:delete", args=[self.object.pk]) if self.keeps else None

    def get_page_title(self):
        return self.object.name

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("organisation:index"), "label": _("Organisations")},
            *({"url": card_url(organisation), "label": str(organisation)} for organisation in self.trail),
            {"url": "", "label": str(self.object)},
        ]

    @cached_property
    def header_buttons(self):
        if not self.keeps:
            return []
        return [HeaderButton(_("Edit"), url=form_url(self.object), icon_name="edit")]

    @cached_property
    def header_more_buttons(self):
        if not self.keeps:
            return []
        history = reverse("organisation:history", args=[self.object.pk])
        merge = reverse("registry_merge_organisation", args=[self.object.pk])
        return [
            Button(_("History"), url=history, icon_name="history", priority=10),
            Button(_("Merge with a duplicate"), url=merge, icon_name="copy", priority=15),
            Button(_("Close or delete"), url=self.get_delete_url(), icon_name="bin", priority=20),
        ]

    def get_context_data(self, **kwargs):
        today, organisation = timezone.localdate(), self.object
        duties = list(Duty)
        posts = sorted(organisation.posts.select_related("person"), key=lambda post: duties.index(post.duty))
        counts = list(organisation.counts.all())
        papers = list(organisation.papers.all())
        return super().get_context_data(
            organisation=organisation,
            keeps=self.keeps,
            trail=self.trail,
            today=today,
            aliases=list(organisation.aliases.all()),
            contacts=list(organisation.contacts.all().shown(to_the_secretariat=self.keeps)),
            posts=[post for post in posts if post.until is None or post.until >= today],
            former_posts=sorted(
                (post for post in posts if post.until is not None and post.until < today),
                key=lambda post: post.until,
                reverse=True,
            ),
            missing_duties=self._missing_duties(posts, today),
            bodies=self._bodies(),
            resources=list(organisation.resources.all().with_last_reading(today)),
            stale_days=QUARTER,
            counts=counts,
            count_bars=self._count_bars(counts),
            papers=papers,
            lacks_programme=organisation.is_union
            and not any(paper.kind == OrganisationPaper.Kind.PROGRAMME and paper.is_current(today) for paper in papers),
            kinds_under=self._kinds_under(),
            tree_url=f"{reverse('organisation:index')}?below={organisation.pk}",
            **kwargs,
        )

    def _bodies(self):
        bodies = list(Body.objects.filter(organisation=self.object))
        screen = "body:edit" if self.keeps else "body:inspect"
        for body in bodies:
            body.url = reverse(screen, args=[body.pk])
        return bodies

    def _missing_duties(self, posts, day):
        if not self.object.is_union or self.object.is_closed(timezone.localdate()):
            return []
        held = {post.duty for post in posts if post.is_current(day)}
        return [duty.label for duty in (Duty.CHAIR, Duty.INFORMATION, Duty.ACCOUNTING) if duty not in held]

    def _count_bars(self, counts):
        latest = [count for count in counts if count.members is not None][:6]
        return [
            Bar(f"{count.counted_on:%d.%m.%Y}", count.members, grouped(count.members)) for count in reversed(latest)
        ]

    def _kinds_under(self):
        seen = organisations_seen(self.access).below(self.object).active(timezone.localdate())
        numbers = Counter(seen.order_by().values_list("kind", flat=True))
        base = f"{reverse('organisation:index')}?below={self.object.pk}"
        return [
            {"label": label, "number": numbers[kind], "url": f"{base}&kind={kind}"}
            for kind, label in OrganisationKind.choices
            if numbers[kind]
        ]
