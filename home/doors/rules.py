"""The rules: for every address, who may go through. The first pattern that fits an address decides it."""

from home.doors import control, deliberation, house, programmes
from home.doors.audiences import (
    EVERYBODY,
    NOBODY,
    ROLES,
    STAFF,
    STRANGERS,
    SUPERUSER,
    any_council,
    own,
    own_and_above,
    with_right,
)
from home.doors.door import Door
from registry.models import Role

D, P, S, E, C, A = Role.DRAFTER, Role.APPROVER, Role.SECRETARY, Role.EDITOR, Role.CORRESPONDENT, Role.ADMINISTRATOR
READERS = with_right("view")
KEEPERS = with_right("change")
MONITORS = with_right("read_resources")
INVITERS = with_right("invite")
# The registry of a council is read by its own people and by those above it in the tree.
SEEN = own_and_above(READERS)
# What belongs to a council itself, not to an organisation under it, is read from below, too.
RELATIVES = any_council(READERS)
KEPT = own(KEEPERS)
DRAFTERS = own(D, S, A)
NEWS_EDITORS = own(E, A)
WRITERS = (D, S, E, C, A)
CHOOSERS = ROLES - {Role.ASSIGNEE}
LIBRARY = (D, S, E, C, A)
# To Wagtail whoever may change a file may also delete it.
LIBRARIANS = own(D, S, E, A)
BOTH = "AB"

PUBLIC_SITE = [
    Door("page:homepage", EVERYBODY, "home", {"page": "home.way"}),
    Door("page:resolutionindexpage", EVERYBODY, "list of acts", {"page": "acts.way"}, BOTH),
    Door("page:resolutionpage", EVERYBODY, "registered act", {"page": "registered.way"}, BOTH),
    Door("page:resolutionpage", NOBODY, "draft act", {"page": "draft.way"}, BOTH),
    Door("page:resolutionpage", NOBODY, "submitted act", {"page": "submitted.way"}, BOTH),
    Door("page:resolutionpage", own(ROLES), "restricted act", {"page": "restricted.way"}, BOTH),
    Door("page:newsindexpage", EVERYBODY, "list of news", {"page": "news.way"}),
    Door("page:newspage", EVERYBODY, "published news", {"page": "published_news.way"}),
    Door("page:newspage", NOBODY, "unpublished news", {"page": "unpublished_news.way"}, BOTH),
    Door("page:standardpage", EVERYBODY, "page", {"page": "page.way"}),
    Door("page:standardpage", NOBODY, "unpublished page", {"page": "about.way"}, BOTH),
    Door("page:standardpage", EVERYBODY, "page behind a password: its form only", {"page": "closed.way"}),
    Door("page:organisationspage", EVERYBODY, "list of organisations", {"page": "organisations.way"}),
    Door("page:organisationspage:card", EVERYBODY, "organisation", {"page": "organisations.way", "pk": "unit"}),
    Door("page:organisationspage:card", NOBODY, "person", {"page": "organisations.way", "pk": "person"}, BOTH),
    Door("search", EVERYBODY, "a word of open, draft and restricted acts", of=BOTH, query="q=Сделать"),
    Door("search", EVERYBODY, "a word of unpublished news", of=BOTH, query="q=Рано"),
    Door("search", EVERYBODY, "the surname of somebody who gave no consent", of=BOTH, query="q=Непубличная"),
    Door("/sitemap.xml", EVERYBODY, of=BOTH),
    Door(
        "wagtailcore_authenticate_with_password",
        EVERYBODY,
        "a wrong password",
        {"page_view_restriction_id": "password", "page_id": "closed"},
        BOTH,
        "POST",
        {"password": "=wrong", "return_url": "=/"},
    ),
]

FILES = [
    Door("page:resolutionpage:pdf", EVERYBODY, "registered act", {"page": "registered.way"}, BOTH),
    Door("page:resolutionpage:pdf", NOBODY, "draft act", {"page": "draft.way"}, BOTH),
    Door("page:resolutionpage:pdf", own(ROLES), "restricted act", {"page": "restricted.way"}, BOTH),
    Door(
        "wagtaildocs_serve",
        EVERYBODY,
        "file of a published page",
        {"1": "public_document", "2": "public_file_name"},
        BOTH,
    ),
    Door(
        "wagtaildocs_serve",
        own(CHOOSERS),
        "file no page shows",
        {"1": "private_document", "2": "private_file_name"},
        BOTH,
    ),
    Door(
        "wagtaildocs_authenticate_with_password",
        EVERYBODY,
        "a wrong password",
        {"restriction_id": "restricted_collection"},
        BOTH,
        "POST",
        {"password": "=wrong", "return_url": "=/"},
    ),
    Door("/media/<path>", EVERYBODY, "picture of a published page", {"path": "public_rendition"}, BOTH),
    Door("/media/<path>", own(CHOOSERS), "picture no page shows", {"path": "private_rendition"}, BOTH),
]

ACCOUNTS = [
    Door("/*_util/login/", EVERYBODY),
    Door("wagtailcore_login", EVERYBODY),
    Door("/admin/login/", EVERYBODY),
    Door("/admin/logout/", STAFF),
    Door("account_login", EVERYBODY, home=True),
    Door("account_logout", STAFF),
    Door("account_inactive", EVERYBODY),
    Door("account_reset_password*", EVERYBODY, at={"uidb36": "=1", "key": "=nonsense"}),
    Door("account_set_password", EVERYBODY),
    Door("account_change_password", STAFF),
    Door("account_reauthenticate", STAFF),
    Door("mfa_authenticate", NOBODY, "no password given before"),
    Door("mfa_reauthenticate", STAFF, "asks for the password again"),
    Door("mfa_deactivate_totp", NOBODY, "no second factor"),
    Door("mfa_view_recovery_codes", NOBODY, "no second factor"),
    Door("mfa_download_recovery_codes", STAFF, "asks for the password again"),
    Door("mfa_*", STAFF),
    Door("usersessions_list", STAFF),
    Door("usersessions_end", NOBODY, "session of somebody else", {"pk": "session"}, BOTH, "POST"),
    Door(
        "accounts_invitation", STRANGERS, "invitation of somebody else", {"token": "token"}, BOTH, shows=("invitation",)
    ),
    Door("/*accounts/", EVERYBODY, "leads to the account page"),
]

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

DRAFT, SUBMITTED, REGISTERED = {"page_id": "draft"}, {"page_id": "submitted"}, {"page_id": "registered"}
OF_ACTS = {"parent_page_id": "acts"}
TASK = {"page_id": "submitted", "action_name": "=approve", "task_state_id": "task_state", "task_id": "task"}
ACT_TYPE = {"content_type_app_name": "=resolutions", "content_type_model_name": "=resolutionpage"}
PAGE = "wagtailcore.Page"
PAGES = [
    Door("wagtailadmin_explore_root", any_council(WRITERS), "what the account may see"),
    Door("wagtailadmin_explore*", own(D, S, A), "list of acts: what the account may see", OF_ACTS, BOTH, page=True),
    Door("wagtailadmin_pages:search*", any_council(WRITERS), "what the account may see", query="q=zq"),
    Door("wagtailadmin_pages:add:resolutionpage", DRAFTERS, "under the list of acts", OF_ACTS, BOTH),
    *house.WRITING,
    Door("wagtailadmin_pages:add:standardpage", own(S, E, A), "under about", {"parent_page_id": "about"}, BOTH),
    *(
        Door(
            f"wagtailadmin_pages:add:{paper}",
            DRAFTERS,
            "under the programmes",
            {"parent_page_id": "programs"},
            BOTH,
        )
        for paper in ("programpage", "planpage")
    ),
    Door("wagtailadmin_pages:add:annualreportpage", own(S, E, A), "under about", {"parent_page_id": "about"}, BOTH),
    Door("wagtailadmin_pages:add:programmesindexpage", NOBODY, "a second list", {"parent_page_id": "home"}, BOTH),
    Door("wagtailadmin_pages:add:homepage", NOBODY, "under a council", {"parent_page_id": "home"}, BOTH),
    Door("wagtailadmin_pages:add:*", own(A), "under a council", {"parent_page_id": "home"}, BOTH),
    Door("wagtailadmin_pages:preview_on_add", DRAFTERS, "under the list of acts", ACT_TYPE | OF_ACTS, BOTH),
    Door("wagtailadmin_pages:type_use*", any_council(WRITERS), "what the account may see", ACT_TYPE),
    Door(
        "wagtailadmin_pages:choose_parent",
        STAFF,
        "where the account may add",
        {"app_label": "=resolutions", "model_name": "=resolutionpage"},
    ),
    Door("wagtailadmin_pages:add_subpage", DRAFTERS, "under the list of acts", OF_ACTS, BOTH),
    Door("wagtailadmin_pages:edit", DRAFTERS, "draft act", DRAFT, BOTH),
    Door("wagtailadmin_pages:edit", own(D, S, P, A), "submitted act", SUBMITTED, BOTH),
    Door("wagtailadmin_pages:edit", DRAFTERS, "restricted act, locked", {"page_id": "restricted"}, BOTH),
    Door("wagtailadmin_pages:edit", NEWS_EDITORS, "unpublished news", {"page_id": "unpublished_news"}, BOTH),
    Door("wagtailadmin_pages:edit", own(E, A), "council", {"page_id": "home"}, BOTH),
    *house.EDITING,
    Door("wagtailadmin_pages:unpublish", NEWS_EDITORS, "published news", {"page_id": "published_news"}, BOTH),
    Door("wagtailadmin_pages:unpublish", NOBODY, "registered act", REGISTERED, BOTH),
    Door("wagtailadmin_pages:delete", DRAFTERS, "draft act", DRAFT, BOTH),
    Door("wagtailadmin_pages:delete", NOBODY, "registered act", REGISTERED, BOTH),
    Door("wagtailadmin_pages:convert_alias", NOBODY, "draft act, which is no alias", DRAFT, BOTH, "POST"),
    Door("wagtailadmin_pages:move", DRAFTERS, "draft act", {"page_to_move_id": "draft"}, BOTH),
    Door(
        "wagtailadmin_pages:move_confirm",
        SUPERUSER,
        "draft act to the other council",
        {"page_to_move_id": "draft", "destination_id": "other.acts"},
        BOTH,
    ),
    Door(
        "wagtailadmin_pages:move_confirm",
        SUPERUSER,
        "draft act to the other council",
        {"page_to_move_id": "draft", "destination_id": "other.acts"},
        BOTH,
        "POST",
        changes=PAGE,
    ),
    Door("wagtailadmin_pages:set_page_position", own(A), "draft act", {"page_to_move_id": "draft"}, BOTH, "POST"),
    Door("wagtailadmin_pages:copy", DRAFTERS, "draft act", DRAFT, BOTH),
    Door(
        "wagtailadmin_pages:copy",
        SUPERUSER,
        "draft act to the other council",
        DRAFT,
        BOTH,
        "POST",
        {"new_title": "=copy", "new_slug": "=copy", "new_parent_page": "other.acts"},
        changes=PAGE,
    ),
    Door(
        "wagtailadmin_pages:workflow_action",
        own(P),
        "submitted act",
        TASK,
        BOTH,
        "POST",
        changes="wagtailcore.TaskState",
    ),
    Door("wagtailadmin_pages:collect_workflow_action_data", own(P), "submitted act", TASK, BOTH, "POST"),
    Door("wagtailadmin_pages:confirm_workflow_cancellation", own(D, S, P, A), "submitted act", SUBMITTED, BOTH),
    Door("wagtailadmin_pages:workflow_preview", own(P), "submitted act", TASK, BOTH),
    Door("wagtailadmin_pages:set_privacy", own(A), "draft act", DRAFT, BOTH),
    Door("wagtailadmin_pages:lock", own(A), "draft act", DRAFT, BOTH, "POST", changes=PAGE),
    Door("wagtailadmin_pages:unlock", own(A), "draft act", DRAFT, BOTH, "POST"),
    Door("wagtailadmin_pages:revisions_index", STAFF, "leads to the history, which has its own rule", DRAFT),
    Door(
        "wagtailadmin_pages:revisions_unschedule",
        NOBODY,
        "draft act, which is not scheduled",
        DRAFT | {"revision_id": "draft_revision"},
        BOTH,
    ),
    Door(
        "wagtailadmin_pages:revisions_compare",
        DRAFTERS,
        "draft act",
        {"1": "draft", "2": "=earliest", "3": "=latest"},
        BOTH,
    ),
    Door(
        "wagtailadmin_pages:workflow_history_detail",
        DRAFTERS,
        "registered act",
        REGISTERED | {"workflow_state_id": "registered_workflow"},
        BOTH,
    ),
    Door("wagtailadmin_pages:*", DRAFTERS, "draft act", DRAFT | {"revision_id": "draft_revision"}, BOTH),
    *(
        Door(
            f"wagtailadmin_api:pages:action:{action}",
            NOBODY,
            "draft act, which would publish or hide it",
            {"pk": "draft"},
            BOTH,
            "POST",
        )
        for action in ("copy", "create_alias", "publish", "unpublish")
    ),
    Door(
        "wagtailadmin_api:pages:action:move",
        NOBODY,
        "draft act to the other council, which would publish it",
        {"pk": "draft"},
        BOTH,
        "POST",
        {"destination_page_id": "other.acts"},
        changes=PAGE,
    ),
    Door("wagtailadmin_api:pages:action:*", DRAFTERS, "draft act", {"pk": "draft"}, BOTH, "POST"),
    Door("wagtailadmin_api:pages:detail", DRAFTERS, "draft act", {"pk": "draft"}, BOTH),
    Door("wagtailadmin_api:pages:find", DRAFTERS, "draft act", of=BOTH, query="id={draft}"),
    Door("wagtailadmin_api:pages:listing", STAFF, "what the account may see"),
    Door("wagtailadmin_api:pages:listing", STAFF, "under the acts", of=BOTH, query="child_of={acts}&fields=*"),
    *(
        Door(f"wagtail_bulk_action:page:{action}", who, what, {}, BOTH, "POST", data, query, PAGE)
        for action, who, what, query, data in (
            ("publish", NEWS_EDITORS, "unpublished news", "id={unpublished_news}", {}),
            ("publish", NOBODY, "draft act", "id={draft}", {}),
            ("unpublish", NEWS_EDITORS, "published news", "id={published_news}", {}),
            ("unpublish", NOBODY, "registered act", "id={registered}", {}),
            ("delete", NEWS_EDITORS, "unpublished news", "id={unpublished_news}", {}),
            ("delete", NOBODY, "registered act", "id={registered}", {}),
            ("move", SUPERUSER, "draft act to the other council", "id={draft}", {"chooser": "other.acts"}),
        )
    ),
    *(
        Door(
            f"wagtail_bulk_action:page:{action}",
            STAFF,
            "the question, which names what one may edit",
            query="id={draft}",
        )
        for action in ("publish", "unpublish", "delete", "move")
    ),
    Door("wagtailadmin_choose_page_child", STAFF, "what the account may see", OF_ACTS, BOTH),
    Door("wagtailadmin_choose_page_chosen_multiple", DRAFTERS, "draft act", of=BOTH, query="id={draft}"),
    Door("wagtailadmin_choose_page_search", STAFF, "what the account may see", query="q=zq"),
    Door("wagtailadmin_choose_page*", STAFF, "what the account may see"),
]

DOCUMENT, PICTURE = {"document_id": "private_document", "doc_id": "private_document"}, {"image_id": "private_image"}
UPLOAD, UPLOADED = {"uploaded_file_id": "uploaded_document"}, {"uploaded_file_id": "uploaded_image"}
DOCUMENTS, IMAGES, TAGS = "wagtaildocs.Document", "wagtailimages.Image", "taggit.TaggedItem"
LIBRARY_OF_A_COUNCIL = [
    *(
        Door(
            f"wagtail_bulk_action:{kind}:{action}",
            STAFF,
            "the question, which names what one may change",
            query=f"id={{private_{kind}}}",
        )
        for kind in ("document", "image")
        for action in ("add_tags", "add_to_collection", "delete")
    ),
    *(
        Door(
            f"wagtail_bulk_action:{kind}:{action}", who, what, {}, BOTH, "POST", data, f"id={{private_{kind}}}", changes
        )
        for kind, model in (("document", DOCUMENTS), ("image", IMAGES))
        for action, who, what, data, changes in (
            ("add_tags", LIBRARIANS, "private file", {"tags": "=tag"}, TAGS),
            ("add_to_collection", SUPERUSER, "to the other council", {"collection": "other.collection"}, model),
            ("delete", LIBRARIANS, "private file", {}, model),
        )
    ),
    Door(
        "wagtailadmin_api:documents:*",
        SUPERUSER,
        "private file",
        {"pk": "private_document"},
        query="id={private_document}",
    ),
    Door("wagtailadmin_api:images:detail", own(CHOOSERS), "private picture", {"pk": "private_image"}, BOTH),
    Door("wagtailadmin_api:images:*", SUPERUSER, "private picture", query="id={private_image}"),
    Door("wagtaildocs:index*", any_council(LIBRARY), "its own council"),
    Door("wagtaildocs:add*", any_council(LIBRARY)),
    Door("wagtaildocs:create_multiple*", NOBODY, "upload of somebody else", UPLOAD, BOTH, "POST"),
    Door("wagtaildocs:delete_upload*", NOBODY, "upload of somebody else", UPLOAD, BOTH, "POST"),
    Door("wagtaildocs:delete*", LIBRARIANS, "private file", DOCUMENT, BOTH, "POST", changes=DOCUMENTS),
    Door("wagtaildocs:edit_multiple", LIBRARIANS, "private file", DOCUMENT, BOTH, "POST"),
    Door("wagtaildocs:*", LIBRARIANS, "private file", DOCUMENT, BOTH),
    Door("wagtaildocs_chooser:create", any_council(LIBRARY)),
    Door("wagtaildocs_chooser:chosen", own(CHOOSERS), "private file", {"pk": "private_document"}, BOTH),
    Door(
        "wagtaildocs_chooser:chosen_multiple", STAFF, "what the account may see", of=BOTH, query="id={private_document}"
    ),
    Door("wagtaildocs_chooser:*", STAFF, "what the account may see"),
    Door("wagtailimages:index*", any_council(LIBRARY), "its own council"),
    Door("wagtailimages:add*", any_council(LIBRARY)),
    Door("wagtailimages:create_multiple*", NOBODY, "upload of somebody else", UPLOADED, BOTH, "POST"),
    Door("wagtailimages:delete_upload*", NOBODY, "upload of somebody else", UPLOADED, BOTH, "POST"),
    Door("wagtailimages:delete*", LIBRARIANS, "private picture", PICTURE, BOTH, "POST", changes=IMAGES),
    Door("wagtailimages:edit_multiple", LIBRARIANS, "private picture", PICTURE, BOTH, "POST"),
    Door("wagtailimages:url_generator*", NOBODY, "pictures have no such addresses here", PICTURE, BOTH),
    Door("wagtailimages:*", LIBRARIANS, "private picture", PICTURE | {"filter_spec": "=original"}, BOTH),
    Door("wagtailimages_chooser:create", any_council(LIBRARY)),
    Door("wagtailimages_chooser:chosen", own(CHOOSERS), "private picture", {"pk": "private_image"}, BOTH),
    Door("wagtailimages_chooser:select_format", own(CHOOSERS), "private picture", PICTURE, BOTH),
    Door(
        "wagtailimages_chooser:chosen_multiple", STAFF, "what the account may see", of=BOTH, query="id={private_image}"
    ),
    Door("wagtailimages_chooser:*", STAFF, "what the account may see"),
]

TRANSLATION = {
    "translation_id": "translation",
    "string_segment_id": "string_segment",
    "overridable_segment_id": "override",
    "page_id": "home",
    "translation_source_id": "source",
}
ROUTE = {
    "pk": "workflow",
    "page_pk": "home",
    "workflow_pk": "workflow",
    "task_id": "task",
    "app_label": "=resolutions",
    "model_name": "=peerapprovaltask",
}
WAGTAILS_OWN = [
    Door("wagtailadmin_home", STAFF, home=True),
    Door("/admin/<anything>/", NOBODY, at={"anything": "=no-such-screen"}),
    Door("/admin/test404/", STAFF),
    Door("wagtailadmin_error_test", SUPERUSER, "an error on purpose", fails=True),
    Door("wagtailadmin_account", STAFF),
    Door("wagtailadmin_sprite", EVERYBODY),
    Door("wagtailadmin_javascript_catalog", EVERYBODY),
    Door("wagtailadmin_password_reset*", NOBODY, at={"uidb64": "=MQ", "token": "=x"}),
    Door("wagtailadmin_dismissibles", STAFF, method="PATCH"),
    Door("wagtailadmin_block_preview", NOBODY, "no block is named"),
    Door("wagtailadmin_tag_*", STAFF, at={"app_name": "=taggit", "model_name": "=tag"}, query="term=a"),
    Door(
        "wagtailadmin_editing_sessions:ping",
        DRAFTERS,
        "draft act",
        {
            "app_label": "=resolutions",
            "model_name": "=resolutionpage",
            "object_id": "draft",
            "session_id": "editing_session",
        },
        BOTH,
        "POST",
    ),
    Door(
        "wagtailadmin_editing_sessions:release",
        NOBODY,
        "session of somebody else",
        {"session_id": "editing_session"},
        BOTH,
        "POST",
        changes="wagtailadmin.EditingSession",
    ),
    Door("wagtailadmin_reports:*", SUPERUSER),
    Door("wagtailadmin_reports:*", SUPERUSER, "as a spreadsheet", query="export=csv"),
    Door("wagtailembeds:*", STAFF),
    Door("wagtailforms:index*", any_council(WRITERS), "what the account may see"),
    Door("wagtailsnippets:index", NOBODY, "nothing is a snippet"),
    # What follows belongs to the whole installation.
    Door("wagtailadmin_collections:*", SUPERUSER, at={"pk": "collection", "collection_id": "collection"}),
    *(
        Door(f"wagtailadmin_workflows:{action}", SUPERUSER, "route of a council", ROUTE, method="POST")
        for action in ("enable", "remove")
    ),
    Door("wagtailadmin_workflows:*", SUPERUSER, "route of a council", ROUTE),
    Door("wagtailredirects:process_import", SUPERUSER),
    Door("wagtailredirects:*", SUPERUSER, at={"redirect_id": "redirect"}),
    Door("wagtaillocales:*", SUPERUSER, at={"pk": "locale"}),
    Door("wagtailsites:*", SUPERUSER, at={"pk": "site"}),
    Door(
        "wagtail_bulk_action:user:assign_role",
        SUPERUSER,
        "account",
        method="POST",
        query="id={account}",
        data={"role": "editors"},
        changes="auth.User.groups.through",
    ),
    Door(
        "wagtail_bulk_action:user:*",
        SUPERUSER,
        "account",
        method="POST",
        query="id={account}",
        data={"mark_as_active": "=False"},
        changes="auth.User",
    ),
    Door("wagtailusers_users:*", SUPERUSER, at={"pk": "account"}),
    Door("wagtailusers_groups:*", SUPERUSER, at={"pk": "group_of_role"}),
    Door("wagtail_localize:javascript_catalog", STAFF),
    Door(
        "wagtail_localize:*snippet*",
        NOBODY,
        "nothing is a snippet",
        {"app_label": "=home", "model_name": "=homepage", "pk": "home"},
    ),
    Door("wagtail_localize:convert_to_alias", NOBODY, "no translation", TRANSLATION),
    Door(
        "/admin/localize/translate/<translation_id>/preview/<mode>/",
        NOBODY,
        "no such look",
        TRANSLATION | {"mode": "=print"},
    ),
    Door("wagtail_localize:machine_translate", NOBODY, "no translator is installed", TRANSLATION, method="POST"),
    *(
        Door(f"wagtail_localize:{action}", NOBODY, "nothing is translated yet", TRANSLATION, method="DELETE")
        for action in ("edit_string_translation", "edit_override")
    ),
    Door("wagtail_localize:*", SUPERUSER, "what comes of all councils"),
]

AREAS = {
    "Public site": PUBLIC_SITE + deliberation.EDITIONS + programmes.PUBLIC + house.PAGES + house.ACTS + house.LOOKS,
    "Feeds, search, open data": house.FOLLOWING + house.SEARCH + house.OPEN_DATA,
    "Files": FILES + deliberation.FROZEN_FILES,
    "Accounts": ACCOUNTS,
    "Personal links": control.PERSONAL_LINKS + deliberation.PERSONAL_LINKS,
    "Admin: acts": ACTS + deliberation.ACTS + house.TOPICS,
    "Admin: site": house.SITE,
    "Admin: other languages": house.TRANSLATIONS,
    "Admin: meetings": deliberation.MEETINGS,
    "Admin: control": control.BOARDS + control.CARDS + control.LETTERS,
    "Admin: programmes and plans": programmes.ADMIN + programmes.REPORTS,
    "Admin: calendars": control.CALENDARS + deliberation.CALENDAR,
    "Admin: import": IMPORT,
    "Admin: registry": REGISTRY,
    "Admin: roles, invitations, councils": ROLES_AND_INVITATIONS,
    "Admin: pages": PAGES,
    "Admin: library": LIBRARY_OF_A_COUNCIL,
    "Wagtail's own": WAGTAILS_OWN,
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
