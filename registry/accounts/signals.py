"""What must follow when a role, a membership, an e-mail or a second factor changes."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from registry.accounts import second_factor

User = get_user_model()


@receiver([post_save, post_delete], sender="registry.CouncilRole")
@receiver([post_save, post_delete], sender=Authenticator)
@receiver(m2m_changed, sender=User.groups.through)
def ask_for_the_second_factor_again(**kwargs):
    second_factor.ask_again()


@receiver(pre_save, sender=User)
def write_emails_in_small_letters(instance, **kwargs):
    """A log-in and a password reset look an e-mail up in small letters."""
    instance.email = (instance.email or "").lower()


@receiver(post_save, sender=User)
def forget_former_emails(instance, created, update_fields, **kwargs):
    """The e-mail in the account is the only one; a former one must not open it with a password reset."""
    if not created and (update_fields is None or "email" in update_fields):
        EmailAddress.objects.filter(user=instance).exclude(email=instance.email).delete()
