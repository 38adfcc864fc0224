"""The table of doors as Markdown, for people who check who may do what."""

from home.doors.addresses import every_address
from home.doors.audiences import COLUMNS
from home.doors.door import rows_of
from home.doors.models import MODELS
from home.doors.rules import AREAS, DOORS
from registry.models import Role

MAY, MAY_NOT = "●", "·"
SHORT = {
    Role.DRAFTER: "dr",
    Role.APPROVER: "ap",
    Role.SECRETARY: "se",
    Role.SIGNATORY: "si",
    Role.CONTROLLER: "ct",
    Role.ASSIGNEE: "as",
    Role.EDITOR: "ed",
    Role.CORRESPONDENT: "co",
    Role.MONITOR: "mo",
    Role.ADMINISTRATOR: "ad",
}

HEAD = """# Who may go through which door

Printed from `home/doors/` by `manage.py permission_table --write`; `make lint` fails when it is stale.
`tests/permissions` walks the whole table with real requests, and fails when an address or a model has no rule, when an
answer differs from the table, and when any answer shows words that its reader may not know.

**{addresses} addresses, {rows} rows, {cells} cells.**

{may} let in, {may_not} turned away: no such page, forbidden, led to the log-in or to the first screen of the admin.

Two councils stand on one installation. Council **A** is a federation; council **B** belongs to its member organisation,
so that B stands under A in the tree of organisations. Every account holds one role of one council. A row “of A” knocks
for a thing of council A, a row “of B” for a thing of council B: where it says “what the account may see” or “its own
council”, the screen is the same for both and shows each its own.

| short | who |
|---|---|
| an | anybody without an account |
{legend}
| su | the keeper of the whole installation (superuser) |

Static files (`/static/…`: styles, scripts, fonts) are open to everybody and no rows of the table.
"""


def permission_table():
    """The whole page docs/permissions.md."""
    rows = list(rows_of(every_address(), DOORS))
    parts = [
        HEAD.format(
            addresses=len({(row.address.name, row.address.path) for row in rows}),
            rows=len(rows),
            cells=len(rows) * len(COLUMNS),
            may=MAY,
            may_not=MAY_NOT,
            legend="\n".join(f"| {SHORT[role]} | {role.value} |" for role in Role),
        )
    ]
    for area, doors in AREAS.items():
        parts.append(f"## {area}\n\n{_table([row for row in rows if row.door in doors])}\n")
    return "\n".join([*parts, f"## Models\n\n{_models()}\n"])


def _table(rows):
    names = ["an", *(f"{column.council} {SHORT[column.role]}" for column in COLUMNS if column.role), "su"]
    lines = [f"| address | what | {' | '.join(names)} |", f"|---|---|{':-:|' * len(names)}"]
    for row in rows:
        marks = [MAY if row.admits(column) else MAY_NOT for column in COLUMNS]
        thing = f"{row.door.what} of {row.council}" if row.door.what and len(row.door.of) > 1 else row.door.what
        if not row.door.what and len(row.door.of) > 1:
            thing = f"of {row.council}"
        method = "" if row.door.method == "GET" else f"{row.door.method} "
        query = f"?{row.door.query}" if row.door.query else ""
        lines.append(f"| {method}`{row.address.path}{query}` | {thing} | {' | '.join(marks)} |")
    return "\n".join(lines)


def _models():
    lines = ["| model | seen through | changed through | by whom |", "|---|---|---|---|"]
    for label, rule in MODELS.items():
        seen, changed = (", ".join(f"`{name}`" for name in names) or "—" for names in (rule.seen, rule.changed))
        lines.append(f"| {label} | {seen} | {changed} | {rule.whom} |")
    return "\n".join(lines)
