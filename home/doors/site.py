"""The rules of the public site, its files, and the way in."""

from home.doors.audiences import EVERYBODY, NOBODY, ROLES, STAFF, STRANGERS, own
from home.doors.door import Door
from home.doors.groups import BOTH, CHOOSERS

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
