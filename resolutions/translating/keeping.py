"""Keeping what a translator has written, and showing it on the site."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from control.refusal import Refused
from resolutions.models import ActTranslation
from resolutions.translating.parts import parts_of

RIGHT = "edit_site"


def languages_to_translate_into():
    """Pairs of code and name: every language of the site but that of the acts."""
    return [(code, name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES if code != settings.LANGUAGE_CODE]


def may_translate(user, act):
    """Whoever edits the council's site puts its acts, once published, into other languages.

    An act for official use is read by nobody outside the council, so there is nobody to translate it for.
    """
    return act.is_registered and act.live and not act.is_restricted and act.may(user, RIGHT)


@transaction.atomic
def keep_translation(act, language, words, user, *, shown, still_right=()):
    """Write down the words by the key of their part; those of a part the act no longer has are dropped.

    ``still_right`` has the keys of parts whose translation serves the changed Russian words, too.

    The act itself is only read: nothing here can change it.
    """
    if language not in dict(languages_to_translate_into()):
        raise Refused(_("Acts are not translated into this language."))
    if not may_translate(user, act):
        raise Refused(_("Only a registered and published act is translated, by those who edit the council's site."))
    translation, _made = ActTranslation.objects.select_for_update().get_or_create(act=act, language=language)
    kept = {}
    for part in parts_of(act, translation):
        to = (words.get(part.key, part.to) or "").strip()
        # What the translator left as it was translates the older words, until he says that it is still right.
        left = part.is_behind and to == part.to and part.key not in still_right
        of = part.of if left else part.words
        if to:
            kept[part.key] = {"of": of, "to": to}
    if shown and "heading" not in kept:
        raise Refused(_("A translation is shown on the site when at least the title has been translated."))
    before = translation.is_shown
    translation.words, translation.is_shown = kept, shown
    translation.changed_at, translation.changed_by = timezone.now(), user
    translation.save()
    action = "changed" if before == shown else "shown" if shown else "hidden"
    log(act, f"resolutions.translation_{action}", user=user, data={"language": language})
    return translation
