"""The words by which somebody agrees to be written to."""

from django.utils.translation import gettext as _


def consent_words() -> str:
    """What is asked on the form, and kept with the answer word for word."""
    return _(
        "I agree that the council keeps my e-mail address in order to send me letters about new finds of this search. "
        "I can end it at any time by the link in every letter, and the address is then no longer used."
    )
