"""The screens of approval routes: whom a council asks, in what order, and how long they may take."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from registry.forms import admit_only_what_may_be_chosen, forget_what_may_not_be_chosen
from resolutions.models import ApprovalRoute
from resolutions.views.council_lists import CouncilListViewSet, councils_of


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


class ApprovalRouteIndexView(IndexView):
    """The routes of the account's councils."""

    def get_base_queryset(self):
        routes = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return routes.select_related("organisation").annotate(approvers=Count("steps"))


class ApprovalRouteViewSet(CouncilListViewSet):
    model = ApprovalRoute
    icon = "clipboard-list"
    menu_label = _("Approval routes")
    menu_order = 20
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
