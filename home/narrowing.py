"""Narrowing a public list by what stands in its address: choices with counts, and what is chosen with a way back."""

from django.http import QueryDict


def whole_number(text, digits):
    """The number the address names, or nothing; however long, odd or foreign the words are."""
    plain = bool(text) and text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text) or None if plain else None


class Narrowing:
    """The filters of one list, by the names they have in its address."""

    def __init__(self, request, names):
        self.chosen = {name: request.GET[name][:200] for name in names if request.GET.get(name)}

    def url(self, **changes):
        """The address with some filters changed; nothing stands for taking one away."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in {**self.chosen, **changes}.items() if value})
        return f"?{query.urlencode()}" if query else "./"

    def choices(self, name, rows):
        """Rows of value, words and count as links; the chosen one is marked."""
        return [
            {
                "name": words,
                "count": count,
                "url": self.url(**{name: str(value)}),
                "current": self.chosen.get(name) == str(value),
            }
            for value, words, count in rows
        ]

    def chips(self, **names):
        """What is chosen, in words, each with the address that takes it away."""
        return [
            {"kind": kind, "name": words, "url": self.url(**{kind: ""})}
            for kind, words in names.items()
            if words and kind in self.chosen
        ]
