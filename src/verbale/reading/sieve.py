"""Long alternations of words are slow to search for, and most sentences have none of the words: whether they have is found out first.

A pattern's tree says which literals no match can do without. An automaton looks for those of all patterns at once, some fifty times faster than an
alternation is searched for, and only a pattern whose literals are there is tried. Nothing is found that way that would not be found without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

import ahocorasick

#: Literals shorter than this are in every sentence.
_SHORTEST = 3

#: Characters whose case is simple: what a pattern takes for one of them, lower case makes one of them.
_PLAIN = re.compile(r"[ -~À-ÖØ-Þà-öø-þŒœА-Яа-яЁё]")

#: Characters that a pattern without regard to case takes for "i", "s" and some Cyrillic letters, and lower case does not.
_ODD = re.compile("[\u0130\u0131\u017f\u1c80-\u1c88\ua64b]")


class Sieve:
    """Several patterns without regard to case, of which few fit a sentence.

    Args:
        patterns: numbered in their order.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        needed = [_literals(pattern) for pattern in patterns]
        self._all = range(len(needed))
        self._always = [number for number, literals in enumerate(needed) if not literals]
        numbers: dict[str, set[int]] = {}
        for number, literals in enumerate(needed):
            for literal in literals:
                numbers.setdefault(literal, set()).add(number)
        self._automaton = ahocorasick.Automaton()
        for literal, its in numbers.items():
            self._automaton.add_word(literal, its)
        if numbers:
            self._automaton.make_automaton()

    def passing(self, text: str) -> Sequence[int]:
        """The numbers of the patterns that may have a match in a text, in order."""
        if not self._automaton:
            return self._always
        if not text.isascii() and _ODD.search(text):
            return self._all
        found = list(self._automaton.iter(text.lower()))
        return sorted(set(self._always).union(*(numbers for _, numbers in found))) if found else self._always


class Rare:
    """An alternation without regard to case that few sentences have a match of; a match has the groups of its own alternative only.

    Args:
        alternatives: the patterns; each is compiled when a text first has its literals.
    """

    def __init__(self, alternatives: Iterable[str]) -> None:
        self._alternatives = tuple(alternatives)
        self._sieve = Sieve(self._alternatives)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, of alternatives that match at one place the first."""
        first: re.Match[str] | None = None
        for number in self._sieve.passing(text):
            match = compiled(self._alternatives[number]).search(text)
            if match is not None and (first is None or match.start() < first.start()):
                first = match
        return first

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches."""
        passing = self._sieve.passing(text)
        return compiled("|".join(f"(?:{self._alternatives[number]})" for number in passing)).finditer(text) if passing else iter(())


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern without regard to case, compiled when it is first asked for: many never are."""
    return re.compile(pattern, re.IGNORECASE)


def _literals(pattern: str) -> frozenset[str]:
    """Literals in lower case, one of which is in every match; none where there are no such."""
    try:
        tree: Any = import_module("re._parser").parse(pattern, re.IGNORECASE)
    except (ImportError, AttributeError):  # a Python whose own parser is elsewhere: every pattern is tried
        return frozenset()
    found = _needed(tree)
    return found if min(map(len, found), default=0) >= _SHORTEST else frozenset()


def _needed(tree: Any) -> frozenset[str]:
    """The best set of literals in a row of nodes: the one whose shortest is the longest."""
    sets: list[frozenset[str]] = []
    run = ""
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL" and _PLAIN.match(chr(argument)):
            run += chr(argument).lower()
            continue
        sets.append(frozenset((run,)))
        run = ""
        if name == "BRANCH":
            branches = [_needed(branch) for branch in argument[1]]
            sets.append(frozenset().union(*branches) if all(branches) else frozenset())
        elif name == "SUBPATTERN":
            sets.append(_needed(argument[3]))
        elif name == "ATOMIC_GROUP":
            sets.append(_needed(argument))
        elif name.endswith("_REPEAT") and argument[0]:  # the least number of times
            sets.append(_needed(argument[2]))
    sets.append(frozenset((run,)))
    return max(sets, key=lambda its: min(map(len, its), default=0))
