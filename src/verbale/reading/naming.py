"""The names in a document, window by window, so that memory does not grow with its length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import ahocorasick

from verbale.languages.gazetteer import PERSON, Gazetteer, Mention
from verbale.languages.personal_names import PersonalNames
from verbale.reading.persons import GENERATION, leader_actor
from verbale.reading.phrases import Mentions

#: States whose persons are named family name first ("Wang Yi" is "M. Wang").
_FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM", "TWN", "HUN", "SGP", "KHM"})

#: An initial.
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")

#: Initials written onto a family name.
_GLUED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+(?=[^\W\d_]{2})")

#: A patronymic: between a first name and a family name.
_PATRONYMIC = re.compile(r"\w+(?:вич|ьич|вна|ична|инична)")

#: Shorter names are too likely to be something else.
_SHORTEST_NAME = 3


class Namer:
    """Finds names in a document, and those of the persons that it introduces.

    Args:
        gazetteer: the names of the document's language.
        view: the document, plain.
        courtesies: what stands before one part of a name alone ("M. Wang", "President Faki"); ``given`` what stands before the first ("Sheikh Khaled").
        names: how names decline in that language.
        year: its year, for offices held at that time; None where unknown.
    """

    def __init__(
        self, gazetteer: Gazetteer, view: str, courtesies: tuple[str, ...], names: PersonalNames, year: int | None = None, given: tuple[str, ...] = ()
    ) -> None:
        self._gazetteer, self._view, self.year = gazetteer, view, year
        self._names = names
        self._courtesies, self._given = courtesies, given
        self._introduced: dict[str, str] = {}
        self._forms: dict[str, str] = {}
        self._found: tuple[int, int, dict[str, list[Mention]]] | None = None

    def introduce(self, persons: Iterable[tuple[str | None, str | None]]) -> None:
        """From now on, mentions of these persons (name, actor), also by surname, are found."""
        for name, actor in persons:
            if not name or not actor or self._introduced.get(name) == actor:
                continue
            self._introduced[name] = actor
            first = [f"{courtesy} {name.split()[0]}" for courtesy in self._given if courtesy in self._view and " " in name]
            for form in (name, *_surnames(name), *_with_courtesy(name, actor, self._courtesies), *first):
                for spelling in self._names.forms(form):
                    if len(spelling) >= _SHORTEST_NAME:
                        self._forms.setdefault(spelling, name)

    def knows(self, name: str) -> bool:
        """Whether somebody was introduced under this name, or under one that ends in it."""
        return name in self._introduced or name in self._forms

    def load(self, mentions: Mentions, start: int, end: int) -> None:
        """Put the names between two offsets into ``mentions``, in place of what it held."""
        layers = self._find(start, end)
        layers["name"] = _unambiguous(layers["name"])
        leaders: dict[str, str] = {}
        for mention in layers["person"]:
            actor = leader_actor(mention.code, self.year)
            if actor:
                mentions.persons.setdefault(mention.code, actor)
                leaders.setdefault(mention.code, actor)
        if not leaders.keys() <= self._introduced.keys():
            self.introduce((name, actor) for name, actor in leaders.items() if name not in self._introduced)
        mentions.persons.update(self._introduced)
        mentions.persons.update(self._titled(layers, start, end))
        if self._forms:
            layers["person"] = _merged(layers["person"], self._named(start, end))
        mentions.load(layers)

    def _named(self, start: int, end: int) -> list[Mention]:
        """The persons introduced, wherever a form of their names stands: of forms that overlap the first, of those at one place the longest."""
        automaton = ahocorasick.Automaton()
        for form in self._forms:
            automaton.add_word(form, form)
        automaton.make_automaton()
        view, found, reach = self._view, list[Mention](), start
        hits = sorted((last + 1 - len(form), -last - 1, form) for last, form in automaton.iter(view, start, end))
        for first, stop, form in hits:
            if first >= reach and not (first and _is_letter(view[first - 1])) and not (-stop < end and _is_letter(view[-stop])):
                found.append(Mention(first, -stop, self._forms[form], PERSON))
                reach = -stop
        return found

    def _titled(self, layers: dict[str, list[Mention]], start: int, end: int) -> dict[str, str]:
        """Leaders whom the text names by a courtesy and the surname alone ("President Biden"), put among the persons; each with the actor."""
        known = {(m.start, m.end) for m in layers["person"]}
        introduced = {part for name in self._introduced for part in name.split()}
        found: dict[str, str] = {}
        spots = []
        for match in _title(self._courtesies).finditer(self._view, start, end):
            name = match.group(1)
            if name in self._forms or name in introduced or any(a <= match.start(1) < b for a, b in known):
                continue
            actor = leader_actor(name, self.year)
            if actor:
                found[name] = actor
                spots.append(Mention(match.start(1), match.end(1), name, PERSON))
        if spots:
            layers["person"] = sorted([*layers["person"], *spots], key=lambda m: m.start)
        return found

    def _find(self, start: int, end: int) -> dict[str, list[Mention]]:
        """What the gazetteer finds between two offsets; a short text is searched once, for its head and for its sentences."""
        if self._found is not None:
            first, last, layers = self._found
            if first <= start and end <= last and 2 * (end - start) >= last - first:
                return {layer: [m for m in mentions if m.start >= start and m.end <= end] for layer, mentions in layers.items()}
        layers = self._gazetteer.find(self._view[start:end], start)
        self._found = start, end, {layer: list(mentions) for layer, mentions in layers.items()}
        return layers


@lru_cache(maxsize=8)
def _title(courtesies: tuple[str, ...]) -> re.Pattern[str]:
    """A courtesy and one name."""
    words = "|".join(map(re.escape, sorted(courtesies, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{words})\s(\w[\w'-]+)(?!\s[A-ZÀ-ÖØ-ÞŒА-ЯЁ])")


def _is_letter(character: str) -> bool:
    """Whether a word goes on with it, as a pattern understands words."""
    return character.isalnum() or character == "_"


def _merged(known: list[Mention], found: list[Mention]) -> list[Mention]:
    """Both lists, ordered; a found mention that overlaps a known one is dropped."""
    free = {mention.start: mention for mention in found}
    for mention in known:
        for at in range(mention.start - 40, mention.end):
            other = free.get(at)
            if other is not None and other.end > mention.start:
                del free[at]
    return sorted([*known, *free.values()], key=lambda m: m.start)


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


def _with_courtesy(name: str, actor: str, courtesies: Sequence[str]) -> Iterator[str]:
    """One part of a name behind a courtesy: the family name where it stands first ("M. Wang" for Wang Yi), or another of three or more ("M. Faki")."""
    parts = [part for part in GENERATION.sub("", name).split() if not _INITIAL.fullmatch(part)]
    alone = parts[:1] if actor in _FAMILY_NAME_FIRST and len(parts) > 1 else []
    for part in (*alone, *(part for part in parts[1:] if len(parts) > 2 and len(part) > _SHORTEST_NAME)):
        yield from (f"{courtesy} {part}" for courtesy in courtesies)


def _surnames(name: str) -> Iterator[str]:
    """What a text calls a person by afterwards: what follows first names and initials ("Le Drian"), and a family name in capitals ("SHIRAKAWA Tetsuo")."""
    initials = _GLUED.match(name)
    if initials is not None:  # "С.В.Вымыслов"
        yield name[initials.end() :]
        yield f"{' '.join(re.findall(r'[^. -]+[.]', initials.group()))} {name[initials.end() :]}"
        return
    parts = GENERATION.sub("", name).split()
    following = parts[1:]
    while len(following) > 1 and _INITIAL.fullmatch(following[0]):
        following = following[1:]
    if following:
        yield " ".join(following)
        if len(following) > 1 and _PATRONYMIC.fullmatch(following[0]):
            family = " ".join(following[1:])
            yield from (family, *(f"{parts[0][0]}.{space}{following[0][0]}.{space}{family}" for space in ("", " ")))
        if len(following) > 1 and not _INITIAL.fullmatch(parts[0]):
            last = len(parts) - 1
            while last > 2 and len(parts[last - 1]) <= _SHORTEST_NAME:
                last -= 1
            yield f"{parts[0]} {' '.join(parts[last:])}"  # "Мухаммед Аль Вымысел" for Мухаммед Бен Заид Аль Вымысел
        if not _INITIAL.fullmatch(parts[0]):
            yield from (f"{parts[0][0]}.{space}{' '.join(following)}" for space in ("", " "))
    if len(parts) > 1 and not name.isupper():
        yield from (part.title() for part in parts if part.isupper() and len(part) >= _SHORTEST_NAME and not _INITIAL.fullmatch(part))
