"""The rules of a council's library: documents, pictures, tags."""

from home.doors.audiences import NOBODY, STAFF, SUPERUSER, any_council, own
from home.doors.door import Door
from home.doors.groups import BOTH, CHOOSERS, LIBRARIANS, LIBRARY

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
