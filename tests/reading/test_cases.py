"""Grammatical case where others have prepositions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.languages.data import languages
from verbale.languages.grammar import grammar
from verbale.pipelines import load_parser
from verbale.pipelines.sentence import Sentence
from verbale.reading.cases import case_marker, governing_preposition, stands_in

pytestmark = pytest.mark.pipeline
RU = grammar("ru")


@pytest.fixture(scope="module")
def parse() -> Callable[[str], Sentence]:
    parser = load_parser("ru")
    return lambda text: next(iter(parser.parse([(0, text)])))


def at(s: Sentence, word: str) -> int:
    return s.forms.index(word)


@pytest.mark.parametrize(
    ("text", "word", "marker"),
    [
        ("Министр поблагодарил Сербию за помощь.", "Министр", "obj"),
        ("Министр поблагодарил Сербию за помощь.", "Сербию", "obj"),
        ("Министр выразил сербскому коллеге благодарность.", "коллеге", "dat"),
        ("Франция опасается возобновления боёв.", "возобновления", "gen"),
        ("Сторонами подчёркнута важность диалога.", "Сторонами", "ins"),
        ("Подчёркнута важность диалога.", "диалога", "gen"),
    ],
)
def test_what_a_case_stands_for(parse: Callable[[str], Sentence], text: str, word: str, marker: str) -> None:
    s = parse(text)
    assert case_marker(s, RU, at(s, word)) == marker


def test_a_word_without_case_stands_for_nothing(parse: Callable[[str], Sentence]) -> None:
    s = parse("Министр вновь осудил нападение.")
    assert case_marker(s, RU, at(s, "вновь")) == case_marker(s, RU, at(s, "осудил")) == ""


@pytest.mark.parametrize("language", sorted(set(languages()) - {"ru"}))
def test_a_language_without_cases(parse: Callable[[str], Sentence], language: str) -> None:
    """Whatever features a parser gives, nothing is marked where ``case_markers`` is empty."""
    s = parse("Министр поблагодарил Сербию за помощь.")
    assert not any(case_marker(s, grammar(language), i) for i in range(len(s)))
    assert not any(stands_in(s, grammar(language), i, "obj") for i in range(len(s)))


@pytest.mark.parametrize(
    ("text", "word", "preposition"),
    [
        ("Министр встретился с коллегой.", "коллегой", "с"),
        ("Министр встретился с новым сербским коллегой.", "коллегой", "с"),
        ("Министр прибыл в столицу.", "столицу", "в"),
        ("Министр поблагодарил Сербию за помощь.", "Сербию", ""),
        ("Министр выразил сербскому коллеге благодарность.", "благодарность", ""),
    ],
)
def test_the_preposition_before_a_noun(parse: Callable[[str], Sentence], text: str, word: str, preposition: str) -> None:
    s = parse(text)
    assert governing_preposition(s, RU, at(s, word)) == preposition


def test_no_further_left_than_asked_for(parse: Callable[[str], Sentence]) -> None:
    s = parse("Министр встретился с коллегой.")
    assert governing_preposition(s, RU, at(s, "коллегой"), at(s, "коллегой")) == ""


@pytest.mark.parametrize(
    ("text", "word", "marker", "bare"),
    [
        ("Министр выразил коллеге благодарность.", "коллеге", "dat", True),
        ("Министр выразил коллеге благодарность.", "благодарность", "dat", False),
        ("Министр обратился к коллеге.", "коллеге", "dat", False),  # a preposition stands before it
        ("Сторонами подчёркнута важность диалога.", "Сторонами", "ins", True),
        ("Министр встретился с коллегой.", "коллегой", "ins", False),
        ("Министр осудил нападение.", "осудил", "obj", False),  # no noun
    ],
)
def test_a_bare_noun_in_a_case(parse: Callable[[str], Sentence], text: str, word: str, marker: str, bare: bool) -> None:
    s = parse(text)
    assert stands_in(s, RU, at(s, word), marker) is bare
