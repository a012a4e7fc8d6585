"""Strength on the act's scale: base, intensifiers, superlatives, softeners (codebook section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from verbale.languages.lexicon import Lexicon
from verbale.pipelines.sentence import Sentence
from verbale.reading.cues import Found


@dataclass(frozen=True)
class _Modifiers:
    words: dict[str, int]
    #: First word → phrases that begin with it: rank (the longest first), words, step.
    phrases: dict[str, list[tuple[int, list[str], int]]]


@lru_cache(maxsize=8)
def _modifiers(superlatives: tuple[str, ...], intensifiers: tuple[str, ...], softeners: tuple[str, ...]) -> _Modifiers:
    words: dict[str, int] = {}
    phrases: list[tuple[list[str], int]] = []
    for values, step in ((superlatives, 2), (intensifiers, 1), (softeners, -1)):
        for value in values:
            parts = value.lower().replace("'", "' ").split()
            if len(parts) == 1:
                words.setdefault(parts[0], step)
            else:
                phrases.append((parts, step))
    phrases.sort(key=lambda item: -len(item[0]))
    by_first: dict[str, list[tuple[int, list[str], int]]] = {}
    for rank, (parts, step) in enumerate(phrases):
        by_first.setdefault(parts[0], []).append((rank, parts, step))
    return _Modifiers(words, by_first)


def strength(s: Sentence, found: Found, lexicon: Lexicon, limit: int) -> tuple[int, tuple[str, ...]]:
    """The strength of a cue and the words that moved it.

    Args:
        s: the sentence.
        found: the cue.
        lexicon: for its modifiers.
        limit: token index where the cue's clause ends.

    Returns:
        a number from 1 to 5, and the modifying words as written.
    """
    table = _modifiers(lexicon.superlatives, lexicon.intensifiers, lexicon.softeners)
    start, end = found.start, found.end
    while start > 0 and s.upos[start - 1] == "ADV" and (found.predicate.form in ("ger", "part", "inf") or not found.predicate.auxiliaries):
        start -= 1
    while end < limit and s.upos[end] == "ADV":
        end += 1
    step = 0
    words: list[str] = []
    window = s.lowers[start : min(limit, end + 12)]
    there = [
        (rank, at, parts, value)
        for at, word in enumerate(window)
        for rank, parts, value in table.phrases.get(word, ())
        if window[at : at + len(parts)] == parts
    ]
    for _, at, parts, value in sorted(there):
        if at < end - start + 1 or parts[0] in lexicon.adverbial_openers:
            step, words = step + value, [*words, " ".join(parts)]
            break
    fixed = (*found.cue.fixed, *(found.light.fixed if found.light else ()))
    own = {form for forms in fixed for form in forms}  # the cue's own words ("make clear") do not modify it
    zone = s.lowers[start:end]
    if found.noun is not None and found.noun >= found.start:
        zone = s.lowers[start : max(end, found.noun + 3)]
    for offset, word in enumerate(zone):
        change = table.words.get(word) if start + offset not in (found.predicate.verb, found.noun) and word not in own else None
        if change is not None and not any(word in phrase.split() for phrase in words):
            if start + offset >= end and s.upos[start + offset] != "ADJ":
                continue
            step, words = step + change, [*words, word]
            break
    return max(1, min(5, found.cue.strength + step)), tuple(words)
