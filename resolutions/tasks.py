"""Work outside the request."""

from django_tasks import task


@task()
def remind_approvers():
    """Write to everybody whose opinion is due tomorrow or late, one letter a day to each."""
    from resolutions.approving.reminding import remind_all

    remind_all()


@task()
def open_cards(act_pk: int, user_pk: int | None = None):
    """Put the registered act on control; a second run opens nothing."""
    from django.contrib.auth import get_user_model

    from resolutions.models import ResolutionPage
    from resolutions.putting_on_control import follow_on_control, put_act_on_control

    user = get_user_model().objects.filter(pk=user_pk).first()
    act = ResolutionPage.objects.get(pk=act_pk)
    follow_on_control(act, user)
    put_act_on_control(act, user)


@task()
def open_missing_cards():
    """Put on control the registered acts whose cards nobody has opened: the process died between the two."""
    from resolutions.putting_on_control import acts_without_control

    for pk in acts_without_control():
        open_cards.enqueue(pk)


@task()
def close_polls():
    """Close the polls whose time for answers is over."""
    from resolutions.voting.closing import close_polls_that_are_over

    close_polls_that_are_over()


@task()
def relist_acts():
    """Write the public list anew: whatever came into the database past the ordinary way is in it by morning."""
    from resolutions.browsing.listing import relist_all

    relist_all()
