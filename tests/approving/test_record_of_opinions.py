"""Every opinion is chained by its fingerprint."""

import pytest
from django.urls import reverse

from documents.models import Record
from resolutions.models import Visa
from tests.approving.conftest import fresh, visa_of

pytestmark = pytest.mark.django_db


def opinions():
    return Record.objects.filter(kind="opinion").order_by("sequence")


def test_an_opinion_is_recorded_in_the_chain_of_its_council(make_act, lawyer, make_route, submit, say, organisation):
    make_route(lawyer)
    act = submit(make_act())
    say(act, lawyer, "not_agreed", "Назовите срок")
    record = opinions().get()
    assert record.chain == fresh(act).record_chain
    assert str(organisation.pk) in record.chain
    assert (record.payload["opinion"], record.payload["remark"]) == ("not_agreed", "Назовите срок")
    assert record.payload["text_sha256"] == visa_of(act, lawyer).text_sha256


def test_an_opinion_voided_later_still_agrees_with_its_record(
    make_act, lawyer, make_route, submit, say, rewrite, organisation
):
    from documents.subjects import canonical_json, subject_of

    make_route(lawyer)
    act = submit(make_act())
    say(act, lawyer, "not_agreed", "Назовите срок")
    rewrite(act, heading="О другом")
    submit(act)
    visa = subject_of("opinion").instances().get()
    assert visa.voided_at
    assert canonical_json(subject_of("opinion").snapshot(visa)) == opinions().last().payload_text


def test_a_nameless_answer_past_the_screens_is_recorded_too(make_act, approver, submit):
    act = submit(make_act())
    act.current_workflow_task_state.approve(user=approver)
    assert opinions().get().payload["answered_name"] == "approver"


def test_a_deleted_draft_says_in_the_chain_that_its_opinions_went(
    make_act, lawyer, make_route, submit, say, client, administrator
):
    make_route(lawyer)
    act = submit(make_act())
    say(act, lawyer, "not_agreed", "Назовите срок")
    fresh(act).current_workflow_state.cancel(user=administrator)
    client.force_login(administrator)
    client.post(reverse("wagtailadmin_pages:delete", args=[act.pk]))
    assert not Visa.objects.exists()
    assert opinions().last().payload is None
