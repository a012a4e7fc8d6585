"""How personal names decline, in languages where they do: the rules of ``name_cases`` in ``encounter.yaml``, each way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.languages.data import load

#: Initials before a family name, and what is before the last part of a compound: they do not decline.
_FIXED = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)*(?:[^\s]*-)?")


@dataclass(frozen=True, slots=True)
class _Rule:
    """Names whose stem ends in ``after``: the ending of the nominative, and those of the other cases."""

    after: str
    nominative: str
    cases: dict[str, tuple[str, ...]]

    def forms(self, word: str) -> tuple[str, ...]:
        """The forms of a nominative; none where the rule does not fit."""
        stem = word[: len(word) - len(self.nominative)]
        if not word.endswith(self.nominative) or len(stem) < 2 or not re.search(f"(?:{self.after})$", stem):
            return ()
        return tuple(stem + ending for endings in self.cases.values() for ending in endings)

    def nominative_of(self, word: str, case: str) -> str:
        """The nominative of a form; "" where the rule does not fit."""
        for ending in self.cases.get(case, ()):
            stem = word[: len(word) - len(ending)]
            if word.endswith(ending) and len(stem) >= 2 and re.search(f"(?:{self.after})$", stem):
                return stem + self.nominative
        return ""


@dataclass(frozen=True)
class PersonalNames:
    """The declension of personal names; in a language without one every name stays as it is.

    ``offices``: case → the endings by which the word for an office before the name shows it.
    """

    rules: tuple[_Rule, ...]
    offices: dict[str, re.Pattern[str]]

    def cases_of(self, office: str) -> tuple[str, ...]:
        """The cases in which the first word of an office, or of an honorific, may stand; none for the nominative."""
        word = office.strip().lower().partition(" ")[0]
        return tuple(case for case, pattern in self.offices.items() if pattern.search(word))

    def nominative(self, name: str, office: str) -> str:
        """A name in the nominative, its case told by the office or the honorific before it; the name itself where that shows none."""
        return self.in_nominative(name, self.cases_of(office))

    def in_nominative(self, name: str, cases: tuple[str, ...]) -> str:
        """A name that stands in one of these cases, in the nominative."""
        return " ".join(self._word(word, cases) for word in name.split(" ")) if cases and self.rules else name

    def _word(self, word: str, cases: tuple[str, ...]) -> str:
        fixed = _FIXED.match(word)
        head = fixed.group() if fixed else ""
        rest = word[len(head) :]
        if not rest[:1].isupper():
            return word
        return head + next((found for case in cases for rule in self.rules if (found := rule.nominative_of(rest, case))), rest)

    def forms(self, name: str) -> tuple[str, ...]:
        """A name in every case, its parts declined together; the name alone where nothing declines."""
        words = [self._forms(word) for word in name.split(" ")]
        if all(len(forms) == 1 for forms in words):
            return (name,)
        found = [name]
        for case in self.offices:
            found += self._combined(name.split(" "), case)
        return tuple(dict.fromkeys(found))

    def _combined(self, words: list[str], case: str) -> list[str]:
        spellings = [self._in_case(word, case) for word in words]
        longest = max(map(len, spellings))
        return [" ".join(forms[min(at, len(forms) - 1)] for forms in spellings) for at in range(longest)]

    def _in_case(self, word: str, case: str) -> tuple[str, ...]:
        fixed = _FIXED.match(word)
        head = fixed.group() if fixed else ""
        rest = word[len(head) :]
        for rule in self.rules if rest[:1].isupper() else ():
            if rule.forms(rest):
                stem = rest[: len(rest) - len(rule.nominative)]
                return tuple(head + stem + ending for ending in rule.cases.get(case, rule.cases.get("gen", ()))) or (word,)
        return (word,)

    def _forms(self, word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([word, *(form for case in self.offices for form in self._in_case(word, case))]))


@lru_cache(maxsize=8)
def personal_names(language: str) -> PersonalNames:
    """The declension of personal names in a language.

    Raises:
        KnowledgeError: when ``encounter.yaml`` is missing or broken.
    """
    data: dict[str, Any] = load("languages", language, "encounter.yaml")["name_cases"]
    rules = tuple(
        _Rule(rule["after"], rule["nominative"], {case: tuple(endings) for case, endings in rule.items() if case not in ("after", "nominative")})
        for rule in data.get("names", ())
    )
    return PersonalNames(rules, {case: re.compile(pattern) for case, pattern in data.get("offices", {}).items()})
