"""Ordinary pages of a council, and the sections they make."""

from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.pages import CouncilPage, CouncilPageQuerySet, in_interface_language


@dataclass
class ContentsEntry:
    """A line of a section's contents, with the lines under it where the reader has come that way."""

    title: str
    url: str
    is_current: bool = False
    is_on_the_way: bool = False
    children: list = field(default_factory=list)


class StandardPage(CouncilPage):
    """An ordinary page: about the council, contacts, how to join; with pages under it, a section."""

    lead = models.TextField(
        _("lead"), blank=True, help_text=_("Two or three sentences; shown in the contents of the section, too")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    is_translatable = True
    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    page_description = _("Words, pictures, tables, files; pages under it make a section")
    content_panels = [*Page.content_panels, "lead", "body"]
    search_fields = [*Page.search_fields, index.SearchField("lead", boost=2), index.SearchField("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request, *args, **kwargs):
        way = self._way_from_the_section()
        contents = self._contents(way, request)
        return super().get_context(request, *args, **kwargs) | {
            "section": way[0],
            "crumbs": way[:-1],
            "contents": contents,
            "pages_below": self._pages_below(),
        }

    def _way_from_the_section(self):
        """From the page right under the council down to this one."""
        above = StandardPage.objects.ancestor_of(self).live().defer("body").order_by("depth")
        return [*above, self]

    def _contents(self, way, request):
        """The lines of the section, opened along the way to this page; one question however deep it is."""
        opened = Q()
        for page in way:
            opened |= Q(path__startswith=page.path, depth=page.depth + 1)
        found = CouncilPageQuerySet(Page).filter(opened).live().public().order_by("path")
        lines = {}
        for page in found.defer("search_description"):
            entry = ContentsEntry(
                page.title,
                in_interface_language(page.get_url(request)),
                is_current=page.path == self.path,
                is_on_the_way=self.path.startswith(page.path),
            )
            lines[page.path] = entry
            above = lines.get(page.path[: -Page.steplen])
            if above:
                above.children.append(entry)
        return [entry for path, entry in lines.items() if len(path) == len(way[0].path) + Page.steplen]

    def _pages_below(self):
        """The pages right under this one, with their leads."""
        return self.public_children().specific() if self.numchild else []
