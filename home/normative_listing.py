"""The list of normative documents as its address shows it."""

from django.core.paginator import Paginator
from django.db.models import Count, F
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from home.narrowing import Narrowing, whole_number

FORCE, ENDED = "yes", "no"


class NormativeListing:
    """The documents narrowed by kind, topic and force, with counts beside every choice."""

    per_page = 30

    def __init__(self, documents, request):
        self.documents, self.request, self.day = documents, request, timezone.localdate()
        self.narrowing = Narrowing(request, ("kind", "topic", "force"))

    def narrowed(self, *, without=""):
        asked, found = self.request.GET, self.documents
        if without != "kind" and (kind := asked.get("kind")):
            found = found.filter(kind=kind[:20])
        if without != "topic" and (topic := asked.get("topic")):
            found = found.filter(topic=whole_number(topic, 18) or 0)
        if without != "force" and asked.get("force") == FORCE:
            found = found.in_force_on(self.day)
        elif without != "force" and asked.get("force") == ENDED:
            found = found.exclude(pk__in=self.documents.in_force_on(self.day).order_by().values("pk"))
        return found

    def context(self):
        kind_names = dict(self.documents.model._meta.get_field("kind").flatchoices)
        kinds = self.narrowed(without="kind").order_by().values("kind").annotate(count=Count("pk")).order_by("kind")
        topics = self.narrowed(without="topic").exclude(topic=None).order_by().values("topic", name=F("topic__title"))
        any_force = self.narrowed(without="force")
        in_force = any_force.in_force_on(self.day).count()
        rest = any_force.count() - in_force
        return {
            "documents": self._with_force(
                Paginator(self.narrowed().for_listing(), self.per_page).get_page(self.request.GET.get("page"))
            ),
            "kinds": self.narrowing.choices(
                "kind",
                [(row["kind"], capfirst(kind_names.get(row["kind"], row["kind"])), row["count"]) for row in kinds],
            ),
            "topics": self.narrowing.choices(
                "topic",
                [
                    (row["topic"], row["name"], row["count"])
                    for row in topics.annotate(count=Count("pk")).order_by("name")
                ],
            ),
            "in_force": in_force,
            "not_in_force": rest,
            "in_force_url": self.narrowing.url(force=FORCE),
            "not_in_force_url": self.narrowing.url(force=ENDED),
            "any_force_url": self.narrowing.url(force=""),
            "force": self.request.GET.get("force") if self.request.GET.get("force") in (FORCE, ENDED) else "",
            "is_narrowed": bool(self.narrowing.chosen),
        }

    def _with_force(self, page):
        """The rows of the page, each with a word if it is not simply in force."""
        keys = [document.pk for document in page]
        replaced = set(self.documents.replaced_on(self.day).filter(earlier__in=keys).values_list("earlier", flat=True))
        for document in page:
            if document.in_force_from and document.in_force_from > self.day:
                document.shown_force, document.force_mark = _("not in force yet"), ""
            elif document.in_force_until and document.in_force_until < self.day:
                document.shown_force, document.force_mark = _("no longer in force"), "off"
            else:
                document.shown_force = _("replaced") if document.pk in replaced else ""
                document.force_mark = "off" if document.pk in replaced else "on"
        return page
