"""The adapter to spaCy: what it makes of a pipeline's tokens."""

from __future__ import annotations

from functools import lru_cache

import pytest

from verbale.pipelines.sentence import Sentence
from verbale.pipelines.spacy import SpacyParser


@lru_cache(maxsize=2)
def parser(language: str) -> SpacyParser:
    return SpacyParser(language)


def parsed(language: str, text: str, offset: int = 0) -> Sentence:
    (sentence,) = parser(language).parse([(offset, text)])
    return sentence


@pytest.mark.parametrize(
    ("language", "text", "forms"),
    [
        ("en", "The Co-Chairs welcomed long-standing ties.", ["The", "Co-Chairs", "welcomed", "long-standing", "ties", "."]),
        ("en", "- Ministers met.", ["-", "Ministers", "met", "."]),
        ("en", "They met - and agreed.", ["They", "met", "-", "and", "agreed", "."]),
    ],
    ids=["words with hyphens", "a dash that opens a line", "a dash between words"],
)
def test_a_hyphen_joins_what_stands_on_both_sides_of_it(language: str, text: str, forms: list[str]) -> None:
    assert parsed(language, text).forms == forms


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La France  condamne\tles attaques et appelle à la retenue."),
        ("en", "The Co-Chairs condemned the long-standing, state-sponsored attacks on U.S. allies."),
        ("en", "😀 They met — again."),
    ],
)
def test_offsets_are_those_of_the_text_and_heads_stay_within_the_sentence(language: str, text: str) -> None:
    s = parsed(language, text, offset=100)
    assert [text[start - 100 : end - 100] for start, end in zip(s.starts, s.ends, strict=True)] == s.forms
    assert s.lowers == [form.lower() for form in s.forms]
    assert all(0 <= head < len(s) for head in s.heads)
    assert [i for i, head in enumerate(s.heads) if head == i] == [i for i, rel in enumerate(s.rels) if rel == "ROOT"]
    assert (s.start, s.end) == (100, 100 + len(text))


def test_tags_features_and_relations_are_the_pipelines() -> None:
    text = "La France condamne les attaques."
    s = parsed("fr", text)
    doc = parser("fr")._nlp(text)
    assert s.upos == [token.pos_ for token in doc]
    assert s.feats == [str(token.morph) for token in doc]
    assert s.rels == [token.dep_ for token in doc]
    assert s.heads == [token.head.i for token in doc]
    assert "" in s.feats


def test_nothing_but_space_is_an_empty_sentence() -> None:
    assert len(parsed("en", "  \t ")) == 0


def test_a_pipeline_that_says_nothing_of_words_is_borne() -> None:
    import spacy

    (s,) = SpacyParser("fr", spacy.blank("fr")).parse([(0, "Paris condamne.")])
    assert (s.forms, s.upos, s.feats, s.rels) == (["Paris", "condamne", "."], [""] * 3, [""] * 3, [""] * 3)
