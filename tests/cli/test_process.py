"""The program as its users run it: streams, signals, and the real reader."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough texts to be caught while they are read."""
    folder = tmp_path_factory.mktemp("many")
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt")))
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_main_job(process: Process) -> None:
    ended = process("read", EXAMPLES)
    assert ended.returncode == 0
    assert ended.stderr == b""
    assert "●" in ended.stdout.decode()


def test_json_is_the_same_bytes_twice(process: Process) -> None:
    first, second = (process("read", EXAMPLES, "--format", "json") for _ in range(2))
    assert first.stdout == second.stdout
    for record in json.loads(first.stdout):
        text = record["document"]["text"]
        for statement in record["statements"]:
            for name in ("cue", "evidence"):
                span = statement[name]
                assert text[span["start"] : span["end"]] == span["text"]


def test_explain_with_the_real_reader(process: Process) -> None:
    example = min(EXAMPLES.glob("*.txt"))
    ended = process("explain", example, "--statement", "1")
    assert ended.returncode == 0
    assert "cue " in ended.stdout.decode()


def test_eval_with_the_real_reader(process: Process, tmp_path: Path) -> None:
    example = min(EXAMPLES.glob("*.txt"))
    process("read", example, "-o", tmp_path / "gold.json")
    ended = process("eval", tmp_path, "--format", "json")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["total"]


@posix
def test_output_is_utf8_whatever_the_locale() -> None:
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "verbale", "read", "-", "-f", "json"]
    text = "La Norvège condamne l'attentat — « œuvre ».".encode()
    ended = subprocess.run(command, input=text, capture_output=True, env=os.environ | variables, timeout=120, check=False)
    assert ended.returncode == 0
    assert json.loads(ended.stdout.decode("utf-8"))["document"]["text"] == text.decode()


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "verbale", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)


@posix
def test_ctrl_c_leaves_a_list_that_can_be_read(many: Path) -> None:
    with started("read", many, "-f", "json") as running:
        assert running.stdout is not None
        begin = running.stdout.read(100)
        running.send_signal(signal.SIGINT)
        rest, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err == b""
    assert 0 < len(json.loads(begin + rest)) < 200


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_no_unfinished_file(many: Path, tmp_path: Path, number: signal.Signals, code: int) -> None:
    with started("read", many, "-o", tmp_path / "out.json") as running:
        deadline = time.monotonic() + 60
        while not (found := list(tmp_path.iterdir())) or found[0].stat().st_size == 0:
            assert running.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        running.send_signal(number)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (code, b"", b"")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_reader_that_goes_away_is_no_error(many: Path) -> None:
    with started("read", many, "-f", "jsonl") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        err = running.stderr.read()
        running.wait(timeout=60)
    assert err == b""
    assert running.returncode == 141


def test_a_first_result_comes_before_all_is_read(many: Path) -> None:
    with started("read", many, "-f", "jsonl") as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith(b'{"document"')
        assert running.poll() is None
        running.kill()


@posix
def test_a_terminal_gets_colours_and_a_pipe_does_not() -> None:
    import pty

    example = min(EXAMPLES.glob("*.txt"))
    leader, follower = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "verbale", "read", str(example)]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=subprocess.DEVNULL, env=environment) as running:
        os.close(follower)
        out = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            out += piece
        running.wait(timeout=60)
    os.close(leader)
    assert running.returncode == 0
    assert b"\x1b[1" in out
    assert "●".encode() in out


@pytest.mark.parametrize("arguments", [("--help",), ("read", "--help"), ("--version",)])
def test_help_loads_nothing_heavy_and_is_quick(arguments: tuple[str, ...]) -> None:
    code = (
        f"import sys, time; sys.argv = ['verbale', *{arguments!r}]\n"
        "from verbale.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'yaml', 'babel', 'py3langid', 'ahocorasick'} & set(sys.modules)\n"
        "print(sorted(heavy), time.process_time(), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    heavy, seconds = ended.stderr.rsplit(" ", 1)
    assert heavy == "[]"
    assert float(seconds) < 0.6  # the bound of 0.3 s is the benchmark's, on a quiet machine


def test_importing_the_package_is_cheap() -> None:
    heavy = {"spacy", "numpy", "yaml", "typer", "rich", "babel", "pydantic"}
    code = f"import sys, verbale; verbale.read; verbale.Record; print(sorted({heavy!r} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "[]\n"
