"""The rules: for every address, who may go through. The first pattern that fits an address decides it."""

from home.doors import control, deliberation, house, library, pages, programmes, registry, site, wagtails_own
from home.doors.audiences import NOBODY, ROLES, STAFF, SUPERUSER, any_council, own, with_right
from home.doors.door import Door
from home.doors.groups import BOTH, CHOOSERS, DRAFTERS, INVITERS, KEPT, SEEN, A, D, E, P, S

ACTS = [
    Door("resolutions_draft_pdf", own(with_right("read_drafts")), "draft act", {"pk": "draft"}, BOTH),
    Door("resolutions_approval", own(P), "submitted act", {"pk": "submitted"}, BOTH, page=True),
    Door("control_read_deadline", STAFF, query="words=1"),
]

IMPORT = [
    Door("import_upload", any_council(D, S, A)),
    Door("import_review", DRAFTERS, at={"pk": "paper"}, of=BOTH),
    Door("import_json", DRAFTERS, at={"pk": "paper"}, of=BOTH),
    Door("import_discard", DRAFTERS, at={"pk": "paper"}, of=BOTH, method="POST", changes="programs.ImportedDocument"),
]

AREAS = {
    "Public site": site.PUBLIC_SITE
    + deliberation.EDITIONS
    + programmes.PUBLIC
    + house.PAGES
    + house.ACTS
    + house.LOOKS,
    "Feeds, search, open data": house.FOLLOWING + house.SEARCH + house.OPEN_DATA,
    "Files": site.FILES + deliberation.FROZEN_FILES,
    "Accounts": site.ACCOUNTS,
    "Personal links": control.PERSONAL_LINKS + deliberation.PERSONAL_LINKS,
    "Admin: acts": ACTS + deliberation.ACTS + house.TOPICS,
    "Admin: site": house.SITE,
    "Admin: other languages": house.TRANSLATIONS,
    "Admin: meetings": deliberation.MEETINGS,
    "Admin: control": control.BOARDS + control.CARDS + control.LETTERS,
    "Admin: programmes and plans": programmes.ADMIN + programmes.REPORTS,
    "Admin: calendars": control.CALENDARS + deliberation.CALENDAR,
    "Admin: import": IMPORT,
    "Admin: registry": registry.REGISTRY,
    "Admin: roles, invitations, councils": registry.ROLES_AND_INVITATIONS,
    "Admin: pages": pages.PAGES,
    "Admin: library": library.LIBRARY_OF_A_COUNCIL,
    "Wagtail's own": wagtails_own.WAGTAILS_OWN,
}
DOORS = [door for doors in AREAS.values() for door in doors]

# Words no answer may show to anybody else, whatever the address; tests/permissions puts them into the two councils.
SECRETS = {
    "draft": own(with_right("read_drafts")),
    "submitted": own(with_right("read_drafts")),
    "restricted": own(ROLES),
    "news": own(E, A),
    "closed": own(A),
    "person": SEEN,
    "phone": KEPT,
    "contact": KEPT,
    "document": own(CHOOSERS),
    "image": own(CHOOSERS),
    "upload": NOBODY,
    "paper": DRAFTERS,
    "duty": own(with_right("read_control")),
    "answer": own(with_right("read_control")),
    "programme": own(with_right("read_drafts")),
    "spreadsheet": KEPT,
    "invitation": own(INVITERS),
    "account": SUPERUSER,
    **house.SECRETS,
}
