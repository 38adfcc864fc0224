"""The words of the text against one another."""

from resolutions.reading.checks import alias_mismatch, two_names, unbalanced_quotes


def quotes(subject):
    for warning in unbalanced_quotes(subject.paragraphs):
        yield warning.line, warning.message


def names_differ(subject):
    for warning in two_names(subject.paragraphs):
        yield warning.line, warning.message


def aliases(subject):
    for warning in alias_mismatch(subject.paragraphs):
        yield warning.line, warning.message
