"""The screens of collegial bodies: who sits on them, their rules and their letterhead."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column

from registry.forms import BodyForm
from registry.models import Body
from registry.views.bodies import BodyCardView, BodyIndexView
from registry.views.removal import PartyDeleteView
from registry.viewsets.base import NAMES, PartyViewSet
from registry.viewsets.panels import LetterheadPreviewPanel

RULES = [
    MultiFieldPanel(
        [FieldRowPanel(["quorum_numerator", "quorum_denominator"]), "quorum_exceeds"],
        heading=_("Quorum"),
        help_text=_("1 out of 2 and “more than” means: more than half of the members elected."),
    ),
    MultiFieldPanel(
        [FieldRowPanel(["majority_numerator", "majority_denominator"]), "majority_exceeds", "majority_of"],
        heading=_("Majority"),
        help_text=_("1 out of 2 and “more than” means: more than half of the votes."),
    ),
    MultiFieldPanel(["enacting_verb", "enacting_clause"], heading=_("How it decides")),
    MultiFieldPanel(["notice_days"], heading=_("Meetings")),
    MultiFieldPanel(["meetings_shown", "votes_shown"], heading=_("On the site")),
    MultiFieldPanel(["numbering_template", "numbering_reset"], heading=_("Numbers of acts")),
    MultiFieldPanel(["weekend_rule", "reminder_ladder"], heading=_("Deadlines")),
]
LETTERHEAD = [
    LetterheadPreviewPanel(heading=_("As it will be printed")),
    "layout_profile",
    "letterhead_superior",
    "letterhead_name",
    "letterhead_requisites",
    "letterhead_emblem",
]
MEMBERS = [
    InlinePanel(
        "convocations",
        label=_("Convocation"),
        heading=_("Convocations"),
        panels=[FieldRowPanel(["name", "seats"]), FieldRowPanel(["since", "until"])],
    ),
    InlinePanel(
        "memberships",
        label=_("Member"),
        heading=_("Members"),
        help_text=_("Whoever left stays here with the last day of the term."),
        panels=["person", "role", FieldRowPanel(["since", "until"])],
    ),
]


class BodyViewSet(PartyViewSet):
    model = Body
    icon = "list-ul"
    menu_label = _("Bodies")
    inspect_view_enabled = True
    index_view_class = BodyIndexView
    inspect_view_class = BodyCardView
    delete_view_class = PartyDeleteView
    inspect_template_name = "registry/bodies/body.html"
    list_display = ["name", Column("kind", label=_("Kind"), accessor="get_kind_display"), "organisation"]
    list_filter = ["kind"]
    edit_handler = TabbedInterface(
        [
            ObjectList([*NAMES, FieldRowPanel(["kind", "organisation"]), "closed_on"], heading=_("Card")),
            ObjectList(MEMBERS, heading=_("Members")),
            ObjectList(RULES, heading=_("Rules")),
            ObjectList(LETTERHEAD, heading=_("Letterhead")),
        ],
        base_form_class=BodyForm,
    )
