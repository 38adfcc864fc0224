"""The rules of the registry: organisations, bodies, people, roles and invitations."""

from home.doors.audiences import STAFF, SUPERUSER, any_council, own
from home.doors.door import Door
from home.doors.groups import BOTH, INVITERS, KEEPERS, KEPT, MONITORS, READERS, RELATIVES, SEEN, A

REGISTRY = []
for kind, thing in (("organisation", "unit"), ("body", "body"), ("person", "person"), ("partygroup", "group")):
    REGISTRY += [
        Door(f"{kind}:index", any_council(READERS), "what the account may see"),
        Door(f"{kind}:index_results", any_council(READERS), "what the account may see"),
        Door(f"{kind}:add", any_council(KEEPERS)),
        Door(f"{kind}:inspect", RELATIVES if thing in ("body", "group") else SEEN, thing, {"pk": thing}, BOTH),
        *(
            Door(f"{kind}:{action}", KEPT, thing, {"pk": thing}, BOTH)
            for action in ("edit", "delete", "history", "history_results", "usage")
        ),
    ]
for kind, thing in (
    ("organisation", "unit"),
    ("body", "body"),
    ("person", "person"),
    ("party", "unit"),
    ("party_group", "group"),
):
    REGISTRY += [
        Door(f"{kind}_chooser:chosen", RELATIVES if thing in ("body", "group") else SEEN, thing, {"pk": thing}, BOTH),
        Door(f"{kind}_chooser:chosen_multiple", STAFF, "what the account may see", of=BOTH, query="id={" + thing + "}"),
        Door(f"{kind}_chooser:create", SUPERUSER),
        Door(f"{kind}_chooser:*", STAFF, "what the account may see"),
    ]
SHEET = {"pk": "sheet"}
REGISTRY += [
    Door("registry_coverage:*", any_council(READERS), "what the account may see", {"question": "=chair"}),
    Door("registry_readings:index", any_council(MONITORS), "pages of its own council"),
    Door("registry_readings:check", any_council(MONITORS), "pages of its own council", method="POST"),
    Door("registry_declension", any_council(READERS)),
    Door("registry_letterhead", any_council(KEEPERS)),
    Door("registry_revoke_consent", KEPT, "consent", {"pk": "consent"}, BOTH, "POST", changes="registry.DataConsent"),
    Door("registry_merge_organisation", KEPT, "unit", {"pk": "unit"}, BOTH),
    Door("registry_merge_person", KEPT, "person", {"pk": "person"}, BOTH),
    Door(
        "registry_merge_person",
        SUPERUSER,
        "with somebody of the other council",
        {"pk": "person"},
        BOTH,
        query="with={other.twin}",
    ),
    Door("registry_history_export", any_council(A), "its own council"),
    Door(
        "registry_history_export",
        own(A),
        "history of a council",
        of=BOTH,
        method="POST",
        data={"council": "organisation", "file_format": "=csv"},
        file=True,
    ),
    Door("registry_spreadsheets:index", any_council(READERS), "its own council"),
    Door("registry_spreadsheets:template", any_council(KEEPERS), at={"kind": "=people"}),
    Door(
        "registry_spreadsheets:export",
        own(READERS),
        "people of a council",
        {"kind": "=people", "extension": "=csv"},
        BOTH,
        query="council={organisation}",
    ),
    Door(
        "registry_spreadsheets:discard", KEPT, "ready file", SHEET, BOTH, "POST", changes="registry.SpreadsheetImport"
    ),
    Door("registry_spreadsheets:check", KEPT, "ready file", SHEET, BOTH, "POST"),
    Door("registry_spreadsheets:bring_in", KEPT, "ready file", SHEET, BOTH, "POST"),
    Door("registry_spreadsheets:*", KEPT, "ready file", SHEET, BOTH),
]

ROLES_AND_INVITATIONS = [
    Door("registry_roles", any_council(A), "its own council"),
    Door("registry_role", own(A), "role of a council", {"pk": "role"}, BOTH),
    Door(
        "registry_role",
        own(A),
        "role given to an account",
        {"pk": "role"},
        BOTH,
        "POST",
        {"act": "=give", "account": "account_name"},
        changes="auth.User.groups.through",
    ),
    Door("registry_invitations", any_council(INVITERS), "its own council"),
    Door("registry_invite", any_council(INVITERS)),
    Door(
        "registry_invitation_*",
        own(INVITERS),
        "invitation",
        {"pk": "invitation"},
        BOTH,
        "POST",
        changes="registry.Invitation",
    ),
    Door("registry_locked_log_ins", SUPERUSER),
    Door("registry_second_factor_reset", SUPERUSER, at={"pk": "account"}),
    Door("home_councils", SUPERUSER),
]
