"""What a statement is about: topics, places, frameworks, and whose conduct it judges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from verbale.languages.data import load
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, INHABITANT, LOCALITY, NAME, REGION, REGION_ADJECTIVE, SEAT, VENUE, Mention
from verbale.languages.grammar import Grammar
from verbale.reading.context import Vocabulary
from verbale.reading.parse import Sentence
from verbale.reading.phrases import Mentions

_RESOLUTION = re.compile(r"r(?:é|e)solutions?\s+(?:n°\s*)?(\d{3,4})(?:\s*\(\d{4}\))?((?:\s*(?:,|et)\s*\d{3,4}(?:\s*\(\d{4}\))?)*)", re.IGNORECASE)

#: Acts whose content names those whose conduct is judged.
JUDGING = frozenset({"condemn", "accuse", "reject", "regret", "concern", "welcome", "support", "sympathise", "warn", "sanction", "thank", "demand", "call", "encourage", "recall"})


def topics(mentions: Mentions, zones: Sequence[tuple[int, int, float]], fallback: tuple[str, ...]) -> tuple[str, ...]:
    """One to three topics, the most prominent first.

    Args:
        mentions: the document's mentions.
        zones: stretches with the weight that a topic word has there: the content, then what scopes it.
        fallback: what to say where no zone has a topic word.
    """
    frameworks = load("codebook", "frameworks.yaml")
    scores: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    for order, (start, end, weight) in enumerate(zones):
        length = max(1, end - start)
        for mention in mentions.within("topic", start, end):
            early = 1.0 + 0.6 * (1 - (mention.start - start) / length)
            scores[mention.code] += weight * mention.weight * early
            first.setdefault(mention.code, order * 1_000_000 + mention.start)
        for mention in mentions.within("framework", start, end):
            for topic in frameworks.get(mention.code, {}).get("topics") or ():
                scores[topic] += 0.8 * weight
                first.setdefault(topic, order * 1_000_000 + mention.start)
        if scores and max(scores.values()) >= 0.8:
            break
    if not scores:
        return fallback
    ranked = sorted(scores, key=lambda t: (-scores[t], first[t]))
    best = scores[ranked[0]]
    return tuple(t for t in ranked[:3] if scores[t] >= 0.55 * best)[:3]


def places(mentions: Mentions, zones: Sequence[tuple[int, int]], text: str) -> tuple[str, ...]:
    """Places named in the zones, in order; names inside a framework, a venue or a person's title do not count (codebook rule 15)."""
    codes: dict[str, None] = {}
    for start, end in zones:
        titles = _title_spans(mentions, start, end, text)
        hidden = [(f.start, f.end) for f in mentions.within("framework", start, end)] + titles
        for mention in mentions.within("name", start, end):
            if any(a <= mention.start and mention.end <= b for a, b in hidden):
                continue
            if mention.kind in (VENUE, SEAT) or not _is_place(mention):
                continue
            codes.setdefault(mention.code.split(":")[0])
    return tuple(codes)


def _is_place(mention: Mention) -> bool:
    """States, regions, and the European Union as a territory."""
    return mention.kind in (REGION, REGION_ADJECTIVE, LOCALITY) or len(mention.code) == 3 or mention.code == "EU"


def _title_spans(mentions: Mentions, start: int, end: int, text: str) -> list[tuple[int, int]]:
    """Stretches that are a person's title with its state: "président russe", "ministre des Affaires étrangères du Mali"."""
    spans = []
    for office in mentions.within("office", start, end):
        stop = office.end
        for mention in mentions.within("name", office.end, min(end, office.end + 60)):
            if re.fullmatch(r"\s*(?:de la |de l'|du |des |de |d')?(?:(?:République|Royaume|Fédération|État|Confédération) (?:de |du |d'|des )?)?", text[stop : mention.start]):
                stop = mention.end
            else:
                break
        spans.append((office.start, stop))
    return spans


def frameworks(mentions: Mentions, zones: Sequence[tuple[int, int]], text: str, resolution_body: bool) -> tuple[str, ...]:
    """Framework codes named in the zones, resolutions by their numbers."""
    codes: dict[str, None] = {}
    for start, end in zones:
        for match in _RESOLUTION.finditer(text, start, end):
            for number in re.findall(r"\b(\d{3,4})\b(?!\))", match.group()):
                codes.setdefault(f"UNSCR-{number}")
        for mention in mentions.within("framework", start, end):
            if mention.code == "UNSCR" and any(code.startswith("UNSCR-") for code in codes):
                continue
            codes.setdefault(mention.code)
    return tuple(codes)


def targets(s: Sentence, start: int, end: int, act: str, mentions: Mentions, grammar: Grammar, vocabulary: Vocabulary, exclude: Sequence[str]) -> tuple[str, ...]:
    """Actors whose conduct the act judges or asks for, in the tokens ``start`` to ``end``.

    An actor counts where it stands as an agent ("par les autorités maliennes"), as the possessor of what is judged ("la décision du Maroc",
    "l'agression russe"), as the subject of a clause inside the content ("que l'Iran revienne"), or as the one who is backed.
    A place ("en Ukraine", "au Sahel") does not.
    """
    if start >= end:
        return ()
    codes: dict[str, None] = {}
    judging = act in JUDGING
    for mention in mentions.within("name", s.starts[start], s.ends[end - 1]):
        token = _token_at(s, mention.start, start, end)
        if token is None or mention.kind in (REGION, REGION_ADJECTIVE, LOCALITY, VENUE):
            continue
        role = _role(s, token, mention, grammar, start)
        if role is None:
            continue
        if role in ("agent", "subject") or judging and (role in _ROLES_BY_ACT.get(act, ("possessor", "demonym"))):
            code = _with_sector(s, token, mention, vocabulary)
            if code.split(":")[0] in exclude and ":" not in code:
                continue
            codes.setdefault(code)
    return tuple(codes)


_ROLES_BY_ACT: dict[str, tuple[str, ...]] = {
    "support": ("possessor", "demonym", "object", "dative"),
    "sympathise": ("possessor", "demonym", "object", "dative"),
    "welcome": ("possessor", "demonym", "object"),
    "thank": (),
    "condemn": ("possessor", "demonym", "object"),
    "accuse": ("possessor", "demonym", "object"),
    "reject": ("possessor", "demonym"),
    "regret": ("possessor", "demonym"),
    "concern": ("possessor", "demonym"),
    "sanction": ("possessor", "demonym", "object", "against"),
    "warn": ("against",),
    "demand": (),
    "call": (),
    "encourage": (),
    "recall": (),
}


def _token_at(s: Sentence, offset: int, start: int, end: int) -> int | None:
    for i in range(start, end):
        if s.starts[i] <= offset < s.ends[i]:
            return i
    return None


def _role(s: Sentence, token: int, mention: Mention, g: Grammar, start: int) -> str | None:
    """How the mention stands in the content: agent, subject, possessor, demonym, object, dative, against; None where it is a place."""
    if mention.kind in (ADJECTIVE, COMBINING):
        return "demonym"
    left = token - 1
    while left >= start and s.upos[left] in ("DET", "ADJ", "NUM") and s.lowers[left] not in ("du", "des", "au", "aux"):
        left -= 1
    before = s.lowers[left] if left >= start else ""
    if before in ("par",):
        return "agent"
    if before in ("contre", "envers"):
        return "against"
    if before in ("en", "dans", "entre", "avec", "sur", "vers", "depuis", "hors", "sous", "chez"):
        return None
    following = token
    while following < len(s) and s.starts[following] < mention.end:
        following += 1
    if following < len(s) and s.rels[token].startswith("nsubj") and s.heads[token] > token:
        return "subject"
    if before in g.que and following < len(s) and (s.upos[following] in ("VERB", "AUX") or s.lowers[following] in g.negators):
        return "subject"
    if before in ("de", "d'", "du", "des"):
        return "possessor" if mention.kind in (NAME, INHABITANT, SEAT, CAPITAL) else None
    if before in ("à", "au", "aux"):
        return "dative" if mention.kind in (NAME, INHABITANT) else None
    return "object" if left < start or s.upos[left] in ("VERB", "AUX", "CCONJ", "PUNCT") else None


def _with_sector(s: Sentence, token: int, mention: Mention, v: Vocabulary) -> str:
    """The state's code with a sector where the noun beside it names a part of the state ("autorités maliennes" → ``MLI:GOV``)."""
    if len(mention.code) != 3:
        return mention.code
    at = token - 1
    if mention.kind in (NAME,):
        while at >= 0 and (s.upos[at] in ("DET", "ADP")):
            at -= 1
    while at >= 0 and s.upos[at] == "ADJ" and s.lowers[at] not in v.sectors:
        at -= 1
    sector = v.sectors.get(s.lowers[at]) if at >= 0 else None
    return f"{mention.code}:{sector}" if sector else mention.code
