"""The rules of the public house: sections of the site, news of organisations, feeds, search, open data."""

from home.doors.audiences import EVERYBODY, NOBODY, STAFF, any_council, own, with_right
from home.doors.door import Door
from registry.models import Role

BOTH = "AB"
SITE_EDITORS = with_right("edit_site")
DRAFTERS, SECRETARIES, ROUTERS = with_right("draft"), with_right("register"), with_right("set_routes")
EDITORS = own(Role.EDITOR, Role.ADMINISTRATOR)
CORRESPONDENTS = own(Role.EDITOR, Role.CORRESPONDENT, Role.ADMINISTRATOR)

# The pages right under the council, and the pages under each of them.
SECTIONS = {
    "eventspage": "events",
    "newspaperpage": "newspaper",
    "photoreportspage": "photos",
    "normativedocumentspage": "papers",
    "practicespage": "practices",
    "leadershippage": "leadership",
    "surveyspage": "surveys",
}
CHILDREN = {
    "eventpage": ("events", "event"),
    "newspaperissuepage": ("newspaper", "issue"),
    "photoreportpage": ("photos", "report_of_photos"),
    "normativedocumentpage": ("papers", "paper_of_norms"),
    "practicepage": ("practices", "practice"),
    "surveypage": ("surveys", "survey"),
}

PAGES = [
    *(Door(f"page:{kind}", EVERYBODY, "section", {"page": f"{thing}.way"}) for kind, thing in SECTIONS.items()),
    *(
        rule
        for kind, (_section, thing) in CHILDREN.items()
        for rule in (
            Door(f"page:{kind}", EVERYBODY, "published", {"page": f"published_{thing}.way"}),
            Door(f"page:{kind}", NOBODY, "unpublished", {"page": f"unpublished_{thing}.way"}),
        )
    ),
    Door("page:rubricpage", EVERYBODY, "rubric", {"page": "rubric.way"}),
    Door("page:newssectionpage", EVERYBODY, "section of an organisation", {"page": "news_section.way"}, BOTH),
    *(
        rule
        for kind, address in (("eventpage", "register"), ("eventpage", "calendar"), ("surveypage", "results"))
        for thing in [CHILDREN[kind][1]]
        for rule in (
            Door(f"page:{kind}:{address}", EVERYBODY, "published", {"page": f"published_{thing}.way"}),
            Door(f"page:{kind}:{address}", NOBODY, "unpublished", {"page": f"unpublished_{thing}.way"}),
        )
    ),
    Door("page:leadershippage:body", EVERYBODY, "body", {"page": "leadership.way", "pk": "body"}, BOTH),
    Door(
        "page:leadershippage:body", NOBODY, "body of the other council", {"page": "leadership.way", "pk": "other.body"}
    ),
    *(
        rule
        for address in ("card_acts", "card_points")
        for rule in (
            Door(
                f"page:organisationspage:{address}",
                EVERYBODY,
                "organisation",
                {"page": "organisations.way", "pk": "unit"},
                "A" if address == "card_acts" else BOTH,
            ),
            Door(f"page:organisationspage:{address}", NOBODY, "person", {"page": "organisations.way", "pk": "person"}),
        )
    ),
]

ACTS = [
    Door("page:resolutionindexpage:meetings", EVERYBODY, "list of acts", {"page": "acts.way"}, BOTH),
    Door("page:resolutionindexpage:coming_meetings", EVERYBODY, "list of acts", {"page": "acts.way"}, BOTH),
    Door(
        "page:resolutionindexpage:meeting",
        EVERYBODY,
        "announced meeting",
        {"page": "acts.way", "pk": "announced_meeting"},
        BOTH,
    ),
    Door(
        "page:resolutionindexpage:meeting",
        NOBODY,
        "meeting nobody has announced",
        {"page": "acts.way", "pk": "meeting"},
        BOTH,
    ),
    Door("page:resolutionindexpage:due", EVERYBODY, "leads to this month", {"page": "acts.way"}),
    *(
        Door(
            "page:resolutionindexpage:due_in",
            who,
            what,
            {"page": "acts.way", "year": "=2099", "month": "=12"},
            council,
        )
        for who, what, council in (
            (EVERYBODY, "council that shows execution", "A"),
            (NOBODY, "council that does not show execution", "B"),
        )
    ),
    *(
        Door(f"page:resolutionpage:{address}", who, what, {"page": f"{thing}.way"}, council)
        for address in ("cite", "cite_bibtex", "cite_ris")
        for who, what, thing, council in (
            (EVERYBODY, "registered act", "registered", "A"),
            (NOBODY, "draft act", "draft", "A"),
            (NOBODY, "restricted act: only a public one has an address to cite", "restricted", "A"),
        )
    ),
]

STREAMS = {"acts": BOTH, "news": "A", "events": "A", "meetings": BOTH, "newspaper": "A", "photos": "A"}
STREAMS |= {"papers": "A", "practices": "A"}
ANY_FORM = {"stream": "=acts", "form": "=atom"}
FOLLOWING = [
    Door("follow", EVERYBODY),
    Door("/en/follow/<stream>.<form>", EVERYBODY, "acts", ANY_FORM),
    *(Door("feed", EVERYBODY, stream, {"stream": f"={stream}", "form": "=json"}, of) for stream, of in STREAMS.items()),
    Door("feed", EVERYBODY, "acts for older programs", {"stream": "=acts", "form": "=rss"}),
    Door("calendar", EVERYBODY, of=BOTH),
    Door("digest", EVERYBODY),
    *(
        rule
        for name, key, what in (
            ("digest", "digest_key", "by the link of the letter"),
            ("search_alert", "alert_key", "by the link of the letter"),
        )
        for step in ("confirm", "end")
        for rule in (
            Door(f"{name}_{step}", EVERYBODY, what, {"key": key}, shows=("reader",)),
            Door(f"{name}_{step}", NOBODY, "a link we never sent", {"key": "=WzFd:nonsense"}),
        )
    ),
    Door("robots", EVERYBODY),
    Door("llms", EVERYBODY, of=BOTH),
    *(
        Door("sitemap_section", EVERYBODY, section, {"section": f"={section}"}, BOTH)
        for section in ("pages", "acts", "meetings")
    ),
    Door("sitemap_section", NOBODY, "no such section", {"section": "=drafts"}),
    Door("share_picture", EVERYBODY, "registered act", {"pk": "registered", "key": "=0"}),
    *(
        Door("share_picture", NOBODY, what, {"pk": thing, "key": "=0"})
        for what, thing in (
            ("draft act", "draft"),
            ("restricted act", "restricted"),
            ("unpublished news", "unpublished_news"),
            ("page behind a password", "closed"),
        )
    ),
]

SEARCH = [
    *(
        Door(name, EVERYBODY, what, of=BOTH, query=f"q={words}")
        for name in ("search_suggest", "search_data")
        for what, words in (
            ("a word of open, draft and restricted acts", "Сделать"),
            ("the first letters of every secret word", "zq"),
            ("the surname of somebody who gave no consent", "Непубл"),
        )
    ),
    *(Door(name, EVERYBODY, "a word of acts", of=BOTH, query="q=Сделать") for name in ("search_atom", "search_rss")),
    Door("search_alert", EVERYBODY, query="q=Сделать"),
]

# The open data know nobody: who reads a restricted act on the site does not find it here.
LISTS = ("acts", "points", "meetings", "bodies", "organisations", "programmes", "plans")
KEPT_BACK = {
    "acts": (("draft act", "draft"), ("restricted act", "restricted")),
    "points": (("point of a restricted act", "item"),),
    "meetings": (("meeting nobody has announced", "meeting"),),
    "bodies": (("body of the other council", "other.body"),),
    "organisations": (("person", "person"),),
    "programmes": (("programme that is still being written", "unpublished_program"),),
    "plans": (("plan that is still being written", "unpublished_plan"),),
}
SHOWN = {
    "acts": "registered",
    "points": "open_item",
    "meetings": "announced_meeting",
    "bodies": "body",
    "organisations": "unit",
    "programmes": "published_program",
    "plans": "published_plan",
}
OPEN_DATA = [
    Door("open_data", EVERYBODY),
    Door("open_data_entrance", EVERYBODY),
    Door("open_data_schema", EVERYBODY),
    *(Door(f"open-{kind}-list", EVERYBODY, of=BOTH) for kind in LISTS),
    *(
        rule
        for kind in LISTS
        for rule in (
            Door(f"open-{kind}-detail", EVERYBODY, "public", {"pk": SHOWN[kind]}),
            *(Door(f"open-{kind}-detail", NOBODY, what, {"pk": thing}, BOTH) for what, thing in KEPT_BACK[kind]),
        )
    ),
    Door("open-acts-points", EVERYBODY, "registered act", {"pk": "registered"}),
    *(Door("open-acts-points", NOBODY, what, {"pk": thing}) for what, thing in KEPT_BACK["acts"]),
    *(
        Door("open_data_file", EVERYBODY, kind, {"kind": f"={kind}", "form": "=jsonl"}, BOTH)
        for kind in LISTS
        if kind != "plans"
    ),
    Door("open_data_file", EVERYBODY, "acts as a table", {"kind": "=acts", "form": "=csv"}),
]

LOOKS = [Door("appearance", EVERYBODY), Door("style_page", STAFF)]

EVENT, TOPIC = {"pk": "published_event"}, {"pk": "topic"}
SITE = [
    Door("home_sections", any_council(SITE_EDITORS), "its own council"),
    Door(
        "home_sections",
        own(SITE_EDITORS),
        "section of a council",
        of=BOTH,
        method="POST",
        data={"council": "home", "section": "=eventspage"},
    ),
    Door("home_links", any_council(SITE_EDITORS), "its own council"),
    Door("home_links", own(SITE_EDITORS), "links of a council", of=BOTH, query="council={home}"),
    Door(
        "home_links",
        own(SITE_EDITORS),
        "links of a council",
        of=BOTH,
        method="POST",
        data={"council": "home", "unwanted": "=example.org"},
        changes="home.LinkRules",
    ),
    Door("home_contributions", any_council(SITE_EDITORS), "its own council"),
    Door("home_registrations", EDITORS, "event", EVENT, BOTH),
    Door(
        "home_registrations",
        EDITORS,
        "event",
        EVENT,
        BOTH,
        "POST",
        {"registration": "registration"},
        changes="home.EventRegistration",
    ),
    Door("wagtailforms:list_submissions*", EDITORS, "survey", {"page_id": "published_survey"}, BOTH),
    Door(
        "wagtailforms:delete_submissions",
        EDITORS,
        "survey",
        {"page_id": "published_survey"},
        BOTH,
        "POST",
        query="selected-submissions={survey_answer}",
        changes="home.SurveyAnswer",
    ),
]

TOPICS = [
    *(
        Door(f"topics:{screen}", any_council(ROUTERS), "its own council")
        for screen in ("index", "index_results", "add")
    ),
    Door("topics:*", own(ROUTERS), "topic of a council", TOPIC, BOTH),
    Door("resolutions_act_topics", own(DRAFTERS), "draft act", {"pk": "draft"}, BOTH),
    Door("resolutions_act_topics", own(SECRETARIES), "registered act", {"pk": "registered"}, BOTH),
]

TRANSLATED = {"page_id": "published_news"}
TRANSLATION = {
    "translation_id": "translation",
    "string_segment_id": "string_segment",
    "overridable_segment_id": "override",
    "translation_source_id": "source",
}
OF_A_PAGE = "translation of the council's home page"
TRANSLATIONS = [
    *(
        Door(name, any_council(SITE_EDITORS), "published acts of its own council")
        for name in ("resolutions_all_translations", "resolutions_all_translations_results")
    ),
    *(
        Door(name, who, what, {"pk": thing, "language": "=en"}, BOTH)
        for name in ("resolutions_translations", "resolutions_translate")
        for who, what, thing in (
            (own(SITE_EDITORS), "registered act", "registered"),
            (NOBODY, "draft act, which is not translated", "draft"),
            (NOBODY, "restricted act, which is not translated", "restricted"),
        )
    ),
    Door("wagtail_localize:submit_page_translation", EDITORS, "published news", TRANSLATED, BOTH),
    Door(
        "wagtail_localize:submit_page_translation",
        STAFF,
        "leads to the translations of an act, which have their own rule",
        {"page_id": "registered"},
    ),
    *(
        Door(f"wagtail_localize:{action}", EDITORS, OF_A_PAGE, TRANSLATION, BOTH)
        for action in ("update_translations", "download_pofile")
    ),
    Door(
        "/admin/localize/translate/<translation_id>/preview/",
        EDITORS,
        OF_A_PAGE,
        TRANSLATION,
        BOTH,
    ),
    Door("wagtail_localize:stop_translation", EDITORS, OF_A_PAGE, TRANSLATION, BOTH, "POST"),
    Door(
        "wagtail_localize:upload_pofile",
        EDITORS,
        f"{OF_A_PAGE}, without a file",
        TRANSLATION,
        BOTH,
        "POST",
        fails=True,
    ),
]

WRITING = [
    *(
        Door(f"wagtailadmin_pages:add:{kind}", EDITORS, "under its section", {"parent_page_id": section}, BOTH)
        for kind, (section, _thing) in CHILDREN.items()
    ),
    *(
        Door(f"wagtailadmin_pages:add:{kind}", EDITORS, "under the list of news", {"parent_page_id": "news"}, BOTH)
        for kind in ("rubricpage", "newssectionpage", "newspage")
    ),
    Door(
        "wagtailadmin_pages:add:newspage",
        CORRESPONDENTS,
        "under the section of an organisation",
        {"parent_page_id": "news_section"},
        BOTH,
    ),
]
EDITING = [
    Door("wagtailadmin_pages:edit", EDITORS, "unpublished event", {"page_id": "unpublished_event"}, BOTH),
    Door("wagtailadmin_pages:edit", CORRESPONDENTS, "draft of a correspondent", {"page_id": "sent_news"}, BOTH),
    Door("wagtailadmin_pages:edit", EDITORS, "section of an organisation", {"page_id": "news_section"}, BOTH),
]

# Words of the house no answer may show to anybody else (home/doors/rules.py).
SECRETS = {
    "page": EDITORS,
    "sent": CORRESPONDENTS,
    "registered": EDITORS,
    "survey": EDITORS,
    "reader": NOBODY,
    "agenda": own(with_right("read_drafts")),
}
