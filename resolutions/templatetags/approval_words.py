"""Words of the approval sheet."""

from django import template

from resolutions.approving.sheet import state_in_words as words_of

register = template.Library()


@register.filter
def state_in_words(visa):
    """Where the opinion stands, in words."""
    return words_of(visa)


@register.filter
def points_in_words(visa, labels):
    """The numbers of the points the opinion is about; those no longer in the text are left out."""
    return ", ".join(labels[key] for key in visa.points if key in (labels or {}))
