"""A verb group as the reader knows it, and what can be asked of any."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence

#: Levels of a predicate.
MAIN, SHARED, PURPOSE, COMPLEMENT, RELATIVE, EMBEDDED = "main", "shared", "purpose", "complement", "relative", "embedded"


@dataclass(slots=True)
class Predicate:
    """A verb group.

    Attributes:
        verb: index of the lexical verb.
        start, end: token range of the group, auxiliaries and adverbs inside included (half-open).
        form: ``fin``, ``part`` (past participle without auxiliary of its own), ``ger`` (present participle, gerund), ``inf``.
        incise: whether the verb reports the words around it with its subject after it ("…, a-t-il souligné").
        initial: whether the group opens a list item or a resolution's line, without a subject ("Condamne …").
        level: ``main``; ``shared`` (a participle, gerund or infinitive whose speaker is the subject of ``governor``); ``complement`` (finite, in the
            complement clause of ``governor``); ``relative`` (finite, in a relative clause that goes on with the story: "…, qui l'a remercié"); ``embedded``
            (content, never a cue).
        opener: index of the word that opens the clause of a finite verb; None in a main clause.
        subject: index of the head of the subject; None where it is inherited from ``governor``, or implicit.
    """

    verb: int
    start: int
    end: int
    form: str
    level: str = MAIN
    subject: int | None = None
    governor: Predicate | None = None
    opener: int | None = None
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    imperative: bool = False
    incise: bool = False
    initial: bool = False
    auxiliaries: list[int] = field(default_factory=list)
    rule: str = ""

    def root(self) -> Predicate:
        """The predicate whose subject this one shares, itself where it has its own."""
        seen = self
        while seen.subject is None and seen.governor is not None:
            seen = seen.governor
        return seen


def has_subject(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether the tree gives the verb group a subject of its own."""
    members = {group.verb, *group.auxiliaries}
    return any(s.rels[i].startswith("nsubj") and s.heads[i] in members and s.lowers[i] not in g.never_subjects for i in range(len(s)))


def is_coordinated(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether a coordinator, with adverbs at most, stands right before the verb group: its subject is the one before."""
    i = group.start - 1
    while i >= 0 and s.lowers[i] not in g.coordinators and (s.upos[i] == "ADV" or s.lowers[i] in g.adverbial_words or s.forms[i] == ","):
        i -= 1
    return i >= 0 and s.lowers[i] in g.coordinators


def feature(feats: str, name: str) -> str:
    """A feature with its value ("Number=Sing"), "" where the word has none of that name."""
    at = feats.find(name)
    return "" if at < 0 else feats[at : feats.find("|", at) if "|" in feats[at:] else len(feats)]


def phrase_left(s: Sentence, head: int) -> int:
    """The first token of the noun phrase of ``head``."""
    i = head
    while i > 0 and s.upos[i - 1] in ("DET", "ADJ", "NUM", "PROPN"):
        i -= 1
    return i
