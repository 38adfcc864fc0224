"""An act as others cite it: a line of a list of references (ГОСТ Р 7.0.5-2008), BibTeX, RIS.

The reference is Russian whatever the interface speaks: so are the act and whoever cites it.
"""

import re

from resolutions.models.status import PRINTED_TYPES

# In BibTeX these are commands.
_SPECIAL = re.compile(r"([\\{}$&#^_%~])")


def issued_by(act) -> str:
    """«Совет Залесского областного союза…», as it stands at the head of the act."""
    header = act.header
    return ", ".join(filter(None, [header.get("body"), header.get("issuer")]))


def reference_of(act, day=None, *, point="") -> str:
    """One line; with the day the page was read on, as the standard asks of what stands on the net."""
    kind = PRINTED_TYPES.get(act.document_type, "").lower()
    when = f" от {act.adopted_on:%d.%m.%Y}" if act.adopted_on else ""
    number = f" № {act.number}" if act.number else ""
    place = f" – {act.place}." if act.place else ""
    part = f" – П. {point}." if point else ""
    read = f" (дата обращения: {day:%d.%m.%Y})" if day else ""
    address = f" – URL: {act.full_url}{f'#p{point}' if point else ''}{read}." if act.full_url else ""
    title = _sentence(act.heading or act.title)
    return f"{title} : {kind} / {issued_by(act)}{when}{number}.{place}{part}{address}"


def bibtex_of(act, day) -> str:
    """The act for LaTeX."""
    fields = {
        "title": act.heading or act.title,
        "author": f"{{{_plain(issued_by(act))}}}",
        "type": PRINTED_TYPES.get(act.document_type, ""),
        "number": act.number,
        "date": act.adopted_on.isoformat() if act.adopted_on else "",
        "year": str(act.adopted_on.year) if act.adopted_on else "",
        "address": act.place,
        "url": act.full_url or "",
        "urldate": day.isoformat(),
        "langid": "russian",
    }
    asis = ("author", "url")
    lines = [f"  {name} = {{{value if name in asis else _plain(value)}}}" for name, value in fields.items() if value]
    return "@misc{act" + str(act.pk) + ",\n" + ",\n".join(lines) + "\n}\n"


def ris_of(act, day) -> str:
    """The act for the keepers of references: Zotero, EndNote, Mendeley."""
    rows = [
        ("TY", "LEGAL"),
        ("TI", act.heading or act.title),
        ("AU", issued_by(act)),
        ("M3", PRINTED_TYPES.get(act.document_type, "")),
        ("IS", act.number),
        ("DA", f"{act.adopted_on:%Y/%m/%d}" if act.adopted_on else ""),
        ("PY", f"{act.adopted_on:%Y}" if act.adopted_on else ""),
        ("CY", act.place),
        ("UR", act.full_url or ""),
        ("Y2", f"{day:%Y/%m/%d}"),
        ("LA", "ru"),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _plain(text):
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _sentence(text):
    return " ".join(text.split()).rstrip(".")
