"""Topics of a council's acts: a list of its own, and which act is about what. No part of the frozen text."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models import Organisation


class TopicQuerySet(models.QuerySet):
    def in_use(self):
        """Those an act may be given today."""
        return self.filter(is_closed=False)


class Topic(models.Model):
    """What acts of a council are about: one word or two, chosen from the council's own list."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("council"), on_delete=models.CASCADE, related_name="topics"
    )
    name = models.CharField(_("topic"), max_length=100, help_text=_("One word or two, for example «Охрана труда»."))
    is_closed = models.BooleanField(
        _("no longer given"),
        default=False,
        help_text=_("Acts that have it keep it; new ones are not given it."),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_topic_of_a_name",
                violation_error_message=_("The council already has this topic."),
            )
        ]
        verbose_name = _("topic of acts")
        verbose_name_plural = _("topics of acts")

    def __str__(self):
        return self.name


class ActTopicQuerySet(models.QuerySet):
    def present(self):
        """What acts are about today; the rest is history."""
        return self.filter(removed_at=None)


class ActTopic(models.Model):
    """That an act was given a topic, by whom and when, and who took it away: nothing is overwritten."""

    act = models.ForeignKey("resolutions.ResolutionPage", on_delete=models.CASCADE, related_name="act_topics")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="act_topics")
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(_("taken away"), null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ActTopicQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "topic"], condition=models.Q(removed_at=None), name="an_act_has_a_topic_once"
            )
        ]
        verbose_name = _("topic of an act")
        verbose_name_plural = _("topics of an act")

    def __str__(self):
        return f"{self.act_id}: {self.topic}"

    @classmethod
    @transaction.atomic
    def settle(cls, act, topics, user):
        """Let the act have these topics and no others; returns whether anything has changed."""
        wanted = {topic.pk for topic in topics}
        present = cls.objects.select_for_update().filter(act=act).present()
        had = set(present.values_list("topic", flat=True))
        present.exclude(topic__in=wanted).update(removed_at=timezone.now(), removed_by=user)
        given = [topic for topic in topics if topic.pk not in had]
        cls.objects.bulk_create([cls(act=act, topic=topic, given_by=user) for topic in given])
        return wanted != had
