"""``verbale eval``: how well the reader does on coded texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from verbale.cli.console import write
from verbale.cli.options import UiOption, chosen_ui

EXAMPLES = """\
Examples:

verbale eval gold/fr

verbale eval gold/fr --format json > scores.json
"""


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of records in JSON, coded by hand, with their texts.")],
    format_: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="Tables for people, or JSON.")] = "text",
    ui: UiOption = None,
) -> None:
    """Score the reader against texts coded by hand.

    Gives detection, act and statement F1, the fields, the acts with their confusions, each document, and the calibration of the confidence.
    """
    from verbale.evaluation import evaluate as score
    from verbale.evaluation.report import render
    from verbale.exports.json import encode

    report = score(gold)
    write(encode(report.to_dict(), indent=2) + "\n" if format_ == "json" else render(report, chosen_ui(ui)).rstrip("\n") + "\n")
