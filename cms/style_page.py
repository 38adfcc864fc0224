"""The living style page: every size, colour and component of the site, drawn by the templates that readers meet."""

from django.conf import settings
from django.contrib.auth.mixins import UserPassesTestMixin
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import TemplateView

from cms.templatetags.charts import Bar

SIZES = {
    "4xl": _("Headline of the home page"),
    "3xl": _("Title of a page"),
    "2xl": _("Title of the first news"),
    "xl": _("Heading of a section"),
    "l": _("Title in a list"),
    "text": _("Words of the council"),
    "m": _("Words of the site"),
    "s": _("Marks and facts"),
    "xs": _("Captions"),
}
COLOURS = {
    "paper": pgettext_lazy("colour", "paper"),
    "tint": pgettext_lazy("colour", "shade of paper"),
    "ink": pgettext_lazy("colour", "ink"),
    "soft": pgettext_lazy("colour", "soft ink"),
    "rule": pgettext_lazy("colour", "thin line"),
    "control": pgettext_lazy("colour", "edge of a field"),
    "link": pgettext_lazy("colour", "link"),
    "seen": pgettext_lazy("colour", "visited link"),
    "cloth": pgettext_lazy("colour", "cloth of the table"),
    "marker": pgettext_lazy("colour", "marker"),
    "alarm": pgettext_lazy("colour", "overdue, and nothing else"),
}
LINES = {
    "double": _("over the line of requisites"),
    "bar": _("over a section"),
    "line": _("round a table, over the margin"),
    "hair": _("between rows"),
}
# Rooms above are named by their names.
STREAMS = {
    _("Blocks of a page"): "cms.blocks.BodyBlock",
    _("Sections of the home page"): "home.sections.HomeSections",
}


class StylePageView(UserPassesTestMixin, TemplateView):
    """For whoever writes templates or wants to see what a block looks like: the staff, or anybody in development."""

    template_name = "cms/style.html"

    def test_func(self):
        return settings.DEBUG or self.request.user.has_perm("wagtailadmin.access_admin")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sizes=SIZES,
            colours=COLOURS,
            lines=LINES,
            bars=[Bar(label="Образование", value=62, words="62 %"), Bar(label="Культура", value=38, words="38 %")],
            kinds_of_state=("done", "work", "review", "steady", "wait", "overdue", "off"),
            streams=[(title, _bound(import_string(name)())) for title, name in STREAMS.items()],
            **kwargs,
        )


def _bound(stream):
    """Each block of the stream with the value its preview shows."""
    return [block.bind(block.get_preview_value()) for block in stream.child_blocks.values()]
