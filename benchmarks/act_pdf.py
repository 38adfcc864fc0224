"""The PDF of the Perm act: seconds and pages, start-up apart, beside LibreOffice on the same act's Word file."""

import argparse
import io
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import stand
from pypdf import PdfReader

COPIES = 10


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    paper = stand.seed(stand.PERM_ACT)

    started = time.perf_counter()
    stand.set_up()
    act = stand.perm_act()
    from resolutions.official import act_pdf

    print(f"Sovet: start-up with a new database {time.perf_counter() - started:.2f} s")
    spent, printed = timed(lambda: act_pdf(act))
    print(f"Sovet: first PDF in the process {spent:.3f} s")
    times = [timed(lambda: act_pdf(act))[0] for _run in range(runs)]
    pages = len(PdfReader(io.BytesIO(printed.content)).pages)
    report("Sovet", statistics.median(times), pages, len(printed.content), f"median of {runs}")

    if not shutil.which("soffice"):
        print("LibreOffice: skipped, no soffice (Debian: libreoffice-writer-nogui)")
        return
    with tempfile.TemporaryDirectory(prefix="sovet-soffice-") as folder:
        libreoffice(paper, Path(folder))


def libreoffice(paper, folder):
    """One process converts one file, then another one several: the difference is the price of a document."""
    copies = []
    for number in range(COPIES + 1):
        copies.append(folder / f"{number}.docx")
        shutil.copyfile(paper, copies[-1])
    convert(folder, copies[:1])  # the first start makes the profile and is not counted
    alone, _done = timed(lambda: convert(folder, copies[:1]))
    together, _done = timed(lambda: convert(folder, copies))
    print(f"LibreOffice: one file with start-up {alone:.3f} s")
    result = folder / "0.pdf"
    pages = len(PdfReader(result).pages)
    each = (together - alone) / COPIES
    report("LibreOffice", each, pages, result.stat().st_size, f"mean of {COPIES} in one process")


def convert(folder, papers):
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *papers]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def timed(action):
    started = time.perf_counter()
    result = action()
    return time.perf_counter() - started, result


def report(who, spent, pages, size, how):
    print(f"{who}: {spent:.3f} s a document ({how}), pages: {pages}, {size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
