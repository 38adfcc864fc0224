"""The word "no" of every verb that changes the record."""


class Refused(Exception):
    """The verb cannot be done now; str(refusal) is one plain sentence for whoever asked. Nothing has changed."""
