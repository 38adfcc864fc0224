"""The rules of the deliberation: approval, meetings, votes, signature, register, and the links sent to people."""

from home.doors.audiences import EVERYBODY, NOBODY, ROLES, STAFF, any_council, own, with_right
from home.doors.door import Door
from registry.models import Role

BOTH = "AB"
READERS, DRAFTERS = with_right("read_drafts"), with_right("draft")
SECRETARIES, SIGNATORIES, ROUTERS = with_right("register"), with_right("sign"), with_right("set_routes")

REGISTERED, DRAFT, SUBMITTED, APPROVED = {"pk": "registered"}, {"pk": "draft"}, {"pk": "submitted"}, {"pk": "approved"}
MEETING, SESSION = {"pk": "meeting"}, {"pk": "session_meeting", "item_pk": "session_question"}
QUESTION = {"pk": "meeting", "item": "question"}

EDITIONS = [
    Door("page:resolutionpage:edition*", EVERYBODY, "registered act", {"page": "registered.way", "day": "day"}, BOTH),
    Door("page:resolutionpage:edition*", NOBODY, "draft act", {"page": "draft.way", "day": "day"}, BOTH),
    Door("page:resolutionpage:edition*", own(ROLES), "restricted act", {"page": "restricted.way", "day": "day"}, BOTH),
    *(
        Door("page:resolutionpage:compare", who, what, {"page": way, "earlier": "day", "later": "day"}, BOTH)
        for who, what, way in (
            (EVERYBODY, "registered act", "registered.way"),
            (NOBODY, "draft act", "draft.way"),
            (own(ROLES), "restricted act", "restricted.way"),
        )
    ),
]

FROZEN_FILES = [
    Door(f"page:resolutionpage:{file}", who, what, {"page": way, "position": "=1", "sha256": sha}, BOTH)
    for who, what, way, sha in (
        (EVERYBODY, "registered act", "registered.way", "registered_sha"),
        (NOBODY, "draft act", "draft.way", "registered_sha"),
        (own(ROLES), "restricted act", "restricted.way", "restricted_sha"),
    )
    for file in ("annex", "kept_file")
]

ACTS = [
    Door("resolutions_acts", any_council(READERS), "what the account may see"),
    Door("resolutions_acts_results", any_council(READERS), "what the account may see"),
    Door("resolutions_acts_batch", any_council(READERS), "a form only: it asks for each act", method="POST"),
    Door("resolutions_ending*", any_council(READERS), "what the account may see"),
    Door("resolutions_checks", own(READERS), "draft act", DRAFT, BOTH),
    Door(
        "resolutions_checks_new",
        own(DRAFTERS, Role.ADMINISTRATOR),
        "under the list of acts",
        {"parent_pk": "acts"},
        BOTH,
        "POST",
    ),
    Door("resolutions_check_levels", any_council(ROUTERS), "its own council"),
    Door("resolutions_check_levels", own(ROUTERS), "levels of a council", of=BOTH, query="council={organisation}"),
    Door("resolutions_approval_sheet", own(READERS), "submitted act", SUBMITTED, BOTH),
    Door("resolutions_approval_sheet_pdf", own(READERS), "submitted act", SUBMITTED, BOTH),
    Door("resolutions_visa_file", own(READERS), "file of an opinion", SUBMITTED | {"file_pk": "visa_file"}, BOTH),
    Door(
        "resolutions_approval_remind",
        own(DRAFTERS, SECRETARIES),
        "opinion waited for",
        SUBMITTED | {"visa_pk": "visa"},
        BOTH,
        "POST",
    ),
    Door("resolutions_approval_take_back", own(SECRETARIES), "submitted by somebody else", SUBMITTED, BOTH, "POST"),
    *(
        Door(f"approval_routes:{screen}", any_council(ROUTERS), "its own council")
        for screen in ("index", "index_results", "add")
    ),
    Door("approval_routes:*", own(ROUTERS), "route of a council", {"pk": "route"}, BOTH),
    Door("resolutions_amendments", own(READERS), "approved act", APPROVED, BOTH),
    Door("resolutions_amendments_pdf", own(READERS), "approved act", APPROVED, BOTH),
    Door("resolutions_amendment_new", own(SECRETARIES), "by one who is on no body", APPROVED, BOTH),
    Door("resolutions_propose", own(DRAFTERS), "approved act", APPROVED, BOTH),
    Door("resolutions_sign", own(SIGNATORIES), "approved act", APPROVED, BOTH),
    Door("resolutions_register", own(SECRETARIES), "approved act", APPROVED, BOTH),
    Door("resolutions_entry", STAFF, "leads to the act's entry, which has its own rule", REGISTERED, BOTH),
    Door("resolutions_kept_file", own(READERS), "registered act", REGISTERED | {"sha256": "registered_sha"}, BOTH),
    Door("resolutions_registered_pdf", own(READERS), "registered act", REGISTERED, BOTH),
    Door("resolutions_extract", own(READERS), "registered act", REGISTERED, BOTH),
    Door("resolutions_correct", own(SECRETARIES), "registered act", REGISTERED, BOTH),
    Door("resolutions_e_signature", own(SECRETARIES), "registered act", REGISTERED, BOTH),
    Door("resolutions_register_log*", any_council(READERS), "what the account may see"),
    Door("resolutions_reserve_number", any_council(SECRETARIES)),
    Door("resolutions_release_number", own(SECRETARIES), "reserved number", {"pk": "reserved_number"}, BOTH),
]

MEETINGS = [
    Door("resolutions_meetings*", any_council(READERS), "what the account may see"),
    Door("resolutions_meeting_add", any_council(SECRETARIES)),
    *(
        Door(name, own(READERS), "meeting", MEETING, BOTH)
        for name in (
            "resolutions_meeting",
            "resolutions_agenda_pdf",
            "resolutions_minutes_pdf",
            "resolutions_pack_pdf",
        )
    ),
    *(
        Door(name, own(SECRETARIES), "meeting", MEETING, BOTH)
        for name in (
            "resolutions_meeting_edit",
            "resolutions_meeting_cancel",
            "resolutions_agenda",
            "resolutions_notices",
            "resolutions_attendance",
        )
    ),
    *(
        Door(name, own(SECRETARIES), "meeting", MEETING, BOTH, "POST")
        for name in (
            "resolutions_meeting_open",
            "resolutions_meeting_close",
            "resolutions_agenda_add",
            "resolutions_notice_one",
            "resolutions_notice_paper",
        )
    ),
    Door("resolutions_agenda_item", own(SECRETARIES), "question of a meeting", QUESTION, BOTH),
    Door(
        "resolutions_agenda_remove",
        own(SECRETARIES),
        "question of a meeting",
        QUESTION,
        BOTH,
        "POST",
        changes="resolutions.AgendaItem",
    ),
    Door("resolutions_session", own(SECRETARIES), "meeting in session", SESSION, BOTH),
    Door("resolutions_session_marks", own(SECRETARIES), "meeting in session", SESSION, BOTH, "POST"),
    Door("resolutions_poll_answer", NOBODY, "a poll of a body one does not sit on", {"pk": "poll"}, BOTH),
]

CALENDAR = [
    Door("control_calendar", STAFF),
    Door("control_calendar_year", STAFF, at={"year": "=2026"}),
    Door("control_calendar_day", any_council(Role.ADMINISTRATOR), at={"year": "=2026", "month": "=6", "day": "=11"}),
]

FORGED = {"token": "=MQ:forged", "pk": "approved", "item": "question", "number": "=1", "annex_id": "uuid"}
PERSONAL_LINKS = [
    Door(
        f"link_{purpose}",
        EVERYBODY,
        "by the link of whoever was asked",
        {"token": f"{purpose}_token"},
        BOTH,
        shows=shown,
    )
    for purpose, shown in (("visa", ("submitted", "account")), ("meeting", ("agenda",)))
] + [
    Door("link_visa_pdf", EVERYBODY, "by the link of whoever was asked", {"token": "visa_token"}, BOTH),
    Door(
        "link_meeting_agenda",
        EVERYBODY,
        "by the link of a member",
        {"token": "meeting_token"},
        BOTH,
        shows=("agenda",),
    ),
    Door("link_*", NOBODY, "a link we never made", FORGED, BOTH),
]
