"""From a document's text to its sentences: blocks, headings, list items, site chrome, and sentence boundaries.

Nothing is cut out: every piece keeps its offset in the text as it came.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: Typographic variants mapped one to one onto plain characters, so that offsets hold.
_PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "′": "'",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2007": " ",
    "\u200b": " ",
    "\ufeff": " ",
    "\u00ad": " ",
    "\u2011": "-",
    "\u2010": "-",
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\x0b": " ",
    "\x0c": " ",
    "\x85": " ",
    "\u2028": " ",
    "\u2029": " ",
    "\x00": " ",
}

#: How far back from a full stop an abbreviation is looked for.
_LONGEST_ABBREVIATION = 24

#: A block longer than this without a sentence end is cut at white space, so that memory stays bounded on any input.
LONGEST_SENTENCE = 4_000

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-–—•·*▪►‣◦○●o]\s+|[-–—•](?=[^\W\d_])|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|#{1,6}\s+|>\s+)")
_HEADING_MARK = re.compile(r"\s*#{1,6}\s")
_RULE = re.compile(r"^[\s#*_=~.\-–—]*$")
_TERMINAL = re.compile(r"[.!?…:;][\"'»”)\]]*\s*$")
_BOUNDARY = re.compile(r"(?:[.!?…]+[\"'»”)\]]*(?:\s*\[\d+\]|(?<=[.»”)])\d{1,2}(?=\s))?\s+(?=[\"'«“(\[–—-]*\s*[A-ZÀ-ÖØ-ÞŒ0-9А-ЯЁ])|;\s+)")
_INITIAL = re.compile(r"(?:^|[\s(.\-])[A-ZÀ-ÖØ-ÞŒА-ЯЁ]\.$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a stretch that is treated as one.

    ``kind``: ``title``, ``heading``, ``chrome``, ``item`` (a list item), ``body``; ``block`` numbers the paragraphs.
    """

    start: int
    end: int
    kind: str
    block: int
    first: bool


def plain(text: str) -> str:
    """The text with typographic variants mapped one to one onto plain characters; same length as ``text``."""
    for variant, character in _PLAIN.items():  # str.translate looks every letter beyond ASCII up
        text = text.replace(variant, character)
    return text


def split(text: str, chrome: tuple[str, ...], abbreviations: frozenset[str]) -> list[Piece]:
    """Split a document into pieces, in order.

    Args:
        text: the document's text, plain (:func:`plain`) or not.
        chrome: regular expressions, each matching a whole line of site furniture.
        abbreviations: lower-case words whose full stop does not end a sentence, such as ``m``.
    """
    pattern = _chrome(chrome)
    pieces: list[Piece] = []
    view = plain(text)
    for number, (start, end, kind) in enumerate(_blocks(text, view, pattern)):
        if kind in ("chrome", "title", "heading"):
            pieces.append(Piece(start, end, kind, number, True))
            continue
        for order, (a, b) in enumerate(_sentences(text, view, start, end, abbreviations)):
            pieces.append(Piece(a, b, kind, number, order == 0))
    return pieces


@lru_cache(maxsize=8)
def _chrome(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\s*(?:" + "|".join(patterns or ("(?!)",)) + r")\s*", re.IGNORECASE)


def _blocks(text: str, view: str, chrome: re.Pattern[str]) -> list[tuple[int, int, str]]:
    """Lines joined into paragraphs, each with its kind; the first line that is no chrome is the title where it looks like one."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    wrapped = _is_hard_wrapped(lines)
    blocks: list[tuple[int, int, str]] = []
    seen_text = False
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if _RULE.match(line):
            continue
        if chrome.fullmatch(view, start, end):
            blocks.append((*_strip(text, start, end), "chrome"))
            continue
        bullet = _BULLET.match(line)
        heading = _HEADING_MARK.match(line) is not None
        body_start, body_end = _strip(text, start + (bullet.end() if bullet else 0), end)
        if body_start >= body_end:
            continue
        if not seen_text:
            seen_text = True
            more = any(not _RULE.match(text[a:b]) and not chrome.fullmatch(view, a, b) for a, b in lines[index + 1 :])
            if more and len(line) <= 400 and not _looks_like_sentence(text[body_start:body_end]):
                blocks.append((body_start, body_end, "title"))
                continue
        if blocks and not bullet and _continues(text, blocks[-1], lines[index - 1], body_start, wrapped):
            blocks[-1] = (blocks[-1][0], body_end, blocks[-1][2])
            continue
        goes_on = wrapped and index + 1 < len(lines) and _line_breaks(text[end : lines[index + 1][0]]) == 1
        own = heading or (not bullet and not goes_on and _is_heading(text[body_start:body_end]))
        kind = "heading" if own else "item" if bullet else "body"
        blocks.append((body_start, body_end, kind))
    return blocks


def _is_hard_wrapped(lines: list[tuple[int, int]]) -> bool:
    """Whether the text's lines were broken at a fixed width, as in e-mail: many lines, none long, most nearly as long as the longest.

    The first line is left out: a title is seldom broken.
    """
    lengths = [end - start for start, end in lines[1:] if end - start > 20]
    if len(lengths) < 6:
        return False
    longest = max(lengths)
    return longest <= 120 and sum(length > 0.7 * longest for length in lengths) > 0.6 * len(lengths)


def _continues(text: str, block: tuple[int, int, str], previous: tuple[int, int], start: int, wrapped: bool) -> bool:
    """Whether a line goes on with the block before it."""
    if block[2] in ("chrome", "title", "heading"):
        return False
    gap = text[block[1] : start]
    if _line_breaks(gap) > 1 or _TERMINAL.search(text[block[0] : block[1]]):
        return wrapped and _line_breaks(gap) == 1
    return wrapped or (text[start].islower() and previous[1] - previous[0] > 30)


def _line_breaks(gap: str) -> int:
    return len(re.findall(r"\r\n|\n|\r", gap))


def _looks_like_sentence(line: str) -> bool:
    """A line that ends like one and is long, or holds a sentence's end inside, is no title."""
    words = line.rstrip(" \"'»”)")
    return words.endswith((".", "!", "?")) and (len(line) > 90 or _BOUNDARY.search(plain(line)) is not None)


def _is_heading(line: str) -> bool:
    """A short line of its own without a sentence's end is a heading."""
    return len(line) <= 100 and not _TERMINAL.search(line) and not line.rstrip().endswith(",")


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "*_\ufeff\x00"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_\x00"):
        end -= 1
    return start, end


def _sentences(text: str, view: str, start: int, end: int, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    """Sentence boundaries inside a block."""
    view = view[start:end]
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in _BOUNDARY.finditer(view):
        before = view[max(begin, match.start() - _LONGEST_ABBREVIATION) : match.start() + 1]
        if match.group()[0] == "." and _is_abbreviation(before, abbreviations):
            continue
        if begin < match.start():
            _append(text, start + begin, start + match.end(), spans)
        begin = match.end()
    _append(text, start + begin, end, spans)
    return spans


def _is_abbreviation(before: str, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at the end of ``before`` belongs to an abbreviation or an initial."""
    if _INITIAL.search(before):
        return True
    word = re.search(r"[\w.\-]+\.$", before)
    return bool(word) and word.group()[:-1].lower() in abbreviations  # type: ignore[union-attr]


def _append(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    """Add a sentence, cut at white space where it is longer than :data:`LONGEST_SENTENCE`."""
    start, end = _strip(text, start, end)
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        spans.append((start, cut))
        start, end = _strip(text, cut, end)
    if start < end:
        spans.append((start, end))
