"""Work outside the request."""

from django_tasks import task


@task()
def open_cards_of_plan(plan_pk: int, user_pk: int | None = None):
    """Put the published plan on control; a second run opens nothing."""
    from django.contrib.auth import get_user_model

    from programs.models import PlanPage
    from programs.putting_on_control import put_plan_on_control

    user = get_user_model().objects.filter(pk=user_pk).first()
    put_plan_on_control(PlanPage.objects.get(pk=plan_pk), user)
