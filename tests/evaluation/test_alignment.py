"""One meeting told in several languages: the reader gives the same acts, of the same speakers to the same addressees, whatever the language."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

import verbale
from verbale.evaluation.codes import actor_set
from verbale.evaluation.gold import load_file
from verbale.evaluation.matching import match
from verbale.record import Statement

ALIGNED = Path("tests/gold/aligned")
LANGUAGES = ("fr", "en", "ru")
#: Of ten statements told in two languages, so many must agree.
AGREEING = 0.9


def read_statements(meeting: str, language: str) -> list[Statement | None]:
    """What the reader makes of each gold statement, in the gold's order; None where it missed it."""
    path = ALIGNED / f"{meeting}.{language}.json"
    if not path.is_file():
        return []
    gold = load_file(path).record
    system = verbale.read(gold.document.text, language=language)
    found = {id(ours): theirs for ours, theirs in match(gold.statements, system.statements, gold.document.text).pairs}
    return [found.get(id(statement)) for statement in gold.statements]


def same(one: Statement | None, other: Statement | None) -> bool:
    if one is None or other is None:
        return False
    return (one.act, actor_set(one.speaker), actor_set(one.addressee)) == (other.act, actor_set(other.speaker), actor_set(other.addressee))


def test_nine_in_ten_statements_agree_across_languages() -> None:
    meetings: dict[str, list[dict[str, Any]]] = yaml.safe_load((ALIGNED / "alignment.yaml").read_text(encoding="utf-8"))
    compared = 0
    apart: list[str] = []
    for meeting, rows in meetings.items():
        read = {language: read_statements(meeting, language) for language in LANGUAGES}
        for row in rows:
            told = [language for language in LANGUAGES if read[language] and row.get(language) is not None]
            for one, other in combinations(told, 2):
                compared += 1
                if not same(read[one][row[one]], read[other][row[other]]):
                    apart.append(f"{meeting} {one} {row[one]} / {other} {row[other]}: {row['act']}")
    assert compared >= 60
    assert 1 - len(apart) / compared >= AGREEING, f"{len(apart)} of {compared} part:\n" + "\n".join(apart)
