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
    """Names whose stem ends as ``citation`` says: the ending of the nominative, and those of the other cases.

    ``forms`` maps a case to pairs of an ending and the pattern of the words that have it after such a stem.
    """

    nominative: str
    given: bool
    citation: re.Pattern[str]
    forms: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]

    def in_case(self, word: str, case: str) -> tuple[str, ...]:
        """The forms of a nominative in a case; the genitive's where the rule has none for it."""
        stem = word[: len(word) - len(self.nominative)]
        return tuple(stem + ending for ending, _ in self.forms.get(case) or self.forms.get("gen", ()))

    def nominative_of(self, word: str, case: str) -> str:
        """The nominative of a form; "" where the rule does not fit."""
        return next((word[: len(word) - len(ending)] + self.nominative for ending, pattern in self.forms.get(case, ()) if pattern.search(word)), "")


class PersonalNames:
    """The declension of personal names; in a language without one every name stays as it is.

    Args:
        rules: the declensions, the first that fits a word being its own.
        offices: case → the endings by which the word for an office before the name shows it.
        fixed: parts of names that do not decline ("Аль", "Бен").
    """

    def __init__(self, rules: tuple[_Rule, ...], offices: dict[str, re.Pattern[str]], fixed: frozenset[str] = frozenset()) -> None:
        self.rules, self.offices, self.fixed = rules, offices, fixed
        self._paradigm = lru_cache(maxsize=4096)(self._decline)

    def cases_of(self, office: str) -> tuple[str, ...]:
        """The cases in which the first word of an office, or of an honorific, may stand; none for the nominative."""
        word = office.strip().lower().partition(" ")[0]
        return tuple(case for case, pattern in self.offices.items() if pattern.search(word))

    def nominative(self, name: str, office: str) -> str:
        """A name in the nominative, its case told by the office or the honorific before it; the name itself where that shows none."""
        return self.in_nominative(name, self.cases_of(office))

    def in_nominative(self, name: str, cases: tuple[str, ...]) -> str:
        """A name that stands in one of these cases, in the nominative."""
        if not cases or not self.rules:
            return name
        words = name.split(" ")
        in_case = ([self._word_in_nominative(word, case, given=not at) for at, word in enumerate(words)] for case in cases)
        return " ".join(next((found for found in in_case if found != words), words))

    def forms(self, name: str) -> tuple[str, ...]:
        """A name in every case, its parts declined together; the name alone where nothing declines."""
        found = [name]
        words = [self._paradigm(word) for word in name.split(" ")] if self.rules else []
        for case in self.offices if any(words) else ():
            spellings = [paradigm.get(case, (word,)) for paradigm, word in zip(words, name.split(" "), strict=True)]
            longest = max(map(len, spellings))
            found += [" ".join(forms[min(at, len(forms) - 1)] for forms in spellings) for at in range(longest)]
        return tuple(dict.fromkeys(found))

    def _word_in_nominative(self, word: str, case: str, *, given: bool) -> str:
        head, rest = _parts(word)
        if not rest[:1].isupper() or word in self.fixed:
            return word
        rules = (rule for rule in self.rules if given and not head or not rule.given)
        return head + next((found for rule in rules if (found := rule.nominative_of(rest, case))), rest)

    def _decline(self, word: str) -> dict[str, tuple[str, ...]]:
        """Case → the forms of a word in the nominative; empty where it does not decline."""
        head, rest = _parts(word)
        declines = rest[:1].isupper() and word not in self.fixed
        rule = next((rule for rule in self.rules if rule.citation.search(rest)), None) if declines else None
        return {case: tuple(head + form for form in rule.in_case(rest, case)) for case in self.offices} if rule is not None else {}


def _parts(word: str) -> tuple[str, str]:
    """What does not decline at the head of a word, and the rest."""
    fixed = _FIXED.match(word)
    head = fixed.group() if fixed else ""
    return head, word[len(head) :]


@lru_cache(maxsize=8)
def personal_names(language: str) -> PersonalNames:
    """The declension of personal names in a language.

    Raises:
        KnowledgeError: when ``encounter.yaml`` is missing or broken.
    """
    data: dict[str, Any] = load("languages", language, "encounter.yaml")["name_cases"]
    rules = tuple(map(_rule, data.get("names", ())))
    return PersonalNames(rules, {case: re.compile(pattern) for case, pattern in data.get("offices", {}).items()}, frozenset(data.get("fixed", ())))


def _rule(entry: dict[str, Any]) -> _Rule:
    nominative, after = entry["nominative"], entry["after"]

    def words_in(ending: str) -> re.Pattern[str]:
        return re.compile(rf"^(?=.{{{len(ending) + 2}}}).*(?:{after}){re.escape(ending)}$")

    forms = {case: tuple((ending, words_in(ending)) for ending in endings) for case, endings in entry.items() if len(case) == 3}
    return _Rule(nominative, bool(entry.get("given")), words_in(nominative), forms)
