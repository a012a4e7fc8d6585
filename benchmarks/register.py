"""Measure a register of a million statements, on SQLite and on PostgreSQL; writes ``benchmarks/REGISTER.md``. Run it with ``make bench-register``.

``maker`` makes its records, ``searches`` what is looked for in it, ``engines`` the registers. Only the adding and the searching are timed, never the making.
"""

from __future__ import annotations

import argparse
import math
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.engines import SETTINGS, Made, Server, Shelf
from benchmarks.maker import YEARS_BACK, Maker, check, corpus, say
from benchmarks.run import ROOT, Result, child, machine, table
from benchmarks.searches import Search, Searches

#: Hits on a page.
_PAGE = 20


@dataclass(frozen=True, slots=True)
class Timed:
    """A search, how long it took, and how much it found."""

    search: Search
    ms: float
    total: int
    is_exact: bool
    hits: int


def timed(where: str, searches: Sequence[Search], rounds: int) -> list[Timed]:
    """Every search's median time; each was run once before, in the same process."""
    from verbale.register import Register

    found: list[Timed] = []
    with Register(where, create=False) as register:

        def run(search: Search) -> Callable[[], Any]:
            return lambda: register.search(search.text, limit=_PAGE, **search.filters)

        for search in searches:
            run(search)()
        for search in searches:
            times = []
            for _ in range(rounds):
                begin = time.perf_counter()
                result = run(search)()
                times.append(time.perf_counter() - begin)
            found.append(Timed(search, statistics.median(times) * 1000, result.total, result.is_exact, len(result.hits)))
    return found


def quantile(times: Sequence[Timed], share: float) -> float:
    """The time in which a share of the searches has answered."""
    return sorted(one.ms for one in times)[max(0, math.ceil(share * len(times)) - 1)]


def has_search() -> bool:
    """Whether the command line can search."""
    ended = subprocess.run((sys.executable, "-m", "verbale", "search", "--help"), capture_output=True, check=False, cwd=ROOT)
    return ended.returncode == 0


def adding(made: Made) -> list[Result]:
    """What was measured while a register was filled."""
    name, bound = NAMES[made.engine], ("≥", 3000.0) if made.engine == "sqlite" else None
    results = [
        Result(
            f"{name}: adding",
            made.statements / made.seconds,
            "statements/s",
            bound,
            f"{made.statements:,} statements in {made.seconds:.0f} s, {made.cpu_s:.0f} s of them CPU of this process",
        ),
        Result(f"{name}: adding, the last tenth", made.last_tenth, "statements/s", bound, "one transaction a document"),
        Result(f"{name}: bringing the index into its best shape", made.optimise_s, "s", None, "`Register.optimise`, once after everything"),
    ]
    size = f"{made.size / 1e6:,.0f} MB ÷ {made.text_bytes / 1e6:,.0f} MB"
    what = "file ÷ its texts" if made.engine == "sqlite" else "database ÷ its texts"
    return [*results, Result(f"{name}: {what}", made.size / made.text_bytes, "×", ("≤", 3.0) if made.engine == "sqlite" else None, size)]


def restoring(made: Made) -> Result:
    """What was measured while a register was restored."""
    detail = f"{made.statements:,} statements in {made.seconds:.0f} s, from the SQLite register above"
    return Result(f"{NAMES[made.engine]}: restoring a backup", made.statements / made.seconds, "statements/s", None, detail)


def searching(whole: Made, tenth: Made, searches: Sequence[Search], rounds: int) -> tuple[list[Result], str]:
    """How long searches take in a register and in one of a tenth of its size, and the slowest of them."""
    from verbale.register.search import WINDOW

    name = NAMES[whole.engine]
    say(f"{name}: {len(searches)} searches, {rounds} times each")
    small, large = timed(tenth.where, searches, rounds), timed(whole.where, searches, rounds)
    cut = sum(not one.is_exact for one in large)
    nothing = sum(one.total == 0 for one in large)
    median, p95, p99 = (quantile(large, share) for share in (0.5, 0.95, 0.99))
    median_small, p95_small = quantile(small, 0.5), quantile(small, 0.95)
    detail = f"{len(searches)} searches, {cut} of them with more than {WINDOW:,} hits, {nothing} with none"
    results = [
        Result(f"{name}: search, median", median, "ms", None, detail),
        Result(f"{name}: search, 95th percentile", p95, "ms", ("≤", 100.0), f"{whole.statements:,} statements"),
        Result(f"{name}: search, 99th percentile", p99, "ms", None, f"slowest {max(one.ms for one in large):.0f} ms"),
        Result(f"{name}: 95th percentile ÷ that of a tenth of the register", p95 / p95_small, "×", ("≤", 2.0), f"{p95:.1f} ms ÷ {p95_small:.1f} ms"),
        *_of_full_pages(name, small, large),
        Result(f"{name}: median of all ÷ that of a tenth, with fewer full pages", median / median_small, "×", None, f"{median:.1f} ms ÷ {median_small:.1f} ms"),
    ]
    lines = [f"Slowest on {name}:", "", "| ms | found | search |", "| ---: | ---: | --- |"]
    slowest = sorted(large, key=lambda one: -one.ms)[:5]
    return results, "\n".join([*lines, *(f"| {one.ms:.0f} | {one.total:,}{'' if one.is_exact else ' or more'} | `{one.search}` |" for one in slowest)])


def _of_full_pages(name: str, small: Sequence[Timed], large: Sequence[Timed]) -> list[Result]:
    """The same page in both registers: searches whose first page is full in the small one and so in the large."""
    both = [(one, other) for one, other in zip(small, large, strict=True) if one.hits == other.hits == _PAGE]
    median_small, median = (statistics.median(pair[side].ms for pair in both) for side in (0, 1))
    detail = f"{median:.1f} ms ÷ {median_small:.1f} ms; {len(both)} searches"
    return [Result(f"{name}: median of full pages ÷ that of a tenth of the register", median / median_small, "×", ("≤", 2.0), detail)]


def cold(made: Made, searches: Sequence[Search], rounds: int) -> list[Result]:
    """A search in a new process."""
    search = searches[0]
    options = [part for name, value in search.filters.items() for part in (f"--{name.replace('_', '-')}", str(value))]
    command = (sys.executable, "-m", "verbale", "search", search.text, *options, "--register", made.where)
    times = [child(*command).wall_s for _ in range(rounds + 1)][1:]
    return [Result(f"{NAMES[made.engine]}: cold start of `verbale search`", statistics.median(times), "s", None, f"on the clock: `{search}`")]


NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def report(arguments: argparse.Namespace, results: list[Result], slowest: list[str], server: Server | None) -> str:
    """The file that is written."""
    engines = [f"SQLite {sqlite3.sqlite_version}", *([f"PostgreSQL {server.version()}"] if server is not None else [])]
    settings = ", ".join(f"`{name} = {value}`" for name, value in SETTINGS.items())
    lists = "\n\n".join(slowest)
    return f"""# The register: speed and size

Measured with `make bench-register` on {datetime.now(UTC):%Y-%m-%d}: {machine()}; {", ".join(engines)}.
{arguments.statements:,} statements, made from readouts and statements of the United States, 2021 to 2026, as `verbale` reads them:
in each copy of the corpus half of the states exchange their names, as do half of the leaders, and dates move by up to {YEARS_BACK} years.
Adding: records already read, one transaction a document; the making is not timed.
Searching: the first page of 20 with facets; {arguments.searches} searches of one to three words, a phrase or a beginning, with one to three filters,
drawn from the statements; each was run once before in the same process; medians of {arguments.rounds} rounds on the clock.
PostgreSQL runs on the same machine with its default settings, but for {settings}.

{table(results)}

{lists}
"""


def parse_arguments() -> argparse.Namespace:
    """What the user asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--statements", type=int, default=1_000_000, help="how many statements the register holds (default 1,000,000)")
    parser.add_argument("--engines", default="sqlite,postgresql", help="which to measure (default sqlite,postgresql)")
    parser.add_argument("--searches", type=int, default=400, help="how many searches are drawn (default 400)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each search is timed (default 3)")
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "verbale-benchmark", metavar="FOLDER", help="where the corpus is kept once it is read"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the registers there, and use those that are there")
    parser.add_argument("--dry-run", action="store_true", help="print the results and write nothing")
    arguments = parser.parse_args()
    arguments.engines = arguments.engines.split(",")
    if unknown := set(arguments.engines) - NAMES.keys():
        parser.error(f"--engines: {', '.join(sorted(unknown))}: choose from {', '.join(NAMES)}")
    return arguments


def main() -> int:
    """Measure, write the results, and fail where a bound is missed."""
    arguments = parse_arguments()
    maker = Maker(corpus(arguments.cache))
    check(maker, arguments.statements)
    with ExitStack() as stack:
        folder = arguments.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        server = None
        if "postgresql" in arguments.engines:
            if not arguments.keep:
                folder.chmod(0o711)  # the server may run as another user
            server = Server(folder.resolve() / "postgresql")
            stack.enter_context(server.running())
        shelf = Shelf(folder, server)
        searches = Searches(maker, arguments.statements // 10).draw(arguments.searches)
        results: list[Result] = []
        slowest: list[str] = []
        for engine in arguments.engines:
            tenth = shelf.get(engine, maker, arguments.statements // 10)
            if engine == "postgresql" and "sqlite" in arguments.engines:  # to add a million takes most of an hour there; a tenth shows the rate
                whole = shelf.restored(engine, shelf.get("sqlite", maker, arguments.statements))
                made = [*adding(tenth), restoring(whole)]
            else:
                whole = shelf.get(engine, maker, arguments.statements)
                made = adding(whole)
            found, slow = searching(whole, tenth, searches, arguments.rounds)
            results += [*made, *found, *(cold(whole, searches, arguments.rounds) if has_search() else [])]
            slowest.append(slow)
        text = report(arguments, results, slowest, server)
    print(text)
    if not arguments.dry_run:
        (ROOT / "benchmarks" / "REGISTER.md").write_text(text, encoding="utf-8")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
