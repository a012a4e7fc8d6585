"""Grammatical case, in languages that mark with it what others mark with prepositions (``case_markers`` in ``grammar.yaml``)."""

from __future__ import annotations

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.predicate import feature

#: How far left of a noun its preposition may stand.
_REACH = 8


def case_marker(s: Sentence, g: Grammar, i: int) -> str:
    """The marker that the case of the word at ``i`` stands for: ``obj`` for subjects and objects, "" where the language or the word has no case."""
    if not g.case_markers:
        return ""
    return g.case_markers.get(feature(s.feats[i], "Case=").removeprefix("Case="), "")


def governing_preposition(s: Sentence, g: Grammar, i: int, start: int = 0) -> str:
    """The preposition before the noun at ``i``, no further left than ``start`` and over the words that agree with it; "" where it is bare."""
    left = i - 1
    while left >= max(start, i - _REACH) and s.upos[left] in ("DET", "ADJ", "NUM", "ADV", "PART", "CCONJ", "PUNCT") and s.lowers[left] not in g.prepositions:
        if s.upos[left] in ("CCONJ", "PUNCT") and s.upos[left - 1] != "ADJ":
            return ""
        left -= 1
    if left < start:
        return ""
    return s.lowers[left] if s.upos[left] == "ADP" or s.lowers[left] in g.prepositions else ""


def stands_in(s: Sentence, g: Grammar, i: int, marker: str) -> bool:
    """Whether the noun or pronoun at ``i`` stands bare in the case of ``marker``."""
    return s.upos[i] in ("NOUN", "PROPN", "PRON", "DET") and case_marker(s, g, i) == marker and not governing_preposition(s, g, i)
