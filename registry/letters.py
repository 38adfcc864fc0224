"""Letters to people and organisations, with an account or without."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from registry.models import Contact
from registry.tasks import send_letter

# A council writes to its people in Russian, whatever language the sender's screen speaks.
LANGUAGE = "ru"


def address_of(person) -> str:
    """Where to write to the person: the account's e-mail, else the e-mail on the card, else nothing."""
    if person.user_id and person.user.email:
        return person.user.email
    email = person.contacts.filter(kind=Contact.Kind.EMAIL).first()
    return email.value if email else ""


def post(person, template: str, **context) -> str:
    """Send the letter once the transaction is kept; return the address, empty where there is none.

    ``template`` names ``templates/letters/<template>.txt``, whose first line is the subject.
    """
    address = address_of(person)
    if address:
        post_to(address, template, person=person, **context)
    return address


def post_to(address: str, template: str, /, *, language: str = LANGUAGE, **context):
    """Send the letter to whoever gave this address, in the language they read, once the transaction is kept."""
    with translation.override(language):
        words = {"site": settings.WAGTAILADMIN_BASE_URL, **context}
        subject, _newline, body = render_to_string(f"letters/{template}.txt", words).strip().partition("\n")
    transaction.on_commit(lambda: send_letter.enqueue(address, subject.strip(), body.strip() + "\n"))


def deliver(address: str, subject: str, body: str):
    """Hand one letter to the mail server."""
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
