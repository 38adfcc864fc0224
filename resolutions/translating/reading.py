"""The page of an act in another language: the act, with other words for some of its parts."""

import copy
from functools import cached_property

from django.conf import settings

from resolutions.models.translation import ActTranslation
from resolutions.relations.standing import with_standings
from resolutions.translating.parts import parts_of, point_key


class Words:
    """A value of an annex or a signatory, with other words for some of its fields."""

    def __init__(self, value, language, **words):
        self._value, self._words = value, {name: to for name, to in words.items() if to}
        self.written_in = language if self._words else settings.LANGUAGE_CODE

    def __getitem__(self, name):
        return self._words[name] if name in self._words else self._value[name]

    def __getattr__(self, name):
        if name in self._words:
            return self._words[name]
        return getattr(self._value, name, None) or self._value.get(name)


class Block:
    """A block of a stream with its words replaced; its id stays."""

    def __init__(self, block, value):
        self.id, self.value = block.id, value


class TranslatedStanding:
    """How the act stands to others, with its points in another language."""

    def __init__(self, standing, items):
        self._standing, self.items = standing, items

    def __getattr__(self, name):
        return getattr(self._standing, name)


class TranslatedAct:
    """An act to be read in another language. It is no page and no row: there is nothing here to save or to change.

    Number, date, labels, ids, anchors, files and everything else come from the act itself; a part whose Russian words
    have changed since they were translated is shown in Russian.
    """

    def __init__(self, act, translation):
        self._act, self.translation = act, translation

    def __getattr__(self, name):
        return getattr(self._act, name)

    def __int__(self):
        """Where rows about the act are asked for, the key of the act."""
        return self._act.pk

    @cached_property
    def _parts(self):
        return parts_of(self._act, self.translation)

    @cached_property
    def _to(self):
        return {part.key: part.to for part in self._parts if part.is_translated}

    def _word(self, key, otherwise):
        return self._to.get(key) or otherwise

    @cached_property
    def changed_parts(self):
        """The parts whose Russian words are newer than their translation."""
        return [part for part in self._parts if part.is_behind]

    @property
    def untranslated_parts(self):
        """The parts shown in Russian because nobody has translated them; names may well stay as they are."""
        names = ("signatory:", "superior", "issuer", "body", "place")
        return [part for part in self._parts if not part.to and not part.key.startswith(names)]

    @property
    def title(self):
        return self.heading

    @property
    def heading(self):
        return self._word("heading", self._act.heading)

    @property
    def place(self):
        return self._word("place", self._act.place)

    @property
    def enacting_clause(self):
        return self._word("enacting_clause", self._act.enacting_clause)

    @property
    def preamble_paragraphs(self):
        words = self._word("preamble", self._act.preamble) or ""
        return [line.strip() for line in words.splitlines() if line.strip()]

    @property
    def header(self):
        return {name: self._word(name, self._act.header.get(name)) for name in ("superior", "issuer", "body")}

    @property
    def seo_title(self):
        return ""

    @property
    def search_description(self):
        return ""

    @cached_property
    def standing(self):
        return TranslatedStanding(self._act.standing, [self._translated(item) for item in self._act.standing.items])

    def _translated(self, item):
        to = self._to.get(point_key(item))
        if not to:
            return item
        # The days of a deadline are read from the Russian words, which stay in the copy.
        translated = copy.copy(item)
        translated.text, translated.written_in = to, self.translation.language
        return translated

    @property
    def russian_items(self):
        """The points as the act itself has them."""
        return self._act.standing.items

    @cached_property
    def signatories(self):
        return [
            Block(
                block,
                Words(
                    block.value,
                    self.translation.language,
                    position=self._to.get(f"position:{block.id}"),
                    name=self._to.get(f"signatory:{block.id}"),
                ),
            )
            for block in self._act.signatories
        ]

    @property
    def annex_titles(self):
        return [self._word(f"annex:{block.id}", block.value["title"]) for block in self._act.annexes]

    @property
    def language_of(self):
        """By the key of a part its language, where it is not the act's own."""
        return dict.fromkeys(self._to, self.translation.language)

    @property
    def written_in(self):
        """The language of its title, which every translation that is shown has, unless the Russian one is newer."""
        return self.language_of.get("heading", settings.LANGUAGE_CODE)

    @property
    def printed_annexes(self):
        keys = [f"annex:{block.id}" for block in self._act.annexes]
        rows = zip(keys, self._act.printed_annexes, strict=True)
        return [(Words(annex, self.translation.language, title=self._to.get(key)), kept) for key, (annex, kept) in rows]

    @property
    def full_url(self):
        """A translation has an address of its own, which search engines may keep beside the Russian one."""
        scheme, separator, rest = (self._act.full_url or "").partition("://")
        host, slash, path = rest.partition("/")
        return f"{scheme}{separator}{host}/{self.translation.language}{slash}{path}" if slash else ""


def read_in(act, language) -> TranslatedAct | None:
    """The act in the language, where its translation stands on the site."""
    translation = ActTranslation.objects.shown().filter(act=act.pk, language=language).first() if act.pk else None
    return TranslatedAct(act, translation) if translation else None


def translations_of(acts) -> list[TranslatedAct]:
    """These acts in every language their translations are shown in, at one price however many they are."""
    by_key = {act.pk: act for act in acts}
    shown = list(ActTranslation.objects.shown().filter(act__in=by_key).order_by("pk"))
    with_standings([by_key[key] for key in dict.fromkeys(translation.act_id for translation in shown)])
    return [TranslatedAct(by_key[translation.act_id], translation) for translation in shown]
