"""What the check of links found on the pages of a council, and the hosts it does not want to lead to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.links_of_pages import host_of, is_host


class FoundLinkQuerySet(models.QuerySet):
    def under(self, home):
        """Those on the pages of the council."""
        return self.filter(page__path__startswith=home.path)

    def for_report(self):
        """By page, the unwanted first."""
        return self.select_related("page").order_by("page__path", "trouble", "url")


class FoundLink(models.Model):
    """A link on a live page with which something is wrong."""

    class Trouble(models.TextChoices):
        GONE = "gone", _("there is no such page or file here")
        CLOSED = "closed", _("the page is not published, or not for everybody")
        DEAD = "dead", _("the site does not answer")
        UNWANTED = "unwanted", _("the council does not want links to this site")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    url = models.CharField(_("link"), max_length=2000)
    trouble = models.CharField(_("what is wrong"), max_length=10, choices=Trouble)
    found_at = models.DateTimeField(_("found"), default=timezone.now)

    objects = FoundLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")

    def __str__(self):
        return self.url


class LinkRules(models.Model):
    """The hosts a council does not want its pages to lead to, and when its links were last checked."""

    home = models.OneToOneField("home.HomePage", on_delete=models.CASCADE, related_name="link_rules")
    unwanted = models.TextField(
        _("unwanted sites"),
        blank=True,
        help_text=_("One a line, for example facebook.com; addresses below it are meant, too."),
    )
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    links_seen = models.PositiveIntegerField(_("links seen"), default=0, editable=False)

    class Meta:
        verbose_name = _("rules of links")
        verbose_name_plural = _("rules of links")

    def __str__(self):
        return str(self.home)

    def clean(self):
        super().clean()
        wrong = [line for line in self.lines if not is_host(line)]
        if wrong:
            raise ValidationError(
                {
                    "unwanted": gettext("This is no name of a site: %(line)s. Write it as example.org.")
                    % {"line": wrong[0]}
                }
            )
        self.unwanted = "\n".join(dict.fromkeys(self.lines))

    @property
    def lines(self):
        return [host_of(line) for line in self.unwanted.splitlines() if line.strip()]

    @cached_property
    def hosts(self):
        return frozenset(self.lines)

    def forbids(self, url):
        """Whether the address is of an unwanted host or of one below it."""
        host = host_of(url)
        return bool(host) and any(host == unwanted or host.endswith(f".{unwanted}") for unwanted in self.hosts)
