"""The documentation is a contract: what it describes exists, what exists is described, and what it quotes is what the program prints."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main
import yaml

import verbale
from verbale import record
from verbale.cli.app import app
from verbale.codebook.acts import act_table
from verbale.languages.data import languages, load

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]


def section(page: str, heading: str) -> str:
    """What stands under a heading of the second level, up to the next one."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found, f"docs/{page} has no section {heading!r}"
    return found[1]


def table(text: str) -> list[list[str]]:
    """The cells of a Markdown table's rows, without its head."""
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# --- commands and options ---------------------------------------------------------------------------------------------------------------------

PROGRAM: Any = typer.main.get_command(app)
COMMANDS: dict[str, Any] = {"verbale": PROGRAM, **{f"verbale {name}": command for name, command in PROGRAM.commands.items()}}


def options(command: Any) -> set[str]:
    given = {name for parameter in command.params if parameter.param_type_name == "option" for name in (*parameter.opts, *parameter.secondary_opts)}
    return given | {"--help", "-h"}


#: Where commands are described.
COMMAND_PAGES = ("reading.md", "register.md")


def page_of(command: str) -> str:
    """The page that describes a command."""
    return next(page for page in COMMAND_PAGES if f"\n## `{command}`\n" in (DOCS / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_exists(name: str) -> None:
    documented = {option for row in table(section(page_of(name), f"`{name}`")) for option in codes(row[0]) if option.startswith("-")}
    assert documented == options(COMMANDS[name])


def test_every_documented_command_exists() -> None:
    headings = [heading for page in COMMAND_PAGES for heading in re.findall(r"^## `([^`]+)`$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)]
    assert sorted(headings) == sorted(COMMANDS)


def test_formats_are_documented() -> None:
    from verbale.exports import FORMATS

    row = next(row for row in table(section("reading.md", "`verbale read`")) if "`--format`" in row[0])
    assert set(FORMATS) <= set(codes(row[1]))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_that_are_shown_exist(page: Path) -> None:
    """Every ``verbale …`` and ``make …`` in a block of code could be typed."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    indented = re.findall(r"^    (?=\S)(.*)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    blocks = "\n".join([*re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE), *indented])
    for line in blocks.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["make"]:
            assert {word for word in words[1:] if "=" not in word} <= targets, line
        if words[:1] in (["verbale"], [".venv/bin/verbale"]):
            command = f"verbale {words[1]}" if len(words) > 1 and not words[1].startswith("-") else "verbale"
            if command == "verbale COMMAND":
                continue
            assert command in COMMANDS, line
            assert {word for word in words[1:] if re.match(r"--?[a-z]", word)} <= options(COMMANDS[command]), line


# --- fields, acts, codes ----------------------------------------------------------------------------------------------------------------------

VALUES = ("Document", "Encounter", "Place", "Participant", "Statement", "Span", "Due", "Reason", "Record")


@pytest.mark.parametrize("name", VALUES)
def test_every_field_is_documented_and_exists(name: str) -> None:
    documented = [code for row in table(section("fields.md", name).split("\n### ")[0]) for code in codes(row[0])]
    assert sorted(documented) == sorted(field.name for field in dataclasses.fields(getattr(record, name)))


def test_every_act_is_documented_as_it_is() -> None:
    documented = [[row[0].strip("`"), row[1], row[2], row[5], row[6]] for row in table(section("fields.md", "Acts"))]
    assert documented == [[act.name, act.scale, str(act.strength), act.plover or "", act.cameo] for act in act_table().values()]


def test_every_topic_is_documented() -> None:
    documented = [[row[0].strip("`"), row[1]] for row in table(section("fields.md", "Topics"))]
    assert documented == [[code, entry["group"]] for code, entry in load("codebook", "topics.yaml").items()]


#: Files that only some languages have.
OPTIONAL = {"forms.txt", "pipeline.yaml"}


@pytest.mark.parametrize("language", languages())
def test_every_file_of_a_language_is_documented(language: str) -> None:
    folder = ROOT / "src/verbale/languages" / language
    headings = re.findall(r"^## (`.*)$", (DOCS / "languages.md").read_text(encoding="utf-8"), re.MULTILINE)
    documented = {code for heading in headings for code in codes(heading)}
    held = {str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.suffix in (".yaml", ".txt")}
    assert documented - OPTIONAL <= held <= documented


def test_every_file_of_the_codebook_is_documented() -> None:
    documented = {row[0].strip("`") for row in table(section("languages.md", "The codebook's own files"))}
    assert documented == {path.name for path in (ROOT / "src/verbale/codebook").glob("*.yaml")}


def test_every_public_name_is_documented_and_exists() -> None:
    text = (DOCS / "python-api.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"\bverbale\.(\w+)", text)) - {"exports", "locales", "reading"}
    assert documented == set(verbale.__all__)
    for name in documented:
        assert getattr(verbale, name)


# --- pages ------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if target.startswith("http"):
            continue
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}, target


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_script", ROOT / "scripts/docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.pipeline
@pytest.mark.parametrize("page", [page for page in PAGES if "<!-- output:" in page.read_text(encoding="utf-8")], ids=lambda page: page.name)
def test_quoted_output_is_what_the_program_prints(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert _script().refreshed(text) == text, "run: make docs"


def test_worked_entries_of_contributing_are_those_of_the_files() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]
    files = [
        *(load("codebook", f"{name}.yaml") for name in ("organisations", "frameworks")),
        *(load("languages", "fr", f"{name}.yaml") for name in ("actors", "frameworks", "cues/disapproval")),
        load("languages", "ru", "cues/disapproval.yaml"),
    ]
    assert len(shown) == len(files)
    for block in shown:
        if isinstance(block, list):
            assert any(block[0] in file for file in files if isinstance(file, list))
        else:
            assert any(block.items() <= {code: file[code] for code in block if code in file}.items() for file in files if isinstance(file, dict)), block
