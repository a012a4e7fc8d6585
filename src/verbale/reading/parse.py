"""From a sentence to plain arrays: the one place that knows spaCy.

The engine works on :class:`Sentence`, whose labels are those of Universal Dependencies; which program made them does not matter to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

from verbale.errors import MissingPipelineError

#: spaCy package per language, and the components that the reader does not need.
PIPELINES = {"fr": "fr_core_news_md"}
UNUSED_COMPONENTS = ("ner", "lemmatizer", "attribute_ruler", "senter")

#: Sentences handed to the pipeline at once: large enough to fill its matrices, small enough to bound memory.
BATCH_SIZE = 128


@dataclass(slots=True)
class Sentence:
    """One parsed sentence as parallel arrays; ``start`` and ``end`` of a token are offsets in the document.

    ``head`` holds token indices (a root is its own head); ``feats`` holds UD features as ``Name=Value|Name=Value``.
    """

    start: int
    end: int
    forms: list[str]
    lowers: list[str]
    upos: list[str]
    feats: list[str]
    heads: list[int]
    rels: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.forms)


class Parser:
    """A spaCy pipeline behind the :class:`Sentence` interface.

    Args:
        language: ISO 639-1 code, one of :data:`PIPELINES`.
        nlp: a pipeline of the user's own; it must set heads, UD relations, coarse tags and morphology.

    Raises:
        MissingPipelineError: when the language's pipeline is not installed.
    """

    def __init__(self, language: str, nlp: Language | None = None) -> None:
        self.language = language
        self._nlp = nlp if nlp is not None else load_pipeline(language)

    def parse(self, pieces: Sequence[tuple[int, str]]) -> Iterator[Sentence]:
        """Parse ``(offset, text)`` pieces, each one sentence, in order.

        Args:
            pieces: offset of the piece in the document, and its text, already mapped one to one onto plain characters.
        """
        docs: Iterable[Any] = self._nlp.pipe((text for _, text in pieces), batch_size=BATCH_SIZE)
        for (offset, text), doc in zip(pieces, docs, strict=True):
            yield _arrays(doc, offset, text)


def load_pipeline(language: str) -> Language:
    """Load the spaCy pipeline of a language, without the components that the reader does not use.

    Raises:
        MissingPipelineError: when it is not installed.
    """
    import spacy

    name = PIPELINES[language]
    try:
        return spacy.load(name, exclude=list(UNUSED_COMPONENTS))
    except OSError as error:
        raise MissingPipelineError(language, name) from error


def _arrays(doc: Any, offset: int, text: str) -> Sentence:
    """The arrays of a spaCy ``Doc``; white-space tokens are dropped and heads renumbered."""
    tokens = [token for token in doc if not token.is_space]
    index = {token.i: position for position, token in enumerate(tokens)}
    forms = [token.text for token in tokens]
    starts = [offset + token.idx for token in tokens]
    return Sentence(
        start=offset,
        end=offset + len(text),
        forms=forms,
        lowers=[form.lower() for form in forms],
        upos=[token.pos_ for token in tokens],
        feats=[str(token.morph) for token in tokens],
        heads=[index.get(token.head.i, position) for position, token in enumerate(tokens)],
        rels=[token.dep_ for token in tokens],
        starts=starts,
        ends=[start + len(form) for start, form in zip(starts, forms, strict=True)],
    )
