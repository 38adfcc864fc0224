"""Nobody publishes an act alone, and a registered act is a record."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from resolutions.models import ResolutionPage
from resolutions.models.status import Status

pytestmark = pytest.mark.django_db


def approve_url(act, name="approve"):
    state = TaskState.objects.filter(status="in_progress").get()
    return reverse("wagtailadmin_pages:workflow_action", args=[act.pk, name, state.pk])


@pytest.fixture
def submitted(make_act, author):
    act = make_act()
    act.get_workflow().start(act, author)
    return act


def act_form(**fields):
    data = {
        "heading": "О проверке",
        "preamble": "",
        "enacting_clause": "",
        "items": streamfield([]),
        "superior": "",
        "issuer": "",
        "body": "",
        "document_type": "resolution",
        "number": "",
        "adopted_on": "",
        "place": "",
        "signatories": streamfield([]),
        "annexes": streamfield([]),
        "search_description": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    return nested_form_data({**data, **fields})


def test_an_unfinished_draft_can_always_be_saved(client, council, author):
    client.force_login(author)
    url = reverse("wagtailadmin_pages:add", args=["resolutions", "resolutionpage", council.acts.pk])
    response = client.post(url, act_form(heading=""))
    draft = ResolutionPage.objects.get()
    assert response.status_code == 302
    assert not draft.live
    assert draft.title


def test_submitting_an_unfinished_draft_names_what_is_missing(client, council, author):
    client.force_login(author)
    url = reverse("wagtailadmin_pages:add", args=["resolutions", "resolutionpage", council.acts.pk])
    response = client.post(url, act_form(**{"action-submit": "1"}))
    assert response.status_code == 200
    errors = set(response.context["form"].errors)
    assert {"issuer", "body", "enacting_clause", "items"} <= errors
    # They come from the meeting and the registration.
    assert not {"number", "adopted_on"} & errors
    assert not TaskState.objects.exists()


def test_the_text_is_frozen_while_it_is_reviewed(client, submitted, author, approver, administrator):
    for user in (author, approver, administrator):
        client.force_login(user)
        before = submitted.get_latest_revision().pk
        client.post(reverse("wagtailadmin_pages:edit", args=[submitted.pk]), act_form(heading="Чужие слова"))
        assert submitted.revisions.latest("pk").pk == before


def test_the_author_cannot_approve_his_own_text(client, submitted, author, council):
    author.groups.add(council.approvers)
    client.force_login(author)
    client.post(approve_url(submitted), {"comment": ""})
    submitted.refresh_from_db()
    assert not submitted.live


def test_a_second_person_approves_and_the_act_waits_for_an_agenda(client, submitted, approver):
    client.force_login(approver)
    client.post(approve_url(submitted), {"comment": ""})
    submitted.refresh_from_db()
    assert submitted.status == Status.APPROVED
    assert not submitted.live
    client.logout()
    assert client.get(submitted.url).status_code == 404


def test_a_form_opened_before_the_submission_is_not_saved_after_it(client, make_act, author):
    act = make_act()
    client.force_login(author)
    url = reverse("wagtailadmin_pages:edit", args=[act.pk])
    assert client.get(url).status_code == 200
    act.get_workflow().start(act, author)
    before = act.get_latest_revision().pk
    answer = client.post(url, act_form(heading="Слова, набранные в другой вкладке"), follow=True)
    assert act.revisions.latest("pk").pk == before
    assert "Слова, набранные" not in ResolutionPage.objects.get(pk=act.pk).get_latest_revision_as_object().heading
    assert answer.status_code == 200


def test_the_approver_may_ask_for_changes_and_the_author_edits_again(client, submitted, author, approver):
    client.force_login(approver)
    client.post(approve_url(submitted, "reject"), {"comment": "Назовите срок в пункте 2"})
    submitted.refresh_from_db()
    assert not submitted.live
    client.force_login(author)
    assert (
        "Назовите срок в пункте 2"
        in client.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk])).content.decode()
    )


@pytest.mark.parametrize("who", ["author", "approver", "administrator"])
def test_nobody_publishes_a_draft_directly(request, client, make_act, who):
    act = make_act()
    client.force_login(request.getfixturevalue(who))
    client.post(reverse("wagtailadmin_pages:edit", args=[act.pk]), act_form(**{"action-publish": "1"}))
    act.refresh_from_db()
    assert not act.live


def test_not_even_the_administrator_creates_an_act_straight_into_publication(client, council, administrator):
    client.force_login(administrator)
    url = reverse("wagtailadmin_pages:add", args=["resolutions", "resolutionpage", council.acts.pk])
    client.post(url, act_form(**{"action-publish": "1"}))
    assert not ResolutionPage.objects.filter(live=True).exists()


def test_a_registered_act_cannot_be_edited_unpublished_moved_or_deleted(client, make_registered_act, administrator):
    act = make_registered_act()
    client.force_login(administrator)
    revisions = act.revisions.count()
    client.post(reverse("wagtailadmin_pages:edit", args=[act.pk]), act_form(heading="Другие слова"))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[act.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[act.pk]))
    act = ResolutionPage.objects.get(pk=act.pk)
    assert act.live
    assert act.revisions.count() == revisions
    assert act.heading == "Об общественном контроле за охраной труда"


def test_a_copy_of_a_registered_act_is_a_draft_without_number(client, make_registered_act, administrator, council):
    act = make_registered_act()
    client.force_login(administrator)
    client.post(
        reverse("wagtailadmin_pages:copy", args=[act.pk]),
        {"new_title": "Копия", "new_slug": "kopiya", "new_parent_page": council.acts.pk, "publish_copies": "on"},
    )
    copy = ResolutionPage.objects.exclude(pk=act.pk).get()
    assert not copy.live
    assert copy.status == Status.DRAFT
    assert copy.number == ""
    assert copy.official_file is None


def test_an_act_whose_number_was_taken_meanwhile_cannot_be_approved(
    client, make_registered_act, make_act, author, approver
):
    twin = make_act(number="7-2", heading="О другом")
    twin.get_workflow().start(twin, author)
    make_registered_act(number="7 – 2")
    client.force_login(approver)
    state = TaskState.objects.get(status="in_progress")
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[twin.pk, "approve", state.pk]), {"comment": ""})
    twin.refresh_from_db()
    assert not twin.live
