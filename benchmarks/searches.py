"""Searches as people make them, drawn from what a register holds."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

from benchmarks.maker import Maker

from verbale.record import Record, Statement


@dataclass(frozen=True, slots=True)
class Search:
    """Words and filters."""

    text: str
    filters: dict[str, Any]

    def __str__(self) -> str:
        return " ".join([self.text, *(f"{name}={value}" for name, value in self.filters.items())])


class Searches:
    """Draws searches from statements of the register, so that most of them find something.

    Args:
        maker: makes the records.
        statements: how many of them the smallest register holds.
    """

    def __init__(self, maker: Maker, statements: int) -> None:
        self._maker = maker
        self._chance = random.Random("searches")  # noqa: S311 - the same numbers each time are the point
        self._records = sum(1 for _ in maker.records(statements))
        self._times = Counter(word for template in maker.templates for one in template.record.statements for word in _words(one.evidence.text))

    def draw(self, count: int) -> list[Search]:
        """So many searches."""
        return [self._one() for _ in range(count)]

    def _statement(self) -> tuple[Record, Statement]:
        while True:
            _, record = self._maker(self._chance.randrange(self._records))
            if record.statements:
                return record, self._chance.choice(record.statements)

    def _one(self) -> Search:
        record, statement = self._statement()
        words = _words(statement.evidence.text)
        filters = self._filters(record, statement)
        if self._chance.random() < 0.1:
            filters["sort"] = self._chance.choice(("newest", "oldest", "strongest"))
        return Search(self._text(words), filters)

    def _text(self, words: list[str]) -> str:
        """One to three words, a phrase, or a beginning."""
        chance = self._chance
        kind = chance.choices(("words", "phrase", "beginning"), (60, 25, 15))[0]
        if kind == "phrase" and len(words) > 1:
            length = min(chance.choice((2, 2, 3, 4)), len(words))
            begin = chance.randrange(len(words) - length + 1)
            return f'"{" ".join(words[begin : begin + length])}"'
        long = [word for word in words if len(word) > 3] or words
        if kind == "beginning":
            word = self._word(long)
            return f"{word[: max(4, len(word) * 2 // 3)]}*"
        return " ".join(dict.fromkeys(self._word(long) for _ in range(chance.choice((1, 1, 2, 2, 3)))))

    def _word(self, words: list[str]) -> str:
        """Any of them, so that frequent ones come often; or the rarest of a few."""
        few = [self._chance.choice(words) for _ in range(self._chance.choice((1, 1, 4)))]
        return min(few, key=lambda word: self._times[word])

    def _filters(self, record: Record, statement: Statement) -> dict[str, Any]:
        """One to three; one in ten from another statement, so that some searches find little or nothing."""
        chosen: dict[str, Any] = {}
        for _ in range(self._chance.choice((1, 1, 2, 2, 3))):
            its = self._statement() if self._chance.random() < 0.1 else (record, statement)
            name, value = self._chance.choice(_possible(*its, self._chance))
            chosen[name] = value
        return chosen


def _words(text: str) -> list[str]:
    from verbale.register.words import tokens

    return [text[token.start : token.end] for token in tokens(text)]


def _possible(record: Record, statement: Statement, chance: random.Random) -> list[tuple[str, Any]]:
    """The filters that find a statement."""
    year = int((record.document.published or "2000")[:4])
    found: list[tuple[str, Any]] = [
        ("act", statement.act if chance.random() < 0.7 else f"{statement.act},support"),
        ("speaker", chance.choice(statement.speaker)),
        ("since", str(year - chance.randrange(6))),
        ("until", f"{year + chance.randrange(6)}-12"),
    ]
    if statement.strength > 1:
        found.append(("min_strength", statement.strength))
    for name, codes in (("addressee", statement.addressee), ("target", statement.target), ("topic", statement.topics), ("place", statement.places)):
        if codes:
            found.append((name, chance.choice(codes)))
    return found
