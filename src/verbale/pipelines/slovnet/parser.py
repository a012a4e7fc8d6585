"""The Russian pipeline behind the :class:`~verbale.pipelines.sentence.Sentence` interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from verbale.pipelines.sentence import Sentence
from verbale.pipelines.slovnet.dictionary import LONGEST_WORD, Dictionary
from verbale.pipelines.slovnet.grammar import NOMINAL, Tag, may_be_subject, tag_of
from verbale.pipelines.slovnet.models import Floats, load_models
from verbale.pipelines.slovnet.network import BLOCK, Attacher, Tagger
from verbale.pipelines.slovnet.penalties import Penalties
from verbale.pipelines.slovnet.repairs import Draft, mark_recipients, mend
from verbale.pipelines.slovnet.rules import rules
from verbale.pipelines.slovnet.shapes import Shapes
from verbale.pipelines.slovnet.tokens import Tokenizer, Word
from verbale.pipelines.slovnet.tree import best_tree, stretches

LANGUAGE = "ru"
_UNKNOWN = "<unk>"

#: Words that the networks run over at once: enough for them to be quick, few enough to bound memory.
BATCH_WORDS = 1_024

Numbers = npt.NDArray[np.int64]


class _Piece(NamedTuple):
    """A sentence to parse: its offset in the document, its text, its words."""

    offset: int
    text: str
    words: list[Word]


class SlovnetParser:
    """slovnet's networks behind the :class:`Sentence` interface. Relations are those of Universal Dependencies, the root's being ``ROOT`` as with spaCy.

    Raises:
        MissingPipelineError: when the models or the dictionary are not installed.
    """

    def __init__(self) -> None:
        models = load_models(LANGUAGE)
        self._rules = rules(LANGUAGE)
        self._tokenizer = Tokenizer(self._rules)
        self._embeddings, self._shapes = models.embeddings, Shapes(models.morphology.shapes)
        self._tagger, self._attacher = Tagger(models.morphology), Attacher(models.syntax)
        self._tags = [tag_of(label) for label in models.morphology.labels]
        self._relations = ["ROOT" if label == "root" else label for label in models.syntax.labels]
        self._dictionary = Dictionary(LANGUAGE, self._tags)
        self._penalties = Penalties(self._tags, models.syntax.labels, self._rules)
        self._sight = lru_cache(maxsize=50_000)(self._look_up)

    def parse(self, pieces: Sequence[tuple[int, str]]) -> Iterator[Sentence]:
        """Parse ``(offset, text)`` pieces, each one sentence, in order.

        Args:
            pieces: offset of the piece in the document, and its text, already mapped one to one onto plain characters.
        """
        batch: list[_Piece] = []
        size = 0
        for offset, text in pieces:
            batch.append(_Piece(offset, text, self._tokenizer.words(text)))
            size += len(batch[-1].words)
            if size >= BATCH_WORDS:
                yield from self._sentences(batch)
                batch, size = [], 0
        yield from self._sentences(batch)

    def _sentences(self, batch: Sequence[_Piece]) -> Iterator[Sentence]:
        """Parse some pieces, the networks running over all of them at once."""
        seen, begins, blank = self._lay_out(batch)
        vectors = self._embeddings.vectors(seen[:, 0])
        scores = self._tagger.scores(self._tagger.encode(vectors, seen[:, 1], blank))
        encoded = self._attacher.encode(vectors, seen[:, 1], blank)
        for piece, begin in zip(batch, begins, strict=True):
            end = begin + len(piece.words)
            tags, heads, rels = self._analyse(piece.words, scores[begin:end], encoded[begin:end])
            yield _sentence(piece, tags, heads, rels)

    def _lay_out(self, batch: Sequence[_Piece]) -> tuple[Numbers, list[int], Numbers]:
        """The rows that the networks are given (see :meth:`_look_up`), where each piece begins among them, and which are blank."""
        nothing = (0, 0)
        rows, begins, blank = [nothing], [], [0]
        for piece in batch:
            begins.append(len(rows))
            rows += [self._sight(word.read) if len(word.read) <= LONGEST_WORD else self._look_up(word.read) for word in piece.words]
            blank.append(len(rows))
            rows.append(nothing)
        missing = -len(rows) % BLOCK
        blank += range(len(rows), len(rows) + missing)
        return np.array(rows + [nothing] * missing), begins, np.array(blank)

    def _analyse(self, words: Sequence[Word], scores: Floats, encoded: Floats) -> tuple[list[Tag], list[int], list[str]]:
        """Tags, heads and relations; what is too long for one tree is some, the later ones set beside the first."""
        tags: list[Tag] = []
        heads: list[int] = []
        rels: list[str] = []
        root = -1
        for begin, end in stretches([word.read for word in words]):
            draft = self._tree(words[begin:end], scores[begin:end], encoded[begin:end])
            own = begin + draft.rels.index("ROOT")
            tags += draft.tags
            heads += [begin + head for head in draft.heads]
            rels += draft.rels
            if root < 0:
                root = own
            else:
                heads[own], rels[own] = root, "parataxis"
        return tags, heads, rels

    def _look_up(self, read: str) -> tuple[int, int]:
        """What a word is to the networks: the number of its vector, that of the word without ё or of the last part of a compound, and of its outline."""
        ids, lower = self._embeddings.ids, read.lower()
        spellings = (lower, lower.replace("ё", "е"), lower.rpartition("-")[2])
        return next((ids[spelling] for spelling in spellings if spelling in ids), ids[_UNKNOWN]), self._shapes.number(read)

    def _tree(self, words: Sequence[Word], scores: Floats, encoded: Floats) -> Draft:
        """The tree over words, with tags that go with it."""
        lowers = [word.read.lower() for word in words]
        numbers = self._choose_tags(words, lowers, scores)
        arcs = self._attacher.head_scores(encoded)
        self._penalties.arcs(arcs, lowers, [len(word.read) < word.end - word.start for word in words], numbers)
        heads = best_tree(arcs)
        labels = self._attacher.relation_scores(encoded, heads)
        self._penalties.relations(labels, numbers, heads.tolist())
        rels = [self._relations[number] for number in labels.argmax(axis=1).tolist()]
        own_heads = [head - 1 if head else word for word, head in enumerate(heads.tolist())]
        draft = Draft(lowers, [self._tags[number] for number in numbers], own_heads, rels)
        mend(draft, self._rules)
        draft.tags = self._fit_cases(draft, scores)
        mark_recipients(draft)
        return draft

    def _choose_tags(self, words: Sequence[Word], lowers: Sequence[str], scores: Floats) -> list[int]:
        """Each word's best tag that the dictionary allows; acronyms, and names that it lacks, keep the network's."""
        numbers: list[int] = scores.argmax(axis=1).tolist()
        for i, (word, lower) in enumerate(zip(words, lowers, strict=True)):
            if not word.read[0].isalpha() or (word.read.isupper() and len(word.read) > 1):
                continue
            allowed = self._dictionary.allowed(lower)
            if allowed is None or numbers[i] in allowed.numbers:
                continue
            if not (i and self._tags[numbers[i]].upos == "PROPN" and not self._dictionary.is_name(lower)):
                numbers[i] = _best_of(allowed.ordered, scores[i])
        return numbers

    def _fit_cases(self, draft: Draft, scores: Floats) -> list[Tag]:
        """The tags with the nominative for a subject and the accusative for an object, where the form may be either."""
        counted = {draft.heads[i] for i, tag in enumerate(draft.tags) if tag.upos in ("NUM", "ADV")}
        negated = {draft.heads[i] for i, tag in enumerate(draft.tags) if tag.get("Polarity") == "Neg"}
        joined = {head for i, head in enumerate(draft.heads) if draft.rels[i] == "conj"}
        tags = list(draft.tags)
        for i, rel in enumerate(draft.rels):
            own, head = tags[i], draft.heads[i]
            wanted = "Nom" if rel.startswith("nsubj") else "Acc" if rel == "obj" and own.get("Case") == "Nom" else ""
            if not wanted or own.get("Case") in ("", wanted) or own.upos not in NOMINAL or i in counted or head in negated:
                continue
            allowed = self._dictionary.allowed(draft.lowers[i])
            fitting = [
                number
                for number in (allowed.ordered.tolist() if allowed else ())
                if (tag := self._tags[number]).get("Case") == wanted
                and tag.upos == own.upos
                and (wanted == "Acc" or may_be_subject(tag, tags[head], joined=i in joined))
            ]
            if fitting:
                tags[i] = self._tags[_best_of(np.array(fitting), scores[i])]
        return tags


def _sentence(piece: _Piece, tags: Sequence[Tag], heads: list[int], rels: list[str]) -> Sentence:
    forms = [piece.text[word.start : word.end] for word in piece.words]
    return Sentence(
        start=piece.offset,
        end=piece.offset + len(piece.text),
        forms=forms,
        lowers=[form.lower() for form in forms],
        upos=[tag.upos for tag in tags],
        feats=[tag.feats for tag in tags],
        heads=heads,
        rels=rels,
        starts=[piece.offset + word.start for word in piece.words],
        ends=[piece.offset + word.end for word in piece.words],
    )


def _best_of(numbers: Numbers, scores: Floats) -> int:
    """The number with the highest score."""
    return int(numbers[scores[numbers].argmax()])
