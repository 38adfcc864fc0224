"""python -m search.pdf_text LONGEST < file.pdf – the text of a PDF, within a gigabyte and a minute of a processor."""

import io
import logging
import resource
import sys

MOST_PAGES = 500


def main():
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    from pypdf import PdfReader

    logging.disable(logging.CRITICAL)
    longest, written = int(sys.argv[1]), 0
    for page in PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages[:MOST_PAGES]:
        text = (page.extract_text() or "")[: longest - written]
        written += len(text)
        sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
        if written >= longest:
            break


if __name__ == "__main__":
    main()
