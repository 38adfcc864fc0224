"""The words for a device, read from what its browser says of itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first that is found counts: every browser also names its ancestors.
BROWSERS = [
    ("YaBrowser", gettext_lazy("Yandex Browser")),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
]


def device_words(user_agent: str) -> str:
    """Say in words which browser on which system this was."""
    browser = next((words for mark, words in BROWSERS if mark in user_agent), None)
    system = next((words for mark, words in SYSTEMS if mark in user_agent), None)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")
