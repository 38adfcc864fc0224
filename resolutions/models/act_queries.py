"""Questions to the acts of a council."""

from django.db import models
from wagtail.models import WorkflowState

from cms.pages import CouncilPageQuerySet
from resolutions.frozen import refuse_deletion, refuse_update
from resolutions.models.agenda import AgendaItem
from resolutions.models.approval import Visa
from resolutions.models.relation import Relation
from resolutions.models.status import Status
from resolutions.models.translation import ActTranslation
from resolutions.numbering import normalise_number
from resolutions.reach import acts_within
from resolutions.relations.force import in_force


class ResolutionQuerySet(CouncilPageQuerySet):
    def private_q(self):
        """Restricted acts are private by their own mark, too: a lost view restriction must not open them."""
        return super().private_q() | models.Q(is_restricted=True)

    def newest_first(self):
        return self.order_by("-adopted_on", "-pk")

    def for_listing(self):
        """With all a row of a list shows, in one query."""
        return self.select_related("body", "issuer").defer("preamble", "items", "signatories", "annexes")

    def for_reading(self):
        """With everything an act's own page names, in one query; it says, too, what need not be asked at all.

        The names over an act come from the day of its registration: only a draft asks for its issuer.
        """
        from resolutions.models.registration import Correction, ElectronicSignature

        acts = self.select_related("body", "official_file", "listed__meeting")
        act = models.OuterRef("pk")
        relations = Relation.objects.in_force().filter(models.Q(act=act) | models.Q(target=act))
        return acts.annotate(
            is_translated=models.Exists(ActTranslation.objects.shown().filter(act=act)),
            is_related=models.Exists(relations),
            is_corrected=models.Exists(Correction.objects.filter(registration__act=act)),
            is_signed_electronically=models.Exists(ElectronicSignature.objects.filter(registration__act=act)),
        )

    def with_opinions(self):
        """With the approval under way and the last opinion in it; Wagtail's own prefetch knows only bare pages."""
        states = WorkflowState.objects.active().select_related(
            "current_task_state__task", "current_task_state__finished_by"
        )
        return self.prefetch_related(
            models.Prefetch("_specific_workflow_states", queryset=states, to_attr="_current_workflow_states")
        )

    def with_ball(self):
        """With everything ``resolutions.remarks.place_of`` says of a row, in a fixed number of queries."""
        visas = Visa.objects.filter(round=models.F("sheet__round")).with_people()
        agenda = AgendaItem.objects.filter(outcome="").select_related("meeting__body")
        return (
            self.with_opinions()
            .select_related("owner")
            .prefetch_related(
                models.Prefetch("approval_sheet__visas", queryset=visas, to_attr="current_visas"),
                models.Prefetch("agenda_items", queryset=agenda, to_attr="coming_agenda"),
            )
        )

    def registered(self):
        return self.filter(status=Status.REGISTERED)

    def in_force(self, day):
        """Registered acts in force on the day."""
        return in_force(self, day)

    def ending_between(self, first, last):
        """Registered acts whose term, or that of their programme, ends in those days; repealed ones are not meant."""
        return self.in_force(first).filter(in_force_until__range=(first, last)).order_by("in_force_until", "pk")

    def open_to(self, user, right="read_drafts"):
        """Acts, drafts among them, of the councils in which the account holds the right."""
        return self.filter(acts_within(user, right))

    def with_number(self, printed):
        """Acts that bear this number, however its dashes and spaces were typed."""
        number = normalise_number(printed)
        # Spelt out: neither SQLite nor PostgreSQL in the C locale folds the case of Cyrillic.
        return self.filter(number_norm__in={number, number.upper(), number.lower()})

    def update(self, **values):
        refuse_update(self, values)
        return super().update(**values)

    update.alters_data = True

    def delete(self, *args, **kwargs):
        refuse_deletion(self)
        return super().delete(*args, **kwargs)

    # As Django does: a manager has no delete() of its own.
    delete.alters_data = delete.queryset_only = True
