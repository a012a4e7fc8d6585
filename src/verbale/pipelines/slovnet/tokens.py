"""The words of a sentence as the models are to read them.

The models were trained on text where names stand alone and abbreviations are rare. A name with its initials ("С.В.Лавров", "С. В. Лавров") is one word here,
read by its surname, and an abbreviation is one word, read as what it stands for in a case that fits. Forms and offsets stay those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from verbale.pipelines.slovnet.rules import Rules

_SURNAME = r"[А-ЯЁA-Z][а-яёa-z]+(?:-[А-ЯЁA-Z]?[а-яёa-z]+)*|[А-ЯЁ]{3,}(?:-[А-ЯЁ]+)?"
_SPACE = r"[ \u00a0]?"
_COUNTED = re.compile(r"(?:\d|[IVX])\s*$")
#: Characters before an abbreviation in which the number that it belongs to ends.
_NEAR = 6


class Word(NamedTuple):
    """A word of a sentence: offsets, and the form that the models are given."""

    start: int
    end: int
    read: str


class Tokenizer:
    """Cuts sentences into words.

    Args:
        rules: the language's abbreviations and ordinals.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._pattern = _pattern(rules)

    def words(self, text: str) -> list[Word]:
        """The words of a sentence, in order; together they hold every character that is no white space."""
        found: list[Word] = []
        shouted = text.isupper() and text.count(" ") > 1
        last = len(text.rstrip())
        for match in self._pattern.finditer(text):
            kind, form = match.lastgroup, match.group()
            if kind == "abbreviation":
                found += self._abbreviation(text, *match.span(), found[-1].read.lower() if found else "", match.end() >= last)
                continue
            if kind == "name":
                form = re.split(r"[. \u00a0]", form)[-1]
                form = form.capitalize() if form.isupper() else form
            elif kind == "number" and not form[-1].isdigit():
                form = self._rules.ordinals.get(re.split(r"[\d-]", form)[-1], form)
            elif kind == "word" and shouted:
                form = form.lower()
            found.append(Word(*match.span(), form))
        return found

    def _abbreviation(self, text: str, start: int, end: int, before: str, last: bool) -> Iterator[Word]:
        """An abbreviation as one word; as a word and a full stop where it cannot be one.

        Args:
            text: the sentence.
            start: where the abbreviation begins.
            end: where it ends.
            before: the word before it, in lower case.
            last: whether nothing follows it.
        """
        rules = self._rules
        short = re.sub(r"\s", "", text[start:end])
        counted = _COUNTED.search(text[max(0, start - _NEAR) : start]) is not None
        if (short in rules.after_number and not counted) or (short in rules.before_noun and last):
            yield Word(start, end - 1, text[start : end - 1])
            yield Word(end - 1, end, ".")
        elif short in rules.cased and not (counted and short in rules.not_cased_after_number):
            yield Word(start, end, rules.cased[short][1 if before in rules.locative else 2 if before in rules.instrumental else 0])
        else:
            yield Word(start, end, rules.abbreviations[short])


def _pattern(rules: Rules) -> re.Pattern[str]:
    """The pattern of a word; case counts, because names are told by their capitals. Every repetition is bounded by what follows it: no text is slow."""
    initial = rf"(?:[А-ЯЁA-Z]|{'|'.join(map(re.escape, rules.initials))})\.(?:\s?-\s?[А-ЯЁA-Z]\.)?"
    spaced = sorted((_SPACE.join(re.findall(r"[^.]+\.?", short)).replace(".", r"\.") for short in rules.abbreviations), key=len, reverse=True)
    return re.compile(
        rf"""
          (?P<name>(?<![\w.])(?:{initial}{_SPACE}){{1,3}}(?:{_SURNAME}))(?![\w])
        | (?P<abbreviation>(?<![\w.\-])(?:{"|".join(spaced)})(?![\w]))
        | (?P<initials>(?<![\w.])(?:[А-ЯЁA-Z]\.){{2,3}})
        | (?P<number>\d+(?:[.,:/]\d+)*(?:-?[а-яё]{{1,3}}\b)?(?:-\d+)*)
        | (?P<word>[^\W\d_]+(?:[-'][^\W_]+)*(?:-\d+)?|[^\W_]+(?:[-'][^\W_]+)*)
        | (?P<mark>\.\.\.|\?!|!\?|--|[^\w\s]|_)
        """,
        re.VERBOSE,
    )
