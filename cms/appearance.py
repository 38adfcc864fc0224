"""How a reader asked the site to look: kept in one short cookie, shown as attributes of the page's root element."""

import re
from dataclasses import dataclass, fields

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COOKIE = "view"
COOKIE_AGE = 365 * 24 * 60 * 60

# What can be chosen: the letter in the cookie, and the values in the order of their digits; 0 is "as on the site".
CHOICES = {
    "theme": ("t", ("light", "dark")),
    "size": ("z", ("1", "2", "3")),
    "scheme": ("c", ("bw", "wb", "blue", "sand")),
    "face": ("f", ("serif", "sans")),
    "spacing": ("s", ("1", "2")),
    "leading": ("l", ("1", "2")),
    "images": ("i", ("off",)),
}
# One spelling for one look: a cache that keys by the cookie meets no two names of the same page.
CANONICAL = re.compile("".join(f"(?:{letter}([1-{len(values)}]))?" for letter, values in CHOICES.values()))


@dataclass(frozen=True)
class Appearance:
    """One reader's look of the site; nothing chosen is the ordinary look."""

    theme: str = ""
    size: str = ""
    scheme: str = ""
    face: str = ""
    spacing: str = ""
    leading: str = ""
    images: str = ""

    @classmethod
    def of(cls, request):
        """As the reader's cookie says; a cookie that is not ours means the ordinary look."""
        return cls.from_cookie(request.COOKIES.get(COOKIE, ""))

    @classmethod
    def from_cookie(cls, text):
        found = CANONICAL.fullmatch(text[:32])
        if not found:
            return cls()
        return cls.chosen(dict(zip(CHOICES, (digit or "" for digit in found.groups()), strict=True)))

    @classmethod
    def chosen(cls, digits):
        """From the digits a form sends; a digit nobody offered means "as on the site"."""
        return cls(
            **{
                name: values[int(digit) - 1]
                for name, (_letter, values) in CHOICES.items()
                if (digit := digits.get(name, "")) in [str(place) for place in range(1, len(values) + 1)]
            }
        )

    @property
    def digits(self):
        """What a form shows as chosen, by the names of its fields."""
        return {
            name: str(values.index(value) + 1) if (value := getattr(self, name)) else "0"
            for name, (_letter, values) in CHOICES.items()
        }

    @property
    def canonical(self):
        """The value of the cookie: «z2c1»; empty for the ordinary look."""
        return "".join(CHOICES[name][0] + digit for name, digit in self.digits.items() if digit != "0")

    @property
    def is_ordinary(self):
        return self == Appearance()

    @property
    def is_for_low_vision(self):
        """Whether anything but light or dark has been chosen."""
        return self != Appearance(theme=self.theme)

    @property
    def shows_images(self):
        return self.images != "off"

    @property
    def color_scheme(self):
        """What the browser draws its own controls in."""
        return {"bw": "light", "blue": "light", "sand": "light", "wb": "dark"}.get(self.scheme) or self.theme

    @property
    def attributes(self):
        """For the root element: ` data-size="2" data-scheme="bw"`."""
        chosen = ((field.name, getattr(self, field.name)) for field in fields(self))
        return format_html_join("", ' data-{}="{}"', ((name, value) for name, value in chosen if value))


# Two looks most people mean by "the version for low vision", at one press.
PRESETS = (
    (_("Larger, black on white"), Appearance(size="2", scheme="bw", face="sans", spacing="1", leading="1")),
    (_("Larger, white on black"), Appearance(size="2", scheme="wb", face="sans", spacing="1", leading="1")),
)

# The words of the panel: the legend of a field and the name of each digit, 0 first.
QUESTIONS = {
    "size": (_("Size of the text"), ("100 %", "125 %", "150 %", "200 %")),
    "scheme": (
        _("Colours"),
        (
            pgettext_lazy("look of the site", "As on the site"),
            _("Black on white"),
            _("White on black"),
            _("Dark blue on light blue"),
            _("Brown on sand"),
        ),
    ),
    "face": (
        pgettext_lazy("look of the site", "Typeface"),
        (pgettext_lazy("look of the site", "As on the site"), _("With serifs"), _("Without serifs")),
    ),
    "spacing": (
        _("Between letters"),
        (
            pgettext_lazy("spacing", "Ordinary"),
            pgettext_lazy("spacing", "Wider"),
            pgettext_lazy("spacing", "Wider still"),
        ),
    ),
    "leading": (
        _("Between lines"),
        (
            pgettext_lazy("spacing", "Ordinary"),
            pgettext_lazy("spacing", "Wider"),
            pgettext_lazy("spacing", "Wider still"),
        ),
    ),
    "images": (_("Pictures"), (pgettext_lazy("pictures", "Show"), pgettext_lazy("pictures", "Words instead"))),
    "theme": (
        _("Light or dark"),
        (pgettext_lazy("look of the site", "As on the device"), _("Light"), _("Dark")),
    ),
}


@dataclass(frozen=True)
class Question:
    """One row of the panel: its name, its words and its answers with the chosen one marked."""

    name: str
    legend: str
    answers: list[dict]


def questions(appearance):
    """The rows of the panel for this look."""
    return [
        Question(
            name,
            legend,
            [
                {"digit": str(digit), "words": words, "chosen": appearance.digits[name] == str(digit)}
                for digit, words in enumerate(answers)
            ],
        )
        for name, (legend, answers) in QUESTIONS.items()
    ]


def appearance(request):
    """For every template: the look to draw the page in."""
    return {"appearance": Appearance.of(request)}
