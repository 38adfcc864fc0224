"""The screens of approval routes: whom a council asks, in what order, and how long they may take."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from registry.access import RegistryAccess, may_anywhere
from registry.forms import admit_only_what_may_be_chosen, forget_what_may_not_be_chosen
from registry.models import CouncilRole, Organisation
from resolutions.models import ApprovalRoute

RIGHT = "set_routes"


class RoutePermissionPolicy(BasePermissionPolicy):
    """Whoever sets the routes of a council does everything with them, and with no others."""

    def user_has_permission(self, user, action):
        return RegistryAccess.of(user).has(RIGHT)

    def user_has_permission_for_instance(self, user, action, instance):
        return RegistryAccess.of(user).may(RIGHT, instance.organisation.path)

    def instances_user_has_any_permission_for(self, user, actions):
        return self.model._default_manager.filter(RegistryAccess.of(user).within(RIGHT, "organisation__path"))

    def users_with_any_permission(self, actions):
        raise NotImplementedError


class ApprovalRouteForm(WagtailAdminModelForm):
    """A council sets its own routes, of people it may name; a route has at least one approver."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        councils = councils_of(self.for_user)
        if self.instance.pk is None and "organisation" not in self.initial and len(councils) == 1:
            self.initial["organisation"] = councils[0].pk
        if not self.for_user.is_superuser:
            for form in self._all_forms():
                admit_only_what_may_be_chosen(form, self.for_user)

    def _all_forms(self):
        return [self, *(row for formset in self.formsets.values() for row in formset.forms)]

    def clean_organisation(self):
        council = self.cleaned_data["organisation"]
        if council not in councils_of(self.for_user):
            self.add_error("organisation", _("Choose a council whose routes you set."))
        return council

    def is_valid(self):
        valid = super().is_valid()
        steps = self.formsets["steps"]
        named = [
            row for row in steps.forms if row not in steps.deleted_forms and (row.instance.pk or row.has_changed())
        ]
        if valid and not named:
            self.add_error(None, _("Name at least one approver."))
            valid = False
        if not valid:
            for form in self._all_forms():
                forget_what_may_not_be_chosen(form)
        return valid


def councils_of(user):
    """The organisations whose routes the account sets."""
    councils = Organisation.objects.filter(pk__in=CouncilRole.objects.values("organisation"))
    return list(councils.filter(RegistryAccess.of(user).within(RIGHT)))


class ApprovalRouteIndexView(IndexView):
    """The routes of the account's councils."""

    def get_base_queryset(self):
        routes = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return routes.select_related("organisation").annotate(approvers=Count("steps"))


class ApprovalRouteViewSet(ModelViewSet):
    model = ApprovalRoute
    icon = "clipboard-list"
    menu_label = _("Approval routes")
    menu_order = 20
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = ApprovalRouteIndexView
    list_display = ["__str__", "organisation", Column("approvers", label=_("Approvers"))]
    url_prefix = "approval-routes"
    name = "approval_routes"
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "A draft of this kind is sent to these people when its author submits it. Without a route one "
                    "approver of the council answers, whoever is first."
                )
            ),
            FieldRowPanel([FieldPanel("organisation"), "document_type"]),
            "voids",
            InlinePanel(
                "steps",
                heading=_("Approvers"),
                label=_("Approver"),
                help_text=_(
                    "Those with turn 1 are asked at once, side by side. When all of them have answered, those with "
                    "turn 2 are asked, and so on. To ask one after another, give each a turn of its own."
                ),
                panels=[
                    FieldRowPanel(["stage", "working_days"]),
                    "person",
                    FieldRowPanel([FieldPanel("organisation"), "duty"]),
                    "substitute",
                    "is_mandatory",
                ],
            ),
        ],
        base_form_class=ApprovalRouteForm,
    )

    @property
    def permission_policy(self):
        return RoutePermissionPolicy(self.model)

    def get_menu_item(self, order=None):
        item = super().get_menu_item(order)
        item.is_shown = may_anywhere(RIGHT)
        return item

    def construct_view(self, view_class, **kwargs):
        view, policy = super().construct_view(view_class, **kwargs), self.permission_policy

        def guarded(request, *args, **parts):
            if "pk" in parts:
                route = get_object_or_404(ApprovalRoute.objects.select_related("organisation"), pk=parts["pk"])
                if not policy.user_has_permission_for_instance(request.user, "change", route):
                    raise PermissionDenied
            return view(request, *args, **parts)

        return guarded
