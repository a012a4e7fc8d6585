"""Laws of the scores, on made-up codings and on the project's own gold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.codebook.acts import act_table
from verbale.evaluation import evaluate
from verbale.evaluation.gate import measures
from verbale.evaluation.gold import load_gold
from verbale.evaluation.matching import Matching, match, may_match, scored
from verbale.evaluation.scores import STATEMENT_MEASURES, Scores, score
from verbale.evaluation.sentences import Sentences
from verbale.record import Document, Record, Span, Statement

OWN_GOLD = Path(__file__).resolve().parents[1] / "gold" / "fr" / "work"
TEXT = "Alpha bravo charlie delta echo. Foxtrot golf hotel india juliet ; kilo lima mike. November oscar papa.\nQuebec romeo sierra tango."
ACTORS = ("FRA", "RUS", "E3", "DEU", "GBR")

laws = settings(deadline=None, max_examples=200, derandomize=True)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, min(len(TEXT), start + 15)))
    return Span(start, end, TEXT[start:end])


def statements() -> st.SearchStrategy[Statement]:
    actors = st.lists(st.sampled_from(ACTORS), max_size=3, unique=True).map(tuple)
    return st.builds(
        Statement,
        act=st.sampled_from(("condemn", "regret", "call", "inform")),
        strength=st.integers(1, 5),
        speaker=actors,
        joint=st.booleans(),
        addressee=actors,
        target=actors,
        topics=st.just(()),
        places=st.just(()),
        frameworks=st.just(()),
        cue=spans(),
        content=st.none() | spans(),
        evidence=spans(),
        confidence=st.floats(0, 1),
    )


codings = st.lists(statements(), max_size=12)


def to_record(coding: list[Statement]) -> Record:
    return Record(Document(TEXT), None, tuple(coding))


def scores_of(gold: list[Statement], system: list[Statement]) -> Scores:
    return score(to_record(gold), to_record(system), match(gold, system, TEXT))


def most_pairs(gold: list[Statement], system: list[Statement]) -> int:
    """The size of a maximum matching, found by augmenting paths, independently of the weights."""
    left, right, sentences = scored(gold), scored(system), Sentences(TEXT)
    partner: dict[int, int] = {}

    def augment(i: int, seen: set[int]) -> bool:
        for j, other in enumerate(right):
            if j not in seen and may_match(left[i], other, sentences):
                seen.add(j)
                if j not in partner or augment(partner[j], seen):
                    partner[j] = i
                    return True
        return False

    return sum(augment(i, set()) for i in range(len(left)))


def as_sets(found: Matching) -> tuple[set[str], set[str], set[str]]:
    return {repr(pair) for pair in found.pairs}, {repr(s) for s in found.missed}, {repr(s) for s in found.spurious}


@laws
@given(codings)
def test_gold_against_itself_is_perfect(coding: list[Statement]) -> None:
    scores = scores_of(coding, coding)
    assert all(tally.f1 == 1.0 for tally in scores.tallies.values())
    assert all(share.accuracy == 1.0 for share in scores.shares.values())
    assert all(judgement.right for judgement in scores.judgements)


@laws
@given(codings, codings)
def test_the_most_pairs_match_and_none_twice(gold: list[Statement], system: list[Statement]) -> None:
    found = match(gold, system, TEXT)
    assert len(found.pairs) == most_pairs(gold, system)
    assert len(found.pairs) + len(found.missed) == len(scored(gold))
    assert len(found.pairs) + len(found.spurious) == len(scored(system))
    assert all(may_match(one, other, Sentences(TEXT)) for one, other in found.pairs)


@laws
@given(codings, codings)
def test_either_side_may_be_the_gold(gold: list[Statement], system: list[Statement]) -> None:
    one, other = scores_of(gold, system), scores_of(system, gold)
    for measure in STATEMENT_MEASURES:
        assert one.tallies[measure].precision == other.tallies[measure].recall
        assert one.f1(measure) == other.f1(measure)


@laws
@given(codings, codings, st.randoms(use_true_random=False))
def test_order_does_not_matter(gold: list[Statement], system: list[Statement], random: Any) -> None:
    shuffled_gold, shuffled_system = random.sample(gold, len(gold)), random.sample(system, len(system))
    assert as_sets(match(gold, system, TEXT)) == as_sets(match(shuffled_gold, shuffled_system, TEXT))
    assert scores_of(gold, system) == scores_of(shuffled_gold, shuffled_system)


@laws
@given(codings, st.data())
def test_a_statement_left_out_lowers_recall_only(coding: list[Statement], data: st.DataObject) -> None:
    counted = [statement for statement in coding if statement.act != "inform"]
    if not counted:
        return
    left_out = data.draw(st.sampled_from(counted))
    rest = list(coding)
    rest.remove(left_out)
    scores = scores_of(coding, rest)
    for measure in STATEMENT_MEASURES:
        assert scores.tallies[measure].precision == 1.0
        assert scores.tallies[measure].recall < 1.0


@laws
@given(codings, codings)
def test_stricter_measures_are_no_higher(gold: list[Statement], system: list[Statement]) -> None:
    scores = scores_of(gold, system)
    assert scores.f1("detection") >= scores.f1("scale") >= scores.f1("act") >= scores.f1("statement")


@laws
@given(codings, codings, codings, codings)
def test_totals_are_sums(a: list[Statement], b: list[Statement], c: list[Statement], d: list[Statement]) -> None:
    one, other = scores_of(a, b), scores_of(c, d)
    total = one + other
    for measure, tally in total.tallies.items():
        assert tally == one.tallies[measure] + other.tallies[measure]
    assert sum(total.confusions.values()) == sum(one.confusions.values()) + sum(other.confusions.values())


def test_the_projects_gold_against_itself_is_perfect(echo: Callable[..., Any]) -> None:
    answers = {gold.text: gold.record for gold in load_gold(OWN_GOLD)}
    report = evaluate(OWN_GOLD, echo(answers))
    assert set(measures(report).values()) == {1.0}
    assert report.calibration.error == 0.0


def test_a_wrong_act_everywhere_leaves_detection(echo: Callable[..., Any]) -> None:
    acts = [act for act in act_table() if act != "inform"]
    answers = {}
    for gold in load_gold(OWN_GOLD):
        wrong = [dataclasses.replace(s, act=acts[(acts.index(s.act) + 1) % len(acts)]) for s in gold.record.statements if s.act != "inform"]
        answers[gold.text] = dataclasses.replace(gold.record, statements=tuple(wrong))
    total = evaluate(OWN_GOLD, echo(answers)).total
    assert total.f1("detection") == 1.0
    assert total.f1("statement") <= total.f1("act") < 0.3
