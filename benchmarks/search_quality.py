"""How well the search answers what readers ask: recall at 10 and precision over tests/search/quality.txt.

.venv/bin/python benchmarks/search_quality.py
tools/with-postgres .venv/bin/python benchmarks/search_quality.py
"""

import os
import sys


def main():
    if "postgres" in os.environ.get("DATABASE_URL", ""):
        import control_data

        control_data.set_up()
    else:
        import stand

        stand.set_up()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    from django.db import connection
    from wagtail.models import Site

    from home.council import set_up_council
    from registry.models import Organisation
    from search.finding.asking import ask
    from search.indexing import rebuild
    from tests.search.council import expectations, publish_council, quality

    organisation = Organisation.objects.create(name="Федерация таблицы качества", kind="federation")
    council = set_up_council(organisation, slug="quality", port=80)
    names = publish_council(council, organisation.bodies.first())
    rebuild()
    root = Site.objects.get(root_page=council.home).root_page

    def asked(question):
        return [names.get(found.entry.title, found.entry.title) for found in ask(root, question).finding[:10]]

    reached = quality(asked)
    print(f"{connection.vendor}: {len(expectations())} questions, {len(names)} papers")
    print(f"recall at 10: {reached.recall:.3f}, precision: {reached.precision:.3f}")
    print("missed:", *reached.misses, "not asked for:", *reached.intruders, sep="\n  ", file=sys.stdout)


if __name__ == "__main__":
    main()
