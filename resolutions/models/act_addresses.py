"""The addresses under an act: its editions, references to it, the papers kept with it."""

import datetime
import logging

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from resolutions.comparing import compare_acts

logger = logging.getLogger(__name__)


class ActAddresses(RoutablePageMixin):
    """What a reader may ask of an act beside its own page."""

    @cached_property
    def languages_shown(self):
        """Into which languages the act is translated, as far as its readers see the translation."""
        if not (self.is_registered and self.live and getattr(self, "is_translated", True)):
            return []
        return list(self.translations.shown().order_by("language").values_list("language", flat=True))

    @path("")
    def index_route(self, request, *args, **kwargs):
        """The act; at the address of another language, its translation where there is one."""
        from resolutions.translating.reading import read_in

        translated = read_in(self, get_language()) if get_language() in self.languages_shown else None
        if translated is None or getattr(request, "is_preview", False):
            return super().index_route(request, *args, **kwargs)
        original = self.get_url_parts(request)
        return self.render(
            request,
            template="resolutions/translations/act.html",
            context_overrides={
                "page": translated,
                "self": translated,
                "translated": translated,
                "original_url": original[2] if original else "",
            },
        )

    @path("editions/", name="editions")
    def chosen_editions(self, request):
        """The form that asks for two editions leads to their comparison."""
        days = [request.GET.get(name) or self.standing.editions[-1].day.isoformat() for name in ("from", "to")]
        earlier, later = sorted(self._edition_day(day).isoformat() for day in days)
        return redirect(self.url + self.reverse_subpage("compare", args=[earlier, later]))

    @path("edition/<str:day>/", name="edition")
    def edition_page(self, request, day):
        """The act as it read from a day on; any other day leads to the edition of that time."""
        wanted = self._edition_day(day)
        if wanted.isoformat() != day:
            return redirect(self.url + self.reverse_subpage("edition", args=[wanted.isoformat()]))
        edition = self.standing.edition(wanted)
        return self._of_edition(request, "resolutions/edition.html", edition=edition)

    @path("compare/<str:earlier>/<str:later>/", name="compare")
    def comparison_page(self, request, earlier, later):
        """Two editions as one text, with what went and what came marked."""
        days = [self._edition_day(earlier), self._edition_day(later)]
        old, new = (self.standing.edition(day) for day in sorted(days))
        rows = compare_acts(old.text, new.text)
        return self._of_edition(request, "resolutions/edition_compare.html", old=old, new=new, rows=rows)

    def _edition_day(self, words):
        """The first day of the edition that was in force on the named day."""
        try:
            day = datetime.date.fromisoformat(words)
        except ValueError as error:
            raise Http404 from error
        days = [edition.day for edition in self.standing.editions if edition.day <= day]
        if not (self.is_registered and days):
            raise Http404
        return days[-1]

    def _of_edition(self, request, template, **context):
        response = self.render(request, template=template, context_overrides=context)
        # The act has one address for search engines.
        response["X-Robots-Tag"] = "noindex"
        return response

    @path("cite/", name="cite")
    def cite_page(self, request):
        """The act as a line of a list of references, of the day it is read on."""
        from resolutions.browsing.references import reference_of

        self._refuse_unless_public()
        point = request.GET.get("point", "").strip()
        point = point if point in {item.label for item in self.standing.items if item.label} else ""
        response = self.render(
            request,
            template="resolutions/public/cite.html",
            context_overrides={
                "reference": reference_of(self, timezone.localdate(), point=point),
                "point": point,
            },
        )
        response["X-Robots-Tag"] = "noindex"
        return response

    @path("cite/bibtex/", name="cite_bibtex")
    def cite_bibtex(self, request):
        from resolutions.browsing.references import bibtex_of

        return self._reference_file(bibtex_of, "application/x-bibtex", "bib")

    @path("cite/ris/", name="cite_ris")
    def cite_ris(self, request):
        from resolutions.browsing.references import ris_of

        return self._reference_file(ris_of, "application/x-research-info-systems", "ris")

    def _reference_file(self, written, media_type, extension):
        self._refuse_unless_public()
        response = HttpResponse(written(self, timezone.localdate()), content_type=f"{media_type}; charset=utf-8")
        name = f"{self.number or self.pk}.{extension}"
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Robots-Tag"] = "noindex"
        return response

    def _refuse_unless_public(self):
        """Only what has an address for everybody is cited by it."""
        if not self.face.listed:
            raise Http404

    @path("pdf/", name="pdf")
    def official_pdf(self, request):
        """The stored official file, byte for byte."""
        if not (self.live and self.official_file_id):
            raise Http404
        return self.serve_official_file(request)

    @path("file/<str:sha256>/", name="kept_file")
    def kept_file(self, request, sha256):
        """A paper from before a correction, the copy with the mark of a signature, or the signature itself."""
        from resolutions.correcting import papers_of

        official = papers_of(self).get(sha256) if self.live and self.is_registered else None
        if official is None:
            raise Http404
        return _frozen_file(request, official, inline=official.media_type == "application/pdf")

    @path("annex/<int:position>/", name="annex")
    def annex_file(self, request, position):
        """The file of an annex as it was on the day of registration, whatever the library holds now."""
        annex = self.frozen_annexes.get(position) if self.live and self.is_registered else None
        if annex is None:
            raise Http404
        return _frozen_file(request, annex.official_file, inline=annex.official_file.media_type == "application/pdf")

    def serve_official_file(self, request):
        return _frozen_file(request, self.official_file)


def _frozen_file(request, official, *, inline=True):
    """The kept bytes, with the fingerprint by which a reader's copy is known to be the same."""
    etag = f'"{official.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    try:
        content = official.read()
    except (OSError, ValueError):
        logger.exception("The official file %s is missing or altered", official.pk)
        return HttpResponse(_("The official file cannot be shown now."), status=503, content_type="text/plain")
    return HttpResponse(
        content,
        content_type=official.media_type,
        headers={
            "Content-Disposition": content_disposition_header(not inline, official.file_name),
            "ETag": etag,
            "Digest": f"sha-256={official.sha256}",
        },
    )
