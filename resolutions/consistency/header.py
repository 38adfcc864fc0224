"""The head of the act against its text: the body, the signature, the number."""

import re

from django.utils.translation import gettext as _

from registry.names import name_key
from resolutions.consistency.parties import other_organisation_called
from resolutions.numbers.rule import NumberRule
from resolutions.reading.grammar import cases, lemma, part_of_speech

_WORD = re.compile(r"[А-ЯЁа-яё-]+")
_VERB = re.compile(r"(?:постанов|реша[ею]|решил|распоряжа|приказыва|обязыва|рекоменду)", re.IGNORECASE)
# The short words for a body and what they stand for.
_NOUNS = {
    "совет": "совет",
    "генсовет": "совет",
    "президиум": "президиум",
    "комитет": "комитет",
    "исполком": "комитет",
    "профком": "комитет",
    "обком": "комитет",
    "крайком": "комитет",
    "реском": "комитет",
    "горком": "комитет",
    "райком": "комитет",
    "дорком": "комитет",
    "теркомитет": "комитет",
    "правление": "правление",
    "конференция": "конференция",
    "съезд": "съезд",
    "пленум": "пленум",
    "коллегия": "коллегия",
    "бюро": "бюро",
    "собрание": "собрание",
    "комиссия": "комиссия",
    "секретариат": "секретариат",
}


def body_differs(subject):
    """«Совет» over the act, «Президиум постановляет» in it."""
    body, words = subject.body, _clause(subject.act)
    named = _named_body(words)
    if not (body and named):
        return
    noun, adjectives, printed = named
    own_noun, own_adjectives = _noun_and_adjectives(body.name)
    if not own_noun:
        return
    another = next(
        (
            other
            for other in subject.bodies
            if other.pk != body.pk and _noun_and_adjectives(other.name) == (noun, adjectives)
        ),
        None,
    )
    differs = noun != own_noun or bool(adjectives and own_adjectives and adjectives.isdisjoint(own_adjectives))
    # A plenum is a session of the council: «Пленум … постановляет» over «Совет» is how some unions write.
    if differs or (another and (noun, adjectives) != (own_noun, own_adjectives)):
        yield (
            "enacting_clause",
            _("The header names “%(header)s”, the enacting clause “%(clause)s”.")
            % {"header": body.name, "clause": printed},
        )
    elif whose := _other_organisation(subject, words, printed):
        yield (
            "enacting_clause",
            _("The header names “%(header)s”, the enacting clause “%(clause)s”.")
            % {"header": body.organisation.name, "clause": whose},
        )


def _other_organisation(subject, words, body):
    """«Совет Курской федерации постановляет» over the act of another federation; the words, or nothing."""
    after = re.split(r"[,;:(]", words[words.rindex(body) + len(body) :])[0].strip()
    named = after.split()
    # «Президиум Совета Курской федерации»: the council in between is no part of the organisation's name.
    while named and lemma(named[0]) in _NOUNS:
        named = named[1:]
    return after if other_organisation_called(subject, " ".join(named)) else ""


def _clause(act):
    """The words before the enacting verb; the body may stand at the end of the preamble."""
    clause = " ".join((act.enacting_clause or "").split())
    verb = _VERB.search(clause)
    words = clause[: verb.start()] if verb else clause
    if _named_body(words) is None and (lines := (act.preamble or "").strip().splitlines()):
        last = lines[-1].rstrip()
        if not last.endswith((".", ":", ";")):
            return f"{last} {words}"
    return words


def _named_body(words):
    """The last body named in the nominative: its noun, the adjectives before it, and the words as printed."""
    found = list(_WORD.finditer(words))
    for place in range(len(found) - 1, -1, -1):
        word = found[place].group()
        noun = _NOUNS.get(lemma(word))
        if noun is None or "nomn" not in cases(word.lower()) or _is_plural(word):
            continue
        first = place
        while first and _is_adjective(found[first - 1].group()):
            first -= 1
        adjectives = frozenset(lemma(each.group()) for each in found[first:place])
        return noun, adjectives, words[found[first].start() : found[place].end()]
    return None


def _is_adjective(word):
    return part_of_speech(word.lower()) == "ADJF" and "nomn" in cases(word.lower())


def _is_plural(word):
    return word.lower().endswith(("ы", "и")) and lemma(word) != word.lower()


def _noun_and_adjectives(name):
    words = _WORD.findall(name)
    for place, word in enumerate(words):
        if noun := _NOUNS.get(lemma(word)):
            return noun, frozenset(lemma(each) for each in words[:place] if part_of_speech(each.lower()) == "ADJF")
    return None, frozenset()


def no_signatory(subject):
    """Nobody to sign: the act would be printed without a name under it."""
    signed = any((block.value["name"] or "").strip() for block in subject.act.signatories or [])
    if not signed:
        yield "signatories", _("Nobody signs the act: name the signatory.")


def number_taken(subject):
    """The number typed is that of another act of this body."""
    act, body = subject.act, subject.body
    if not (act.number and body):
        return
    other = NumberRule(body, act.document_type, subject.day).entry_of(act.number)
    if other and other.act_id != act.pk:
        yield "number", _("Another act is registered under this number: %(entry)s.") % {"entry": other}


def issuer_of(body):
    """The names of the organisation whose body it is, folded for comparison."""
    return f"{name_key(body.organisation.name)} {name_key(body.organisation.short_name)}"
