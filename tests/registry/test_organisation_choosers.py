"""Whoever works under a role can search in every chooser of parties, and sees only what the role lets him name."""

import pytest

from registry.models import Body, OrganisationKind, PartyGroup


@pytest.mark.parametrize(
    ("chooser", "found"),
    [
        ("party_chooser", {"Приозёрская федерация профсоюзов", "Приозёрский совет", "Приозёрские организации"}),
        ("organisation_chooser", {"Приозёрская федерация профсоюзов"}),
        ("body_chooser", {"Приозёрский совет"}),
        ("person_chooser", {"Приозёрская Ирина Васильевна"}),
        ("party_group_chooser", {"Приозёрские организации"}),
    ],
)
def test_a_chooser_is_searched_within_ones_own_councils(
    client, federation, make_organisation, make_person, make_account, chooser, found
):
    Body.objects.create(organisation=federation, name="Приозёрский совет")
    PartyGroup.objects.create(organisation=federation, name="Приозёрские организации")
    make_person("Приозёрская", federation)
    other = make_organisation("Приозёрская вторая федерация", kind=OrganisationKind.FEDERATION)
    Body.objects.create(organisation=other, name="Приозёрский совет другой федерации")
    client.force_login(make_account(federation))
    page = client.get(f"/admin/{chooser}/results/", {"q": "приозёрск"}).content.decode()
    assert all(name in page for name in found)
    assert "втор" not in page
    assert "другой" not in page
