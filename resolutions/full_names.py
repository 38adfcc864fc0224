"""An act by its full name, for readers who have nothing but the name before them."""

from registry.declension import Case, suggest_phrase
from resolutions.models.status import PRINTED_TYPES


def full_name_of(act) -> str:
    """«Постановление Совета от 12.03.2026 № 5 «О …»»: words of the record, Russian whatever the interface speaks."""
    heading = " ".join((act.heading or "").split())
    parts = [
        PRINTED_TYPES[act.document_type],
        _in_genitive(act.body) if act.body else "",
        f"от {act.adopted_on:%d.%m.%Y}" if act.adopted_on else "",
        f"№ {act.number}" if act.number else "",
        f"«{heading}»" if heading else "",
    ]
    return " ".join(filter(None, parts))


def _in_genitive(body):
    """As the registry has it, else as the language makes it."""
    return body.name_genitive or suggest_phrase(body.name)[Case.GENITIVE].text
