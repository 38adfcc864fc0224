"""What the pages of every room are drawn from, and what changes in the rooms beside pages themselves.

A kind of page that is not named here is drawn from everything its council publishes: always right, only drawn anew
more often than it must be.
"""

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django_tasks.signals import task_finished
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.caching.facts import (
    CONTROL,
    FOUND,
    LISTED,
    MEETINGS,
    PARTIES,
    REGISTRY,
    changed,
    changed_around,
    execution_fact,
    frame_fact,
    list_fact,
    page_fact,
    party_fact,
)
from cms.caching.pages import frame_holds, pages_referring_to
from cms.caching.shown import of_the_council, page_shows, page_tells, view_shows
from home.models import HomePage, NewsAct, NewsIndexPage, NewsPage, OrganisationsPage, StandardPage
from programs.models import PlanPage, ProgramPage
from registry.merging import moved
from registry.models import Organisation, Party
from resolutions.models import (
    ActTranslation,
    Adoption,
    AgendaItem,
    Correction,
    ElectronicSignature,
    Meeting,
    Relation,
    ResolutionIndexPage,
    ResolutionPage,
    Voting,
)

# Rows of the registry no public page is drawn from.
NOT_PUBLIC = {"Invitation", "PersonalLink", "CouncilRole", "RoleChange", "SpreadsheetImport", "SpreadsheetRow"}


def of_act(act):
    """Its text, whom it names, the acts it stands to, its programmes, and how its points are carried out."""
    names = {party_fact(pk) for pk in (act.issuer_id, act.superior_id, act.body_id) if pk}
    others = {key for relation in act.standing.relations for key in (relation.act_id, relation.target_id) if key}
    names |= {page_fact(pk) for pk in others}
    names |= {list_fact(act.path, model) for model in (ProgramPage, PlanPage)}
    return {*names, execution_fact(act.pk)}


def of_list_of_acts(page):
    """The acts with what the list is narrowed and counted by; the meetings; how it is all carried out."""
    kinds = (ResolutionPage, ProgramPage, PlanPage)
    return {*(list_fact(page.path, model) for model in kinds), LISTED, REGISTRY, MEETINGS, CONTROL}


def of_news(news):
    """Its own words, the acts it tells of, its authors, and other news of the rubric."""
    names = {list_fact(news.path, NewsPage), page_fact(news.rubric_id or 0), *_named_in(news)}
    for link in news.act_links.all():
        names |= {page_fact(link.act_id), execution_fact(link.act_id)}
    names |= {party_fact(author.person_id) for author in news.authors.all() if author.person_id}
    return names


def of_list_of_news(page):
    return {list_fact(page.path, NewsPage), list_fact(page.path, "rubricpage"), REGISTRY}


def of_organisations(page):
    return {REGISTRY, list_fact(page.path, ResolutionPage), CONTROL}


def of_search(request):
    """Whatever the council publishes, as the index knows it."""
    return {*of_the_council(request), FOUND}


def of_words(page):
    """An ordinary page shows what an editor has put into it."""
    return _named_in(page)


def _named_in(page):
    """People shown in the text, with their consents and posts, come from the registry."""
    return {REGISTRY} if any(block["type"] == "people" for block in page.body.raw_data) else set()


def acts_told_of(news):
    return NewsAct.objects.filter(page=news.pk).values_list("act", flat=True)


def acts_related_to(act):
    """Both ways: either page names the other act."""
    ends = Relation.objects.filter(Q(act=act.pk) | Q(target=act.pk)).values_list("act", "target")
    return {key for pair in ends for key in pair} - {act.pk, None}


def registry_changed(sender, instance, raw=False, **kwargs):
    """A row of the registry: whoever names the party, and the frame of the council whose organisation it is."""
    if raw or sender.__name__ in NOT_PUBLIC or sender.__name__.startswith("Historical"):
        return
    names = {REGISTRY}
    if isinstance(instance, Party):
        names.add(party_fact(instance.pk))
        changed_around(("party", instance.pk), lambda: _around_party(instance))
    else:
        owners = (getattr(instance, f"{name}_id", None) for name in ("person", "organisation", "body", "party"))
        names |= {party_fact(pk) for pk in owners if pk}
    changed(*names)


def _around_party(party):
    names = pages_referring_to(party)
    if isinstance(party, Organisation):
        homes = HomePage.objects.filter(organisation=party.pk).values_list("path", flat=True)
        names |= {frame_fact(path) for path in homes}
    return names


def registry_changed_at_once(sender, **kwargs):
    """Two cards were made one: rows all over the registry and beyond it now name another."""
    changed(PARTIES, REGISTRY)


def meeting_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        changed(MEETINGS, *(page_fact(pk) for pk in [getattr(instance, "act_id", None)] if pk))


def paper_of_act_changed(sender, instance, raw=False, **kwargs):
    """A correction or a signature is shown on the page of its act."""
    if not raw:
        changed(page_fact(instance.registration.act_id))


def index_changed(sender, task_result, **kwargs):
    """The search learns of a change a moment after it, perhaps in another process."""
    if task_result.task.module_path.startswith("search.tasks."):
        changed(FOUND)


def link_of_news_changed(sender, instance, raw=False, **kwargs):
    """An act is told of in the news, or no longer."""
    if not raw:
        changed(page_fact(instance.act_id))


def translation_of_act_changed(sender, instance, raw=False, **kwargs):
    """The act has other words in another language, and its other addresses lead there."""
    if not raw:
        changed(page_fact(instance.act_id))


def translation_changed(sender, instance, **kwargs):
    """The same page in other languages leads to this one, and the menu may call it by its name."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        return
    same = Page.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
    for pk, path, in_menu in same.values_list("pk", "path", "show_in_menus"):
        changed(page_fact(pk), *([frame_fact(path)] if in_menu or instance.show_in_menus else []))


def connect():
    """Called once, when all apps are ready."""
    page_shows(ResolutionPage, of_act)
    page_shows(ResolutionIndexPage, of_list_of_acts)
    page_shows(NewsPage, of_news)
    page_shows(NewsIndexPage, of_list_of_news)
    page_shows(OrganisationsPage, of_organisations)
    page_shows(StandardPage, of_words)
    page_tells(NewsPage, acts_told_of)
    page_tells(ResolutionPage, acts_related_to)
    frame_holds(HomePage, "organisation_id", "shows_execution")
    for name in VIEWS:
        view_shows(name, of_the_council)
    for name in SEARCHES:
        view_shows(name, of_search)
    page_published.connect(translation_changed, dispatch_uid="facts_translation_published")
    page_unpublished.connect(translation_changed, dispatch_uid="facts_translation_unpublished")
    task_finished.connect(index_changed, dispatch_uid="facts_index")
    for signal in (post_save, post_delete):
        for model in apps.get_app_config("registry").get_models():
            signal.connect(registry_changed, sender=model, dispatch_uid=f"facts_{model.__name__}")
        for model in (Meeting, AgendaItem, Adoption, Voting):
            signal.connect(meeting_changed, sender=model, dispatch_uid=f"facts_{model.__name__}")
        for model in (Correction, ElectronicSignature):
            signal.connect(paper_of_act_changed, sender=model, dispatch_uid=f"facts_{model.__name__}")
        signal.connect(translation_of_act_changed, sender=ActTranslation, dispatch_uid="facts_act_translation")
        signal.connect(link_of_news_changed, sender=NewsAct, dispatch_uid="facts_news_act")
    moved.connect(registry_changed_at_once, dispatch_uid="facts_merged")


# Public views whose answers may be kept: what is made of pages for programs to read, and the search.
VIEWS = ("sitemap", "style_page")
SEARCHES = ("search", "search_suggest", "search_data", "search_atom", "search_rss")
