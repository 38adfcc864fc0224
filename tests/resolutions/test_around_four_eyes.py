"""Every way round the second person, tried as its finder would try it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from resolutions.models import PeerApprovalTask, ResolutionPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(make_act, author):
    act = make_act()
    act.get_workflow().start(act, author)
    return act


def approval_url(act):
    return reverse("resolutions_approval", args=[act.pk])


def is_draft(act):
    act = ResolutionPage.objects.get(pk=act.pk)
    return not act.live and not act.is_registered


def test_an_ordinary_approval_step_publishes_no_act(make_act, council, administrator):
    task = GroupApprovalTask.objects.create(name="одобряет любой")
    task.groups.add(Group.objects.create(name="любые"))
    workflow = Workflow.objects.create(name="другой путь")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=council.home, defaults={"workflow": workflow})
    act = make_act()
    state = workflow.start(act, administrator)
    state.current_task_state.specific.approve(user=administrator)
    assert is_draft(act)


def test_switching_the_step_off_publishes_nothing(submitted, make_act, author, administrator):
    PeerApprovalTask.objects.get().specific.deactivate(user=administrator)
    assert is_draft(submitted)
    another = make_act(number="7", heading="О другом")
    another.get_workflow().start(another, author)
    assert is_draft(another)


def test_whoever_submitted_the_text_does_not_approve_it(make_act, author, approver, council, client):
    act = make_act()
    act.get_workflow().start(act, approver)
    client.force_login(approver)
    client.post(approval_url(act), {"action": "approve", "revision": act.latest_revision_id})
    assert is_draft(act)


def test_a_text_changed_since_it_was_opened_is_not_approved(client, submitted, author, approver):
    seen = submitted.latest_revision_id
    submitted.current_workflow_state.cancel(user=author)
    submitted.heading = "О совсем другом"
    submitted.save_revision(user=author)
    submitted = ResolutionPage.objects.get(pk=submitted.pk)
    submitted.get_workflow().start(submitted, author)
    client.force_login(approver)
    client.post(approval_url(submitted), {"action": "approve", "revision": seen})
    assert is_draft(submitted)


def test_wagtails_own_lock_does_not_open_the_frozen_text(client, submitted, administrator):
    client.force_login(administrator)
    client.post(reverse("wagtailadmin_pages:lock", args=[submitted.pk]))
    page = ResolutionPage.objects.get(pk=submitted.pk)
    assert page.get_lock().for_user(administrator)


@pytest.mark.parametrize("action", ["delete", "move_confirm", "unpublish", "set_privacy", "copy"])
def test_the_pages_above_a_registered_act_stay(client, council, make_registered_act, administrator, action):
    act = make_registered_act()
    client.force_login(administrator)
    for above in (council.home, council.acts):
        arguments = [above.pk, council.news.pk] if action == "move_confirm" else [above.pk]
        client.post(
            reverse(f"wagtailadmin_pages:{action}", args=arguments),
            {
                "restriction_type": "login",
                "new_title": "Двойник",
                "new_slug": "dvoynik",
                "new_parent_page": above.get_parent().pk,
                "copy_subpages": "on",
                "publish_copies": "on",
            },
        )
    client.logout()
    assert client.get(act.url).status_code == 200
    assert client.get(council.acts.url).status_code == 200
    assert not Page.objects.filter(slug="dvoynik").exists()


def test_a_registered_act_cannot_be_hidden(client, make_registered_act, administrator):
    act = make_registered_act()
    client.force_login(administrator)
    client.post(reverse("wagtailadmin_pages:set_privacy", args=[act.pk]), {"restriction_type": "login"})
    client.logout()
    assert client.get(act.url).status_code == 200
    assert client.get(f"{act.url}pdf/").status_code == 200


def test_a_later_name_in_the_registry_does_not_change_a_record(client, make_registered_act, organisation):
    act = make_registered_act()
    organisation.name = "Союз «Новое имя»"
    organisation.save()
    text = client.get(act.url).content.decode()
    assert "Заречная федерация профсоюзов" in text
    assert act.header["issuer"] == "Союз «Заречная федерация профсоюзов»"


def test_the_remark_reaches_the_author_over_the_text_and_on_his_first_screen(client, submitted, author, approver):
    client.force_login(approver)
    assert client.get(approval_url(submitted)).status_code == 200
    revision = submitted.latest_revision_id
    empty = client.post(approval_url(submitted), {"action": "reject", "comment": "", "revision": revision})
    assert empty.context["form"].errors["comment"]
    client.post(approval_url(submitted), {"action": "reject", "comment": "Назовите срок", "revision": revision})
    client.force_login(author)
    for url in (reverse("wagtailadmin_pages:edit", args=[submitted.pk]), reverse("wagtailadmin_home")):
        assert "просит исправить: Назовите срок" in client.get(url).content.decode()


def test_the_approver_is_led_from_the_editor_to_the_text(client, submitted, approver):
    client.force_login(approver)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk]))
    assert answer.url == approval_url(submitted)
