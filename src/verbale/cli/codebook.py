"""``verbale codebook``: the codes and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer

from verbale.cli.console import write

EXAMPLES = """\
Examples:

verbale codebook acts

verbale codebook frameworks --format json
"""

_Row = dict[str, Any]


def codebook(
    what: Annotated[Literal["acts", "topics", "frameworks", "organisations", "languages"], typer.Argument(help="Which codes.")],
    format_: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="Lines for people, or JSON.")] = "text",
) -> None:
    """List the codes that records use. States and territories are coded by ISO 3166-1 alpha-3."""
    from verbale.exports.json import encode

    rows = _LISTS[what]()
    if format_ == "json":
        write(encode(rows, indent=2) + "\n")
        return
    cells = [[_cell(value) for value in row.values()] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(rows[0]))]
    write("".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in cells))


def _acts() -> list[_Row]:
    from verbale.codebook.acts import act_table

    return [
        {"act": act.name, "scale": act.scale, "strength": act.strength, "plover": act.plover, "cameo": act.cameo, "label": act.labels["en"]}
        for act in act_table().values()
    ]


def _topics() -> list[_Row]:
    entries = _load("topics").items()
    return [{"topic": code, "group": entry["group"], "definition": entry["definition"]} for code, entry in entries]


def _frameworks() -> list[_Row]:
    return [{"framework": code, "kind": entry["kind"], "name": entry["name"]} for code, entry in _load("frameworks").items()]


def _organisations() -> list[_Row]:
    return [{"actor": code, "kind": entry["kind"], "members": entry.get("members", [])} for code, entry in _load("organisations").items()]


def _languages() -> list[_Row]:
    from verbale.languages.data import languages
    from verbale.sources.language import language_name

    return [{"language": code, "name": language_name(code)} for code in languages()]


def _load(name: str) -> dict[str, Any]:
    from verbale.languages.data import load

    table: dict[str, Any] = load("codebook", f"{name}.yaml")
    return table


def _cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else "-" if value is None else str(value)


_LISTS: dict[str, Callable[[], list[_Row]]] = {
    "acts": _acts,
    "topics": _topics,
    "frameworks": _frameworks,
    "organisations": _organisations,
    "languages": _languages,
}
