"""The words of a registered act in another language: no act, and nothing of the record hangs on them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ActTranslationQuerySet(models.QuerySet):
    def shown(self):
        """Those that stand on the site, beside an act that anybody may read."""
        return self.filter(is_shown=True)


class ActTranslation(models.Model):
    """What one act says in one language, part by part, each kept with the Russian words it was translated from.

    It is a row beside the act and no page: it has no status, number, file or points of its own, so there is nothing
    to register, count, amend, sign or put on control. What the act says is read from the act each time.
    """

    act = models.ForeignKey("resolutions.ResolutionPage", on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12)
    # By the key of a part (resolutions/translating/parts.py): {"of": Russian words, "to": their translation}.
    words = models.JSONField(default=dict)
    is_shown = models.BooleanField(_("shown on the site"), default=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ActTranslationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "language"], name="one_translation_into_a_language")]
        verbose_name = _("translation of an act")
        verbose_name_plural = _("translations of acts")

    def __str__(self):
        return f"{self.act_id}, {self.language}"
