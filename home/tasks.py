"""The front door's periodic work."""

from django_tasks import task


@task()
def forget_answers():
    """Delete answers and registrations whose time of keeping is over."""
    from home.models import EventRegistration, SurveyAnswer

    SurveyAnswer.objects.all().outlived().delete()
    EventRegistration.objects.all().outlived().delete()


@task()
def check_links_of_pages():
    """Look at the links of every council's pages."""
    from home.link_checking import check_links
    from home.models import HomePage

    for home in HomePage.objects.filter(live=True):
        check_links(home)


@task()
def check_links_of_council(home_pk: int):
    """Look at the links of one council's pages, because an editor has asked."""
    from home.link_checking import check_links
    from home.models import HomePage

    check_links(HomePage.objects.get(pk=home_pk))


@task()
def tell_digests():
    """Write to those whose turn it is, and forget those who never confirmed their address."""
    from home.following.telling import forget_unconfirmed, tell

    forget_unconfirmed()
    tell()
