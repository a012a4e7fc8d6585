"""Names in a text: actors, regions, places, persons, offices, frameworks and topic words, all found in one pass.

An Aho-Corasick automaton runs over the lower-cased text; what a hit needs besides (case, word boundaries, a plural ending) is checked on the hit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import ahocorasick

from verbale.errors import KnowledgeError
from verbale.languages.data import load
from verbale.languages.forms import expand, table

#: Kinds of mention. The first group names an actor or a place; the longest of those wins where they overlap.
NAME, ADJECTIVE, INHABITANT, CAPITAL, SEAT, REGION, REGION_ADJECTIVE, LOCALITY, VENUE, COMBINING = (
    "name",
    "adjective",
    "inhabitant",
    "capital",
    "seat",
    "region",
    "region-adjective",
    "locality",
    "venue",
    "combining",
)
PERSON, OFFICE, FRAMEWORK, TOPIC = "person", "office", "framework", "topic"

#: Layers within which the longest match wins.
_LAYER = {PERSON: "person", OFFICE: "office", FRAMEWORK: "framework", TOPIC: "topic"}

_CASELESS = {ADJECTIVE, REGION_ADJECTIVE, OFFICE, TOPIC, COMBINING}


class Term(NamedTuple):  # a dataclass takes three times as long to make, and there are tens of thousands
    """One entry of the automaton: what it stands for and what a hit must look like; ``rest`` is the pattern of what must follow."""

    text: str
    code: str
    kind: str
    weight: float = 1.0
    prefix: bool = False
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A term found at ``start`` to ``end`` in the document."""

    start: int
    end: int
    code: str
    kind: str
    weight: float = 1.0


class Gazetteer:
    """All names of one language.

    Args:
        terms: the names, in any order.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._automaton = ahocorasick.Automaton()
        by_key: dict[str, tuple[Term, ...]] = {}
        for term in terms:
            key = fold(term[0])
            by_key[key] = (*by_key[key], term) if key in by_key else (term,)
        for key, values in by_key.items():
            self._automaton.add_word(key, (len(key), values))
        self._automaton.make_automaton()

    def find(self, text: str, offset: int = 0) -> dict[str, list[Mention]]:
        """Mentions per layer (``name``, ``person``, ``office``, ``framework``, ``topic``), ordered, without overlaps inside a layer.

        Args:
            text: plain text (:func:`verbale.reading.text.plain`), or a stretch of it.
            offset: where the stretch starts in the document.
        """
        layers: dict[str, list[Mention]] = {"name": [], "person": [], "office": [], "framework": [], "topic": []}
        folded = fold(text)
        size = len(folded)
        for last, (length, terms) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
                continue
            for term in terms:
                stop = self._check(text, folded, start, end, size, term)
                if stop:
                    layers[_LAYER.get(term.kind, "name")].append(Mention(offset + start, offset + stop, term.code, term.kind, term.weight))
        return {layer: _longest(mentions) for layer, mentions in layers.items()}

    @staticmethod
    def _check(text: str, folded: str, start: int, end: int, size: int, term: Term) -> int:
        """The end of a valid hit, 0 where the hit is none: boundaries, case, plural endings."""
        if term.rest:
            match = _pattern(term.rest).match(folded, end)
            return match.end() if match else 0
        if term.prefix:
            while end < size and folded[end].isalnum():
                end += 1
            return end
        if term.kind in (TOPIC, OFFICE):
            while end < size and folded[end] in "esx" and end - start - len(term.text) < 2:
                end += 1
        if end < size and (folded[end].isalnum() or folded[end] == "_"):
            return 0
        if term.kind == COMBINING and not (end < size and folded[end] == "-" or start and folded[start - 1] == "-"):
            return 0
        if term.kind in _CASELESS and not (term.kind == ADJECTIVE and term.text[:1].isupper()):
            if (
                term.kind in (ADJECTIVE, REGION_ADJECTIVE)
                and text[start].isupper()
                and text[start].isascii()
                and not text[start:end].isupper()
                and not _inside_title(text, start)
            ):
                return 0
            return end
        found = text[start:end]
        if _same(found, term.text) or found.isupper() or _capital_alike(found, term.text):
            return end
        return 0


@lru_cache(maxsize=4096)
def _pattern(rest: str) -> re.Pattern[str]:
    """Compiled when a text has the head of the term: most of a language's thousand take longer to compile than the text to read, and are never asked for."""
    return re.compile(rest)


def _inside_title(text: str, start: int) -> bool:
    """A capitalised demonym after another capitalised word is an adjective in title case ("République Française")."""
    before = text[max(0, start - 30) : start].split()
    return bool(before) and before[-1][:1].isupper() and text[start - 1 : start] == " "


def _same(found: str, name: str) -> bool:
    return found == name or found.replace("ё", "е").replace("Ё", "Е") == name.replace("ё", "е").replace("Ё", "Е")


def _capital_alike(found: str, name: str) -> bool:
    """Same words with more capitals than the name has ("Conseil de Sécurité", "Nations Unies"), never with fewer ("La réunion")."""
    if len(found) != len(name) or not found[:1].isupper():
        return False
    return " " in name and fold(found) == fold(name) and all(f.isupper() or not n.isupper() for f, n in zip(found, name, strict=True))


def fold(text: str) -> str:
    """Lower case, one character for one; typographic apostrophes are plain already. É at a word's start stays é."""
    lowered = text.lower()
    if "ё" in lowered:
        lowered = lowered.replace("ё", "е")
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Leftmost-longest mentions; equal spans keep the first kind only when the codes agree, else all."""
    mentions.sort(key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    reach = -1
    for mention in mentions:
        if mention.start >= reach:
            kept.append(mention)
            reach = mention.end
        elif kept and (mention.start, mention.end) == (kept[-1].start, kept[-1].end) and mention.code != kept[-1].code:
            kept.append(mention)
    return kept


# --- building ---------------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language, made from its folder on first use.

    Raises:
        KnowledgeError: when a file of the folder is missing or broken.
    """
    return Gazetteer(_declined(terms(language), language))


def terms(language: str) -> Iterator[Term]:
    """Every term of a language's folder."""
    yield from _actor_terms(load("languages", language, "actors.yaml"))
    yield from _place_terms(load("languages", language, "places.yaml"))
    for code, names in load("languages", language, "frameworks.yaml").items():
        for name in names:
            yield from _variants(Term(name, code, FRAMEWORK))
    for topic, words in load("languages", language, "topics.yaml").items():
        for word in words:
            text, weight = (word["term"], float(word.get("weight", 1))) if isinstance(word, dict) else (word, 1.0)
            for spelling in _spellings(text):
                yield _topic_term(spelling, topic, weight)
    for leader in load("codebook", "leaders.yaml"):
        for name in (leader["name"], leader.get("names", {}).get(language), *leader.get("also", ())):
            if name:
                yield Term(name, leader["name"], PERSON)
    for office, entry in load("languages", language, "titles.yaml").items():
        if isinstance(entry, dict):
            for form in entry.get("forms", ()):
                yield Term(form, office, OFFICE)


def _topic_term(text: str, topic: str, weight: float) -> Term:
    """A topic term; a word that ends in ``*`` matches as a prefix, wherever it stands in the term."""
    head, star, rest = text.partition("*")
    if not rest:
        return Term(head, topic, TOPIC, weight, bool(star))
    return Term(head, topic, TOPIC, weight, rest=r"\w*" + re.escape(fold(rest)).replace(r"\*", r"\w*") + r"(?!\w)")


def _actor_terms(actors: dict[str, Any]) -> Iterator[Term]:
    kinds = {"names": NAME, "adjectives": ADJECTIVE, "inhabitants": INHABITANT, "capitals": CAPITAL, "seats": SEAT, "combining": COMBINING}
    for code, entry in actors.items():
        if not isinstance(entry, dict):
            raise KnowledgeError(f"actors.yaml: {code}: expected a mapping")
        for key, kind in kinds.items():
            for text in entry.get(key) or ():
                yield from _variants(Term(str(text), str(code), kind))


def _place_terms(places: dict[str, Any]) -> Iterator[Term]:
    for code, entry in places["regions"].items():
        for name in entry.get("names", ()):
            yield from _variants(Term(name, code, REGION))
        for adjective in entry.get("adjectives") or ():
            yield Term(adjective, code, REGION_ADJECTIVE)
    for code, names in places["localities"].items():
        for name in names:
            yield from _variants(Term(name, code, LOCALITY))
    for name, code in places["venues"].items():
        yield from _variants(Term(name, code, VENUE))


def _spellings(name: str) -> tuple[str, ...]:
    """A name as the data write it, and with the quotes and the dashes that texts use for « » and a hyphen between spaces."""
    quoted = (name, name.replace("«", '"').replace("»", '"'), name.replace("«", "„").replace("»", "“")) if "«" in name else (name,)
    if " - " not in name:
        return quoted
    return tuple(text.replace(" - ", dash) for text in quoted for dash in (" - ", " – ", " — "))


def _declined(terms: Iterable[Term], language: str) -> Iterator[Term]:
    """Every term in every form; a single small word (an inhabitant, a people) with a capital too, as at the head of a sentence."""
    if not table(language):
        yield from terms
        return
    for term in terms:
        if term.kind == TOPIC or term.kind == COMBINING:
            yield term
            continue
        _, code, kind, weight, _, _ = term
        for one in expand(language, term.text):
            for form in _spellings(one):
                yield Term(form, code, kind, weight)
                if kind not in _CASELESS and " " not in form and form[:1].islower():
                    yield Term(form[:1].upper() + form[1:], code, kind, weight)


def _variants(term: Term) -> Iterator[Term]:
    """The term, and the same with a bare capital where its first letter bears an accent ("Etats-Unis")."""
    yield term
    plain_first = {"É": "E", "È": "E", "Ê": "E", "À": "A", "Â": "A", "Î": "I", "Ô": "O", "Ç": "C"}.get(term.text[:1])
    if plain_first:
        yield Term(plain_first + term.text[1:], term.code, term.kind, term.weight, term.prefix)
