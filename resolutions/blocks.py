"""The structured parts of an act: operative items, signatories, annexes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from control.blocks import DeadlineBlock, DeadlineDatesBlock

MAX_LEVEL = 4  # ГОСТ Р 7.0.97-2025: no more than four levels of numbering


class ItemClass(models.TextChoices):
    """What a point of the operative part does; only instructions are put on control."""

    INSTRUCTION = "instruction", _("instruction")
    HEADING = "heading", _("heading")
    ACKNOWLEDGEMENT = "acknowledgement", _("takes note")
    APPROVAL = "approval", _("approves")
    DECLARATION = "declaration", _("declares")
    AMENDMENT = "amendment", _("amends")
    REPEAL = "repeal", _("repeals")
    CONTROL = "control", _("control")
    OFF_CONTROL = "off_control", _("takes off control")
    EXTENSION = "extension", _("extends a deadline")


# What these points decide is of the cards of another act or plan; its words stay as they are.
MOVING_CONTROL = (ItemClass.OFF_CONTROL, ItemClass.EXTENSION)


class Operation(models.TextChoices):
    """What an amending point does to a point of another act."""

    REPLACE = "replace", _("new wording")
    DELETE = "delete", _("delete")
    INSERT = "insert", _("add after it")


class ItemBlock(blocks.StructBlock):
    """One point of the operative part; its stream id is the stable id by which control will know it."""

    label = blocks.CharBlock(label=_("№"), required=False, max_length=20)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[(str(n), str(n)) for n in range(1, MAX_LEVEL + 1)], default="1"
    )
    item_class = blocks.ChoiceBlock(label=_("Class"), choices=ItemClass.choices, default=ItemClass.INSTRUCTION)
    text = blocks.TextBlock(label=_("Text"), rows=2)
    addressees = blocks.TextBlock(label=_("To whom"), required=False, rows=1, help_text=_("One a line, as in the text"))
    deadline = DeadlineBlock(label=_("Deadline"), required=False, help_text=_("In the words of the text"))
    deadline_dates = DeadlineDatesBlock(label=_("Days of the deadline"))
    # Of a point that amends, repeals, takes off control or extends: which act, which of its points, what they become.
    # Measures of a plan can only be taken off control or extended: their words change with the plan itself.
    target_act = blocks.PageChooserBlock(
        label=_("Which act"), required=False, page_type=["resolutions.ResolutionPage", "programs.PlanPage"]
    )
    target_points = blocks.CharBlock(
        label=_("Its points"), required=False, max_length=200, help_text=_("With commas; empty: the whole act.")
    )
    operation = blocks.ChoiceBlock(label=_("What happens"), required=False, choices=Operation.choices)
    new_text = blocks.TextBlock(label=_("New wording"), required=False, rows=2)

    def get_prep_value(self, value):
        """As it is stored: a point whose deadline nobody put right is kept as before there was such a field."""
        stored = super().get_prep_value(value)
        if not stored.get("deadline_dates"):
            stored.pop("deadline_dates", None)
        return stored

    class Meta:
        icon = "list-ol"
        label = _("Point")
        label_format = "{label} {text}"
        form_classname = "struct-block act-item"
        form_template = "resolutions/admin/item_form.html"


class ItemsBlock(blocks.StreamBlock):
    """The operative part, top to bottom; the tree follows from the levels."""

    item = ItemBlock()

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation:
            self._check_numbering(value)
        return value

    def _check_numbering(self, items):
        errors, seen, above = {}, set(), []
        for index, item in enumerate(items):
            label, level = item.value["label"].rstrip("."), int(item.value["level"])
            if level > len(above) + 1:
                errors[index] = _item_error("level", _("This point is two levels below the one before it."))
            above = [*above[: level - 1], index]
            # «3.2» is one point wherever it stands; «а)» is another one under every point.
            place = label if label[:1].isdigit() else (label, *above[:-1])
            if label and place in seen and index not in errors:
                errors[index] = _item_error("label", _("There is already a point with this number."))
            seen.add(place)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)


def _item_error(field, message):
    return StructBlockValidationError(block_errors={field: ValidationError(message)})


class SignatoryBlock(blocks.StructBlock):
    """Who signs: position at the left, initials and surname at the right."""

    position = blocks.TextBlock(label=_("Position"), rows=1)
    name = blocks.CharBlock(label=_("Initials and surname"), required=False, help_text=_("For example А.И. Петров"))

    class Meta:
        icon = "edit"
        label = _("Signatory")
        label_format = "{position} {name}"


class AnnexKind(models.TextChoices):
    """What an annex is, which decides the stamp over it."""

    PROGRAMME = "programme", _("programme")
    PLAN = "plan", _("plan")
    REFERENCE = "reference", _("reference material")
    OTHER = "other", _("other")


class AnnexBlock(blocks.StructBlock):
    """An annex: a file or a page of the site."""

    title = blocks.CharBlock(label=_("Title"), max_length=500)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=AnnexKind.choices, default=AnnexKind.OTHER)
    document = DocumentChooserBlock(label=_("File"), required=False)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Annex")
        label_format = "{title}"
