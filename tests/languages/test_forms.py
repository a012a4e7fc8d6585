"""Case forms of names: the table of a language that declines, and adjectives by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.languages.data import languages, load
from verbale.languages.forms import adjective, expand, table
from verbale.languages.gazetteer import gazetteer

DECLINING = [language for language in languages() if table(language)]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Россия", {"Россия", "России", "Россию", "Россией"}),
        ("Вьетнам", {"Вьетнам", "Вьетнама", "Вьетнаму", "Вьетнамом", "Вьетнаме"}),
        ("Российская Федерация", {"Российская Федерация", "Российской Федерации", "Российскую Федерацию", "Российской Федерацией"}),
        ("ЕС", {"ЕС"}),
        ("Чили", {"Чили"}),
    ],
)
def test_names(name: str, forms: set[str]) -> None:
    assert set(expand("ru", name)) == forms


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("российский", {"российского", "российскому", "российским", "российской", "российские", "российских"}),
        ("северный", {"северного", "северному", "северной", "северную", "северных"}),
        ("соседний", {"соседнего", "соседнему", "соседней", "соседнюю", "соседних"}),
        ("всеобщий", {"всеобщего", "всеобщая", "всеобщее", "всеобщих"}),
        ("заводской", {"заводского", "заводская", "заводских"}),
    ],
)
def test_adjectives(word: str, some: set[str]) -> None:
    assert some <= set(adjective(word))
    assert adjective(word)[0] == word


@pytest.mark.parametrize("word", ["Россия", "посол", "ООН", "в", ""])
def test_what_is_no_adjective_stays(word: str) -> None:
    assert adjective(word) == (word,)


@pytest.mark.parametrize("language", [language for language in languages() if language not in DECLINING])
@given(text=st.text(max_size=30))
@settings(derandomize=True, deadline=None)
def test_a_language_that_does_not_decline(language: str, text: str) -> None:
    assert expand(language, text) == (text,)


@given(text=st.text(max_size=30))
@settings(derandomize=True, deadline=None)
def test_the_name_itself_is_a_form(text: str) -> None:
    assert expand("ru", text)[0] == text


@pytest.mark.parametrize("language", DECLINING)
def test_lines_are_in_order_and_well_formed(language: str) -> None:
    for name, forms in table(language).items():
        assert forms[0] == name
        assert len(set(forms)) == len(forms), name
        assert all(form == form.strip() and form for form in forms), name


def _names(language: str) -> Iterator[tuple[str, str]]:
    for code, entry in load("languages", language, "actors.yaml").items():
        for kind in ("names", "inhabitants", "capitals", "seats"):
            yield from ((code, name) for name in entry.get(kind, ()))
    for code, names in load("languages", language, "frameworks.yaml").items():
        yield from ((code, name) for name in names)
    places = load("languages", language, "places.yaml")
    for code, names in places["localities"].items():
        yield from ((code, name) for name in names if not name.islower())
    for office, entry in load("languages", language, "titles.yaml").items():
        if office != "honorifics":
            yield from ((office, form) for form in entry["forms"])


@pytest.mark.parametrize("language", DECLINING)
def test_every_name_has_its_line(language: str) -> None:
    """A name without one would be found in the nominative alone."""
    known = table(language)
    missing = [f"{code}: {name}" for code, name in _names(language) if name not in known and re.search("[а-я]{3}", name)]
    assert not missing, "add them to forms.txt (see CONTRIBUTING.md)"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("переговоры с Россией", "RUS"),
        ("правительству Вьетнама", "VNM"),
        ("в Организации Объединённых Наций", "UN"),
        ("в Организации Объединенных Наций", "UN"),
        ("по просьбе турецких властей", "TUR"),
        ("позиция Французской Республики", "FRA"),
    ],
)
def test_the_gazetteer_finds_names_in_every_case(text: str, code: str) -> None:
    assert code in {mention.code for mention in gazetteer("ru").find(text)["name"]}
