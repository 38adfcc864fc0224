"""The decisions of a council, to be followed."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from home.following.entries import Entry, noon_of
from home.following.streams.stream import MOST, Stream, UnknownChoice
from registry.models import Body, Organisation
from resolutions.browsing.choice import Choice
from resolutions.models import ResolutionIndexPage
from resolutions.models.listed import ListedAct
from resolutions.models.topic import Topic

LATELY = datetime.timedelta(days=60)


class ActsStream(Stream):
    name = "acts"
    title = pgettext_lazy("list to follow", "decisions")
    parameters = ("body", "topic", "programme", "to")

    @cached_property
    def page(self):
        sections = ResolutionIndexPage.objects.child_of(self.home).live().public()
        return sections.first() or self.home

    @cached_property
    def choice(self):
        return Choice(**self.asked)

    @cached_property
    def narrowed_to(self):
        named = []
        for name, pk in self.asked.items():
            own = {
                "body": Body.objects.filter(organisation=self.home.organisation),
                "topic": Topic.objects.filter(organisation=self.home.organisation),
                # Names of other councils' parties, and of anybody in person, are not told.
                "to": Organisation.objects.filter(path__startswith=self.home.organisation.path),
                "programme": _programmes_of(self.home),
            }[name]
            found = own.filter(pk=pk).first()
            if found is None:
                raise UnknownChoice(name)
            named.append(getattr(found, "name", "") or getattr(found, "title", ""))
        return ", ".join(named)

    @property
    def listed(self):
        """The acts of the list anybody may read, as they were chosen."""
        if not isinstance(self.page, ResolutionIndexPage):
            return ListedAct.objects.none()
        return self.choice.narrow(ListedAct.objects.shown_in(self.page.pk), timezone.localdate())

    def entries(self):
        # What was published lately comes first, though its own date may be years ago; then the newest by date.
        lately = self._published_since(timezone.now() - LATELY)[:MOST]
        found = {listed.pk: listed for listed in lately}
        if len(found) < MOST:
            keys = list(self.listed.in_order().values_list("pk", flat=True)[:MOST])
            rest = ListedAct.objects.filter(pk__in=[pk for pk in keys if pk not in found]).in_order().for_rows()
            found |= {listed.pk: listed for listed in rest}
        return [_entry_of_act(listed.act) for listed in list(found.values())[:MOST]]

    def between(self, since, until, most):
        fresh = self._published_since(since).filter(act__first_published_at__lte=until)
        return [_entry_of_act(listed.act) for listed in fresh[:most]]

    def _published_since(self, moment):
        # A row is never older than the publication: the index of its changes finds the few that can be meant.
        fresh = self.listed.filter(changed_at__gt=moment, act__first_published_at__gt=moment)
        return fresh.for_rows().order_by("-act__first_published_at", "-act")


def _entry_of_act(act):
    number = f" № {act.number}" if act.number else ""
    when = f" {_('of %(day)s') % {'day': f'{act.adopted_on:%d.%m.%Y}'}}" if act.adopted_on else ""
    kind = f"{act.get_document_type_display()}{number}{when}"
    body = act.body.name if act.body else ""
    return Entry(
        url=act.url,
        title=Truncator(act.heading or act.title).chars(300),
        summary=". ".join(filter(None, [kind, body])),
        published=act.first_published_at or noon_of(act.adopted_on),
        updated=act.last_published_at,
        kind=kind,
        categories=(body,) if body else (),
    )


def _programmes_of(home):
    from programs.models import ProgramPage

    return ProgramPage.objects.descendant_of(home).live().public()
