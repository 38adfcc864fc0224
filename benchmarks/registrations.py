"""Many processes register at once: are all numbers given, each once, and how many acts a second.

SQLite by default; ``tools/with-postgres .venv/bin/python benchmarks/registrations.py`` for PostgreSQL.
"""

import argparse
import multiprocessing
import time
import traceback

import signed_acts


def work(acts, barrier, errors):
    """One secretary: register one act a round, all at the same moment."""
    from resolutions.models import ResolutionPage
    from resolutions.registration import register

    for pk in acts:
        barrier.wait()
        try:
            register(ResolutionPage.objects.get(pk=pk))
        except Exception:
            # Short: the parent reads when all are done, and a pipe holds only so much.
            errors.put(traceback.format_exc()[-400:])
    signed_acts.forget_connections()


def race(processes, rounds) -> bool:
    """Let so many processes register at once, so many times; print what came of it, and tell whether all went well."""
    from resolutions.models import Registration, ResolutionPage
    from resolutions.official import act_pdf

    acts = signed_acts.make_signed_acts(processes * rounds)
    before = Registration.objects.count()
    # One print in the parent: fonts and style sheets are read once, as in a server that has run for a while.
    act_pdf(ResolutionPage.objects.get(pk=acts[0]).get_latest_revision_as_object())
    signed_acts.forget_connections()
    context = multiprocessing.get_context("fork")
    barrier, errors = context.Barrier(processes + 1), context.SimpleQueue()
    workers = [
        context.Process(target=work, args=(acts[place::processes], barrier, errors)) for place in range(processes)
    ]
    for worker in workers:
        worker.start()
    started = time.monotonic()
    for _round in range(rounds):
        barrier.wait()
    for worker in workers:
        worker.join()
    seconds = time.monotonic() - started
    failed = []
    while not errors.empty():
        failed.append(errors.get())
    registered = Registration.objects.count() - before
    duplicates, gaps = signed_acts.numbers_given()
    print(
        f"{signed_acts.database_name()}: {processes} processes × {rounds} rounds: {registered} acts in"
        f" {seconds:.1f} s, {registered / seconds:.1f} acts/s; duplicates {duplicates}, gaps {gaps},"
        f" not registered {len(acts) - registered}, errors {len(failed)}",
        flush=True,
    )
    for error in failed[:3]:
        print(error)
    return not (duplicates or gaps or failed or registered != len(acts))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--processes", type=int, default=50)
    options.add_argument("--rounds", type=int, default=20)
    options = options.parse_args()
    signed_acts.set_up()
    raise SystemExit(not race(options.processes, options.rounds))


if __name__ == "__main__":
    main()
