"""Who: the parties acts name and address, and the roles of those who work with acts."""

from registry.models.body import Body, Convocation, Membership
from registry.models.contact import Contact, Visibility
from registry.models.group import ListedParty, PartyGroup
from registry.models.invitation import Invitation
from registry.models.link import LinkRefused, PersonalLink
from registry.models.organisation import (
    UNION_LEVELS,
    Organisation,
    OrganisationContact,
    OrganisationCount,
    OrganisationKind,
    OrganisationPaper,
)
from registry.models.party import Party, PartyAlias, PartyType
from registry.models.person import DataConsent, Duty, Person, PersonContact, Post
from registry.models.resource import InformationResource, ResourceReading
from registry.models.role import CouncilRole, Role, RoleChange
from registry.models.spreadsheet import SpreadsheetImport, SpreadsheetRow

__all__ = [
    "UNION_LEVELS",
    "Body",
    "Contact",
    "Convocation",
    "CouncilRole",
    "DataConsent",
    "Duty",
    "InformationResource",
    "Invitation",
    "LinkRefused",
    "ListedParty",
    "Membership",
    "Organisation",
    "OrganisationContact",
    "OrganisationCount",
    "OrganisationKind",
    "OrganisationPaper",
    "Party",
    "PartyAlias",
    "PartyGroup",
    "PartyType",
    "Person",
    "PersonContact",
    "PersonalLink",
    "Post",
    "ResourceReading",
    "Role",
    "RoleChange",
    "SpreadsheetImport",
    "SpreadsheetRow",
    "Visibility",
]
