"""Lists of persons: "les coprésidents du Groupe de Minsk (A pour la France, B pour la Fédération de Russie)", "… Advisers: A of France and B of Italy"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.codebook.actors import is_state
from verbale.languages.data import load
from verbale.languages.gazetteer import NAME
from verbale.reading.context import Vocabulary
from verbale.reading.phrases import Mentions
from verbale.reading.text import Piece

#: How many sentences at the head of a document may hold the list.
_LOOK_AHEAD = 3

_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŒА-ЯЁ][^\W\d_]?\.-?){1,3}[A-ZÀ-ÖØ-ÞŒА-ЯЁ][\w'\-]+|[A-ZÀ-ÖØ-ÞŒА-ЯЁ][^\W\d_][\w'.\-]*(?: (?:[^\W\d_]{1,4} )?[A-ZÀ-ÖØ-ÞŒА-ЯЁ][\w'.\-]*){1,5}"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Persons listed behind a common noun, each with the state they speak for.

    ``noun`` is the lower-case noun by which the text refers to them afterwards; ``at`` the offset of the list. Those in brackets are the speakers of
    the text; a list behind a colon only says whom somebody met (``met``).
    """

    noun: str
    persons: tuple[tuple[str, str], ...]
    at: int
    met: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Their states, in the order of the list."""
        return tuple(dict.fromkeys(code for _, code in self.persons))


@lru_cache(maxsize=8)
def _links(language: str) -> re.Pattern[str]:
    """What stands between a person and the state that the person speaks for."""
    return re.compile(rf"\s*(?:{'|'.join(load('languages', language, 'encounter.yaml')['represents'])})\s?$")


@lru_cache(maxsize=8)
def _conjunction(language: str) -> re.Pattern[str]:
    """What coordinates two names."""
    return re.compile(rf"\s(?:{'|'.join(load('languages', language, 'encounter.yaml')['coordination'])})\s")


def find_listing(view: str, pieces: Sequence[Piece], mentions: Mentions, vocabulary: Vocabulary, language: str) -> Listing | None:
    """The list of those who issue or hold an encounter, at the head of a document; None where there is none of two states or more.

    Args:
        view: the document, plain.
        pieces: its sentences.
        mentions: its mentions.
        vocabulary: the language's discourse nouns.
        language: ISO 639-1 code.
    """
    head = [p for p in pieces if p.kind in ("title", "body")][: _LOOK_AHEAD + 1]
    for piece in head[-_LOOK_AHEAD:]:
        for match in re.finditer(r"\(([^()]{10,400})\)", view[piece.start : piece.end]) if piece.kind == "body" else ():
            start = piece.start + match.start(1)
            persons = _persons(view, start, start + len(match.group(1)), mentions, language)
            words = re.findall(r"\w[\w'-]*", re.split("[,;:]", view[piece.start : start].lower())[-1])
            noun = next((word for word in words if word in vocabulary.collectives or word in vocabulary.offices), None)
            if noun is not None and len({code for _, code in persons}) > 1:
                return Listing(noun, tuple(persons), start)
    for piece in head:
        at = view.find(": ", piece.start, piece.end)
        persons = _persons(view, at + 1, piece.end, mentions, language, several=True) if at > 0 else []
        noun = next((word for word in re.findall(r"\w[\w'-]*", view[piece.start : at].lower())[::-1] if word in vocabulary.collectives), None)
        if noun is not None and len({code for _, code in persons}) > 1:
            return Listing(noun, tuple(persons), at, met=True)
    return None


def _persons(view: str, start: int, end: int, mentions: Mentions, language: str, *, several: bool = False) -> list[tuple[str, str]]:
    """Names with the state that each is linked to, the one nearest to it or, with ``several``, all before it ("A and B of Chad")."""
    persons: list[tuple[str, str]] = []
    at = start
    for mention in mentions.within("name", start, end):
        if mention.kind != NAME or not is_state(mention.code):
            continue
        link = _links(language).search(view, at, mention.start)
        names = list(_NAME.finditer(view, at, link.start())) if link else []
        if names:
            listed = [each for name in names for each in _conjunction(language).split(name.group())] if several else [names[-1].group()]
            persons += [(name, mention.code) for name in listed]
        at = mention.end
    return persons
