"""What the live screen sends: how the vote is held, who is here, who voted how."""

from django import forms
from django.utils.translation import gettext_lazy as _

from resolutions.models.voting import Voting
from resolutions.voting.casting import Mark

NUMBERS = ("votes_for", "votes_against", "votes_abstained")
IN_THE_HALL = [choice for choice in Voting.Method.choices if choice[0] != Voting.Method.POLL]


class SessionForm(forms.Form):
    """How and on what the vote is held."""

    method = forms.ChoiceField(label=_("Vote"), choices=IN_THE_HALL, required=False)
    proposal = forms.ChoiceField(label=_("What is voted on"), choices=Voting.Proposal.choices, required=False)
    question = forms.CharField(label=_("In words"), max_length=300, required=False)

    @classmethod
    def of(cls, sheet):
        voting = sheet.voting
        if voting is None:
            return cls()
        return cls(initial={"method": voting.method, "proposal": voting.proposal, "question": voting.question})

    @staticmethod
    def marks(posted) -> list[Mark]:
        """What differs from what the form showed: another secretary's votes are not written over unseen."""
        marks = []
        for row in posted.get("seen", "").split(","):
            person, _colon, rest = row.partition(":")
            was_present, _colon, was_choice = rest.partition(":")
            if not person.isdecimal():
                continue
            choice = posted.get(f"vote_{person}", was_choice)
            present = f"present_{person}" in posted
            mark = Mark(
                int(person),
                choice=choice if choice != was_choice else None,
                # A poll has nobody in the hall: its form shows no presence.
                present=present if was_present and present != (was_present == "1") else None,
            )
            if mark.choice is not None or mark.present is not None:
                marks.append(mark)
        return marks


def numbers_from(posted) -> dict[str, int]:
    """The three numbers of a vote by count, or nothing while one of them is missing; ValueError for a word."""
    typed = {name: posted.get(name, "") for name in NUMBERS}
    if any(value in ("", None) for value in typed.values()):
        return {}
    numbers = {name: int(value) for name, value in typed.items()}
    if max(numbers.values()) > 32767:
        raise ValueError(numbers)
    return numbers
