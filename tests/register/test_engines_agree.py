"""Both engines give the same answers, and the right ones: those of a search that is as simple as can be."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbale.record import Record
from verbale.register import Query, Register, Result

#: Words that no table knows, so that each is its own base form, and the beginnings that they share.
WORDS = ("zorbal", "zorbin", "quvex", "quvix", "mirtog", "plonk2", "вжухо", "вжуха", "щупля")
BEGINNINGS = ("zorb", "zo", "quv", "plo", "вжу", "щу", "xx")
ACTS, SPEAKERS, DAYS = ("condemn", "warn", "call"), ("FRA", "RUS:GOV", "MLI"), ("2020-01-01", "2020-06-15", "2021-01-01", None)
LANGUAGES = ("fr", "en", "ru")


@dataclass(frozen=True)
class Wish:
    """A query that knows by itself whether an evidence answers it."""

    text: str
    fits: Callable[[Sequence[str]], bool]


def one(form: str) -> Wish:
    return Wish(form, lambda words: form in words)


def begun(beginning: str) -> Wish:
    return Wish(f"{beginning}*", lambda words: any(word.startswith(beginning) for word in words))


def phrase(forms: list[str], sign: str) -> Wish:
    length = len(forms)
    texts = {'"': '"{}"', "«": "« {} »", "“": "“{}”"}
    text = "-".join(forms) if sign == "-" else texts[sign].format(" ".join(forms))
    return Wish(text, lambda words: any(list(words[at : at + length]) == forms for at in range(len(words) - length + 1)))


def both_of(parts: list[Wish], sign: str) -> Wish:
    return Wish("(" + sign.join(part.text for part in parts) + ")", lambda words: all(part.fits(words) for part in parts))


def either_of(parts: list[Wish], sign: str) -> Wish:
    return Wish("(" + sign.join(part.text for part in parts) + ")", lambda words: any(part.fits(words) for part in parts))


def without(part: Wish, sign: str) -> Wish:
    return Wish(f"{sign}{part.text}", lambda words: not part.fits(words))


leaves = (
    st.sampled_from(WORDS).map(one)
    | st.sampled_from(BEGINNINGS).map(begun)
    | st.builds(phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), st.sampled_from('"«“-'))
)
wishes = st.recursive(
    leaves,
    lambda inner: (
        st.builds(both_of, st.lists(inner, min_size=2, max_size=3), st.sampled_from([" ", " AND ", " & "]))
        | st.builds(either_of, st.lists(inner, min_size=2, max_size=3), st.sampled_from([" OR ", " | "]))
        | st.builds(without, inner, st.sampled_from(["NOT ", "-"]))
    ),
    max_leaves=6,
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "act": st.lists(st.sampled_from(ACTS), min_size=1, max_size=2).map(tuple),
        "speaker": st.sampled_from([("FRA",), ("RUS",), ("RUS:GOV",), ("MLI", "FRA"), ("XXX",)]),
        "language": st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=2, unique=True).map(tuple),
        "min_strength": st.integers(1, 5),
        "since": st.sampled_from(["2020", "2020-06", "2020-06-15", "2021-01-02"]),
        "versions": st.just("all"),
    },
)
orders = st.sampled_from(["relevance", "newest", "oldest", "strongest"])


def answers(record: Record, wish: Wish | None, kept: dict[str, Any]) -> int:
    """How many statements of a record answer, by looking at each."""
    head = record.document
    if "language" in kept and head.language not in kept["language"]:
        return 0
    if "since" in kept and (head.published is None or head.published < kept["since"]):
        return 0
    return sum(
        ("act" not in kept or statement.act in kept["act"])
        and ("speaker" not in kept or any(code in (one, one.partition(":")[0]) for one in statement.speaker for code in kept["speaker"]))
        and statement.strength >= kept.get("min_strength", 1)
        and (wish is None or wish.fits(statement.evidence.text.lower().split()))
        for statement in record.statements
    )


def shown(result: Result) -> list[Any]:
    """All that a page says."""
    hits = [(hit.ref, hit.date, hit.statement, hit.uri, hit.before, hit.after, hit.marked, hit.repeated, hit.score, hit.language) for hit in result.hits]
    return [result.total, result.is_exact, hits, result.facets, result.next is None]


def everything(register: Register, query: Query, limit: int) -> list[Any]:
    return [shown(page) for page in register.pages(query, limit=limit)]


def statement(make: SimpleNamespace, words: Sequence[str], act: str, speaker: str, strength: int) -> Any:
    return make.said(" ".join(words).capitalize(), act=act, speaker=(speaker,), strength=strength)


@pytest.fixture(scope="module")
def shelf(both: tuple[Register, Register], make: SimpleNamespace, empty: Callable[[Register], None]) -> Iterator[tuple[Register, Register, list[Record]]]:
    """A hundred and twenty records, the same on both engines."""
    rng = random.Random(4)  # noqa: S311 - no secret
    records = []
    for number in range(120):
        several = [
            statement(make, rng.choices(WORDS, k=rng.randint(1, 14)), rng.choice(ACTS), rng.choice(SPEAKERS), rng.randint(1, 5))
            for _ in range(rng.randint(0, 3))
        ]
        records.append(make.record(*several, title=f"No. {number}", language=LANGUAGES[number % 3], published=rng.choice(DAYS)))
    for register in both:
        empty(register)
        for number, record in enumerate(records):
            register.add(record, make.uri(number))
    yield (*both, records)
    for register in both:
        empty(register)


laws = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@given(wish=wishes | st.none(), kept=filters, sort=orders, limit=st.sampled_from([17, 60]))
@settings(laws, max_examples=80)
def test_both_engines_find_what_is_there(
    shelf: tuple[Register, Register, list[Record]], wish: Wish | None, kept: dict[str, Any], sort: Any, limit: int
) -> None:
    first, second, records = shelf
    query = Query(text="" if wish is None else wish.text, sort=sort, **kept)
    pages = everything(first, query, limit)
    assert pages == everything(second, query, limit)
    expected = sum(answers(record, wish, kept) for record in records)
    assert pages[-1][0] == first.count(query) == second.count(query) == expected
    assert sum(1 + len(hit[7]) for page in pages for hit in page[2]) == expected


@given(wish=wishes, kept=filters, sort=orders, window=st.integers(1, 40))
@settings(laws, max_examples=30)
def test_both_engines_go_on_alike(shelf: tuple[Register, Register, list[Record]], wish: Wish, kept: dict[str, Any], sort: Any, window: int) -> None:
    first, second, records = shelf
    query = Query(text=wish.text, sort=sort, **kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("verbale.register.search.WINDOW", window)
        pages = everything(first, query, 7)
        assert pages == everything(second, query, 7)
    assert pages[-1][0] == sum(answers(record, wish, kept) for record in records)


drafts = st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.sampled_from(ACTS), st.sampled_from(SPEAKERS), st.integers(1, 5))
documents = st.tuples(st.integers(0, 3), st.lists(drafts, max_size=3), st.sampled_from(LANGUAGES), st.sampled_from(DAYS))


@given(texts=st.lists(documents, max_size=5), wanted=st.lists(wishes, min_size=1, max_size=4))
@settings(laws, max_examples=30)
def test_both_engines_keep_the_same(
    both: tuple[Register, Register], make: SimpleNamespace, empty: Callable[[Register], None], texts: list[Any], wanted: list[Wish]
) -> None:
    """Among the texts some come from the same place, and are versions of one document."""
    latest: dict[int, Record] = {}
    for register in both:
        empty(register)
        for place, several, language, day in texts:
            record = make.record(*(statement(make, *draft) for draft in several), title=f"No. {place} {day}", language=language, published=day)
            register.add(record, make.uri(place))
            latest[place] = latest[place] if place in latest and latest[place].document.text == record.document.text else record
    assert both[0].size() == both[1].size()
    for wish in wanted:
        query = Query(text=wish.text, sort="oldest")
        assert everything(both[0], query, 50) == everything(both[1], query, 50)
        assert both[0].count(query) == sum(answers(record, wish, {}) for record in latest.values())
    for number in both[0].versions():
        assert both[0].record(number) == both[1].record(number)
