"""Measure speed and memory, as ratios in one run on one machine; writes ``benchmarks/RESULTS.md``. Run it with ``make bench``.

Every time is compared with the bare pipeline's on the same text in the same process (or, for cold starts, in a process of its own), and the sides take
turns, so that a busy machine slows both alike. One thread each.
"""

from __future__ import annotations

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"  # before NumPy is imported

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = (*sorted((ROOT / "examples").glob("*.fr.txt")), *sorted((ROOT / "tests/gold/fr/work").glob("*.txt")))
PIPELINE = "fr_core_news_md"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table; ``bound`` is what must hold: (comparison, value)."""

    what: str
    value: float
    unit: str
    bound: tuple[str, float] | None
    detail: str

    @property
    def holds(self) -> bool:
        """Whether the bound is kept; a line without one always holds."""
        if self.bound is None:
            return True
        comparison, limit = self.bound
        return self.value <= limit if comparison == "≤" else self.value >= limit


def timed(function: Callable[[], object]) -> float:
    """Seconds of CPU of this process that a call takes."""
    begin = time.process_time()
    function()
    return time.process_time() - begin


def alternating(rounds: int, *functions: Callable[[], object]) -> list[float]:
    """The median time of each function; they take turns, after a first round that does not count."""
    times: list[list[float]] = [[] for _ in functions]
    for number in range(rounds + 1):
        for index, function in enumerate(functions):
            seconds = timed(function)
            if number:
                times[index].append(seconds)
    return [statistics.median(series) for series in times]


def reading(rounds: int) -> list[Result]:
    """Reading against the bare parse, and the coder alone."""
    import spacy

    from verbale.pipelines.spacy import PIPELINES
    from verbale.reading.reader import Reader

    texts = [path.read_text(encoding="utf-8") for path in TEXTS]
    reader = Reader("fr")
    bare = spacy.load(PIPELINE, exclude=["ner"])
    same = spacy.load(PIPELINE, exclude=list(PIPELINES["fr"].unused))
    tokens = sum(len(doc) for doc in same.pipe(texts))

    prepared = [reader.prepare(text) for text in texts]
    parsed = [list(reader.parser.parse([(piece.start, one.view[piece.start : piece.end]) for piece in one.spoken])) for one in prepared]
    sentences = sum(map(len, parsed))

    def code_only() -> float:
        fresh = [reader.prepare(text) for text in texts]
        begin = time.process_time()
        for one, its in zip(fresh, parsed, strict=True):
            list(one.statements(one.spoken, its))
        return time.process_time() - begin

    def all_but_parse() -> None:
        for text, its in zip(texts, parsed, strict=True):
            one = reader.prepare(text)
            list(one.statements(one.spoken, its))

    full_s, bare_s, same_s, batched_s, rest_s = alternating(
        rounds,
        lambda: [reader.read(text) for text in texts],
        lambda: [bare(text) for text in texts],
        lambda: [same(text) for text in texts],
        lambda: list(same.pipe(texts)),
        all_but_parse,
    )
    code_s = statistics.median(code_only() for _ in range(rounds))
    size = f"{len(texts)} texts, {tokens:,} tokens"
    return [
        Result("Reading ÷ bare parse (pipeline without `ner`)", full_s / bare_s, "×", ("≤", 1.25), f"{full_s:.2f} s ÷ {bare_s:.2f} s; {size}"),
        Result("Reading ÷ parse with only the components that the reader uses", full_s / same_s, "×", ("≤", 1.25), f"{full_s:.2f} s ÷ {same_s:.2f} s"),
        Result("Reading ÷ the same parse, all texts in one batch", full_s / batched_s, "×", None, f"{full_s:.2f} s ÷ {batched_s:.2f} s"),
        Result("Reading, tokens a second", tokens / full_s, "tok/s", None, f"bare parse {tokens / bare_s:,.0f}"),
        Result("Coder alone, given the parse", sentences / code_s, "sentences/s", ("≥", 2000), f"{sentences:,} sentences in {code_s:.3f} s"),
        Result("Splitting, names, encounter and coder", sentences / rest_s, "sentences/s", None, f"{sentences:,} sentences in {rest_s:.3f} s"),
    ]


@dataclass(frozen=True, slots=True)
class Ended:
    """What a child process took."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def child(*command: str) -> Ended:
    """Run a command to its end.

    Raises:
        RuntimeError: when it fails.
    """
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes there, kilobytes elsewhere
    return Ended(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def cold_starts(rounds: int) -> list[Result]:
    """A first reading in a new process against loading the pipeline in a new process."""
    from verbale.pipelines.spacy import PIPELINES  # this module alone imports no spaCy

    python, example = sys.executable, str(TEXTS[0].relative_to(ROOT))
    commands = {
        "read": (python, "-m", "verbale", "read", "--format", "json", example),
        "bare": (python, "-c", f"import spacy; spacy.load({PIPELINE!r}, exclude=['ner'])"),
        "same": (python, "-c", f"import spacy; spacy.load({PIPELINE!r}, exclude={list(PIPELINES['fr'].unused)!r})"),
        "help": (python, "-m", "verbale", "--help"),
    }
    runs: dict[str, list[Ended]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            ended = child(*command)
            if number:  # the first round warms the disk's cache
                runs[name].append(ended)
    wall = {name: statistics.median(one.wall_s for one in its) for name, its in runs.items()}
    help_cpu = statistics.median(one.cpu_s for one in runs["help"])
    cold = f"{wall['read']:.2f} s ÷ "
    return [
        Result("Cold start of `verbale read` ÷ loading the bare pipeline", wall["read"] / wall["bare"], "×", ("≤", 1.5), f"{cold}{wall['bare']:.2f} s"),
        Result("The same ÷ loading only the reader's components", wall["read"] / wall["same"], "×", ("≤", 1.5), f"{cold}{wall['same']:.2f} s"),
        Result("`verbale --help`, CPU", help_cpu, "s", ("≤", 0.3), f"{wall['help']:.2f} s on the clock"),
        Result("Peak memory, one short text", max(one.peak_mb for one in runs["read"]), "MB", ("≤", 800), example),
    ]


def memory(megabytes: float) -> list[Result]:
    """Peak memory over one long text."""
    unit = "\n\n".join(path.read_text(encoding="utf-8") for path in TEXTS) + "\n\n"
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.txt"
        long.write_text(unit * max(1, round(megabytes * 1e6 / len(unit.encode()))), encoding="utf-8")
        size = long.stat().st_size / 1e6
        ended = child(sys.executable, "-m", "verbale", "read", "--format", "json", "--quiet", str(long), "-o", str(Path(folder) / "out.json"))
    return [Result(f"Peak memory, one text of {size:.1f} MB", ended.peak_mb, "MB", ("≤", 800), f"{ended.cpu_s:.0f} s of CPU")]


def machine() -> str:
    """The machine and the versions that count."""
    details = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if sys.platform == "linux" else []
    processor = next((line.partition(":")[2].strip() for line in details if line.startswith("model name")), platform.machine())
    parts = [f"{name} {version(name)}" for name in ("verbale", "spacy", "fr-core-news-md", "numpy")]
    return f"{os.cpu_count()} cores of {processor}, one thread used; {platform.system()}, Python {platform.python_version()}, {', '.join(parts)}"


def table(results: list[Result]) -> str:
    """The results as a Markdown table."""
    lines = ["| what | measured | must be | from |", "| --- | ---: | ---: | --- |"]
    for result in results:
        digits = 0 if result.value >= 100 else 2
        bound = f"{result.bound[0]} {result.bound[1]:g}{'' if result.holds else ' **missed**'}" if result.bound else ""
        lines.append(f"| {result.what} | {result.value:,.{digits}f} {result.unit} | {bound} | {result.detail} |")
    return "\n".join(lines)


def main() -> int:
    """Measure, write the results, and fail where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=7, help="how often each side runs (default 7)")
    parser.add_argument("--long", type=float, default=2.0, metavar="MB", help="size of the long text (default 2 MB; 0 leaves it out)")
    parser.add_argument("--dry-run", action="store_true", help="print the results and write nothing")
    arguments = parser.parse_args()
    # Processes first: a child's peak memory counts that of the process it was forked from, which is small only as long as nothing is loaded here.
    processes = [*cold_starts(arguments.rounds), *(memory(arguments.long) if arguments.long else [])]
    results = [*reading(arguments.rounds), *processes]
    text = f"""# Speed and memory

Measured with `make bench` on {datetime.now(UTC):%Y-%m-%d}: {machine()}.
Times are medians of {arguments.rounds} rounds of CPU time (cold starts: of wall-clock time), the two sides of a ratio taking turns in one run.
The text is the project's own: `examples/` and `tests/gold/fr/work`.

{table(results)}
"""
    print(text)
    if not arguments.dry_run:
        (ROOT / "benchmarks" / "RESULTS.md").write_text(text, encoding="utf-8")
    missed = [result.what for result in results if not result.holds]
    if missed:
        print(f"missed: {'; '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
