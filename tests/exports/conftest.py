"""A record as a reading would yield it, made by hand."""

from __future__ import annotations

import pytest

from verbale.record import Document, Due, Encounter, Participant, Place, Reason, Record, Span, Statement

TEXT = """Entretien de la ministre avec son homologue russe (Paris, 12 novembre 2021)

La ministre a fermement condamné *l'attaque* de Kharkiv.
Elle a appelé Moscou à retirer ses forces d'ici janvier 2022.
Les deux ministres n'ont pas évoqué le climat \x1b[2J.
"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def statement(act: str, strength: int, cue: str, evidence: str, content: str | None = None, **fields: object) -> Statement:
    values: dict[str, object] = {"speaker": ("FRA",), "joint": False, "addressee": (), "target": (), "topics": (), "places": (), "frameworks": ()}
    return Statement(act=act, strength=strength, cue=span(cue), evidence=span(evidence), content=span(content) if content else None, **values | fields)  # type: ignore[arg-type]


@pytest.fixture
def record() -> Record:
    participants = (
        Participant("Hélène Vauquelin", "ministre de l'Europe", "FRA", "host"),
        Participant("Anton Mirov", None, "RUS", "guest"),
        Participant(None, None, None, None),
    )
    why = (
        Reason("act", "cue appeler (verb)", "main clause", span("a appelé")),
        Reason("speaker", "pronoun elle: the previous subject", "FRA", span("Elle")),
        Reason("strength", "base 2", "unmodified"),
    )
    return Record(
        Document(TEXT, "Entretien de la ministre avec son homologue russe (Paris, 12 novembre 2021)", ("FRA",), "fr", "readout", "2021-11-12"),
        Encounter("meeting", "2021-11-12", Place("Paris", "FRA"), "CCQS", participants),
        (
            statement(
                "condemn", 5, "a fermement condamné", "La ministre a fermement condamné *l'attaque* de Kharkiv", "*l'attaque* de Kharkiv",
                target=("RUS:MIL",), topics=("attacks-on-civilians", "territorial-integrity"), places=("UKR",),
            ),
            statement(
                "call", 2, "a appelé", "Elle a appelé Moscou à retirer ses forces d'ici janvier 2022", "à retirer ses forces d'ici janvier 2022",
                addressee=("RUS",), topics=("territorial-integrity",), frameworks=("NORMANDY",), reiterated=True, hypothetical=True,
                due=Due("month", "2022-01", "d'ici janvier 2022"), confidence=0.42, why=why,
            ),
            statement(
                "discuss", 1, "n'ont pas évoqué", "Les deux ministres n'ont pas évoqué le climat \x1b[2J",
                speaker=("FRA", "RUS"), joint=True, negated=True,
            ),
        ),
    )  # fmt: skip
