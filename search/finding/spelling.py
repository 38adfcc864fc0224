"""What a question with a slip may have meant: a word of the site near to the one typed, or the other keyboard."""

from __future__ import annotations

import re

from django.db.models import Q

from search.lemmas import fold, words
from search.models import Word
from search.question import clean
from search.relatives import own_terms

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)

SHORTEST = 4  # shorter words have too many neighbours
MOST_NEIGHBOURS = 3_000
MOST_MENDED = 5  # unknown words of one question that are looked up

_WORD = re.compile(r"[^\W\d_]+")


def correction(text: str) -> str:
    """The question as it may have been meant, or nothing where every word of it is known or none is near."""
    text = clean(text)
    asked = [word for word in dict.fromkeys(words(text)) if not word.isdecimal()]
    known = _known(asked)
    if all(word in known for word in asked):
        return ""
    return _other_keyboard(text, asked, known) or _mended(text, known)


def _known(asked):
    """Those of the words that stand on the site in some form."""
    terms = {word: own_terms(word) for word in asked}
    there = set(Word.objects.filter(term__in=set().union(*terms.values())).values_list("term", flat=True))
    return {word for word, own in terms.items() if not own.isdisjoint(there)}


def _other_keyboard(text, asked, known):
    """The same keys on the other layout, where that gives words of the site."""
    for table in (_TO_CYRILLIC, _TO_LATIN):
        # Words typed rightly stay: «охрана nhelf».
        turned = " ".join(
            part if known.issuperset(words(part)) and words(part) else part.translate(table) for part in text.split()
        )
        found = [word for word in words(turned) if not word.isdecimal()]
        if turned != text and found and _known(found).issuperset(found):
            return turned
    return ""


def _mended(text, known):
    pieces, done, mended = [], 0, 0
    for printed in _WORD.finditer(text):
        word = fold(printed[0])
        if word in known or len(word) < SHORTEST or mended >= MOST_MENDED:
            continue
        near = nearest(word)
        mended += 1
        if near:
            pieces += [text[done : printed.start()], near]
            done = printed.end()
    return "".join([*pieces, text[done:]]) if pieces else ""


def nearest(word: str) -> str:
    """The word of the site nearest to this one, of equals the most frequent; nothing where none is near enough."""
    allowed = 1 if len(word) < 6 else 2
    edges = Q(head=word[: Word.EDGE]) | Q(tail=word[-Word.EDGE :])
    rows = Word.objects.filter(edges, length__range=(len(word) - allowed, len(word) + allowed))
    found = []
    for other, entries in rows.order_by("-entries", "word").values_list("word", "entries")[:MOST_NEIGHBOURS]:
        # Words are near only if they share most of their letters, which is quickly seen.
        if len(set(word) ^ set(other)) <= 2 * allowed:
            distance = _distance(word, other, allowed)
            if distance <= allowed:
                found.append((distance, -entries, other))
    return min(found, default=(0, 0, ""))[2]


def _distance(one, other, limit):
    """Letters to put in, take out, change or swap; more than the limit is not counted further."""
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        this = [row]
        for column, sign in enumerate(other, start=1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != sign))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == sign:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) > limit:
            return limit + 1
        before, last = last, this
    return last[-1]
