"""Laws that hold for every text: spans quote what they point at, the same text gives the same bytes, and no text makes the reader fail."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from verbale.codebook.acts import act_table
from verbale.languages.data import languages
from verbale.languages.lexicon import SCALES, lexicon
from verbale.reading.reader import Reader
from verbale.record import Record, Span

ROOT = Path(__file__).resolve().parents[2]
#: Language → its texts; the language stands in a file's name.
TEXTS = {
    language: sorted((ROOT / "tests/gold" / language / "work").glob("*.txt")) + sorted((ROOT / "examples").glob(f"*.{language}.txt"))
    for language in languages()
}
FRENCH = TEXTS["fr"]

laws = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], derandomize=True)


every_language = pytest.mark.parametrize("language", TEXTS)


@lru_cache(maxsize=8)
def reader(language: str = "fr") -> Reader:
    return Reader(language)


@lru_cache(maxsize=8)
def sentences(language: str) -> tuple[str, ...]:
    lex = lexicon(language)
    cues = {cue.id: cue for table in (lex.verbs, lex.nouns, lex.adjectives) for cues in table.values() for cue in cues}
    return tuple(sample["text"] for _, cue in sorted(cues.items()) for sample in cue.examples)


def spans(value: Any) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def serialised(record: Record) -> str:
    return json.dumps(record.to_dict(), ensure_ascii=False)


def check(record: Record, text: str) -> None:
    assert record.document.text == text
    for span in spans(record):
        assert 0 <= span.start <= span.end <= len(text)
        assert text[span.start : span.end] == span.text
    acts = act_table()
    for statement in record.statements:
        assert statement.act in acts
        assert acts[statement.act].scale in SCALES
        assert 1 <= statement.strength <= 5
        assert 0.0 <= statement.confidence <= 1.0
        assert statement.cue.text.strip()
        assert statement.evidence.start <= statement.cue.start
        assert statement.cue.end <= statement.evidence.end
        assert len(set(statement.speaker)) == len(statement.speaker)
        assert len(statement.topics) <= 3
    assert [s.cue.start for s in record.statements] == sorted(s.cue.start for s in record.statements)


#: Characters that communiqués are made of, and such as break offsets: combining marks, surrogate-pair characters, controls, right-to-left text.
_INK = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
_TYPOGRAPHY = st.text("’‘“”«»–—…\u00a0\u202f\u200b\ufeff\u00ad\n\r\t\x00 .,;:!?()[]*#-•0123456789ÉéàçœŒ𝔽😀\u0301العدر", max_size=60)


@st.composite
def communiques(draw: st.DrawFn, language: str) -> str:
    """Sentences of the genre in any order, with noise between and inside them."""
    parts = draw(st.lists(st.one_of(st.sampled_from(sentences(language)), _TYPOGRAPHY), min_size=1, max_size=6))
    joints = [draw(st.sampled_from([" ", "\n", "\n\n", "\r\n", " - ", "; ", ", ", "\u00a0", "\u2028", "\n- ", "\n1. "])) for _ in parts]
    return "".join(part + joint for part, joint in zip(parts, joints, strict=True))


@st.composite
def mutilated(draw: st.DrawFn, language: str) -> str:
    """A communiqué with a stretch cut out or doubled, so that sentences end in the middle and quotes stay open."""
    text = draw(st.sampled_from(TEXTS[language])).read_text(encoding="utf-8")
    begin = draw(st.integers(0, max(0, len(text) - 600)))
    text = text[begin : begin + 600]
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return draw(st.sampled_from([text[:start] + text[end:], text[:start] + text[start:end] * 2 + text[end:]]))


@every_language
@laws
@given(text=_INK)
@example(text="")
@example(text="\x00")
@example(text="\n" * 50)
@example(text="(" * 400)
@example(text="La France " * 100)
@example(text="condamner " * 200)
@example(text="Il. Elle. Ils. Nous. Ce dernier.")
@example(text="Россия " * 100)
@example(text="С.В.С.В. с российской стороны. С.г. 12-11-2024")
def test_any_unicode_can_be_read(language: str, text: str) -> None:
    check(reader(language).read(text), text)


@every_language
@laws
@given(data=st.data())
def test_spans_quote_the_text(language: str, data: st.DataObject) -> None:
    text = data.draw(communiques(language))
    check(reader(language).read(text), text)


@every_language
@laws
@given(data=st.data())
def test_broken_texts_can_be_read(language: str, data: st.DataObject) -> None:
    text = data.draw(mutilated(language))
    check(reader(language).read(text), text)


@every_language
@settings(laws, max_examples=25)
@given(data=st.data())
def test_reading_twice_gives_the_same_bytes(language: str, data: st.DataObject) -> None:
    text = data.draw(communiques(language))
    assert serialised(reader(language).read(text)) == serialised(reader(language).read(text))


@pytest.mark.parametrize(
    ("language", "path"), [(language, path) for language in TEXTS for path in TEXTS[language]], ids=lambda value: getattr(value, "name", value)
)
def test_whole_texts(language: str, path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    record = reader(language).read(text)
    check(record, text)
    assert record.statements


@every_language
def test_another_reader_gives_the_same_bytes(language: str) -> None:
    """Nothing of a document stays in the reader."""
    texts = [path.read_text(encoding="utf-8") for path in TEXTS[language][:4]]
    used = reader(language)
    for text in texts:
        used.read(text)
    fresh = Reader(language, nlp=None)
    assert [serialised(used.read(text)) for text in reversed(texts)] == [serialised(fresh.read(text)) for text in reversed(texts)]


def said(text: str) -> list[tuple[Any, ...]]:
    """Who says what to whom, without offsets."""
    return [(statement.act, statement.speaker, statement.addressee, statement.strength) for statement in reader().read(text).statements]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_do_not_change_what_is_read(ending: str) -> None:
    text = FRENCH[0].read_text(encoding="utf-8")
    assert said(text.replace("\n", ending)) == said(text)


def test_typographic_apostrophes_do_not_change_what_is_read() -> None:
    text = FRENCH[0].read_text(encoding="utf-8").replace("’", "'")
    assert said(text.replace("'", "’")) == said(text)
