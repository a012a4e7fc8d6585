"""New readings in the place of old ones: what is told of them, and that nothing of what persons said is lost."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

import verbale
import verbale.api
from verbale.errors import InputError, RegisterError
from verbale.record import Record, Statement
from verbale.register import Register
from verbale.register import schema as tables
from verbale.register.rereading import Reread, read_again
from verbale.register.store import this_program
from verbale.register.writing import IMPORTED

HERE, THERE = "https://example.org/a", "https://example.org/b"
DESK = "A. Desk"
OLD = ("0.0.9", "0123456789abcdef")


@pytest.fixture
def register(emptied: Register) -> Register:
    return emptied


@pytest.fixture
def old(make: SimpleNamespace) -> Record:
    return make.record(
        make.said("Paris a de nouveau mis en garde Minsk contre toute escalade.", "a de nouveau mis en garde", act="warn", addressee=("BLR",)),
        make.said("Berlin condamne l'attaque et la regrette.", "condamne", speaker=("DEU",)),
        make.said("Oslo salue l'accord de Rambouillet.", "salue", act="welcome", speaker=("NOR",)),
        title="Point de presse",
    )


def other(record: Record, at: int, cue: str | None = None, **values: Any) -> Record:
    """A reading that differs in one statement."""
    said = record.statements[at]
    if cue is not None:
        start = record.document.text.index(cue, said.evidence.start)
        values["cue"] = replace(said.cue, start=start, end=start + len(cue), text=cue)
    return replace(record, statements=(*record.statements[:at], replace(said, **values), *record.statements[at + 1 :]))


def without(record: Record, at: int) -> Record:
    return replace(record, statements=(*record.statements[:at], *record.statements[at + 1 :]))


@pytest.fixture
def kept(register: Register, old: Record) -> Register:
    """A register that holds this record, as an older program has read it."""
    register.add(old, HERE, program=OLD)
    return register


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets the reader say something else: ``says(record)``."""

    def say(*records: Record) -> None:
        found = {record.document.text: record for record in records}

        def read_text(text: str, **_: Any) -> Record:
            if text not in found:
                raise InputError("nobody reads that")
            return found[text]

        monkeypatch.setattr(verbale.api, "read_text", read_text)

    return say


def name(record: Record, at: int, number: int = 1) -> str:
    return f"{number}.{record.statements[at].cue.start}"


def only(register: Register, *, everything: bool = False) -> Reread:
    ((_, made),) = read_again(register, register.stale(everything=everything))
    assert isinstance(made, Reread)
    return made


def sure(statement: Statement, **values: Any) -> Statement:
    return replace(statement, confidence=1.0, **values)


def test_what_another_program_or_other_knowledge_has_read_is_stale(register: Register, make: SimpleNamespace) -> None:
    now = this_program()
    for number, program in enumerate([now, ("0.0.9", now[1]), (now[0], "other"), IMPORTED, OLD]):
        register.add(make.numbered(number), make.uri(number), program=program)
    assert now[0] == verbale.__version__
    assert register.stale() == [2, 3, 5]
    assert register.stale(everything=True) == [1, 2, 3, 5]


def test_a_new_reading_takes_the_place_of_the_old(kept: Register, old: Record, says: Callable[..., None]) -> None:
    new = other(old, 1, speaker=("AUT",), act="accuse")
    new = replace(new, document=replace(new.document, title="Point presse", issuer=("DEU",), kind="briefing", published="2021-11-13"))
    says(new)
    made = only(kept)
    assert kept.record(1) == new
    assert (made.version, made.title, made.disagreements) == (1, "Point presse", ())
    (change,) = made.changes
    assert (change.ref, change.cue) == (name(old, 1), "condamne")
    assert (change.before, change.after) == ({"act": "condemn", "speaker": ["DEU"]}, {"act": "accuse", "speaker": ["AUT"]})
    assert kept.stale() == []
    assert kept.search(speaker="DEU").total == kept.search(act="condemn").total == 0
    (hit,) = kept.search("attaque", speaker="AUT", issuer="DEU", kind="briefing").hits
    assert hit.date == "2021-11-13"
    assert kept.size() == {"documents": 1, "versions": 1, "statements": 3}
    with kept._engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.statement)) == 3


def test_the_same_reading_changes_nothing(kept: Register, old: Record, says: Callable[..., None]) -> None:
    says(old)
    assert only(kept) == Reread(1, "Point de presse", (), ())
    assert kept.record(1) == old
    assert kept.stale() == []
    assert only(kept, everything=True).changes == ()


def test_what_is_new_and_what_is_gone_is_told(kept: Register, old: Record, make: SimpleNamespace, says: Callable[..., None]) -> None:
    twin = other(other(old, 1, "regrette", act="regret"), 1).statements[1]
    new = without(replace(old, statements=(old.statements[0], old.statements[1], twin, old.statements[2])), 0)
    says(new)
    made = only(kept)
    assert [(one.ref, one.cue, one.before is None, one.after is None) for one in made.changes] == [
        (name(old, 0), "a de nouveau mis en garde", False, True),
        (f"1.{twin.cue.start}", "regrette", True, False),
    ]
    assert made.changes[0].before is not None
    assert made.changes[0].before["act"] == "warn"
    assert kept.record(1) == new
    assert kept.search("escalade").total == 0


@pytest.mark.parametrize("cue", ["mis en garde", "a de nouveau", "Paris a de nouveau mis", "de nouveau"])
def test_a_cue_that_is_cut_otherwise_is_the_same_statement(kept: Register, old: Record, says: Callable[..., None], cue: str) -> None:
    says(other(old, 0, cue))
    (change,) = only(kept).changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before.keys(), change.after["cue"]["text"]) == ({"cue"}, cue)
    assert change.cue == cue


def test_the_name_that_is_told_is_one_that_can_be_used(kept: Register, old: Record, says: Callable[..., None]) -> None:
    says(other(old, 0, "mis en garde"))
    (change,) = only(kept).changes
    assert kept.statement(change.ref).cue.text == "mis en garde"


def test_what_persons_said_stays(kept: Register, old: Record, says: Callable[..., None]) -> None:
    kept.judge(name(old, 0), "correct", {"addressee": ["RUS"]}, person=DESK)
    kept.judge(name(old, 1), "reject", person=DESK)
    kept.judge(name(old, 2), "confirm", person=DESK)
    added = {"act": "regret", "strength": 3, "speaker": ["DEU"], "evidence": "Berlin condamne l'attaque et la regrette.", "cue": "regrette"}
    missed = kept.judge("1", "add", added, person=DESK)
    before, judged = kept.record(1), kept.judgements()
    says(old)
    made = only(kept)
    assert (made.changes, made.disagreements) == ((), ())
    assert kept.record(1) == before
    assert kept.judgements() == judged
    assert kept.statement(missed.ref).act == "regret"
    assert {hit.ref for hit in kept.search().hits if hit.judged} == {name(old, 0), name(old, 2), missed.ref}
    for _ in range(4):
        kept.undo(DESK)
    assert kept.record(1) == old


def test_a_correction_lies_over_the_new_reading(kept: Register, old: Record, says: Callable[..., None]) -> None:
    kept.judge(name(old, 0), "correct", {"addressee": ["RUS"]}, person=DESK)
    says(other(old, 0, strength=5, topics=("sanctions",)))
    only(kept)
    assert kept.statement(name(old, 0)) == sure(old.statements[0], strength=5, topics=("sanctions",), addressee=("RUS",))
    kept.undo(DESK)
    assert kept.record(1) == other(old, 0, strength=5, topics=("sanctions",))


def test_what_differs_from_all_that_was_said_is_told(kept: Register, old: Record, says: Callable[..., None]) -> None:
    kept.judge(name(old, 0), "correct", {"addressee": ["RUS"], "act": "demand"}, person=DESK)
    kept.judge(name(old, 2), "confirm", person=DESK)
    says(other(other(old, 0, addressee=("UKR",), act="demand", strength=2), 2, strength=5))
    made = only(kept)
    assert [(one.ref, one.field, one.machine, one.person, one.now) for one in made.disagreements] == [
        (name(old, 0), "addressee", ["BLR"], ["RUS"], ["UKR"]),
        (name(old, 2), "strength", 3, 3, 5),
    ]
    assert kept.statement(name(old, 0)).addressee == ("RUS",)


def test_a_person_whom_the_new_reading_follows_is_not_contradicted(kept: Register, old: Record, says: Callable[..., None]) -> None:
    kept.judge(name(old, 0), "correct", {"addressee": ["RUS"]}, person=DESK)
    says(other(old, 0, addressee=("RUS",)))
    made = only(kept)
    assert len(made.changes) == 1
    assert made.disagreements == ()


def test_an_undone_judgement_contradicts_nobody(kept: Register, old: Record, says: Callable[..., None]) -> None:
    kept.judge(name(old, 0), "correct", {"addressee": ["RUS"]}, person=DESK)
    kept.undo(DESK)
    says(other(old, 0, addressee=("UKR",)))
    assert only(kept).disagreements == ()
    kept.redo(DESK)
    assert kept.statement(name(old, 0)).addressee == ("RUS",)


def test_a_statement_that_only_a_person_stands_behind_stays(kept: Register, old: Record, says: Callable[..., None]) -> None:
    kept.judge(name(old, 0), "correct", {"act": "demand"}, person=DESK)
    says(without(old, 0))
    made = only(kept)
    assert {(one.field, one.machine, one.person, one.now) for one in made.disagreements} == {("act", "warn", "demand", None)}
    assert kept.record(1).statements == (sure(old.statements[0], act="demand"), *old.statements[1:])
    kept.undo(DESK)
    assert kept.record(1) == without(old, 0)


@pytest.mark.parametrize(
    "cue",
    [
        "Paris a de nouveau mis en garde",
        "a de nouveau mis",
        pytest.param("mis en garde"),
        pytest.param("de nouveau mis en garde Minsk"),
    ],
)
@pytest.mark.parametrize("verdict", ["correct", "reject", "confirm"])
def test_what_was_said_of_a_statement_holds_when_its_cue_is_cut_otherwise(
    kept: Register, old: Record, says: Callable[..., None], cue: str, verdict: Any
) -> None:
    kept.judge(name(old, 0), verdict, {"act": "demand"} if verdict == "correct" else None, person=DESK)
    says(other(old, 0, cue))
    only(kept)
    acts = {"correct": ["demand"], "reject": [], "confirm": ["warn"]}[verdict]
    assert [one.act for one in kept.record(1).statements] == [*acts, "condemn", "welcome"]
    assert [hit.statement.act for hit in kept.search("escalade").hits] == acts
    kept.undo(DESK)
    assert kept.record(1) == other(old, 0, cue)


@pytest.mark.parametrize("verdict", [pytest.param("reject"), pytest.param("correct")])
def test_what_was_said_of_the_second_under_a_cue_is_not_said_of_the_first(
    register: Register, make: SimpleNamespace, says: Callable[..., None], verdict: Any
) -> None:
    made = make.record(make.said("Berlin salue et soutient l'accord.", "salue", act="welcome"))
    register.add(replace(made, statements=(*made.statements, replace(made.statements[0], act="support"))), HERE, program=OLD)
    register.judge(f"1.{made.statements[0].cue.start}.2", verdict, {"act": "thank"} if verdict == "correct" else None, person=DESK)
    says(made)
    only(register)
    assert [one.act for one in register.record(1).statements] == ["welcome", *(["thank"] if verdict == "correct" else [])]


def test_imported_records_are_never_touched(register: Register, old: Record, says: Callable[..., None]) -> None:
    register.add(old, HERE, program=IMPORTED)
    says(without(old, 0))
    assert list(read_again(register, register.stale(everything=True))) == []
    assert register.record(1) == old


def test_old_versions_stay_out_of_the_search(kept: Register, old: Record, make: SimpleNamespace, says: Callable[..., None]) -> None:
    kept.judge(name(old, 0), "correct", {"act": "demand"}, person=DESK)
    kept.add(make.record("Paris dément."), HERE)
    says(other(old, 1, act="accuse"))
    assert kept.stale() == [1]
    only(kept)
    assert kept.search().total == kept.size()["statements"] == 1
    assert kept.search(act="accuse,demand").total == 0
    assert kept.search(act="accuse,demand", versions="all").total == 2
    assert kept.search(versions="all").total == 4


def test_a_text_that_cannot_be_read_any_more_stays_as_it_was(kept: Register, old: Record, make: SimpleNamespace, says: Callable[..., None]) -> None:
    kept.add(make.full(), THERE, program=OLD)
    says(without(make.full(), 0))
    made = dict(read_again(kept, kept.stale()))
    assert made[1] == "nobody reads that"
    assert isinstance(made[2], Reread)
    assert kept.record(1) == old
    assert kept.record(2) == without(make.full(), 0)
    assert kept.stale() == [1]


def test_the_reader_is_told_what_the_user_had_said(register: Register, old: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"language": "fr", "published": "2021-11-12", "issuer": ["FRA"]}
    register.add(old, HERE, asked=asked, program=OLD)
    told: dict[str, Any] = {}

    def read_text(text: str, **named: Any) -> Record:
        told.update(named)
        return old

    monkeypatch.setattr(verbale.api, "read_text", read_text)
    only(register)
    assert told == {**asked, "explain": False}
    assert register.text_of(1).asked == asked


def test_the_program_reads_again_what_it_has_read_itself(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbale.api, "reader", runpy.run_path(str(Path(__file__).parents[1] / "cli" / "stub.py"))["reader"])
    register.add(verbale.api.read_text("Paris condamne l'attentat.", language="fr"), HERE, asked={"language": "fr"}, program=OLD)
    before = register.record(1)
    assert only(register).changes == ()
    assert register.record(1) == before


def test_several_processes_read_again_as_one_does(tmp_path: Path, make: SimpleNamespace) -> None:
    old = [make.record(f"Paris condamne l'attentat contre le port {number}.", published="2021-11-12") for number in range(9)]
    found = []
    for jobs in (1, 2):
        with Register(tmp_path / f"{jobs}.sqlite") as register:
            for number, record in enumerate(old):
                register.add(replace(record, statements=()), f"x:{number}", program=OLD)
            found.append((list(read_again(register, register.stale(), jobs=jobs)), [register.record(number) for number in register.versions()]))
            assert register.stale() == []
    assert found[0] == found[1]
    assert [number for number, _ in found[0][0]] == list(range(1, 10))
    assert [one.statements[0].act for one in found[0][1]] == ["condemn"] * 9


def test_the_text_of_a_version_that_is_not_there_is_told(register: Register) -> None:
    with pytest.raises(RegisterError, match=r"^there is no version 7 in this register$"):
        register.text_of(7)


def test_the_reading_of_another_text_is_refused(kept: Register, old: Record, make: SimpleNamespace) -> None:
    with pytest.raises(RegisterError, match=r"^[^\n]+$"):
        kept.replace_reading(1, make.full())
    assert kept.record(1) == old


def test_a_reading_that_could_not_be_given_back_is_refused(kept: Register, old: Record) -> None:
    with pytest.raises(InputError, match=r"^[^\n]+$"):
        kept.replace_reading(1, other(old, 0, speaker=("FRA GOV",)))
    assert kept.record(1) == old


@pytest.mark.parametrize("place", ["add_statements", "_update_head", "review.rebuild"])
def test_a_failure_in_the_middle_leaves_the_old_reading(kept: Register, old: Record, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    from verbale.register import rereading, review

    kept.judge(name(old, 0), "correct", {"act": "demand"}, person=DESK)
    before = kept.record(1)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(review if place.startswith("review.") else rereading, place.removeprefix("review."), fail)
        with pytest.raises(KeyboardInterrupt):
            kept.replace_reading(1, other(old, 1, speaker=("AUT",)))
    assert kept.record(1) == before
    assert kept.stale() == [1]
    assert kept.search("escalade", act="demand").total == 1
    kept.replace_reading(1, other(old, 1, speaker=("AUT",)))
    assert kept.search(speaker="AUT").total == 1
    assert kept.stale() == []


KILLED = """
    import os, signal, sys
    from dataclasses import replace
    import sqlalchemy as sa
    from sqlalchemy import event
    from verbale.register import Register

    where, last = sys.argv[1], int(sys.argv[2])
    with Register(where, create=False) as register:
        left = last
        def count(*_):
            global left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        old = register.record(1)
        event.listen(sa.Engine, "before_cursor_execute", count)
        event.listen(sa.Engine, "commit", count)
        register.replace_reading(1, replace(old, statements=old.statements[1:]))
    print("done", last - left)
"""


def killed(where: str, step: int) -> tuple[int, str]:
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), where, str(step)], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_a_program_that_is_killed_while_it_reads_again_leaves_the_old_reading_or_the_new(where: str, old: Record) -> None:
    with Register(where) as register:
        register.add(old, HERE, program=OLD)
    for step in (4, 8, 12):
        code, _ = killed(where, step)
        assert code == -signal.SIGKILL
        with Register(where, create=False) as register:
            assert register.record(1) == old
            assert register.stale() == [1]
            assert register.count() == 3
            assert register.search("escalade").total == 1
    code, said = killed(where, 10**6)
    assert (code, said.split()[0]) == (0, "done")
    with Register(where, create=False) as register:
        assert register.record(1) == without(old, 0)
        assert register.search("escalade").total == 0
    assert os.environ.get("VERBALE_REGISTER") is None
