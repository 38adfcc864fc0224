"""Beginning the public report of an organisation for a year, and reminding of one that is missing."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from control.answering import head_of
from control.refusal import Refused
from programs.models import AnnualReportPage
from registry.letters import LANGUAGE, address_of
from registry.models import Contact, Organisation, OrganisationContact
from registry.tasks import send_letter


def place_for(organisation: Organisation, user):
    """The page under which the account may write the organisation's report: of the nearest council above; or None."""
    # Councils and their ordinary pages live in a room above: they are known here by name.
    homes = apps.get_model("home.HomePage").objects.exclude(organisation=None).select_related("organisation")
    above = [home for home in homes if organisation.path.startswith(home.organisation.path)]
    for home in sorted(above, key=lambda home: -len(home.organisation.path)):
        for page in apps.get_model("home.StandardPage").objects.child_of(home).order_by("path"):
            if page.permissions_for_user(user).can_add_subpage():
                return page
    return None


@transaction.atomic
def begin(organisation: Organisation, year: int, user) -> AnnualReportPage:
    """The draft of the report, made once; raises Refused where the account may write it nowhere."""
    # Two who begin at once get one draft.
    Organisation.objects.select_for_update(of=("self",), no_key=True).filter(pk=organisation.pk).values_list("pk").get()
    existing = AnnualReportPage.objects.filter(organisation=organisation, year=year).first()
    if existing:
        return existing
    parent = place_for(organisation, user)
    if parent is None:
        raise Refused(_("You may not write pages of this organisation's council: ask its editor."))
    title = Truncator(f"Публичный отчёт за {year} год: {organisation}").chars(255)
    report = AnnualReportPage(title=title, organisation=organisation, year=year, live=False, owner=user)
    parent.add_child(instance=report)
    report.refresh_from_db()
    report.save_revision(user=user, log_action="wagtail.create", clean=False)
    return report


def remind(organisation: Organisation, year: int, sender) -> str:
    """Write to whoever heads the organisation; returns the address, empty where there is none."""
    person = head_of(organisation, timezone.localdate())
    address = address_of(person) if person else ""
    if not address:
        mailbox = OrganisationContact.objects.filter(organisation=organisation, kind=Contact.Kind.EMAIL).first()
        person, address = None, mailbox.value if mailbox else ""
    if address:
        words = {"person": person, "organisation": organisation, "year": year, "sender": sender}
        with translation.override(LANGUAGE):
            subject, _newline, body = render_to_string("letters/annual_report.txt", words).strip().partition("\n")
        transaction.on_commit(lambda: send_letter.enqueue(address, subject.strip(), body.strip() + "\n"))
    return address
