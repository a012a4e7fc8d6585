"""The program in this process with a reader that needs no pipeline, and the program as its users run it."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import verbale.api
from verbale.record import Document, Reason, Record, Span, Statement

TEXT = "Paris condamne l'attentat commis à Kaboul et appelle les parties à la retenue.\n"


class Reader:
    """Finds one act: condemner."""

    def read(self, text: str, *, published: str | None = None, issuer: tuple[str, ...] | None = None) -> Record:
        start = text.find("condamne")
        cue = Span(start, start + 8, "condamne")
        why = (Reason("act", "cue condamner (verb)", "main clause", cue),)
        condemned = Statement("condemn", 4, ("FRA",), False, (), (), (), (), (), cue, None, cue, why=why)
        return Record(Document(text, None, issuer or ("FRA",), published=published), None, (condemned,) if start >= 0 else ())


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run the program in this process: ``program("read", "a.txt")``, with ``stdin`` as bytes."""
    from verbale.cli import main

    def reader(_language: str) -> Reader:
        return Reader()

    monkeypatch.setattr(verbale.api, "reader", reader)
    monkeypatch.setattr("signal.signal", lambda *_: None)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["verbale", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with three texts, one of them below."""
    for name in ("a.txt", "b.md", "sub/c.txt"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return tmp_path / "texts"


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the program in a process of its own, as a user does."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([sys.executable, "-m", "verbale", *map(str, arguments)], input=stdin, capture_output=True, timeout=120, check=False)

    return run
