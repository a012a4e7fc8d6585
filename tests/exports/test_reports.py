"""Reports for people: text, Markdown, a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from verbale.exports import FORMATS, exporter
from verbale.exports.labels import actor_label, topic_label
from verbale.exports.phrasing import date_in_words
from verbale.exports.report import NO_TOPIC, cut, report
from verbale.exports.terminal import print_record
from verbale.record import Document, Record, Span, Statement


def drawn(record: Record, width: int = 100, *, is_terminal: bool = True) -> str:
    stream = io.StringIO()
    print_record(record, Console(file=stream, force_terminal=is_terminal, width=width, highlight=False, color_system="standard" if is_terminal else None))
    return stream.getvalue()


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_report_says_everything(record: Record, name: str) -> None:
    text = exporter(name).render(record)
    for words in (
        "Entretien de la ministre", "France", "12 November 2021", "Paris", "CCQS", "Hélène Vauquelin, ministre de l'Europe", "Anton Mirov",
        "condemns", "●●●●●", "calls", "●●○○○", "France → Russia", "reiterated", "hypothetical", "negated", "jointly", "January 2022", "0.42",
        "Russia (military)", "NORMANDY", "Ukraine",
    ):  # fmt: skip
        assert words in text, words
    assert text.endswith("\n")


def test_statements_stand_under_their_topics(record: Record) -> None:
    sections = report(record).sections
    assert [section.heading for section in sections] == ["Attacks on civilians", "Territorial integrity and sovereignty", NO_TOPIC]
    assert [line.number for section in sections for line in section.lines] == [1, 2, 3]


def test_statements_stand_under_the_headings_of_the_text() -> None:
    text = "Point de presse\n\n## Ukraine\n\nParis condamne l'attaque.\n\n## Mali\n\nParis salue l'accord.\n"

    def said(cue: str, evidence: str) -> tuple[Span, Span]:
        a, b = text.index(cue), text.index(evidence)
        return Span(a, a + len(cue), cue), Span(b, b + len(evidence), evidence)

    statements = tuple(
        Statement(act, 2, ("FRA",), False, (), (), ("crime-drugs",), (), (), cue, None, evidence)
        for act, (cue, evidence) in (("condemn", said("condamne", "Paris condamne l'attaque")), ("welcome", said("salue", "Paris salue l'accord")))
    )
    shown = report(Record(Document(text, "Point de presse"), None, statements))
    assert [section.heading for section in shown.sections] == ["Ukraine", "Mali"]
    assert shown.sections[0].lines[0].notes == f"topics: {topic_label('crime-drugs')}"


def test_the_cue_is_marked(record: Record) -> None:
    assert "La ministre *a fermement condamné* *l'attaque* de Kharkiv" in exporter("text").render(record)
    assert "La ministre **a fermement condamné** \\*l'attaque\\* de Kharkiv" in exporter("markdown").render(record)
    assert "a fermement condamné\x1b[0m" in drawn(record)


def test_a_cue_outside_the_evidence_marks_nothing() -> None:
    assert cut(Span(10, 14, "abcd"), Span(2, 4, "xy")) == ("abcd", "", "")


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_text_cannot_steer_the_terminal(record: Record, name: str) -> None:
    assert "\x1b" in record.document.text
    assert "\x1b" not in exporter(name).render(record)
    assert "\x1b[2J" not in drawn(record)


def test_markup_of_the_terminal_library_is_shown_as_it_is(record: Record) -> None:
    title = "[red]Paris[/red] :smile:"
    assert "[red]Paris[/red] :smile:" in drawn(replace(record, document=replace(record.document, title=title)))


def test_a_narrow_terminal(record: Record) -> None:
    assert all(len(line) <= 40 for line in drawn(record, width=40, is_terminal=False).splitlines())


def test_low_confidence_is_shown_and_high_is_not(record: Record) -> None:
    text = exporter("text").render(record)
    assert text.count("unsure") == 1
    assert "unsure: 0.42" in drawn(record)


@pytest.mark.parametrize("name", FORMATS)
def test_a_record_with_nothing_in_it(name: str) -> None:
    text = exporter(name).render(Record(Document(""), None, ()))
    assert text.endswith("\n")
    if name in ("text", "markdown"):
        assert "No statements." in text


def test_drawing_a_record_with_nothing_in_it() -> None:
    assert "No statements." in drawn(Record(Document(""), None, ()))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_yields_the_same_characters(record: Record, name: str) -> None:
    assert exporter(name).render(record) == exporter(name).render(record)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("FRA", "France"), ("XKX", "Kosovo"), ("MLI:GOV", "Mali (authorities)"), ("NATO", "NATO"), ("WAGNER", "Wagner"), ("WESTERN-BALKANS", "Western Balkans"),
        ("EU", "EU"), ("INTL", "the international community"), ("RUS:XYZ", "Russia (XYZ)"), ("G5-SAHEL", "G5-SAHEL"), ("USA", "United States"),
    ],
)  # fmt: skip
def test_actors_in_words(code: str, label: str) -> None:
    assert actor_label(code) == label


@pytest.mark.parametrize(
    ("date", "words"),
    [("2021-11-12", "12 November 2021"), ("2022-01", "January 2022"), ("2022", "2022"), ("2021-13-40", "2021-13-40"), ("2022-01/2022-03", "2022-01/2022-03")],
)
def test_dates_in_words(date: str, words: str) -> None:
    assert date_in_words(date) == words
