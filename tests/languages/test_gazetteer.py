"""Names in a text: what a hit must look like, which of two wins, and what broken data says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.errors import KnowledgeError
from verbale.languages import gazetteer as module
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, FRAMEWORK, LOCALITY, NAME, OFFICE, PERSON, TOPIC, Gazetteer, Term, fold, gazetteer, terms

TERMS = [
    Term("France", "FRA", NAME),
    Term("République centrafricaine", "CAF", NAME),
    Term("Union européenne", "EU", NAME),
    Term("OTAN", "NATO", NAME),
    Term("La Réunion", "FRA", LOCALITY),
    Term("français", "FRA", ADJECTIVE),
    Term("franco", "FRA", COMBINING),
    Term("Paris", "FRA", CAPITAL),
    Term("accord de Paris", "PARIS-AGREEMENT", FRAMEWORK),
    Term("ministre", "foreign-minister", OFFICE),
    Term("Vladimir Poutine", "Vladimir Poutine", PERSON),
    Term("désarm", "arms-control", TOPIC, 1.0, True),
    Term("otage", "detainees-hostages", TOPIC, 2.0),
]


def hits(text: str, layer: str = "name", of: list[Term] | None = None) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.code) for m in Gazetteer(of or TERMS).find(text)[layer]]


@pytest.mark.parametrize(
    ("text", "layer", "expected"),
    [
        # word boundaries
        ("de la France, aussi", "name", [("France", "FRA")]),
        ("Francelin", "name", []),
        ("la_France", "name", []),
        ("l'OTAN", "name", [("OTAN", "NATO")]),
        # case
        ("la france", "name", []),
        ("LA FRANCE", "name", [("FRANCE", "FRA")]),
        ("l'Otan", "name", []),
        ("Union Européenne", "name", [("Union Européenne", "EU")]),
        ("union européenne", "name", []),
        ("La réunion a eu lieu", "name", []),
        ("La Réunion a voté", "name", [("La Réunion", "FRA")]),
        # demonyms: small, in capitals, in title case
        ("le ministre français", "name", [("français", "FRA")]),
        ("un Français", "name", []),
        ("le Peuple Français", "name", [("Français", "FRA")]),
        # compounds
        ("franco-allemand", "name", [("franco", "FRA")]),
        ("franco", "name", []),
        # plurals of offices and topics, stems
        ("les ministres", "office", [("ministres", "foreign-minister")]),
        ("les otages", "topic", [("otages", "detainees-hostages")]),
        ("le désarmement", "topic", [("désarmement", "arms-control")]),
        # layers do not hide one another
        ("l'accord de Paris", "framework", [("accord de Paris", "PARIS-AGREEMENT")]),
        ("l'accord de Paris", "name", [("Paris", "FRA")]),
        ("M. Vladimir Poutine", "person", [("Vladimir Poutine", "Vladimir Poutine")]),
    ],
)
def test_what_is_a_hit(text: str, layer: str, expected: list[tuple[str, str]]) -> None:
    assert hits(text, layer) == expected


def test_the_longest_name_wins() -> None:
    of = [Term("Congo", "COG", NAME), Term("République démocratique du Congo", "COD", NAME)]
    assert hits("la République démocratique du Congo et le Congo", of=of) == [("République démocratique du Congo", "COD"), ("Congo", "COG")]


def test_one_spelling_of_two_states_is_found_for_both() -> None:
    of = [Term("congolais", "COD", ADJECTIVE), Term("congolais", "COG", ADJECTIVE)]
    assert hits("le ministre congolais", of=of) == [("congolais", "COD"), ("congolais", "COG")]


def test_offsets_are_those_of_the_document() -> None:
    (mention,) = Gazetteer(TERMS).find("la France", offset=100)["name"]
    assert (mention.start, mention.end) == (103, 109)


@pytest.mark.parametrize("text", ["İstanbul et la France", "ǅ la France", "ẞ la France"])
def test_lower_case_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert hits(text) == [("France", "FRA")]


@pytest.mark.parametrize(
    ("text", "layer", "code"),
    [
        ("les États-Unis", "name", "USA"),
        ("les Etats-Unis", "name", "USA"),
        ("le Quai d'Orsay", "name", "FRA"),
        ("le Sahel", "name", "SAHEL"),
        ("la Crimée", "name", "UKR"),
        ("la Maison-Blanche", "name", "USA"),
        ("le JCPoA", "framework", "JCPOA"),
        ("le ministre des affaires étrangères", "office", "foreign-minister"),
        ("le désarmement", "topic", "arms-control"),
    ],
)
def test_french(text: str, layer: str, code: str) -> None:
    assert code in [mention.code for mention in gazetteer("fr").find(text)[layer]]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts files in place of a language's; those not given are empty."""

    def put(**given: Any) -> None:
        empty: dict[str, Any] = {"places": {"regions": {}, "localities": {}, "venues": {}}, "leaders": []}
        monkeypatch.setattr(module, "load", lambda *parts: given.get(parts[-1].removesuffix(".yaml"), empty.get(parts[-1].removesuffix(".yaml"), {})))

    return put


def test_terms_of_a_folder(files: Callable[..., None]) -> None:
    files(
        actors={"FRA": {"names": ["France"], "capitals": ["Paris"]}},
        topics={"health": ["santé", {"term": "vaccin*", "weight": 2}]},
        titles={"honorifics": ["M."], "foreign-minister": {"forms": ["ministre"]}},
        leaders=[{"name": "Ivan Primerov", "names": {"xx": "Ivan Primeroff"}, "also": ["I. Primerov"]}],
    )
    assert set(terms("xx")) == {
        Term("France", "FRA", NAME),
        Term("Paris", "FRA", CAPITAL),
        Term("santé", "health", TOPIC),
        Term("vaccin", "health", TOPIC, 2.0, True),
        Term("ministre", "foreign-minister", OFFICE),
        *(Term(name, "Ivan Primerov", PERSON) for name in ("Ivan Primerov", "Ivan Primeroff", "I. Primerov")),
    }


def test_an_actor_that_is_no_mapping(files: Callable[..., None]) -> None:
    files(actors={"FRA": ["France"]})
    with pytest.raises(KnowledgeError) as caught:
        list(terms("xx"))
    assert str(caught.value) == "actors.yaml: FRA: expected a mapping"


def test_a_language_without_a_folder() -> None:
    with pytest.raises(KnowledgeError, match=r"languages/xx/actors\.yaml"):
        list(terms("xx"))
