"""The rules of control: cards, duties, letters about deadlines, calendars, and the links to report by."""

from home.doors.audiences import EVERYBODY, NOBODY, STAFF, any_council, own, own_and_above, with_right
from home.doors.door import Door

BOTH = "AB"
READERS, CONTROLLERS = with_right("read_control"), with_right("control")
KEEPERS = with_right("change")
RESTRICTED = {"pk": "restricted"}
CARD, LETTER, ABSENCE = {"pk": "card"}, {"pk": "digest"}, {"pk": "absence"}

CARDS = [
    Door("control_card", own(READERS), "card", CARD, BOTH),
    Door("control_my_duties", STAFF, "what the account itself answers for"),
    Door("control_duty", NOBODY, "card of somebody else", CARD, BOTH),
    Door("control_report_file", own(READERS), "file of a report", {"pk": "report_file"}, BOTH, file=True),
]

BOARDS = [
    *(
        Door(name, any_council(READERS), "what the account may see")
        for name in ("control_board", "control_discipline", "control_matrices", "control_gone", "control_unsent")
    ),
    Door("control_matrix", own(READERS), "act on control", RESTRICTED, BOTH),
    Door("control_matrix_card", own(READERS), "leads to the card", RESTRICTED | {"card": "card"}, BOTH),
    *(
        Door("control_organisation", own_and_above(READERS), what, {"pk": thing}, BOTH)
        for what, thing in (("organisation that owes", "unit"), ("person who owes nothing", "person"))
    ),
    Door("control_assignees", own(READERS), "point on control", {"pk": "item"}, BOTH),
    *(
        Door(name, any_council(CONTROLLERS), "what the account controls")
        for name in ("control_unanswered", "control_handover")
    ),
    Door("control_bulk", any_council(CONTROLLERS), "a form only: it asks for each card", method="POST"),
    Door("control_handover_pdf", own(CONTROLLERS), "list of cards handed over", {"pk": "handover"}, BOTH),
]

LETTERS = [
    Door("control_reminders", any_council(READERS), "what the account may see"),
    Door("control_reminders_results", any_council(READERS), "what the account may see"),
    Door("control_reminders_letter", own(READERS), "letter that went", LETTER, BOTH),
    Door("control_reminders_again", own(CONTROLLERS), "letter that went", LETTER, BOTH, "POST"),
    *(
        Door(f"control_absences:{screen}", any_council(KEEPERS), "people of the account's councils")
        for screen in ("index", "index_results", "add")
    ),
    Door("control_absences:*", own(KEEPERS), "absence of a person", ABSENCE, BOTH),
]

CALENDARS = [
    Door("control_my_feed", STAFF, "of the account's own card of a person"),
    Door("control_feeds", any_council(KEEPERS), "what the account keeps"),
    Door("control_feeds_results", any_council(KEEPERS), "what the account keeps"),
    Door("control_party_feed", own(KEEPERS), "calendar of an organisation", {"pk": "unit"}, BOTH),
    Door("control_feed", EVERYBODY, "by the address given out", {"key": "feed_key"}, BOTH, shows=("duty",)),
    Door("control_feed", NOBODY, "an address we never gave out", {"key": "=AAAA"}),
]

BY_LINK = {"token": "report_token"}
PERSONAL_LINKS = [
    Door(
        "link_report",
        EVERYBODY,
        "by the link of whoever answers",
        BY_LINK,
        BOTH,
        shows=("duty", "answer", "person", "restricted"),
    ),
    Door(
        "link_report_sent",
        EVERYBODY,
        "by the link of whoever answers",
        BY_LINK | {"number": "=1"},
        BOTH,
        shows=("answer", "restricted"),
    ),
    Door("link_report_asked", EVERYBODY, "by the link of whoever answers", BY_LINK | {"pk": "extension"}, BOTH),
    Door("link_report_file", EVERYBODY, "by the link of whoever answers", BY_LINK | {"pk": "report_file"}, BOTH),
]
