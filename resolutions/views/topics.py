"""Topics: the council's list of them, and which an act has; before and after registration alike."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from registry.access import RegistryAccess
from registry.models import Organisation
from resolutions.browsing.listing import relist
from resolutions.models import ActTopic, ListedAct, ResolutionPage, Topic
from resolutions.views.council_lists import RIGHT, CouncilListViewSet, councils_of


class TopicForm(WagtailAdminModelForm):
    """A council keeps its own topics, and no others."""

    class Meta:
        model = Topic
        fields = ["organisation", "name", "is_closed"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        councils = councils_of(self.for_user)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[council.pk for council in councils])
        if self.instance.pk:
            # The acts of one council cannot get the topics of another.
            field.disabled = True
        elif len(councils) == 1:
            field.initial = councils[0].pk


class TopicIndexView(IndexView):
    """The topics of the account's councils, each with the number of its acts."""

    def get_base_queryset(self):
        topics = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        present = Count("act_topics", filter=Q(act_topics__removed_at=None))
        return topics.select_related("organisation").annotate(acts=present)


class TopicViewSet(CouncilListViewSet):
    model = Topic
    icon = "tag"
    menu_label = gettext_lazy("Topics of acts")
    menu_order = 26
    index_view_class = TopicIndexView
    list_display = ["name", "organisation", Column("acts", label=gettext_lazy("Acts"))]
    url_prefix = "topics"
    name = "topics"

    def get_form_class(self, for_update=False):
        return TopicForm


class ActTopicsForm(forms.Form):
    """The topics of one act, from the list of its council; those it has stay on offer when they are closed."""

    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Topics"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, act, **kwargs):
        super().__init__(*args, **kwargs)
        of_council = Topic.objects.filter(organisation=act.council_organisation)
        had = act.act_topics.present().values("topic")
        self.fields["topics"].queryset = of_council.filter(Q(is_closed=False) | Q(pk__in=had))


class ActTopicsView(WagtailAdminTemplateMixin, FormView):
    """Which topics an act has; the text of a registered act is not touched by them."""

    form_class = ActTopicsForm
    template_name = "resolutions/public/act_topics.html"
    page_title = gettext_lazy("Topics of the act")
    header_icon = "tag"

    def dispatch(self, request, *args, **kwargs):
        right = "register" if self.act.is_registered else "draft"
        if not self.act.may(request.user, right):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"act": self.act}

    def get_initial(self):
        return {"topics": list(self.act.act_topics.present().values_list("topic", flat=True))}

    def form_valid(self, form):
        topics = list(form.cleaned_data["topics"])
        if ActTopic.settle(self.act, topics, self.request.user):
            relist(ListedAct.objects.filter(pk=self.act.pk).values_list("pk", flat=True))
            log(self.act, "resolutions.topics", data={"topics": [topic.name for topic in topics]})
            messages.success(self.request, _("The topics of the act have been saved."))
        return redirect(self.request.path)

    def get_context_data(self, **kwargs):
        history = self.act.act_topics.select_related("topic", "given_by", "removed_by")
        return super().get_context_data(
            act=self.act,
            history=history[:50],
            keeps_topics=RegistryAccess.of(self.request.user).has(RIGHT),
            topics_url=reverse("topics:index"),
            **kwargs,
        )
