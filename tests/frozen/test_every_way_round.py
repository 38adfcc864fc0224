"""Every door of the house is tried with the administrator's key; a registered act comes out of each as it went in."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from wagtail.models import Locale, Page, Workflow

from control.refusal import Refused
from documents.models import AlreadyKept, OfficialFile
from registry.merging import CannotMergeError, merge
from registry.models import Organisation, Person
from resolutions.deciding import undo_outcome
from resolutions.lifecycle import move
from resolutions.models import Adoption, AgendaItem, Amendment, Ballot, Registration, ResolutionPage, Status
from resolutions.registration import register
from resolutions.signing import refuse_signature, sign

pytestmark = pytest.mark.django_db


def as_it_is(act):
    """Everything that must not move: the row, the entry, the bytes of the paper and of the annex."""
    stored = ResolutionPage.objects.get(pk=act.pk)
    names = [field.attname for field in ResolutionPage._meta.concrete_fields]
    # What Wagtail keeps for itself, and what the tree and the search keep.
    book_keeping = {
        "path",
        "latest_revision_id",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "last_published_at",
        "search_description",
        "seo_title",
        "show_in_menus",
        "locked",
        "locked_at",
        "locked_by_id",
    }
    row = {name: getattr(stored, name) for name in names if name not in book_keeping}
    for name in ("items", "signatories", "annexes"):
        row[name] = getattr(stored, name).get_prep_value()
    entry = Registration.objects.filter(act=act).values().get()
    papers = {official.pk: official.read() for official in OfficialFile.objects.all()}
    return row, entry, papers


@pytest.fixture
def unharmed(act, client, administrator, findings):
    """The act, before the eyes of an administrator who is logged in; at the end it must be as it was."""
    before = as_it_is(act)
    client.force_login(administrator)
    yield act
    assert as_it_is(act) == before
    assert findings() == []
    client.logout()
    assert client.get(act.url).status_code == 200
    assert client.get(f"{act.url}pdf/").content == act.official_file.read()
    assert client.get(f"{act.url}annex/1/").content == b"the plan as adopted"


def edit_form(act):
    return {
        "heading": "О другом",
        "preamble": "Подменено",
        "enacting_clause": "Совет РЕШИЛ:",
        "number": "7-4",
        "adopted_on": "18.02.2026",
        "items-count": "0",
        "signatories-count": "0",
        "annexes-count": "0",
        "slug": "another",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }


SCREENS = {
    "edit": ("wagtailadmin_pages:edit", {}),
    "edit and publish": ("wagtailadmin_pages:edit", {"action-publish": "1"}),
    "edit and submit": ("wagtailadmin_pages:edit", {"action-submit": "1"}),
    "schedule": ("wagtailadmin_pages:edit", {"expire_at": "2026-01-01 10:00", "go_live_at": "2030-01-01 10:00"}),
    "unpublish": ("wagtailadmin_pages:unpublish", {}),
    "delete": ("wagtailadmin_pages:delete", {"confirm_site_name": "x"}),
    "privacy": ("wagtailadmin_pages:set_privacy", {"restriction_type": "login"}),
    "convert alias": ("wagtailadmin_pages:convert_alias", {}),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_through_a_screen_of_the_page(client, unharmed, screen):
    name, data = SCREENS[screen]
    client.post(reverse(name, args=[unharmed.pk]), {**edit_form(unharmed), **data})


def test_by_going_back_to_an_older_revision(client, unharmed):
    older = unharmed.revisions.order_by("created_at").first()
    address = reverse("wagtailadmin_pages:edit", args=[unharmed.pk])
    client.post(address, {**edit_form(unharmed), "revision": older.pk, "action-publish": "1"})
    for name in ("revisions_revert", "revisions_unschedule"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[unharmed.pk, older.pk]), edit_form(unharmed))
    with pytest.raises(AlreadyKept):
        older.publish(skip_permission_checks=True)


def test_by_moving_it_or_what_stands_above_it(client, unharmed, council):
    for page in (unharmed, council.acts, council.home):
        for target in (council.home, council.acts, Page.get_first_root_node()):
            client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
    client.get(reverse("wagtailadmin_pages:set_page_position", args=[unharmed.pk]), {"position": 0})


def test_by_deleting_or_unpublishing_what_stands_above_it(client, unharmed, council):
    for page in (council.acts, council.home):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "x"})
        client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"include_descendants": "on"})


def test_by_copying_something_over_it(client, unharmed, council):
    data = {
        "new_title": "Копия",
        "new_slug": unharmed.slug,
        "new_parent_page": council.acts.pk,
        "publish_copies": "on",
        "copy_subpages": "on",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[unharmed.pk]), data)
    assert Registration.objects.count() == 1
    assert not ResolutionPage.objects.registered().exclude(pk=unharmed.pk).exists()


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_by_a_bulk_action(client, unharmed, council, action):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    data = {"include_descendants": "on", "chooser": council.home.pk}
    for page in (unharmed, council.acts):
        client.post(f"{address}?id={page.pk}", data)


def test_by_a_workflow_a_comment_and_a_lock(client, unharmed, administrator):
    pk = unharmed.pk
    for name in ("lock", "unlock", "collect_workflow_action_data", "workflow_action"):
        try:
            address = reverse(f"wagtailadmin_pages:{name}", args=[pk])
        except NoReverseMatch:
            continue
        client.post(address)
    workflow = Workflow.objects.first()
    try:
        workflow.start(ResolutionPage.objects.get(pk=pk), administrator)
        state = ResolutionPage.objects.get(pk=pk).current_workflow_task_state
        if state:
            state.specific.approve(user=administrator)
    except Exception:
        pass


def test_by_translating_it(client, unharmed, council):
    client.raise_request_exception = False
    english, _made = Locale.objects.get_or_create(language_code="en")
    client.post(reverse("wagtail_localize:submit_page_translation", args=[unharmed.pk]), {"locales": [english.pk]})
    assert not ResolutionPage.objects.registered().exclude(pk=unharmed.pk).exists()


def test_through_the_library_of_files(client, unharmed, plan):
    client.post(
        reverse("wagtaildocs:edit", args=[plan.pk]),
        {"title": "Другой план", "file": SimpleUploadedFile("other.txt", b"another plan"), "collection": 1, "tags": ""},
    )
    client.post(reverse("wagtaildocs:delete", args=[plan.pk]))
    address = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"])
    client.post(f"{address}?id={plan.pk}")
    plan.file.save("other.txt", ContentFile(b"another plan"))
    plan.file.storage.delete(plan.file.name)
    plan.delete()


def test_by_renaming_everybody_it_names(unharmed, organisation, body):
    organisation.name, body.name = "Другой союз", "Другой орган"
    organisation.save()
    body.save()
    for person in Person.objects.all():
        person.surname = "Другая"
        person.save()


def test_by_closing_or_deleting_its_council(client, unharmed, organisation, body):
    for party in (body, organisation):
        with pytest.raises(Exception, match=r"."):
            type(party).objects.get(pk=party.pk).delete()


def test_by_merging_its_council_into_another_card(unharmed, organisation):
    other = Organisation.objects.create(name="Союз «Заречная федерация профсоюзов» (двойник)")
    with pytest.raises(CannotMergeError):
        merge(other, organisation)


def test_by_commands(unharmed):
    call_command("publish_scheduled")
    call_command("fixtree")
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    call_command("settle_official_files", verbosity=0)
    for command in ("move_pages", "replace_text", "purge_revisions"):
        arguments = {
            "move_pages": (unharmed.get_parent().pk, Page.get_first_root_node().pk),
            "replace_text": ("обучить", "отменить"),
            "purge_revisions": (),
        }[command]
        try:
            call_command(command, *arguments)
        except Exception:
            continue


def test_by_verbs_of_ours(unharmed, chair, secretary):
    item = AgendaItem.objects.get(act=unharmed)
    text = unharmed.get_latest_revision_as_object()
    verbs = [
        lambda: sign(unharmed, chair),
        lambda: refuse_signature(unharmed, chair, "Иначе"),
        lambda: register(unharmed, secretary),
        lambda: undo_outcome(item, secretary),
        *(lambda status=status: move(unharmed, status) for status in Status.values),
    ]
    for verb in verbs:
        with pytest.raises((Refused, AlreadyKept)):
            verb()
    assert text.status == Status.REGISTERED


def test_by_an_amendment_of_a_member(unharmed, members):
    amendment = Amendment.objects.create(act=unharmed, after="Подменено", person=members[0])
    from resolutions import amending

    accept = getattr(amending, "accept", None)
    if accept:
        with pytest.raises(Refused):
            accept(amendment, None)


def test_through_the_orm(unharmed):
    act = ResolutionPage.objects.get(pk=unharmed.pk)
    act.heading = "О другом"
    ways = [
        lambda: act.save(clean=False),
        act.delete,
        act.unpublish,
        lambda: ResolutionPage.objects.filter(pk=act.pk).update(number="7-4"),
        lambda: ResolutionPage.objects.bulk_update([act], ["heading"]),
        lambda: ResolutionPage.objects.filter(pk=act.pk).delete(),
        Registration.objects.get(act=act).delete,
        lambda: Registration.objects.update(number="7-4"),
        lambda: OfficialFile.objects.all().delete(),
        act.official_file.delete,
    ]
    for way in ways:
        with pytest.raises(Exception, match=r"(?s).*"), transaction.atomic():
            way()


def test_two_cards_of_a_voter_become_one_and_the_record_follows(act, voting, members, findings):
    double = Person.objects.create(surname="Ильина", given_name="А.", organisation=members[0].organisation)
    merge(double, members[0])
    assert Ballot.objects.filter(person=double).exists()
    assert findings() == []


def test_a_merge_does_not_whitewash_what_was_altered_before(act, voting, members, findings):
    Ballot.objects.filter(person=members[0]).update(choice="against")
    double = Person.objects.create(surname="Ильина", given_name="А.", organisation=members[0].organisation)
    merge(double, members[0])
    assert {found.kind for found in findings()} == {"ballot", "vote"}


def test_the_adoption_of_a_registered_act_is_not_unsigned(act, findings):
    Adoption.objects.filter(act=act).update(signatory="И.И. Подменов")
    assert {found.kind for found in findings()} == {"adoption"}
