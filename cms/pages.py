"""What all our pages share."""

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.closed import closed_parts, closed_sections
from cms.page_forms import CouncilPageForm
from cms.translating import NotTranslated, active_language


def in_interface_language(url: str | None) -> str | None:
    """The address at which a Russian page speaks the reader's language around its own words: "/acts/" → "/en/acts/"."""
    language = active_language()
    is_local = bool(url) and url.startswith("/")
    # A page written in another language has its own address in that language, whatever the reader speaks.
    if not is_local or language == settings.LANGUAGE_CODE or url.split("/", 2)[1] in dict(settings.LANGUAGES):
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
        for path in closed_sections():
            private |= Q(path__startswith=path)
        return private


class CouncilPage(Page):
    """A page of a council's site, whose links keep the language its reader chose."""

    objects = PageManager.from_queryset(CouncilPageQuerySet)()

    base_form_class = CouncilPageForm

    # Whether editors may have a copy in another language: what control, meetings or the registry hang on stays one.
    is_translatable = False

    class Meta:
        abstract = True

    def copy_for_translation(self, *args, **kwargs):
        if not self.is_translatable:
            raise NotTranslated
        return super().copy_for_translation(*args, **kwargs)

    def route(self, request, path_components):
        """A page once published and then taken off answers 410; nobody learns of one that never was public."""
        withdrawn = not path_components and not self.live and self.first_published_at
        if withdrawn and not self.get_view_restrictions().exists():
            request.page_is_withdrawn = True
        return super().route(request, path_components)

    def get_view_restrictions(self):
        closed = closed_parts()
        if closed and not closed.may_concern(self.path):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @property
    def preview_modes(self):
        """As on the screen, and as it comes out of a printer; phone and tablet are widths Wagtail offers by itself."""
        return [("", _("On the screen")), ("paper", _("On paper"))]

    def public_children(self):
        """The published pages right under this one that anybody may read."""
        return CouncilPageQuerySet(Page).child_of(self).live().public().order_by("path")

    def get_url(self, request=None, current_site=None):
        return in_interface_language(super().get_url(request, current_site))

    # Wagtail binds its own get_url to this name when the class is made.
    url = property(get_url)
