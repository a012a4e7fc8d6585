"""Reiterated, hypothetical, negated (codebook section 3)."""

from __future__ import annotations

from functools import lru_cache

from verbale.languages.grammar import Grammar, grammar
from verbale.reading.cues import Found
from verbale.reading.parse import Sentence


@lru_cache(maxsize=8)
def _again(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.replace("'", "' ").split()) for phrase in grammar(language).words["again"])


def is_reiterated(s: Sentence, found: Found, limit: int, g: Grammar) -> tuple[bool, str]:
    """Whether the cue says that it was said before, and the rule that says so."""
    if found.light is not None and found.light.cls == "repeat":
        return True, f"verb of repeating ({found.light.head})"
    if found.cue.reiterated:
        return True, f"the cue itself repeats ({found.cue.id})"
    window = s.lowers[found.start : min(limit, found.end + 6)]
    for phrase in _again(g.language):
        for at in range(len(window) - len(phrase) + 1):
            if tuple(window[at : at + len(phrase)]) == phrase:
                return True, f"adverb ({' '.join(phrase)})"
    return False, ""


def is_hypothetical(s: Sentence, content: tuple[int, int] | None, g: Grammar) -> tuple[bool, str]:
    """Whether the content is a possible, not an actual, fact, and the word that says so."""
    if content is None:
        return False, ""
    words = g.words
    for i in range(content[0], content[1]):
        lower = s.lowers[i]
        if lower in words["hypothetical_words"]:
            return True, f"word ({lower})"
        if lower in words["hypothetical_nouns"] and i - content[0] <= 4:
            return True, f"noun ({lower})"
        if lower in words["hypothetical_openers"] and s.upos[i] in ("SCONJ", "ADP"):
            return True, f"conditional clause ({lower})"
        if s.upos[i] in ("VERB", "AUX") and (is_conditional(lower, g) or "Mood=Cnd" in s.feats[i]):
            return True, f"conditional ({lower})"
        if lower == "toute" and i + 2 < content[1] and s.lowers[i + 1] in ("nouvelle", "tentative", "atteinte", "violation", "escalade", "ingérence", "action", "agression"):
            return True, f"any possible ({lower} {s.lowers[i + 1]})"
    return False, ""


def is_conditional(lower: str, g: Grammar) -> bool:
    """Whether a form is a conditional by the inflection tables, or by its ending where they do not know it."""
    slots = g.slots(lower)
    if slots:
        return slots == {"cond"}
    return lower.endswith(tuple(g.words["conditional_endings"])) and not lower.endswith(("aurais", "fraiss"))


def is_negated(found: Found) -> bool:
    """Whether the speaker is said not to perform the act."""
    return found.predicate.negated and not found.cue.negative and not (found.light is not None and found.light.negative)
