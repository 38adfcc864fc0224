"""The rules of what Wagtail brings along and of what belongs to the whole installation."""

from home.doors.audiences import EVERYBODY, NOBODY, STAFF, SUPERUSER, any_council
from home.doors.door import Door
from home.doors.groups import BOTH, DRAFTERS, WRITERS

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
