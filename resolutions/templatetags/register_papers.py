"""What the page of a registered act says of its papers."""

from django import template

from resolutions.models import Correction, ElectronicSignature

register = template.Library()


@register.simple_tag
def corrections_of(act):
    """The technical corrections, each with the paper that was official before it."""
    if not getattr(act, "is_corrected", True):
        return []
    made = list(
        Correction.objects.filter(registration__act=act).select_related("official_file", "registration__official_file")
    )
    papers = [made[0].registration.official_file, *(each.official_file for each in made)] if made else []
    for correction, paper in zip(made, papers, strict=False):
        correction.paper_before = paper
    return made


@register.simple_tag
def signatures_of(act):
    """The electronic signatures with their files."""
    if not getattr(act, "is_signed_electronically", True):
        return []
    names = ("signed_file", "signature_file", "marked_file")
    return list(ElectronicSignature.objects.filter(registration__act=act).select_related(*names))
