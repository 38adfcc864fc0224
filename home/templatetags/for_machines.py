"""What the head of a page tells programs: feeds, other languages, schema.org data, the card of a shared link."""

from django import template
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import mark_safe

from home.following.linking import feeds_of
from home.following.schema import graph_of
from home.following.sharing import card_of, description_of
from home.languages import Languages

register = template.Library()


@register.simple_tag(takes_context=True)
def feed_links(context):
    """Feeds and calendars of the page."""
    request = context.get("request")
    if request is None or not context.get("council"):
        return ""
    rows = feeds_of(context.get("page"), context)
    return format_html_join("\n", '<link rel="alternate" type="{}" href="{}" title="{}">', rows)


@register.simple_tag(takes_context=True)
def language_alternates(context):
    """The same page in the other languages it has been translated into."""
    request = context.get("request")
    if request is None or context.get("page") is None:
        return ""
    rows = Languages(request).alternates()
    return format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', rows)


@register.simple_tag(takes_context=True)
def description(context):
    """The line search engines show under the title."""
    page = context.get("page")
    words = description_of(page, context) if page is not None and context.get("council") else ""
    return format_html('<meta name="description" content="{}">', words) if words else ""


@register.simple_tag(takes_context=True)
def structured_data(context):
    """The page as schema.org data and as the card messengers draw of a link.

    A block of data is never executed, so the strict policy for scripts does not concern it.
    """
    page, request = context.get("page"), context.get("request")
    council = context.get("council")
    if page is None or request is None or not council or not getattr(page, "live", False):
        return ""
    graph = graph_of(page, context, request)
    data = json_script({"@context": "https://schema.org", "@graph": graph}) if graph else ""
    data = mark_safe(str(data).replace('type="application/json"', 'type="application/ld+json"'))  # noqa: S308 escaped
    metas = format_html_join("\n", '<meta {}="{}" content="{}">', card_of(page, context, request))
    return format_html("{}\n{}", metas, data)
