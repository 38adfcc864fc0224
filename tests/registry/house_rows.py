"""Rows of the public house that point at a person or an organisation: a merge has to take them along."""

from home.models import NewsPage, NewsSectionPage, PracticePage
from home.models.news import NewsAuthor
from resolutions.models import Topic


def house_of_person(person, news):
    page = news.add_child(instance=NewsPage(title="Новость", slug="novost-avtora", live=False))
    return {("NewsAuthor", "person"): NewsAuthor.objects.create(page=page, person=person)}


def house_of_organisation(organisation, council):
    section = NewsSectionPage(title="Раздел", slug="razdel", organisation=organisation, live=False)
    practice = PracticePage(title="Опыт", slug="opyt", organisation=organisation, live=False)
    return {
        ("Topic", "organisation"): Topic.objects.create(organisation=organisation, name="Охрана труда"),
        ("NewsSectionPage", "organisation"): council.news.add_child(instance=section),
        ("PracticePage", "organisation"): council.home.add_child(instance=practice),
    }
