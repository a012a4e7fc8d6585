"""``verbale codebook``: the codes and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer

from verbale.cli.console import write
from verbale.cli.options import UiOption, chosen_ui
from verbale.locales import SOURCE

EXAMPLES = """\
Examples:

verbale codebook acts

verbale codebook frameworks --format json

verbale codebook topics --ui fr
"""

_Row = dict[str, Any]


def codebook(
    what: Annotated[Literal["acts", "topics", "frameworks", "organisations", "languages"], typer.Argument(help="Which codes.")],
    format_: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="Lines for people, or JSON.")] = "text",
    ui: UiOption = None,
) -> None:
    """List the codes that records use. States and territories are coded by ISO 3166-1 alpha-3."""
    from verbale.exports.json import encode

    if format_ == "json":
        write(encode(_LISTS[what](SOURCE), indent=2) + "\n")
        return
    cells = [[_cell(value) for value in row.values()] for row in _LISTS[what](chosen_ui(ui))]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    write("".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in cells))


def _acts(ui: str) -> list[_Row]:
    from verbale.codebook.acts import act_table
    from verbale.exports.labels import act_label, term

    return [
        {
            "act": act.name,
            "scale": term(act.scale, "scale", ui),
            "strength": act.strength,
            "plover": act.plover,
            "cameo": act.cameo,
            "label": act_label(act.name, ui),
        }
        for act in act_table().values()
    ]


def _topics(ui: str) -> list[_Row]:
    from verbale.exports.labels import term, topic_definition

    entries = _load("topics").items()
    return [{"topic": code, "group": term(entry["group"], "group of topics", ui), "definition": topic_definition(code, ui)} for code, entry in entries]


def _frameworks(ui: str) -> list[_Row]:
    from verbale.exports.labels import framework_name, term

    entries = _load("frameworks").items()
    return [{"framework": code, "kind": term(entry["kind"], "kind of framework", ui), "name": framework_name(code, ui)} for code, entry in entries]


def _organisations(ui: str) -> list[_Row]:
    from verbale.exports.labels import term

    entries = _load("organisations").items()
    return [{"actor": code, "kind": term(entry["kind"], "kind of actor", ui), "members": entry.get("members", [])} for code, entry in entries]


def _languages(ui: str) -> list[_Row]:
    from verbale.languages.data import languages
    from verbale.sources.language import language_name

    return [{"language": code, "name": language_name(code, ui)} for code in languages()]


def _load(name: str) -> dict[str, Any]:
    from verbale.languages.data import load

    table: dict[str, Any] = load("codebook", f"{name}.yaml")
    return table


def _cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else "-" if value is None else str(value)


_LISTS: dict[str, Callable[[str], list[_Row]]] = {
    "acts": _acts,
    "topics": _topics,
    "frameworks": _frameworks,
    "organisations": _organisations,
    "languages": _languages,
}
