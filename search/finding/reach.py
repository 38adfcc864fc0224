"""How far a search goes: the pages of one council, each in the reader's language where it has been put into it."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from cms.pages import CouncilPageQuerySet
from cms.translating import active_language, shown_in
from resolutions.models import ActTranslation


class Reach:
    """The council whose root page this is, for a reader of one language."""

    def __init__(self, root, language=None):
        self.root, self.language = root, language or active_language()

    @property
    def is_russian(self):
        return self.language == settings.LANGUAGE_CODE

    @cached_property
    def paths(self) -> list[str]:
        """Where its pages stand; what is written in another language has a tree of its own beside the Russian one."""
        if self.is_russian:
            return [self.root.path]
        codes = [self.language, settings.LANGUAGE_CODE]
        homes = Page.objects.filter(translation_key=self.root.translation_key, locale__language_code__in=codes)
        return [self.root.path, *homes.exclude(pk=self.root.pk).values_list("path", flat=True)]

    @property
    def below(self) -> Q:
        """The condition that something stands there."""
        condition = Q()
        for path in self.paths:
            condition |= Q(path__startswith=path)
        return condition

    @property
    def read_in_translation(self) -> Q | None:
        """The condition that a page, or an act, is found by its translation; nothing for readers of Russian."""
        if self.is_russian:
            return None
        written = shown_in(CouncilPageQuerySet(Page).filter(self.below), self.language).public().order_by()
        russian = Page.objects.filter(
            translation_key__in=written.values("translation_key"), locale__language_code=settings.LANGUAGE_CODE
        )
        acts = ActTranslation.objects.shown().filter(language=self.language)
        return Q(page__in=russian.order_by().values("pk")) | Q(page__in=acts.values("act"))
