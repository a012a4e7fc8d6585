"""What the networks see of a word besides its vector: the script and the capitals of it, or which mark it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = "PUNCT_"


class Shapes:
    """The outlines that slovnet's networks tell apart, by number.

    Args:
        names: slovnet's names of them, in its order.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._ids = {name: number for number, name in enumerate(names)}
        marks = "".join(name.removeprefix(_MARK) for name in names if name.startswith(_MARK) and len(name) == len(_MARK) + 1)
        self._script = re.compile(rf"(?P<RU>[а-яё])|(?P<EN>[a-z])|(?P<NUM>[+-]?\d)|(?P<PUNCT>[{re.escape(marks)}])", re.IGNORECASE)

    def number(self, word: str) -> int:
        """The number of a word's outline."""
        match = self._script.match(word)
        kind = match.lastgroup if match else "OTHER"
        if kind in ("RU", "EN"):
            return self._ids[f"{kind}_{_capitals(word)}"]
        if kind == "PUNCT":
            return self._ids.get(_MARK + word, self._ids[f"{_MARK}OTHER"])
        return self._ids[kind or "OTHER"]


def _capitals(word: str) -> str:
    """Where a word has capitals, in slovnet's notation."""
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if len(word) == 1:
        return "x"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    return "Xx-Xx" if "-" in word and all(map(_is_title, word.split("-", 1))) else "OTHER"


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()
