"""The scores of the codebook's section 9 for one document; scores of documents add up to (micro) totals."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

from verbale.codebook.acts import act_table
from verbale.evaluation.codes import actor_set
from verbale.evaluation.counts import Share, Tally, compare
from verbale.evaluation.matching import Matching
from verbale.record import Due, Encounter, Place, Record, Statement

#: F1 measures over statements, the headline figure last.
STATEMENT_MEASURES = ("detection", "act", "scale", "statement")
#: Fields of matched pairs that hold sets of codes.
CODE_FIELDS = ("speaker", "addressee", "target", "topics", "places", "frameworks")
#: Fields of matched pairs that hold one value. ``joint`` and ``negated`` are beyond the codebook's list and in no headline.
VALUE_FIELDS = ("strength", "reiterated", "hypothetical", "due", "joint", "negated")
#: Fields of the encounter that are right or wrong.
ENCOUNTER_FIELDS = ("kind", "date", "place", "framework")

#: Stands for "no statement on this side" in the confusions.
NOTHING = ""

_HONORIFIC = re.compile(
    r"^(?:(?:s e m|s e|h e|s m|son excellence|sa majeste|monsieur|madame|mademoiselle|mm|m|mmes|mme|mlle|mr|mrs|ms|dr|pr|prof|sir|lord|dame)\s+)+(?=\S)"
)

K = TypeVar("K")
A = TypeVar("A", Tally, Share, int)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One system statement: what the reader believed, and whether act, speaker and addressee were all right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of a document, or of several together.

    Attributes:
        tallies: by measure: :data:`STATEMENT_MEASURES`, :data:`CODE_FIELDS`, ``participants``.
        shares: by measure: :data:`VALUE_FIELDS`, ``due given`` (the pairs where either side has a due), ``encounter reported`` (or rightly not),
            ``encounter kind`` and so on, ``encounter complete``.
        acts: a tally for each act: right where the pair's acts are equal.
        confusions: how often which gold act came out as which system act; :data:`NOTHING` on the side that has no statement.
        judgements: one for each scored system statement.
    """

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    acts: Mapping[str, Tally] = field(default_factory=dict)
    confusions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            _merge(self.tallies, other.tallies),
            _merge(self.shares, other.shares),
            _merge(self.acts, other.acts),
            _merge(self.confusions, other.confusions),
            self.judgements + other.judgements,
        )

    def f1(self, measure: str) -> float:
        """F1 of a measure; 1 where no document had anything to measure."""
        return self.tallies.get(measure, Tally()).f1

    def accuracy(self, measure: str) -> float:
        """Accuracy of a measure; 1 where no document had anything to measure."""
        return self.shares.get(measure, Share()).accuracy


def score(gold: Record, system: Record, matching: Matching) -> Scores:
    """Score one document.

    Args:
        gold: the record coded by hand.
        system: the record as read.
        matching: which of their statements belong together.
    """
    return Scores(
        tallies={**_statement_tallies(matching), **_code_tallies(matching), "participants": _participants(gold.encounter, system.encounter)},
        shares={**_value_shares(matching), **_encounter_shares(gold.encounter, system.encounter)},
        acts=_act_tallies(matching),
        confusions=_confusions(matching),
        judgements=tuple(
            [Judgement(system_one.confidence, same_statement(gold_one, system_one)) for gold_one, system_one in matching.pairs]
            + [Judgement(statement.confidence, right=False) for statement in matching.spurious]
        ),
    )


def same_statement(gold: Statement, system: Statement) -> bool:
    """Whether a matched pair counts in the headline figure: the same act, speakers and addressees."""
    return gold.act == system.act and actor_set(gold.speaker) == actor_set(system.speaker) and actor_set(gold.addressee) == actor_set(system.addressee)


def same_scale(gold: Statement, system: Statement) -> bool:
    """Whether the two acts stand on one scale."""
    return _scale(gold.act) == _scale(system.act)


#: Letters that tell a place, and letters that its declension may change.
_STEM = 3


def same_place(gold: Place | None, system: Place | None) -> bool:
    """The same country, and one name within the other, in whatever case: "Rabat" is as right as "hôtel du Parc, Rabat", «Москве» as «Москва»."""
    if gold is None or system is None:
        return gold is system
    one, other = ({word[: max(_STEM, len(word) - _STEM)] for word in plain_name(place.text).split()} for place in (gold, system))
    return gold.country == system.country and (one <= other or other <= one)


def same_due(gold: Due | None, system: Due | None) -> bool:
    """The same kind and value; the words as written may be cut differently."""
    if gold is None or system is None:
        return gold is system
    return gold.kind == system.kind and gold.value == system.value


def plain_name(name: str) -> str:
    """A name for comparison: no accents, case or punctuation, single spaces, and no honorific ("M.", "Mme", "S.E.") before it.

    Order and number of the words count: "Lavrov" is not "Sergueï Lavrov".
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    return _HONORIFIC.sub("", " ".join(re.findall(r"\w+", bare)))


def _statement_tallies(matching: Matching) -> dict[str, Tally]:
    pairs = matching.pairs
    right = {
        "detection": len(pairs),
        "act": sum(gold.act == system.act for gold, system in pairs),
        "scale": sum(same_scale(gold, system) for gold, system in pairs),
        "statement": sum(same_statement(gold, system) for gold, system in pairs),
    }
    given, expected = len(pairs) + len(matching.spurious), len(pairs) + len(matching.missed)
    return {measure: Tally(right[measure], given - right[measure], expected - right[measure]) for measure in STATEMENT_MEASURES}


def _code_tallies(matching: Matching) -> dict[str, Tally]:
    tallies = {}
    for name in CODE_FIELDS:
        codes = attrgetter(name)
        as_set = actor_set if name in ("speaker", "addressee", "target") else frozenset
        tallies[name] = _sum(compare(Counter(as_set(codes(gold))), Counter(as_set(codes(system)))) for gold, system in matching.pairs)
    return tallies


def _value_shares(matching: Matching) -> dict[str, Share]:
    pairs = matching.pairs
    shares = {name: Share(sum(_same_value(name, gold, system) for gold, system in pairs), len(pairs)) for name in VALUE_FIELDS}
    due = [(gold, system) for gold, system in pairs if gold.due or system.due]
    shares["due given"] = Share(sum(same_due(gold.due, system.due) for gold, system in due), len(due))
    return shares


def _same_value(name: str, gold: Statement, system: Statement) -> bool:
    if name == "strength":
        return abs(gold.strength - system.strength) <= 1
    if name == "due":
        return same_due(gold.due, system.due)
    value = attrgetter(name)
    return bool(value(gold) == value(system))


def _act_tallies(matching: Matching) -> dict[str, Tally]:
    tallies: Counter[tuple[str, str]] = Counter()
    for (gold, system), count in _confusions(matching).items():
        if gold == system:
            tallies[gold, "right"] += count
        else:
            tallies[gold, "missing"] += count
            tallies[system, "wrong"] += count
    acts = sorted({act for act, _ in tallies if act != NOTHING})
    return {act: Tally(tallies[act, "right"], tallies[act, "wrong"], tallies[act, "missing"]) for act in acts}


def _confusions(matching: Matching) -> Counter[tuple[str, str]]:
    return Counter(
        [(gold.act, system.act) for gold, system in matching.pairs]
        + [(statement.act, NOTHING) for statement in matching.missed]
        + [(NOTHING, statement.act) for statement in matching.spurious]
    )


def _encounter_shares(gold: Encounter | None, system: Encounter | None) -> dict[str, Share]:
    """Over documents where either side has an encounter; a spurious or a missed one is wrong in every field."""
    shares = {"encounter reported": Share(int((gold is None) == (system is None)), 1)}
    if gold is None and system is None:
        return shares
    both = (gold, system) if gold and system else None
    right = {name: both is not None and _same_encounter_field(name, *both) for name in ENCOUNTER_FIELDS}
    shares |= {f"encounter {name}": Share(int(held), 1) for name, held in right.items()}
    participants = _participants(gold, system)
    shares["encounter complete"] = Share(int(all(right.values()) and not participants.wrong and not participants.missing), 1)
    return shares


def _same_encounter_field(name: str, gold: Encounter, system: Encounter) -> bool:
    if name == "place":
        return same_place(gold.place, system.place)
    value = attrgetter(name)
    return bool(value(gold) == value(system))


def _participants(gold: Encounter | None, system: Encounter | None) -> Tally:
    """Names with actors. Participants without a name are told apart by actor alone, and counted: two unnamed Russians are two."""
    return compare(_people(gold), _people(system))


def _people(encounter: Encounter | None) -> Counter[tuple[str, str]]:
    return Counter(
        (plain_name(participant.name or ""), "+".join(sorted(actor_set([participant.actor])) if participant.actor else []))
        for participant in (encounter.participants if encounter else ())
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, start=Tally())


def _scale(act: str) -> str:
    return act_table()[act].scale


def _merge(one: Mapping[K, A], other: Mapping[K, A]) -> dict[K, A]:
    merged = dict(one)
    for key, value in other.items():
        merged[key] = merged[key] + value if key in merged else value
    return merged
