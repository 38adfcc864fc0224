"""Looking at the links of a council's pages: those of the house by asking the tree, foreign ones by opening them."""

import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from cms.pages import CouncilPageQuerySet
from home.links_of_pages import host_of, links_of
from home.models.link_report import FoundLink, LinkRules
from registry.link_check import opens
from resolutions.models import ResolutionPage

HOSTS_AT_ONCE = 6
SECONDS_BETWEEN = 1  # between two questions to one host
CHUNK = 200
Trouble = FoundLink.Trouble


def check_links(home, ask=None):
    """Write down what is wrong with the links of the council's live pages; what was found before is forgotten."""
    rules, _created = LinkRules.objects.get_or_create(home=home)
    places = _links_by_target(home)
    troubles = {
        **_troubles_of_pages({link for link in places if link.kind == "page"}),
        **_troubles_of_files({link for link in places if link.kind == "document"}),
        **_troubles_of_addresses({link for link in places if link.kind == "url"}, home, rules, ask),
    }
    found = [
        FoundLink(page_id=page, url=_shown(link), trouble=trouble)
        for link, trouble in troubles.items()
        for page in places[link]
    ]
    with transaction.atomic():
        FoundLink.objects.under(home).delete()
        FoundLink.objects.bulk_create(found, batch_size=CHUNK)
        LinkRules.objects.filter(pk=rules.pk).update(checked_at=timezone.now(), links_seen=len(places))
    return found


def _links_by_target(home):
    """Every link of the live pages with the keys of the pages it stands on; acts have no links but in their record."""
    places = defaultdict(list)
    pages = Page.objects.descendant_of(home, inclusive=True).live().not_type(ResolutionPage).order_by("pk")
    keys = list(pages.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        for page in Page.objects.filter(pk__in=keys[start : start + CHUNK]).specific():
            for link in links_of(page):
                places[link].append(page.pk)
    return places


def _troubles_of_pages(links):
    keys = {int(link.target) for link in links if link.target.isdecimal()}
    known = set(Page.objects.filter(pk__in=keys).values_list("pk", flat=True))
    public = set(CouncilPageQuerySet(Page).filter(pk__in=known).live().public().values_list("pk", flat=True))
    troubles = {}
    for link in links:
        key = int(link.target) if link.target.isdecimal() else None
        if key not in public:
            troubles[link] = Trouble.CLOSED if key in known else Trouble.GONE
    return troubles


def _troubles_of_files(links):
    keys = {int(link.target) for link in links if link.target.isdecimal()}
    known = set(get_document_model().objects.filter(pk__in=keys).values_list("pk", flat=True))
    return {link: Trouble.GONE for link in links if not link.target.isdecimal() or int(link.target) not in known}


def _troubles_of_addresses(links, home, rules, ask):
    own_hosts = {host_of(site.hostname): site for site in Site.objects.select_related("root_page")}
    troubles, foreign = {}, []
    for link in links:
        if rules.forbids(link.target):
            troubles[link] = Trouble.UNWANTED
        elif link.target.startswith("/") or host_of(link.target) in own_hosts:
            site = own_hosts.get(host_of(link.target)) if not link.target.startswith("/") else None
            if trouble := _trouble_of_own(urlsplit(link.target).path, site.root_page if site else home):
                troubles[link] = trouble
        else:
            foreign.append(link)
    if ask or getattr(settings, "LINK_CHECK_FOREIGN", False):
        troubles |= _troubles_of_foreign(foreign, ask or opens)
    return troubles


def _trouble_of_own(path, root):
    """What is wrong with an address of the house typed by hand; pages with addresses within them answer for those."""
    try:
        match = resolve(path if path.endswith("/") or "." in path.rsplit("/", 1)[-1] else f"{path}/")
    except Resolver404:
        return Trouble.GONE
    if match.url_name != "wagtail_serve":
        return None
    parts = [part for part in match.args[0].split("/") if part] if match.args else []
    for depth in range(len(parts), -1, -1):
        url_path = root.url_path + "".join(f"{part}/" for part in parts[:depth])
        page = Page.objects.filter(url_path=url_path).first()
        if page is None:
            continue
        if not CouncilPageQuerySet(Page).filter(pk=page.pk).live().public().exists():
            return Trouble.CLOSED
        leads_within = hasattr(page.specific_class, "resolve_subpage")
        return None if depth == len(parts) or leads_within else Trouble.GONE
    return Trouble.GONE


def _troubles_of_foreign(links, ask):
    """Which foreign addresses do not answer: several hosts at once, one host only step by step."""
    by_host = defaultdict(list)
    for link in links:
        by_host[host_of(link.target)].append(link)
    dead = {}

    def visit(group):
        for number, link in enumerate(group):
            if number:
                time.sleep(SECONDS_BETWEEN)
            if not _answers(link.target, ask):
                dead[link] = Trouble.DEAD

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        list(pool.map(visit, by_host.values()))
    return dead


def _answers(url, ask):
    try:
        return bool(ask(url))
    except (OSError, ValueError):
        # What cannot be asked does not answer; requests' own errors are kinds of OSError.
        return False


def _shown(link):
    return link.target if link.kind == "url" else f"{link.kind} {link.target}"
