"""The control clause: on whom control of the act is laid."""

from __future__ import annotations

import re

from resolutions.reading.names import PERSON

_ON_WHOM = re.compile(
    r"(?:возложить|возлагается|возлагаю|закрепить|оставить|оставляю|поручить|осуществлять)\s+(?:персонально\s+)?(?:на\s+|за\s+)?(?P<whom>.+)$",
    re.IGNORECASE | re.DOTALL,
)


def read_control(label: str, text: str) -> dict[str, str | None]:
    """The clause with the position and the person as printed; either may be missing."""
    found = _ON_WHOM.search(text[:2000])
    whom = re.split(r"\.\s+(?=[А-ЯЁ][а-яё]{2,}\s)", found["whom"])[0].strip() if found else ""
    people = list(PERSON.finditer(whom))
    if people:
        person = whom[people[0].start() : people[-1].end()].strip()
        position = whom[: people[0].start()] or whom[people[-1].end() :]
        if position.count("(") > position.count(")"):  # «на комиссию (председатель Лугов П.П.)»
            position = position[: position.rindex("(")]
    else:
        person, position = None, whom
    position = re.sub(r"\s+контроль\s.*$", "", position.strip(" ,;–—-.:"), flags=re.IGNORECASE)
    if position.lower() == "собой":
        position = ""  # whoever signs; the words do not name him
    return {"label": label, "text": text, "position": position or None, "person": person}
