"""The subject headings that a text has of its own."""

from __future__ import annotations

from verbale.languages.data import languages, load
from verbale.languages.grammar import grammar
from verbale.reading.text import split
from verbale.record import Document, Span


def headings(document: Document) -> list[Span]:
    """The headings of a document, in order; none in a language whose site furniture is not known."""
    language = document.language
    if language not in languages():
        return []
    chrome = tuple(load("languages", language, "chrome.yaml"))
    pieces = split(document.text, chrome, frozenset(grammar(language).words["abbreviations"]))
    return [Span(piece.start, piece.end, document.text[piece.start : piece.end]) for piece in pieces if piece.kind == "heading"]
