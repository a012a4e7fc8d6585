"""Search results as people and programs see them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from verbale.exports.json import encode, statement_to_dict
from verbale.record import Due, Statement
from verbale.register import Hit, Mention, Register, Result
from verbale.register.pledges import Outcome, Pledge
from verbale.register.showing import (
    CSV_COLUMNS,
    concordance,
    csv_head,
    csv_line,
    fields_of,
    hit_to_dict,
    lines,
    pledge_lines,
    result_to_dict,
)

NASTY = "\x1b[31m\x07\x00\r\x9b2J\u202e\u2066\x7f\x85"


@pytest.fixture(scope="module")
def said(make: SimpleNamespace) -> Statement:
    (statement, _) = make.full().statements
    return statement


@pytest.fixture(scope="module")
def hit(said: Statement) -> Hit:
    at = said.evidence.text.index("forces")
    return Hit(
        ref="57.120",
        date="2021-11-12",
        statement=said,
        title="Entretien à Paris",
        issuer=("FRA",),
        language="fr",
        uri="https://example.org/a",
        before="Avant. ",
        after=" Après.",
        marked=((at, at + 6),),
        repeated=(Mention("58.3", "2021-10-01", 2), Mention("59.3", None, 3)),
        score=2.345,
        judged=True,
    )


def saying(hit: Hit, make: SimpleNamespace, evidence: str, cue: str | None = None, **values: Any) -> Hit:
    (statement,) = make.record(make.said(evidence, evidence[:1] if cue is None else cue, **values)).statements
    return replace(hit, statement=statement, marked=())


def test_json_has_everything(hit: Hit, said: Statement) -> None:
    page = Result(3, False, (hit,), {"act": (("call", 2), ("warn", 1))}, "12.3.4")
    made = json.loads(encode(result_to_dict(page)))
    assert made.keys() == {"total", "is_exact", "hits", "facets", "next"}
    assert (made["total"], made["is_exact"], made["next"], made["facets"]) == (3, False, "12.3.4", {"act": {"call": 2, "warn": 1}})
    (found,) = made["hits"]
    assert found == hit_to_dict(hit)
    assert list(found) == ["ref", "date", "title", "issuer", "language", "uri", "statement", "marked", "repeated", "score", "judged"]
    assert found["statement"] == statement_to_dict(said)
    (span,) = found["marked"]
    assert said.evidence.text[slice(*span)] == "forces"
    assert found["repeated"] == [{"ref": "58.3", "date": "2021-10-01"}, {"ref": "59.3", "date": None}]


def rows(*hits: Hit) -> list[dict[str, str]]:
    text = csv_head() + "".join(map(csv_line, hits))
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_table_has_a_row_for_each_hit(hit: Hit, said: Statement) -> None:
    (row,) = rows(hit)
    assert tuple(row) == CSV_COLUMNS
    assert row == {
        "ref": "57.120", "date": "2021-11-12", "language": "fr", "issuer": "FRA", "act": "call", "strength": "4", "speaker": "DEU FRA", "addressee": "RUS:GOV",
        "target": "RUS:MIL", "topics": "terrorism", "places": "UKR", "frameworks": "UNSCR2202", "reiterated": "true", "hypothetical": "true", "negated": "true",
        "joint": "true", "due": "2022-02", "cue": "appelé", "evidence": said.evidence.text, "title": "Entretien à Paris", "uri": "https://example.org/a",
        "repeated": "58.3 59.3", "score": "2.345",
    }  # fmt: skip


@pytest.mark.parametrize(
    "odd",
    [
        'dit "non", puis; rien',
        "sur\ndeux lignes",
        "avec\r\nfins de ligne",
        pytest.param("avec\rfins anciennes"),
        "\u2028 et \x85",
        "NUL \x00 ici",
    ],
    ids=ascii,
)
def test_a_table_keeps_every_character(hit: Hit, make: SimpleNamespace, odd: str) -> None:
    (row, _) = rows(replace(saying(hit, make, f"Paris {odd}."), title=odd), hit)
    assert (row["evidence"], row["title"]) == (f"Paris {odd}.", odd)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r\n"])
def test_no_cell_is_a_formula(hit: Hit, make: SimpleNamespace, begin: str) -> None:
    formula = f'{begin}HYPERLINK("http://example.org";"x")'
    row, _ = rows(replace(saying(hit, make, formula, "HYPERLINK"), title=formula, uri=formula), hit)
    assert {row[name] for name in ("evidence", "title", "uri")} == {"'" + formula}


def test_what_utf8_cannot_hold_is_replaced_in_a_table(hit: Hit) -> None:
    (row,) = rows(replace(hit, title="Point \ud800"))
    assert row["title"] == "Point ?"


def test_a_page_for_people(hit: Hit) -> None:
    facets = {"act": tuple((f"act{number}", 9 - number) for number in range(8)), "speaker": (("FRA", 3),), "addressee": (), "year": (("2021", 12345),)}
    text = "\n".join(lines(Result(12345, False, (hit,), facets, "12.3.4")))
    head, body = text.split("\n\n", 1)
    assert head.splitlines() == [
        "Statements: 12,345 and more",
        "  Acts: act0 9 · act1 8 · act2 7 · act3 6 · act4 5 · act5 4 · +2",
        "  Speakers: FRA 3",
        "  Years: 2021 12,345",
    ]
    assert body.splitlines() == [
        "2021-11-12  ●●●●○ calls  Germany, France → Russia (authorities)  [57.120]",
        "    Paris et Berlin ont de nouveau appelé Moscou à retirer ses **forces** d'ici février 2022.",
        "    — Entretien à Paris (France)",
        "    also said: 2021-10-01, ?",
        "",
        "More: --after 12.3.4",
    ]
    whole = "\n".join(lines(Result(1, True, (hit,), facets, "12.3.4"), is_first=False, is_whole=True))
    assert "Statements" not in whole
    assert "--after" not in whole


@pytest.mark.parametrize(
    ("ui", "words"),
    [
        ("fr", ("Énoncés\u00a0: ", "dit aussi\u00a0: ", "Suite\u00a0: --after", "Allemagne, France → Russie")),
        ("ru", ("Высказывания: ", "сказано также: ", "Далее: --after", "Германия, Франция → Россия")),
    ],
)
def test_a_page_in_other_languages(hit: Hit, ui: str, words: tuple[str, ...]) -> None:
    text = "\n".join(lines(Result(1, True, (hit,), {"act": (("call", 1),)}, "1.2.3"), ui))
    for word in words:
        assert word in text


def test_many_dates_are_counted(hit: Hit) -> None:
    many = replace(hit, repeated=tuple(Mention(f"{number}.1", f"2020-01-{number:02}", number) for number in range(1, 13)))
    assert "2020-01-08 +4" in "\n".join(lines(Result(13, True, (many,))))


def test_a_page_without_hits() -> None:
    assert list(lines(Result(0, True, ()))) == ["Statements: 0"]
    assert list(concordance(Result(0, True, ()))) == []


@pytest.fixture(scope="module")
def shelf(sqlite_new: Callable[[], str], make: SimpleNamespace) -> Iterator[Register]:
    with Register(sqlite_new()) as register:
        variants = (("Ainsi, ", "hier "), ("Or, ", "là "), ("", "soir "), ("Donc, ", ""))
        said = "{}Le ministre a condamné l'attaque, puis encore l'attaque du port, {}."
        register.add(make.record(*(make.said(said.format(begin * 5, end * 5), "condamné") for begin, end in variants)), "x:1")
        register.add(make.record(make.said("L'attaque\nest\tla   pire.", "est"), title="Point"), "x:2")
        register.add(make.record(make.said("Attaque", "Attaque"), published=None, title=None, issuer=()), "x:3")
        yield register


def test_a_concordance_is_aligned(shelf: Register) -> None:
    page = shelf.search("attaque", limit=50)
    shown = list(concordance(page))
    assert len(shown) == sum(len(hit.marked) for hit in page.hits) >= 6
    assert {line.index("**") for line in shown} == {12 + 45}
    assert {len(line[: line.rindex("  ")]) for line in shown} == {12 + 45 + 2 + len("attaque") + 2 + 45}
    assert {line[line.index("**") + 2 : line.rindex("**")].lower() for line in shown} == {"attaque"}
    assert all("\n" not in line and "\t" not in line for line in shown)
    assert {line[:10] for line in shown} == {"2021-11-12", "????-??-??"}
    assert all(re.search(r"FRA condemn \[\d+\.\d+]$", line) for line in shown)
    assert any("est la pire." in line for line in shown)


def test_a_concordance_without_words_is_aligned_on_the_cue(shelf: Register) -> None:
    page = shelf.search(limit=50)
    shown = list(concordance(page, marks=("[", "]")))
    assert len(shown) == len(page.hits)
    assert {line.index("[") for line in shown} == {12 + 45}
    assert {line[line.index("[") + 1 : line.index("]")] for line in shown} == {"condamné", "est", "Attaque"}


def test_a_page_without_date_and_title(shelf: Register) -> None:
    (hit,) = [one for one in shelf.search("attaque", limit=50).hits if one.date is None]
    shown = list(lines(Result(1, True, (hit,))))
    assert shown[2].startswith("????-??-??  ●●●○○ condemns  France  [")
    assert shown[3:] == ["    **Attaque**"]


def test_the_fields_of_a_statement(said: Statement) -> None:
    assert dict(fields_of(said)) == {
        "act": "call 4", "speaker": "DEU FRA", "addressee": "RUS:GOV", "target": "RUS:MIL", "topics": "terrorism", "places": "UKR", "frameworks": "UNSCR2202",
        "flags": "joint reiterated hypothetical negated", "due": "month 2022-02 d'ici février 2022", "content": "retirer ses forces",
    }  # fmt: skip
    bare = replace(said, speaker=(), addressee=(), target=(), topics=(), places=(), frameworks=(), joint=False, reiterated=False, hypothetical=False)
    assert dict(fields_of(replace(bare, negated=False, due=None, content=None))) == {"act": "call 4", "speaker": "—", "addressee": "—"}


def pledge(hit: Hit, **values: Any) -> Pledge:
    said = Outcome("57.120", "met", f"note{NASTY}", "https://example.org", f"A.{NASTY} Desk", "2022-03-01T10:00:00.000000Z")
    return replace(Pledge(hit, "asked", ("RUS:GOV",), "2022-02-28", "met", (said,)), **values)


def test_a_pledge_for_people(hit: Hit) -> None:
    assert next(pledge_lines(pledge(hit))) == "2022-02-28  met  Russia (authorities)  (calls: Germany, France → Russia (authorities), 2021-11-12)  [57.120]"
    assert list(pledge_lines(pledge(hit)))[-1].startswith("    2022-03-01 met (A.")
    assert next(pledge_lines(pledge(hit), "fr")).startswith("2022-02-28  tenu  Russie")
    assert next(pledge_lines(pledge(hit, status="open"), "ru")).startswith("2022-02-28  открыто  Россия")
    soon = replace(hit, statement=replace(hit.statement, due=Due("soon", None, None)))
    assert next(pledge_lines(pledge(soon, due=None))).startswith("soon        met")
    never = replace(hit, statement=replace(hit.statement, due=None))
    assert next(pledge_lines(pledge(never, due=None, by=()))).startswith("—           met  ?  (")


def is_safe(line: str) -> bool:
    return not any(
        unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for character in line
    )


def test_nothing_of_a_text_steers_a_terminal(hit: Hit, make: SimpleNamespace) -> None:
    evidence = f"Paris {NASTY} condamne {NASTY} l'attaque {NASTY}."
    bad = saying(hit, make, evidence, f"condamne {NASTY}", content=f"l'attaque {NASTY}", due=Due("soon", None, NASTY))
    at = evidence.index("l'attaque")
    bad = replace(bad, title=f"Point {NASTY}", before=NASTY, after=NASTY, marked=((at, at + 12),))
    shown = [*lines(Result(1, True, (bad,))), *concordance(Result(1, True, (bad, replace(bad, marked=())))), *pledge_lines(pledge(bad))]
    shown += [f"{name} {value}" for name, value in fields_of(bad.statement)]
    assert len(shown) >= 10
    for line in shown:
        assert is_safe(line), ascii(line)
    assert "\x1b" not in encode(hit_to_dict(bad))
