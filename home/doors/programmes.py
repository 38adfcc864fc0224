"""The rules of programmes and plans."""

from home.doors.audiences import EVERYBODY, NOBODY, any_council, own, own_and_above, with_right
from home.doors.door import Door
from registry.models import Role

BOTH = "AB"
READERS = with_right("read_drafts")
WRITERS = own(Role.DRAFTER, Role.SECRETARY, Role.ADMINISTRATOR)
PLAN = {"pk": "plan"}

PUBLIC = [
    Door("page:programmesindexpage", EVERYBODY, "list of programmes", {"page": "programs.way"}),
    *(
        Door(f"page:{kind}page{file}", who, f"{state} {kind}", {"page": f"{state}_{kind}.way"}, BOTH)
        for kind in ("program", "plan", "executionreport")
        for file in ("", ":pdf")
        for state, who in (("published", EVERYBODY), ("unpublished", NOBODY))
    ),
    *(
        Door("page:annualreportpage", who, f"{state} report", {"page": f"{state}_annualreport.way"}, BOTH)
        for state, who in (("published", EVERYBODY), ("unpublished", NOBODY))
    ),
]

ADMIN = [
    Door("programs_list", any_council(READERS), "what the account may see"),
    *(
        Door("programs_pdf", own(READERS), what, {"pk": thing}, BOTH)
        for what, thing in (("programme", "unpublished_program"), ("plan", "plan"))
    ),
    *(Door(name, WRITERS, "plan", PLAN, BOTH) for name in ("programs_table", "programs_unknown_names")),
    Door("programs_copy", WRITERS, "plan", PLAN, BOTH),
    Door("programs_link", own(with_right("draft")), "draft act", {"pk": "draft"}, BOTH),
]

REPORT = {"pk": "unpublished_executionreport"}
REPORTERS = own(with_right("control"), with_right("draft"))
ANNUAL = {"organisation": "unit", "year": "=2025"}
REPORTS = [
    Door("programs_reports", any_council(with_right("read_control")), "what the account may see"),
    Door("programs_report", own(with_right("read_control")), "report being written", REPORT, BOTH),
    Door("programs_report_pdf", own(with_right("read_control")), "report being written", REPORT, BOTH),
    Door("programs_report_docx", own(with_right("read_control")), "report being written", REPORT, BOTH),
    Door("programs_report_keep", REPORTERS, "report being written", REPORT, BOTH, "POST"),
    Door("programs_report_build", REPORTERS, "act on control", {"pk": "registered"}, BOTH),
    Door("programs_annual", any_council(with_right("view")), "what the account may see"),
    Door(
        "programs_annual_begin",
        own_and_above(Role.SECRETARY, Role.EDITOR, Role.ADMINISTRATOR),
        "report of an organisation",
        of=BOTH,
        method="POST",
        data=ANNUAL,
        changes="programs.AnnualReportPage",
    ),
    Door(
        "programs_annual_remind",
        own_and_above(with_right("control"), with_right("draft"), with_right("change")),
        "letter to an organisation",
        of=BOTH,
        method="POST",
        data=ANNUAL,
    ),
]
