"""The program in a process of its own: streams, signals, terminals, and what it loads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
REAL = (sys.executable, "-m", "verbale")
STUBBED = (sys.executable, str(Path(__file__).with_name("stub.py")))

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals are another matter there")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough texts to be caught while they are read."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(400):
        (folder / f"{number:03}.txt").write_text("Paris condamne lentement l'attentat et appelle les parties à la retenue. " * 20, encoding="utf-8")
    return folder


def test_the_main_job_from_a_cold_start() -> None:
    ended = subprocess.run([*REAL, "read", EXAMPLES], capture_output=True, timeout=120, check=False)
    assert ended.returncode == 0
    assert ended.stderr == b""
    assert "●" in ended.stdout.decode()


@posix
def test_output_is_utf8_whatever_the_locale() -> None:
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    text = "La Norvège condamne l'attentat — « œuvre ».".encode()
    ended = subprocess.run([*STUBBED, "read", "-", "-f", "json"], input=text, capture_output=True, env=os.environ | variables, timeout=60, check=False)
    assert ended.returncode == 0
    assert json.loads(ended.stdout.decode("utf-8"))["document"]["text"] == text.decode()


def heed_interrupts() -> None:
    """A shell's background job ignores Ctrl-C, and hands that down; the program under test must not inherit it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [*STUBBED, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, preexec_fn=heed_interrupts)


@posix
def test_ctrl_c_leaves_a_list_that_can_be_read(many: Path) -> None:
    with started("read", many, "-f", "json") as running:
        assert running.stdout is not None
        begin = running.stdout.read(100)
        running.send_signal(signal.SIGINT)
        rest, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err == b""
    assert 0 < len(json.loads(begin + rest)) < 400


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_no_unfinished_file(many: Path, tmp_path: Path, number: signal.Signals, code: int) -> None:
    with started("read", many, "-o", tmp_path / "out.json") as running:
        deadline = time.monotonic() + 60
        while not list(tmp_path.iterdir()):
            assert running.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.2)
        running.send_signal(number)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (code, b"", b"")
    assert list(tmp_path.iterdir()) == []


@posix
def test_results_come_as_they_are_read_and_nobody_need_take_them(many: Path) -> None:
    with started("read", many, "-f", "jsonl") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(11) == b'{"document"'
        assert running.poll() is None
        running.stdout.close()
        err = running.stderr.read()
        running.wait(timeout=60)
    assert err == b""
    assert running.returncode == 141


def on_a_terminal(*arguments: str | Path) -> tuple[int, str]:
    """Run with a terminal for all three streams."""
    import pty

    leader, follower = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen([*STUBBED, *map(str, arguments)], stdin=follower, stdout=follower, stderr=follower, env=environment) as running:
        os.close(follower)
        out = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            out += piece
        running.wait(timeout=60)
    os.close(leader)
    return running.returncode, out.decode()


@posix
def test_a_terminal_gets_colours(many: Path) -> None:
    code, out = on_a_terminal("read", many / "000.txt")
    assert code == 0
    assert "\x1b[1;4;31mcondamne\x1b[0m" in out
    assert "●●●●○" in out


@posix
def test_a_bar_shows_on_long_work_only(many: Path, tmp_path: Path) -> None:
    code, out = on_a_terminal("read", many / "000.txt", many / "001.txt", "-o", tmp_path / "out.json")
    assert (code, out) == (0, "")
    some = [many / f"{number:03}.txt" for number in range(70)]
    code, out = on_a_terminal("read", *some, "-o", tmp_path / "out.json")
    assert code == 0
    assert "/70" in out
    code, out = on_a_terminal("read", "--quiet", *some, "-o", tmp_path / "out.json")
    assert (code, out) == (0, "")


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
