"""What arcs and relations lose, before the best tree is sought, when the tags all but rule them out.

Amounts are log-probabilities, as the network's scores are. Where a rule has exceptions in good prose it costs :data:`UNLIKELY`, which a confident network
overrules, else :data:`IMPOSSIBLE`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verbale.pipelines.slovnet.grammar import NOMINAL, Tag, may_be_subject
from verbale.pipelines.slovnet.models import Floats
from verbale.pipelines.slovnet.network import Scores
from verbale.pipelines.slovnet.rules import Rules

UNLIKELY, IMPOSSIBLE = 4.0, 12.0

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
_DASHES = frozenset("–—-:")

#: Kinds of tags that rules ask for.
_KINDS: dict[str, Callable[[Tag], bool]] = {
    "adposition": lambda tag: tag.upos == "ADP",
    "conjunction": lambda tag: tag.upos == "CCONJ",
    "subordinator": lambda tag: tag.upos == "SCONJ",
    "mark": lambda tag: tag.upos == "PUNCT",
    "name": lambda tag: tag.upos == "PROPN",
    "nominal": lambda tag: tag.upos in NOMINAL,
    "describable": lambda tag: tag.upos in NOMINAL or tag.upos == "ADV",
    "declined": lambda tag: tag.upos == "NOUN" and tag.get("Case") != "",
    "nominative": lambda tag: tag.get("Case") == "Nom" and tag.upos in ("NOUN", "PROPN", "PRON"),
    "subject": lambda tag: tag.get("Case") == "Nom" and tag.upos in ("NOUN", "PROPN", "PRON", "NUM"),
    "finite": lambda tag: tag.finite,
    "predicative": lambda tag: tag.predicative,
    "converb": lambda tag: tag.get("VerbForm") == "Conv",
    "nonfinite": lambda tag: tag.get("VerbForm") in ("Conv", "Inf"),
    "modified": lambda tag: tag.upos in ("VERB", "AUX", "ADV", "ADJ") or tag.get("Variant") == "Short",
    "boundary": lambda tag: tag.upos in ("ADP", "PUNCT", "CCONJ"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence as the rules see it: which words are of which kind, their case and number by number (0: none), which words open clauses, which are dashes."""

    kinds: dict[str, Flags]
    cases: Numbers
    numbers: Numbers
    openers: Flags
    dashes: Flags
    shortened: Flags
    lowers: Sequence[str]

    def __len__(self) -> int:
        return len(self.lowers)


class Penalties:
    """The rules over the tagger's tags.

    Args:
        tags: the tagger's tags, by number.
        relations: the parser's relations, by number.
        rules: the language's prepositions and stems.
    """

    def __init__(self, tags: Sequence[Tag], relations: Sequence[str], rules: Rules) -> None:
        self._tags, self._rules = tags, rules
        self._kinds = {name: np.array([holds(tag) for tag in tags]) for name, holds in _KINDS.items()}
        cases, self._cases = _numbered(tags, "Case")
        _, self._numbers = _numbered(tags, "Number")
        self._wrong_cases = {word: np.array([case != "" and case not in governed for case in cases]) for word, governed in rules.governed.items()}
        self._columns = {name: number for number, name in enumerate(relations)}

    def arcs(self, scores: Scores, lowers: Sequence[str], shortened: Sequence[bool], tags: Sequence[int]) -> None:
        """Lower ``scores[word, head]``, in place (head 0 is the root, head ``h`` the word ``h - 1``).

        Args:
            scores: log-probabilities of arcs.
            lowers: the words as the models read them, in lower case.
            shortened: whether a word stands in the text with more than the models read, as a surname with its initials does.
            tags: the words' tags, by number.
        """
        row = self._row(lowers, shortened, tags)
        words = scores[:, 1:]
        words[:, row.kinds["mark"]] -= IMPOSSIBLE  # nothing hangs on a mark
        words -= UNLIKELY * np.outer(row.kinds["converb"], ~row.kinds["modified"])
        self._prepositions(words, row)
        self._nouns(words, row)
        _predicates(words, row)
        _main_clause(scores, row)

    def _row(self, lowers: Sequence[str], shortened: Sequence[bool], tags: Sequence[int]) -> _Row:
        numbers = np.array(tags)
        kinds = {name: flags[numbers] for name, flags in self._kinds.items()}
        relatives = np.array([lower.startswith(self._rules.relatives) for lower in lowers])
        dashes = np.array([lower in _DASHES for lower in lowers])
        return _Row(kinds, self._cases[numbers], self._numbers[numbers], relatives | kinds["subordinator"], dashes, np.array(shortened), lowers)

    def _prepositions(self, words: Scores, row: _Row) -> None:
        """A preposition belongs to a word in a case that it governs."""
        for i in np.flatnonzero(row.kinds["adposition"]).tolist():
            wrong = self._wrong_cases.get(row.lowers[i])
            if wrong is not None:
                words[i, wrong[row.cases]] -= UNLIKELY

    def _nouns(self, words: Scores, row: _Row) -> None:
        """A noun does not depend on a noun after it in another case; two surnames with initials, in different cases, are two people."""
        declined = row.kinds["declined"] & np.array([not lower.startswith(self._rules.counting) for lower in row.lowers])
        other = np.triu(np.outer(declined, row.kinds["nominal"]) & (row.cases[:, None] != row.cases), 1)
        phrase = np.cumsum(row.kinds["boundary"])
        words -= np.where(phrase[:, None] == phrase, IMPOSSIBLE, UNLIKELY) * other
        names = row.kinds["name"][1:] & row.kinds["name"][:-1] & row.shortened[1:] & (row.cases[1:] != row.cases[:-1])
        i = np.flatnonzero(names) + 1
        words[i, i - 1] -= IMPOSSIBLE

    def relations(self, scores: Floats, tags: Sequence[int], heads: Sequence[int]) -> None:
        """Lower ``scores[word, relation]``, in place.

        Args:
            scores: the parser's scores.
            tags: the words' tags, by number.
            heads: the words' heads, counted from 1; 0 is the root.
        """
        column, tagged = self._columns, [self._tags[number] for number in tags]
        scores[:, column["<pad>"]] = -np.inf
        best = scores.argmax(axis=1)
        joined = {head - 1 for word, head in enumerate(heads) if head and best[word] == column["conj"]}
        counted = {head - 1 for word, head in enumerate(heads) if head and tagged[word].upos == "NUM"}
        for word, head in enumerate(heads):
            scores[word, column["root"]] = -np.inf if head else np.inf
            if not head:
                continue
            own, above = tagged[word], tagged[head - 1]
            if own.get("VerbForm") == "Inf" and above.upos in NOMINAL:  # "готовность продолжить"
                rivals = max(scores[word, column[name]] for name in ("nmod", "xcomp", "obl"))
                scores[word, column["acl"]] = max(scores[word, column["acl"]], rivals + 1e-3)
            if own.upos == "NOUN":
                scores[word, column["amod"]] -= IMPOSSIBLE
            if own.upos in NOMINAL and word not in counted and not may_be_subject(own, above, joined=word in joined):
                scores[word, [column["nsubj"], column["nsubj:pass"]]] -= UNLIKELY


def _numbered(tags: Sequence[Tag], name: str) -> tuple[list[str], Numbers]:
    """The values of a feature, the first being "", and each tag's value by number."""
    values = ["", *sorted({tag.get(name) for tag in tags} - {""})]
    return values, np.array([values.index(tag.get(name)) for tag in tags])


def _before(flags: Flags) -> Numbers:
    """How many of the flagged words stand before each place, the place after the last word included."""
    return np.concatenate(([0], np.cumsum(flags)))


def _predicates(words: Scores, row: _Row) -> None:
    """What a finite verb or a short form does not hang on."""
    finite, earlier = row.kinds["finite"], np.tri(len(row), k=-1, dtype=bool)
    after_conjunction = finite & np.concatenate(([False], row.kinds["conjunction"][:-1]))
    words -= UNLIKELY * np.outer(after_conjunction, row.kinds["nonfinite"] | row.kinds["nominal"])
    # A clause that describes a noun before it begins with a word that says so.
    opened = _before(row.openers)[:-1]
    words -= UNLIKELY * (np.outer(finite, row.kinds["describable"]) & earlier & (opened[:, None] == opened))
    # A predicate that disagrees with a verb before it, and has no subject in sight, is hardly joined to it.
    stops = np.append(np.flatnonzero(finite | row.kinds["subordinator"]), len(row))
    subjects = _before(row.kinds["subject"])
    in_sight = subjects[stops[np.searchsorted(stops, np.arange(len(row)), "right").clip(max=len(stops) - 1)]]
    disagreeing = np.outer(row.kinds["predicative"], finite & (row.numbers > 0)) & (row.numbers[:, None] != row.numbers)
    words -= UNLIKELY * (disagreeing & earlier & (in_sight[:, None] == subjects[1:]))


def _main_clause(scores: Scores, row: _Row) -> None:
    """Where nothing subordinates the first predicate, no converb is the root, nor a noun before it without a dash; non-finite verbs have no subject."""
    predicates = np.flatnonzero(row.kinds["predicative"])
    if not len(predicates) or row.openers[: predicates[0]].any():
        return
    scores[row.kinds["converb"], 0] -= IMPOSSIBLE
    scores[:, 1:] -= UNLIKELY * np.outer(row.kinds["nominative"], row.kinds["nonfinite"])
    dashes = _before(row.dashes)
    early = np.arange(len(row)) < predicates[0]
    scores[row.kinds["nominal"] & early & (dashes[:-1] == dashes[predicates[0]]), 0] -= UNLIKELY
