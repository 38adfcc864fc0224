"""Forms of pages that stand under a topic, which is a rubric of the council's news."""

from django.utils.translation import gettext_lazy as _

from home.news_form import FOREIGN_ACT, RubricForm, pages_refused
from registry.access import RegistryAccess


class TopicForm(RubricForm):
    """Offers the council's rubrics in use as topics."""

    rubric_field = "topic"


class NormativeForm(TopicForm):
    """A document replaces another one, and names only pages the account could have chosen."""

    def clean(self):
        data = super().clean()
        act = data.get("act")
        if act and self.for_user and "act" in self.changed_data and pages_refused(self.for_user, [act.pk]):
            self.add_error("act", FOREIGN_ACT)
        formset = self.formsets.get("supersessions")
        for form in formset.forms if formset else []:
            earlier = form.cleaned_data.get("earlier") if form.is_valid() else None
            if earlier and earlier.pk == self.instance.pk:
                form.add_error("earlier", _("A document does not replace itself."))
            elif earlier and self.for_user and form.has_changed() and pages_refused(self.for_user, [earlier.pk]):
                form.add_error("earlier", _("Choose a document anybody may read, or one of your own council."))
        return data


class PracticeForm(TopicForm):
    """Takes the organisation from those the account may name."""

    def clean(self):
        data = super().clean()
        organisation = data.get("organisation")
        if organisation and self.for_user is not None and "organisation" in self.changed_data:
            known = type(organisation)._default_manager.filter(pk=organisation.pk)
            if not RegistryAccess.of(self.for_user).limit_choices(known).exists():
                self.add_error("organisation", _("Choose an organisation of your own council."))
        return data
