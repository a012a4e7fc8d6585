"""The reader's reasons in other languages; the list of them is held against the reader's sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.exports.reasons import detail_in_words, is_known, rule_in_words

READING = Path(__file__).resolve().parents[2] / "src/verbale/reading"

#: Modules whose strings with a space in them are what rules say; the rest of the reader gives no reasons.
MODULES = (
    "acts", "cues", "drafts", "flags", "levels", "memory", "nonfinite", "openers", "phrases", "roles", "speakers", "statements", "subjects", "targets", "trace",
)  # fmt: skip


def _sample(node: ast.JoinedStr) -> str:
    """What an f-string may come out as."""
    return "".join(_filled(part) if isinstance(part, ast.FormattedValue) else ast.literal_eval(part) for part in node.values)


def _filled(part: ast.FormattedValue) -> str:
    source = ast.unparse(part.value)
    if "codes" in source or "code" in source.split("."):
        return "FRA"
    if source.startswith("len(") or source.endswith("strength"):
        return "3"
    return {"p.level": "main", "p.rule": "first clause"}.get(source, "name (x)" if source.endswith(".rule") else "x")


def _strings(tree: ast.Module) -> Iterator[str]:
    """Strings and f-strings of a module, less docstrings, parts of f-strings, and what is only compared with."""
    passed_over: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            passed_over.update(id(inner) for inner in ast.walk(node) if inner is not node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("startswith", "join", "replace", "split"):
            passed_over.update(id(inner) for argument in node.args for inner in ast.walk(argument))
        if isinstance(node, ast.Compare):
            passed_over.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree):
        if id(node) not in passed_over:
            if isinstance(node, ast.JoinedStr):
                yield _sample(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("module", MODULES)
def test_every_reason_of_the_reader_can_be_translated(module: str) -> None:
    found = _strings(ast.parse((READING / f"{module}.py").read_text(encoding="utf-8")))
    reasons = {text for text in found if re.match(r"[^\W_]+.* .*\w{2}", text)}
    unknown = sorted(reason for reason in reasons if not is_known(reason))
    assert unknown == [], "add these to verbale/exports/reasons.py, and run: make catalogues"


ROLES = ("subject", "object", "possessor", "agent", "dative", "against", "between", "with", "for", "place", "demonym", "relative", "duty", "purpose")


@pytest.mark.parametrize("role", ROLES)
def test_roles_of_targets_can_be_translated(role: str) -> None:
    assert rule_in_words(role, "ru") != role


@pytest.mark.parametrize(
    ("rule", "french", "russian"),
    [
        ("we: the issuers", "nous\u00a0: les émetteurs", "«мы»: источники"),
        ("cue appeler (verb)", "marqueur appeler (verbe)", "маркер appeler (глагол)"),
        ("pronoun ils: the previous subject", "pronom ils\u00a0: le sujet précédent", "местоимение ils: прежнее подлежащее"),
        ("subject of the list: name (France)", "sujet de la liste\u00a0: nom (France)", "подлежащее перечня: название (France)"),
        ("name (France); name (Norvège)", "nom (France)\u202f; nom (Norvège)", "название (France); название (Norvège)"),
        ("autorités of MLI", "autorités de MLI", "autorités, чей: MLI"),
        ("words of time (immediate)", "mots de temps (immédiate)", "слова о времени (немедленно)"),
        ("base 4", "base 4", "основа 4"),
        ("a rule that no message fits", "a rule that no message fits", "a rule that no message fits"),
    ],
)
def test_rules_in_words(rule: str, french: str, russian: str) -> None:
    assert rule_in_words(rule) == rule
    assert rule_in_words(rule, "fr") == french
    assert rule_in_words(rule, "ru") == russian


def test_details_in_words() -> None:
    assert detail_in_words("main clause: first clause", "fr") == "proposition principale\u00a0: première proposition"
    assert detail_in_words("relative clause: relative clause (qui)", "ru") == "относительное предложение: относительное предложение (qui)"


@pytest.mark.parametrize("detail", ["by the end of 2024", "FRA NOR", "attacks-on-civilians", "d'ici la fin de l'année", "a {brace} in the text"])
def test_words_of_the_text_stay_as_they_are(detail: str) -> None:
    assert detail_in_words(detail, "fr") == detail


def test_braces_in_a_text_are_no_names() -> None:
    assert rule_in_words("name ({word})", "fr") == "nom ({word})"
