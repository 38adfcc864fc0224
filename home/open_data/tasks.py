"""Writing the files of open data outside requests."""

from django_tasks import task


@task()
def write_files_of_councils():
    """Write the files of all councils anew."""
    from home.models import HomePage
    from home.open_data.files import write_files

    for home in HomePage.objects.live().public().exclude(organisation=None).select_related("organisation"):
        write_files(home)


@task()
def write_one_file(home_pk: int, kind: str, form: str):
    """Write a file somebody has asked for and that is not there."""
    from home.models import HomePage
    from home.open_data.files import write_file

    write_file(HomePage.objects.select_related("organisation").get(pk=home_pk), kind, form)
