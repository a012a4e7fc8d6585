"""The reader: a text becomes a record. This module strings the others together and holds no knowledge of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.codebook.actors import is_state, organisation, without_bodies
from verbale.languages.data import load
from verbale.languages.gazetteer import gazetteer
from verbale.languages.grammar import grammar
from verbale.languages.lexicon import lexicon
from verbale.languages.personal_names import personal_names
from verbale.pipelines import Parser, load_parser
from verbale.pipelines.sentence import Sentence
from verbale.reading import heading
from verbale.reading.context import Context, Vocabulary, vocabulary
from verbale.reading.datelines import after_dateline
from verbale.reading.dates import first_year
from verbale.reading.encounter import find_encounter, summoned
from verbale.reading.evidence import issuer_scores, others_than_issuer
from verbale.reading.issuers import first_person_issuers, is_joint, title_issuers
from verbale.reading.listings import Listing, find_listing
from verbale.reading.naming import Namer
from verbale.reading.persons import Person, find_persons, lone_offices, unique
from verbale.reading.phrases import Mentions
from verbale.reading.statements import SentenceReader
from verbale.reading.text import Piece, plain, split
from verbale.record import Document, Encounter, Participant, Record, Statement

if TYPE_CHECKING:
    from spacy.language import Language


#: Characters at the head of a document in which its issuer and its encounter are looked for.
_HEAD = 100_000

#: Offices of organisations, whose own texts need not say whose they are.
_OFFICERS = frozenset({"secretary-general", "spokesperson", "high-representative", "commissioner", "commission-president", "special-envoy"})

#: Pieces at the head of a document in which a body of those who met is looked for.
_JOINT = 6

#: Sentences at the head of a document that may introduce persons.
_INTRODUCING = 12

#: Sentences that are parsed and coded together; names are held in memory for one window only.
WINDOW = 512


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
        self._courtesies = tuple(load("languages", language, "encounter.yaml")["name_courtesies"])
        self._given = tuple(load("languages", language, "encounter.yaml")["given_name_courtesies"])
        self._chrome = tuple(load("languages", language, "chrome.yaml"))
        self._abbreviations = frozenset(self.grammar.words["abbreviations"])

    @property
    def parser(self) -> Parser:
        """The parsing pipeline, loaded on first use.

        Raises:
            MissingPipelineError: when it is not installed.
        """
        if self._parser is None:
            self._parser = load_parser(self.language, self._nlp)
        return self._parser

    def read(
        self,
        text: str,
        *,
        published: str | None = None,
        issuer: tuple[str, ...] | None = None,
        progress: Callable[[float], None] | None = None,
        explain: bool = True,
    ) -> Record:
        """Code one document.

        Args:
            text: the document, as it came; offsets in the record are into it.
            published: ISO date of publication, where the caller knows it better than the text.
            issuer: actor codes of the issuer, likewise.
            explain: whether the statements carry the trace of their reading (:attr:`verbale.record.Statement.why`); a long text takes half the memory without.
            progress: called with the share of the text that is read, from 0 to 1, after each window of a long text.

        Returns:
            the record; its statements in the order of their cues.
        """
        prepared = self.prepare(text, published=published, issuer=issuer, explain=explain)
        statements: list[Statement] = []
        for window in prepared.windows():
            sentences = self.parser.parse([(p.start, self._calm(prepared.view[p.start : p.end])) for p in window])
            statements.extend(prepared.statements(window, sentences))
            if progress is not None:
                progress(window[-1].end / len(text))
        return Record(prepared.document, prepared.encounter, tuple(statements))

    def _calm(self, words: str) -> str:
        """Verbs and adverbs in capitals, as resolutions have them ("STRONGLY CONDEMNS"), and nouns of respect ("Стороны") in lower case.

        The pipeline takes them for names.
        """
        if self.vocabulary.dignified:
            words = _CAPITALISED.sub(lambda match: match.group().lower() if match.group().lower() in self.vocabulary.dignified else match.group(), words)
        return _SHOUTED.sub(lambda match: match.group().lower() if self._is_plain(match.group().lower()) else match.group(), words)

    def _is_plain(self, lower: str) -> bool:
        return bool(self.grammar.slots(lower)) or lower in self.lexicon.modifying

    def prepare(self, text: str, *, published: str | None = None, issuer: tuple[str, ...] | None = None, explain: bool = True) -> Prepared:
        """Everything that is known of a document before its sentences are parsed."""
        view = plain(text)
        pieces = heading.without_credits(view, split(text, self._chrome, self._abbreviations), self.language)
        head = next((p.end for p in reversed(pieces) if p.end <= _HEAD), min(len(view), _HEAD))
        namer = Namer(self.gazetteer, view, self._courtesies, personal_names(self.language), given=self._given)
        mentions = Mentions()
        namer.load(mentions, 0, head)
        title = heading.find_title(text, pieces, self.language)
        published = published or heading.find_published(view, pieces, self.language)
        namer.year = int(published[:4]) if published else first_year((title or "") + " " + view[:3000])
        listing = find_listing(view, pieces, mentions, self.vocabulary, self.language)
        hint = self._issuer_hint(view, pieces, mentions, issuer, namer.year)
        opening = next((p.end for p in pieces if p.kind == "body"), 0)
        if listing is not None and issuer is None and not listing.met and (listing.at < opening or listing.noun in (title or "").lower()):
            hint = listing.codes
        encounter, persons, assembly = find_encounter(view, pieces, mentions, self.language, published, hint[0] if hint else None)
        issuers = issuer or self._one_by_one(self._issuers(view, pieces, mentions, hint, persons, namer.year))
        persons = [replace(p, actor=p.body) if p.body in issuers else p for p in persons]  # the chair of a body speaks for it in the body's own text
        encounter = _with_issuers(_with_listed(_with_remaining(_with_issuer(encounter, issuers), issuers, persons), listing), issuers)
        met = encounter.participants if encounter else ()
        if issuer is None and len(issuers) == 1 and len({p.actor for p in met}) > 1 and is_joint(title or "", self.language):
            others = [p.actor.partition(":")[0] for p in met if p.actor and p.actor not in issuers]
            members = organisation(issuers[0]).get("members", ())
            if organisation(issuers[0]).get("kind") == "group" or sum(other in members for other in others) == 1:
                others = [other for other in others if other not in members]  # who hosts it, or speaks for it; several members stand for themselves
            issuers = tuple(dict.fromkeys((*issuers, *others)))
        is_organisation = bool(issuers) and all(map(organisation, issuers))
        own = issuers[0] if len(issuers) == 1 and is_organisation else None
        introduced = self._introduced(view, pieces, mentions, namer.year)
        namer.introduce((p.name, _spoken_for(p, issuers, own)) for p in introduced)
        namer.introduce([*(listing.persons if listing else ()), *((p.name, p.actor) for p in persons), *((p.name, p.actor) for p in met)])
        if len(issuers) == 1 and not is_organisation:
            namer.introduce((p.name, issuers[0]) for p in introduced if _is_own(p) and not namer.knows(p.name))
        context = Context(issuers, encounter, is_organisation, self.language)
        context.parties = _parties(mentions)
        context.summoned = tuple(code for code in summoned(view, encounter, self.language) if code not in issuers)
        context.holders = self._holders(view, pieces, mentions, namer.year) if len(issuers) > 1 else ()
        context.listed = {listing.noun: listing.codes} if listing and not listing.met else {}
        context.assembly = assembly if encounter else None
        context.joint = _joint_bodies(view[: pieces[min(len(pieces), _JOINT) - 1].end] if pieces else "", self.vocabulary)
        context.titled = _named_in_title(view, pieces, mentions, self.language)
        if not context.parties and encounter is None:
            context.parties = _apart(context.titled, issuers)
        context.parent = organisation(issuers[0]).get("parent") if issuers else None
        kind = heading.find_kind(title, view, issuers, encounter is not None, self.language)
        document = Document(text, title, issuers, self.language, kind, published)
        sentence_reader = SentenceReader(self.grammar, self.lexicon, self.vocabulary, mentions, context, text, view, published, explain=explain)
        spoken = [replace(p, start=after_dateline(view, p, mentions, self.language)) if p.end <= head else p for p in pieces if p.kind in ("body", "item")]
        return Prepared(document, encounter, spoken, view, sentence_reader, namer, mentions)

    def _introduced(self, view: str, pieces: Sequence[Piece], mentions: Mentions, year: int | None) -> list[Person]:
        """Persons whom the head of the text introduces with an office and the state or body that they hold it for."""
        spoken = [p for p in pieces if p.kind in ("body", "item")][:_INTRODUCING]
        return unique([person for piece in spoken for person in find_persons(view, piece.start, piece.end, mentions, self.language, year)])

    def _holders(self, view: str, pieces: Sequence[Piece], mentions: Mentions, year: int | None) -> tuple[tuple[str, str | None, str], ...]:
        """Offices that the head of a text names: as written, their class, the state or body that they speak for."""
        found: list[tuple[str, str | None, str]] = []
        for piece in [p for p in pieces if p.kind in ("title", "body")][:_INTRODUCING]:
            persons = find_persons(view, piece.start, piece.end, mentions, self.language, year)
            found += [(p.role, p.office, p.actor) for p in persons if p.role and p.actor]
            lone = lone_offices(view, piece.start, piece.end, mentions, self.language, persons)
            found += [(role, office.code, actor) for office, role, actor in lone if actor]
        return tuple(dict.fromkeys(found))

    def _issuer_hint(self, view: str, pieces: Sequence[Piece], mentions: Mentions, issuer: tuple[str, ...] | None, year: int | None) -> tuple[str, ...]:
        """Issuers that the text's own words give away."""
        if issuer:
            return issuer
        own = first_person_issuers(view, pieces, mentions, self.language) or title_issuers(view, pieces, mentions, self.language)
        if own:
            return own
        scores = issuer_scores(view, pieces, mentions, self.language, year)
        best = scores.most_common(1)
        return (best[0][0],) if best and best[0][1] >= 2 else ()

    def _one_by_one(self, issuers: tuple[str, ...]) -> tuple[str, ...]:
        """States instead of a mere name for several ("the Nordic countries"), which no body bears."""
        issuers = tuple(without_bodies(issuers))
        states = [organisation(code).get("members", [code]) if code.endswith("-STATES") else [code] for code in issuers]
        return tuple(dict.fromkeys(code for members in states for code in members))

    def _issuers(
        self, view: str, pieces: Sequence[Piece], mentions: Mentions, hint: tuple[str, ...], persons: Sequence[Person], year: int | None
    ) -> tuple[str, ...]:
        if hint:
            return hint
        others = others_than_issuer(view, pieces, mentions, self.language, year)
        own = [p.actor for p in persons if not p.counterpart and p.actor and p.actor not in others]
        if own:
            return (own[0],)
        scores = issuer_scores(view, pieces, mentions, self.language, year)
        if scores:
            return (scores.most_common(1)[0][0],)
        named = [m.code for m in mentions.layers["name"] if m.kind in ("name", "seat")]
        return tuple(sorted(named, key=lambda code: code in others)[:1])


_CAPITALISED = re.compile(r"(?<=[\w,] )[A-ZÀ-ÖØ-ÞŒА-ЯЁ][a-zà-öø-ÿœа-яё-]+\b")
_SHOUTED = re.compile(r"\b[A-ZÀ-ÖØ-ÞŒА-ЯЁ]{4,}\b")


class Prepared:
    """A document ready for its sentences to be read, window by window."""

    def __init__(
        self, document: Document, encounter: Encounter | None, spoken: list[Piece], view: str, reader: SentenceReader, namer: Namer, mentions: Mentions
    ) -> None:
        self.document, self.encounter, self.spoken, self.view = document, encounter, spoken, view
        self._reader, self._namer, self._mentions = reader, namer, mentions

    def windows(self) -> Iterator[list[Piece]]:
        """The sentences in stretches of at most :data:`WINDOW`, in order."""
        for start in range(0, len(self.spoken), WINDOW):
            yield self.spoken[start : start + WINDOW]

    def statements(self, window: Sequence[Piece], sentences: Iterable[Sentence]) -> Iterator[Statement]:
        """The statements of a window whose sentences are parsed: the coder alone, as the benchmark measures it."""
        if window:
            self._namer.load(self._mentions, window[0].start, window[-1].end)
        for piece, sentence in zip(window, sentences, strict=True):
            yield from self._reader.read(sentence, piece)


def _named_in_title(view: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """States that the title names."""
    title = heading.title_piece(view, pieces, language)
    return tuple(dict.fromkeys(m.code for m in mentions.within("name", title.start, title.end) if is_state(m.code))) if title else ()


def _spoken_for(person: Person, issuers: tuple[str, ...], own: str | None) -> str | None:
    """For whom somebody speaks whom a text introduces: a body that they chair, if it issued the text; the issuing body, where only an office of it is told."""
    if person.body in issuers:
        return person.body
    if person.qualified or person.known:  # "Vice President Harris": the office tells which leader of that name it is
        return person.actor
    return own if person.office in _OFFICERS and not person.actor and not person.counterpart else None


def _is_own(person: Person) -> bool:
    """Whether a state's text names somebody of its own: by an office of a state, without saying of which ("Foreign Minister A has condemned …")."""
    return bool(person.office) and person.actor is None and person.body is None and not person.counterpart and person.office not in _OFFICERS


def _joint_bodies(words: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Nouns of the bodies of several that the head of a text names ("Association Council")."""
    return frozenset(match.group(match.lastindex or 0) for match in vocabulary.joint_bodies.finditer(words.lower()))


def _parties(mentions: Mentions) -> tuple[str, ...]:
    """The parties to the process that the head of a text names first, if the codebook says who they are."""
    known = load("codebook", "frameworks.yaml")
    parties = (known.get(m.code, {}).get("parties") for m in mentions.layers["framework"])
    return tuple(next((found for found in parties if found), ()))


def _apart(titled: tuple[str, ...], issuers: tuple[str, ...]) -> tuple[str, ...]:
    """The two states of which the title of somebody else's position speaks ("on the situation at the border of A and B"); else nobody."""
    others = tuple(code for code in titled if code not in issuers)
    return others if len(others) == 2 else ()


def _with_listed(encounter: Encounter | None, listing: Listing | None) -> Encounter | None:
    """Those who are listed at the head of the text took part."""
    if encounter is None or listing is None:
        return encounter
    if listing.met:
        unnamed = [p for p in encounter.participants if p.name is not None or p.actor not in listing.codes]
        encounter = replace(encounter, participants=tuple(unnamed))
    named = {p.name for p in encounter.participants}
    listed = tuple(Participant(name, None, code, "peer") for name, code in listing.persons if name not in named)
    return Encounter(encounter.kind, encounter.date, encounter.place, encounter.framework, (*listed, *encounter.participants))


def _with_issuers(encounter: Encounter | None, issuers: tuple[str, ...]) -> Encounter | None:
    """Where several issue a text about a meeting at which nobody is named, they met."""
    if encounter is None or len(issuers) < 2 or any(p.name for p in encounter.participants):
        return encounter
    named = {p.actor: p for p in encounter.participants}
    participants = tuple(named.get(code) or Participant(None, None, code, "peer") for code in issuers)
    return Encounter(encounter.kind, encounter.date, encounter.place, encounter.framework, participants)


def _with_remaining(encounter: Encounter | None, issuers: tuple[str, ...], persons: Sequence[Person]) -> Encounter | None:
    """Of several who issue a text and met, the only one for whom nobody is named is that of the only person without a state."""
    stated = {p.actor.partition(":")[0] for p in persons if p.actor}
    rest = [code for code in issuers if code not in stated]
    unattached = {p.name for p in persons if not p.actor}
    if encounter is None or len(issuers) < 2 or len(rest) != 1 or len(unattached) != 1 or not stated:
        return encounter
    participants = tuple(replace(p, actor=rest[0]) if p.name in unattached else p for p in encounter.participants)
    return replace(encounter, participants=participants)


def _with_issuer(encounter: Encounter | None, issuers: tuple[str, ...]) -> Encounter | None:
    """Participants without an actor speak for the issuer, where there is exactly one."""
    if encounter is None or len(issuers) != 1 or all(p.actor for p in encounter.participants):
        return encounter
    participants = tuple(p if p.actor else Participant(p.name, p.role, issuers[0], p.side) for p in encounter.participants)
    return Encounter(encounter.kind, encounter.date, encounter.place, encounter.framework, participants)
