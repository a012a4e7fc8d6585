"""What a document says about itself: title, issuer, kind and date of publication."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from verbale.languages.data import load
from verbale.languages.gazetteer import ADJECTIVE, NAME, SEAT
from verbale.reading.dates import find_dates, months_of
from verbale.reading.phrases import Mentions
from verbale.reading.text import Piece

_META_DATE = re.compile(r"^\s*((?:19|20)\d\d-\d\d-\d\d)\s*$")


@lru_cache(maxsize=8)
def _issuer_patterns(language: str) -> tuple[tuple[re.Pattern[str], str, int], ...]:
    return tuple((re.compile(e["pattern"], re.IGNORECASE | re.MULTILINE), e["actor"], e["weight"]) for e in load("languages", language, "encounter.yaml")["issuers"])


@lru_cache(maxsize=8)
def _kind_patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e["kind"], re.compile("|".join(e["signals"]), re.IGNORECASE)) for e in load("languages", language, "encounter.yaml")["document_kinds"])


def find_title(text: str, pieces: Sequence[Piece]) -> str | None:
    """The title as written; None where the text opens with a sentence."""
    piece = next((p for p in pieces if p.kind == "title"), None)
    return text[piece.start : piece.end] if piece else None


def find_published(text: str, pieces: Sequence[Piece], language: str) -> str | None:
    """The date of publication: a line of its own, a "publié le", or the dateline ("Paris, le 12 novembre 2021"); None where there is none."""
    months = months_of(load("languages", language, "encounter.yaml"))
    for piece in pieces[:6]:
        words = text[piece.start : piece.end]
        if _META_DATE.match(words):
            return words.strip()
        if piece.kind in ("chrome", "heading", "body", "title") and len(words) <= 80 and piece.kind != "title":
            dates = [d for d in find_dates(words, months) if d.year]
            if dates and (dates[0].end >= len(words.rstrip(" .)")) or piece.kind in ("chrome", "heading")):
                return dates[0].iso(None)
    body = next((p for p in pieces if p.kind == "body"), None)
    if body:
        opening = re.match(r"(?:[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ(][\w'()-]+)*,?\s*)(?:le )?(\d{1,2}[^.–—-]{3,25}?\d{4})\s*(?:[-–—.(]|$)", text[body.start : body.end])
        if opening:
            dates = find_dates(opening[1], months)
            if dates and dates[0].year:
                return dates[0].iso(None)
    return None


def issuer_scores(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> Counter[str]:
    """How strongly a text's own words point to each possible issuer.

    Unqualified offices are the issuer's own, so what names a state as the *other* (an office with a demonym) does not count; what does are
    self-references that only one issuer uses (``encounter.yaml``, ``issuers``) and a state or body as the first word of sentences.
    """
    scores: Counter[str] = Counter()
    for pattern, actor, weight in _issuer_patterns(language):
        hits = len(pattern.findall(text))
        if hits:
            scores[actor] += weight + min(hits, 3) - 1
    for piece in pieces:
        if piece.kind not in ("body", "item"):
            continue
        opening = re.match(r"(?:Le |La |L'|Les |Au nom de (?:la |l'))?", text[piece.start : piece.end])
        at = piece.start + (opening.end() if opening else 0)
        for mention in mentions.within("name", at, min(piece.end, at + 60)):
            if mention.start == at and mention.kind == NAME:
                scores[mention.code] += 1
    return scores


def title_issuers(text: str, pieces: Sequence[Piece], mentions: Mentions) -> tuple[str, ...]:
    """Issuers that a title names: "Déclaration conjointe de la France et de l'Allemagne", "Communiqué de la CEDEAO"."""
    piece = next((p for p in pieces if p.kind == "title"), None)
    if piece is None:
        return ()
    title = text[piece.start : piece.end]
    match = re.search(r"(?:déclaration|communiqué)s?\b[^.:]{0,60}?\b(?:conjoint|commun|de|du|des|par|entre)e?s?\b", title, re.IGNORECASE)
    if not match:
        return ()
    zone = (piece.start + match.start(), piece.end)
    stop = re.search(r"\b(?:sur|concernant|relati\w+|à propos|au sujet|suite|après|à l'occasion|à l'issue|contre|en faveur)\b", text[zone[0] : zone[1]])
    end = zone[0] + stop.start() if stop else zone[1]
    codes = [m.code for m in mentions.within("name", zone[0], end) if m.kind in (NAME, SEAT, ADJECTIVE)]
    return tuple(dict.fromkeys(codes))


def first_person_issuers(text: str, pieces: Sequence[Piece], mentions: Mentions) -> tuple[str, ...]:
    """Issuers that introduce themselves: "Nous, dirigeants de France, d'Allemagne et du Royaume-Uni, …"."""
    for piece in pieces[:10]:
        match = re.match(r"\s*Nous,\s", text[piece.start : piece.end])
        if match:
            verb = re.search(r",\s+(?:\w+ons|avons|sommes|nous)\b", text[piece.start : piece.end])
            end = piece.start + (verb.start() if verb else min(400, piece.end - piece.start))
            codes = [m.code for m in mentions.within("name", piece.start, end) if m.kind in (NAME, ADJECTIVE)]
            if codes:
                return tuple(dict.fromkeys(codes))
    return ()


def find_kind(title: str | None, text: str, issuer: tuple[str, ...], has_encounter: bool, organisations: dict[str, Any], language: str) -> str:
    """The document's kind (codebook section 1)."""
    head = (title or "") + "\n" + text[:300]
    for kind, pattern in _kind_patterns(language):
        if kind == "joint-statement" and len(issuer) < 2 and not pattern.search(title or ""):
            continue
        if pattern.search(head if kind != "declaration" else (title or "")):
            if kind == "declaration" and not (issuer and issuer[0] in organisations):
                continue
            return kind
    if len(issuer) > 1:
        return "joint-statement"
    if has_encounter:
        return "readout"
    if issuer and issuer[0] in organisations:
        return "declaration"
    return "statement"
