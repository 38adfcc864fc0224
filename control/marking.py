"""What a public page says of one point on control: a figure and a word, a tick for every card, the numbers.

Nobody is named. An act says it of forty points at once, so the words are put together here and not by a template.
"""

from functools import cache

from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from cms.typography import with_non_breaking_spaces
from control.execution import DONE, OFF, OVERDUE, REVIEW, STEADY, WAIT, WORK, PointExecution

_WORDS = {
    REVIEW: pgettext_lazy("point", "Report being checked"),
    STEADY: pgettext_lazy("point", "Permanent"),
    WAIT: pgettext_lazy("point", "Not due yet"),
    OFF: pgettext_lazy("point", "Taken off control"),
    WORK: pgettext_lazy("point", "In work"),
}


@cache  # the address of a static file is the same as long as the program runs
def glyph_of(kind: str) -> SafeString:
    """The figure of the kind, told apart without colour."""
    figure = '<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    return format_html(figure, static("control/execution.svg"), kind)


def words_of(state: PointExecution) -> str:
    """What has become of the point: «Done on 3 March», «2 days past the deadline»."""
    if state.kind == OVERDUE:
        late = state.days_late
        return ngettext("%(days)s day past the deadline", "%(days)s days past the deadline", late) % {"days": late}
    if state.kind != DONE:
        return str(_WORDS[state.kind])
    done = pgettext("point", "Done")
    if state.done_on:
        done = _("Done on %(day)s") % {"day": with_non_breaking_spaces(date_format(state.done_on))}
    return done + pgettext("point", ", late") if state.is_done_late else done


def sign_of(state: PointExecution, *, hidden: bool = False) -> SafeString:
    """The figure with its words; hidden words are heard and not seen."""
    kind, css = state.kind, ' class="hidden"' if hidden else ""
    words = escape(words_of(state))
    # Everything but the words is ours, and the words are escaped just here.
    return mark_safe(f'<span class="state state--{kind}">{glyph_of(kind)}<span{css}>{words}</span></span>')  # noqa: S308


def mark_of(state: PointExecution, *, shows_due: bool) -> SafeString:
    """All that is told of the point; its coming day only where it is not in the words shown beside it."""
    parts = [f'<p class="mark__state">{sign_of(state)}</p>', _tally(state)]
    if counted := _counted(state):
        parts.append(f"<p>{escape(counted)}</p>")
    if state.due and not state.is_done and (state.is_moved or not shows_due):
        parts.append(_coming_day(state))
    return mark_safe("\n".join(filter(None, parts)))  # noqa: S308 put together of our own figures and of escaped words


def _tally(state):
    ticks = "".join(
        f'<rect class="tally__{tick["kind"]}" x="{tick["x"]}" y="{tick["y"]}" width="7" height="{tick["height"]}"/>'
        for tick in state.ticks
    )
    if not ticks:
        return ""
    box = f'viewBox="0 0 {state.ticks_width} 15" width="{state.ticks_width}" height="15"'
    return f'<svg class="tally" {box} aria-hidden="true" focusable="false">{ticks}</svg>'


def _counted(state):
    if state.round and not state.is_done:
        last = {"day": date_format(state.round.due, "j E Y"), "done": state.round.done, "total": state.round.total}
        return _("By %(day)s: done %(done)s of %(total)s") % last
    if state.total <= 1:
        return ""
    parts = [_("done %(done)s of %(total)s") % {"done": state.done, "total": state.total}]
    if state.undone:
        parts.append(_("%(cards)s closed without being done") % {"cards": state.undone})
    if state.reported:
        parts.append(_("%(cards)s being checked") % {"cards": state.reported})
    if state.overdue:
        parts.append(_("%(cards)s late") % {"cards": state.overdue})
    return ", ".join(parts)


def _coming_day(state):
    if state.comes_again:
        said = _("Next due")
    elif state.is_moved and state.author_days:
        said = _("Extended to")
    else:
        said = _("Due")
    day = with_non_breaking_spaces(date_format(state.due, "j E Y"))
    day_in_figures = state.due.isoformat()
    return f'<p class="mark__next">{escape(said)} <time datetime="{day_in_figures}">{escape(day)}</time></p>'
