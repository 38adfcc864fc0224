"""The structured parts of programmes and plans: rows of the passport, measures of a plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from control.blocks import DeadlineBlock, DeadlineDatesBlock

# The rows a council's programme usually has, in their usual order; any may be left empty and any other added.
USUAL_PASSPORT = (
    "Цель Программы",
    "Задачи Программы",
    "Исполнители Программы",
    "Участники Программы",
    "Срок действия Программы",
    "Планирование",
    "Условия реализации Программы",
    "Инструменты реализации Программы",
    "Система контроля эффективности реализации Программы",
    "Прогнозируемые результаты реализации Программы",
    "Финансовое обеспечение реализации Программы",
)


class PassportRowBlock(blocks.StructBlock):
    """A row of the passport: what it is about, and its lines."""

    label = blocks.CharBlock(label=_("Name of the row"), max_length=200)
    lines = blocks.TextBlock(label=_("What it says"), required=False, rows=3, help_text=_("One paragraph a line"))

    class Meta:
        icon = "list-ul"
        label = _("Row")
        label_format = "{label}"


def usual_passport():
    """What a new programme is offered: the usual rows, still empty."""
    return [("row", {"label": label, "lines": ""}) for label in USUAL_PASSPORT]


# The cells of a row, in the order in which a row is written down.
CELLS = ("kind", "label", "text", "deadline", "deadline_dates", "responsible")


class RowKind(models.TextChoices):
    """What a row of a plan is."""

    MEASURE = "measure", _("measure")
    SECTION = "section", _("section")


class MeasureBlock(blocks.StructBlock):
    """One row of a plan; its stream id is the stable id by which control will know the measure."""

    kind = blocks.ChoiceBlock(label=_("Kind of row"), choices=RowKind.choices, default=RowKind.MEASURE)
    label = blocks.CharBlock(label=_("№"), required=False, max_length=20)
    text = blocks.TextBlock(label=_("Measure"), rows=2)
    deadline = DeadlineBlock(label=_("Deadline"), required=False, help_text=_("In the words of the text"))
    deadline_dates = DeadlineDatesBlock(label=_("Days of the deadline"))
    responsible = blocks.TextBlock(
        label=_("Responsible"), required=False, rows=1, help_text=_("One a line, as in the text")
    )

    class Meta:
        icon = "list-ol"
        label = _("Row of the plan")
        label_format = "{label} {text}"
        template = "programs/measure_block.html"


class MeasuresBlock(blocks.StreamBlock):
    """The table of a plan, top to bottom."""

    row = MeasureBlock()
