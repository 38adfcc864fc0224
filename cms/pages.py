"""What all our pages share."""

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.page_forms import CouncilPageForm


def in_interface_language(url: str | None) -> str | None:
    """The address at which a Russian page speaks the reader's language around its own words: "/acts/" → "/en/acts/"."""
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    is_local = bool(url) and url.startswith("/")
    if not is_local or language == settings.LANGUAGE_CODE or f"{url}/".startswith(f"/{language}/"):
        return url
    return f"/{language}{url}"


class CouncilPageQuerySet(PageQuerySet):
    """Asks for public pages at one price however many are restricted.

    Wagtail's own question grows by a condition with every restricted page, and at a thousand of them SQLite refuses
    to answer it: a council's acts for official use would in the end take the whole site down.
    """

    def private_q(self):
        restrictions = PageViewRestriction.objects.order_by()
        private = Q(pk__in=restrictions.values("page"))
        sections = restrictions.filter(page__numchild__gt=0).values_list("page__path", flat=True)
        for path in set(sections):
            private |= Q(path__startswith=path)
        return private


class CouncilPage(Page):
    """A page of a council's site, whose links keep the language its reader chose."""

    objects = PageManager.from_queryset(CouncilPageQuerySet)()

    base_form_class = CouncilPageForm

    class Meta:
        abstract = True

    def public_children(self):
        """The published pages right under this one that anybody may read."""
        return CouncilPageQuerySet(Page).child_of(self).live().public().order_by("path")

    def get_url(self, request=None, current_site=None):
        return in_interface_language(super().get_url(request, current_site))

    # Wagtail binds its own get_url to this name when the class is made.
    url = property(get_url)
