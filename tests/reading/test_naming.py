"""Names in a document: those of the persons it introduces, and those that mean two states."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.languages.gazetteer import gazetteer
from verbale.languages.personal_names import personal_names
from verbale.reading.naming import Namer
from verbale.reading.phrases import Mentions


def found(text: str, persons: list[tuple[str | None, str | None]], window: tuple[int, int] | None = None, year: int | None = None) -> Mentions:
    namer, mentions = Namer(gazetteer("fr"), text, ("M.", "Mme"), personal_names("fr"), year), Mentions()
    namer.introduce(persons)
    namer.load(mentions, *(window or (0, len(text))))
    return mentions


def persons(mentions: Mentions, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], mentions.persons[m.code]) for m in mentions.within("person", 0, len(text)) if m.code in mentions.persons]


@pytest.mark.parametrize(
    ("name", "actor", "text", "expected"),
    [
        ("Ivan Primerov", "KAZ", "M. Ivan Primerov a salué cet accord.", ["Ivan Primerov"]),
        ("Ivan Primerov", "KAZ", "M. Primerov a salué cet accord.", ["Primerov"]),
        ("Jean-Luc Le Modèle", "FRA", "M. Le Modèle a salué cet accord.", ["Le Modèle"]),
        # part of another word, or of no name at all
        ("Ivan Primerov", "KAZ", "Primerova a salué cet accord.", []),
        ("Ivan Primerov", "KAZ", "M. Ivan a salué cet accord.", []),
        # states whose persons bear their family names first
        ("Wang Lei", "CHN", "M. Wang a salué cet accord.", ["M. Wang"]),
        ("Wang Lei", "FRA", "M. Wang a salué cet accord.", []),
        # too short to be told from a word
        ("Ivan Os", "KAZ", "Os a salué cet accord.", []),
    ],
)
def test_persons_that_a_text_introduces(name: str, actor: str, text: str, expected: list[str]) -> None:
    assert persons(found(text, [(name, actor)]), text) == [(words, actor) for words in expected]


def test_a_courtesy_before_a_given_name() -> None:
    text = "Le ministre a félicité Cheikh Omar. Omar est venu."
    namer, mentions = Namer(gazetteer("fr"), text, ("M.",), personal_names("fr"), given=("Cheikh",)), Mentions()
    namer.introduce([("Omar bin Modèle", "ARE")])
    namer.load(mentions, 0, len(text))
    assert persons(mentions, text) == [("Cheikh Omar", "ARE")]


def test_a_person_without_name_or_actor_introduces_nothing() -> None:
    text = "M. Primerov a salué cet accord."
    assert persons(found(text, [(None, "KAZ"), ("Ivan Primerov", None)]), text) == []


def test_the_text_says_for_whom_a_leader_speaks() -> None:
    text = "M. Vladimir Poutine a salué cet accord."
    assert persons(found(text, []), text) == [("Vladimir Poutine", "RUS")]
    assert persons(found(text, [("Vladimir Poutine", "KAZ")]), text) == [("Vladimir Poutine", "KAZ")]


def test_only_the_names_of_the_window_are_held() -> None:
    text = "La France appelle au calme. Le Japon appelle au calme. M. Primerov appelle au calme."
    cut = text.index("Le Japon")
    mentions = found(text, [("Ivan Primerov", "KAZ")], (cut, len(text)))
    assert [m.code for m in mentions.within("name", 0, len(text))] == ["JPN"]
    assert [text[m.start : m.end] for m in mentions.within("name", 0, len(text))] == ["Japon"]
    assert persons(mentions, text) == [("Primerov", "KAZ")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kinshasa salue la décision congolaise.", "COD"),
        ("Brazzaville salue la décision congolaise.", "COG"),
    ],
)
def test_a_demonym_of_two_states_means_the_one_that_the_text_names(text: str, expected: str) -> None:
    mentions = found(text, [])
    assert [m.code for m in mentions.within("name", text.index("congolaise"), len(text))] == [expected]


NAMES = ["Ana", "Ana Ana", "Ana-Ana", "An", "Ana Bo", "Bo Ana", "a.b", "А.Б.Во", "Во"]
texts = st.lists(st.sampled_from([*NAMES, " ", "-", "_", "é", "1", ".", "\u0301", "Z"]), max_size=20).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=texts, names=st.lists(st.sampled_from(NAMES), min_size=1), start=st.integers(0, 9), size=st.integers(0, 40))
def test_names_are_found_as_by_an_alternation(text: str, names: list[str], start: int, size: int) -> None:
    start = min(start, len(text))
    window = start, min(len(text), start + size)
    spellings = {"Ana", *names}
    pattern = "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))
    expected = [match.span() for match in re.compile(rf"(?<!\w)(?:{pattern})(?!\w)").finditer(text, *window)]
    namer = Namer(gazetteer("fr"), text, (), personal_names("fr"))
    namer._forms = dict.fromkeys(spellings, "")
    assert [(mention.start, mention.end) for mention in namer._named(*window)] == expected
