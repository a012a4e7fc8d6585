"""What adding a record does to a register, and that it comes out as it went in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from verbale.errors import InputError, RegisterError
from verbale.record import Due, Encounter, Record
from verbale.register import Register

HERE, THERE = "https://example.org/a", "https://example.org/b"


def only(register: Register) -> int:
    (number,) = register.versions()
    return number


def test_a_record_comes_back_as_it_went_in(register: Register, make: SimpleNamespace) -> None:
    record = make.full()
    assert register.add(record, HERE) == "added"
    assert register.record(only(register)) == record


def test_a_new_process_reads_what_another_wrote(register: Register, where: str, make: SimpleNamespace) -> None:
    register.add(make.full(), HERE)
    with Register(where, create=False) as again:
        assert again.record(only(again)) == make.full()
        assert again.uris(only(again)) == (HERE,)


@pytest.mark.parametrize(
    "odd",
    ["\ud800", "\x00", "\udfff\x00\ud800", "\U0001f54a\ufe0f", "e\u0301", "\u202eabc", "\ufeff", "\x1b[2J", "\r\n\x0b\x0c\u2028"],
    ids=ascii,
)
def test_every_character_of_a_text_comes_back(register: Register, make: SimpleNamespace, odd: str) -> None:
    statement = make.said(f"Paris {odd} condamne l'attaque {odd} d'hier.", "condamne", content=f"l'attaque {odd}", due=Due("soon", None, f"{odd} bientôt"))
    meeting = Encounter("meeting", framework=None, place=None, participants=(make.full().encounter.participants[0],))
    record = make.record(statement, title=f"{odd} Entretien", encounter=replace(meeting, participants=(replace(meeting.participants[0], name=odd),)))
    assert register.add(record, HERE) == "added"
    assert register.record(only(register)) == record
    (hit,) = register.search("attaque condamner").hits
    assert hit.statement == record.statements[0]
    assert hit.title == record.document.title


def test_a_record_without_statements_or_encounter_is_kept(register: Register, make: SimpleNamespace) -> None:
    record = make.record(published=None, issuer=())
    record = replace(record, document=replace(record.document, text="Rien n'a été dit."))
    assert register.add(record, HERE) == "added"
    assert register.record(only(register)) == record
    assert register.size() == {"documents": 1, "versions": 1, "statements": 0}
    assert register.search().total == 0


def test_an_empty_text_is_kept_as_well(register: Register, make: SimpleNamespace) -> None:
    record = make.record()
    assert record.document.text == ""
    assert register.add(record, HERE) == "added"
    assert register.record(only(register)) == record


def test_empty_spans_come_back(register: Register, make: SimpleNamespace) -> None:
    record = make.record(make.said("Paris condamne.", "", content=""))
    register.add(record, HERE)
    assert register.record(only(register)) == record


def test_a_long_text_comes_back(register: Register, make: SimpleNamespace) -> None:
    many = [make.said(f"Paris condamne l'attaque {number} contre {'le port ' * 40}.", "condamne") for number in range(1500)]
    record = make.record(*many)
    register.add(record, HERE)
    assert register.record(only(register)) == record
    assert register.count("attaque") == 1500


@pytest.mark.parametrize("letters", ["ß" * 64, "ŉ" * 64, "ΐ" * 64, "x" * 100_000, "ﬃ" * 70, "\U0001d400" * 70], ids=["ß", "ŉ", "ΐ", "x", "ﬃ", "bold"])
def test_a_word_of_any_length_is_kept_and_found(register: Register, make: SimpleNamespace, letters: str) -> None:
    register.add(make.record(f"Paris {letters} condamne."), HERE)
    assert register.search(letters[:2000]).total == 1


def test_an_evidence_of_a_megabyte_is_kept(register: Register, make: SimpleNamespace) -> None:
    evidence = " ".join(f"mot{number}" for number in range(150_000))
    record = make.record(evidence)
    assert register.add(record, HERE) == "added"
    assert register.record(only(register)) == record
    assert register.search("mot7 mot8").total == 1
    assert len(register.search('"mot3500 mot3501"').hits[0].marked) == 1


def test_adding_again_changes_nothing(register: Register, make: SimpleNamespace) -> None:
    register.add(make.full(), HERE)
    before = register.size()
    assert register.add(make.full(), HERE) == "unchanged"
    assert register.size() == before
    assert register.uris(only(register)) == (HERE,)


def test_another_reading_of_a_text_that_is_there_changes_nothing(register: Register, make: SimpleNamespace) -> None:
    register.add(make.full(), HERE)
    assert register.add(replace(make.full(), statements=()), HERE) == "unchanged"
    assert register.record(only(register)) == make.full()


def test_the_same_text_from_elsewhere_is_one_document_with_two_origins(register: Register, make: SimpleNamespace) -> None:
    register.add(make.full(), HERE)
    assert register.add(make.full(), THERE) == "unchanged"
    assert register.size()["documents"] == 1
    assert register.uris(only(register)) == (HERE, THERE)


def test_a_new_text_from_either_origin_is_a_new_version_of_the_same_document(register: Register, make: SimpleNamespace) -> None:
    register.add(make.full(), HERE)
    register.add(make.full(), THERE)
    assert register.add(make.record("Paris dément."), THERE) == "new version"
    assert register.size() == {"documents": 1, "versions": 2, "statements": 1}
    assert register.add(make.record("Paris dément."), HERE) == "unchanged"


def test_a_new_version_stands_beside_the_old(register: Register, make: SimpleNamespace) -> None:
    old, new = make.record("Paris regrette profondément."), make.record("Paris condamne fermement.")
    register.add(old, HERE)
    assert register.add(new, HERE) == "new version"
    assert [register.record(number) for number in register.versions()] == [old, new]
    assert register.search("profondément").total == 0
    assert register.search("fermement").total == 1
    assert register.search("profondément", versions="all").total == 1
    assert register.search(versions="all").total == 2
    assert register.count("") == 1
    assert register.count("", versions="all") == 2


def test_a_text_that_comes_back_is_a_third_version(register: Register, make: SimpleNamespace) -> None:
    old, new = make.record("Paris regrette."), make.record("Paris condamne.")
    outcomes = [register.add(record, HERE) for record in (old, new, old, old)]
    assert outcomes == ["added", "new version", "new version", "unchanged"]
    assert register.search("regretter").total == 1
    assert register.search("condamner").total == 0
    assert register.size() == {"documents": 1, "versions": 3, "statements": 1}


def test_an_old_text_from_elsewhere_is_a_document_of_its_own(register: Register, make: SimpleNamespace) -> None:
    register.add(make.record("Paris regrette."), HERE)
    register.add(make.record("Paris condamne."), HERE)
    assert register.add(make.record("Paris regrette."), THERE) == "added"
    assert register.size()["documents"] == 2


def test_another_date_for_the_same_text_is_a_new_version(register: Register, make: SimpleNamespace) -> None:
    register.add(make.record("Paris condamne."), HERE)
    dated = make.record("Paris condamne.", published="2022-01-05")
    assert register.add(dated, HERE, asked={"published": "2022-01-05"}) == "new version"
    assert register.add(dated, HERE, asked={"published": "2022-01-05"}) == "unchanged"
    assert [hit.date for hit in register.search("condamner").hits] == ["2022-01-05"]


def test_looking_says_what_adding_would_do(register: Register, make: SimpleNamespace) -> None:
    record = make.record("Paris condamne.")
    assert register.look(HERE, record.document.text).outcome == "added"
    register.add(record, HERE)
    assert register.look(HERE, record.document.text).outcome == "unchanged"
    assert register.look(THERE, record.document.text).outcome == "unchanged"
    assert register.look(HERE, record.document.text, published="2001-01-01").outcome == "new version"
    assert register.look(HERE, "autre").outcome == "new version"


@pytest.mark.parametrize(
    ("published", "met", "expected"),
    [
        ("2021-11-12", "2021-11-10", "2021-11-12"),
        (None, "2021-11-10", "2021-11-10"),
        (None, "2021-11", "2021-11-01"),
        (None, "2021-11-10/2021-11-12", "2021-11-10"),
        (None, None, None),
        ("2021-02-30", None, None),
        ("9999-12-31", None, "9999-12-31"),
    ],
)
def test_a_statement_has_the_date_of_its_document(
    register: Register, make: SimpleNamespace, published: str | None, met: str | None, expected: str | None
) -> None:
    encounter = None if met is None else Encounter("meeting", met)
    register.add(make.record("Paris condamne.", published=published, encounter=encounter), HERE)
    (hit,) = register.search().hits
    assert hit.date == expected


@pytest.mark.parametrize("published", ["1900-01-01", "1899-12-31", "1815-06-09"])
def test_an_old_date_is_a_date(register: Register, make: SimpleNamespace, published: str) -> None:
    record = make.record("Les puissances garantissent la neutralité.", published=published)
    register.add(record, HERE)
    assert register.record(only(register)) == record
    assert register.search().hits[0].date == published


def test_statements_that_are_added_later_and_are_older_do_not_come_first(register: Register, make: SimpleNamespace, fill: Callable[..., Register]) -> None:
    days = ("2021-05-05", "2019-01-01", "2023-08-09", None, "2021-05-05", "2020-02-29")
    fill(register, *(make.record(f"Paris condamne l'attaque {number}.", published=day) for number, day in enumerate(days)))
    assert [hit.date for hit in register.search(sort="newest", limit=10).hits for _ in (hit, *hit.repeated)] != []
    dates = [mention.date for hit in register.search(sort="newest").hits for mention in (hit, *hit.repeated)]
    assert dates == ["2023-08-09", "2021-05-05", "2021-05-05", "2020-02-29", "2019-01-01", None]


def test_statements_under_one_cue_have_names_of_their_own(register: Register, make: SimpleNamespace) -> None:
    first = make.record(make.said("Paris condamne l'attaque et la prise d'otages.", "condamne", topics=("terrorism",)))
    twin = replace(first.statements[0], act="deplore")
    register.add(replace(first, statements=(first.statements[0], twin)), HERE)
    refs = [hit.ref for hit in register.search().hits]
    assert len(set(refs)) == 2


@pytest.mark.parametrize(
    "fault",
    [
        {"language": "de"},
        {"published": "12.11.2021"},
        {"issuer": ("FRA GOV",)},
        {"issuer": ("",)},
        {"kind": ""},
        {"kind": "a b"},
        {"statement": {"speaker": ("FRA", "\x00")}},
        {"statement": {"topics": ("a, b",)}},
        {"statement": {"due": Due("date", "demain", None)}},
        {"statement": {"due": Due("", None, None)}},
    ],
    ids=str,
)
def test_what_could_not_be_given_back_is_refused(register: Register, make: SimpleNamespace, fault: dict[str, Any]) -> None:
    statement = make.said("Paris condamne.", **fault.get("statement", {}))
    record = make.record(statement, **{name: value for name, value in fault.items() if name != "statement"})
    with pytest.raises(InputError, match=r"^[^\n]+$"):
        register.add(record, HERE)
    assert register.size() == {"documents": 0, "versions": 0, "statements": 0}
    assert register.add(make.full(), HERE) == "added"


def test_asking_for_a_version_that_is_not_there_says_so(register: Register) -> None:
    with pytest.raises(RegisterError, match=r"^there is no version 7 in this register$"):
        register.record(7)
    assert register.uris(7) == ()


def test_a_failure_in_the_middle_leaves_nothing_behind(register: Register, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    import verbale.register.writing as writing

    def fail(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(writing, "_learn", fail)
        with pytest.raises(KeyboardInterrupt):
            register.add(make.full(), HERE)
    assert register.size() == {"documents": 0, "versions": 0, "statements": 0}
    assert register.count("", versions="all") == 0
    assert register.add(make.full(), HERE) == "added"
    assert register.record(only(register)) == make.full()
    assert register.search("retirer", speaker="DEU").total == 1


def test_two_writers_with_the_same_texts_keep_each_once(where: str, make: SimpleNamespace) -> None:
    records = [make.numbered(number) for number in range(25)]
    failures: list[BaseException] = []
    begin = threading.Barrier(2)

    def write() -> None:
        try:
            with Register(where) as register:
                begin.wait(30)
                for number, record in enumerate(records):
                    register.add(record, make.uri(number))
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    Register(where).close()
    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert failures == []
    with Register(where) as register:
        kept: list[Record] = [register.record(number) for number in register.versions()]
        assert sorted(kept, key=lambda one: one.document.title or "") == sorted(records, key=lambda one: one.document.title or "")
        assert register.size()["documents"] == 25


def test_a_kept_search_comes_back(register: Register) -> None:
    from verbale.register.store import query_of

    query = query_of("intégrité", act="condemn,warn", since="2021", sort="newest")
    register.save_search("veille", query)
    register.save_search("veille", query)
    assert register.saved_searches() == {"veille": query}
    assert register.saved_search("veille") == query
    register.forget_search("veille")
    assert register.saved_searches() == {}
