"""Pin every dependency, transitively, with the hashes of all files of each release: writes ``constraints.txt``.

What a dependency asks for and nothing here ever imports (:data:`UNUSED`) is left out, so the file is complete by itself: it is installed with ``--no-deps``.
The file names no package index, so that it serves wherever pip is set up. Run it with ``make constraints``; give ``--upgrade`` to take newer releases.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "constraints.txt"

#: The only lines that the file may hold besides comments: a release, and the hash of a file of it.
PIN = re.compile(r"[a-z0-9][a-z0-9.-]*==[\w.+!-]+(?: ; .*)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")

#: What natasha's code needs, of which Verbale reads the models only. dawg-python moreover installs the same folder as dawg2-python, which pymorphy3 needs.
UNUSED = frozenset({"dawg-python", "docopt", "intervaltree", "ipymarkup", "pymorphy2", "pymorphy2-dicts-ru", "yargy"})

HEADER = """\
# Every dependency of Verbale, transitively, pinned and hashed; made by `make constraints`, not by hand.
# Install:  pip install --no-deps --require-hashes -r constraints.txt && pip install --no-deps --no-build-isolation -e .
"""


def compile_pins(arguments: list[str]) -> str:
    """The pins as pip-compile writes them, without index addresses.

    Args:
        arguments: further arguments for pip-compile.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "constraints.txt"
        if TARGET.exists():  # what is pinned stays pinned unless an upgrade is asked for
            output.write_text(TARGET.read_text(encoding="utf-8"), encoding="utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--strip-extras", "--allow-unsafe"),
                *("--extra", "dev", "--extra", "postgres"),
                *("--no-header", "--no-annotate", "--no-emit-options"),
                *("--output-file", str(output), *arguments, "pyproject.toml"),
            ],
            cwd=ROOT,
            check=True,
        )
        return output.read_text(encoding="utf-8")


def without_unused(pins: str) -> str:
    """The pins without those of :data:`UNUSED`, each with its hashes."""
    releases = re.split(r"^(?=[a-z0-9])", pins, flags=re.MULTILINE)
    return "".join(release for release in releases if release.partition("==")[0] not in UNUSED)


def main() -> int:
    """Write the file; fail where anything but pins and hashes slipped in, such as an address or a path."""
    pins = without_unused(re.sub(r"^(?:#.*)?\n", "", compile_pins(sys.argv[1:]), flags=re.MULTILINE))
    strange = [line for line in pins.splitlines() if not PIN.fullmatch(line)]
    if strange:
        print(f"constraints.txt would hold a line that is neither a pin nor a hash, {strange[0]!r}; nothing was written", file=sys.stderr)
        return 1
    TARGET.write_text(HEADER + pins, encoding="utf-8")
    packages = re.findall(r"^[\w.-]+==", pins, re.MULTILINE)
    print(f"{TARGET.name}: {len(packages)} packages, {pins.count('--hash=')} hashes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
