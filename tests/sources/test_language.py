"""Which language a text is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.errors import UnsupportedLanguageError
from verbale.languages.data import languages
from verbale.sources.language import check_language, choose_language, language_name

GOLD = Path(__file__).parents[1] / "gold"


@pytest.mark.parametrize("path", sorted(GOLD.rglob("*.txt")), ids=lambda path: path.stem)
def test_communiques(path: Path) -> None:
    """The gold says in its files' names which language a text is in."""
    assert choose_language(path.read_text(encoding="utf-8")) == path.suffixes[-2].removeprefix(".")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Il ministro ha condannato l'attentato e ha invitato le parti alla moderazione.", "Italian"),
        ("Міністр засудив напад і закликав сторони до стриманості. Україна вимагає негайного припинення вогню.", "Ukrainian"),
        ("Министърът осъди нападението и призова страните към сдържаност, като подчерта значението на диалога.", "Bulgarian"),
        ("Die Ministerin verurteilte den Anschlag und rief die Parteien zur Zurückhaltung auf.", "German"),
        ("La ministra condenó el atentado y llamó a las partes a la moderación.", "Spanish"),
        ("أدان الوزير الهجوم الإرهابي ودعا الأطراف إلى ضبط النفس", "Arabic"),
    ],
)
def test_another_language_is_named_in_words(text: str, name: str) -> None:
    with pytest.raises(UnsupportedLanguageError) as caught:
        choose_language(text)
    assert name in str(caught.value)
    assert "French (fr)" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["", "123 456", "Lemogang Tsheko.", "13 JUIN 2024", "Ramlan Bin Ibrahim (Malaisie):", "1.250e+00 2.500e+00 3.750e-01\n" * 20],
)
def test_texts_that_show_no_language_are_not_refused(text: str) -> None:
    assert choose_language(text) in languages()


def test_a_short_text() -> None:
    assert choose_language("Paris condamne.") == "fr"


def test_a_quotation_in_another_language_does_not_count() -> None:
    text = "La France a pris acte de la déclaration de Washington. « We call on all parties to show restraint », y lit-on. Elle appelle aussi à la retenue."
    assert choose_language(text) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "The ministers condemned the attack and called on the parties to show restraint.",
        "The ministers welcomed the agreement.",
        "Déclaration conjointe\n\nThe ministers of France and Germany met in Paris and discussed the situation. They called on the parties to show restraint.",
    ],
)
def test_english(text: str) -> None:
    assert choose_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Министры осудили нападение и призвали стороны проявлять сдержанность.",
        "Москва осуждает.",
        "Подчёркнута важность диалога.",
        "Joint statement\n\nМинистры обсудили ситуацию в Сирии и призвали стороны к диалогу.",
        "Déclaration conjointe\n\nМинистры обсудили ситуацию в Сирии и призвали стороны к диалогу.",
        "Press release No. 412-09-03-2024\n\n9 марта с.г. состоялся телефонный разговор министров.\n\nMore information",
    ],
)
def test_russian(text: str) -> None:
    assert choose_language(text) == "ru"


def test_a_russian_body_with_an_english_title_and_quotation() -> None:
    text = (
        "Statement by the Ministry of Foreign Affairs of the Russian Federation\n\n12 November 2024\n\n"
        "МИД России решительно осуждает нападение в Кабуле и призывает стороны к сдержанности. We call on all parties to show restraint. "
        "Подтверждена готовность содействовать диалогу."
    )
    assert choose_language(text) == "ru"


def test_a_russian_title_over_an_english_body() -> None:
    text = "Совместное заявление\n\nThe ministers of the two countries met in Moscow and discussed the situation. They called on the parties to show restraint."
    assert choose_language(text) == "en"


def test_the_body_decides_and_not_the_title() -> None:
    text = "Joint statement of the ministers\n\nLes ministres de la France et de l'Allemagne se sont réunis à Paris et ont évoqué la situation au Sahel."
    assert choose_language(text) == "fr"


def test_a_language_that_is_asked_for() -> None:
    assert check_language(" FR ") == "fr"
    with pytest.raises(UnsupportedLanguageError, match="French"):
        check_language("xx")


def test_names_of_languages() -> None:
    assert language_name("ru") == "Russian"
    assert language_name("xx") == "xx"
