"""Whoever wrote any version of the text, or submitted it, never counts as the second person."""

import pytest
from django.urls import reverse

from resolutions.models import Opinion, Status
from tests.approving.conftest import fresh, visa_of, waiting_names

pytestmark = pytest.mark.django_db


def test_whoever_wrote_an_earlier_version_is_not_asked(make_act, lawyer, make_person, make_route, rewrite, submit):
    other = make_person("Вторая", account="second")
    make_route(lawyer, other)
    act = make_act()
    rewrite(act, by=lawyer.user, preamble="Слова юриста")
    rewrite(act, preamble="Слова автора после них")
    assert waiting_names(submit(act)) == {"Вторая"}


def test_the_substitute_is_asked_where_the_approver_wrote_the_text(
    make_act, lawyer, make_person, make_route, rewrite, submit, say
):
    substitute = make_person("Заместителева", account="substitute")
    make_route({"person": lawyer, "substitute": substitute})
    act = make_act()
    rewrite(act, by=lawyer.user, preamble="Слова юриста")
    act = submit(act)
    assert waiting_names(act) == {"Заместителева"}
    say(act, substitute, "agreed")
    assert fresh(act).status == Status.APPROVED


def test_a_writer_is_told_in_plain_words_on_the_screen(make_act, approver, rewrite, submit, client):
    act = make_act()
    rewrite(act, by=approver, preamble="Слова согласующего")
    act = submit(act)
    client.force_login(approver)
    url = reverse("resolutions_approval", args=[act.pk])
    page = client.get(url)
    assert page.context["is_writer"]
    assert 'value="approve"' not in page.content.decode()
    answer = client.post(url, {"action": "approve", "revision": act.latest_revision_id}, follow=True)
    assert any("написали" in str(message) or "wrote" in str(message) for message in answer.context["messages"])
    assert fresh(act).status == Status.DRAFT


def test_a_writer_joined_with_a_named_approver_later_is_refused(make_act, lawyer, make_route, submit, author, client):
    make_route(lawyer)
    act = submit(make_act())
    lawyer.user = None
    lawyer.save()
    lawyer.user = author
    lawyer.save()
    client.force_login(author)
    client.post(
        reverse("resolutions_approval", args=[act.pk]), {"action": "agreed", "revision": act.latest_revision_id}
    )
    assert visa_of(act, lawyer).opinion == ""
    assert fresh(act).status == Status.DRAFT


def test_submitting_for_somebody_makes_one_a_writer(make_act, lawyer, make_route, submit):
    make_route(lawyer)
    act = submit(make_act(), by=lawyer.user)
    assert waiting_names(act) == {""}


def test_the_administrator_who_wrote_the_text_does_not_approve_it(make_act, administrator, rewrite, submit, client):
    act = make_act()
    rewrite(act, by=administrator, preamble="Слова администратора")
    act = submit(act)
    client.force_login(administrator)
    state = act.current_workflow_task_state
    for name in ("approve", "reject"):
        client.post(reverse("wagtailadmin_pages:workflow_action", args=[act.pk, name, state.pk]), {"comment": "так"})
    assert fresh(act).status == Status.DRAFT
    assert fresh(act).workflow_in_progress


def test_the_task_approved_past_the_screens_by_a_writer_leaves_a_draft(make_act, author, submit):
    act = submit(make_act())
    act.current_workflow_task_state.approve(user=author)
    assert fresh(act).status == Status.DRAFT
    assert not visa_of(act, None).opinion


def test_the_task_approved_past_the_screens_does_not_answer_for_somebody_named(
    make_act, lawyer, make_route, approver, submit
):
    make_route(lawyer)
    act = submit(make_act())
    act.current_workflow_task_state.approve(user=approver)
    assert fresh(act).status == Status.DRAFT
    assert visa_of(act, lawyer).opinion == ""


def test_a_nameless_answer_is_written_on_the_sheet(make_act, approver, submit, client):
    act = submit(make_act())
    client.force_login(approver)
    client.post(
        reverse("resolutions_approval", args=[act.pk]), {"action": "approve", "revision": act.latest_revision_id}
    )
    visa = visa_of(act, None)
    assert (visa.opinion, visa.answered_by, visa.revision_id) == (Opinion.AGREED, approver, act.latest_revision_id)
