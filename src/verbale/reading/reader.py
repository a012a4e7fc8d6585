"""The reader: a text becomes a record. This module strings the others together and holds no knowledge of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from verbale.languages.data import load
from verbale.languages.gazetteer import Mention, gazetteer
from verbale.languages.grammar import grammar
from verbale.languages.lexicon import lexicon
from verbale.reading import heading
from verbale.reading.context import Context, vocabulary
from verbale.reading.encounter import find_encounter
from verbale.reading.parse import Parser, Sentence
from verbale.reading.persons import Person, leader_actor
from verbale.reading.phrases import Mentions
from verbale.reading.statements import SentenceReader
from verbale.reading.text import Piece, plain, split
from verbale.record import Document, Encounter, Participant, Record, Statement

if TYPE_CHECKING:
    from spacy.language import Language


class Reader:
    """Reads communiqués of one language; loads its pipeline and knowledge once.

    Args:
        language: ISO 639-1 code of a folder under ``languages/``.
        nlp: a spaCy pipeline of the user's own, in place of the language's.

    Raises:
        KnowledgeError: when the language's folder is broken.
    """

    def __init__(self, language: str = "fr", nlp: Language | None = None) -> None:
        self.language = language
        self.grammar = grammar(language)
        self.lexicon = lexicon(language)
        self.gazetteer = gazetteer(language)
        self.vocabulary = vocabulary(language)
        self._nlp = nlp
        self._parser: Parser | None = None
        self._chrome = tuple(load("languages", language, "chrome.yaml"))
        self._abbreviations = frozenset(self.grammar.words["abbreviations"])
        self._organisations = load("codebook", "organisations.yaml")

    @property
    def parser(self) -> Parser:
        """The parsing pipeline, loaded on first use.

        Raises:
            MissingPipelineError: when it is not installed.
        """
        if self._parser is None:
            self._parser = Parser(self.language, self._nlp)
        return self._parser

    def read(self, text: str, *, published: str | None = None, issuer: tuple[str, ...] | None = None) -> Record:
        """Code one document.

        Args:
            text: the document, as it came; offsets in the record are into it.
            published: ISO date of publication, where the caller knows it better than the text.
            issuer: actor codes of the issuer, likewise.

        Returns:
            the record; its statements in the order of their cues.
        """
        prepared = self.prepare(text, published=published, issuer=issuer)
        statements: list[Statement] = []
        for piece, sentence in zip(prepared.spoken, self.parser.parse([(p.start, prepared.view[p.start : p.end]) for p in prepared.spoken]), strict=True):
            statements.extend(prepared.reader.read(sentence, piece))
        return Record(prepared.document, prepared.encounter, tuple(statements))

    def prepare(self, text: str, *, published: str | None = None, issuer: tuple[str, ...] | None = None) -> Prepared:
        """Everything that is known of a document before its sentences are parsed."""
        view = plain(text)
        pieces = split(text, self._chrome, self._abbreviations)
        layers = self.gazetteer.find(view)
        layers["name"] = _unambiguous(layers["name"])
        mentions = Mentions(layers, {})
        title = heading.find_title(text, pieces)
        published = published or heading.find_published(view, pieces, self.language)
        year = int(published[:4]) if published else next((int(y) for y in re.findall(r"\b((?:19|20)\d\d)\b", (title or "") + " " + view[:3000])), None)
        hint = self._issuer_hint(view, pieces, mentions, issuer)
        encounter, persons = find_encounter(view, pieces, mentions, self.language, published, hint[0] if hint else None)
        issuers = issuer or self._issuers(view, pieces, mentions, hint, persons, encounter)
        encounter = _with_issuer(encounter, issuers)
        mentions.persons.update(_person_actors(layers, persons, encounter, year))
        self._add_introduced(view, mentions, persons)
        is_organisation = bool(issuers) and all(code in self._organisations for code in issuers)
        context = Context(issuers, encounter, is_organisation, self.language)
        context.parent = self._organisations.get(issuers[0], {}).get("parent") if issuers else None
        kind = heading.find_kind(title, view, issuers, encounter is not None, self._organisations, self.language)
        document = Document(text, title, issuers, self.language, kind, published)
        sentence_reader = SentenceReader(self.grammar, self.lexicon, self.vocabulary, mentions, context, text, view, published)
        return Prepared(document, encounter, [p for p in pieces if p.kind in ("body", "item")], view, sentence_reader)

    def _issuer_hint(self, view: str, pieces: Sequence[Piece], mentions: Mentions, issuer: tuple[str, ...] | None) -> tuple[str, ...]:
        """Issuers that the text's own words give away."""
        if issuer:
            return issuer
        own = heading.first_person_issuers(view, pieces, mentions) or heading.title_issuers(view, pieces, mentions)
        if own:
            return own
        scores = heading.issuer_scores(view, pieces, mentions, self.language)
        best = scores.most_common(1)
        return (best[0][0],) if best and best[0][1] >= 2 else ()

    def _issuers(self, view: str, pieces: Sequence[Piece], mentions: Mentions, hint: tuple[str, ...], persons: Sequence[Person], encounter: Encounter | None) -> tuple[str, ...]:
        if hint:
            return hint
        own = [p for p in persons if not p.counterpart and p.actor]
        if own:
            return (own[0].actor or "",)
        scores = heading.issuer_scores(view, pieces, mentions, self.language)
        if scores:
            return (scores.most_common(1)[0][0],)
        named = [m for m in mentions.layers["name"] if m.kind in ("name", "seat")]
        return (named[0].code,) if named else ()

    @staticmethod
    def _add_introduced(view: str, mentions: Mentions, persons: Sequence[Person]) -> None:
        """Let later mentions of an introduced person's surname count as mentions of that person."""
        from verbale.languages.gazetteer import PERSON

        known = [(m.start, m.end) for m in mentions.layers["person"]]
        added: list[Mention] = []
        for person in persons:
            actor = mentions.persons.get(person.name)
            if actor is None:
                continue
            for form in sorted({person.name, _surname(person.name), *_family_name_first(person.name, actor)}):
                if len(form) < 3:
                    continue
                for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", view):
                    if not any(a < match.end() and match.start() < b for a, b in known):
                        added.append(Mention(match.start(), match.end(), person.name, PERSON))
                        known.append((match.start(), match.end()))
        if added:
            mentions.replace("person", sorted([*mentions.layers["person"], *added], key=lambda m: m.start))


class Prepared:
    """A document ready for its sentences to be read."""

    def __init__(self, document: Document, encounter: Encounter | None, spoken: list[Piece], view: str, reader: SentenceReader) -> None:
        self.document, self.encounter, self.spoken, self.view, self.reader = document, encounter, spoken, view, reader

    def statements(self, sentences: Sequence[Sentence]) -> Iterator[Statement]:
        """The statements of already parsed sentences: the coder alone, as the benchmark measures it."""
        for piece, sentence in zip(self.spoken, sentences, strict=True):
            yield from self.reader.read(sentence, piece)


def _unambiguous(mentions: list[Mention]) -> list[Mention]:
    """Where one spelling stands for two actors ("congolais"), the one that the text names otherwise, else the first."""
    spans: Counter[tuple[int, int]] = Counter((m.start, m.end) for m in mentions)
    if len(spans) == len(mentions):
        return mentions
    sure = Counter(m.code for m in mentions if spans[m.start, m.end] == 1)
    kept: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        best = kept.get((mention.start, mention.end))
        if best is None or sure[mention.code] > sure[best.code]:
            kept[mention.start, mention.end] = mention
    return list(kept.values())


#: States whose persons are named family name first ("Wang Yi" is "M. Wang").
_FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM", "TWN", "HUN", "SGP", "KHM"})


def _family_name_first(name: str, actor: str) -> tuple[str, ...]:
    parts = name.split()
    return (f"M. {parts[0]}", f"Mme {parts[0]}") if len(parts) > 1 and actor in _FAMILY_NAME_FIRST else ()


def _surname(name: str) -> str:
    """What follows the first name: "Le Drian" of "Jean-Yves Le Drian"."""
    parts = name.split()
    return " ".join(parts[1:]) if len(parts) > 1 else name


def _with_issuer(encounter: Encounter | None, issuers: tuple[str, ...]) -> Encounter | None:
    """Participants without an actor speak for the issuer, where there is exactly one."""
    if encounter is None or len(issuers) != 1 or all(p.actor for p in encounter.participants):
        return encounter
    participants = tuple(p if p.actor else Participant(p.name, p.role, issuers[0], p.side) for p in encounter.participants)
    return Encounter(encounter.kind, encounter.date, encounter.place, encounter.framework, participants)


def _person_actors(layers: dict[str, list[object]], persons: Sequence[Person], encounter: Encounter | None, year: int | None) -> dict[str, str]:
    """Name → actor, for leaders and for persons introduced."""
    actors: dict[str, str] = {}
    for mention in layers["person"]:
        actor = leader_actor(mention.code, year)  # type: ignore[attr-defined]
        if actor:
            actors[mention.code] = actor  # type: ignore[attr-defined]
    for person in persons:
        if person.actor:
            actors[person.name] = person.actor
    for participant in encounter.participants if encounter else ():
        if participant.name and participant.actor:
            actors[participant.name] = participant.actor
    return actors
