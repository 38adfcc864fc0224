"""What the editor's form of a programme or a plan checks."""

from django.utils.translation import gettext_lazy as _

from cms.page_forms import CouncilPageForm
from resolutions.models import ResolutionPage


class PaperForm(CouncilPageForm):
    """The period runs forwards, and the act that approves is one the account may see."""

    def clean(self):
        data = super().clean()
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and start > end:
            self.add_error("period_end", _("The period ends before it begins."))
        least, most = data.get("funding_min"), data.get("funding_max")
        if least is not None and most is not None and least > most:
            self.add_error("funding_max", _("The largest share is smaller than the smallest."))
        act = data.get("approved_by")
        if act and act.pk != self.instance.approved_by_id and not self._may_see(act):
            self.add_error("approved_by", _("Choose an act of your council."))
        return data

    def _may_see(self, act):
        if self.for_user is None or ResolutionPage.objects.filter(pk=act.pk).live().public().exists():
            return True
        return ResolutionPage.objects.open_to(self.for_user).filter(pk=act.pk).exists()
