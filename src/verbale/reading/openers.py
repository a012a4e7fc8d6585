"""Words that open clauses: where one stands, and what kind of clause it opens."""

from __future__ import annotations

from collections.abc import Collection

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.predicate import COMPLEMENT, EMBEDDED, RELATIVE, Predicate


def find_opener(s: Sentence, g: Grammar, start: int, end: int, taken: Collection[int] = ()) -> int | None:
    """The last clause opener between two finite verbs, None where there is none.

    ``taken`` are tokens that belong to other verbs: the "while" of "while condemning".
    """
    for i in range(end - 1, start - 1, -1):
        lower = s.lowers[i]
        if lower not in g.openers or i in taken:
            continue
        if lower in g.that and i and not is_litotes(s, g, i - 1) and (s.lowers[i - 1] in g.before_that or _is_restrictive(s, g, i)):
            continue
        if lower in g.that and s.upos[i] == "DET":
            continue
        if lower in g.words["openers_unless_preposition"] and (s.upos[i] == "ADP" or s.rels[i] == "case" or _is_participle(s, i)):
            continue
        if lower in g.words["openers_unless_adverb"] and s.upos[i] in ("ADV", "PART") and s.rels[i] == "advmod":
            continue
        return i
    return None


def _is_participle(s: Sentence, i: int) -> bool:
    """Whether a word that may open a clause is a participle that a preposition follows ("the support provided by Allies")."""
    return s.upos[i] == "VERB" and i + 1 < len(s) and s.upos[i + 1] == "ADP"


def is_litotes(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether the word at ``i`` ends "pas moins" ("n'en avertit pas moins que"), which denies nothing."""
    return i > 0 and (s.lowers[i - 1], s.lowers[i]) == tuple(g.words["litotes"])


def _is_restrictive(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether the complementiser at ``i`` belongs to "ne … que"."""
    window = range(max(0, i - 6), i)
    return any(s.lowers[j] in g.negators for j in window) and not any(s.lowers[j] in g.negation_words for j in window) and s.upos[i] != "PRON"


def embedded_kind(s: Sentence, g: Grammar, opener: int, before: list[Predicate], verb: int | None = None) -> tuple[str, str]:
    """The level of the clause that the opener opens, and the rule that says so.

    ``verb`` is the clause's own verb: where the tree makes it the complement of the verb before, an addressee may stand between ("told the President that").
    """
    lower = s.lowers[opener]
    previous = s.lowers[opener - 1] if opener else ""
    taken_up = bool(g.case_markers) and s.upos[opener] == "PRON" and previous in g.prepositions and lower not in g.that  # "…, в связи с чем"
    if lower in g.relatives or taken_up:
        return RELATIVE if _goes_on(s, g, opener) else EMBEDDED, f"relative clause ({lower})"
    if lower in g.complementisers and previous not in g.adverbial_that and before and s.upos[opener] != "PRON":
        above = before[-1]
        told = verb is not None and s.rels[verb] in g.words["zero_complementisers"] and s.heads[verb] == above.verb
        noun = any(s.upos[j] in ("NOUN", "PROPN") and j > above.verb for j in range(max(above.end, opener - 1), opener))
        if opener - above.end <= 6 and (not noun or any(lemma in g.words["opining"] for lemma in g.lemmas(previous) or (previous,))) or told:
            return COMPLEMENT, f"complement clause ({lower})"
    if lower in g.that and s.upos[opener] == "PRON" and _goes_on(s, g, opener):
        return RELATIVE, f"relative clause ({lower})"
    return EMBEDDED, f"subordinate clause ({lower})"


def _goes_on(s: Sentence, g: Grammar, relative: int) -> bool:
    """Whether a relative clause goes on with the story and does not restrict its noun: a comma, or a comma and a demonstrative (", ce que"), before it."""
    start = relative
    if start > 2 and s.lowers[start - 1] in g.words["resumptive"]:
        start -= 1  # "…, a proposal that the Secretary welcomed": the noun takes up what was said
        while start > 1 and s.upos[start - 1] in ("DET", "ADJ", "ADV"):
            start -= 1
        return s.forms[start - 1] == ","
    if start > 1 and s.upos[start - 1] == "NOUN" and s.upos[start - 2] == "ADP" and s.lowers[relative] not in g.words["subject_relatives"]:
        start -= 2  # "au cours desquels"
    elif start and (s.upos[start - 1] == "ADP" or s.lowers[start - 1] in g.prepositions):
        start -= 1
        start = s.heads[start] if s.rels[start] == "fixed" and s.heads[start] < start else start  # "в связи с чем"
    return start > 0 and (s.forms[start - 1] == "," or s.lowers[start - 1] in g.words["demonstratives"] and start > 1 and s.forms[start - 2] == ",")


def complement_governor(opener: int, before: list[Predicate]) -> Predicate | None:
    """The predicate whose complement the opener opens."""
    return next((p for p in reversed(before) if p.end <= opener), None)
