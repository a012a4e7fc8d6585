"""Which language reports speak."""

from __future__ import annotations

import pytest

from verbale.locales import mark, ui_of_locale, words


@pytest.mark.parametrize(
    ("environment", "ui"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "ru_RU.KOI8-R"}, "ru"),
        ({"LANG": "fr_BE@euro"}, "fr"),
        ({"LANG": "fr-CA"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "../fr"}, "en"),
        ({"LC_MESSAGES": "ru_RU", "LANG": "fr_FR"}, "ru"),
        ({"LC_ALL": "C", "LC_MESSAGES": "ru_RU", "LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "fr_FR", "LC_MESSAGES": "ru_RU"}, "fr"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_TIME": "fr_FR", "LANG": "en_US"}, "en"),
    ],
)
def test_the_locale_chooses(environment: dict[str, str], ui: str) -> None:
    assert ui_of_locale(environment) == ui


@pytest.mark.parametrize("ui", ["de", "", "FR", "../fr"])
def test_a_language_that_is_not_there(ui: str) -> None:
    with pytest.raises(ValueError, match=r"is no language of reports; choose one of en, fr, ru"):
        words(ui)


def test_english_is_the_language_of_the_messages() -> None:
    assert words("en").gettext("No statements.") == "No statements."
    assert words("fr").gettext("No statements.") == "Aucun énoncé."
    assert mark("No statements.") == "No statements."
