"""From a text to its pieces."""

from __future__ import annotations

import random
import time

import pytest

from verbale.languages.data import load
from verbale.reading.dates import date_forms, find_dates
from verbale.reading.reader import Reader
from verbale.reading.text import plain, split

CHROME = tuple(load("languages", "fr", "chrome.yaml"))
ABBREVIATIONS = frozenset({"m", "mme", "s.e"})


def pieces(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in split(text, CHROME, ABBREVIATIONS)]


def test_one_sentence_alone_is_no_title() -> None:
    assert [kind for kind, _ in pieces("La France salue cet accord.")] == ["body"]


def test_initials_and_abbreviations_end_no_sentence() -> None:
    assert len(pieces("Titre\n\nM. Donald J. Martin a reçu Mme. Keller. Ils ont parlé.")) == 3


@pytest.mark.parametrize("line", ["Citations :", "Date de modification :", "Dernière modification : 20/06/2022", "Liens connexes", "Revoir la déclaration :"])
def test_site_furniture(line: str) -> None:
    assert pieces(f"Titre\n\nLa France salue cet accord.\n\n{line}\n")[-1][0] == "chrome"


def test_hard_wrapped_lines_are_joined_under_a_long_title() -> None:
    lines = ["La Suisse condamne avec vigueur l'attentat commis hier au sud de la ville, et"]
    lines = [*lines, "présente ses condoléances aux familles des victimes de ce nouvel acte, qui a"] * 4
    title = "Un titre qui est bien plus long que toutes les autres lignes de ce texte, comme il arrive souvent dans les communiqués"
    found = pieces(f"{title}\n\n" + "\n".join(lines) + "\n")
    assert [kind for kind, _ in found] == ["title", "body"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("du jeudi 25 au samedi 27 avril 2019", "2019-04-25"),
        ("les 22 et 23 janvier 2024", "2024-01-22"),
        ("le 1er décembre 2011", "2011-12-01"),
        ("2024/2/18", "2024-02-18"),
        ("le 31 février 2024", None),
    ],
)
def test_dates(text: str, first: str | None) -> None:
    forms = date_forms("fr")
    assert find_dates(text, forms)[0].iso(None) == first


def test_any_text_is_read_and_offsets_hold() -> None:
    reader, rnd = Reader("fr"), random.Random(7)  # noqa: S311 -- the same texts every time
    known = "le ministre président de du France Jean Dupont M. , . : « » 12 mars 2021 a reçu homologue nous déclaration conjointe et à ( ) -"
    words = [*known.split(), "\n", "\x00", "中"]
    for _ in range(150):
        text = " ".join(rnd.choice(words) for _ in range(rnd.randint(0, 50)))
        prepared = reader.prepare(text)
        assert prepared.view == plain(text)
        assert all(0 <= p.start < p.end <= len(text) for p in prepared.spoken)


@pytest.mark.parametrize("unit", ["A. ", "ministre de la ", "le président Jean Dupont, ", "nous, ", "12 et ", "Son Excellence ", "déclaration conjointe "])
def test_reading_takes_time_in_proportion(unit: str) -> None:
    reader = Reader("fr")
    reader.prepare("La France salue cet accord.")
    started = time.perf_counter()
    reader.prepare(unit * (20_000 // len(unit)))
    assert time.perf_counter() - started < 5
