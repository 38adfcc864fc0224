"""The rules of models: through which doors rows of each are seen and changed, and by whom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ModelRule:
    """Doors by their patterns in home.doors.rules, and the rule in words."""

    whom: str
    seen: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


PARTY_SCREENS = {
    "Organisation": "organisation",
    "Body": "body",
    "Person": "person",
    "PartyGroup": "partygroup",
}
# Rows that live and die with the form of their party.
PARTS = {
    "Organisation": ("OrganisationContact", "OrganisationCount", "OrganisationPaper", "Post", "InformationResource"),
    "Body": ("Convocation", "Membership"),
    "Person": ("PersonContact", "DataConsent"),
    "PartyGroup": ("ListedParty",),
}
READ_IN_THE_TREE = "read in the council, above it and, of the council itself, below it; kept by its secretariat"
EDITORS_OF_PAGES = "read by everybody once published; kept by the editors of the section"
SPREADSHEETS = ("registry_spreadsheets:bring_in",)

MODELS = {
    "home.HomePage": ModelRule(
        "read by everybody; opened by the keeper of the installation, edited by the council's administrator",
        ("page:homepage",),
        ("home_councils", "wagtailadmin_pages:edit"),
    ),
    "home.NewsIndexPage": ModelRule(EDITORS_OF_PAGES, ("page:newsindexpage",), ("wagtailadmin_pages:edit",)),
    "home.NewsPage": ModelRule(
        EDITORS_OF_PAGES, ("page:newspage",), ("wagtailadmin_pages:add:newspage", "wagtailadmin_pages:edit")
    ),
    "home.OrganisationsPage": ModelRule(
        "read by everybody; edited by the council's administrator",
        ("page:organisationspage", "page:organisationspage:card"),
        ("wagtailadmin_pages:edit",),
    ),
    "home.StandardPage": ModelRule(
        EDITORS_OF_PAGES, ("page:standardpage",), ("wagtailadmin_pages:add:standardpage", "wagtailadmin_pages:edit")
    ),
    "resolutions.ResolutionIndexPage": ModelRule(
        "read by everybody; edited by the council's administrator",
        ("page:resolutionindexpage",),
        ("wagtailadmin_pages:edit",),
    ),
    "resolutions.ResolutionPage": ModelRule(
        "a draft is its council's drafters' alone; a registered act is read by everybody, a restricted one by the "
        "council's roles; nobody edits either",
        ("page:resolutionpage", "page:resolutionpage:pdf", "resolutions_draft_pdf", "resolutions_approval"),
        ("wagtailadmin_pages:add:resolutionpage", "wagtailadmin_pages:edit", "wagtailadmin_pages:workflow_action"),
    ),
    "resolutions.PeerApprovalTask": ModelRule(
        "set by the keeper of the installation; acted in by the council's approvers",
        ("wagtailadmin_workflows:*",),
        ("wagtailadmin_workflows:*",),
    ),
    "documents.OfficialFile": ModelRule(
        "read like its act; made at registration, changed by nobody", ("page:resolutionpage:pdf",)
    ),
    "programs.ImportedDocument": ModelRule(
        "the council's drafters", ("import_upload", "import_review", "import_json"), ("import_upload", "import_discard")
    ),
    "registry.Party": ModelRule(
        READ_IN_THE_TREE, ("party_chooser:chosen",), tuple(f"{screen}:edit" for screen in PARTY_SCREENS.values())
    ),
    **{
        f"registry.{model}": ModelRule(
            READ_IN_THE_TREE,
            (f"{screen}:index", f"{screen}:inspect"),
            (f"{screen}:add", f"{screen}:edit", f"{screen}:delete"),
        )
        for model, screen in PARTY_SCREENS.items()
    },
    **{
        f"registry.{part}": ModelRule(
            READ_IN_THE_TREE, (f"{PARTY_SCREENS[model]}:inspect",), (f"{PARTY_SCREENS[model]}:edit",)
        )
        for model, parts in PARTS.items()
        for part in parts
    },
    "registry.OrganisationContact": ModelRule(
        "by its visibility: everybody on the site, the tree, or the secretariat alone; kept by the secretariat",
        ("organisation:inspect", "page:organisationspage:card"),
        ("organisation:edit",),
    ),
    "registry.DataConsent": ModelRule(
        "the secretariat that keeps the person's card", ("person:inspect",), ("person:edit", "registry_revoke_consent")
    ),
    "registry.PersonContact": ModelRule(
        "by its visibility; on the site only with the person's consent; kept by the secretariat",
        ("person:inspect", "page:organisationspage:card"),
        ("person:edit",),
    ),
    "registry.PartyAlias": ModelRule(
        READ_IN_THE_TREE,
        tuple(f"{screen}:inspect" for screen in PARTY_SCREENS.values()),
        tuple(f"{screen}:edit" for screen in PARTY_SCREENS.values()),
    ),
    "registry.ResourceReading": ModelRule(
        "read in the tree; entered by those who read pages for the council",
        ("organisation:inspect", "registry_readings:index", "registry_coverage:*"),
        ("registry_readings:index",),
    ),
    "registry.Historical*": ModelRule(
        "the secretariat that keeps the party; written by the program, changed by nobody",
        ("organisation:history", "body:history", "person:history", "partygroup:history", "registry_history_export"),
    ),
    "registry.CouncilRole": ModelRule("the council's administrator", ("registry_roles",), ("registry_role",)),
    "registry.RoleChange": ModelRule(
        "the council's administrator; written by the program, changed by nobody",
        ("registry_role", "registry_history_export"),
    ),
    "registry.Invitation": ModelRule(
        "those of the council who invite; whoever was invited, by the link of the letter",
        ("registry_invitations", "accounts_invitation"),
        ("registry_invite", "registry_invitation_*", "accounts_invitation"),
    ),
    "registry.SpreadsheetImport": ModelRule(
        "the council's secretariat",
        ("registry_spreadsheets:index", "registry_spreadsheets:*"),
        ("registry_spreadsheets:index", "registry_spreadsheets:discard", *SPREADSHEETS),
    ),
    "registry.SpreadsheetRow": ModelRule("the council's secretariat", ("registry_spreadsheets:*",), SPREADSHEETS),
}
