from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from verbale.evaluation.matching import match
from verbale.record import Record, Span, Statement

Say = Callable[..., Statement]


@pytest.fixture(scope="session")
def text(record: Callable[..., Record]) -> str:
    return record().document.text


def names(matched: tuple[tuple[Statement, Statement], ...]) -> list[tuple[str, str]]:
    return [(f"{gold.act} {gold.cue.text}", f"{system.act} {system.cue.text}") for gold, system in matched]


def test_overlapping_cues_match_whatever_the_act(say: Say, text: str) -> None:
    found = match([say("condemn", "condamne l'")], [say("accuse", "La France condamne")], text)
    assert names(found.pairs) == [("condemn condamne l'", "accuse La France condamne")]
    assert not found.missed
    assert not found.spurious


def test_touching_cues_do_not_overlap(say: Say, text: str) -> None:
    assert not match([say("condemn", "condamne")], [say("accuse", " l'attentat")], text).pairs


def test_equal_acts_match_in_one_sentence(say: Say, text: str) -> None:
    assert match([say("condemn", "condamne")], [say("condemn", "déplore")], text).pairs


def test_a_semicolon_does_not_end_the_sentence(say: Say, text: str) -> None:
    assert match([say("thank", "salue")], [say("thank", "remercie")], text).pairs


def test_equal_acts_in_two_sentences_do_not_match(say: Say, text: str) -> None:
    found = match([say("welcome", "condamne")], [say("welcome", "salue")], text)
    assert not found.pairs
    assert [statement.cue.text for statement in found.missed] == ["condamne"]
    assert [statement.cue.text for statement in found.spurious] == ["salue"]


def test_different_acts_with_cues_apart_do_not_match(say: Say, text: str) -> None:
    assert not match([say("condemn", "condamne")], [say("regret", "déplore")], text).pairs


def test_one_statement_matches_one(say: Say, text: str) -> None:
    found = match([say("condemn", "condamne")], [say("condemn", "condamne"), say("condemn", "condamne l'")], text)
    assert len(found.pairs) == 1
    assert len(found.spurious) == 1
    assert found.pairs[0][1].cue.text == "condamne"


def test_the_most_pairs_match_even_where_the_best_pair_must_give_way(say: Say, text: str) -> None:
    # The first gold could take either system statement, the second gold only the first: by its cue alone it would be left out.
    gold = [say("condemn", "condamne l'attentat"), say("regret", "l'attentat")]
    system = [say("condemn", "l'attentat"), say("condemn", "déplore")]
    assert names(match(gold, system, text).pairs) == [("condemn condamne l'attentat", "condemn déplore"), ("regret l'attentat", "condemn l'attentat")]


def test_among_equally_many_pairs_equal_acts_come_first(say: Say, text: str) -> None:
    gold = [say("condemn", "condamne"), say("regret", "déplore")]
    system = [say("regret", "condamne"), say("condemn", "déplore")]
    assert names(match(gold, system, text).pairs) == [("condemn condamne", "condemn déplore"), ("regret déplore", "regret condamne")]


def test_among_equal_acts_overlapping_cues_come_first(say: Say, text: str) -> None:
    gold = [say("call", "appelle"), say("call", "appelle", 2)]
    system = [say("call", "appelle", 2), say("call", "appelle")]
    assert all(one.cue == other.cue for one, other in match(gold, system, text).pairs)


def test_two_statements_on_one_cue_are_told_apart_by_their_addressees(say: Say, text: str) -> None:
    gold = [say("call", "appelle", addressee=("RUS",)), say("call", "appelle", addressee=("UKR",))]
    for system in permutations(gold):
        assert all(one.addressee == other.addressee for one, other in match(gold, list(system), text).pairs)


def test_two_statements_on_one_cue_are_told_apart_by_their_contents(say: Say, text: str) -> None:
    spans = [Span(text.index(words), text.index(words) + len(words), words) for words in ("à la retenue", "au calme")]
    gold = [say("call", "appelle", content=span, strength=strength) for span, strength in zip(spans, (1, 5), strict=True)]
    for system in permutations(gold):
        assert all(one.strength == other.strength for one, other in match(gold, list(system), text).pairs)


def test_inform_counts_on_neither_side(say: Say, text: str) -> None:
    gold = [say("inform", "condamne"), say("welcome", "salue")]
    system = [say("inform", "déplore"), say("condemn", "condamne")]
    found = match(gold, system, text)
    assert not found.pairs
    assert [statement.act for statement in found.missed] == ["welcome"]
    assert [statement.act for statement in found.spurious] == ["condemn"]


def test_nothing_against_nothing() -> None:
    found = match([], [], "")
    assert (found.pairs, found.missed, found.spurious) == ((), (), ())
