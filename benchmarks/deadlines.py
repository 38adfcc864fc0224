"""Deadlines read per second in one process: the phrases of the tests, and ten kilobytes of one sentence."""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from control.deadlines import read_deadline
from tests.control.deadline_phrases import phrases

LONG = "Комитету провести до 1 мая 2026 года семинар, ежеквартально до 10 числа направлять отчёты; "


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    for name in ("terms", "sentences", "no_terms"):
        table = phrases(name)
        right = sum(answer(phrase) == phrase.expected for phrase in table)
        print(f"{name:<10} {right} of {len(table)} read as the secretary reads them")
    everything = phrases("terms", "sentences", "no_terms")
    started = time.perf_counter()
    for _round in range(rounds):
        for phrase in everything:
            answer(phrase)
    spent = time.perf_counter() - started
    print(f"phrases per second: {rounds * len(everything) / spent:,.0f} ({rounds} rounds of {len(everything)})")
    text = (LONG * 200).encode()[:10_240].decode(errors="ignore")
    started = time.perf_counter()
    read_deadline(text)
    print(f"10 kB of text: {(time.perf_counter() - started) * 1000:.1f} ms")


def answer(phrase):
    found = read_deadline(phrase.words, **phrase.context)
    return found.kind.value, found.due, found.start, found.end


if __name__ == "__main__":
    main()
