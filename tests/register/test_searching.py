"""What a search finds, marks, and in which order; the same on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from verbale.errors import QueryError
from verbale.record import Due
from verbale.register import Hit, Query, Register, Result
from verbale.register.store import query_of

FRENCH = (
    "La France condamne fermement les attaques contre l'intégrité territoriale de l'Ukraine.",
    "Le ministre a rappelé l'attachement de la France à un cessez-le-feu immédiat.",
    "Les négociations territoriales supposent de l'intégrité et de la patience.",
    "Paris a exhorté les signataires à respecter leurs engagements.",
)
ENGLISH = (
    "The United Kingdom condemned the attacks on Ukraine's territorial integrity.",
    "The Secretary urged a ceasefire and warned against new sanctions on oil.",
    "Both sides undertook to resume negotiations on the treaties.",
)
RUSSIAN = (
    "Россия решительно осуждает посягательства на территориальную целостность Сирии.",
    "Министры договорились продолжить переговоры о прекращении огня.",
    "Стороны ещё раз подтвердили приверженность Минским соглашениям.",
)


@pytest.fixture(scope="module")
def library(new: Callable[[], str], make: SimpleNamespace) -> Iterator[Register]:
    """A register with one record in each language."""
    with Register(new()) as register:
        for language, sentences, day in (("fr", FRENCH, "2021-11-12"), ("en", ENGLISH, "2022-03-01"), ("ru", RUSSIAN, "2015-02-12")):
            register.add(make.record(*sentences, language=language, published=day), f"https://example.org/{language}")
        yield register


def found(register: Register, text: str, **filters: Any) -> set[str]:
    result = register.search(text, limit=50, **filters)
    assert register.count(text, **filters) == result.total == len({hit.ref for hit in result.hits})
    return {hit.statement.evidence.text for hit in result.hits}


def numbers(register: Register, text: str, **filters: Any) -> str:
    """Which sentences are found: "f0 e0" for the first French and the first English one."""
    sentences = [*((f"f{at}", one) for at, one in enumerate(FRENCH)), *((f"e{at}", one) for at, one in enumerate(ENGLISH))]
    sentences += [(f"r{at}", one) for at, one in enumerate(RUSSIAN)]
    hits = found(register, text, **filters)
    return " ".join(name for name, sentence in sentences if sentence in hits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "f0 f1 f2 f3 e0 e1 e2 r0 r1 r2"),
        ("intégrité territoriale", "f0 f2"),
        ('"intégrité territoriale"', "f0"),
        ('"territoriale intégrité"', ""),
        ("« intégrité territoriale »", "f0"),
        ("“territorial integrity”", "e0"),
        ("„территориальная целостность“", "r0"),
        ("‟territorial integrity”", "e0"),
        ("»intégrité territoriale«", "f0"),
        ("INTEGRITE TERRITORIALE", "f0 f2"),
        ("Integrité", "f0 f2"),
        ("l'intégrité", "f0 f2"),
        ("l’Ukraine", "f0 e0"),
        ("Ukraine's", "f0 e0"),
        ("d'Ukraine", "f0 e0"),
        ("cessez-le-feu", "f1"),
        ("cessez le feu", "f1"),
        ('"feu cessez"', ""),
        ("cessez-le", "f1"),
        ("feu-cessez", ""),
        ("ceasefire OR cessez-le-feu OR огонь", "f1 e1 r1"),
        ("condamner AND Ukraine", "f0"),
        ("condamner & Ukraine", "f0"),
        ("condamner | ceasefire", "f0 e1"),
        ("Ukraine NOT condamner", "e0"),
        ("Ukraine -condamner", "e0"),
        ("NOT Ukraine", "f1 f2 f3 e1 e2 r0 r1 r2"),
        ("NOT (Ukraine OR Сирия OR France)", "f2 f3 e1 e2 r1 r2"),
        ("NOT NOT Ukraine", "f0 e0"),
        ("NOT (NOT Ukraine)", "f0 e0"),
        ("Ukraine OR NOT France", "f0 f2 f3 e0 e1 e2 r0 r1 r2"),
        ("(Ukraine OR France) condamner", "f0"),
        ("Ukraine OR France condamner", "f0 e0"),
        ('Ukraine -"territorial integrity"', "f0"),
        ("negoti*", "e2"),
        ("négoci*", "f2"),
        ("терр*", "r0"),
        ("territor*", "f0 f2 e0"),
        ("condem* OR condam*", "f0 e0"),
        ("undertoo*", "e2"),
        ('"new sanct"*', "e1"),
        ('"sanct new"*', ""),
        ("cessez-le-fe*", "f1"),
        ("ещё", "r2"),
        ("еще", "r2"),
        ("nulleparten", ""),
        ("Ukraine nulleparten", ""),
        ("Ukraine -nulleparten", "f0 e0"),
        ("the", "e0 e1 e2"),
    ],
)
def test_words_find_statements(library: Register, text: str, expected: str) -> None:
    assert numbers(library, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # forms that stand in a text
        ("condamne", "f0"),
        ("condemned", "e0"),
        ("осуждает", "r0"),
        # forms that the register has never seen
        ("condamner", "f0"),
        ("condamnèrent", "f0"),
        ("condamnerent", "f0"),
        ("négociation", "f2"),
        ("negociation", "f2"),
        ("territorial", "f0 f2 e0"),
        ("territoriaux", "f0 f2 e0"),
        ("engagement", "f3"),
        ("exhorterons", "f3"),
        ("rappelle", "f1"),
        ("condemning", "e0"),
        ("condemns", "e0"),
        ("undertake", "e2"),
        ("treaty", "e2"),
        ("negotiation", "e2"),
        ("warns", "e1"),
        ("sanction", "e1"),
        ("осуждать", "r0"),
        ("осудив OR осуждали", "r0"),
        ("целостности", "r0"),
        ("территориальной целостности", "r0"),
        ('"территориальной целостностью"', "r0"),
        ("переговоров", "r1"),
        ("соглашение", "r2"),
        ("министр", "r1"),
        ("сторонами", "r2"),
    ],
)
def test_inflection_does_not_matter(library: Register, text: str, expected: str) -> None:
    assert numbers(library, text) == expected


def test_a_form_that_only_another_language_has_shown_is_looked_for_in_every_language(register: Register, make: SimpleNamespace) -> None:
    register.add(make.record("Paris appelle les parties au calme.", language="fr"), "x:1")
    register.add(make.record("London urged each party to be calm.", language="en"), "x:2")
    assert register.count("parties") == 2


@pytest.mark.parametrize("form", ["l'UE", "UE", "ue"])
def test_a_short_name_after_an_elision_is_found(register: Register, make: SimpleNamespace, form: str) -> None:
    register.add(make.record("Paris salue l'accord entre l'UE et l'OTAN."), "x:1")
    register.add(make.record("Paris salue l'OTAN."), "x:2")
    assert register.count(form) == 1


@pytest.mark.parametrize("typed", ["integrite", "intégrité", "inte\u0301grite\u0301"])
@pytest.mark.parametrize("written", ["intégrité", "inte\u0301grite\u0301"])
def test_accents_in_either_normal_form_are_found(register: Register, make: SimpleNamespace, typed: str, written: str) -> None:
    register.add(make.record(f"Paris défend son {written} face aux menaces."), "x:1")
    register.add(make.record("Paris défend ses intérêts face aux menaces."), "x:2")
    (hit,) = register.search(typed).hits
    assert [hit.statement.evidence.text[start:end] for start, end in hit.marked] == [written]


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("intégrité territoriale", FRENCH[0], ["intégrité", "territoriale"]),
        ('"intégrité territoriale"', FRENCH[0], ["intégrité territoriale"]),
        ("condamner attaque", FRENCH[0], ["condamne", "attaques"]),
        ("condamner -refuser", FRENCH[0], ["condamne"]),
        ("NOT refuser", FRENCH[0], []),
        ("", FRENCH[0], []),
        ("cessez-le-feu", FRENCH[1], ["cessez-le-feu"]),
        ("negotiat* treaty", ENGLISH[2], ["negotiations", "treaties"]),
        ("undertoo*", ENGLISH[2], ["undertook"]),
        ("territorial OR Ukraine", ENGLISH[0], ["Ukraine", "territorial"]),
        ("целостность", RUSSIAN[0], ["целостность"]),
        ("осуждать территориальный", RUSSIAN[0], ["осуждает", "территориальную"]),
        ("ukraine UKRAINE l'Ukraine", FRENCH[0], ["Ukraine"]),
    ],
)
def test_the_words_that_were_looked_for_are_marked(
    library: Register, marked: Callable[[Hit], list[str]], text: str, sentence: str, expected: list[str]
) -> None:
    (hit,) = (hit for hit in library.search(text).hits if hit.statement.evidence.text == sentence)
    assert marked(hit) == expected


def test_a_hit_says_where_it_stands(library: Register) -> None:
    (hit,) = library.search('"cessez-le-feu immédiat"').hits
    assert hit.uri == "https://example.org/fr"
    assert (hit.date, hit.issuer, hit.language, hit.title, hit.judged) == ("2021-11-12", ("FRA",), "fr", None, False)
    assert hit.before.endswith("de l'Ukraine.\n\n")
    assert hit.after.startswith("\n\nLes négociations")
    number = int(hit.ref.partition(".")[0])
    assert hit.statement in library.record(number).statements
    assert hit.statement.cue.start == int(hit.ref.split(".")[1])


FILTERED = {
    "a": {"act": "condemn", "strength": 5, "speaker": ("FRA",), "addressee": ("RUS",), "topics": ("terrorism",), "places": ("UKR",)},
    "b": {"act": "warn", "strength": 4, "speaker": ("FRA", "DEU"), "addressee": ("MLI:GOV",), "joint": True, "frameworks": ("UNSCR2202",)},
    "c": {"act": "call", "strength": 2, "speaker": ("EU",), "target": ("IRN:MIL", "SYR"), "topics": ("terrorism", "energy"), "reiterated": True},
    "d": {"act": "promise", "strength": 1, "speaker": ("RUS:PRES",), "places": ("SYR",), "due": Due("month", "2022-02", "en février"), "hypothetical": True},
    "e": {"act": "promise", "strength": 3, "speaker": ("RUS",), "due": Due("interval", "2021-12-01/2022-03-31", None), "negated": True},
    "f": {"act": "call", "strength": 3, "speaker": ("FRA",), "due": Due("immediate", None, "sans délai"), "frameworks": ("UNSCR1701",), "joint": True},
}
HEADS: dict[str, dict[str, Any]] = {
    "a": {"published": "2021-11-12"},
    "b": {"published": "2021-11-30", "language": "en", "issuer": ("GBR",), "kind": "readout"},
    "c": {"published": "2022-01-01", "language": "ru", "issuer": ("RUS:MFA",), "kind": "briefing"},
    "d": {"published": "2022-12-31", "issuer": ("FRA", "DEU"), "kind": "joint-statement"},
    "e": {"published": "1999-05-05", "issuer": ()},
    "f": {"published": None},
}


@pytest.fixture(scope="module")
def filtered(new: Callable[[], str], make: SimpleNamespace) -> Iterator[Register]:
    """Six records of one statement each, whose first word is their letter thrice."""
    with Register(new()) as register:
        for letter, fields in FILTERED.items():
            register.add(make.record(make.said(f"{letter * 3} dit quelque chose.", **fields), **HEADS[letter]), f"x:{letter}")
        yield register


def letters(register: Register, text: str = "", **filters: Any) -> str:
    return "".join(sorted(evidence[0] for evidence in found(register, text, **filters)))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "abcdef"),
        ({"act": "condemn"}, "a"),
        ({"act": "condemn,warn"}, "ab"),
        ({"act": ["condemn", "call"]}, "acf"),
        ({"act": "prom*"}, "de"),
        ({"speaker": "FRA"}, "abf"),
        ({"speaker": "fra"}, "abf"),
        ({"speaker": "RUS"}, "de"),
        ({"speaker": "RUS:PRES"}, "d"),
        ({"speaker": "FRA,EU"}, "abcf"),
        ({"speaker": "R*"}, "de"),
        ({"speaker": "XXX"}, ""),
        ({"addressee": "MLI"}, "b"),
        ({"addressee": "MLI:GOV"}, "b"),
        ({"addressee": "MLI:MIL"}, ""),
        ({"addressee": "FRA"}, ""),
        ({"target": "IRN"}, "c"),
        ({"target": "SYR"}, "c"),
        ({"topic": "terrorism"}, "ac"),
        ({"topic": "energy,terrorism"}, "ac"),
        ({"place": "SYR"}, "d"),
        ({"framework": "UNSCR2202"}, "b"),
        ({"framework": "UNSCR*"}, "bf"),
        ({"framework": "UNSCR"}, ""),
        ({"issuer": "FRA"}, "adf"),
        ({"issuer": "RUS"}, "c"),
        ({"language": "fr"}, "adef"),
        ({"language": "en,ru"}, "bc"),
        ({"kind": "readout"}, "b"),
        ({"kind": "joint-statement"}, "d"),
        ({"kind": "statement"}, "aef"),
        ({"flag": "joint"}, "bf"),
        ({"flag": "reiterated"}, "c"),
        ({"flag": "hypothetical"}, "d"),
        ({"flag": "negated"}, "e"),
        ({"flag": "joint,negated"}, ""),
        ({"min_strength": 1}, "abcdef"),
        ({"min_strength": 2}, "abcef"),
        ({"min_strength": 3}, "abef"),
        ({"min_strength": 5}, "a"),
        ({"due": "any"}, "def"),
        ({"due": "2022"}, "de"),
        ({"due": "2022-02"}, "d"),
        ({"due": "2022-03-31"}, "e"),
        ({"due": "2021"}, ""),
        ({"due": "immediate"}, "f"),
        ({"due": "month,interval"}, "de"),
        ({"due": "soon"}, ""),
        ({"since": "2022"}, "cd"),
        ({"since": "2021-11-30"}, "bcd"),
        ({"since": "2021-12"}, "cd"),
        ({"until": "2021-11-30", "since": "2000"}, "ab"),
        ({"until": "2021-11-29", "since": "2000"}, "a"),
        ({"until": "2021-11", "since": "2000"}, "ab"),
        ({"until": "2022", "since": "1999-05-05"}, "abcde"),
        ({"since": "2022-01-01", "until": "2022-01-01"}, "c"),
        ({"since": "2023", "until": "2022"}, ""),
        ({"act": "call", "flag": "joint"}, "f"),
        ({"speaker": "FRA", "language": "fr", "min_strength": 4}, "a"),
        ({"text": "quelque chose", "speaker": "FRA", "since": "2021"}, "ab"),
        ({"text": "bbb", "speaker": "FRA"}, "b"),
        ({"text": "NOT bbb", "speaker": "FRA"}, "af"),
    ],
    ids=str,
)
def test_every_filter_keeps_what_it_names(filtered: Register, filters: dict[str, Any], expected: str) -> None:
    assert letters(filtered, **filters) == expected


@pytest.mark.parametrize("span", [{"since": "1900"}, {"until": "9999"}, {"since": "0001"}, {"until": "1999"}], ids=str)
def test_what_has_no_date_is_in_no_span_of_time(filtered: Register, span: dict[str, str]) -> None:
    assert "f" not in letters(filtered, **span)


@pytest.mark.parametrize("text", ["quelque", "quelqu*", '"quelque chose"', "NOT bbb", ""])
@pytest.mark.parametrize("language", ["fr", "fr,en", "f*", "*", "x*"])
def test_the_language_may_be_given_by_its_beginning(filtered: Register, text: str, language: str) -> None:
    expected = {"fr": "adef", "fr,en": "abdef", "f*": "adef", "*": "abcdef", "x*": ""}[language]
    assert letters(filtered, text, language=language) == expected.replace("b", "" if text == "NOT bbb" else "b")


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"act": "shout"}, "act: 'shout' is none; choose from"),
        ({"topic": "weather"}, "topic: 'weather' is none"),
        ({"language": "xx"}, "language: 'xx' is none"),
        ({"kind": "novel"}, "kind: 'novel' is none"),
        ({"flag": "loud"}, "flag: 'loud' is none"),
        ({"due": "tomorrow"}, "due: 'tomorrow' is neither"),
        ({"since": "yesterday"}, "since: 'yesterday' is no date"),
        ({"until": "2021-02-30"}, "until: '2021-02-30' is no date of the calendar"),
        ({"since": "0000"}, "since: '0000' is no date of the calendar"),
        ({"since": "2021-13"}, "since: '2021-13' is no date of the calendar"),
        ({"since": ""}, "since: '' is no date"),
        ({"min_strength": 0}, "min_strength: 0 is not between"),
        ({"min_strength": 6}, "min_strength: 6 is not between"),
        ({"colour": "red"}, "a search has no 'colour'"),
        ({"limit": 0}, "limit: 0 is not at least 1"),
        ({"after": "here"}, "'here' is no place to go on from"),
        ({"after": "1.2.3'; --"}, "is no place to go on from"),
        ({"sort": "random"}, "sort: 'random'"),
        ({"versions": "none"}, "versions: 'none'"),
    ],
    ids=str,
)
def test_a_filter_that_no_statement_can_have_is_refused(filtered: Register, filters: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError, match=said) as raised:
        filtered.search("chose", **filters)
    assert len(str(raised.value).splitlines()) == 1


def test_facets_count_every_statement_that_matches(filtered: Register) -> None:
    facets = {name: dict(counts) for name, counts in filtered.search("chose", limit=1).facets.items()}
    assert facets == {
        "act": {"call": 2, "promise": 2, "condemn": 1, "warn": 1},
        "speaker": {"FRA": 3, "DEU": 1, "EU": 1, "RUS": 1, "RUS:PRES": 1},
        "addressee": {"MLI:GOV": 1, "RUS": 1},
        "target": {"IRN:MIL": 1, "SYR": 1},
        "topic": {"terrorism": 2, "energy": 1},
        "place": {"SYR": 1, "UKR": 1},
        "framework": {"UNSCR1701": 1, "UNSCR2202": 1},
        "issuer": {"FRA": 3, "DEU": 1, "GBR": 1, "RUS:MFA": 1},
        "language": {"fr": 4, "en": 1, "ru": 1},
        "strength": {"3": 2, "1": 1, "2": 1, "4": 1, "5": 1},
        "year": {"2021": 2, "1999": 1, "2022": 2},
    }


def test_facets_stand_in_the_order_of_their_counts(filtered: Register) -> None:
    for counts in filtered.search().facets.values():
        assert list(counts) == sorted(counts, key=lambda one: (-one[1], one[0]))


def test_facets_follow_the_filters(filtered: Register) -> None:
    facets = filtered.search(speaker="FRA", since="2021").facets
    assert facets["act"] == (("condemn", 1), ("warn", 1))
    assert facets["year"] == (("2021", 2),)
    assert all(counts == () for counts in filtered.search("nulleparten").facets.values())
    assert filtered.search(facets=False).facets == {}


COMMON = "Les autorités françaises condamnent avec la plus grande fermeté les tirs de missiles contre la ville"


@pytest.fixture
def repeated(register: Register, make: SimpleNamespace, fill: Callable[..., Register]) -> Register:
    """The same said four times in nearly the same words; not the same: by another speaker, by another act, in quite other words."""
    say, titles = make.said, iter("ABCDEFGH")

    def record(said: Any, **head: Any) -> Any:
        return make.record(said, title=next(titles), **head)

    return fill(
        register,
        record(say(f"{COMMON}, le 3 mars 2020.")),
        record(say(f"{COMMON}, le 15 avril 2021."), published="2022-04-16"),
        record(say(f"{COMMON} côtière."), published="2020-01-01"),
        record(say(f"{COMMON} !"), published="2019-06-30"),
        record(say(f"{COMMON}, le 3 mars 2020.", speaker=("DEU",))),
        record(say(f"{COMMON}, le 3 mars 2020.", act="deplore")),
        record(say("Les autorités françaises condamnent avec vigueur les tirs.")),
        record(say("Les autorités françaises condamnent avec vigueur les émeutes.")),
    )


def test_near_identical_statements_are_one_precedent(repeated: Register) -> None:
    hits = repeated.search(sort="newest").hits
    assert sorted(len(hit.repeated) for hit in hits) == [0, 0, 0, 0, 3]
    (first,) = (hit for hit in hits if hit.repeated)
    assert first.date == "2022-04-16"
    assert [mention.date for mention in first.repeated] == ["2021-11-12", "2020-01-01", "2019-06-30"]
    assert len({first.ref, *(mention.ref for mention in first.repeated)}) == 4
    assert repeated.search().total == 8


def test_the_same_words_about_somebody_else_are_another_precedent(register: Register, make: SimpleNamespace, fill: Callable[..., Register]) -> None:
    text = "La France condamne avec la plus grande fermeté les tirs de missiles contre les ports et les villes de ce pays."
    said = ((text, "UKR"), (text.replace("condamne", "condamne encore"), "UKR"), (text, "AFG"))
    records = (make.record(make.said(words, places=(place,)), title=f"{month}", published=f"2022-0{month}-01") for month, (words, place) in enumerate(said, 1))
    fill(register, *records)
    assert [len(hit.repeated) for hit in register.search("missiles", sort="newest").hits] == [0, 1]
    assert register.search("missiles").total == 3


def test_the_oldest_comes_first_where_that_is_asked_for(repeated: Register) -> None:
    (first,) = (hit for hit in repeated.search(sort="oldest").hits if hit.repeated)
    assert [first.date, *(mention.date for mention in first.repeated)] == ["2019-06-30", "2020-01-01", "2021-11-12", "2022-04-16"]


def test_each_mention_names_its_document(repeated: Register) -> None:
    (first,) = (hit for hit in repeated.search(sort="newest").hits if hit.repeated)
    for mention in first.repeated:
        number = int(mention.ref.partition(".")[0])
        assert repeated.record(number).document.published == mention.date


def several(make: SimpleNamespace) -> list[Any]:
    """Forty records of different days, strengths and acts; every fourth says the same."""
    records = []
    for number in range(40):
        words = f"{COMMON} de Kharkiv" if number % 4 == 0 else f"mot{number} autre{number * 7} fois{number * 13}"
        statement = make.said(words, strength=1 + number * 7 % 5, act=("condemn", "warn")[number % 3 == 0], speaker=(("FRA", "DEU", "RUS")[number % 3],))
        records.append(make.record(statement, title=f"No. {number}", published=f"{2000 + number * 11 % 20}-{1 + number % 12:02}-15"))
    return records


ORDERS = ("relevance", "newest", "oldest", "strongest")


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize(("limit", "window"), [(1, 10_000), (3, 10_000), (7, 16), (2, 5), (100, 9), (1, 1)])
def test_all_pages_together_give_everything_once(
    new: Callable[[], str], make: SimpleNamespace, fill: Callable[..., Register], monkeypatch: pytest.MonkeyPatch, sort: str, limit: int, window: int
) -> None:
    monkeypatch.setattr("verbale.register.search.WINDOW", window)
    register = pages_of(new, make, fill)
    pages = list(register.pages(query_of("", sort=sort), limit=limit))
    refs = [ref for page in pages for hit in page.hits for ref in (hit.ref, *(mention.ref for mention in hit.repeated))]
    assert len(refs) == len(set(refs)) == 40
    assert all(1 <= len(page.hits) <= limit for page in pages)
    assert [page.next is None for page in pages] == [False] * (len(pages) - 1) + [True]
    totals = [page.total for page in pages]
    assert totals == sorted(totals)
    assert totals[-1] == 40
    assert pages[-1].is_exact
    assert all(page.is_exact == (page.total == 40) for page in pages)
    if window >= 40:
        assert all(page.total == 40 for page in pages)
        groups = [frozenset((hit.ref, *(mention.ref for mention in hit.repeated))) for page in pages for hit in page.hits]
        assert groups == [frozenset((hit.ref, *(mention.ref for mention in hit.repeated))) for hit in register.search(sort=sort, limit=100).hits]


_PAGED: dict[object, Register] = {}


def pages_of(new: Callable[[], str], make: SimpleNamespace, fill: Callable[..., Register]) -> Register:
    """One register an engine, since nothing is written to it."""
    if new not in _PAGED:
        _PAGED[new] = fill(Register(new()), *several(make))
    return _PAGED[new]


@pytest.fixture(scope="module", autouse=True)
def _close() -> Iterator[None]:
    yield
    for register in _PAGED.values():
        register.close()
    _PAGED.clear()


@pytest.mark.parametrize("window", [10_000, 6])
def test_orders_by_date_hold_over_all_pages(
    new: Callable[[], str], make: SimpleNamespace, fill: Callable[..., Register], monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    monkeypatch.setattr("verbale.register.search.WINDOW", window)
    register = pages_of(new, make, fill)
    for sort in ("newest", "oldest"):
        dates = [hit.date or "" for page in register.pages(query_of("mot1* OR mot2* OR mot3*", sort=sort), limit=4) for hit in page.hits]
        assert len(dates) > 15
        assert dates == sorted(dates, reverse=sort == "newest")


def test_the_strongest_come_first(new: Callable[[], str], make: SimpleNamespace, fill: Callable[..., Register]) -> None:
    hits = pages_of(new, make, fill).search(sort="strongest", limit=100).hits
    order = [(-hit.statement.strength, hit.date) for hit in hits]
    assert [strength for strength, _ in order] == sorted(strength for strength, _ in order)
    for strength in {strength for strength, _ in order}:
        dates = [date for one, date in order if one == strength]
        assert dates == sorted(dates, reverse=True)  # type: ignore[type-var]


def test_relevance_puts_words_side_by_side_first(library: Register, evidence: Callable[[Result], list[str]]) -> None:
    assert evidence(library.search("intégrité territoriale"))[0] == FRENCH[0]
    assert evidence(library.search("territorial integrity"))[0] == ENGLISH[0]
    assert evidence(library.search("территориальная целостность"))[0] == RUSSIAN[0]
    scores = [hit.score for hit in library.search("NOT nulleparten").hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 5 for score in scores)


def test_of_two_alike_the_later_is_more_relevant(register: Register, make: SimpleNamespace, fill: Callable[..., Register]) -> None:
    days = ("2001-01-01", "2021-01-01", "2011-01-01")
    fill(register, *(make.record(make.said(f"Paris condamne l'attaque contre le port{number}."), published=day) for number, day in enumerate(days)))
    assert [hit.date for hit in register.search("attaque").hits] == ["2021-01-01", "2011-01-01", "2001-01-01"]


def test_a_search_goes_on_while_statements_are_added(register: Register, make: SimpleNamespace, fill: Callable[..., Register]) -> None:
    fill(register, *several(make))
    first = register.search(sort="newest", limit=5)
    register.add(make.record("Un tout autre propos.", published="2030-01-01"), "x:new")
    refs = [hit.ref for hit in first.hits]
    after = first.next
    while after is not None:
        page = register.search(sort="newest", limit=5, after=after)
        refs += [hit.ref for hit in page.hits]
        after = page.next
    whole = [hit.ref for hit in register.search(sort="newest", limit=100).hits]
    assert refs == whole[1:]


def test_a_beginning_that_too_many_words_have_is_refused(register: Register, make: SimpleNamespace) -> None:
    register.add(make.record(*(f"preuve{number} présentée" for number in range(1200))), "x:1")
    with pytest.raises(QueryError, match=r"^more than 1,000 words begin with 'pr'; write more letters before the \*$"):
        register.search("pr*")
    assert register.search("preuve119*").total == 11


@pytest.mark.parametrize("count", [3, 50, 51, 200])
def test_a_beginning_is_found_however_many_words_have_it(register: Register, make: SimpleNamespace, count: int) -> None:
    register.add(make.record(*(f"quilm{number} arrive" for number in range(count)), "un quilt arrive", "quilm et rien"), "x:1")
    assert register.search("quilm*").total == count + 1
    assert register.search("quilm* arrive").total == count
    assert register.search("quil* arrive").total == count + 1
    assert register.search('"un quil*"').total == 1
    assert register.search("quilm* -arrive").total == 1


def test_a_beginning_also_finds_base_forms_that_begin_so(register: Register, make: SimpleNamespace) -> None:
    register.add(make.record("The envoys undertook to come.", language="en"), "x:1")
    assert [register.search(text).total for text in ("undertak*", "undertoo*", "undert*", "envoy*", "envoi*")] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize("beginning", ["друзья*", "братья*", "undertoo*", "друз*"])
def test_a_beginning_is_found_in_whatever_order_the_database_sorts(server: Any, make: SimpleNamespace, beginning: str) -> None:
    """A team's server may sort as its own language does, where the letter that follows я by its number does not follow it."""
    with Register(server.new("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'ru' LOCALE 'C'")) as register:
        register.add(make.record("Наши друзья и братья приветствуют соглашение.", language="ru"), "x:1")
        register.add(make.record("Our friends undertook to come.", language="en"), "x:2")
        assert register.count(beginning) == 1


def test_a_query_becomes_json_and_comes_back() -> None:
    query = query_of("a", act="condemn,warn", flag=["joint"], since="2021", sort="oldest", min_strength=2)
    assert query.to_dict() == {"text": "a", "act": ["condemn", "warn"], "flag": ["joint"], "since": "2021", "min_strength": 2, "sort": "oldest"}
    assert Query.from_dict(query.to_dict()) == query
    assert Query().to_dict() == {}
    with pytest.raises(QueryError, match="a search has no 'colour'"):
        Query.from_dict({"colour": "red"})
