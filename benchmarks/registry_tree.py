"""The registry with 50 and with 5,000 organisations: SQL queries and milliseconds of the tree, coverage and chooser."""

import argparse
import statistics
import time

import stand

FEDERATION = "Озёрная федерация профсоюзов"
PAGES = {
    "tree, top level": "/admin/organisation/",
    "tree, all levels": "/admin/organisation/?all=1",
    "tree, search": "/admin/organisation/?q=первичной",
    "coverage": "/admin/registry/coverage/",
    "list behind a number": "/admin/registry/coverage/accounting/",
    "readings": "/admin/registry/readings/",
    "party chooser": "/admin/party_chooser/",
    "party chooser, search": "/admin/party_chooser/results/?q=первичной",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 5000])
    options = parser.parse_args()
    stand.set_up()
    from django.core.management import call_command
    from django.test import Client

    call_command("collectstatic", interactive=False, verbosity=0)
    client, made = Client(SERVER_NAME="127.0.0.1"), 0
    for size in options.sizes:
        started = time.perf_counter()
        grow(made, size)
        made = size
        print(f"\n{size} organisations (made in {time.perf_counter() - started:.1f} s)")
        client.force_login(secretary())
        for name, address in PAGES.items():
            measure(client, name, address, options.runs)


def grow(start, size):
    """A federation, its member organisations, and primary organisations under them, each with something known."""
    from django.db import transaction
    from django.utils import timezone

    from registry.models import Duty, InformationResource, Organisation, Person, Post, ResourceReading

    today = timezone.localdate()
    with transaction.atomic():
        federation, _made = Organisation.objects.get_or_create(name=FEDERATION, kind="federation")
        members = list(Organisation.objects.filter(superior=federation))
        person = Person.objects.filter(surname="Корякина").first() or Person.objects.create(
            surname="Корякина", given_name="Ирина", patronymic="Васильевна", organisation=federation
        )
        for number in range(max(start, 1), size):
            if number % 50 == 1:
                members.append(Organisation.objects.create(name=f"Областная организация {number}", superior=federation))
                continue
            organisation = Organisation.objects.create(
                name=f"Первичная организация завода {number}",
                kind="primary",
                superior=members[number % len(members)],
                place="г. Приозёрск",
            )
            Post.objects.create(organisation=organisation, person=person, duty=list(Duty)[number % 3])
            if number % 2:
                page = InformationResource.objects.create(
                    organisation=organisation, kind="vk", url=f"https://vk.example/{number}"
                )
                ResourceReading.objects.create(resource=page, read_on=today, subscribers=number)


def secretary():
    """The account of a federation's secretary, who works under the rules of roles."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Permission

    from registry.models import Organisation, Role
    from registry.roles import council_role

    user, _made = get_user_model().objects.get_or_create(username="secretary")
    group = council_role(Organisation.objects.get(name=FEDERATION), Role.SECRETARY).group
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


def measure(client, name, address, runs):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    number = len(queries)
    assert answer.status_code == 200, (address, answer.status_code)
    times = []
    for _run in range(runs):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    print(f"  {name:24} {number:3} queries  {statistics.median(times):6.0f} ms  (max {max(times):.0f})")


if __name__ == "__main__":
    main()
