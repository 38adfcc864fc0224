"""The secretary's first screen costs the same for one draft as for ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.panels import DraftsPanel

pytestmark = pytest.mark.django_db


def queries_of_the_panel(rf, author):
    request = rf.get(reverse("wagtailadmin_home"))
    request.user = author
    with CaptureQueriesContext(connection) as queries:
        drafts = DraftsPanel(request).drafts
    return len(queries), drafts


def test_the_drafts_cost_the_same_for_one_and_for_ten(rf, make_act, author, approver):
    for number in range(1, 11):
        act = make_act(number=str(number), heading=f"О деле {number}")
        state = act.get_workflow().start(act, author)
        state.current_task_state.specific.reject(user=approver, comment=f"Исправьте {number}")
        if number == 1:
            one, _drafts = queries_of_the_panel(rf, author)
    ten, drafts = queries_of_the_panel(rf, author)
    assert {place for _act, place in drafts} == {f"approver просит исправить: Исправьте {n}" for n in range(1, 11)}
    assert ten == one
