"""What an item does, told by its first verb."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"«[^«»]*»")

_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "control",
            r"(?:общий\s+|организацию\s+\w+\s+и\s+)?контроль\s.{0,200}(?:возложить|оставить|оставляю|возлага|поручить|осуществля|закрепить|взять)"
            r"|(?:возложить|оставить|взять|осуществлять)\s.{0,40}контроль",
        ),
        (
            "acknowledgement",
            r"(?:\W*принять\s.{0,400}?к\s+сведению|\w+\s.{0,300}\sпринять\s+к\s+сведению|принять\s+к\s+(?:сведению|руководству))",
        ),
        (
            "repeal",
            r"(?:признать|считать)\s.{0,300}?утратившим\w?\s+силу|отменить\s|признать\s.{0,60}недействующ|приостановить\s+действие",
        ),
        (
            "amendment",
            r"(?:внести|утвердить)\s.{0,300}?(?:изменени|дополнени)[еяй]|изложить\s.{0,300}редакции|дополнить\s.{0,200}(?:пункт|словами|абзац|раздел)"
            r"|продлить\s+(?:срок|действие)",
        ),
        (
            "approval",
            r"(?:утвердить|согласовать|одобрить|ввести\s+в\s+действие)(?!\w)|принять\s+(?:\w+\s+)?(?:положение|программу|план|обращение|заявление|резолюцию|регламент|устав)(?!\w)",
        ),
        (
            "declaration",
            r"(?:считать|признать|объявить|отметить|констатировать|выразить|подтвердить|избрать|заявить|поддержать|наградить|присвоить|освободить|прекратить)(?!\w)",
        ),
    )
)
_INHERITED = {"acknowledgement", "approval", "declaration", "repeal", "amendment"}


def item_class(text: str, *, verbs: str, has_children: bool, parent: str | None) -> str:
    """The class of an item; ``verbs`` is its text without the leading addressee."""
    words = _QUOTED.sub("«»", verbs)[:600]
    for name, pattern in _CLASSES:
        if pattern.match(words):
            # Under «Членским организациям:» even «избрать» or «утвердить графики» is something to be done.
            return "instruction" if parent == "heading" and name in {"declaration", "approval"} else name
    if parent in _INHERITED:
        return parent
    if has_children and text.endswith(":"):
        return "heading"
    return "instruction"
