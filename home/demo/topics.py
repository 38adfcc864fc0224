"""What the acts of the demo federation are about, and what its council tells of its meetings."""

from registry.models import Body
from resolutions.browsing.listing import relist
from resolutions.models import ActTopic, ResolutionPage, Topic

# A word of the title, and the topics it stands for.
ABOUT = {
    "охран": ["Охрана труда"],
    "молодёж": ["Молодёжная политика"],
    "учитыва": ["Организационная работа"],
    "выбор": ["Организационная работа"],
    "обучен": ["Обучение актива"],
}


def give_topics(council, user):
    """Gives every act of the council the topics its title tells of, and shows its coming meetings."""
    organisation = council.home.organisation
    topics = {
        name: Topic.objects.get_or_create(organisation=organisation, name=name)[0]
        for names in ABOUT.values()
        for name in names
    }
    acts = list(ResolutionPage.objects.child_of(council.acts))
    for act in acts:
        found = {name for word, names in ABOUT.items() if word in act.heading.lower() for name in names}
        ActTopic.settle(act, [topics[name] for name in sorted(found)], user)
    relist([act.pk for act in acts if act.live])
    organisation.bodies.update(meetings_shown=Body.MeetingsShown.AGENDA, votes_shown=True)
