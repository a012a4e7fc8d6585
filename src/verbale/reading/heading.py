"""What a document says about itself besides its issuer: title, kind and date of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from verbale.codebook.actors import organisation
from verbale.languages.data import load
from verbale.reading.dates import DateForms, FoundDate, date_forms, find_dates
from verbale.reading.sieve import Rare, Sieve
from verbale.reading.text import Piece

#: How many pieces belong to the head, and how many to the foot, of a document.
HEAD, FOOT = 6, 5


@dataclass(frozen=True)
class HeadSpec:
    """The parts of ``encounter.yaml`` that are about a document's own data, compiled."""

    issuers: tuple[tuple[str, str, int], ...]
    issuer_sieve: Sieve
    kinds: tuple[tuple[str, Rare], ...]
    stands: re.Pattern[str]
    other_side: re.Pattern[str]
    sources: Rare
    convened: re.Pattern[str]
    hosted: re.Pattern[str]
    possessive: re.Pattern[str]
    bylines: re.Pattern[str]
    issued: Rare
    issued_until: re.Pattern[str]
    joint: re.Pattern[str]
    behalf: re.Pattern[str]
    we: re.Pattern[str]
    we_until: re.Pattern[str]
    released_by: re.Pattern[str]
    released: re.Pattern[str]
    released_until: re.Pattern[str]
    joins: re.Pattern[str]
    within: re.Pattern[str]
    before_date: re.Pattern[str]
    listing: re.Pattern[str]
    first_plural: re.Pattern[str]
    modified: re.Pattern[str]
    dated: re.Pattern[str]
    credits: re.Pattern[str]
    met: re.Pattern[str]
    article: re.Pattern[str]
    dates: DateForms


@lru_cache(maxsize=8)
def head_spec(language: str) -> HeadSpec:
    """What a language's ``encounter.yaml`` says of a document's own data.

    Raises:
        KnowledgeError: when the file is missing or broken.
    """
    data: dict[str, Any] = load("languages", language, "encounter.yaml")

    def any_of(key: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in data[key]), re.IGNORECASE)

    issuers = tuple((e["pattern"], e["actor"], e["weight"]) for e in data["issuers"])
    return HeadSpec(
        issuers=issuers,
        issuer_sieve=Sieve(pattern for pattern, _, _ in issuers),
        kinds=tuple((e["kind"], Rare(e["signals"])) for e in data["document_kinds"]),
        stands=any_of("stands"),
        other_side=any_of("other_side"),
        sources=Rare(data["sources"]),
        convened=any_of("convened"),
        hosted=any_of("hosted"),
        possessive=re.compile("|".join(rf"{re.escape(p)}(?!\w)" for p in data["possessive_endings"]) or "(?!)"),
        bylines=any_of("bylines"),
        issued=Rare(data["issued"]),
        issued_until=any_of("issued_until"),
        joint=any_of("joint"),
        behalf=any_of("behalf"),
        we=any_of("we"),
        we_until=any_of("we_until"),
        released_by=any_of("released_by"),
        released=any_of("released"),
        released_until=any_of("released_until"),
        joins=any_of("joins"),
        within=any_of("within"),
        before_date=re.compile(rf"(?:{'|'.join(['^', '[,|–—-]', *data['before_date']])})\s*[*_]*$"),
        listing=any_of("listing"),
        first_plural=any_of("first_plural"),
        modified=any_of("modified"),
        dated=any_of("dated"),
        credits=any_of("credits"),
        met=re.compile("|".join(f"(?:{p})" for key in ("report", "announce") for p in data[key]), re.IGNORECASE),
        article=any_of("articles"),
        dates=date_forms(language),
    )


def without_credits(text: str, pieces: Sequence[Piece], language: str) -> list[Piece]:
    """The pieces, those that a news agency opens with its own name ("ИНТЕРФАКС - Россия …") split behind it."""
    credit = head_spec(language).credits
    result: list[Piece] = []
    for piece in pieces:
        match = credit.match(text, piece.start, piece.end) if piece.kind == "body" else None
        if match is not None and match.end() < piece.end:
            result.append(replace(piece, end=piece.start + len(match.group().rstrip()), kind="chrome"))
            piece = replace(piece, start=match.end())
        result.append(piece)
    return result


# --- title and date -----------------------------------------------------------------------------------------------------------------------


def title_piece(text: str, pieces: Sequence[Piece], language: str) -> Piece | None:
    """The piece that holds the title: the first of the opening lines that is neither a byline nor a dateline; None where a sentence opens the text."""
    spec = head_spec(language)
    opening = []
    for piece in pieces[:HEAD]:
        if piece.kind == "body":
            break
        if piece.kind in ("title", "heading"):
            opening.append(piece)
    for piece in opening:
        words = text[piece.start : piece.end]
        if not is_dateline(words, spec) and not (spec.bylines.match(words) and len(opening) > 1):
            return piece
    return opening[0] if opening else None


def find_title(text: str, pieces: Sequence[Piece], language: str) -> str | None:
    """The title as written; None where the text opens with a sentence."""
    piece = title_piece(text, pieces, language)
    return text[piece.start : piece.end] if piece else None


def find_published(text: str, pieces: Sequence[Piece], language: str) -> str | None:
    """The date of publication: a line of its own, a "publié le", the dateline ("Paris, le 12 novembre 2021"), or the title's; None where there is none."""
    spec = head_spec(language)
    title = title_piece(text, pieces, language)
    near = [*pieces[: HEAD + 2], *pieces[max(HEAD + 2, len(pieces) - 2) :]]
    for piece in near:
        found = _dated_line(text[piece.start : piece.end], spec)
        if found is not None:
            return found.iso(None)
    if title is None:
        return None
    words = text[title.start : title.end]
    for date in find_dates(words, spec.dates):
        if date.year and spec.dated.search(words[: date.start]):
            return date.iso(None)
    return None


def _dated_line(words: str, spec: HeadSpec) -> FoundDate | None:
    """The date that a line or an opening gives to the document: one that a line ends, or begins, or that a dash or a stroke sets off."""
    head = words[:160]
    if spec.modified.search(head):
        return None
    short = len(words.strip()) <= 110
    for date in find_dates(head, spec.dates):
        before, after = head[: date.start], head[date.end :]
        if not date.year:
            continue
        parenthesis = before.rstrip().endswith("(") and after.lstrip().startswith(")") and short
        alone = short and (not after.strip(" .)*_") or _PLACE_AFTER.fullmatch(after) is not None) and _is_opening(before, spec)
        set_off = re.match(r"\s*(?:[-–—/|:(]|,?\s*\d{1,2}[h:]\d\d)", after) is not None and _is_opening(before, spec)
        if parenthesis or alone or set_off:
            return date
    return None


#: A place after a date on a line of their own ("15 сентября 2021 года, Душанбе").
_PLACE_AFTER = re.compile(r",\s*[A-ZÀ-ÖØ-ÞŒА-ЯЁ][\w' -]{1,30}\s*")


def _is_opening(before: str, spec: HeadSpec) -> bool:
    """Whether what stands before a date is a place, a source or nothing: few words, and no sentence."""
    tied = spec.before_date.search(before.strip() + " ") is not None
    return tied and len(before.split()) <= 9 and re.search(r"[.!?;]\s", before) is None


def is_dateline(words: str, spec: HeadSpec) -> bool:
    """Whether a line is a place and a date and no more."""
    dates = find_dates(words, spec.dates) if len(words) <= 80 else []
    if not dates or words[dates[0].end :].strip(" .)/|-–"):
        return False
    before = words[: dates[0].start]
    return len(before.split()) <= 6 and _is_opening(before, spec)


def find_kind(title: str | None, text: str, issuer: tuple[str, ...], has_encounter: bool, language: str) -> str:
    """The document's kind (codebook section 1)."""
    head = (title or "") + "\n" + text[:300]
    body = bool(issuer and organisation(issuer[0]))
    for kind, pattern in head_spec(language).kinds:
        if kind == "joint-statement" and len(issuer) < 2 and not pattern.search(title or ""):
            continue
        if kind in ("declaration", "statement") and not body:
            continue
        if pattern.search(head):
            return "joint-statement" if kind in ("declaration", "statement") and len(issuer) > 1 else kind
    if len(issuer) > 1:
        return "joint-statement"
    if has_encounter and head_spec(language).met.search((title or "") + "\n" + text[:700]):
        return "readout"
    return "declaration" if body else "statement"
