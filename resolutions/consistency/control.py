"""Who watches over the act."""

import re

from django.utils.translation import gettext as _

from resolutions.blocks import ItemClass

_CONTROL = re.compile(
    r"контрол\w+\b.{0,200}(?:возложить|возлагается|возлагаю|оставить|оставляю|поручить|осуществля|закрепить|взять)"
    r"|(?:возложить|оставить|взять|осуществлять)\b.{0,60}контрол",
    re.IGNORECASE | re.DOTALL,
)


def no_control_clause(subject):
    """Instructions are given, and nobody is named to watch over them."""
    if not subject.instructions:
        return
    for point in subject.points:
        if point.item_class == ItemClass.CONTROL or _CONTROL.search(point.text or ""):
            return
    yield "items", _("Nobody is named to control the execution.")
