"""Blocks of figures: a table that can be read aloud, a chart drawn by the server from a small table."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.blocks.words import WORDS

MOST_ROWS = 200


class TableBlock(blocks.StructBlock):
    """A table with a name, a header row and, mostly, a header column."""

    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.CharBlock(label=_("Number"), required=False, help_text=_("Stands at the right edge"))),
            ("rich_text", blocks.RichTextBlock(label=_("Text with links"), features=WORDS, required=False)),
        ],
        label=_("Table"),
    )
    names_rows = blocks.BooleanBlock(
        label=_("The first column names the rows"),
        default=True,
        required=False,
        help_text=_("Then it is read aloud before every cell of its row"),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        table, wrong = value["table"], ""
        if not table.columns:
            wrong = _("Add a column: an empty table says nothing.")
        elif not (table.caption or "").strip():
            wrong = _("Give the table a caption: what it is about. It is read aloud first.")
        elif any(not (column["heading"] or "").strip() for column in table.columns):
            wrong = _("Every column needs a heading.")
        elif len(table.row_data) > MOST_ROWS:
            wrong = _("So long a table is better as a file: at most 200 rows.")
        if wrong:
            raise StructBlockValidationError(block_errors={"table": ValidationError(wrong)})
        return value

    def get_context(self, value, parent_context=None):
        """The cells with the heading of their column, which a phone repeats beside them."""
        context = super().get_context(value, parent_context)
        columns = value["table"].columns
        rows = [
            [
                {"cell": cell, "heading": column["heading"], "is_number": column["block"].name == "number"}
                for cell, column in zip(row, columns, strict=True)
            ]
            for row in value["table"].rows
        ]
        headings = [{"words": column["heading"], "is_number": column["block"].name == "number"} for column in columns]
        return context | {"headings": headings, "rows": rows}

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table_block.html"
        description = _("With a caption and headings; on a phone each row becomes a card")
        preview_value = {
            "table": {
                "caption": "Обучено уполномоченных по охране труда",
                "columns": [
                    {"type": "text", "heading": "Отрасль"},
                    {"type": "number", "heading": "2025"},
                    {"type": "number", "heading": "2026"},
                ],
                "rows": [
                    {"values": ["Лесопромышленный комплекс", "38", "64"]},
                    {"values": ["Образование", "112", "131"]},
                    {"values": ["Здравоохранение", "54", "70"]},
                ],
            },
            "names_rows": True,
            "source": "Отчёт технической инспекции труда",
        }


class FigureBlock(blocks.StructBlock):
    """One figure of a chart."""

    label = blocks.CharBlock(label=_("What or when"), max_length=60)
    value = blocks.DecimalBlock(label=_("Figure"), min_value=0, max_digits=14, decimal_places=3)

    class Meta:
        icon = "order"
        label = _("Figure")


class ChartBlock(blocks.StructBlock):
    """Bars or columns drawn from a few figures, which stand beside them in words."""

    title = blocks.CharBlock(label=_("What the chart shows"), max_length=200)
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("bars", _("Bars: to compare things")), ("columns", _("Columns: one thing over the years"))],
        default="bars",
    )
    unit = blocks.CharBlock(
        label=_("Unit"), max_length=40, required=False, help_text=_("For example «чел.», «%», «млн руб.»")
    )
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=2, max_num=15)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    class Meta:
        icon = "chart"
        label = _("Chart")
        template = "cms/blocks/chart_block.html"
        description = _("Drawn from a few figures; the figures can be read without it")
        preview_value = {
            "title": "Проверки условий труда",
            "kind": "columns",
            "unit": "",
            "figures": [
                {"label": "2022", "value": 318},
                {"label": "2023", "value": 341},
                {"label": "2024", "value": 402},
                {"label": "2025", "value": 466},
                {"label": "2026", "value": 454},
            ],
            "source": "Отчёты технической инспекции труда",
        }
