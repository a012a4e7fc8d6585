"""The parsing pipelines of the languages: from the text of sentences to :class:`~verbale.pipelines.sentence.Sentence`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from verbale.pipelines.sentence import Sentence

if TYPE_CHECKING:
    from spacy.language import Language


class Parser(Protocol):
    """What parses sentences."""

    def parse(self, pieces: Sequence[tuple[int, str]]) -> Iterable[Sentence]:
        """Parse ``(offset, text)`` pieces, each one sentence, in order.

        Args:
            pieces: offset of the piece in the document, and its text, already mapped one to one onto plain characters.
        """
        ...


def load_parser(language: str, nlp: Language | None = None) -> Parser:
    """The parser of a language; loading takes some seconds.

    Args:
        language: ISO 639-1 code.
        nlp: a spaCy pipeline of the user's own in place of the language's.

    Raises:
        MissingPipelineError: when the language's pipeline is not installed.
    """
    if nlp is None and language == "ru":
        from verbale.pipelines.slovnet.parser import SlovnetParser

        return SlovnetParser()
    from verbale.pipelines.spacy import SpacyParser

    return SpacyParser(language, nlp)
