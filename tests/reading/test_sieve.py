"""What is left out before an alternation is searched for: nothing that it would find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.languages.data import languages, load
from verbale.reading.sieve import Rare, Sieve

ROOT = Path(__file__).resolve().parents[2]

#: Every shape of pattern that the data have, and some that they might.
SHAPES = [
    r"\b(?:met|meets) with\b",
    r"(?<!\w)(?:meeting|call)s?(?!\w)",
    r"(?:the )?(?:talks|consult\w+)$",
    r"(?:joint )*visit(?:ed)?",
    r"(?:tele)+phone",
    r"[a-z]{3,5} said",
    r"(?i:issk|kiss)",
    r"встре(?:ча|тил(?:ся|ись))|провёл",
    r"(?=visit)\w+|stop(?! at)",
    r"(\w)\1ision (?P<name>ofé|œuvre)",
    r"straße|fifth|\u212aelvin",
    r"of|in",
    r"",
]

LETTERS = [*"abdeifhiklmnoprstvwyz éÉœŒßюВвсоёЁ.\n", "\u0130", "\u0131", "\u017f", "\u212a", "\u1c80", "\u1e9e"]

texts = st.text(alphabet=st.sampled_from(LETTERS), max_size=30)


def alternation(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def data_patterns(language: str) -> Iterator[tuple[str, list[str]]]:
    data: dict[str, Any] = load("languages", language, "encounter.yaml")
    for key in ("report", "announce", "announced", "elsewhere", "sources", "issued"):
        yield key, data[key]
    yield "issuers", [entry["pattern"] for entry in data["issuers"]]
    yield "forum", [f"(?:{pattern})$" for pattern in load("languages", language, "content.yaml")["forum"]]


def stretches(language: str) -> list[str]:
    """The sentences of the project's texts, and what precedes each word of some of them."""
    found = []
    for path in [*(ROOT / "examples").glob(f"*.{language}.txt"), *(ROOT / "tests/gold" / language / "work").glob("*.txt")]:
        lines = path.read_text(encoding="utf-8").split("\n")
        found += [*lines, *(sentence.upper() for line in lines for sentence in line.split(". "))]
        found += [lines[0][: match.end()] for match in re.finditer(r"\W", lines[0])]
    return found


@pytest.mark.parametrize("pattern", SHAPES)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_pattern_that_matches_passes(pattern: str, data: st.DataObject) -> None:
    text = data.draw(texts) + data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE))) + data.draw(texts)
    if re.search(pattern, text, re.IGNORECASE):
        assert 1 in Sieve([r"nothing\Z", pattern]).passing(text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(patterns=st.lists(st.sampled_from([shape for shape in SHAPES if "(?P" not in shape]), max_size=6), parts=st.lists(texts | st.sampled_from(SHAPES)))
def test_the_same_is_found_as_by_the_alternation(patterns: list[str], parts: list[str]) -> None:
    text, rare = "".join(parts), Rare(patterns)
    found, expected = rare.search(text), alternation(patterns).search(text) if patterns else None
    assert (found and found.span()) == (expected and expected.span())
    every = alternation(patterns).finditer(text) if patterns else ()
    assert [match.span() for match in rare.finditer(text)] == [match.span() for match in every]


@pytest.mark.parametrize("language", languages())
def test_the_same_is_found_of_the_data(language: str) -> None:
    searched = stretches(language)
    for key, patterns in data_patterns(language):
        whole, rare = alternation(patterns), Rare(patterns)
        for text in searched:
            found, expected = rare.search(text), whole.search(text)
            assert (found and found.span()) == (expected and expected.span()), (key, text)


@pytest.mark.parametrize("language", languages())
def test_most_sentences_are_not_searched(language: str) -> None:
    searched = stretches(language)
    for key, patterns in data_patterns(language):
        sieve = Sieve(patterns)
        assert sum(len(sieve.passing(text)) for text in searched) < len(searched) * len(patterns) / 2, key
