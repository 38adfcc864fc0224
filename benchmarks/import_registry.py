"""Spreadsheets of the registry: seconds and memory for many organisations, and memberships with their people."""

import argparse
import contextlib
import resource
import time

import stand


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=5000)
    parser.add_argument("--memberships", type=int, default=10_000)
    asked = parser.parse_args()
    stand.set_up()
    council = federation()
    print(f"before: peak memory {peak()} MB")
    run("organisations", organisations(asked.organisations), council)
    run("people", people(asked.memberships, asked.organisations), council)
    run("memberships", memberships(asked.memberships, asked.organisations), council)


def run(kind, lines, council):
    from django.db import transaction

    from registry.models import SpreadsheetImport
    from registry.spreadsheets import applying
    from registry.spreadsheets.border import Border
    from registry.spreadsheets.columns import LAYOUTS
    from registry.spreadsheets.exporting import Export
    from registry.spreadsheets.reading import read_spreadsheet
    from registry.spreadsheets.writing import workbook_file

    layout = LAYOUTS[kind]
    with workbook_file(layout, lines) as file:
        data = file.read()
    print(f"{kind}: {len(lines):,} rows, {len(data) / 1024:,.0f} KB")
    with timed("read"):
        sheet = read_spreadsheet(data, layout)
    with timed("decide about every row"):
        plan = applying.PLANS[layout.kind](sheet, Border.of_everything_in(council)).make()
    assert plan.counts == {"created": len(lines)}, (
        plan.counts,
        next(row.mistakes for row in plan.rows if row.mistakes),
    )
    spreadsheet = SpreadsheetImport.objects.create(
        organisation=council, kind=kind, file_name=f"{kind}.xlsx", content=data, rows_total=len(lines)
    )
    SpreadsheetImport.objects.claim_to_check(spreadsheet.pk)
    with timed("whole preview: read, decide, keep"):
        applying.check(spreadsheet.pk, None)
    SpreadsheetImport.objects.claim_to_bring_in(spreadsheet.pk)
    with timed("write alone, with history and search"), contextlib.suppress(Undone), transaction.atomic():
        plan.write(None, "benchmark")
        raise Undone
    with timed("whole bringing in: read, decide again, write"):
        applying.bring_in(spreadsheet.pk, None)
    spreadsheet.refresh_from_db()
    assert spreadsheet.status == "done", spreadsheet.report
    with timed("export as XLSX"), workbook_file(layout, Export(kind, council).rows()) as file:
        file.read()


class Undone(Exception):
    """Takes a measured writing back."""


@contextlib.contextmanager
def timed(what):
    started, worked = time.perf_counter(), time.process_time()
    yield
    spent, worked = time.perf_counter() - started, time.process_time() - worked
    print(f"  {what:<46} {spent:6.2f} s, of the processor {worked:6.2f} s, peak memory {peak()} MB")


def peak():
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def federation():
    from registry.models import Body, Organisation

    council = Organisation.objects.create(name="Союз «Проверочная федерация»", kind="federation")
    Body.objects.create(organisation=council, name="Совет")
    return council


def inn(number):
    from registry.names import valid_inn

    return next(f"59{number:07}{last}" for last in range(10) if valid_inn(f"59{number:07}{last}"))


def organisation(number):
    return f"Первичная профсоюзная организация проверочного завода № {number}"


def organisations(number):
    """A tree of three levels, every column filled."""
    regions = max(number // 50, 1)
    return [
        {
            "name": f"Территориальная организация № {n}" if n < regions else organisation(n),
            "short_name": f"Организация № {n}",
            "aliases": f"Профком № {n}; Прежнее имя {n}",
            "kind": "ТПО" if n < regions else "ППО",
            "superior": "" if n < regions else f"Территориальная организация № {n % regions}",
            "inn": inn(n),
            "place": "г. Приозёрск",
            "phone": f"8 (812) 200-{n:05}",
            "email": f"profkom{n}@example.org",
            "site": f"https://profkom{n}.example.org",
            "members": str(n % 700),
            "counted_on": "01.01.2026",
        }
        for n in reversed(range(number))
    ]


SURNAMES = [f"{start}{end}" for start in ("Абросим", "Голуб", "Ерш", "Корн") for end in ("ов", "овский", "енко")]
NAMES = ["Антон", "Борис", "Виктор", "Глеб", "Денис", "Егор", "Захар", "Иван", "Кирилл", "Лев", "Максим", "Никита"]
PATRONYMICS = ["Антонович", "Борисович", "Викторович", "Глебович", "Денисович", "Егорович", "Захарович", "Иванович"]


def person(number):
    return {
        "surname": SURNAMES[number % 12],
        "given_name": NAMES[number // 12 % 12],
        "patronymic": PATRONYMICS[number // 144 % 8],
    }


def home_of(number, organisations):
    regions = max(organisations // 50, 1)
    return organisation(regions + number // 1152 % max(organisations - regions, 1))


def people(number, organisations):
    return [
        {
            **person(n),
            "gender": "мужской",
            "organisation": home_of(n, organisations),
            "phone": f"8 900 {n:07}",
            "email": f"person{n}@example.org",
        }
        for n in range(number)
    ]


def memberships(number, organisations):
    """Every second a member of the council's body, every other one responsible in his own organisation."""
    return [
        {
            "person": " ".join(person(n).values()),
            "person_organisation": home_of(n, organisations),
            "organisation": "Союз «Проверочная федерация»" if n % 2 else home_of(n, organisations),
            "body": "Совет" if n % 2 else "",
            "role": "член" if n % 2 else "информационная работа",
            "since": "15.03.2024",
        }
        for n in range(number)
    ]


if __name__ == "__main__":
    main()
