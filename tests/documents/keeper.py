"""A process that keeps official files one after another: python -m tests.documents.keeper NAME NUMBER."""

import sys

import django


def main():
    name, number = sys.argv[1], int(sys.argv[2])
    django.setup()
    from documents.models import OfficialFile

    print("ready", flush=True)
    sys.stdin.readline()
    for count in range(number):
        # Two of three have bytes that other processes keep at the same time.
        content = (f"{name} {count} " if count % 3 == 0 else f"common {count} ").encode() * 20_000
        OfficialFile.keep(content, file_name=f"{name}-{count}.pdf", media_type="application/pdf", chain="council-1")


if __name__ == "__main__":
    main()
