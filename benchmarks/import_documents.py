"""Documents read per second: the five Word papers, over and over in one process, start-up apart."""

import argparse
import resource
import time

import stand


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    stand.seed(stand.PERM_ACT)
    papers = [(path.name, path.read_bytes()) for path in sorted(stand.SEEDS.glob("*.docx"))]

    started = time.perf_counter()
    stand.set_up(database=False)
    from documents.readers import read_file
    from programs.reading import read_document

    print(f"start-up: {time.perf_counter() - started:.2f} s")

    first = seconds(read_file, read_document, papers)
    print(f"first reading of all {len(papers)}: {sum(first.values()):.3f} s")
    totals = dict.fromkeys(first, 0.0)
    for _round in range(rounds):
        for name, spent in seconds(read_file, read_document, papers).items():
            totals[name] += spent
    for name, spent in totals.items():
        print(f"  {name:<48} {spent / rounds * 1000:8.1f} ms")
    print(f"documents per second: {len(papers) * rounds / sum(totals.values()):.1f} ({rounds} rounds)")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def seconds(read_file, read_document, papers):
    spent = {}
    for name, data in papers:
        started = time.perf_counter()
        read_document(read_file(name, data))
        spent[name] = time.perf_counter() - started
    return spent


if __name__ == "__main__":
    main()
