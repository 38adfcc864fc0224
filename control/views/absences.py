"""The screens of absences: the secretariat keeps those of its people, everybody their own."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from control.models import Absence
from registry.access import RegistryAccess
from registry.forms import admit_only_what_may_be_chosen, forget_what_may_not_be_chosen
from registry.models import Person

RIGHT = "change"


def keeps_absences(request):
    """Whether the account has absences to keep: those of a council's people, or its own."""
    user = request.user
    return RegistryAccess.of(user).has(RIGHT) or Person.objects.filter(user=user.pk).exists()


def people_of(user):
    """Those whose absences the account keeps: the people of its councils, and itself."""
    access = RegistryAccess.of(user)
    # No condition at all, joined by "or" to another, would be left out.
    return Person.objects.all() if access.everything else Person.objects.filter(access.within(RIGHT) | Q(user=user.pk))


class AbsencePermissionPolicy(BasePermissionPolicy):
    """Whoever keeps a person's card keeps the absences, too; and the person does."""

    def user_has_permission(self, user, action):
        return RegistryAccess.of(user).has(RIGHT) or Person.objects.filter(user=user.pk).exists()

    def user_has_permission_for_instance(self, user, action, instance):
        person = instance.person
        return RegistryAccess.of(user).may(RIGHT, person.path) or person.user_id == user.pk

    def instances_user_has_any_permission_for(self, user, actions):
        return self.model._default_manager.filter(person__in=people_of(user).order_by().values("pk"))

    def users_with_any_permission(self, actions):
        raise NotImplementedError


class AbsenceForm(WagtailAdminModelForm):
    """Who is away, from when to when, and who stands in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].required = True
        if not self.for_user.is_superuser:
            admit_only_what_may_be_chosen(self, self.for_user)
        # Oneself, too, whom an account without rights in the registry could not choose.
        self.fields["person"].queryset = people_of(self.for_user)
        own = Person.objects.filter(user=self.for_user.pk).first()
        if own and self.instance.pk is None and not RegistryAccess.of(self.for_user).has(RIGHT):
            self.initial.setdefault("person", own.pk)

    def clean(self):
        cleaned = super().clean()
        person, substitute = cleaned.get("person"), cleaned.get("substitute")
        if person and substitute == person:
            self.add_error("substitute", _("Choose somebody else: nobody stands in for themselves."))
        since, until = cleaned.get("since"), cleaned.get("until")
        if person and since and not (until and until < since):
            told = Absence(person=person, since=since, until=until)
            for other in person.absences.exclude(pk=self.instance.pk):
                if told.overlaps(other):
                    self.add_error("since", told.clash_with(other))
                    break
        return cleaned

    def is_valid(self):
        valid = super().is_valid()
        if not valid:
            forget_what_may_not_be_chosen(self)
        return valid


class AbsenceIndexView(IndexView):
    """Who is away and when, the latest first."""

    template_name = "control/absences/index.html"
    results_template_name = "control/absences/index_results.html"
    is_searchable = False

    def get_base_queryset(self):
        absences = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return absences.select_related("person__organisation", "substitute").order_by("-since", "pk")

    @cached_property
    def columns(self):
        return [
            TitleColumn("person", label=_("Person"), get_url=self.get_edit_url),
            Column("organisation", label=_("Organisation"), accessor="person.organisation"),
            Column("days", label=_("Days"), accessor="term_text"),
            Column("substitute", label=_("Substitute"), accessor=lambda absence: absence.substitute or "—"),
            Column("now", label=_("Now"), accessor=_now),
        ]


def _now(absence):
    return _("away today") if absence.is_current(timezone.localdate()) else ""


class AbsenceViewSet(ModelViewSet):
    model = Absence
    icon = "calendar-alt"
    menu_label = _("Absences")
    menu_order = 30
    add_to_settings_menu = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = AbsenceIndexView
    url_prefix = "absences"
    name = "control_absences"
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "While a person is away, the substitute gets the letters about deadlines. Where there is no "
                    "substitute, or both are away, the controller is told."
                )
            ),
            "person",
            FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
            "substitute",
        ],
        base_form_class=AbsenceForm,
    )

    @property
    def permission_policy(self):
        return AbsencePermissionPolicy(self.model)

    def get_menu_item(self, order=None):
        item = super().get_menu_item(order)
        item.is_shown = keeps_absences
        return item

    def construct_view(self, view_class, **kwargs):
        view, policy = super().construct_view(view_class, **kwargs), self.permission_policy

        def guarded(request, *args, **parts):
            if "pk" in parts:
                absence = get_object_or_404(Absence.objects.select_related("person"), pk=parts["pk"])
                if not policy.user_has_permission_for_instance(request.user, "change", absence):
                    raise PermissionDenied
            return view(request, *args, **parts)

        return guarded
