"""The words of a text as the register's index has them: folded, without clitics, each as its base form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from verbale.languages.data import languages
from verbale.pipelines.base_forms import fold

#: Letters and digits with the accents that stand behind them, and the apostrophe within a word, on either side of which a clitic may stand.
_WORD = re.compile(r"((?<=[\w\u0300-\u036f])['’ʼ])?((?:[^\W_ʼ][\u0300-\u036f]*)+)(?=(['’ʼ](?=[^\W_ʼ]))?)")

#: The longest clitic ("qu'"): a piece as short before an apostrophe is left out, in texts and in queries alike; what stands behind one is a word ("l'UE"),
#: but for the English endings.
_CLITIC = 2
_ENDINGS = frozenset(("s", "t", "d", "m", "ll", "re", "ve"))

#: Longer pieces are no words; they are cut here, so that no text makes an index entry of a megabyte.
_LONGEST = 64


class Token(NamedTuple):
    """A word where it stands: its folded form, and its offsets in the text."""

    form: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order.

    Args:
        text: any text.

    Yields:
        each word with its offsets (code points); "l'intégrité" and "Ukraine's" are one word each.
    """
    for match in _WORD.finditer(text):
        if _counts(*match.groups()):
            yield from (Token(form, match.start(2), match.end(2)) for form in _forms(match[2]))


def forms(text: str) -> Iterator[str]:
    """The words of a text, folded, in order; as :func:`tokens`, but for where they stand."""
    for before, word, after in _WORD.findall(text):
        if not (before or after) or _counts(before, word, after):
            yield from _forms(word)


def _counts(before: str | None, word: str, after: str | None) -> bool:
    """Whether a piece is a word of its own, and no clitic before or behind an apostrophe."""
    return not (after and len(word) <= _CLITIC or before and word.lower() in _ENDINGS)


@lru_cache(maxsize=1 << 16)  # the same words come back all the time
def _forms(word: str) -> tuple[str, ...]:
    """A word folded; several where folding took a letter apart into more than letters."""
    folded = fold(word[:_LONGEST])[:_LONGEST]
    return (folded,) if folded.isalnum() else tuple(re.findall(r"[^\W_]+", folded))


class Keys:
    """Base forms by language, looked up once a word.

    The tables behind them are loaded when a word is first asked for that :meth:`learn` did not bring.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[str, str]] = {}

    def learn(self, language: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Take base forms from a register's own vocabulary."""
        self._known.setdefault(language, {}).update(pairs)

    def of(self, language: str, form: str) -> str:
        """The base form of a folded word."""
        known = self._known.setdefault(language, {})
        key = known.get(form)
        if key is None:
            from verbale.pipelines.base_forms import base_forms

            key = known[form] = _one_word(base_forms(language)(form)) or form
        return key

    def table(self, language: str) -> Mapping[str, str]:
        """The base forms that are known so far; it grows with :meth:`of`."""
        return self._known.setdefault(language, {})

    def learnt(self, language: str, form: str) -> str:
        """The base form as far as it was learnt, else the word; no table is loaded."""
        return self._known.get(language, {}).get(form, form)

    def knows(self, language: str, form: str) -> bool:
        """Whether a word needs no table."""
        return form in self._known.get(language, ())


def _one_word(base: str) -> str:
    """A base form of several words ("se_souvenir") as the index can hold it."""
    return base if base.isalnum() else "".join(character for character in base if character.isalnum())


def languages_of(form: str) -> tuple[str, ...]:
    """The languages that could have a word, by its letters: Cyrillic ones are Russian, others are not."""
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in form)
    return tuple(code for code in languages() if (code == "ru") == cyrillic)
