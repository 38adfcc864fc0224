"""Blocks of files to download and of people, who show only what they agreed to."""

from django.apps import apps
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.samples import FACES, FILES, Face


class DocumentsBlock(blocks.StructBlock):
    """Files to download, with their kind and size."""

    title = blocks.CharBlock(label=_("Heading over the files"), required=False, max_length=200)
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("Files"), max_num=100)

    def get_preview_value(self):
        return self._to_struct_value({"title": "Бланки и памятки", "documents": FILES})

    class Meta:
        icon = "doc-full"
        label = _("Files")
        template = "cms/blocks/document_block.html"
        description = _("Files to download, with kind and size")


class PersonChooserBlock(blocks.ChooserBlock):
    """Chooses a person of the registry; the registry stands above, so it is named by its name."""

    target_model = "registry.Person"

    @cached_property
    def widget(self):
        return import_string("registry.choosers.person_chooser").widget_class()

    class Meta:
        icon = "user"
        label = _("Person")


class ShownPersonBlock(blocks.StructBlock):
    """A person on a page: the name from the registry, the post as it should be read here."""

    person = PersonChooserBlock(label=_("Person"))
    post = blocks.CharBlock(
        label=_("Post, as it should read here"),
        required=False,
        max_length=300,
        help_text=_("Left empty, the posts of today are taken from the registry"),
    )
    photo = ImageChooserBlock(
        label=_("Photograph"), required=False, help_text=_("Shown only with the person's consent to it")
    )

    class Meta:
        icon = "user"
        label = _("Person")


class PeopleBlock(blocks.StructBlock):
    """People with their posts; who has not agreed to be named on the site is not shown."""

    people = blocks.ListBlock(ShownPersonBlock(), label=_("People"), min_num=1, max_num=60)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"faces": _faces(value["people"], timezone.localdate())}

    def get_preview_value(self):
        return self._to_struct_value({"people": FACES})

    class Meta:
        icon = "group"
        label = _("People")
        template = "cms/blocks/people_block.html"
        description = _("From the registry; names, photographs and telephones only with the person's consent")


def _faces(shown, day):
    """What may be shown of these people today, in three questions however many they are."""
    if any(isinstance(row, Face) for row in shown):
        return list(shown)
    rows = [row for row in shown if row["person"]]
    people = apps.get_model("registry.Person").objects.filter(pk__in=[row["person"].pk for row in rows])
    known = {person.pk: person for person in people.with_public_face().prefetch_related("posts")}
    faces = []
    for row in rows:
        person = known.get(row["person"].pk)
        face = person.public_face(day) if person else None
        if face is None:
            continue
        held = [post.title or post.get_duty_display() for post in person.posts.all() if post.is_current(day)]
        photo = row["photo"] if person.agreed_to("photo", day) else None
        faces.append(Face(face.name, row["post"] or ", ".join(held), photo, tuple(face.contacts)))
    return faces
