"""How Russian sentences are cut into words, and what the models read in place of names and abbreviations."""

from __future__ import annotations

import pytest

from verbale.errors import KnowledgeError
from verbale.pipelines.slovnet import rules as module
from verbale.pipelines.slovnet.rules import rules
from verbale.pipelines.slovnet.tokens import Tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(rules("ru"))


def cut(tokenizer: Tokenizer, text: str) -> list[tuple[str, str]]:
    """Form and reading of each word."""
    return [(text[word.start : word.end], word.read) for word in tokenizer.words(text)]


@pytest.mark.parametrize(
    ("text", "form", "read"),
    [
        ("Министр И.П.Соколов выступил.", "И.П.Соколов", "Соколов"),
        ("Министр И. П. Соколов выступил.", "И. П. Соколов", "Соколов"),
        ("Министр И.\u00a0П.\u00a0Соколову ответил.", "И.\u00a0П.\u00a0Соколову", "Соколову"),
        ("Встреча с Дж.Хардингом прошла.", "Дж.Хардингом", "Хардингом"),
        ("Встреча с А.-М. Лефевром прошла.", "А.-М. Лефевром", "Лефевром"),
        ("Визит И.Мамин-Сибирского завершён.", "И.Мамин-Сибирского", "Мамин-Сибирского"),
        ("Выступил И.П.СОКОЛОВ вчера.", "И.П.СОКОЛОВ", "Соколов"),
    ],
)
def test_a_name_with_its_initials_is_one_word_read_by_the_surname(tokenizer: Tokenizer, text: str, form: str, read: str) -> None:
    assert (form, read) in cut(tokenizer, text)


def test_initials_alone_are_one_word(tokenizer: Tokenizer) -> None:
    assert ("И.П.", "И.П.") in cut(tokenizer, "Выступил И.П. и ушёл.")


@pytest.mark.parametrize(
    ("text", "form", "read"),
    [
        ("В марте с.г. стороны встретились.", "с.г.", "года"),
        ("В марте с. г. стороны встретились.", "с. г.", "года"),
        ("Выделено 5 млн. рублей.", "млн.", "миллионов"),
        ("До 2030 г. включительно.", "г.", "года"),
        ("Встреча в г. Энске прошла.", "г.", "городе"),
        ("Под г. Энском прошла.", "г.", "городом"),
        ("В соответствии со ст. 5 договора.", "ст.", "статьей"),
        ("Нарушение п. 3 соглашения.", "п.", "пункта"),
        ("На основании п. п. 3 и 4.", "п. п.", "пунктов"),
        ("В XX в. этого не было.", "в.", "века"),
        ("Выступил на 5-м заседании.", "5-м", "первом"),
    ],
)
def test_an_abbreviation_is_one_word_read_as_what_it_stands_for(tokenizer: Tokenizer, text: str, form: str, read: str) -> None:
    assert (form, read) in cut(tokenizer, text)


@pytest.mark.parametrize(("text", "tail"), [("Это то, о чем речь, и где мы в.", ["в", "."]), ("См. об этом ст.", ["ст", "."]), ("До конца 2030 г.", ["г."])])
def test_what_is_no_abbreviation_at_the_end_leaves_its_full_stop(tokenizer: Tokenizer, text: str, tail: list[str]) -> None:
    assert [form for form, _ in cut(tokenizer, text)][-len(tail) :] == tail


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Резолюция 2254 (2015) и протокол №7/2.", ["Резолюция", "2254", "(", "2015", ")", "и", "протокол", "№", "7/2", "."]),
        ("«Российско-норландский» диалог – важен!", ["«", "Российско-норландский", "»", "диалог", "–", "важен", "!"]),
        ("12.03.2024 в 14:30...", ["12.03.2024", "в", "14:30", "..."]),
        ("Группа Г-20 и Су-27.", ["Группа", "Г-20", "и", "Су-27", "."]),
        ("", []),
        (" \u00a0\t\n", []),
    ],
)
def test_words_and_marks(tokenizer: Tokenizer, text: str, forms: list[str]) -> None:
    assert [form for form, _ in cut(tokenizer, text)] == forms


def test_a_heading_in_capitals_is_read_in_small_letters(tokenizer: Tokenizer) -> None:
    assert [read for _, read in cut(tokenizer, "О ВСТРЕЧЕ МИНИСТРОВ")] == ["о", "встрече", "министров"]


def test_special_abbreviations_are_abbreviations() -> None:
    found = rules("ru")
    special = found.after_number | found.before_noun | set(found.cased) | found.not_cased_after_number
    assert special <= set(found.abbreviations)
    assert found.not_cased_after_number <= set(found.cased)
    assert {case for cases in found.governed.values() for case in cases} <= {"Gen", "Dat", "Acc", "Ins", "Loc"}


def test_a_file_of_another_form_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda *_: {"initials": ["Дж"]})
    with pytest.raises(KnowledgeError, match=r"^languages/ru/pipeline\.yaml: .*abbreviations"):
        rules.__wrapped__("ru")
