"""Whatever a user adds: texts, records and collections of either, good and bad together."""

from __future__ import annotations

import io
import json
import os
import pickle
import re
import runpy
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import verbale.api
from verbale.errors import MissingPipelineError, UnsupportedLanguageError, VerbaleError
from verbale.exports.json import dumps, record_to_dict
from verbale.record import Record
from verbale.register import Register
from verbale.register.adding import Summary, add_all
from verbale.register.intake import Failure, Item, count, items, uri_of

TEXT = "Paris condamne l'attentat commis à Kaboul et appelle les parties à la retenue."


@pytest.fixture(autouse=True)
def stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that finds one act, and needs no pipeline."""
    monkeypatch.setattr(verbale.api, "reader", runpy.run_path(str(Path(__file__).parents[1] / "cli" / "stub.py"))["reader"])


@pytest.fixture(scope="module")
def shared(sqlite_new: Callable[[], str]) -> str:
    """An empty register, to be copied."""
    where = sqlite_new()
    Register(where).close()
    return where


@pytest.fixture
def desk(shared: str, tmp_path: Path) -> Iterator[Register]:
    """An empty register in a file."""
    where = tmp_path / "register" / "one.sqlite"
    where.parent.mkdir()
    where.write_bytes(Path(shared).read_bytes())
    with Register(where) as register:
        yield register


def written(path: Path, content: str | bytes | Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def added(register: Register, *names: Path | str, **named: Any) -> Summary:
    summary = Summary()
    add_all(register, items(list(map(str, names))), summary, **named)
    return summary


def made_sure(make: SimpleNamespace) -> Record:
    """A record in which every field holds something; the certainty is no part of its JSON."""
    full = make.full()
    return replace(full, statements=tuple(replace(said, confidence=1.0) for said in full.statements))


def lines(*values: Any) -> str:
    return "".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values)


def test_every_kind_of_file_is_an_item(tmp_path: Path, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "a.txt", TEXT)
    written(tmp_path / "b.md", f"# Titre\n\n{TEXT}")
    written(tmp_path / "c.json", dumps(made_sure(make)))
    written(tmp_path / "d.JSON", [record_to_dict(make.numbered(number)) for number in range(2)])
    written(
        tmp_path / "sub/e.jsonl", lines(record_to_dict(make.numbered(3)), {"text": TEXT, "title": "Kaboul", "url": "https://example.org/e"}, "", {"text": TEXT})
    )
    written(tmp_path / "sub/.hidden.txt", TEXT)
    written(tmp_path / ".git/x.txt", TEXT)
    written(tmp_path / "sub/f.pdf", b"%PDF")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    found = [one for one in items([str(tmp_path), "-"]) if isinstance(one, Item)]
    base = tmp_path.as_uri()
    assert [(re.sub("#sha256-[0-9a-f]{64}", "#…", one.uri.removeprefix(base)), one.record is not None) for one in found][:-1] == [
        ("/a.txt", False), ("/b.md", False), ("/c.json", True), ("/d.JSON#…", True), ("/d.JSON#…", True),
        ("/sub/e.jsonl#…", True), ("https://example.org/e", False), ("/sub/e.jsonl#…", False),
    ]  # fmt: skip
    assert len({one.uri for one in found}) == len(found)
    assert found[2].record == made_sure(make)
    assert found[6].text == f"Kaboul\n\n{TEXT}"
    assert found[-1].text == found[0].text == TEXT
    assert count([str(tmp_path), "-"]) == 1 + 1 + 1 + 1 + 4 + 1


def test_what_is_known_of_a_text_in_a_collection_is_asked_for(tmp_path: Path) -> None:
    one = {"text": f"Kaboul\n{TEXT}", "title": "Kaboul", "published": "2021-11-12", "language": "fr", "id": "k-1", "issuer": None}
    path = written(tmp_path / "a.jsonl", lines(one, {**one, "id": "x:1"}, {**one, "url": "https://example.org/k", "id": None}))
    first, second, third = items([str(path)])
    assert first == Item("k-1", f"{uri_of(path)}#k-1", one["text"], {"published": "2021-11-12", "language": "fr"})
    assert isinstance(second, Item)
    assert isinstance(third, Item)
    assert (second.uri, third.uri) == ("x:1", "https://example.org/k")


def test_items_are_added_with_what_is_known_of_them(desk: Register, tmp_path: Path, make: SimpleNamespace) -> None:
    written(tmp_path / "in/a.txt", TEXT)
    written(tmp_path / "in/b.json", dumps(made_sure(make)))
    written(tmp_path / "in/c.jsonl", lines({"text": f"{TEXT} Bis.", "published": "2019-05-06", "language": "fr", "url": "https://example.org/c"}))
    made = added(desk, tmp_path / "in", asked={"language": "fr", "issuer": ["DEU"]})
    assert made.to_dict() == {"added": 3, "unchanged": 0, "new_versions": 0, "statements": 4, "failed": []}
    assert made.total == 3
    assert [desk.record(number).document.published for number in (1, 2, 3)] == [None, "2021-11-12", "2019-05-06"]
    assert desk.record(1).document.issuer == ("DEU",)
    assert desk.record(2) == made_sure(make)
    assert desk.text_of(3).asked == {"language": "fr", "issuer": ["DEU"], "published": "2019-05-06"}
    assert desk.uris(3) == ("https://example.org/c",)
    assert desk.stale(everything=True) == [1, 3]


def test_what_the_user_says_goes_before_what_a_collection_says(desk: Register, tmp_path: Path) -> None:
    path = written(tmp_path / "c.jsonl", lines({"text": TEXT, "published": "2019-05-06", "language": "en"}))
    added(desk, path, asked={"published": "2020-01-01", "language": "fr"})
    assert desk.record(1).document.published == "2020-01-01"
    assert desk.text_of(1).asked == {"published": "2020-01-01", "language": "fr"}


def test_what_was_added_is_counted(desk: Register, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        written(tmp_path / f"in/{name}.txt", f"{TEXT} {name}")
    written(tmp_path / "in/d.txt", f"{TEXT} a")
    told: list[str] = []
    assert added(desk, tmp_path / "in", tell=lambda item: told.append(Path(item.name).name)).to_dict()["added"] == 3
    assert told == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert desk.uris(1) == (uri_of(tmp_path / "in/a.txt"), uri_of(tmp_path / "in/d.txt"))
    written(tmp_path / "in/b.txt", f"{TEXT} b, corrigé")
    written(tmp_path / "in/e.txt", "")
    made = added(desk, tmp_path / "in")
    assert (made.added, made.unchanged, made.new_versions, made.statements, made.total) == (0, 3, 1, 1, 5)
    assert made.failed == [Failure(str(tmp_path / "in/e.txt"), "is empty")]
    assert desk.size() == {"documents": 3, "versions": 4, "statements": 3}


WRONG_SPAN = {
    "act": "condemn",
    "strength": 3,
    "speaker": ["DEU"],
    "cue": {"start": 0, "end": 3, "text": "Bär"},
    "evidence": {"start": 0, "end": 3, "text": "Ber"},
}

BAD: dict[str, tuple[str | bytes | Any, str]] = {
    "empty.txt": ("", "is empty"),
    "binary.txt": (bytes(range(256)) * 20, ""),
    "nul.txt": (b"Paris\x00 condamne l'attentat, et ce fut tout ce qui fut dit.", "NUL"),
    "page.md": ("<html><body>Paris</body></html>", "is an HTML page"),
    "empty.json": ("", "cannot be read as JSON"),
    "broken.json": ('{"document": ', "cannot be read as JSON"),
    "latin.json": (b'{"text": "\xe9"}', "cannot be read as JSON"),
    "number.json": ("5", "document: is missing"),
    "string.json": ('"Paris"', "document: is missing"),
    "null.json": ("null", "document: is missing"),
    "other.json": ({"name": "Paris"}, "document: is missing"),
    "no-text.json": ({"document": {"title": "x"}, "statements": []}, "document.text: is missing"),
    "no-file.json": ({"file": "gone.txt", "document": {"title": "x"}, "statements": []}, "no such file"),
    "odd-file.json": ({"file": "a\x00b", "document": {}, "statements": []}, ""),
    "long-file.json": ({"file": "a" * 9000, "document": {}, "statements": []}, ""),
    "german.json": ({"document": {"text": "Berlin.", "language": "de"}, "statements": []}, "document.language: 'de' is not supported"),
    "dated.json": ({"document": {"text": "Berlin.", "published": "12.11.2021"}, "statements": []}, "document.published: '12.11.2021' is no date"),
    "title.json": ({"text": TEXT, "title": ["a"]}, "title: must be a string"),
    "tongue.json": ({"text": TEXT, "language": "tlh"}, "which is not supported"),
    "day.json": ({"text": TEXT, "language": "fr", "published": "tomorrow"}, "'tomorrow' is no date"),
    "statements.json": ({"document": {"text": "Berlin."}, "statements": ["x"]}, "statements.0"),
    "span.json": ({"document": {"text": "Berlin."}, "statements": [WRONG_SPAN]}, "the text from 0 to 3 is not 'Bär'"),
}

#: What comes through as an error of Python, and stops the whole work.
STOPS: dict[str, Any] = {
    "deep.json": "[" * 100_000,
    "deep-line.jsonl": "[" * 100_000 + "\n",
    "count.json": {"document": {"text": "Berlin."}, "statements": 5},
    "yes.json": {"document": {"text": "Berlin."}, "statements": True},
    "day-number.json": {"text": TEXT, "language": "fr", "published": 2021},
    "tongue-number.json": {"text": TEXT, "language": 7},
    "url.json": {"text": TEXT, "language": "fr", "url": "https://example.org/\ud800"},
    "url-number.json": {"text": TEXT, "language": "fr", "url": 5},
}


@pytest.fixture
def mixed(tmp_path: Path) -> Callable[[str, Any], Path]:
    """A folder in which a good text comes before and after one that may be bad."""

    def made(name: str, content: Any) -> Path:
        written(tmp_path / "in/0.txt", f"{TEXT} Premier.")
        written(tmp_path / "in/z.txt", f"{TEXT} Dernier.")
        written(tmp_path / "in" / name, content)
        return tmp_path / "in"

    return made


@pytest.mark.parametrize("name", BAD)
def test_what_fails_is_told_and_the_rest_is_added(desk: Register, mixed: Callable[[str, Any], Path], name: str) -> None:
    content, reason = BAD[name]
    folder = mixed(name, content)
    made = added(desk, folder)
    assert made.added == 2
    (failure,) = made.failed
    assert failure.name == str(folder / name)
    assert reason in failure.reason
    assert len(failure.reason.splitlines()) == 1
    assert str(folder / name) not in failure.reason


@pytest.mark.parametrize("name", [pytest.param(name) for name in STOPS])
def test_nothing_stops_the_work(desk: Register, mixed: Callable[[str, Any], Path], name: str) -> None:
    made = added(desk, mixed(name, STOPS[name]))
    assert made.total == 3
    assert made.added >= 2
    assert {document.removeprefix("Premier") for number in desk.versions() for document in [desk.record(number).document.text]} >= {
        f"{TEXT} Premier.",
        f"{TEXT} Dernier.",
    }


@pytest.mark.parametrize("confidence", ["Infinity", "NaN", "1e6", "-3"])
def test_a_confidence_that_is_none_fails_or_is_passed_over(register: Register, make: SimpleNamespace, tmp_path: Path, confidence: str) -> None:
    data = record_to_dict(make.record("Paris condamne."))
    data["statements"][0]["confidence"] = "HERE"
    path = written(tmp_path / "a.jsonl", lines(json.dumps(data).replace('"HERE"', confidence), record_to_dict(made_sure(make))))
    made = added(register, path)
    assert made.total == 2
    assert register.record(max(register.versions())) == made_sure(make)
    assert all(0 <= said.confidence <= 1 for number in register.versions() for said in register.record(number).statements)


def test_a_kind_of_due_that_the_codebook_has_not_fails(register: Register, make: SimpleNamespace, tmp_path: Path) -> None:
    data = record_to_dict(make.record("Paris condamne."))
    data["statements"][0]["due"] = {"kind": "whenever-it-suits", "value": None, "text": None}
    made = added(register, written(tmp_path / "a.json", [data, record_to_dict(made_sure(make))]))
    assert (made.added, len(made.failed)) == (1, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_a_collection_fail_one_by_one(desk: Register, tmp_path: Path, make: SimpleNamespace, end: str) -> None:
    values = [record_to_dict(make.numbered(1)), "{", "[]", '"\ud800"'.encode("utf-8", "surrogatepass").decode("latin-1"), {"text": ""}, "", {"text": TEXT}]
    path = written(tmp_path / "a.jsonl", "\ufeff" + lines(*values).replace("\n", end))
    made = added(desk, path, asked={"language": "fr"})
    assert [failure.name.rpartition(" ")[2] for failure in made.failed][:3] == ["2", "3", "4"]
    assert all(len(failure.reason.splitlines()) == 1 for failure in made.failed)
    assert desk.record(1) == make.numbered(1)
    assert TEXT in {desk.record(number).document.text for number in desk.versions()}


def test_names_that_are_not_there_are_told(desk: Register, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    names = ["gone.txt", "gone.json", "gone.jsonl", "none", "link.txt", "x" * 300]
    made = added(desk, *(tmp_path / name for name in names))
    assert [failure.name for failure in made.failed] == [str(tmp_path / name) for name in names]
    assert all(failure.reason and len(failure.reason.splitlines()) == 1 for failure in made.failed)
    assert made.added == 0
    assert count([str(tmp_path / name) for name in names]) == len(names)


@pytest.mark.parametrize("name", ["a b#c?%41.txt", "посол.txt", "\u202ea.txt", "a\nb.txt", b"\xff\xfe.txt"], ids=ascii)
def test_odd_names_of_files_are_names(desk: Register, tmp_path: Path, name: str | bytes) -> None:
    path = tmp_path / "in" / os.fsdecode(name)
    path.parent.mkdir()
    try:
        path.write_text(TEXT, encoding="utf-8")
    except OSError as error:
        pytest.skip(f"no such name here: {error}")
    assert added(desk, path.parent).added == 1
    assert added(desk, path).unchanged == 1
    assert desk.uris(1) == (uri_of(path),)


def test_a_gold_folder_is_added_once_and_as_it_is(desk: Register, tmp_path: Path, make: SimpleNamespace) -> None:
    for number in range(3):
        data = record_to_dict(make.numbered(number))
        written(tmp_path / f"gold/{number}.txt", data["document"].pop("text"))
        written(tmp_path / f"gold/{number}.json", {"file": f"{number}.txt", **data})
    made = added(desk, tmp_path / "gold")
    assert (made.added, made.unchanged, made.failed) == (3, 3, [])
    assert [desk.record(number) for number in (1, 2, 3)] == [make.numbered(number) for number in range(3)]
    assert desk.stale(everything=True) == []
    assert added(desk, tmp_path / "gold").unchanged == 6


def test_texts_on_standard_input_are_documents_of_their_own(desk: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (f"{TEXT} Premier.", f"{TEXT} Second.", f"{TEXT} Premier."):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        added(desk, "-")
    assert desk.size()["documents"] == 2
    assert desk.search("premier").total + desk.search("condamner").total >= 2


def test_nothing_on_standard_input_is_told(desk: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"  ")))
    (failure,) = added(desk, "-").failed
    assert (failure.name, failure.reason) == ("standard input", "is empty")


def test_a_line_more_at_the_top_of_a_collection_adds_one_text(desk: Register, tmp_path: Path) -> None:
    texts = [{"text": f"{TEXT} {number}"} for number in range(3)]
    added(desk, written(tmp_path / "a.jsonl", lines(*texts)), asked={"language": "fr"})
    made = added(desk, written(tmp_path / "a.jsonl", lines({"text": f"{TEXT} Neuf."}, *texts)), asked={"language": "fr"})
    assert (made.added, made.unchanged, made.new_versions) == (1, 3, 0)


def contents(register: Register) -> list[tuple[Any, ...]]:
    return [(register.record(number), register.uris(number), register.text_of(number)) for number in register.versions()]


def test_several_processes_make_the_same_register(shared: str, tmp_path: Path, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the processes have the real reader, and so must this one
    folder = tmp_path / "in"
    written(folder / "d.json", [record_to_dict(make.numbered(number)) for number in range(5)])
    for number in range(4):
        written(folder / f"{number}.txt", f"{TEXT} {number % 3}")
    written(folder / "e.txt", "")
    found = []
    for jobs in (2, 1):
        where = tmp_path / f"{jobs}.sqlite"
        where.write_bytes(Path(shared).read_bytes())
        with Register(where) as register:
            made = added(register, folder, jobs=jobs)
            found.append((made.to_dict(), contents(register)))
    assert found[0] == found[1]
    assert (made.added, made.unchanged, len(made.failed)) == (8, 1, 1)


@pytest.mark.parametrize(
    "error", [UnsupportedLanguageError("German", ("French (fr)",)), MissingPipelineError("fr", "fr_core_news_md")], ids=["language", "pipeline"]
)
def test_errors_come_from_another_process_as_they_are(error: VerbaleError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(again), str(again)) == (type(error), str(error))


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_readers_keep_the_order(desk: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    from concurrent.futures import ThreadPoolExecutor

    monkeypatch.setattr("verbale.register.readers.ProcessPoolExecutor", lambda jobs, **_: ThreadPoolExecutor(jobs))
    for number in range(12):
        written(tmp_path / f"in/{number:02}.txt", "" if number == 5 else f"{TEXT} {'lentement' if number % 2 == 0 else ''} {number % 8}")
    made = added(desk, tmp_path / "in", jobs=jobs)
    assert (made.added, made.unchanged, len(made.failed)) == (7, 4, 1)
    assert [desk.record(number).document.text[-1] for number in desk.versions()] == list("0123467")


def test_what_breaks_off_leaves_what_was_added(desk: Register, tmp_path: Path) -> None:
    for number in range(4):
        written(tmp_path / f"in/{number}.txt", f"{TEXT} {number}")
    summary = Summary()

    def tell(item: Item | Failure) -> None:
        if item.name.endswith("1.txt"):
            signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a process in the background is started deaf to it
    try:
        with pytest.raises(KeyboardInterrupt):
            add_all(desk, items([str(tmp_path / "in")]), summary, tell=tell)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (summary.added, desk.size()["documents"]) == (2, 2)
    made = added(desk, tmp_path / "in")
    assert (made.added, made.unchanged) == (2, 2)
    assert [desk.record(number).document.text[-1] for number in desk.versions()] == list("0123")


def test_records_with_every_character_are_added(desk: Register, tmp_path: Path, make: SimpleNamespace) -> None:
    record = make.record(make.said("Paris \x00 condamne \ud800 l'attaque \x1b[2J.", "condamne"), title="\ud800")
    record = replace(record, document=replace(record.document, kind="readout"))
    path = written(tmp_path / "a.jsonl", dumps(record, None).encode("utf-8") + b"\n")
    assert added(desk, path).failed == []
    assert desk.record(1) == record
