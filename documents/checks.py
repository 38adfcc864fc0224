"""System checks of what a PDF needs from the machine: Pango and the document font."""

import ctypes
import shutil
import subprocess

from django.core.checks import Error, Warning, register
from django.utils.translation import gettext as _

# The same widths as Times New Roman, so that lines and pages break alike with either.
DOCUMENT_FONTS = ("Tinos", "Liberation Serif")

# As the library is called on Linux, macOS and Windows.
PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0")


@register()
def check_pango(app_configs, **kwargs):
    """Without Pango no official file can be made."""
    # Loaded by name, not by importing the PDF writer, which would slow every management command down.
    if any(_loads(name) for name in PANGO_LIBRARIES):
        return []
    return [
        Error(
            _("The text layout library Pango cannot be loaded, so no PDF can be made."),
            hint=_("On Debian install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."),
            id="documents.E001",
        )
    ]


@register()
def check_document_font(app_configs, **kwargs):
    """With another font lines break elsewhere, and the same act looks different on each machine."""
    if any(_installed(family) for family in DOCUMENT_FONTS):
        return []
    return [
        Warning(
            _("Neither of the document fonts is installed: %(fonts)s.") % {"fonts": ", ".join(DOCUMENT_FONTS)},
            hint=_("On Debian install fonts-croscore or fonts-liberation."),
            id="documents.W001",
        )
    ]


def _loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _installed(family):
    """Whether fontconfig answers with this very family and not with a stand-in."""
    fc_match = shutil.which("fc-match")
    if not fc_match:
        return False
    answer = subprocess.run(  # noqa: S603 a fixed program with names of our own
        [fc_match, "--format=%{family}", family], capture_output=True, text=True, timeout=10, check=False
    )
    return family in answer.stdout.split(",")
