"""The rules of models: through which doors rows of each are seen and changed, and by whom."""

from home.doors import house_models
from home.doors.house_models import EDITORS_OF_PAGES
from home.doors.model_rule import ModelRule

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
MEETINGS_ARE = "read by those of the council who work with drafts; kept by its secretary"
REGISTER_IS = "read by those of the council who work with drafts; numbers are given by the secretary"
CARDS_ARE = "read by those of the council who read its control; decided by its controller"
SPREADSHEETS = ("registry_spreadsheets:bring_in",)

MODELS = {
    "home.HomePage": ModelRule(
        "read by everybody; opened by the keeper of the installation, edited by the council's administrator",
        ("page:homepage",),
        ("home_councils", "wagtailadmin_pages:edit"),
    ),
    "home.NewsIndexPage": ModelRule(EDITORS_OF_PAGES, ("page:newsindexpage",), ("wagtailadmin_pages:edit",)),
    "home.NewsPage": ModelRule(
        EDITORS_OF_PAGES,
        ("page:newspage",),
        ("wagtailadmin_pages:add:newspage", "wagtailadmin_pages:edit"),
    ),
    "home.OrganisationsPage": ModelRule(
        "read by everybody; edited by the council's administrator",
        ("page:organisationspage", "page:organisationspage:card"),
        ("wagtailadmin_pages:edit",),
    ),
    "home.StandardPage": ModelRule(
        EDITORS_OF_PAGES,
        ("page:standardpage",),
        ("wagtailadmin_pages:add:standardpage", "wagtailadmin_pages:edit"),
    ),
    "resolutions.ResolutionIndexPage": ModelRule(
        "read by everybody; edited by the council's administrator",
        ("page:resolutionindexpage",),
        ("wagtailadmin_pages:edit",),
    ),
    "resolutions.ResolutionPage": ModelRule(
        "a draft is read by those of the council who work with drafts and edited by its drafters; a registered act is "
        "read by everybody, a restricted one by the council's roles; nobody edits either",
        ("page:resolutionpage", "page:resolutionpage:pdf", "resolutions_draft_pdf", "resolutions_approval"),
        ("wagtailadmin_pages:add:resolutionpage", "wagtailadmin_pages:edit", "wagtailadmin_pages:workflow_action"),
    ),
    **{
        f"resolutions.{model}": ModelRule(
            "set by those of the council who keep its routes", ("approval_routes:*",), ("approval_routes:*",)
        )
        for model in ("ApprovalRoute", "ApprovalStep")
    },
    **{
        f"resolutions.{model}": ModelRule(
            "read by those of the council who work with drafts; an opinion is given by whoever is asked, once",
            ("resolutions_approval_sheet",),
            ("resolutions_approval", "link_visa"),
        )
        for model in ("ApprovalSheet", "Visa", "VisaFile")
    },
    "resolutions.CheckSetting": ModelRule(
        "set by those of the council who keep its routes", ("resolutions_check_levels",), ("resolutions_check_levels",)
    ),
    "resolutions.Proposal": ModelRule(
        "made by the council's drafters, read by its secretariat", ("resolutions_meeting",), ("resolutions_propose",)
    ),
    **{
        f"resolutions.{model}": ModelRule(MEETINGS_ARE, ("resolutions_meeting",), changed)
        for model, changed in {
            "Meeting": ("resolutions_meeting_add", "resolutions_meeting_edit", "resolutions_meeting_cancel"),
            "AgendaItem": ("resolutions_agenda_add", "resolutions_agenda_item", "resolutions_agenda_remove"),
            "AgendaVersion": ("resolutions_notices",),
            "Attendance": ("resolutions_attendance", "resolutions_session_marks"),
            "Voting": ("resolutions_session",),
            "Ballot": ("resolutions_session_marks", "resolutions_poll_answer"),
            "Decision": ("resolutions_session",),
        }.items()
    },
    "resolutions.Amendment": ModelRule(
        "read by those of the council who work with drafts and by the members; proposed by members, decided by the "
        "secretary",
        ("resolutions_amendments",),
        ("resolutions_amendment_new", "resolutions_amendments"),
    ),
    "resolutions.Relation": ModelRule("read like its acts; derived from their text", ("page:resolutionpage",)),
    "resolutions.Adoption": ModelRule(
        "read by those of the council who work with drafts; signed by its chair",
        ("resolutions_register",),
        ("resolutions_sign", "resolutions_register"),
    ),
    "resolutions.Registration": ModelRule(REGISTER_IS, ("resolutions_register_log*",), ("resolutions_register",)),
    "resolutions.NumberSeries": ModelRule(REGISTER_IS, ("resolutions_register_log*",), ("resolutions_register",)),
    "resolutions.ReservedNumber": ModelRule(
        REGISTER_IS, ("resolutions_register_log*",), ("resolutions_reserve_number", "resolutions_release_number")
    ),
    "resolutions.RegisteredAnnex": ModelRule("read like its act", ("page:resolutionpage:annex",)),
    "resolutions.Correction": ModelRule(
        "read like its act; made by the secretary", ("page:resolutionpage",), ("resolutions_correct",)
    ),
    "resolutions.ElectronicSignature": ModelRule(
        "read like its act; attached by the secretary", ("page:resolutionpage",), ("resolutions_e_signature",)
    ),
    "resolutions.PeerApprovalTask": ModelRule(
        "set by the keeper of the installation; acted in by the council's approvers",
        ("wagtailadmin_workflows:*",),
        ("wagtailadmin_workflows:*",),
    ),
    **{
        f"documents.{model}": ModelRule("written by the program, read by verify_records", ("/admin/<anything>/",))
        for model in ("Record", "RecordChain", "UnstoredContent")
    },
    **{
        f"control.{model}": ModelRule(
            "read by all staff, changed by the councils' administrators",
            ("control_calendar",),
            ("control_calendar_day",),
        )
        for model in ("CalendarDay", "CalendarYear", "HistoricalCalendarDay")
    },
    **{
        f"control.{model}": ModelRule(CARDS_ARE, ("control_card",), changed)
        for model, changed in {
            "ControlOpening": (),
            "ControlledItem": ("control_card",),
            "Assignment": ("control_card",),
            "Occurrence": ("control_card",),
            "Extension": ("control_card", "link_report", "control_duty"),
            "Rewording": ("control_card",),
            "Report": ("link_report", "control_duty", "control_card"),
            "ReportFile": ("link_report", "control_duty", "control_card"),
            "CardEvent": (),
            "CardChange": (),
        }.items()
    },
    **{
        f"control.{model}": ModelRule(CARDS_ARE + "; added up by the program", ("control_board",))
        for model in ("Tally", "DayTally")
    },
    "control.ReportDraft": ModelRule(
        "whoever answers for the card", ("link_report", "control_duty"), ("link_report", "control_duty")
    ),
    "control.Handover": ModelRule(CARDS_ARE, ("control_handover_pdf",), ("control_handover",)),
    **{
        f"control.{model}": ModelRule(
            "read by those of the council who read its control; written by the program",
            ("control_reminders",),
            ("control_reminders_again",),
        )
        for model in ("Digest", "Reminder")
    },
    "control.Absence": ModelRule(
        "the secretariat that keeps the person's card, and the person", ("control_absences:*",), ("control_absences:*",)
    ),
    "control.CalendarFeed": ModelRule(
        "the secretariat that keeps the party's card, and the person; read by whoever has the address",
        ("control_feed", "control_party_feed"),
        ("control_party_feed", "control_my_feed"),
    ),
    **{
        f"programs.{model}": ModelRule(
            "a draft is read by those of the council who work with drafts, a published one by everybody; kept by its "
            "drafters and published by a second person",
            (f"page:{model.lower()}",),
            ("programs_list", "wagtailadmin_pages:edit"),
        )
        for model in ("ProgramPage", "PlanPage")
    },
    "programs.ExecutionReportPage": ModelRule(
        "a draft is read by those of the council who read its control and written by its controllers and drafters; "
        "a published one is read by everybody",
        ("page:executionreportpage", "programs_report"),
        ("programs_report_build", "programs_report_keep"),
    ),
    "programs.AnnualReportPage": ModelRule(
        EDITORS_OF_PAGES,
        ("page:annualreportpage", "programs_annual"),
        ("programs_annual_begin", "wagtailadmin_pages:edit"),
    ),
    "programs.ProgrammesIndexPage": ModelRule(
        "read by everybody; edited by the council's administrator",
        ("page:programmesindexpage",),
        ("wagtailadmin_pages:edit",),
    ),
    "programs.ProgrammeReviewTask": ModelRule(
        "set by the keeper of the installation; acted in by the council's approvers and secretary",
        ("wagtailadmin_workflows:*",),
        ("wagtailadmin_workflows:*",),
    ),
    "cms.ScheduledRun": ModelRule("written by the scheduler, seen on no screen", ("/admin/<anything>/",)),
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
    "registry.PersonalLink": ModelRule(
        "whoever was asked, by the link of the letter; made and spent by the program", ("link_*",)
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
    **house_models.MODELS,
}
