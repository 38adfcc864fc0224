"""The lists of the acts' work with 1 and with 50 rows: SQL queries and milliseconds of each.

.venv/bin/python benchmarks/lists.py
"""

import datetime

import stand
import verify_records
from registry_tree import measure

RUNS = 10
LISTS = {
    "acts": "/admin/acts/",
    "register": "/admin/acts/register-log/",
    "acts that end": "/admin/acts/ending/",
    "meetings": "/admin/meetings/",
}


def main():
    stand.set_up()
    from django.core.management import call_command
    from django.test import Client

    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(SERVER_NAME="127.0.0.1")
    for size in (1, 50):
        client.force_login(secretary_of_a_council(size))
        print(f"\n{size} rows")
        for name, address in LISTS.items():
            measure(client, name, address, RUNS)


def secretary_of_a_council(size):
    """An account that sees so many acts, registrations and meetings: those of a council of its own."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.utils import timezone

    from home.council import set_up_council
    from registry.models import Organisation, Role
    from resolutions.models import Meeting, ResolutionPage

    organisation = Organisation.objects.create(name=f"Федерация с {size}", kind="federation")
    council = set_up_council(organisation, slug=f"bench-{size}")
    verify_records.make_acts(size, council.acts)
    ResolutionPage.objects.child_of(council.acts).get(registered_at=None).delete()
    with connection.cursor() as cursor:
        ends = [timezone.localdate(), organisation.pk]
        cursor.execute("UPDATE resolutions_resolutionpage SET in_force_until = %s WHERE issuer_id = %s", ends)
    body = organisation.bodies.first()
    for number in range(1, size + 1):
        Meeting.objects.create(body=body, number=number, starts_at=timezone.now() + datetime.timedelta(days=number))
    user = get_user_model().objects.create_user(f"secretary-{size}")
    user.groups.add(council.group(Role.SECRETARY))
    return user


if __name__ == "__main__":
    main()
