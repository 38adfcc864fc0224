"""The rules of Wagtail's screens for pages."""

from home.doors import house
from home.doors.audiences import NOBODY, STAFF, SUPERUSER, any_council, own
from home.doors.door import Door
from home.doors.groups import BOTH, DRAFTERS, NEWS_EDITORS, WRITERS, A, D, E, P, S

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
