"""Mail servers that behave badly, for letters about deadlines."""

import smtplib

from django.core.mail.backends.locmem import EmailBackend


class RefusingPost(EmailBackend):
    """Takes every letter but those to the refused addresses."""

    refused: set[str] = set()

    def send_messages(self, messages):
        for message in messages:
            if address := next((each for each in message.to if each in self.refused), None):
                raise smtplib.SMTPRecipientsRefused({address: (550, b"no such mailbox")})
        return super().send_messages(messages)


class ClosedPost(EmailBackend):
    """Lets nobody in."""

    def open(self):
        raise ConnectionRefusedError("nobody answers")


class CuttingPost(EmailBackend):
    """Takes the letter and hangs up before saying so."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise smtplib.SMTPServerDisconnected("connection lost")


class CrowdedPost(EmailBackend):
    """While it takes a letter, another process runs the reminders."""

    meanwhile = None

    def send_messages(self, messages):
        if (run := type(self).meanwhile) is not None:
            type(self).meanwhile = None
            run()
        return super().send_messages(messages)
