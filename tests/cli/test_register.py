"""The commands that work on a register: what they write, what they take, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import runpy
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from icalendar import Calendar

from verbale.exports.json import dumps, load_record
from verbale.record import Due
from verbale.register import Register

Program = Callable[..., Any]
TEXT = "Paris condamne l'attentat commis à Kaboul et appelle les parties à la retenue."
STUBBED = (sys.executable, str(Path(__file__).with_name("stub.py")))
DESK = "A. Desk"

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")


@pytest.fixture(scope="module")
def make() -> SimpleNamespace:
    """Makers of small records."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "register" / "records.py"), run_name="records"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, make: SimpleNamespace) -> Path:
    """A register in a file, to be copied."""
    path = tmp_path_factory.mktemp("register") / "register.sqlite"
    with Register(path) as register:
        call = make.said(
            "Paris exhorte la Russie à retirer ses forces d'ici février 2022.",
            "exhorte",
            act="call",
            addressee=("RUS",),
            content="retirer ses forces",
            due=Due("month", "2022-02", "d'ici février 2022"),
            confidence=0.4,
        )
        condemn = make.said("Berlin condamne l'attaque contre le port d'Odessa.", "condamne", speaker=("DEU",), strength=4, confidence=0.6)
        register.add(make.record(call, condemn, title="Point de presse", published="2022-01-10"), "https://example.org/a")
        welcome = make.said("London welcomes the ceasefire in the harbour.", "welcomes", act="welcome", speaker=("GBR",), confidence=0.9)
        register.add(make.record(welcome, title="Statement", language="en", issuer=("GBR",), published="2021-12-01"), "https://example.org/b")
        promise = make.said("=Oslo s'engage à livrer l'aide.", "s'engage", act="commit", speaker=("NOR",), due=Due("soon", None, None), confidence=0.95)
        register.add(make.record(promise, published=None, issuer=("NOR",)), "https://example.org/c", program=("0.0.9", "old"))
    return path


@pytest.fixture
def kept(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The register that commands take where none is named."""
    path = tmp_path / "register.sqlite"
    path.write_bytes(prepared.read_bytes())
    monkeypatch.setenv("VERBALE_REGISTER", str(path))
    monkeypatch.setenv("VERBALE_PERSON", DESK)
    return path


COMMANDS = ("add", "search", "review", "judge", "pledges", "reread", "register", "backup", "restore")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_has_examples(program: Program, command: str) -> None:
    ended = program(command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert f"verbale {command}" in ended.out.split("Examples:")[1]
    assert "--register" in ended.out
    assert command in program("--help").out


@pytest.mark.parametrize("command", ["search x", "review", "judge 1.2 --confirm", "pledges", "reread", "register", "backup copy.sqlite"])
def test_a_register_that_is_not_there_is_told(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    ended = program(*command.split(), "--register", tmp_path / "none.sqlite")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"verbale: {tmp_path}/none.sqlite: there is no register; make one with: verbale add TEXT --register {tmp_path}/none.sqlite\n"
    assert list(tmp_path.iterdir()) == []


WRONG = [
    ("search --act shout", "act: 'shout' is none; choose from discuss"),
    ("search --topic fish", "topic: 'fish' is none"),
    ("search --language de", "language: 'de' is none"),
    ("search --kind letter", "kind: 'letter' is none"),
    ("search --flag loud", "flag: 'loud' is none"),
    ("search --since 2021-13", "since: '2021-13' is no date of the calendar"),
    ("search --until yesterday", "until: 'yesterday' is no date"),
    ("search --due tomorrow", "due: 'tomorrow'"),
    ("search --due-before soon", "due_before: 'soon' is no date"),
    ("search (", ""),
    ("search --after x", "'x' is no place to go on from"),
    ("search --saved none", "no search is kept as 'none'; kept are: none"),
    ("search --forget none", "no search is kept as 'none'"),
    ("search --sort best", "'best'"),
    ("search --min-strength 6", "less than or equal to 5"),
    ("search --limit 0", "greater than or equal to 1"),
    ("search --ui de", "'de'"),
    ("search --format xml", "xml"),
    ("review --act shout", "act: 'shout'"),
    ("review --since x", "since: 'x' is no date"),
    ("judge", "say one of --confirm"),
    ("judge 1.2", "say one of --confirm"),
    ("judge --confirm", "say which statement"),
    ("judge 1.24 --confirm --reject", "say one of --confirm"),
    ("judge 1.3 --confirm", "there is no statement 1.3"),
    ("judge 9.3 --confirm", "there is no version 9"),
    ("judge x --confirm", "'x' names no statement"),
    ("judge {ref} --set act", "write a field, =, and its value"),
    ("judge {ref} --set mood=bad", "'mood' cannot be corrected; fields are act"),
    ("judge {ref} --set cue=Berlin", "'cue' cannot be corrected"),
    ("judge {ref} --set act=shout", "'shout' is no act of the codebook"),
    ("judge {ref} --set strength=9", "strength: '9' is not between 1 and 5"),
    ("judge {ref} --set negated=maybe", "negated: 'maybe' is neither yes nor no"),
    ("judge {ref} --set due=tomorrow", "due: 'tomorrow' is neither a date"),
    ("judge {ref} --set content=Madrid", "content: the words 'Madrid' do not stand in the evidence"),
    ("judge {ref} --set evidence=none", "evidence: the words 'none' do not stand in the text"),
    ("judge 1 --add gone.json", "gone.json: cannot be read as JSON"),
    ("judge --undo", "A. Desk has no judgement to undo"),
    ("judge --redo", "A. Desk has nothing undone"),
    ("judge x.y --history", "names no statement"),
    ("pledges --act condemn", "act: 'condemn' neither asks nor promises"),
    ("pledges --due-before soon", "due_before: 'soon' is no date"),
    ("pledges --status done", "done"),
    ("pledges --set {ref}", "write the statement, =, and what became of it"),
    ("pledges --set {ref}=done", "status: 'done' is none; choose from open, met, lapsed, withdrawn"),
    ("pledges --set {ref}=met --link x", "'x' is no link"),
    ("pledges --set {other}=met", "neither asks nor promises: its act is condemn"),
    ("pledges --format csv", "csv"),
    ("backup {register}", "is there already; name another file"),
    ("restore gone.sqlite --register {new}", "gone.sqlite: there is no register"),
    ("restore {register}", "holds 3 texts already; restore into a new register"),
    ("add", "Missing argument"),
    ("add x.txt --published 12.11.2021", "is no date; write it as 2021-11-12"),
    ("add x.txt --language de", "'de' is not supported"),
    ("add x.txt --issuer france", "is no actor code"),
    ("add x.txt --jobs 0", "greater than or equal to 1"),
    ("add x.txt --register mysql://root:secret@host/x", "no register can be kept there"),
]  # fmt: skip


def refs(path: Path) -> dict[str, str]:
    with Register(path, create=False) as register:
        return {hit.statement.cue.text: hit.ref for hit in register.search().hits}


@pytest.fixture(scope="module")
def names(prepared: Path) -> dict[str, str]:
    return refs(prepared)


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[arguments for arguments, _ in WRONG])
def test_what_is_wrong_is_told_in_one_line(
    program: Program, kept: Path, names: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    filled = arguments.format(ref=names["exhorte"], other=names["condamne"], register=kept, new=tmp_path / "new.sqlite")
    before = kept.read_bytes()
    ended = program(*filled.split(" "))
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1
    assert "secret" not in ended.err
    assert kept.read_bytes() == before


def test_search_for_people(program: Program, kept: Path, names: dict[str, str]) -> None:
    ended = program("search", "attaque", "--speaker", "DEU")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "Statements: 1\n  Acts: condemn 1\n  Speakers: DEU 1\n  Years: 2022 1\n\n"
        f"2022-01-10  ●●●●○ condemns  Germany  [{names['condamne']}]\n"
        "    Berlin condamne l'**attaque** contre le port d'Odessa.\n    — Point de presse (France)\n"
    )
    assert program("search", "nowhere").out == "Statements: 0\n"
    assert program("search", "attaque", "--ui", "fr").out.startswith("Énoncés\u00a0: 1\n")
    assert "осуждает  Германия" in program("search", "attaque", "--ui", "ru").out


def test_search_for_programs(program: Program, kept: Path, names: dict[str, str]) -> None:
    page = json.loads(program("search", "-f", "json", "--sort", "oldest").out)
    assert page["total"] == 4
    assert page["next"] is None
    by_line = [json.loads(line) for line in program("search", "-f", "jsonl", "--sort", "oldest").out.splitlines()]
    assert by_line == page["hits"]
    table = program("search", "-f", "csv", "--sort", "oldest").out
    rows = list(csv.DictReader(io.StringIO(table, newline=""), strict=True))
    assert [row["ref"] for row in rows] == [hit["ref"] for hit in by_line]
    assert {row["evidence"][:6] for row in rows} == {"'=Oslo", "London", "Paris ", "Berlin"}
    assert [row["date"] for row in rows] == ["", "2021-12-01", "2022-01-10", "2022-01-10"]
    assert program("search", "--count").out == "4\n"
    assert program("search", "--act", "call", "--count").out == "1\n"


@pytest.mark.parametrize(
    ("arguments", "cues"),
    [
        (("--act", "call,condemn"), {"exhorte", "condamne"}),
        (("--addressee", "RUS"), {"exhorte"}),
        (("--issuer", "GBR"), {"welcomes"}),
        (("--language", "en"), {"welcomes"}),
        (("--since", "2022"), {"exhorte", "condamne"}),
        (("--until", "2021-12", "--since", "2021"), {"welcomes"}),
        (("--min-strength", "4"), {"condamne"}),
        (("--due", "any"), {"exhorte", "s'engage"}),
        (("--due-before", "2022-02"), {"exhorte"}),
        (("--by", "RUS,NOR"), {"exhorte", "s'engage"}),
        (("exhorter OR welcome",), {"exhorte", "welcomes"}),
        (("", "--versions", "all"), {"exhorte", "welcomes", "condamne", "s'engage"}),
    ],
)
def test_filters(program: Program, kept: Path, arguments: tuple[str, ...], cues: set[str]) -> None:
    hits = json.loads(program("search", *arguments, "-f", "json").out)["hits"]
    assert {hit["statement"]["cue"]["text"] for hit in hits} == cues


def test_a_concordance(program: Program, kept: Path) -> None:
    ended = program("search", "attaque OR ceasefire OR forces", "--kwic")
    assert len(ended.out.splitlines()) == 3
    assert {line.index("**") for line in ended.out.splitlines()} == {57}
    none = program("search", "nowhere", "--kwic")
    assert (none.code, none.out, none.err) == (0, "", "verbale: note: no statement matches\n")


def test_page_by_page(program: Program, kept: Path) -> None:
    seen, after = [], []
    for _ in range(4):
        ended = program("search", "-n", "1", "-f", "jsonl", *after)
        seen.append(json.loads(ended.out)["ref"])
        found = re.search(r"go on with --after (\S+),", ended.err)
        after = ["--after", found.group(1)] if found else []
    assert after == []
    assert len(set(seen)) == 4
    assert [json.loads(line)["ref"] for line in program("search", "--all", "-f", "jsonl").out.splitlines()] == seen
    table = program("search", "-n", "2")
    assert re.search(r"\n\nMore: --after \d+\.\d+\.\d+\n$", table.out)
    assert table.err == ""
    assert "--after" not in program("search", "--all").out


@pytest.mark.parametrize(
    "format_",
    [pytest.param("json"), "jsonl", "csv", "table"],
)
def test_everything_is_one_document(program: Program, tmp_path: Path, make: SimpleNamespace, format_: str) -> None:
    path = tmp_path / "many.sqlite"
    with Register(path) as register:
        said = [f"Paris condamne {''.join('bcdfgklmrtvz'[number // 12**place % 12] + 'o' for place in range(3))}." for number in range(520)]
        register.add(make.record(*(make.said(one, "condamne") for one in said)), "x:1")
        groups = len(register.search(limit=10_000).hits)
    assert groups > 500
    out = program("search", "--all", "-f", format_, "-r", path).out
    if format_ == "json":
        assert len(json.loads(out)["hits"]) == groups
    elif format_ == "table":
        assert out.count("●●●○○") == groups
        assert out.count("Statements:") == 1
    else:
        assert len(out.splitlines()) == groups + (format_ == "csv")


def test_searches_are_kept(program: Program, kept: Path) -> None:
    ended = program("search", "attaque", "--speaker", "DEU", "--sort", "newest", "--save", "veille")
    assert "verbale: note: kept as 'veille'; run it with: verbale search --saved veille\n" in ended.err
    assert program("search", "--list-saved").out == 'veille: {"text": "attaque", "speaker": ["DEU"], "sort": "newest"}\n'
    assert program("search", "--saved", "veille").out == ended.out
    assert program("search", "--saved", "veille", "--count", "--speaker", "FRA").out == "0\n"
    assert program("search", "forces", "--saved", "veille", "--speaker", "FRA", "--count").out == "1\n"
    assert json.loads(program("register", "--json").out)["saved_searches"] == 1
    assert program("search", "--forget", "veille").code == 0
    assert program("search", "--list-saved").out == ""
    bad = program("search", "(", "--save", "x")
    assert bad.code == 2
    assert program("search", "--list-saved").out == ""
    assert program("search", "--save", " ").code == program("search", "--save", "a\x1bb").code == 2


@pytest.mark.parametrize(("option", "other", "value"), [("--sort", "oldest", "relevance"), ("--versions", "all", "latest"), ("--min-strength", "4", "1")])
def test_an_option_comes_on_top_of_a_kept_search(program: Program, kept: Path, option: str, other: str, value: str) -> None:
    program("search", option, other, "--save", "kept")
    program("search", "--saved", "kept", option, value, "--save", "again")
    assert f"again: {{{other!r}" not in program("search", "--list-saved").out
    lines = dict(line.split(": ", 1) for line in program("search", "--list-saved").out.splitlines())
    assert lines["again"] == "{}"


JUDGEMENT = {"number", "ref", "verdict", "value", "machine", "person", "reason", "made", "undone"}


def test_judge(program: Program, kept: Path, names: dict[str, str]) -> None:
    name = names["condamne"]
    ended = program("judge", name, "--confirm", "--reason", "clear")
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d  {name}  confirm  by A\. Desk — clear\n", ended.out)
    made = json.loads(program("judge", name, "--set", "act=accuse", "--set", "addressee=RUS,BLR", "--set", "due=2022-03 en mars", "--json", "--as", "B").out)
    assert made.keys() == JUDGEMENT
    assert made["value"] == {"act": "accuse", "addressee": ["RUS", "BLR"], "due": {"kind": "month", "value": "2022-03", "text": "en mars"}}
    assert (made["machine"]["act"], made["person"], made["undone"]) == ("condemn", "B", None)
    assert program("search", "--act", "accuse", "--addressee", "BLR", "--count").out == "1\n"
    history = program("judge", name, "--history").out.splitlines()
    assert len(history) == 2
    assert 'correct {"act": "accuse"' in history[1]
    assert len(json.loads(program("judge", "--history", "--json").out)) == 2
    assert program("judge", "3", "--history").out == "no judgements\n"
    assert json.loads(program("judge", "3", "--history", "--json").out) == []
    assert "(undone 20" in program("judge", "--undo", "--as", "B").out
    assert program("search", "--act", "accuse", "--count").out == "0\n"
    assert program("judge", "--redo", "--as", "B").code == 0
    assert program("judge", name, "--reject").code == 0
    assert program("search", "--count").out == "3\n"


@pytest.mark.parametrize(
    ("correction", "name", "value"),
    [
        ("speaker=FRA,DEU", "joint", True),
        ("speaker=FRA", "joint", False),
        ("target=none", "target", []),
        ("topics=sanctions energy", "topics", ["sanctions", "energy"]),
        ("strength=5", "strength", 5),
        ("negated=YES", "negated", True),
        ("due=none", "due", None),
        ("due=soon bientôt", "due", {"kind": "soon", "value": None, "text": "bientôt"}),
        ("due=2022-01/2022-03", "due", {"kind": "interval", "value": "2022-01/2022-03", "text": None}),
        ("due=2022-02-15", "due", {"kind": "date", "value": "2022-02-15", "text": None}),
        ("content=none", "content", None),
        ("content=ses forces", "content", "ses forces"),
    ],
)
def test_corrections_as_they_are_typed(program: Program, kept: Path, names: dict[str, str], correction: str, name: str, value: Any) -> None:
    made = json.loads(program("judge", names["exhorte"], "--set", correction, "--json").out)["value"][name]
    assert (made["text"] if isinstance(value, str) else made) == value


def test_a_missed_statement_from_standard_input(program: Program, kept: Path) -> None:
    missed = {"act": "demand", "strength": 4, "speaker": ["FRA"], "evidence": "retirer ses forces d'ici février 2022", "cue": "retirer"}
    ended = program("judge", "1", "--add", "-", "--json", stdin=json.dumps(missed, ensure_ascii=False).encode())
    assert ended.code == 0
    made = json.loads(ended.out)
    assert made["value"]["cue"]["text"] == "retirer"
    assert program("search", "--act", "demand", "--count").out == "1\n"


def test_a_missed_statement_from_a_file(kept: Path, tmp_path: Path) -> None:
    missed = {"act": "demand", "strength": 4, "speaker": ["FRA"], "evidence": "retirer ses forces d'ici février 2022", "cue": "forces"}
    (tmp_path / "missed.json").write_text(json.dumps(missed), encoding="utf-8")
    command = [sys.executable, "-X", "dev", "-m", "verbale", "judge", "1", "--add", str(tmp_path / "missed.json"), "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(ended.stdout)["value"]["cue"]["text"] == "forces"
    assert "ResourceWarning" not in ended.stderr


DEEP = pytest.param(b"[" * 100_000, id="deep")


@pytest.mark.parametrize("given", [b"", b"[]", b"{", b"null", b'{"act": "demand"}', b"\xff", b'"x"', DEEP], ids=ascii)
def test_what_is_no_statement_is_told(program: Program, kept: Path, given: bytes) -> None:
    ended = program("judge", "1", "--add", "-", stdin=given)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert program("judge", "--history").out == "no judgements\n"


def typed(*lines: str) -> bytes:
    return "".join(line + "\n" for line in lines).encode()


def test_review(program: Program, kept: Path, names: dict[str, str]) -> None:
    ended = program("review", stdin=typed("?", "h", "t", "s mood=bad", "s 'x", "s act=demand addressee=UKR", "c clear", "n", "r no promise", "q"))
    assert ended.code == 0
    shown = re.findall(r"\[(\d+\.\d+)]  confidence (0\.\d\d)", ended.out)
    assert shown == [(names["exhorte"], "0.40"), (names["condamne"], "0.60"), (names["welcomes"], "0.90"), (names["s'engage"], "0.95")]
    assert "Paris [exhorte] la Russie" in ended.out
    assert "addressee    RUS\n" in ended.out
    assert "due          month 2022-02 d'ici février 2022\n" in ended.out
    assert "FIELD=VAL" in ended.out
    assert "Point de presse Paris exhorte" in ended.out
    assert ended.out.endswith("nothing is left to judge\n")
    assert ended.err.count("\n") == 2
    assert "'mood' cannot be corrected" in ended.err
    said = json.loads(program("judge", "--history", "--json").out)
    assert [(one["ref"], one["verdict"], one["reason"], one["person"]) for one in said] == [
        (names["exhorte"], "correct", None, DESK),
        (names["condamne"], "confirm", "clear", DESK),
        (names["s'engage"], "reject", "no promise", DESK),
    ]


def test_review_of_some(program: Program, kept: Path) -> None:
    for arguments in (("--act", "condemn"), ("--words", "attaque"), ("--speaker", "DEU")):
        assert program("review", *arguments, stdin=b"").out.count("confidence") == 1
    assert program("review", "--language", "en", "--issuer", "FRA").out == "nothing is left to judge\n"
    assert program("review", "--since", "2022", stdin=typed("n", "n")).out.count("confidence") == 2
    assert program("judge", "--history").out == "no judgements\n"


def test_undo_and_redo_while_reviewing(program: Program, kept: Path, names: dict[str, str]) -> None:
    ended = program("review", "--as", "C", stdin=typed("u", "c", "u", "r", "u", "y", "y", "q"))
    assert ended.code == 0
    shown = re.findall(r"\[(\d+\.\d+)]  confidence", ended.out)
    assert shown == [names[cue] for cue in ("exhorte", "condamne", "exhorte", "condamne", "exhorte", "condamne")]
    assert "C has no judgement to undo" in ended.err
    assert "C has nothing undone that could be done again" in ended.err
    assert [one["verdict"] for one in json.loads(program("judge", "--history", "--json").out) if one["undone"] is None] == ["reject"]


def test_what_was_taken_back_is_shown_and_what_was_passed_over_is_not(program: Program, kept: Path, names: dict[str, str]) -> None:
    ended = program("review", stdin=typed("c", "n", "u", "q"))
    shown = re.findall(r"\[(\d+\.\d+)]  confidence", ended.out)
    assert shown == [names[cue] for cue in ("exhorte", "condamne", "welcomes", "exhorte")]


def test_what_is_typed_in_another_encoding_is_told(program: Program, kept: Path) -> None:
    ended = program("review", stdin=b"c caf\xe9\nq\n")
    assert ended.code in (0, 2)


def test_reviewed_documents_become_gold_files(program: Program, kept: Path, names: dict[str, str], tmp_path: Path) -> None:
    program("judge", names["welcomes"], "--confirm")
    program("judge", names["exhorte"], "--reject")
    ended = program("review", "--export", tmp_path / "gold")
    assert ended.out == f"1 gold files in {tmp_path}/gold\n"
    assert "1 documents are left out" in ended.err
    assert program("review", "--export", tmp_path / "all", "--partial").out.startswith("2 gold files")
    with Register(kept, create=False) as register:
        assert load_record(tmp_path / "gold" / "000002.en.json") == register.record(2)
        assert load_record(tmp_path / "all" / "000001.fr.json").statements[0].cue.text == "condamne"
    assert program("add", tmp_path / "all", "-r", tmp_path / "again.sqlite", "--json").code == 0
    (tmp_path / "file").touch()
    assert program("review", "--export", tmp_path / "file").code == 2


def test_pledges(program: Program, kept: Path, names: dict[str, str]) -> None:
    ended = program("pledges")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == f"2022-02-28  open  Russia  (calls: France → Russia, 2022-01-10)  [{names['exhorte']}]"
    assert program("pledges", "--ui", "fr").out.startswith("2022-02-28  ouvert  Russie")
    said = program("pledges", "--set", f"{names['exhorte']}=met", "--note", "retirées", "--link", "https://example.org/r")
    assert said.out == f"{names['exhorte']}: met, says {DESK}\n"
    (one,) = json.loads(program("pledges", "--status", "met", "-f", "json").out)
    assert one.keys() == {"ref", "kind", "by", "said_by", "date", "due", "status", "history", "title", "uri", "repeated", "statement"}
    assert (one["by"], one["said_by"], one["due"], one["history"][0]["note"]) == (["RUS"], ["FRA"], "2022-02-28", "retirées")
    assert [json.loads(line)["by"] for line in program("pledges", "-f", "jsonl").out.splitlines()] == [["RUS"], ["NOR"]]
    assert program("pledges", "--by", "NOR", "--due", "soon", "-f", "jsonl").out.count("\n") == 1
    assert program("pledges", "--words", "forces", "--speaker", "FRA", "--due-before", "2022-02", "-f", "jsonl").out.count("\n") == 1
    none = program("pledges", "--status", "lapsed")
    assert (none.code, none.out, none.err) == (0, "", "verbale: note: no pledge is like that\n")
    assert json.loads(program("pledges", "--status", "lapsed", "-f", "json").out) == []


def test_pledges_as_a_calendar(program: Program, kept: Path) -> None:
    ended = program("pledges", "-f", "ics")
    assert ended.err == "verbale: note: 1 pledges have no certain date and are not in the calendar\n"
    (event,) = Calendar.from_ical(ended.out).walk("VEVENT")
    assert event["summary"] == "RUS: retirer ses forces"
    assert program("pledges", "-f", "ics").out == ended.out
    assert ended.out.count("\r\n") == ended.out.count("\n")


def test_reread(program: Program, kept: Path, make: SimpleNamespace) -> None:
    assert program("reread", "--dry-run").out == "to be read again: 1 text\n"
    assert program("reread", "--dry-run", "--all", "--quiet").out == "3\n"
    ended = program("reread")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == " [3]"
    assert re.fullmatch(r"  gone  3\.\d+  commit: s'engage", lines[1])
    assert lines[-1] == "1 text read again; 1 statement changed, 0 fields differ from what a person said"
    assert program("reread").out.startswith("0 texts read again")
    whole = json.loads(program("reread", "--all", "--json").out)
    assert whole.keys() == {"read_again", "changed", "failed"}
    assert whole["read_again"] == 3
    assert {change["after"] is None for one in whole["changed"] for change in one["changes"]} == {True, False}
    assert program("reread", "--all", "-q").out == "3 texts read again; 0 statements changed, 0 fields differ from what a person said\n"


def test_reread_tells_what_fails(program: Program, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import verbale.api
    from verbale.errors import InputError

    def read_text(*_: Any, **__: Any) -> None:
        raise InputError("nobody reads that")

    monkeypatch.setattr(verbale.api, "read_text", read_text)
    ended = program("reread")
    assert (ended.code, ended.err) == (2, "verbale: version 3: nobody reads that\n")
    assert json.loads(program("reread", "--json").out)["failed"] == ["version 3: nobody reads that"]


def test_reread_that_is_interrupted_tells_what_it_has_done(program: Program, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import verbale.api

    read_text, left = verbale.api.read_text, [2]

    def reading(*args: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return read_text(*args, **named)

    monkeypatch.setattr(verbale.api, "read_text", reading)
    ended = program("reread", "--all")
    assert ended.code == 130
    assert ended.err == "verbale: note: interrupted; what was read again is kept: run the command again to go on\n"
    assert ended.out.splitlines()[-1].startswith("2 texts read again; ")


def test_register(program: Program, kept: Path) -> None:
    held = json.loads(program("register", "--json").out)
    assert held == {"register": str(kept), "documents": 3, "versions": 3, "statements": 4, "stale": 1, "saved_searches": 0}
    assert program("register").out.splitlines()[1] == "documents:       3"
    before = program("search", "attaque OR ceasefire", "-f", "json").out
    assert program("register", "--reindex").code == 0
    assert program("search", "attaque OR ceasefire", "-f", "json").out == before


def test_backup_and_restore(program: Program, kept: Path, tmp_path: Path) -> None:
    assert program("backup", tmp_path / "copy.sqlite").out == f"{kept} → {tmp_path}/copy.sqlite: 3 documents\n"
    ended = program("restore", tmp_path / "copy.sqlite", "--register", tmp_path / "new.sqlite")
    assert ended.out == f"{tmp_path}/copy.sqlite → {tmp_path}/new.sqlite: 3 documents\n"
    assert program("search", "-f", "json", "-r", tmp_path / "new.sqlite").out == program("search", "-f", "json").out


def test_add(program: Program, texts: Path, tmp_path: Path, make: SimpleNamespace) -> None:
    path = tmp_path / "new.sqlite"
    (texts / "a.txt").write_text(f"{TEXT} Bis.", encoding="utf-8")
    (texts / "r.json").write_text(dumps(make.numbered(1)), encoding="utf-8")
    ended = program("add", texts, "--register", path, "--language", "fr")
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(rf"3 added, 1 unchanged, 0 new versions, 0 failed; 4 statements in \d+\.\d s; {path}\n", ended.out)
    (texts / "b.md").write_text("", encoding="utf-8")
    (texts / "a.txt").write_text(f"{TEXT} Ter.", encoding="utf-8")
    again = program("add", texts, texts / "gone.txt", "-", "--register", path, "--language", "fr", "--json", stdin=f"{TEXT} Stdin.".encode())
    assert again.code == 2
    assert again.err == f"verbale: {texts}/b.md: is empty\nverbale: {texts}/gone.txt: no such file\n"
    made = json.loads(again.out)
    assert made.keys() == {"added", "unchanged", "new_versions", "statements", "failed", "register", "seconds"}
    assert (made["added"], made["unchanged"], made["new_versions"], made["statements"], made["register"]) == (1, 2, 1, 2, str(path))
    assert [failure["reason"] for failure in made["failed"]] == ["is empty", "no such file"]
    quiet = program("add", texts / "a.txt", texts / "gone.txt", "--register", path, "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (2, "", f"verbale: {texts}/gone.txt: no such file\n")


def test_add_with_what_the_user_knows(program: Program, texts: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    program("add", texts / "a.txt", "-r", path, "--language", "fr", "--published", "2019-05-06", "--issuer", "FRA", "--issuer", "DEU")
    (hit,) = json.loads(program("search", "-r", path, "-f", "json").out)["hits"]
    assert (hit["date"], hit["issuer"], hit["uri"]) == ("2019-05-06", ["FRA", "DEU"], (texts / "a.txt").as_uri())


@posix
def test_ctrl_c_keeps_what_was_added_and_a_second_run_completes_it(tmp_path: Path) -> None:
    folder, path = tmp_path / "texts", tmp_path / "new.sqlite"
    folder.mkdir()
    for number in range(50):
        (folder / f"{number:03}.txt").write_text(f"Paris condamne lentement l'attentat numéro {number} et appelle les parties à la retenue.", encoding="utf-8")
    command = [*STUBBED, "add", str(folder), "--register", str(path), "--language", "fr", "--json"]

    def heed_interrupts() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_interrupts) as running:
        deadline = time.monotonic() + 60
        while not path.exists() or Register(path).size()["documents"] < 5:
            assert running.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.decode() == "verbale: note: interrupted; what was added is kept: run the command again to go on\n"
    kept = json.loads(out)["added"]
    with Register(path, create=False) as register:
        assert 5 <= kept <= register.size()["documents"] <= kept + 1 < 50
        held = register.size()["documents"]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=True)
    made = json.loads(ended.stdout)
    assert (made["added"], made["unchanged"], made["failed"]) == (50 - held, held, [])
    with Register(path, create=False) as register:
        assert [register.uris(number)[0][-7:-4] for number in register.versions()] == [f"{number:03}" for number in range(50)]
        assert register.search("condamner", limit=1).total == 50


NASTY = "\x1b[31m\x07\x9b2J\u202e\x7f\x85"


@pytest.fixture
def nasty(tmp_path: Path, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of texts that would steer a terminal."""
    path = tmp_path / "nasty.sqlite"
    due = Due("date", "2022-02-15", NASTY)
    said = make.said(f"Paris {NASTY} exhorte {NASTY} Minsk {NASTY} à la retenue.", f"exhorte {NASTY}", act="call", due=due)
    made = make.record(said, title=f"Point {NASTY}")
    with Register(path) as register:
        register.add(replace(made, document=replace(made.document, text=f"{made.document.text}{NASTY}")), "https://example.org/a", program=("0", "0"))
    monkeypatch.setenv("VERBALE_REGISTER", str(path))
    return path


def is_safe(text: str) -> bool:
    return not any(unicodedata.category(character) == "Cc" or character in "\u202e\u2066" for character in text.replace("\r\n", "\n").replace("\n", ""))


SHOWN = {
    "search": ("search", "retenue"),
    "search kwic": ("search", "retenue", "--kwic"),
    "review": ("review",),
    "pledges": ("pledges",),
    "pledges ics": ("pledges", "-f", "ics"),
    "reread": ("reread",),
    "judge": ("judge", "--history"),
    "failure": ("add", f"gone{NASTY}.txt"),
    "usage": ("search", "--act", f"x{NASTY}"),
}


@pytest.mark.parametrize("shown", [pytest.param(shown) for shown in SHOWN])
def test_nothing_of_a_text_steers_a_terminal(program: Program, nasty: Path, shown: str) -> None:
    (name,) = refs(nasty).values()
    program("judge", name, "--confirm", "--reason", f"why {NASTY}", "--as", f"A. {NASTY} Desk")
    if shown == "review":
        program("judge", "--undo", "--as", f"A. {NASTY} Desk")
    program("pledges", "--set", f"{name}=met", "--note", NASTY, "--as", f"A. {NASTY} Desk")
    ended = program(*SHOWN[shown], stdin=typed("t", "h", "q"))
    assert ended.out or ended.err
    assert is_safe(ended.out), ascii(ended.out)
    assert is_safe(ended.err), ascii(ended.err)


@pytest.mark.parametrize(
    "command", ["judge {name} --confirm --reason \udcff", "judge {name} --confirm --as \udcff", "pledges --set {name}=met --note \udcff"], ids=ascii
)
def test_arguments_in_another_encoding_are_kept_or_told(program: Program, kept: Path, names: dict[str, str], command: str) -> None:
    ended = program(*command.format(name=names["exhorte"]).split())
    assert ended.code in (0, 2)
    assert ended.err.count("\n") == (ended.code == 2)


def test_searching_loads_nothing_heavy(prepared: Path) -> None:
    code = (
        f"import sys; sys.argv = ['verbale', 'search', 'attaque', '-r', {str(prepared)!r}]\n"
        "from verbale.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'spacy', 'numpy', 'rich', 'icalendar', 'psycopg', 'alembic'} & set(sys.modules)), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, env=os.environ | {"VERBALE_UI": "en"})
    assert ended.stderr == "[]\n"
    assert "Statements: 1" in ended.stdout
