"""What waits for one account: the drafts it must answer, sign, put on an agenda, register or finish."""

from django.db.models import Q

from resolutions.models import Status, Visa
from resolutions.reach import acts_within

# The secretary's next step is in one of these; on an agenda the meeting decides, not he.
SECRETARYS = (Status.APPROVED, Status.FINALISING, Status.SIGNED)


def waits_for(user) -> Q:
    """The condition on acts whose next step is the account's own."""
    in_approval = Q(approval_sheet__isnull=False, approval_sheet__closed_at=None)
    named = Visa.objects.waiting().filter(sheet__closed_at=None).answerable_by(user, as_any_approver=False)
    nameless = Visa.objects.waiting().filter(sheet__closed_at=None, person=None)
    return (
        (Q(status=Status.DRAFT, owner=user) & ~in_approval)
        | Q(status=Status.DRAFT, approval_sheet__in=named.order_by().values("sheet"))
        | (
            Q(status=Status.DRAFT, approval_sheet__in=nameless.order_by().values("sheet"))
            & acts_within(user, "approve")
            & ~Q(owner=user)
        )
        | (Q(status__in=SECRETARYS) & acts_within(user, "register"))
        | (Q(status=Status.AWAITING_SIGNATURE) & acts_within(user, "sign"))
    )
