"""Work outside the request."""

from django_tasks import task


@task()
def make_official_file(act_pk: int):
    """Make and keep the official PDF of a registered act that has none yet."""
    from resolutions.official import keep_official_file

    keep_official_file(act_pk)
