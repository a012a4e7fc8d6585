"""What a statement is about: topics, places, frameworks. Whose conduct it judges is told by :mod:`verbale.reading.targets`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.codebook.actors import is_state
from verbale.languages.data import load
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, INHABITANT, LOCALITY, NAME, REGION, REGION_ADJECTIVE, SEAT, VENUE, Mention
from verbale.reading.phrases import Mentions
from verbale.reading.sieve import Rare, Sieve

#: What a topic needs to stand on its own: less is a hint, which holds only where nothing stronger is said.
_SURE = 1.0
#: How far behind the strongest topic another may be.
_RATIO = 0.5
#: What a topic of the previous statement gains in this one: a text stays with its subject.
_KEPT = 1.0
#: Where a topic stands that no word of this statement names: before all others of its weight.
_CARRIED = (0, 0, 0)


@dataclass(frozen=True)
class _Patterns:
    """The regular expressions of a language's ``content.yaml``."""

    resolutions: re.Pattern[str]
    title_link: re.Pattern[str]
    #: What precedes a name close to the content's beginning that says whose the act noun is ("[son soutien] de longue date de l'Allemagne").
    possessor: re.Pattern[str]
    belongs: re.Pattern[str]
    forum: Rare
    between: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(language: str) -> _Patterns:
    words = load("languages", language, "content.yaml")
    link = words["genitive_link"]
    return _Patterns(
        resolutions=re.compile(words["resolutions"], re.IGNORECASE),
        title_link=re.compile(words["title_link"]),
        possessor=re.compile(rf"[\w\s'«»\"]{{0,30}}\b{link}|\s*"),
        belongs=re.compile(rf"\s*(?:\(\d{{4}}\)\s*)?{link}"),
        forum=Rare(f"(?:{pattern})$" for pattern in words["forum"]),
        between=re.compile(rf"\b(?:{'|'.join(map(re.escape, words['markers']['between']))})\b"),
    )


def topics(mentions: Mentions, zones: Sequence[tuple[int, int, float]], fallback: tuple[str, ...]) -> dict[str, tuple[int, int] | None]:
    """One to three topics, the strongest first, each with the offsets of the words that gave it, None where only the previous statement did.

    The weights of a topic's words are summed. Zones are read in order until one of them makes a topic sure: the content first, then what scopes it,
    then the cue and the rest of the sentence. Where only hints are found, the subject of the previous statement goes on.

    Args:
        mentions: the document's mentions.
        zones: stretches with the weight that a topic word has there: the content, then what scopes it.
        fallback: the topics of the previous statement.
    """
    scores: dict[str, float] = defaultdict(float)
    first: dict[str, tuple[int, int, int]] = {}
    known = load("codebook", "frameworks.yaml")
    for order, (start, end, weight) in enumerate(zones):
        for mention in mentions.within("topic", start, end):
            scores[mention.code] += weight * mention.weight
            first.setdefault(mention.code, (order, mention.start, mention.end))
        for mention in mentions.within("framework", start, end):
            for topic in known.get(mention.code, {}).get("topics") or ():
                scores[topic] += weight
                first.setdefault(topic, (order, mention.start, mention.end))
        if max(scores.values(), default=0.0) >= _SURE:
            break
    sure = max(scores.values(), default=0.0) >= _SURE
    for topic in fallback:
        if not sure or topic in scores:
            scores[topic] += _KEPT
    ranked = sorted(scores, key=lambda t: (-scores[t], first.get(t, _CARRIED)))
    best = scores[ranked[0]]
    kept = [t for t in ranked[:3] if scores[t] >= _RATIO * best and (best < _SURE or scores[t] >= _SURE)]
    return {t: first[t][1:] if t in first else None for t in kept}


def places(mentions: Mentions, zones: Sequence[tuple[int, int]], text: str, own: Sequence[str] = (), *, language: str) -> dict[str, tuple[int, int]]:
    """Places named in the zones, in order, with the offsets of their names; none inside a framework, a venue or a title (codebook rule 15).

    Args:
        mentions: the document's mentions.
        zones: the stretches to search.
        text: the document, plain.
        own: who speaks, where the cue is a noun: "la préoccupation de la France" names no place.
        language: ISO 639-1 code.
    """
    codes: dict[str, tuple[int, int]] = {}
    for start, end in zones:
        titles = _title_spans(mentions, start, end, text, language)
        hidden = [(f.start, f.end) for f in mentions.within("framework", start, end)]
        found = mentions.within("name", start, end)
        for mention in found:
            if _is_inside(mention, titles):
                continue
            # A demonym in a framework's name ("dialogue américano-russe") is a place, a name ("accords de Minsk") is none.
            if mention.kind not in (ADJECTIVE, COMBINING) and _is_inside(mention, [span for span in hidden if span != (mention.start, mention.end)]):
                continue
            if mention.kind in (VENUE, SEAT) or not _is_place(mention):
                continue
            if mention.code in own and _patterns(language).possessor.fullmatch(text[start : mention.start]):
                continue
            if mention.kind == ADJECTIVE and not _is_meant(mention, found, mentions):
                continue
            codes.setdefault("EU" if _is_union(mention, text, language) else mention.code.split(":")[0], (mention.start, mention.end))
    return codes


@lru_cache(maxsize=8)
def _union_nouns(language: str) -> frozenset[str]:
    return frozenset(load("languages", language, "content.yaml")["union_nouns"])


def _is_union(mention: Mention, text: str, language: str) -> bool:
    """Whether the adjective of Europe means the Union ("les élections européennes")."""
    if mention.kind != REGION_ADJECTIVE or mention.code != "EUROPE":
        return False
    words = text[max(0, mention.start - 40) : mention.start].lower().split()
    return bool(words) and words[-1] in _union_nouns(language)


def is_occasion(phrase: str, language: str) -> bool:
    """Whether a fronted phrase tells the occasion or the time ("lors du sommet de Madrid", "à l'issue de …") rather than the subject."""
    return phrase.lower().startswith(_occasions(language))


@lru_cache(maxsize=8)
def _occasions(language: str) -> tuple[str, ...]:
    return tuple(load("languages", language, "content.yaml")["occasions"])


def _is_place(mention: Mention) -> bool:
    """States, regions, and the European Union as a territory."""
    if mention.kind in (REGION, REGION_ADJECTIVE, LOCALITY) or mention.code == "EU":
        return True
    return is_state(mention.code)


def _is_inside(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= mention.start and mention.end <= b for a, b in spans)


def _is_meant(mention: Mention, found: Sequence[Mention], mentions: Mentions) -> bool:
    """Of two states with one adjective ("congolais") the one that the document names otherwise; both where it names none."""
    rivals = [m.code for m in found if m is not mention and (m.start, m.end, m.kind) == (mention.start, mention.end, mention.kind)]
    if not rivals:
        return True
    named = {m.code for m in mentions.layers["name"] if m.kind in (NAME, CAPITAL, LOCALITY, INHABITANT)}
    return mention.code in named or not any(code in named for code in rivals)


def _title_spans(mentions: Mentions, start: int, end: int, text: str, language: str) -> list[tuple[int, int]]:
    """Stretches that are a person's title with its state: "président russe", "ministre des Affaires étrangères du Mali"."""
    spans = []
    for office in mentions.within("office", start, end):
        stop = office.end
        for mention in mentions.within("name", office.end, min(end, office.end + 60)):
            if _patterns(language).title_link.fullmatch(text[stop : mention.start]):
                stop = mention.end
            else:
                break
        spans.append((office.start, stop))
    return spans


# --- frameworks ------------------------------------------------------------------------------------------------------------------------


def frameworks(mentions: Mentions, zones: Sequence[tuple[int, int]], text: str, language: str) -> dict[str, tuple[int, int]]:
    """Framework codes named in the zones, with the offsets of their names: treaties, processes, formats, missions, and institutions where they are the forum.

    Args:
        mentions: the document's mentions.
        zones: the stretches to search.
        text: the document, plain.
        language: ISO 639-1 code, for the words that make an institution a forum.
    """
    codes: dict[str, tuple[int, int]] = {}
    for start, end in zones:
        pairs = _pairs(mentions, start, end, text, language)
        for code, a, b in pairs:
            codes.setdefault(code, (a, b))
        numbered = list(_patterns(language).resolutions.finditer(text, start, end))
        for match in numbered:
            for number in re.findall(r"\b(\d{3,4})\b(?!\))", match.group()):
                codes.setdefault(f"UNSCR-{number}", match.span())
        taken = [(a, b) for _, a, b in pairs] + [m.span() for m in numbered]
        for mention in mentions.within("framework", start, end):
            if mention.code == "UNSCR" and numbered or any(a <= mention.start < b for a, b in taken) or _belongs(text, taken, mention, language):
                continue
            if _is_institution(mention.code) and not _is_forum(text, mention, language):
                continue
            codes.setdefault(mention.code, (mention.start, mention.end))
            if not _is_institution(mention.code):
                taken.append((mention.start, mention.end))
        for code, a, b in _taken_up(mentions, start, end, text, language):
            codes.setdefault(code, (a, b))
    return codes


def _is_institution(code: str) -> bool:
    return load("codebook", "frameworks.yaml").get(code, {}).get("kind") in ("institution", "group")


def _belongs(text: str, taken: Sequence[tuple[int, int]], mention: Mention, language: str) -> bool:
    """Whether a name merely says whose the framework before it is ("Groupe de Minsk de l'OSCE", "résolution 2602 du Conseil de sécurité")."""
    return any(b <= mention.start and _patterns(language).belongs.fullmatch(text[b : mention.start]) for _, b in taken)


def _is_forum(text: str, mention: Mention, language: str) -> bool:
    """Whether what stands before an institution's name makes it the place or the frame of what is done, rather than somebody who does it."""
    before = text[max(0, mention.start - 90) : mention.start]
    return _patterns(language).forum.search(before.replace("\n", " ")) is not None


@lru_cache(maxsize=8)
def _anaphors(language: str) -> tuple[tuple[tuple[frozenset[str], re.Pattern[str]], ...], Sieve]:
    entries = load("languages", language, "content.yaml")["anaphors"]
    return tuple((frozenset(entry["kinds"]), re.compile(entry["pattern"])) for entry in entries), Sieve(entry["pattern"] for entry in entries)


def _taken_up(mentions: Mentions, start: int, end: int, text: str, language: str) -> list[tuple[str, int, int]]:
    """Frameworks that a definite noun takes up ("la mise en œuvre de l'accord"): the last of the kind that the text has named."""
    found: list[tuple[str, int, int]] = []
    known = load("codebook", "frameworks.yaml")
    anaphors, sieve = _anaphors(language)
    for number in sieve.passing(text[start:end]):
        kinds, pattern = anaphors[number]
        match = pattern.search(text, start, end)
        if match is None:
            continue
        earlier = (m.code for m in reversed(mentions.layers["framework"]) if m.end <= match.start() and known.get(m.code, {}).get("kind") in kinds)
        found += [(code, *match.span()) for code in (next(earlier, None),) if code]
    return found


@lru_cache(maxsize=1)
def _pair_codes() -> dict[frozenset[str], str]:
    """Two parties → the framework that is theirs alone (EU and Russia → ``EU-RUSSIA``)."""
    return {frozenset(entry["pair"]): code for code, entry in load("codebook", "frameworks.yaml").items() if entry.get("pair")}


def _pairs(mentions: Mentions, start: int, end: int, text: str, language: str) -> list[tuple[str, int, int]]:
    """Frameworks of two parties named after "entre": "entre l'Union européenne et la Russie, ainsi qu'entre cette dernière et l'OTAN"."""
    latter = tuple(load("languages", language, "content.yaml")["latter"])
    found: list[tuple[str, int, int]] = []
    last: str | None = None
    for match in _patterns(language).between.finditer(text[start:end]):
        at = start + match.end()
        parties = [m for m in mentions.within("name", at, min(end, at + 90)) if m.kind in (NAME, CAPITAL)][:2]
        codes = [m.code for m in parties]
        opening = text[at : at + 20].lower()
        if last and opening.lstrip().startswith(latter):
            codes = [last, *codes[:1]]
            parties = parties[:1]
        code = _pair_codes().get(frozenset(codes)) if len(codes) == 2 else None
        if code:
            found.append((code, at, parties[-1].end))
        last = codes[-1] if codes else last
    return found
