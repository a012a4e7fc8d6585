"""Forms of verbs, nouns and adjectives from their citation forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from verbale.errors import KnowledgeError
from verbale.languages import inflection
from verbale.languages.inflection import agreement_forms, agreement_rules, verb_readings

REGULAR = {"cut": "er", "forms": {"inf": ["er"], "pres": ["e", "ons"], "ppast": ["é", "ée"]}}


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Puts a table of verbs in place of a language's."""

    def put(table: dict[str, Any]) -> None:
        files = {"verbs.yaml": table, "grammar.yaml": {"auxiliaries": ["être"]}}
        monkeypatch.setattr(inflection, "load", lambda *parts: files[parts[-1]])

    verb_readings.cache_clear()
    yield put
    verb_readings.cache_clear()


@pytest.mark.parametrize(
    ("form", "lemma", "slots"),
    [
        ("condamner", "condamner", {"inf"}),
        ("condamne", "condamner", {"pres"}),
        ("condamnera", "condamner", {"fut"}),
        ("condamnant", "condamner", {"ppres"}),
        ("condamnées", "condamner", {"ppast"}),
        ("appelle", "appeler", {"pres"}),
        ("exige", "exiger", {"pres"}),
        ("exigeons", "exiger", {"pres"}),
        ("dénonçons", "dénoncer", {"pres"}),
        ("soutient", "soutenir", {"pres"}),
        ("soutenu", "soutenir", {"ppast"}),
        ("met", "mettre", {"pres"}),
        ("rejettent", "rejeter", {"pres"}),
        ("réitère", "réitérer", {"pres"}),
        ("sommes", "être", {"pres"}),
    ],
)
def test_forms_of_french_verbs(form: str, lemma: str, slots: set[str]) -> None:
    assert slots <= verb_readings("fr")[form][lemma]


def test_a_form_of_an_auxiliary_is_nothing_else() -> None:
    assert set(verb_readings("fr")["sommes"]) == {"être"}


def test_a_form_of_two_tenses_has_both_slots() -> None:
    assert {"pres", "ppast"} <= verb_readings("fr")["dit"]["dire"]


def test_a_paradigm_makes_the_forms(folder: Callable[[dict[str, Any]], None]) -> None:
    folder({"paradigms": {"regular": REGULAR}, "verbs": {"regular": ["saluer"]}})
    assert verb_readings("xx") == {
        "saluer": {"saluer": frozenset({"inf"})},
        "salue": {"saluer": frozenset({"pres"})},
        "saluons": {"saluer": frozenset({"pres"})},
        "salué": {"saluer": frozenset({"ppast"})},
        "saluée": {"saluer": frozenset({"ppast"})},
    }


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"paradigms": {}, "verbs": {"regular": ["saluer"]}}, "languages/xx/verbs.yaml: no paradigm 'regular'"),
        ({"paradigms": {"regular": REGULAR}, "verbs": {"regular": ["finir"]}}, "languages/xx/verbs.yaml: 'finir' does not end in 'er'"),
    ],
)
def test_a_broken_table_names_file_and_verb(folder: Callable[[dict[str, Any]], None], table: dict[str, Any], message: str) -> None:
    folder(table)
    with pytest.raises(KnowledgeError) as caught:
        verb_readings("xx")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("préoccupé", {"préoccupé", "préoccupée", "préoccupés", "préoccupées"}),
        ("inacceptable", {"inacceptable", "inacceptables"}),
        ("inquiet", {"inquiet", "inquiète", "inquiets", "inquiètes"}),
        ("soucieux", {"soucieux", "soucieuse", "soucieuses"}),
        ("crucial", {"crucial", "cruciale", "cruciaux", "cruciales"}),
        ("préoccupation", {"préoccupation", "préoccupations"}),
        ("vœu", {"vœu", "vœux"}),
    ],
)
def test_agreement_in_french(word: str, forms: set[str]) -> None:
    found = agreement_forms(word, agreement_rules("fr"))
    assert forms <= set(found)
    assert found[0] == word


def test_the_first_rule_that_fits_says_all() -> None:
    rules = (("eux", ("euse",)), ("x", ("xes",)), ("", ("s",)))
    assert agreement_forms("soucieux", rules) == ("soucieux", "soucieuse")
    assert agreement_forms("prix", rules) == ("prix", "prixes")
    assert agreement_forms("pays", ()) == ("pays",)
    assert agreement_forms("appel", (("", ("s", "s", "")),)) == ("appel", "appels")
