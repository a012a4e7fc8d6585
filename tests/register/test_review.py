"""What persons say of statements: what then holds, what is found, and that the machine's reading stays beside it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from verbale.errors import OutputError, QueryError, RegisterError, VerbaleError
from verbale.exports.json import load_record
from verbale.record import Due, Record, Span, Statement
from verbale.register import Query, Register
from verbale.register import schema as tables
from verbale.register.gold import export_gold
from verbale.register.review import Judgement

HERE = "https://example.org/a"
DESK, ARCHIVE = "A. Desk", "B. Archive"


def condemned(make: SimpleNamespace) -> Record:
    """Three statements, and two sentences in which nobody has found one yet."""
    made = make.record(
        make.said("La France condamne l'attaque contre le port.", "condamne", content="l'attaque contre le port", topics=("terrorism",), confidence=0.9),
        make.said(
            "Paris exhorte la Russie à respecter la trêve avant le 15 février 2022.",
            "exhorte",
            content="respecter la trêve",
            act="call",
            addressee=("RUS",),
            due=Due("date", "2022-02-15", "avant le 15 février 2022"),
            confidence=0.4,
        ),
        make.said("Le ministre regrette profondément ce retard.", "regrette", act="regret", confidence=0.6),
        title="Point de presse",
    )
    text = made.document.text + "Elle a mis en garde Minsk contre toute escalade.\n\nBerlin salue et soutient l'accord de Rambouillet."
    return replace(made, document=replace(made.document, text=text))


@pytest.fixture
def register(emptied: Register) -> Register:
    return emptied


@pytest.fixture
def machine(make: SimpleNamespace) -> Record:
    return condemned(make)


@pytest.fixture
def kept(register: Register, machine: Record) -> Register:
    """A register that holds this one record."""
    register.add(machine, HERE)
    return register


@pytest.fixture
def refs(kept: Register) -> dict[str, str]:
    return named(kept)


@pytest.fixture(scope="module")
def settled(new: Callable[[], str], make: SimpleNamespace) -> Iterator[Register]:
    """The same once for all tests that change nothing."""
    with Register(new()) as register:
        register.add(condemned(make), HERE)
        yield register


@pytest.fixture(scope="module")
def two(sqlite_new: Callable[[], str], server: Any) -> Iterator[tuple[Register, Register]]:
    """A register on SQLite and one on PostgreSQL."""
    with Register(sqlite_new()) as first, Register(server.new()) as second:
        yield first, second


def named(register: Register) -> dict[str, str]:
    """The names of its statements, by their cue."""
    return {hit.statement.cue.text: hit.ref for hit in register.search().hits}


def holding(register: Register, number: int = 1) -> list[Statement]:
    return list(register.record(number).statements)


def cues(register: Register, number: int = 1) -> list[str]:
    return [one.cue.text for one in holding(register, number)]


def rows_of_the_machine(register: Register) -> list[tuple[Any, ...]]:
    """Everything that the machine has written of statements, but for whether it holds."""
    columns = [column for column in tables.statement.c if column.name != "standing"]
    with register._engine.connect() as connection:
        found = connection.execute(sa.select(*columns).where(tables.statement.c.judged.is_(False)).order_by(tables.statement.c.id))
        return [tuple(row) for row in found]


def everything(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """All rows, to see that nothing has changed."""
    with register._engine.connect() as connection:
        return {table.name: sorted(tuple(map(repr, row)) for row in connection.execute(sa.select(table))) for table in tables.metadata.sorted_tables}


@pytest.fixture
def refused(settled: Register) -> Callable[..., str]:
    """Says something that cannot be: ``refused("1.5", "confirm")`` is the line that tells why, and nothing has changed."""

    def tried(*arguments: Any, person: str = DESK) -> str:
        before = everything(settled)
        with pytest.raises((RegisterError, QueryError), match=r"^[^\n]+$") as raised:
            settled.judge(*arguments, person=person)
        assert everything(settled) == before
        return str(raised.value)

    return tried


def test_a_confirmation_changes_nothing_but_that_it_is_certain(kept: Register, machine: Record, refs: dict[str, str]) -> None:
    made = kept.judge(refs["condamne"], "confirm", person=DESK, reason="clear")
    assert (made.ref, made.verdict, made.value, made.person, made.reason, made.undone) == (refs["condamne"], "confirm", None, DESK, "clear", None)
    assert made.machine is not None
    assert made.machine["act"] == "condemn"
    assert kept.record(1) == replace(machine, statements=(replace(machine.statements[0], confidence=1.0), *machine.statements[1:]))
    (hit,) = kept.search("attaque").hits
    assert (hit.judged, hit.ref) == (True, refs["condamne"])
    assert kept.size()["statements"] == 3


CORRECTIONS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"act": "warn"}, {"act": "warn"}),
    ({"strength": 5}, {"strength": 5}),
    ({"speaker": ["DEU", "FRA"], "joint": True}, {"speaker": ("DEU", "FRA"), "joint": True}),
    ({"addressee": ["UKR:GOV"]}, {"addressee": ("UKR:GOV",)}),
    ({"addressee": []}, {"addressee": ()}),
    ({"target": ("RUS:MIL",)}, {"target": ("RUS:MIL",)}),
    ({"topics": ["sanctions", "energy"]}, {"topics": ("sanctions", "energy")}),
    ({"places": ["UKR"]}, {"places": ("UKR",)}),
    ({"frameworks": ["UNSCR-2202"]}, {"frameworks": ("UNSCR-2202",)}),
    ({"reiterated": True}, {"reiterated": True}),
    ({"hypothetical": True}, {"hypothetical": True}),
    ({"negated": True}, {"negated": True}),
    ({"due": None}, {"due": None}),
    ({"due": {"kind": "month", "value": "2022-03", "text": None}}, {"due": Due("month", "2022-03", None)}),
    ({"due": {"kind": "soon"}}, {"due": Due("soon", None, None)}),
    ({"content": None}, {"content": None}),
]


@pytest.mark.parametrize(("value", "expected"), CORRECTIONS, ids=lambda one: next(iter(one)))
def test_every_field_can_be_corrected(kept: Register, machine: Record, refs: dict[str, str], value: dict[str, Any], expected: dict[str, Any]) -> None:
    before = rows_of_the_machine(kept)
    made = kept.judge(refs["exhorte"], "correct", value, person=DESK)
    assert made.value is not None
    assert made.value.keys() == value.keys()
    wanted = replace(machine.statements[1], confidence=1.0, **expected)
    assert holding(kept) == [machine.statements[0], wanted, machine.statements[2]]
    assert kept.statement(refs["exhorte"]) == wanted
    assert rows_of_the_machine(kept) == before
    assert kept.search("trêve").hits[0].statement == wanted
    kept.undo(DESK)
    assert kept.record(1) == machine


def test_spans_are_corrected_by_their_words(kept: Register, refs: dict[str, str]) -> None:
    kept.judge(refs["exhorte"], "correct", {"content": "à respecter la trêve", "evidence": "Paris exhorte la Russie à respecter la trêve"}, person=DESK)
    said = kept.statement(refs["exhorte"])
    text = kept.record(1).document.text
    assert said.content is not None
    assert said.content.text == "à respecter la trêve"
    for span in (said.content, said.evidence, said.cue):
        assert text[span.start : span.end] == span.text
    assert kept.search("février").total == 0
    assert kept.search("trêve Russie").total == 1


def test_spans_are_corrected_by_their_place(kept: Register, refs: dict[str, str]) -> None:
    old = kept.statement(refs["regrette"]).evidence
    kept.judge(refs["regrette"], "correct", {"evidence": {"start": old.start, "end": old.end - 1, "text": old.text[:-1]}}, person=DESK)
    assert kept.statement(refs["regrette"]).evidence == Span(old.start, old.end - 1, old.text[:-1])


def test_later_corrections_come_on_top_of_earlier_ones(kept: Register, machine: Record, refs: dict[str, str]) -> None:
    kept.judge(refs["regrette"], "correct", {"act": "accuse", "addressee": ["BLR"]}, person=DESK)
    kept.judge(refs["regrette"], "correct", {"act": "concern"}, person=ARCHIVE)
    kept.judge(refs["regrette"], "confirm", person=DESK)
    assert kept.statement(refs["regrette"]) == replace(machine.statements[2], act="concern", addressee=("BLR",), confidence=1.0)
    kept.undo(ARCHIVE)
    assert kept.statement(refs["regrette"]).act == "accuse"


def test_what_is_rejected_is_gone_and_can_come_back(kept: Register, machine: Record, refs: dict[str, str]) -> None:
    kept.judge(refs["condamne"], "reject", person=DESK, reason="a headline")
    assert cues(kept) == ["exhorte", "regrette"]
    assert kept.search("attaque").total == kept.search(act="condemn").total == kept.count("attaque") == 0
    assert kept.search("attaque", versions="all").total == 0
    assert kept.size()["statements"] == 2
    with pytest.raises(RegisterError, match="there is no statement"):
        kept.statement(refs["condamne"])
    kept.judge(refs["condamne"], "confirm", person=ARCHIVE)
    assert kept.statement(refs["condamne"]) == replace(machine.statements[0], confidence=1.0)


def test_a_correction_after_a_rejection_brings_the_statement_back(kept: Register, refs: dict[str, str]) -> None:
    kept.judge(refs["condamne"], "reject", person=DESK)
    kept.judge(refs["condamne"], "correct", {"act": "concern"}, person=DESK)
    assert kept.statement(refs["condamne"]).act == "concern"


MISSED = {
    "act": "warn",
    "strength": 4,
    "speaker": ["FRA"],
    "addressee": ["BLR"],
    "evidence": "Elle a mis en garde Minsk contre toute escalade.",
    "cue": "a mis en garde",
}


def test_a_missed_statement_is_added_by_its_words(kept: Register, machine: Record, refs: dict[str, str]) -> None:
    made = kept.judge("1", "add", {**MISSED, "content": "contre toute escalade", "joint": False}, person=DESK)
    text = machine.document.text
    at = text.index("Elle a mis")
    added = kept.statement(made.ref)
    assert made.machine is None
    assert (added.act, added.addressee, added.confidence) == ("warn", ("BLR",), 1.0)
    assert added.evidence == Span(at, at + 48, text[at : at + 48])
    assert added.cue == Span(at + 5, at + 19, "a mis en garde")
    assert made.ref == f"1.{at + 5}"
    assert kept.record(1) == replace(machine, statements=(*machine.statements, added))
    (hit,) = kept.search("escalade", act="warn", addressee="BLR").hits
    assert (hit.ref, hit.judged) == (made.ref, True)
    assert [hit.statement.evidence.text[start:end] for start, end in hit.marked] == ["escalade"]
    kept.undo(DESK)
    assert kept.record(1) == machine
    assert kept.search("escalade").total == 0


def test_words_that_only_an_added_statement_has_are_found_in_any_form(kept: Register) -> None:
    kept.judge("1", "add", MISSED, person=DESK)
    for words in ("escalades", "mettre garde", '"mis en garde"', "minsk escal*"):
        assert kept.search(words).total == 1, words


def test_two_statements_are_added_under_one_cue(kept: Register, machine: Record) -> None:
    first = kept.judge("1", "add", MISSED, person=DESK)
    second = kept.judge("1", "add", {**MISSED, "act": "call", "addressee": ["RUS"]}, person=DESK)
    assert second.ref == f"{first.ref}.2"
    assert (kept.statement(first.ref).act, kept.statement(second.ref).act) == ("warn", "call")
    assert [one.act for one in holding(kept)] == ["condemn", "call", "regret", "warn", "call"]
    assert {hit.ref for hit in kept.search("escalade").hits} == {first.ref, second.ref}
    kept.judge(second.ref, "correct", {"act": "demand"}, person=DESK)
    assert kept.statement(second.ref).act == "demand"
    assert kept.statement(first.ref).act == "warn"


def twins(make: SimpleNamespace, *acts: str) -> Record:
    """Several statements under one cue."""
    made = make.record(make.said("Berlin salue et soutient l'accord de Rambouillet et le respecte.", "salue"))
    return replace(made, statements=tuple(replace(made.statements[0], act=act) for act in acts))


def test_a_statement_added_under_the_cue_of_the_machines_stands_beside_it(kept: Register, machine: Record, refs: dict[str, str]) -> None:
    made = kept.judge("1", "add", {**MISSED, "act": "concern", "evidence": "La France condamne l'attaque contre le port.", "cue": "condamne"}, person=DESK)
    assert made.ref == refs["condamne"] + ".2"
    assert [one.act for one in holding(kept)] == ["condemn", "concern", "call", "regret"]
    assert kept.statement(refs["condamne"]) == machine.statements[0]


def test_a_statement_added_within_the_cue_of_the_machines_stands_beside_it(register: Register, make: SimpleNamespace) -> None:
    register.add(make.record(make.said("Paris condamne et rejette ces accusations.", "condamne et rejette", act="condemn")), HERE)
    register.judge("1", "add", {**MISSED, "act": "reject", "evidence": "Paris condamne et rejette ces accusations.", "cue": "rejette"}, person=DESK)
    assert [one.act for one in holding(register)] == ["condemn", "reject"]


def test_of_several_statements_under_one_cue_each_keeps_its_name(register: Register, make: SimpleNamespace) -> None:
    register.add(twins(make, "welcome", "support", "praise"), HERE)
    start = register.record(1).statements[0].cue.start
    names = (f"1.{start}", f"1.{start}.2", f"1.{start}.3")
    assert [register.statement(name).act for name in names] == ["welcome", "support", "praise"]
    register.judge(names[1], "correct", {"act": "thank"}, person=DESK)
    assert [register.statement(name).act for name in names] == ["welcome", "thank", "praise"]
    register.judge(names[0], "reject", person=DESK)
    assert {hit.ref: hit.statement.act for hit in register.search().hits} == {names[1]: "thank", names[2]: "praise"}
    assert [register.statement(name).act for name in names[1:]] == ["thank", "praise"]
    with pytest.raises(RegisterError, match="there is no statement"):
        register.statement(names[0])


def test_an_addition_never_takes_the_place_of_another(kept: Register) -> None:
    kept.judge("1", "add", MISSED, person=DESK)
    second = kept.judge("1", "add", {**MISSED, "act": "call"}, person=DESK)
    kept.judge(second.ref.removesuffix(".2"), "reject", person=ARCHIVE)
    third = kept.judge("1", "add", {**MISSED, "act": "demand"}, person=ARCHIVE)
    assert third.ref != second.ref
    assert [one.act for one in holding(kept) if one.cue.text == "a mis en garde"] == ["call", "demand"]


def test_an_addition_that_is_redone_stands_beside_what_was_added_meanwhile(kept: Register) -> None:
    kept.judge("1", "add", MISSED, person=DESK)
    kept.undo(DESK)
    kept.judge("1", "add", {**MISSED, "act": "call"}, person=ARCHIVE)
    kept.redo(DESK)
    assert sorted(one.act for one in holding(kept) if one.cue.text == "a mis en garde") == ["call", "warn"]


@pytest.mark.parametrize(
    ("verdict", "value"),
    [pytest.param("confirm", None), pytest.param("correct", {"act": "call"}), ("reject", None)],
)
def test_an_addition_can_be_undone_though_somebody_else_has_judged_it(kept: Register, machine: Record, verdict: Any, value: dict[str, Any] | None) -> None:
    made = kept.judge("1", "add", MISSED, person=DESK)
    kept.judge(made.ref, verdict, value, person=ARCHIVE)
    kept.undo(DESK)
    assert kept.record(1) == machine
    kept.undo(ARCHIVE)
    assert kept.record(1) == machine
    kept.redo(DESK)
    assert kept.statement(made.ref).act == "warn"


def test_undo_and_redo_go_back_and_forth(kept: Register, machine: Record, refs: dict[str, str]) -> None:
    kept.judge(refs["condamne"], "confirm", person=DESK)
    kept.judge(refs["exhorte"], "reject", person=DESK)
    kept.judge(refs["regrette"], "correct", {"act": "concern"}, person=DESK)
    judged = kept.record(1)
    assert [kept.undo(DESK).verdict for _ in range(3)] == ["correct", "reject", "confirm"]
    assert kept.record(1) == machine
    with pytest.raises(RegisterError, match=r"^A\. Desk has no judgement to undo$"):
        kept.undo(DESK)
    assert [kept.redo(DESK).verdict for _ in range(3)] == ["confirm", "reject", "correct"]
    assert kept.record(1) == judged
    with pytest.raises(RegisterError, match=r"^A\. Desk has nothing undone that could be done again$"):
        kept.redo(DESK)


def test_each_person_undoes_what_they_have_said_themselves(kept: Register, machine: Record, refs: dict[str, str]) -> None:
    kept.judge(refs["condamne"], "correct", {"act": "concern"}, person=DESK)
    kept.judge(refs["condamne"], "correct", {"strength": 1}, person=ARCHIVE)
    kept.judge(refs["exhorte"], "reject", person=ARCHIVE)
    assert kept.undo(DESK).person == DESK
    assert kept.statement(refs["condamne"]) == replace(machine.statements[0], strength=1, confidence=1.0)
    with pytest.raises(RegisterError, match="nothing undone"):
        kept.redo(ARCHIVE)
    with pytest.raises(RegisterError, match="no judgement to undo"):
        kept.undo("somebody else")
    kept.redo(DESK)
    assert kept.statement(refs["condamne"]).act == "concern"
    assert cues(kept) == ["condamne", "regrette"]


def test_nothing_is_done_again_after_a_new_judgement(kept: Register, refs: dict[str, str]) -> None:
    kept.judge(refs["condamne"], "reject", person=DESK)
    kept.undo(DESK)
    kept.judge(refs["regrette"], "confirm", person=ARCHIVE)
    kept.redo(DESK)
    kept.undo(DESK)
    kept.judge(refs["exhorte"], "confirm", person=DESK)
    with pytest.raises(RegisterError, match="nothing undone"):
        kept.redo(DESK)
    assert cues(kept) == ["condamne", "exhorte", "regrette"]
    kept.undo(DESK)
    kept.redo(DESK)
    with pytest.raises(RegisterError, match="nothing undone"):
        kept.redo(DESK)


def test_a_name_with_blanks_around_it_is_the_same_name(kept: Register, refs: dict[str, str]) -> None:
    kept.judge(refs["condamne"], "reject", person=f" {DESK} ")
    assert kept.undo(f" {DESK} ").person == DESK
    assert kept.redo(f"{DESK}\t").person == DESK


def test_the_history_has_everything_in_its_order(kept: Register, make: SimpleNamespace, refs: dict[str, str]) -> None:
    kept.add(make.record("Paris condamne."), "https://example.org/b")
    first = kept.judge(refs["condamne"], "correct", {"act": "concern"}, person=DESK, reason="in the text")
    second = kept.judge(refs["exhorte"], "reject", person=ARCHIVE)
    third = kept.judge("2.0", "confirm", person=DESK)
    undone = kept.undo(DESK)
    assert undone == replace(third, undone=undone.undone)
    assert undone.undone is not None
    assert third.made < undone.undone
    assert kept.judgements() == [first, second, undone]
    assert kept.judgements("1") == [first, second]
    assert kept.judgements(refs["exhorte"]) == [second]
    assert kept.judgements("2.0") == [undone]
    assert kept.judgements("77") == kept.judgements("1.1") == []
    assert first.value == {"act": "concern"}
    assert first.to_dict()["machine"]["act"] == "condemn"
    assert first.number < second.number < third.number
    assert kept.redo(DESK).undone is None


def test_the_rows_of_the_machine_stay_as_they_are(kept: Register, refs: dict[str, str]) -> None:
    before = rows_of_the_machine(kept)
    kept.judge(refs["condamne"], "correct", {"evidence": "La France condamne l'attaque"}, person=DESK)
    kept.judge(refs["exhorte"], "reject", person=DESK)
    kept.judge("1", "add", MISSED, person=DESK)
    assert rows_of_the_machine(kept) == before
    for _ in range(3):
        kept.undo(DESK)
    assert rows_of_the_machine(kept) == before
    with kept._engine.connect() as connection:
        assert set(connection.execute(sa.select(tables.statement.c.standing)).scalars()) == {0}
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.statement)) == 3


def test_the_search_finds_by_code_what_holds(kept: Register, refs: dict[str, str]) -> None:
    kept.judge(refs["exhorte"], "correct", {"act": "demand", "addressee": ["UKR"], "negated": True, "strength": 5}, person=DESK)
    found = {"act": "demand", "addressee": "UKR", "flag": "negated", "min_strength": 5}
    for name, value in found.items():
        assert [hit.ref for hit in kept.search(**{name: value}).hits] == [refs["exhorte"]], name
    assert kept.search(addressee="RUS").total == kept.search(act="call").total == 0
    page = kept.search()
    assert dict(page.facets["act"]) == {"condemn": 1, "demand": 1, "regret": 1}
    assert dict(page.facets["addressee"]) == {"UKR": 1}
    kept.undo(DESK)
    assert kept.search(addressee="RUS", act="call").total == 1
    assert kept.search(addressee="UKR").total == 0


def test_a_judged_statement_of_an_earlier_version_stays_out_of_the_search(kept: Register, make: SimpleNamespace, refs: dict[str, str]) -> None:
    kept.judge(refs["condamne"], "confirm", person=DESK)
    kept.judge(refs["exhorte"], "reject", person=DESK)
    assert kept.add(make.record("Paris dément."), HERE) == "new version"
    assert kept.search("attaque").total == 0
    assert kept.search("attaque", versions="all").total == 1
    kept.judge(refs["condamne"], "correct", {"act": "concern"}, person=DESK)
    kept.judge("1", "add", MISSED, person=DESK)
    assert kept.search().total == kept.size()["statements"] == 1
    assert kept.search(act="concern,warn").total == 0
    assert kept.search(act="concern,warn", versions="all").total == 2
    assert kept.search("trêve", versions="all").total == 0
    for _ in range(4):
        kept.undo(DESK)
    assert kept.search().total == 1
    assert kept.search(versions="all").total == 4
    assert kept.search("trêve").total == 0


def test_another_document_is_left_alone(kept: Register, make: SimpleNamespace, refs: dict[str, str]) -> None:
    kept.add(make.full(), "https://example.org/b")
    kept.judge(refs["condamne"], "reject", person=DESK)
    assert kept.record(2) == make.full()


SAYINGS: list[tuple[str, dict[str, Any], str]] = [
    ("an unknown act", {"act": "shout"}, "act: 'shout' is no act of the codebook"),
    ("no strength", {"strength": 6}, "strength: 6 is not between 1 and 5"),
    ("a strength that is no number", {"strength": "high"}, "strength"),
    ("no flag", {"negated": "perhaps"}, "negated"),
    ("codes that are a string", {"speaker": "FRA"}, "speaker"),
    ("a code with a blank", {"speaker": ["FRA GOV"]}, "speaker"),
    ("an empty code", {"target": [""]}, "target"),
    ("the cue", {"cue": "France"}, "'cue' cannot be corrected; reject the statement, and add one with the right cue"),
    ("another field", {"mood": "bad"}, "'mood' cannot be corrected"),
    ("its certainty", {"confidence": 0.2}, "'confidence' cannot be corrected"),
    ("nothing", {}, "a correction needs a field"),
    ("words that are not there", {"evidence": "La Norvège condamne"}, "evidence: the words 'La Norvège condamne' do not stand in the text"),
    ("words that stand there twice", {"evidence": "l"}, "more than once"),
    ("no words", {"evidence": ""}, "evidence"),
    ("content outside the evidence", {"content": "retard"}, "content: the words 'retard' do not stand in the evidence"),
    ("a span that is not there", {"content": {"start": 0, "end": 4, "text": "rien"}}, "content: the text from 0 to 4 is not 'rien'"),
    ("a span without a place", {"evidence": {"text": "La France"}}, "evidence"),
    ("a span without an end", {"evidence": {"start": 0}}, "evidence"),
    ("a span of numbers", {"evidence": [0, 4]}, "evidence"),
    ("no evidence", {"evidence": None}, "evidence"),
    ("a day that is none", {"due": {"kind": "date", "value": "demain"}}, "due"),
    ("a due that is no object", {"due": "2022-02"}, "due"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "said"), [pytest.param(value, said, id=name) for name, value, said in SAYINGS])
def test_what_cannot_be_corrected_is_refused_in_one_line(settled: Register, refused: Callable[..., str], value: dict[str, Any], said: str) -> None:
    assert said in refused(named(settled)["condamne"], "correct", value)


MISTAKES: list[tuple[str, dict[str, Any]]] = [
    ("an evidence without the cue", {"evidence": "contre le port."}),
    ("a topic that the codebook has not", {"topics": ["fishing-for-compliments"]}),
    ("a kind of due that the codebook has not", {"due": {"kind": "eventually"}}),
]


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in MISTAKES])
def test_what_the_codebook_has_not_is_refused(settled: Register, refused: Callable[..., str], value: dict[str, Any]) -> None:
    refused(named(settled)["condamne"], "correct", value)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("1.3", "there is no statement 1.3; the search shows what there is"),
        ("7.0", "there is no version 7 in this register"),
        ("1.{start}.2", "there is no statement"),
        ("999999999.999999999", "there is no version 999999999 in this register"),
        ("1", "names no statement"),
        ("one.two", "names no statement"),
        ("", "names no statement"),
        ("1.2.3.4", "names no statement"),
        ("-1.2", "names no statement"),
        ("99999999999.1", "names no statement"),
        ("1.2; DROP TABLE judgement", "names no statement"),
        ("1.2\x00", "names no statement"),
    ],
)
@pytest.mark.parametrize("verdict", ["confirm", "reject", "correct"])
def test_a_statement_that_is_not_there_is_told(settled: Register, refused: Callable[..., str], what: str, said: str, verdict: str) -> None:
    what = what.format(start=named(settled)["condamne"].partition(".")[2])
    assert said in refused(what, verdict, {"act": "warn"} if verdict == "correct" else None)


@pytest.mark.parametrize("number", ["7", "x", "", "-1", "1.5", "12345678901", "²"])
def test_nothing_is_added_to_a_version_that_is_not_there(refused: Callable[..., str], number: str) -> None:
    assert "version" in refused(number, "add", MISSED)


@pytest.mark.parametrize("missing", ["act", "strength", "speaker", "evidence", "cue"])
def test_an_addition_needs_its_fields(refused: Callable[..., str], missing: str) -> None:
    assert missing in refused("1", "add", {name: value for name, value in MISSED.items() if name != missing})


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        {},
        {**MISSED, "cue": "condamne"},
        {**MISSED, "cue": ""},
        {**MISSED, "cue": 5},
        {**MISSED, "evidence": {"start": 5, "end": 1, "text": ""}},
        {**MISSED, "evidence": {"start": -5, "end": 10**12, "text": "x"}},
        pytest.param({**MISSED, "evidence": {"start": "5", "end": "9", "text": "x"}}),
        {**MISSED, "evidence": {"start": None, "end": None, "text": None}},
        pytest.param({**MISSED, "evidence": {"start": 0.5, "end": 3.7, "text": "x"}}),
        {**MISSED, "strength": float("nan")},
        {**MISSED, "act": ["warn"]},
        {**MISSED, "due": {"value": "2022"}},
    ],
    ids=str,
)
def test_what_cannot_be_added_is_refused_in_one_line(refused: Callable[..., str], wrong: Any) -> None:
    refused("1", "add", wrong)


@pytest.mark.parametrize("person", ["", "  ", "\t\n"])
def test_somebody_must_say_it(settled: Register, refused: Callable[..., str], person: str) -> None:
    assert "name them with --as" in refused(named(settled)["condamne"], "confirm", person=person)


HOSTILE = {
    "NUL": "because\x00of",
    "surrogate": "because \ud800 of",
    "long": "because " * 12_500,
    "emoji": "👩🏽‍🚀 \U0001f54a\ufe0f",
    "quotes": "'; DROP TABLE judgement; -- \\ %s :x {y}",
    "controls": "\x1b[2J\r\n\u2028\u202e\x9b",
}


@pytest.mark.parametrize("odd", [pytest.param(odd) for odd in HOSTILE])
@pytest.mark.parametrize("where_", ["reason", "person"])
def test_whatever_a_person_writes_is_kept_whole_or_refused_in_one_line(kept: Register, refs: dict[str, str], odd: str, where_: str) -> None:
    said = {"person": DESK, "reason": "why", where_: HOSTILE[odd]}
    before, told = everything(kept), ""
    try:
        kept.judge(refs["condamne"], "confirm", **said)
    except VerbaleError as error:
        told = str(error)
    if told:
        assert len(told.splitlines()) == 1
        assert everything(kept) == before
    else:
        (made,) = kept.judgements()
        assert (made.reason, made.person) == (said["reason"], said["person"].strip())
        assert kept.undo(said["person"].strip()) == replace(made, undone=kept.judgements()[0].undone)


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\U0001f54a\ufe0f", "e\u0301", "\u202eabc", "\r\n", "\x1b[2J"], ids=ascii)
def test_spans_hold_every_character(register: Register, make: SimpleNamespace, odd: str) -> None:
    made = make.record(make.said(f"Paris {odd} condamne {odd} l'attaque.", "condamne"))
    register.add(made, HERE)
    name = f"1.{made.statements[0].cue.start}"
    judged = register.judge(name, "correct", {"content": f"{odd} l'attaque", "due": {"kind": "soon", "value": None, "text": f"{odd} bientôt"}}, person=DESK)
    said = register.statement(name)
    assert said.content is not None
    assert said.content.text == f"{odd} l'attaque"
    assert said.due == Due("soon", None, f"{odd} bientôt")
    assert judged == register.judgements()[0]
    assert register.search("attaque").hits[0].statement == said


def test_a_failure_in_the_middle_of_a_judgement_leaves_everything_as_it_was(kept: Register, refs: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.register import review

    before = everything(kept)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(review, "add_statements", fail)
        with pytest.raises(KeyboardInterrupt):
            kept.judge(refs["condamne"], "correct", {"speaker": ["NOR"]}, person=DESK)
    assert everything(kept) == before
    kept.judge(refs["condamne"], "correct", {"speaker": ["NOR"]}, person=DESK)
    assert kept.search(speaker="NOR").total == 1


_NUMBERS = itertools.count()

VALUES = st.sampled_from(
    [{"act": "warn"}, {"speaker": ["DEU"]}, {"strength": 1}, {"due": None}, {"addressee": ["BLR"], "negated": True}, {"content": None}, {"topics": []}]
)
#: What is done, to which of the statements, with which value, and by whom.
Step = tuple[str, int, dict[str, Any], int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["confirm", "correct", "reject", "add", "undo", "redo"]), st.integers(0, 5), VALUES, st.integers(0, 1)), min_size=1, max_size=9
)
CUES = ("condamne", "exhorte", "regrette")
SPARE = (("a mis en garde", "Elle a mis en garde Minsk contre toute escalade."), ("salue", "Berlin salue et soutient l'accord de Rambouillet."))


@dataclass
class Desk:
    """Two persons at work on one version."""

    register: Register
    number: int
    text: str
    people: tuple[str, str]
    is_orderly: bool  # each adds one statement at most, and leaves that of the other alone

    def done(self, step: Step) -> bool:
        """One step, where it is possible."""
        verdict, which, value, who = step
        try:
            if verdict in ("undo", "redo"):
                (self.register.undo if verdict == "undo" else self.register.redo)(self.people[who])
            elif verdict == "add":
                return self._added(who if self.is_orderly else which % 2, value, who)
            else:
                name = self._names(who)[which % len(self._names(who))]
                self.register.judge(name, verdict, value if verdict == "correct" else None, person=self.people[who])  # type: ignore[arg-type]
        except RegisterError as error:
            if not str(error).startswith(("there is no statement", *self.people)):
                raise
            return False
        return True

    def _added(self, which: int, value: dict[str, Any], who: int) -> bool:
        cue, evidence = SPARE[which]
        if self.is_orderly and any(one.verdict == "add" and one.person == self.people[who] for one in self.judgements()):
            return False
        act = {"act": value["act"]} if "act" in value else {}
        self.register.judge(str(self.number), "add", {**MISSED, "cue": cue, "evidence": evidence, **act}, person=self.people[who])
        return True

    def _names(self, who: int) -> list[str]:
        """The statements that a person may judge."""
        added = {one.ref for one in self.judgements() if one.verdict == "add" and (not self.is_orderly or one.person == self.people[who])}
        return sorted({f"{self.number}.{self.text.index(cue)}" for cue in CUES} | added)

    def judgements(self, *, hold: bool = False) -> list[Judgement]:
        return [one for one in self.register.judgements(str(self.number)) if not hold or one.undone is None]

    def record(self) -> Record:
        return self.register.record(self.number)

    def undo_all(self, order: int) -> None:
        for person in self.people[::order]:
            for _ in [one for one in self.judgements(hold=True) if one.person == person]:
                self.register.undo(person)

    def redo(self, order: int, times: dict[str, int]) -> None:
        for person in self.people[::order]:
            for _ in range(times[person]):
                self.register.redo(person)


@pytest.mark.parametrize("is_orderly", [pytest.param(True, id="each for themselves"), pytest.param(False, id="all at once")])
@settings(max_examples=20, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])
@given(steps=STEPS, order=st.sampled_from([1, -1]))
def test_undoing_everything_brings_the_machine_back_and_redoing_the_persons(
    two: tuple[Register, Register], make: SimpleNamespace, is_orderly: bool, steps: list[Step], order: int
) -> None:
    serial = next(_NUMBERS)
    machine = condemned(make)
    machine = replace(machine, document=replace(machine.document, text=f"{machine.document.text}\n\nNo. {serial}"))
    outcomes = []
    for register in two:
        register.add(machine, f"https://example.org/review/{serial}")
        desk = Desk(register, max(register.versions()), machine.document.text, (f"first {serial}", f"second {serial}"), is_orderly)
        worked = [desk.done(step) for step in steps]
        judged, held = desk.record(), desk.judgements(hold=True)
        desk.undo_all(order)
        assert desk.judgements(hold=True) == []
        assert desk.record() == machine
        desk.redo(-order, {person: sum(one.person == person for one in held) for person in desk.people})
        assert desk.judgements(hold=True) == held
        assert desk.record() == judged
        outcomes.append((worked, judged))
    assert outcomes[0] == outcomes[1]


def test_what_is_least_certain_comes_first(kept: Register, refs: dict[str, str]) -> None:
    def queue(**filters: Any) -> list[str]:
        return [hit.statement.cue.text for hit in kept.doubtful(Query(**filters), limit=9)]

    assert queue() == ["exhorte", "regrette", "condamne"]
    assert queue(act=("condemn", "regret")) == ["regrette", "condamne"]
    assert queue(text="attaque") == ["condamne"]
    kept.judge(refs["regrette"], "confirm", person=DESK)
    kept.judge(refs["exhorte"], "reject", person=DESK)
    assert queue() == ["condamne"]
    assert not kept.is_reviewed(1)
    kept.judge(refs["condamne"], "correct", {"act": "concern"}, person=DESK)
    assert queue() == []
    assert kept.is_reviewed(1)
    kept.undo(DESK)
    assert not kept.is_reviewed(1)


def test_reviewed_documents_become_gold_files(kept: Register, make: SimpleNamespace, refs: dict[str, str], tmp_path: Any) -> None:
    kept.add(make.record("Paris condamne."), "https://example.org/b")
    kept.judge(refs["condamne"], "confirm", person=DESK)
    assert export_gold(kept, tmp_path / "gold").files == ()
    assert export_gold(kept, tmp_path / "gold").incomplete == (1,)
    kept.judge(refs["exhorte"], "reject", person=DESK)
    kept.judge(refs["regrette"], "correct", {"act": "concern"}, person=DESK)
    made = export_gold(kept, tmp_path / "gold")
    assert [path.name for path in made.files] == ["000001.fr.json"]
    assert made.incomplete == ()
    assert load_record(made.files[0]) == kept.record(1)
    assert sorted(path.name for path in (tmp_path / "gold").iterdir()) == ["000001.fr.json", "000001.fr.txt"]
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"^[^\n]+$"):
        export_gold(kept, tmp_path / "file")
