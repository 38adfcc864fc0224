"""What the editor's form of a piece of news checks beyond its fields."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.page_forms import CouncilPageForm
from cms.pages import CouncilPageQuerySet
from registry.access import RegistryAccess

FOREIGN_ACT = _("Choose an act anybody may read, or one of your own council.")


def pages_refused(user, keys):
    """Of these pages, those the account could not have chosen: another council's drafts and restricted acts."""
    keys = set(keys)
    if not keys or user.is_superuser:
        return set()
    own = page_permission_policy.explorable_instances(user).filter(pk__in=keys)
    public = CouncilPageQuerySet(Page).live().public().filter(pk__in=keys)
    return keys - {*own.values_list("pk", flat=True), *public.values_list("pk", flat=True)}


class RubricForm(CouncilPageForm):
    """Offers the rubrics of the page's own council that are in use, and the one it stands under."""

    rubric_field = "rubric"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.rubric_field in self.fields and self.parent_page is not None:
            field = self.fields[self.rubric_field]
            chosen = getattr(self.instance, f"{self.rubric_field}_id")
            field.queryset = field.queryset.for_choice(self.parent_page, chosen)
            field.label_from_instance = lambda rubric: rubric.title


class PictureForm(RubricForm):
    """Asks for words instead of a picture before the page is published."""

    def clean(self):
        data = super().clean()
        picture = data.get("image")
        if picture and not self.is_deferred_validation and not (data.get("image_alt") or picture.description):
            self.add_error(
                "image_alt", _("Say what the picture shows: some readers hear the page instead of seeing it.")
            )
        return data


class NewsForm(PictureForm):
    """Refuses persons and acts the account could not have chosen, unless the news names them already."""

    def clean(self):
        data = super().clean()
        if self.for_user is not None and not self.for_user.is_superuser:
            self._refuse_foreign_people()
            self._refuse_foreign_acts()
        return data

    def _refuse_foreign_people(self):
        rows = [(form, form.cleaned_data.get("person")) for form in self._rows("authors")]
        named = {person.pk: form for form, person in rows if person}
        if not named:
            return
        people = type(next(person for _form, person in rows if person))._default_manager.filter(pk__in=named)
        allowed = set(RegistryAccess.of(self.for_user).limit_choices(people).values_list("pk", flat=True))
        for pk in set(named) - allowed - self._stored("authors", "person_id"):
            named[pk].add_error("person", _("Choose a person of your own council."))

    def _refuse_foreign_acts(self):
        rows = [(form, form.cleaned_data.get("act")) for form in self._rows("act_links")]
        named = {act.pk: form for form, act in rows if act}
        for pk in pages_refused(self.for_user, named) - self._stored("act_links", "act_id"):
            named[pk].add_error("act", FOREIGN_ACT)

    def _rows(self, name):
        formset = self.formsets.get(name)
        forms = formset.forms if formset else []
        return [form for form in forms if form.is_valid() and not form.cleaned_data.get("DELETE")]

    def _stored(self, name, field):
        stored = type(self.instance)._base_manager.filter(pk=self.instance.pk).first()
        return set(getattr(stored, name).values_list(field, flat=True)) if stored else set()


class CoverForm(CouncilPageForm):
    """Asks for words for the cover in the library before the issue is published."""

    def clean(self):
        data = super().clean()
        cover = data.get("cover")
        if cover and not self.is_deferred_validation and not cover.description:
            self.add_error(
                "cover", _("This picture has no description in the library: write there what the front page shows.")
            )
        return data
