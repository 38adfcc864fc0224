"""robots.txt for search engines, and llms.txt for programs that read instead of people."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.following.site import AskedSite
from home.following.streams import STREAMS

# Nothing for a stranger stands there; what is secret is guarded by more than a wish to stay away.
CLOSED = ("/admin/", "/accounts/", "/_util/", "/link/", "/view/", "/follow/letters/", "/en/view/", "/en/accounts/")


@require_safe
def robots(request):
    """What search engines need not read, and where the list of pages is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def llms(request):
    """The site in a few lines of Markdown (llmstxt.org): what there is, and where it can be had as data."""
    site = AskedSite(request)
    home = site.home_or_404
    council = home.organisation
    lines = [f"# {_plain(council.name)}", ""]
    about = home.search_description or home.intro or _("The site of a trade-union council.")
    lines += [f"> {_plain(about)}", ""]
    lines += [
        _(
            "The official text of an act is its PDF file. Points of acts have anchors: #p3.2 is point 3.2. "
            "Every act can be had as council-document/1 (JSON), with its points as a tree."
        ),
        "",
        f"## {_('Sections')}",
        "",
    ]
    for page in home.public_children().specific().defer_streamfields()[:50]:
        words = page.search_description or getattr(page, "lead", "") or getattr(page, "intro", "") or ""
        lines.append(_row(page.title, site.absolute(page.url), words))
    lines += ["", f"## {_('Data')}", ""]
    lines.append(_row(_("Open data of the council"), site.absolute(reverse("open_data")), "REST, JSON Lines, CSV"))
    lines.append(_row("OpenAPI", site.absolute(reverse("open_data_schema")), ""))
    search = f"{site.absolute(reverse('search_data'))}?q="
    lines.append(_row(_("Search as data"), search, _("the question follows q=")))
    lines += ["", f"## {_('Feeds')}", ""]
    for name, stream in STREAMS.items():
        lines.append(_row(str(stream.title).capitalize(), site.absolute(reverse("feed", args=[name, "json"])), ""))
    lines.append(_row(_("Calendar of the council"), site.absolute(reverse("calendar")), "iCalendar"))
    lines += ["", "## Optional", "", _row(_("All pages"), site.absolute(reverse("sitemap")), ""), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _row(title, url, words):
    words = _plain(words)
    return f"- [{_plain(title)}]({url})" + (f": {words[:200]}" if words else "")


def _plain(words):
    return " ".join(str(words or "").replace("[", "(").replace("]", ")").split())
