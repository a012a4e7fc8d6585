"""Reiterated, hypothetical, negated (codebook section 3)."""

from __future__ import annotations

from functools import lru_cache

from verbale.languages.grammar import Grammar, grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.cues import Found


@lru_cache(maxsize=8)
def _again(language: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of repetition by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in grammar(language).words["again"]:
        words = tuple(phrase.replace("'", "' ").split())
        found.setdefault(words[0], []).append(words)
    return found


def is_reiterated(s: Sentence, found: Found, limit: int, g: Grammar) -> str:
    """The rule by which the cue says that it was said before; "" where it does not."""
    if found.light is not None and found.light.cls == "repeat":
        return f"verb of repeating ({found.light.head})"
    if found.cue.reiterated:
        return f"the cue itself repeats ({found.cue.id})"
    start = found.start
    while start and s.upos[start - 1] in ("ADV", "PART"):
        start -= 1
    window = s.lowers[start : min(limit, found.end + 6)]
    phrases = _again(g.language)
    for at, word in enumerate(window):
        for phrase in phrases.get(word, ()):
            if tuple(window[at : at + len(phrase)]) == phrase:
                return f"adverb ({' '.join(phrase)})"
    return ""


def is_hypothetical(s: Sentence, content: tuple[int, int] | None, g: Grammar, act: str, subject: tuple[int, int] | None = None, cue: int = 0) -> str:
    """The rule and the word by which the content is a possible, not an actual, fact; "" where it is none.

    Args:
        s: the sentence.
        content: token range of what is said.
        g: the function words.
        act: the act; what is warned of is possible by its nature, and what is reported in the conditional of the past is not ("que X reprendrait").
        subject: the subject of which the author says something ("toute attaque aurait des conséquences").
        cue: the token where the cue begins; a condition may stand before it ("В случае нападения им будет дан отпор").
    """
    if subject is not None and act == "warn":
        return "a warning of what its subject would bring"
    conditions = _conditions(g.language)
    before = range(cue if act == "warn" and g.case_markers else 0)
    front = next(
        (
            i
            for i in before
            if s.lowers[i] in g.words["hypothetical_openers"]
            and s.upos[i] == "SCONJ"
            or any(s.lowers[i : i + len(phrase)] == phrase for phrase in conditions.get(s.lowers[i], ()))
        ),
        None,
    )
    if front is not None:
        return f"condition ({s.lowers[front]})"
    if content is None:
        return ""
    words, nouns, openers = g.words["hypothetical_words"], g.words["hypothetical_nouns"], g.words["hypothetical_openers"]
    possible, inverting = g.words["any"], g.words["inverting_conditions"]
    for i in range(content[0], content[1]):
        lower = s.lowers[i]
        if lower in words and not _is_real(s, i, content[0], g):
            return f"word ({lower})"
        if lower in nouns and i - content[0] <= 4 and s.rels[i] != "compound":  # not "risk reduction"
            return f"noun ({lower})"
        if lower in openers and s.upos[i] in ("SCONJ", "ADP"):
            return f"conditional clause ({lower})"
        if (
            s.upos[i] in ("VERB", "AUX")
            and not _is_real(s, i, content[0], g)
            and (is_conditional(lower, g) or "Mood=Cnd" in s.feats[i])
            and (act == "warn" or _is_unreal(s, content, i, g))
        ):
            return f"conditional ({lower})"
        if lower in possible and _is_any_possible(s, content, i, act, g):
            return f"any possible ({lower} {s.lowers[i + 1]})"
        if lower in conditions and any(s.lowers[i : min(content[1], i + len(phrase))] == phrase for phrase in conditions[lower]):
            return f"condition ({lower})"
        if lower in inverting and _is_before_its_subject(s, i):
            return f"condition ({lower})"
    return ""


def _is_real(s: Sentence, i: int, start: int, g: Grammar) -> bool:
    """Whether a word of possibility makes no fact a possible one: "возможные пути" to an aim, "X возможно лишь …", "кто бы ни", "хотели бы"."""
    if not g.case_markers:
        return False
    ways = i + 1 < len(s) and s.lowers[i + 1] in g.words["possible_ways"]
    said = any(s.heads[k] == i and s.rels[k].startswith("nsubj") for k in range(len(s)))
    particle = s.lowers[i] in g.words["other_clitics"]
    return ways or said or particle and (i == start or any(lower in g.words["distant_negation"] for lower in s.lowers[i + 1 : i + 4]))


def _is_unreal(s: Sentence, content: tuple[int, int], i: int, g: Grammar) -> bool:
    """Whether a conditional tells what would be: not a past future in indirect speech, nor a modal, nor hearsay ("selon lesquelles")."""
    if any(lemma in g.words["modals"] for lemma in g.lemmas(s.lowers[i])):
        return False
    if s.lowers[content[0]] in g.that and i - content[0] > 2:
        return False
    before = s.lowers[content[0] : i]
    return not any(lower in g.words["hearsay"] for lower in before) and any(lower in g.relatives or lower in g.that for lower in before)


def _is_any_possible(s: Sentence, content: tuple[int, int], i: int, act: str, g: Grammar) -> bool:
    """As in "toute nouvelle atteinte": in a refusal or a warning whatever comes first; elsewhere with a word that makes it a new one."""
    if i + 1 >= content[1]:
        return False
    return act in ("warn", "reject") and i - content[0] <= 3 or s.lowers[i + 1] in g.words["any_new"]


def _is_before_its_subject(s: Sentence, i: int) -> bool:
    """As in "…, should the parties so wish": an auxiliary that opens a condition."""
    return i > 0 and s.forms[i - 1] == "," and i + 1 < len(s) and s.upos[i + 1] in ("DET", "NOUN", "PROPN", "PRON", "ADJ")


@lru_cache(maxsize=8)
def _conditions(language: str) -> dict[str, list[list[str]]]:
    """Conjunctions of several words that open a condition ("pour autant que", "dès lors que"), by their first."""
    found: dict[str, list[list[str]]] = {}
    for phrase in grammar(language).words["conditions"]:
        words = phrase.replace("'", "' ").split()
        found.setdefault(words[0], []).append(words)
    return found


def is_conditional(lower: str, g: Grammar) -> bool:
    """Whether a form is a conditional by the inflection tables, or by its ending where they do not know it."""
    slots = g.slots(lower)
    if slots:
        return slots == {"cond"}
    return lower.endswith(tuple(g.words["conditional_endings"])) and not lower.endswith(tuple(g.words["no_conditional_endings"]))


def is_negated(found: Found) -> bool:
    """Whether the speaker is said not to perform the act."""
    return found.predicate.negated and not found.cue.negative and not (found.light is not None and found.light.negative)
