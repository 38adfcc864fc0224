"""What the screens of every kind of party share."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from registry.permissions import RegistryPermissionPolicy
from registry.views.history import PartyHistoryView

CASES = MultiFieldPanel(
    ["name_genitive", "name_dative", "name_accusative"],
    heading=_("Cases"),
    help_text=_("As texts use them. Suggestions are only suggestions: correct them before you save."),
    classname="collapsed",
)
ALIASES = InlinePanel("aliases", label=_("Alias"), heading=_("Aliases"), panels=["name"])
NAMES = ["name", "short_name", CASES, ALIASES]


class PartyViewSet(ModelViewSet):
    """Forms of one kind of party, each address of which asks whether this account may touch this very party."""

    copy_view_enabled = False
    list_per_page = 50
    add_to_reference_index = True
    history_view_class = PartyHistoryView

    @property
    def permission_policy(self):
        return RegistryPermissionPolicy(self.model)

    def construct_view(self, view_class, **kwargs):
        view = super().construct_view(view_class, **kwargs)
        required = getattr(view_class, "permission_required", None)
        rights = [required] if required else ["view"]
        policy, model = self.permission_policy, self.model

        def guarded(request, *args, **parts):
            if "pk" in parts:
                party = get_object_or_404(model, pk=parts["pk"])
                if not policy.user_has_any_permission_for_instance(request.user, rights, party):
                    raise PermissionDenied
            return view(request, *args, **parts)

        return guarded

    def get_queryset(self, request):
        return self.permission_policy.instances_user_has_permission_for(request.user, "view")
