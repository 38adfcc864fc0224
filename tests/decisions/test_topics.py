"""Topics of acts: a council's own list, given and taken in the act's card, the history kept, the text untouched."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from registry.models import Organisation, Role
from resolutions.models import ActTopic, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(council):
    user = get_user_model().objects.create_user("secretary", password="secret-secretary")
    user.groups.add(council.group(Role.SECRETARY))
    return user


@pytest.fixture
def topics(organisation):
    return [Topic.objects.create(organisation=organisation, name=name) for name in ("Молодёжь", "Охрана труда")]


def card(act):
    return reverse("resolutions_act_topics", args=[act.pk])


def test_a_registered_act_is_given_topics_and_the_history_stays(client, secretary, published, topics, council, read):
    act = published("1")
    client.force_login(secretary)
    youth, safety = topics
    client.post(card(act), {"topics": [youth.pk, safety.pk]})
    client.post(card(act), {"topics": [safety.pk]})
    assert [row.topic for row in act.act_topics.present()] == [safety]
    gone = ActTopic.objects.get(topic=youth)
    assert (gone.given_by, gone.removed_by) == (secretary, secretary)
    assert gone.removed_at is not None
    assert "Молодёжь" in read(card(act))
    client.logout()
    text = read(act.url)
    assert "Охрана труда" in text
    assert "Молодёжь" not in text
    assert "О деле 1" in read(council.acts.url, topic=safety.pk)


def test_a_topic_of_another_council_is_not_taken(client, secretary, published, topics):
    neighbours = Organisation.objects.create(name="Соседи", kind="federation")
    strange = Topic.objects.create(organisation=neighbours, name="Чужая")
    act = published("1")
    client.force_login(secretary)
    for key in (strange.pk, 999999, "x"):
        assert client.post(card(act), {"topics": [key]}).status_code == 200
    assert not act.act_topics.exists()
    assert client.get(reverse("topics:edit", args=[strange.pk])).status_code in (302, 403)


def test_whoever_only_drafts_gives_topics_to_drafts_and_not_to_registered_acts(
    client, author, make_act, published, topics
):
    client.force_login(author)
    assert client.get(card(make_act(number="", heading="О проекте"))).status_code == 200
    assert client.get(card(published("1"))).status_code in (302, 403)


def test_a_closed_topic_stays_with_the_act_that_has_it(client, secretary, published, topics):
    had, new = published("1"), published("2")
    youth = topics[0]
    ActTopic.settle(had, [youth], secretary)
    Topic.objects.filter(pk=youth.pk).update(is_closed=True)
    client.force_login(secretary)
    assert youth in client.get(card(had)).context["form"].fields["topics"].queryset
    assert youth not in client.get(card(new)).context["form"].fields["topics"].queryset


def test_another_name_of_a_topic_is_seen_on_the_pages_of_its_acts(client, secretary, published, topics, read):
    act = published("1")
    client.force_login(secretary)
    client.post(card(act), {"topics": [topics[0].pk]})
    assert "Молодёжь" in read(act.url)
    edit = reverse("topics:edit", args=[topics[0].pk])
    client.post(edit, {"name": "Молодёжная политика"})
    assert "Молодёжная политика" in read(act.url)


def test_the_list_of_topics_is_kept_by_the_secretary_and_by_no_drafter(client, secretary, author, organisation):
    client.force_login(secretary)
    answer = client.post(reverse("topics:add"), {"organisation": organisation.pk, "name": "Финансы"})
    assert answer.status_code == 302
    assert Topic.objects.get().organisation_id == organisation.pk
    client.force_login(author)
    assert client.get(reverse("topics:add")).status_code in (302, 403)
