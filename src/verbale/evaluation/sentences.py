"""The sentences of a text, as the scores understand them.

The codebook lets a gold and a system statement match when both stand in the same sentence. The boundaries must then be the same for both sides
and must not move when the reader's own segmentation is improved, so this one is kept apart from it, and plain: a sentence ends with its line
(unless the line was merely wrapped), and at ``.``, ``!``, ``?`` or ``…`` (with closing quotes) before white space and a capital, a digit or an
opening quote. A semicolon within a line ends none.
"""

from __future__ import annotations

import re
from bisect import bisect_right

#: Words whose full stop ends no sentence, in the languages of the codebook's examples.
ABBREVIATIONS = frozenset(
    {"m", "mm", "mme", "mmes", "mlle", "dr", "pr", "me", "mgr", "st", "ste", "s.e", "s.e.m", "art", "cf", "etc", "n", "no", "vol", "p", "al", "av"}
    | {"mr", "mrs", "ms", "prof", "gen", "sen", "rep", "gov", "lt", "col", "jr", "sr", "u.s", "u.k", "u.n", "e.g", "i.e", "vs", "h.e"}
    | {"г", "гг", "им", "стр", "т.е", "т.д", "т.п", "др"}
)

_LINE_END = re.compile(r"[ \t]*(?P<breaks>(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])+)")
_STOP = re.compile(r"(?P<stop>[.!?…]+)[\"'’”»)\]\u00a0\u202f ]*\s+(?=[\"'‘“«(\[–—-]*[\s\u00a0\u202f]*[A-ZÀ-ÖØ-ÞŒ0-9А-ЯЁ])")
_WORD_BEFORE = re.compile(r"[\w.-]*$")


class Sentences:
    """Where the sentences of a text begin; every offset of the text belongs to exactly one."""

    def __init__(self, text: str) -> None:
        starts = {0}
        starts.update(match.end() for match in _LINE_END.finditer(text) if not _is_wrapped(text, match))
        starts.update(match.end() for match in _STOP.finditer(text) if not _is_abbreviation(text, match))
        self.starts: tuple[int, ...] = tuple(sorted(starts))
        self._text = text

    def index(self, offset: int) -> int:
        """The number of the sentence that holds the offset, from 0."""
        return bisect_right(self.starts, offset) - 1

    def span(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that holds the offset."""
        number = self.index(offset)
        following = self.starts[number + 1] if number + 1 < len(self.starts) else len(self._text)
        return self.starts[number], following


def _is_wrapped(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence goes on after the line's end: a single break, no punctuation before it that ends a list's item, a small letter after it."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return len(match["breaks"].replace("\r\n", "\n")) == 1 and after.islower() and before not in ".!?…;:"


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    """Whether the stop belongs to an abbreviation or an initial; ``…``, ``!`` and ``?`` never do."""
    if match["stop"] != ".":
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before.group() if before else ""
    last = word.rpartition(".")[2].rpartition("-")[2]
    return word.lower() in ABBREVIATIONS or (len(last) == 1 and last.isupper())
