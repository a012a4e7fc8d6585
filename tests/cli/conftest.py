"""The program in this process, with the stub or with the real reader."""

from __future__ import annotations

import io
import runpy
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import verbale.api

TEXT = "Paris condamne l'attentat commis à Kaboul et appelle les parties à la retenue.\n"
STUB = Path(__file__).with_name("stub.py")


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def real_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run the program in this process: ``real_program("read", "a.txt")``, with ``stdin`` as bytes."""
    from verbale.cli import main

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
def program(real_program: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ended]:
    """The same with the stub for a reader."""
    monkeypatch.setattr(verbale.api, "reader", runpy.run_path(str(STUB))["reader"])
    return real_program


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with three texts, one of them below."""
    for name in ("a.txt", "b.md", "sub/c.txt"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return tmp_path / "texts"
