"""Two cards of one person or organisation become one, and nothing that pointed at either is lost."""

import datetime
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from home.models import HomePage
from registry.access import RegistryAccess
from registry.chronicle import entries_of
from registry.merging import CannotMergeError, candidates_for, merge, preview, references_to
from registry.models import (
    Body,
    DataConsent,
    InformationResource,
    Invitation,
    ListedParty,
    Membership,
    Organisation,
    OrganisationContact,
    OrganisationCount,
    OrganisationPaper,
    Party,
    PartyAlias,
    PartyGroup,
    Person,
    PersonalLink,
    PersonContact,
    Post,
    ResourceReading,
    Role,
    SpreadsheetImport,
)
from registry.roles import council_role
from resolutions.models import (
    AgendaItem,
    Amendment,
    ApprovalRoute,
    ApprovalSheet,
    ApprovalStep,
    Attendance,
    Ballot,
    CheckSetting,
    Meeting,
    ResolutionPage,
    Visa,
    Voting,
)

from .control_rows import control_of_organisation, control_of_person
from .house_rows import house_of_organisation, house_of_person

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 1, 12)


@pytest.fixture
def kept(member, make_person):
    return make_person("Корякина", member)


@pytest.fixture
def duplicate(member, make_person):
    return make_person("Корякина", member, given_name="И.", patronymic="В.")


@pytest.fixture
def twin(federation):
    return Organisation.objects.create(name="Приозёрский союз связистов", superior=federation)


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def point_at_member(person, body, make_act):
    """One row of every table of the deliberation that can point at a person; in each row only one column does."""
    other = Person.objects.create(surname="Другова", organisation=body.organisation)
    route = ApprovalRoute.objects.create(organisation=body.organisation)
    act = make_act()
    sheet = ApprovalSheet.objects.create(act=act)
    moment = datetime.datetime(2026, 1, 12, tzinfo=datetime.UTC)
    presided, written, attended = (
        Meeting.objects.create(body=body, number=number, starts_at=moment) for number in (1, 2, 3)
    )
    Meeting.objects.filter(pk=presided.pk).update(presiding=person)
    Meeting.objects.filter(pk=written.pk).update(secretary=person)
    item = AgendaItem.objects.create(meeting=attended, title="О разном")
    voting = Voting.objects.create(item=item, closed_at=moment)
    second = Voting.objects.create(item=item)
    return {
        ("ApprovalStep", "person"): ApprovalStep.objects.create(route=route, person=person),
        ("ApprovalStep", "substitute"): ApprovalStep.objects.create(route=route, person=other, substitute=person),
        ("Visa", "person"): Visa.objects.create(sheet=sheet, person=person),
        ("Visa", "substitute"): Visa.objects.create(sheet=sheet, person=other, substitute=person),
        ("Meeting", "presiding"): presided,
        ("Meeting", "secretary"): written,
        ("Attendance", "person"): Attendance.objects.create(meeting=presided, person=person),
        ("Attendance", "proxy"): Attendance.objects.create(meeting=written, person=other, proxy=person),
        ("Ballot", "person"): Ballot.objects.create(voting=voting, person=person, choice="for"),
        ("Ballot", "by_proxy"): Ballot.objects.create(voting=second, person=other, choice="for", by_proxy=person),
        ("Amendment", "person"): Amendment.objects.create(act=act, person=person),
        ("PersonalLink", "person"): PersonalLink.objects.create(
            purpose="visa", subject_id=1, person=person, expires_at=moment
        ),
    }


def point_at_person(person, member):
    """One row of every table of the registry that can point at a person."""
    body = Body.objects.create(organisation=member, name=f"Совет {person.pk}")
    group = PartyGroup.objects.create(organisation=member, name="Список", rule="list")
    return {
        ("Post", "person"): Post.objects.create(organisation=member, person=person, duty="chair"),
        ("Membership", "person"): Membership.objects.create(body=body, person=person),
        ("PersonContact", "person"): PersonContact.objects.create(person=person, kind="phone", value="8 800 100-10-10"),
        ("DataConsent", "person"): DataConsent.objects.create(
            person=person, scope="name", granted_on=DAY, document="папка"
        ),
        ("PartyAlias", "party"): PartyAlias.objects.create(party_id=person.pk, name="Корякина Ира"),
        ("ListedParty", "party"): ListedParty.objects.create(group=group, party_id=person.pk),
        ("Invitation", "person"): Invitation.objects.create(
            email="k@example.org",
            organisation=member,
            person=person,
            expires_at=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC),
        ),
    }


def point_at_organisation(organisation, kept, council, make_act):
    """One row of every table that can point at an organisation; a council with roles is refused elsewhere."""
    person = Person.objects.create(surname="Лосева", given_name="Вера", organisation=organisation)
    child = Organisation.objects.create(name="Первичная организация", superior=organisation)
    body = Body.objects.create(organisation=organisation, name="Комитет")
    group = PartyGroup.objects.create(organisation=organisation, name="Группа")
    listing = PartyGroup.objects.create(organisation=kept, name="Список", rule="list")
    act = make_act(issuer=organisation, superior=organisation)
    rows = {
        ("Person", "organisation"): person,
        ("Organisation", "superior"): child,
        ("Body", "organisation"): body,
        ("PartyGroup", "organisation"): group,
        ("ListedParty", "party"): ListedParty.objects.create(group=listing, party_id=organisation.pk),
        ("ResolutionPage", "issuer"): act,
        ("ResolutionPage", "superior"): act,
        ("PartyAlias", "party"): PartyAlias.objects.create(party_id=organisation.pk, name="Связисты"),
        ("Post", "organisation"): Post.objects.create(organisation=organisation, person=person, duty="chair"),
        ("OrganisationContact", "organisation"): OrganisationContact.objects.create(
            organisation=organisation, kind="phone", value="8 800 100-10-10"
        ),
        ("OrganisationCount", "organisation"): OrganisationCount.objects.create(
            organisation=organisation, counted_on=DAY, members=10
        ),
        ("OrganisationPaper", "organisation"): OrganisationPaper.objects.create(
            organisation=organisation, kind="concept"
        ),
        ("InformationResource", "organisation"): InformationResource.objects.create(
            organisation=organisation, kind="site", url="https://example.org/"
        ),
        ("Invitation", "organisation"): Invitation.objects.create(
            email="k@example.org",
            organisation=organisation,
            expires_at=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC),
        ),
        ("ApprovalRoute", "organisation"): ApprovalRoute.objects.create(organisation=organisation),
        ("ApprovalStep", "organisation"): ApprovalStep.objects.create(
            route=ApprovalRoute.objects.create(organisation=child), organisation=organisation, duty="legal"
        ),
        ("CheckSetting", "organisation"): CheckSetting.objects.create(
            organisation=organisation, code="no-control", level="off"
        ),
        ("SpreadsheetImport", "organisation"): SpreadsheetImport.objects.create(
            organisation=organisation, kind="people", file_name="a.xlsx", content=b""
        ),
    }
    HomePage.objects.filter(pk=council.home.pk).update(organisation=organisation)
    return rows | {("HomePage", "organisation"): council.home}


# Tables a merge refuses to move, each with a test of its own.
REFUSED = {("CouncilRole", "organisation"), ("Registration", "issuer")}


def columns(model):
    return {(relation.related_model.__name__, relation.field.name) for relation in references_to(model)}


def assert_all_moved(rows, kept):
    for (_name, column), row in rows.items():
        fresh = type(row)._base_manager.get(pk=row.pk)
        assert getattr(fresh, type(row)._meta.get_field(column).attname) == kept.pk, column


def test_every_reference_to_a_person_moves_and_a_new_table_must_be_told_of_here(
    kept, duplicate, member, body, council, make_act
):
    rows = point_at_person(duplicate, member) | point_at_member(duplicate, body, make_act)
    rows |= control_of_person(duplicate) | house_of_person(duplicate, council.news)
    assert columns(Person) == set(rows)
    merge(kept, duplicate)
    assert_all_moved(rows, kept)
    assert not Party.objects.filter(pk=duplicate.pk).exists()


def test_every_reference_to_an_organisation_moves_and_a_new_table_must_be_told_of_here(member, twin, council, make_act):
    rows = point_at_organisation(twin, member, council, make_act)
    rows |= control_of_organisation(twin, council.home) | house_of_organisation(twin, council)
    assert columns(Organisation) - REFUSED == set(rows)
    merge(member, twin)
    assert_all_moved(rows, member)
    assert not Party.objects.filter(pk=twin.pk).exists()
    for row in rows.values():
        fresh = type(row)._base_manager.get(pk=row.pk)
        if isinstance(fresh, Party):
            assert fresh.path.startswith(member.path)


def test_references_are_also_found_when_they_have_no_way_back():
    hidden = [relation for relation in references_to(Organisation) if relation.hidden]
    assert ("ResolutionPage", "superior") in {(r.related_model.__name__, r.field.name) for r in hidden}


def test_the_names_of_the_double_stay_as_aliases(kept, duplicate):
    merge(kept, duplicate)
    kept = Person.objects.get(pk=kept.pk)
    assert [alias.name for alias in kept.aliases.all()] == ["Корякина И.В."]
    assert Party.objects.named("Корякина И.В.").get().pk == kept.pk


def test_history_says_what_was_merged_and_where_rows_came_from(kept, duplicate):
    PersonContact.objects.create(person=duplicate, kind="phone", value="8 800 100-10-10")
    merge(kept, duplicate)
    told = "\n".join(sentence for entry in entries_of(kept) for sentence in entry.sentences)
    assert "Объединено с карточкой «Корякина И.В.»" in told
    assert "8 800 100-10-10" in told


def test_equal_rows_become_one(kept, duplicate):
    for person in (kept, duplicate):
        PersonContact.objects.create(person=person, kind="phone", value="8 800 100-10-10")
    report = merge(kept, duplicate)
    assert PersonContact.objects.filter(person=kept).count() == 1
    assert sum(report.dropped.values()) == 1


def test_a_site_both_had_keeps_the_readings_of_both(member, twin):
    sites = [
        InformationResource.objects.create(organisation=organisation, kind="site", url="https://example.org/")
        for organisation in (member, twin)
    ]
    for number, site in enumerate(sites, start=1):
        ResourceReading.objects.create(resource=site, read_on=DAY.replace(day=number), subscribers=number)
    ResourceReading.objects.create(resource=sites[1], read_on=DAY.replace(day=1), subscribers=1)
    merge(member, twin)
    site = InformationResource.objects.get()
    assert site.organisation_id == member.pk
    assert sorted(site.readings.values_list("subscribers", flat=True)) == [1, 2]


def test_bodies_of_one_name_become_one_with_all_members_and_acts(member, twin, kept, make_act):
    bodies = [Body.objects.create(organisation=organisation, name="Президиум") for organisation in (member, twin)]
    Membership.objects.create(body=bodies[1], person=kept)
    act = make_act(issuer=twin, body=bodies[1])
    merge(member, twin)
    assert Body.objects.get(name="Президиум", organisation__in=[member, twin]).pk == bodies[0].pk
    assert Membership.objects.get().body_id == bodies[0].pk
    assert ResolutionPage.objects.get(pk=act.pk).body_id == bodies[0].pk


def test_drafts_and_the_index_of_references_follow(member, twin, make_act):
    act = make_act(issuer=twin)
    assert ReferenceIndex.get_references_to(twin).exists()
    merge(member, twin)
    assert ResolutionPage.objects.get(pk=act.pk).get_latest_revision_as_object().issuer_id == member.pk
    assert ReferenceIndex.get_references_to(member).exists()
    assert not ReferenceIndex.get_references_to(twin).exists()


def test_a_registered_act_keeps_the_names_it_was_printed_with(member, twin, make_registered_act):
    act = make_registered_act(issuer=twin)
    printed = act.printed_header
    merge(member, twin)
    act = ResolutionPage.objects.get(pk=act.pk)
    assert act.issuer_id == member.pk
    assert act.printed_header == printed


def test_what_only_the_double_knew_is_taken_over(kept, duplicate, member, twin):
    duplicate.gender = "f"
    duplicate.user = get_user_model().objects.create_user("koryakina")
    duplicate.save()
    merge(kept, duplicate)
    kept.refresh_from_db()
    assert kept.gender == "f"
    assert kept.user.username == "koryakina"
    twin.inn = "7707083893"
    twin.save()
    merge(member, twin)
    member.refresh_from_db()
    assert member.inn == "7707083893"


def test_two_accounts_two_inns_or_a_council_are_refused(kept, duplicate, member, twin, federation):
    for number, person in enumerate((kept, duplicate)):
        person.user = get_user_model().objects.create_user(f"account{number}")
        person.save()
    member.inn, twin.inn = "7707083893", "7736050003"
    member.save()
    twin.save()
    with pytest.raises(CannotMergeError):
        merge(kept, duplicate)
    with pytest.raises(CannotMergeError):
        merge(member, twin)
    with pytest.raises(CannotMergeError):
        merge(twin, federation)  # the federation stands over it
    twin.inn = ""
    twin.save()
    council_role(twin, Role.DRAFTER)
    with pytest.raises(CannotMergeError):
        merge(member, twin)
    with pytest.raises(CannotMergeError):
        merge(member, member)
    assert Party.objects.filter(pk__in=[kept.pk, duplicate.pk, member.pk, twin.pk]).count() == 4


def test_a_look_beforehand_changes_nothing_and_tells_of_terms_to_settle(kept, duplicate, member):
    body = Body.objects.create(organisation=member, name="Президиум")
    Membership.objects.create(body=body, person=kept, since=DAY)
    Membership.objects.create(body=body, person=duplicate, since=DAY + datetime.timedelta(days=1))
    report = preview(kept, duplicate)
    assert any("Президиум" in remark for remark in report.remarks)
    assert Person.objects.count() == 2
    assert Membership.objects.filter(person=duplicate).exists()


def test_likely_doubles_are_offered(kept, duplicate, member, twin, administrator, make_person):
    make_person("Корякина", member, given_name="Ольга", patronymic="Петровна")
    access = RegistryAccess.of(administrator)
    assert list(candidates_for(kept, access)) == [duplicate]
    PartyAlias.objects.create(party_id=twin.pk, name="приозерская организация работников связи")
    assert list(candidates_for(member, access)) == [twin]


def test_a_double_named_inside_a_text_is_refused(member, twin, make_act):
    act = make_act()
    ReferenceIndex.objects.create(
        base_content_type=ContentType.objects.get_for_model(Page),
        content_type=ContentType.objects.get_for_model(ResolutionPage),
        object_id=act.pk,
        to_content_type=ContentType.objects.get_for_model(Party),
        to_object_id=twin.pk,
        model_path="items.item.addressee",
        content_path="items.1.addressee",
        content_path_hash=uuid.uuid4(),
    )
    with pytest.raises(CannotMergeError, match="общественном контроле"):
        merge(member, twin)


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_the_screen_offers_shows_and_merges(client, administrator, kept, duplicate, member, twin, kind):
    client.force_login(administrator)
    stays, goes = {"person": (kept, duplicate), "organisation": (member, twin)}[kind]
    url = reverse(f"registry_merge_{kind}", args=[stays.pk])
    text = text_of(client.get(url))
    assert (f"?with={duplicate.pk}" in text) is (kind == "person")
    text = text_of(client.get(url, {"with": goes.pk}))
    assert goes.name in text
    answer = client.post(url, {"with": goes.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse(f"{kind}:inspect", args=[stays.pk])
    assert not Party.objects.filter(pk=goes.pk).exists()


def test_a_consent_taken_back_on_one_card_stays_taken_back(kept, duplicate):
    DataConsent.objects.create(
        person=kept, scope="name", granted_on=DAY, revoked_on=DAY + datetime.timedelta(days=1), document="папка"
    )
    DataConsent.objects.create(person=duplicate, scope="name", granted_on=DAY, document="другая папка")
    merge(kept, duplicate)
    face = Person.objects.get(pk=kept.pk).public_face(DAY + datetime.timedelta(days=30))
    assert face is None


def test_only_who_manages_roles_gives_an_account_to_another_card(client, kept, duplicate, member, make_account):
    duplicate.user = get_user_model().objects.create_user("chair")
    duplicate.save()
    url = reverse("registry_merge_person", args=[kept.pk])
    client.force_login(make_account(member))
    page = client.get(url, {"with": duplicate.pk})
    assert duplicate.name in page.context["refusal"]
    client.post(url, {"with": duplicate.pk})
    kept.refresh_from_db()
    assert kept.user is None
    assert Person.objects.filter(pk=duplicate.pk).exists()

    client.force_login(make_account(member, Role.SECRETARY, Role.ADMINISTRATOR, username="administrator"))
    client.post(url, {"with": duplicate.pk})
    kept.refresh_from_db()
    assert kept.user == duplicate.user


def test_a_card_with_an_account_takes_a_double_in_from_a_secretary(client, kept, duplicate, member, make_account):
    kept.user = get_user_model().objects.create_user("chair")
    kept.save()
    client.force_login(make_account(member))
    client.post(reverse("registry_merge_person", args=[kept.pk]), {"with": duplicate.pk})
    assert Person.objects.get().user == kept.user


def test_a_key_no_database_can_have_asks_for_another_card(client, administrator, kept):
    client.force_login(administrator)
    for key in ("9" * 23, "²", "x"):
        url = reverse("registry_merge_person", args=[kept.pk])
        assert client.get(url, {"with": key}).context["duplicate"] is None


def test_a_refusal_is_a_sentence_without_a_button(client, administrator, member, federation):
    client.force_login(administrator)
    text = text_of(client.get(reverse("registry_merge_organisation", args=[member.pk]), {"with": federation.pk}))
    assert 'name="with" value' not in text
    assert federation.name in text


def test_both_cards_must_be_kept_by_ones_council(client, kept, member, make_organisation, make_person, make_account):
    other = make_organisation("Заозёрная федерация")
    stranger = make_person("Корякина", other, given_name="И.", patronymic="В.")
    client.force_login(make_account(member))
    url = reverse("registry_merge_person", args=[kept.pk])
    assert f"?with={stranger.pk}" not in text_of(client.get(url))
    client.post(url, {"with": stranger.pk})
    client.post(reverse("registry_merge_person", args=[stranger.pk]), {"with": kept.pk})
    assert Person.objects.count() == 2
