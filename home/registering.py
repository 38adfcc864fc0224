"""Registering for an event: a place is taken under a lock, so that the last one is not given twice."""

from django import forms
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.caching.facts import changed, page_fact
from cms.translating import active_language, original_of, translation_of
from home.models.events import EventPage, EventRegistration
from home.models.home import HomePage
from home.public_forms import is_too_often, kept_from_caches, too_often_words
from home.survey_form import CONSENT, TRAP, TrapField
from registry.letters import post_to


class RegistrationForm(forms.ModelForm):
    """Who is coming; the consent is a tick of its own."""

    consent_given = forms.BooleanField(
        error_messages={"required": _("Without your consent we may not keep your name, and cannot register you.")}
    )

    class Meta:
        model = EventRegistration
        fields = ["name", "organisation", "email", "remark"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.instance.event = event
        self.fields[CONSENT].label = event.consent_text
        self.fields[TRAP] = TrapField()

    @property
    def questions(self):
        return [self[name] for name in self.Meta.fields]

    @property
    def consent(self):
        return self[CONSENT]

    @property
    def trap(self):
        return self[TRAP]

    @property
    def is_trapped(self):
        return bool(self.data.get(TRAP))


def serve_registration(event, request):
    """The form of the event, and what follows its sending."""
    if not event.takes_registrations or not event.live:
        raise Http404
    form, status = RegistrationForm(request.POST or None, event=event), 200
    if request.method == "POST":
        if is_too_often(request):
            form.add_error(None, too_often_words())
            status = 429
        elif form.is_trapped:
            return _answer(event, request, "home/registered.html")
        elif form.is_valid():
            if take_place(event, form.instance):
                return _answer(event, request, "home/registered.html")
            event = EventPage.objects.get(pk=event.pk)
            status = 409
        else:
            status = 422
    return _answer(event, request, "home/register.html", status, form=form)


def take_place(event, registration):
    """Keep the registration while there is a place; an address that is registered already stays registered once."""
    with transaction.atomic():
        locked = EventPage.objects.select_for_update().get(pk=event.pk)
        if locked.registrations.filter(email=registration.email.lower()).exists():
            # The same words either way: nobody learns from the form who is coming.
            return True
        if not locked.is_registration_open:
            return False
        registration.email = registration.email.lower()
        registration.consent_text = locked.consent_text
        registration.registered_at = timezone.now()
        try:
            with transaction.atomic():
                registration.save()
        except IntegrityError:
            return True
        _confirm(locked, registration.email)
        if locked.places is not None and locked.registrations.count() >= locked.places:
            tell_of_places(locked)
    return True


def tell_of_places(event):
    """The last place is taken, or is free again: the kept pages of the event say so in every language."""
    same = EventPage.objects.filter(translation_key=event.translation_key)
    changed(*(page_fact(pk) for pk in same.values_list("pk", flat=True)))


def _confirm(event, email):
    """Write once that the place is kept; nothing typed into the form goes to an address that may be a stranger's."""
    language = active_language()
    council = HomePage.objects.select_related("organisation").ancestor_of(original_of(event)).first()
    shown = (translation_of(event, language) if language != settings.LANGUAGE_CODE else None) or event
    post_to(
        email,
        "event_registered",
        language=language,
        event=shown,
        address=shown.full_url,
        days=event.kept_days,
        organisation=council and council.organisation,
    )


def _answer(event, request, template, status=200, **context):
    response = event.render(request, template=template, context_overrides=context)
    response.status_code = status
    response["X-Robots-Tag"] = "noindex"
    return kept_from_caches(response)
