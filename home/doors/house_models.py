"""The rules of models of the public house."""

from home.doors.model_rule import ModelRule

EDITORS_OF_PAGES = "read by everybody once published; kept by the editors of the section"
OPENED_BY_EDITORS = "read by everybody; opened by those who edit the council's site, kept by its editors"
WITH_ITS_PAGE = "read and kept with its page"
BY_THE_PROGRAM = "written by the program from what anybody may read; changed by nobody"
SECTIONS = {
    "EventsPage": "EventPage",
    "NewspaperPage": "NewspaperIssuePage",
    "PhotoReportsPage": "PhotoReportPage",
    "NormativeDocumentsPage": "NormativeDocumentPage",
    "PracticesPage": "PracticePage",
    "SurveysPage": "SurveyPage",
}
FORM = "wagtailadmin_pages:edit"
SEARCH = ("search", "search_suggest", "search_data", "search_atom", "search_rss")
ACT_LISTS = ("page:resolutionindexpage", "feed", "open-acts-list")

MODELS = {
    **{
        f"home.{section}": ModelRule(OPENED_BY_EDITORS, (f"page:{section.lower()}",), ("home_sections", FORM))
        for section in (*SECTIONS, "LeadershipPage")
    },
    **{
        f"home.{page}": ModelRule(
            EDITORS_OF_PAGES, (f"page:{page.lower()}",), (f"wagtailadmin_pages:add:{page.lower()}", FORM)
        )
        for page in (*SECTIONS.values(), "RubricPage")
    },
    "home.NewsSectionPage": ModelRule(
        "read by everybody; its correspondents are named by the editors of the news",
        ("page:newssectionpage",),
        ("wagtailadmin_pages:add:newssectionpage", FORM),
    ),
    **{
        f"home.{part}": ModelRule(WITH_ITS_PAGE, (f"page:{page}",), (FORM,))
        for part, page in {
            "NewsAuthor": "newspage",
            "NewsAct": "newspage",
            "NewsTag": "newspage",
            "Supersession": "normativedocumentpage",
            "SurveyField": "surveypage",
        }.items()
    },
    "home.EventRegistration": ModelRule(
        "made by whoever comes; read and struck out by those who keep the event's page",
        ("home_registrations",),
        ("page:eventpage:register", "home_registrations"),
    ),
    "home.SurveyAnswer": ModelRule(
        "made by whoever answers; read and deleted by those who keep the survey; everybody sees figures at most",
        ("wagtailforms:list_submissions*", "page:surveypage:results"),
        ("page:surveypage", "wagtailforms:delete_submissions"),
    ),
    "home.FoundLink": ModelRule(
        "read by those who edit the council's site; written by the program", ("home_links",), ("home_links",)
    ),
    "home.LinkRules": ModelRule("those who edit the council's site", ("home_links",), ("home_links",)),
    "home.Digest": ModelRule(
        "whoever gave the address, by the links of the letters; seen on no other screen",
        ("digest_confirm", "digest_end"),
        ("digest", "digest_confirm", "digest_end"),
    ),
    "search.SearchAlert": ModelRule(
        "whoever gave the address, by the links of the letters; seen on no other screen",
        ("search_alert_confirm", "search_alert_end"),
        ("search_alert", "search_alert_confirm", "search_alert_end"),
    ),
    "search.ToldEntry": ModelRule("written by the program, seen on no screen", ("/admin/<anything>/",)),
    **{f"search.{model}": ModelRule(BY_THE_PROGRAM, SEARCH) for model in ("Entry", "FileText", "Word")},
    **{f"resolutions.{model}": ModelRule(BY_THE_PROGRAM, ACT_LISTS) for model in ("ListedAct", "ListedFacet")},
    "resolutions.Topic": ModelRule(
        "read by everybody at the acts that have it; set by those of the council who keep its routes",
        ("page:resolutionindexpage", "topics:*"),
        ("topics:add", "topics:*"),
    ),
    "resolutions.ActTopic": ModelRule(
        "read like its act; given to a draft by the council's drafters, to a registered act by its secretary",
        ("page:resolutionpage", "resolutions_act_topics"),
        ("resolutions_act_topics",),
    ),
    "resolutions.ActTranslation": ModelRule(
        "read by everybody once it is shown; kept by those who edit the council's site",
        ("page:resolutionpage", "resolutions_translations"),
        ("resolutions_translate",),
    ),
    **{
        f"cms.{model}": ModelRule("written by the program, seen on no screen", ("/admin/<anything>/",))
        for model in ("Fact", "ProxiedAnswer")
    },
}
