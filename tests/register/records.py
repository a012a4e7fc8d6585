"""Small records made by hand, the same in the tests and in the processes that they start."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from verbale.record import Document, Due, Encounter, Participant, Place, Record, Span, Statement


@dataclass(frozen=True)
class Said:
    """A statement that has no place in a text yet."""

    evidence: str
    cue: str
    content: str | None
    fields: dict[str, Any] = field(default_factory=dict)


def said(evidence: str, cue: str | None = None, *, content: str | None = None, **fields: Any) -> Said:
    """A statement with this evidence; its cue is the first word where none is given."""
    return Said(evidence, evidence.split()[0] if cue is None else cue, content, fields)


def record(*statements: Said | str, title: str | None = None, encounter: Encounter | None = None, between: str = "\n\n", **head: Any) -> Record:
    """A record whose text is its title and the evidence of its statements, one paragraph each."""
    text, placed = "" if title is None else f"{title}\n\n", []
    for one in (said(one) if isinstance(one, str) else one for one in statements):
        placed.append(_placed(one, len(text)))
        text += one.evidence + between
    values = {"issuer": ("FRA",), "language": "fr", "kind": "statement", "published": "2021-11-12"} | head
    return Record(Document(text, title, **values), encounter, tuple(placed))


def _placed(one: Said, at: int) -> Statement:
    def span(words: str) -> Span:
        start = at + one.evidence.index(words)
        return Span(start, start + len(words), words)

    values: dict[str, Any] = {"act": "condemn", "strength": 3, "speaker": ("FRA",), "joint": False}
    values |= dict.fromkeys(("addressee", "target", "topics", "places", "frameworks"), ()) | one.fields
    return Statement(cue=span(one.cue), content=None if one.content is None else span(one.content), evidence=span(one.evidence), **values)


def full() -> Record:
    """A record in which every field holds something."""
    statement = said(
        "Paris et Berlin ont de nouveau appelé Moscou à retirer ses forces d'ici février 2022.",
        "appelé",
        content="retirer ses forces",
        act="call",
        strength=4,
        speaker=("DEU", "FRA"),
        joint=True,
        addressee=("RUS:GOV",),
        target=("RUS:MIL",),
        topics=("terrorism",),
        places=("UKR",),
        frameworks=("UNSCR2202",),
        reiterated=True,
        hypothetical=True,
        negated=True,
        due=Due("month", "2022-02", "d'ici février 2022"),
        confidence=0.87,
    )
    people = (Participant("Hélène Vauquelin", "ministre", "FRA", "host"), Participant(None, None, None, None))
    meeting = Encounter("meeting", "2021-11-11", Place("Paris", "FRA"), "NORMANDY", people)
    return record(statement, said("Elles regrettent l'absence de réponse.", "regrettent"), title="Entretien à Paris", encounter=meeting, kind="readout")


_SENTENCES = {
    "fr": ("La France condamne l'attaque numéro {} contre le port.", "Paris exhorte les parties à la retenue près de la borne {}."),
    "en": ("London condemns attack number {} on the harbour.", "The minister urged all sides to respect ceasefire line {}."),
    "ru": ("Москва осуждает нападение номер {} на порт.", "Министр призвал стороны соблюдать перемирие у отметки {}."),
}


def numbered(number: int) -> Record:
    """One of endlessly many records, each with a text of its own: one to three statements, the languages by turns."""
    language = ("fr", "en", "ru")[number % 3]
    first, second = (sentence.format(number) for sentence in _SENTENCES[language])
    statements = [said(first, first.split()[1]), said(second, second.split()[1], act="call", strength=2), said(first.upper())][: 1 + number % 3]
    made = record(*statements, language=language, published=f"{2000 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}")
    return replace(made, document=replace(made.document, title=f"No. {number}"))


def uri(number: int) -> str:
    """Where a numbered record comes from."""
    return f"https://example.org/{number:05}"
