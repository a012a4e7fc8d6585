"""Reports in the languages of their readers."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from verbale.exports import exporter
from verbale.exports.explanation import explain
from verbale.exports.labels import act_label, actor_label, framework_label, framework_name, topic_label, with_code
from verbale.exports.phrasing import colon, date_in_words, decimal, joined, quoted
from verbale.exports.report import report
from verbale.exports.terminal import print_record
from verbale.languages.data import languages
from verbale.locales import ui_languages
from verbale.record import Document, Participant, Record

TITLE = "Entretien de la ministre avec son homologue russe (Paris, 12 novembre 2021)"

needs_russian = pytest.mark.skipif("ru" not in languages(), reason="LABELS OF ACTORS IN RUSSIAN ARE NOT TESTED: the folder languages/ru does not exist yet")


def drawn(record: Record, ui: str, width: int) -> list[str]:
    stream = io.StringIO()
    print_record(record, Console(file=stream, width=width, highlight=False, markup=False, color_system=None), ui)
    return stream.getvalue().splitlines()


def test_a_report_in_french(record: Record) -> None:
    lines = exporter("text").render(record, "fr").splitlines()
    assert lines[:7] == [
        TITLE,
        "=" * len(TITLE),
        "Émetteur\u00a0:            France",
        "Nature\u00a0:              compte rendu",
        "Date de publication\u00a0: 12 novembre 2021",
        "Rencontre\u00a0:           Entretien, 12 novembre 2021, Paris (France)",
        "Cadre\u00a0:               Conseil de coopération sur les questions de sécurité",
    ]
    text = "\n".join(lines)
    for words in (
        "France (hôte)\u00a0:       Hélène Vauquelin, ministre de l'Europe",
        "Inconnu\u00a0:             (sans nom)",
        "   1. ●●●●● condamne\u00a0: France\n      «\u00a0La ministre *a fermement condamné* *l'attaque* de Kharkiv\u00a0»\n",
        "concerne\u00a0: Russie (forces armées)\u202f; aussi\u00a0: intégrité territoriale et souveraineté\u202f; lieux\u00a0:\n      Ukraine\n",
        "   2. ●●○○○ appelle\u00a0: France → Russie  (incertain\u00a0: 0,42)",
        "réitéré\u202f; hypothétique\u202f; échéance\u00a0: janvier 2022 («\u00a0d'ici janvier 2022\u00a0»)",
        "   3. ●○○○○ évoquent\u00a0: France, Russie",
        "à la forme négative\u202f; conjointement",
        "\nAttaques contre les civils\n",
        "\nAutres\n",
    ):
        assert words in text, words


def test_a_report_in_russian(record: Record) -> None:
    lines = exporter("text").render(record, "ru").splitlines()
    assert lines[2:6] == [
        "Источник:                      Франция",
        "Вид:                           сообщение о контакте",
        "Дата публикации:               12 ноября 2021 г.",
        "Контакт:                       Встреча, 12 ноября 2021 г., Paris (Франция)",
    ]
    text = "\n".join(lines)
    for words in (
        "Франция (принимающая сторона): Hélène Vauquelin, ministre de l'Europe",
        "   1. ●●●●● осуждает: Франция\n      «La ministre *a fermement condamné* *l'attaque* de Kharkiv»\n",
        "(вооружённые силы); также: территориальная целостность и суверенитет; места:\n      Украина\n",
        "   2. ●●○○○ призывает: Франция → Россия  (неуверенно: 0,42)",
        "повторно; гипотетически; срок: январь 2022 г. («d'ici janvier 2022»)",
        "   3. ●○○○○ обсуждают: Франция, Россия",
        "с отрицанием; совместно",
        "\nНападения на гражданских лиц\n",
        "\nПрочее\n",
    ):
        assert words in text, words


def test_markdown_in_french(record: Record) -> None:
    text = exporter("markdown").render(record, "fr")
    assert "- **Émetteur\u00a0:** France\n" in text
    assert "**2\\. appelle** ●●○○○ · France → Russie · *incertain\u00a0: 0,42*" in text


@pytest.mark.parametrize("name", ["json", "jsonl"])
@pytest.mark.parametrize("ui", ui_languages())
def test_formats_for_programs_are_the_same_in_all(record: Record, name: str, ui: str) -> None:
    assert exporter(name).render(record, ui) == exporter(name).render(record)


@pytest.mark.parametrize("ui", ui_languages())
@pytest.mark.parametrize("name", ["text", "markdown"])
def test_the_words_of_the_text_stay_as_they_are(record: Record, name: str, ui: str) -> None:
    text = exporter(name).render(record, ui)
    for quoted_ in ("a fermement condamné", "d'ici janvier 2022", "Hélène Vauquelin, ministre de l'Europe", TITLE):
        assert quoted_ in text


@pytest.mark.parametrize("ui", ui_languages())
def test_facts_stand_under_one_another(record: Record, ui: str) -> None:
    shown = report(record, ui)
    facts = (*shown.facts, *shown.encounter)
    lines = exporter("text").render(record, ui).splitlines()[2 : 2 + len(facts)]
    columns = {line.index(value) for line, (_, value) in zip(lines, facts, strict=True)}
    assert len(columns) == 1
    on_terminal = [line for line in drawn(record, ui, 120) if any(line.startswith(name) and line.rstrip().endswith(value) for name, value in facts)]
    assert len({line.rindex(value) for line, (_, value) in zip(on_terminal, facts, strict=True)}) == 1


@pytest.mark.parametrize("ui", ui_languages())
@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_keep_to_a_terminal(record: Record, ui: str, width: int) -> None:
    lines = drawn(record, ui, width)
    assert all(len(line.rstrip()) <= width for line in lines)
    assert not [line for line in lines if line.rstrip(" ").endswith(("«", "«\u00a0", "\u00a0", "\u202f"))]


def test_a_language_that_is_not_there(record: Record) -> None:
    for use in (lambda: report(record, "de"), lambda: exporter("text").render(record, "de"), lambda: explain(record, [1], "de")):
        with pytest.raises(ValueError, match="'de' is no language of reports"):
            use()


@pytest.mark.parametrize(("ui", "words"), [("en", "No statements."), ("fr", "Aucun énoncé."), ("ru", "Высказываний нет.")])
def test_a_record_with_nothing_in_it(ui: str, words: str) -> None:
    nothing = Record(Document(""), None, ())
    assert words in exporter("text").render(nothing, ui)
    assert words in exporter("markdown").render(nothing, ui)
    assert any(words in line for line in drawn(nothing, ui, 80))
    assert explain(nothing, [], ui) == words + "\n"


def test_an_explanation_in_french(record: Record) -> None:
    text = explain(record, [2], "fr")
    assert text.startswith("Énoncé 2\u00a0: appelle (call) ●●○○○  France → Russie  (confiance\u00a0: 0,42)\n")
    for words in (
        "  acte\u00a0: appelle (call)\n      marqueur appeler (verbe)\u00a0: main clause  «\u00a0a appelé\u00a0» [",
        "  locuteur\u00a0: FRA\n      pronom elle\u00a0: le sujet précédent\u00a0: FRA",
        "  conjoint\u00a0: non\n      par défaut\u00a0: rien dans la proposition n'indique autre chose",
        "  acteur concerné\u00a0: néant\n",
        "  thèmes\u00a0: intégrité territoriale et souveraineté (territorial-integrity)\n",
        "  échéance\u00a0: mois, 2022-01, d'ici janvier 2022\n",
    ):
        assert words in text, words


def test_an_explanation_in_russian(record: Record) -> None:
    text = explain(record, [2], "ru")
    assert text.startswith("Высказывание 2: призывает (call) ●●○○○  Франция → Россия  (уверенность: 0,42)\n")
    for words in (
        "  говорящий: FRA\n      местоимение elle: прежнее подлежащее: FRA  «Elle» [",
        "  сила: 2\n      основа 2: без усиления и смягчения\n",
        "  срок: месяц, 2022-01",
    ):
        assert words in text, words


# --- labels -----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ui", "speakers", "label"),
    [("en", 1, "welcomes"), ("en", 2, "welcomes"), ("fr", 0, "salue"), ("fr", 1, "salue"), ("fr", 2, "saluent"), ("fr", 27, "saluent"),
     ("ru", 1, "приветствует"), ("ru", 2, "приветствуют"), ("ru", 5, "приветствуют"), ("ru", 21, "приветствуют")],
)  # fmt: skip
def test_acts_agree_with_who_performs_them(ui: str, speakers: int, label: str) -> None:
    assert act_label("welcome", ui, speakers) == label


def test_the_same_word_is_an_act_and_a_topic() -> None:
    assert act_label("sanction", "fr"), topic_label("sanctions", "fr") == ("sanctionne", "sanctions")
    assert act_label("sanction", "ru"), topic_label("sanctions", "ru") == ("вводит санкции", "санкции")


def test_codes_that_the_codebook_does_not_know() -> None:
    assert (act_label("shout", "fr"), topic_label("weather", "fr"), actor_label("XYZ", "fr"), framework_label("XYZ", "fr")) == (
        "shout",
        "weather",
        "XYZ",
        "XYZ",
    )


def test_a_code_stands_beside_its_label_but_in_english() -> None:
    assert with_code("calls", "call", "en") == "call"
    assert with_code("appelle", "call", "fr") == "appelle (call)"


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("FRA", "France"), ("USA", "États-Unis"), ("XKX", "Kosovo"), ("EU", "Union européenne"), ("NATO", "OTAN"), ("MLI:GOV", "Mali (autorités)"),
        ("SAHEL", "Sahel"), ("WESTERN-BALKANS", "Balkans occidentaux"), ("INTL", "communauté internationale"), ("RUS:XYZ", "Russie (XYZ)"),
    ],
)  # fmt: skip
def test_actors_in_french(code: str, label: str) -> None:
    assert actor_label(code, "fr") == label


@pytest.mark.parametrize(("code", "label"), [("FRA", "Франция"), ("RUS:MIL", "Россия (вооружённые силы)"), ("INTL", "международное сообщество")])
def test_states_in_russian(code: str, label: str) -> None:
    assert actor_label(code, "ru") == label


@needs_russian
@pytest.mark.parametrize(("code", "label"), [("NATO", "НАТО"), ("EU", "Европейский союз"), ("SAHEL", "Сахель")])
def test_organisations_in_russian(code: str, label: str) -> None:
    assert actor_label(code, "ru").casefold() == label.casefold()


def test_frameworks() -> None:
    assert (framework_label("UN-CHARTER"), framework_label("UNSCR-2585")) == ("UN-CHARTER", "UNSCR-2585")
    assert framework_label("UN-CHARTER", "fr") == "charte des Nations unies"
    assert framework_label("UNSCR-2585", "fr") == "résolution 2585 du Conseil de sécurité"
    assert framework_label("UNSCR-2585", "ru") == "резолюция 2585 Совета Безопасности"
    assert framework_name("UN-CHARTER") == "Charter of the United Nations"


def test_the_label_of_a_participant_begins_with_a_capital(record: Record) -> None:
    assert record.encounter is not None
    wagner = replace(record.encounter, participants=(Participant("Anton Mirov", None, "WAGNER", "peer"),))
    assert report(replace(record, encounter=wagner), "fr").encounter[-1] == ("Groupe Wagner (participant)", "Anton Mirov")


# --- phrasing ---------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "french", "russian"),
    [
        ("2021-11-12", "12 novembre 2021", "12 ноября 2021 г."),
        ("2021-11-01", "1er novembre 2021", "1 ноября 2021 г."),
        ("2022-01", "janvier 2022", "январь 2022 г."),
        ("2022", "2022", "2022 г."),
        ("0000", "0000", "0000"),
        ("2022-01/2022-03", "2022-01/2022-03", "2022-01/2022-03"),
    ],
)
def test_dates_in_words(date: str, french: str, russian: str) -> None:
    assert date_in_words(date, "fr") == french
    assert date_in_words(date, "ru") == russian


def test_figures_quotations_colons_and_lists() -> None:
    assert [decimal(0.665, 2, ui) for ui in ("en", "fr", "ru")] == ["0.67", "0,67", "0,67"]
    assert [quoted("x", ui) for ui in ("en", "fr", "ru")] == ["“x”", "«\u00a0x\u00a0»", "«x»"]
    assert [colon("x", ui) for ui in ("en", "fr", "ru")] == ["x:", "x\u00a0:", "x:"]
    assert [joined("xy", ui) for ui in ("en", "fr", "ru")] == ["x; y", "x\u202f; y", "x; y"]


def test_braces_in_a_text_are_no_names() -> None:
    assert quoted("{name}", "fr") == "«\u00a0{name}\u00a0»"
