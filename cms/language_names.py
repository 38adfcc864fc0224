"""How a language calls itself, known before Django is set up."""

from django.conf.locale import LANG_INFO


def name_of_language(code: str) -> str:
    """In its own words, or the code where Django does not know the language."""
    own = LANG_INFO.get(code, {}).get("name_local", code)
    return own[:1].upper() + own[1:]
