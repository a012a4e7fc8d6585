"""The words of a text as the index has them, and their base forms."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.pipelines.base_forms import base_forms, fold
from verbale.register.words import Keys, tokens


def forms(text: str) -> list[str]:
    return [token.form for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'intégrité territoriale", ["integrite", "territoriale"]),
        ("qu’elle n’a pas", ["elle", "a", "pas"]),
        ("d'un cessez-le-feu", ["un", "cessez", "le", "feu"]),
        ("Ukraine's NATO allies", ["ukraine", "nato", "allies"]),
        ("they don't, we'll", ["they", "don"]),
        ("aujourd'hui", ["aujourd", "hui"]),
        ("№ 5, 24/2/2022", ["5", "24", "2", "2022"]),
        ("ещё объём", ["еще", "объем"]),
        ("Йошкар-Ола", ["йошкар", "ола"]),
        ("Œuvre, æsthetic, Łódź, Straße", ["oeuvre", "aesthetic", "lodz", "strasse"]),
        ("snake_case", ["snake", "case"]),
        ("«Мир»", ["мир"]),
        ("", []),
        ("\x00\ud800 — …", []),
    ],
)
def test_words_are_folded_and_clitics_left_out(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'UE et l'OTAN", ["ue", "et", "otan"]),
        ("au sein de l’UA", ["au", "sein", "de", "ua"]),
        ("the so-called 'EU' plan", ["the", "so", "called", "eu", "plan"]),
        ("parce qu'il ait", ["parce", "il", "ait"]),
        ("d'or", ["or"]),
        ("l\u02bcintégrité", ["integrite"]),
    ],
)
def test_only_clitics_are_left_out(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize("text", ["intégrité", "Łódź déjà", "район", "ещё", "Türkiye"])
def test_a_text_in_either_normal_form_has_the_same_words(text: str) -> None:
    assert forms(unicodedata.normalize("NFD", text)) == forms(unicodedata.normalize("NFC", text))


@given(st.text() | st.text(alphabet="aé'’-ßŉİﬃя \x00\u0301_²"))
@settings(deadline=None, derandomize=True)
def test_every_word_stands_where_it_says_and_is_an_entry_of_the_index(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.end
        end = token.start
        assert 0 <= token.start < token.end <= len(text)
        assert token.form.isalnum()
        assert token.form == token.form.lower()
        assert len(token.form) <= 64


@given(st.text(max_size=20))
@settings(deadline=None, derandomize=True)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("language", "inflected"),
    [
        ("fr", ("condamne", "condamnons", "condamnée", "condamnées", "condamnèrent", "condamner")),
        ("fr", ("négociation", "négociations")),
        ("fr", ("territoriale", "territoriaux", "territorial", "territoriales")),
        ("fr", ("appelle", "appelons", "appeler", "appelé")),
        ("en", ("condemn", "condemns", "condemned", "condemning")),
        ("en", ("treaty", "treaties")),
        ("en", ("urge", "urged", "urging", "urges")),
        ("en", ("undertake", "undertook", "undertaken")),
        ("ru", ("осуждает", "осуждаем", "осуждать", "осуждали")),
        ("ru", ("целостность", "целостности", "целостностью")),
        ("ru", ("переговоры", "переговоров", "переговорам", "переговорах")),
        ("ru", ("территориальной", "территориальную", "территориальный")),
    ],
)
def test_the_forms_of_a_word_have_one_base_form(language: str, inflected: tuple[str, ...]) -> None:
    assert len({base_forms(language)(fold(form)) for form in inflected}) == 1


@pytest.mark.parametrize(("language", "one", "other"), [("fr", "négocie", "négation"), ("en", "threat", "treaty"), ("ru", "мир", "море")])
def test_different_words_have_different_base_forms(language: str, one: str, other: str) -> None:
    assert base_forms(language)(fold(one)) != base_forms(language)(fold(other))


@pytest.mark.parametrize("language", ["fr", "en", "ru"])
@pytest.mark.parametrize("form", ["qzxv", "2022", "x" * 64, "ьъ", "ﷺ", "\U0001d400"])
def test_a_word_that_nobody_knows_is_an_entry_of_the_index_as_well(language: str, form: str) -> None:
    key = Keys().of(language, form)
    assert key.isalnum()
    assert key


def test_what_a_register_has_learnt_comes_before_the_tables() -> None:
    keys = Keys()
    keys.learn("en", [("zorbals", "zorbal")])
    assert keys.of("en", "zorbals") == "zorbal"
    assert keys.knows("en", "zorbals")
    assert not keys.knows("fr", "zorbals")
