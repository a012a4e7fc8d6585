"""Base forms of single words, without their sentence: what a search needs, where inflection must not matter and a query is a word or two.

French and English come from simplemma's tables (MIT; compiled by its author from Wiktionary and other lexicons, see its README), Russian from pymorphy3 with
OpenCorpora's dictionary (CC BY-SA). The verbs that a language's ``verbs.yaml`` conjugates come first: there a participle is a form of its verb.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from verbale.languages.inflection import verb_readings

#: Folded form → folded base form.
BaseForms = Callable[[str], str]

_LETTERS = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]


def _plain(code: int) -> str:
    return "".join(character for character in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(character))


#: Latin letters without their accents, ligatures spelt out, and Russian ё as е; й is a letter of its own. Accents that no letter takes go as well.
_FOLDED = (
    dict.fromkeys(range(0x300, 0x370), "")
    | {code: _plain(code) for code in _LETTERS}
    | {ord("œ"): "oe", ord("æ"): "ae", ord("ø"): "o", ord("đ"): "d", ord("ł"): "l", ord("ё"): "е"}
)


def fold(text: str) -> str:
    """A text without case and accents, so that two spellings of a word are one."""
    text = text.casefold()
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_FOLDED)


@lru_cache(maxsize=8)
def base_forms(language: str) -> BaseForms:
    """What gives the base form of a language's words; words that nobody knows are their own. Loading takes up to a second.

    Args:
        language: ISO 639-1 code.
    """
    verbs = {fold(form): fold(min(readings)) for form, readings in verb_readings(language).items()}
    general = _russian() if language == "ru" else _from_table(language)
    return lambda form: verbs.get(form) or general(form)


def _from_table(language: str) -> BaseForms:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    known: dict[str, str] = {}
    for form, base in DefaultDictionaryFactory().get_dictionary(language).items():
        known.setdefault(fold(form), fold(base))
    return lambda form: known.get(form, form)


_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")


def _russian() -> BaseForms:
    import pymorphy3

    analyzer = pymorphy3.MorphAnalyzer(lang="ru")

    def base(form: str) -> str:
        if not _CYRILLIC.fullmatch(form):  # pymorphy3 looks other letters up by name, and fails where one has none
            return form
        readings = analyzer.parse(form)
        return fold(readings[0].normal_form) if readings else form

    return base
