"""A process that registers and publishes is killed with SIGKILL at random moments: what is left behind?

SQLite by default; ``tools/with-postgres .venv/bin/python benchmarks/kill_registration.py`` for PostgreSQL.
"""

import argparse
import multiprocessing
import os
import random
import signal
import time

import registrations
import signed_acts


def work(said):
    """Register and publish one act after another, saying after each step what is done for good."""
    from resolutions.models import ResolutionPage, Status
    from resolutions.registration import publish, register

    os.write(said, b"s\n")
    waiting = ResolutionPage.objects.filter(live=False, status__in=[Status.SIGNED, Status.REGISTERED]).order_by("pk")
    for act in waiting.iterator():
        if act.status == Status.SIGNED:
            register(act)
            os.write(said, f"r {act.pk}\n".encode())
        publish(act)
        os.write(said, f"p {act.pk}\n".encode())


def one_life(context, longest):
    """Start the worker, kill it after a random while; return what it had said was done."""
    heard, said = os.pipe()
    worker = context.Process(target=work, args=(said,))
    worker.start()
    os.close(said)
    with os.fdopen(heard, "rb") as pipe:
        pipe.readline()
        time.sleep(random.uniform(0, longest))
        worker.kill()
        worker.join()
        # A line cut short by the kill was not said.
        lines = [line.decode().split() for line in pipe.read().splitlines(keepends=True) if line.endswith(b"\n")]
    return worker.exitcode == -signal.SIGKILL, [(word, int(pk)) for word, pk in lines]


def half_registered():
    """Acts whose page, entry, paper, revision and series do not tell the same."""
    from documents.models import Record
    from resolutions.models import Registration, ResolutionPage, Status
    from resolutions.registration import content_of

    half = []
    entries = {entry.act_id: entry for entry in Registration.objects.select_related("official_file")}
    for act in ResolutionPage.objects.all():
        entry = entries.get(act.pk)
        if act.status != Status.REGISTERED:
            if entry or act.official_file_id or act.number or act.registered_at or act.live:
                half.append(act.pk)
            continue
        revision = (act.live_revision if act.live else act.latest_revision) if act.latest_revision_id else None
        whole = (
            entry
            and revision
            and content_of(act) == entry.content == content_of(revision.as_object())
            and act.official_file_id == entry.official_file_id
            and entry.official_file.read().startswith(b"%PDF")
            and Record.objects.filter(kind="registration", subject=f"resolutions.resolutionpage:{act.pk}").exists()
        )
        if not whole:
            half.append(act.pk)
    return half


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--processes", type=int, default=0, help="let so many register at once before that")
    options = options.parse_args()
    random.seed(options.seed)
    signed_acts.set_up()
    if options.processes and not registrations.race(options.processes, 1):
        raise SystemExit(1)
    from documents.models import OfficialFile
    from documents.settling import settle
    from resolutions.models import Registration, ResolutionPage, Status
    from resolutions.registration import publish, register

    # The first act in the parent: it warms what a running server has warm, and tells how long one takes.
    first = signed_acts.make_signed_acts(1)[0]
    register(ResolutionPage.objects.get(pk=first))
    made = [first, *signed_acts.make_signed_acts(1)]
    started = time.monotonic()
    register(ResolutionPage.objects.get(pk=made[1]))
    publish(ResolutionPage.objects.get(pk=made[1]))
    longest = 2 * (time.monotonic() - started)
    context, said, kills = multiprocessing.get_context("fork"), [], 0
    while kills < options.kills:
        if ResolutionPage.objects.filter(status=Status.SIGNED).count() < 10:
            made += signed_acts.make_signed_acts(20)
        signed_acts.forget_connections()
        killed, lines = one_life(context, longest)
        kills += killed
        said += lines
    settled = settle()
    acts = {act.pk: act for act in ResolutionPage.objects.all()}
    lost = [pk for pk in made if pk not in acts]
    lost += [pk for word, pk in said if word == "r" and acts[pk].status != Status.REGISTERED]
    lost += [pk for word, pk in said if word == "p" and not acts[pk].live]
    half = half_registered()
    duplicates, gaps = signed_acts.numbers_given()
    used = set(Registration.objects.values_list("official_file", flat=True))
    orphans = [*settled.orphans, *OfficialFile.objects.exclude(pk__in=used).values_list("pk", flat=True)]
    print(
        f"{signed_acts.database_name()}: {kills} kills, {len(used)} acts registered,"
        f" {sum(act.live for act in acts.values())} published: half-registered {len(half)}, lost {len(lost)},"
        f" orphan files {len(orphans)}, missing files {len(settled.missing)}, duplicates {duplicates}, gaps {gaps}"
        f" (settling moved {settled.moved} files, cleared {settled.unfinished} unfinished)"
    )
    raise SystemExit(bool(half or lost or orphans or settled.missing or settled.failed or duplicates or gaps))


if __name__ == "__main__":
    main()
