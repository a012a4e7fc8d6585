"""Whose conduct a statement judges, whom it backs, and who must act though nobody tells them.

Every actor named in the content stands in a role: possessor of what is judged ("la décision du Maroc"), demonym ("l'agression russe"), agent ("par les
autorités maliennes"), subject of a clause ("que l'Iran revienne"), object, dative … Which roles make a target of which act is the table ``roles`` of the
language's ``content.yaml``. A place that merely suffers ("en Ukraine", "contre l'Ukraine") stands in none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.codebook.actors import is_state
from verbale.languages.data import load
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, INHABITANT, NAME, PERSON, SEAT, Mention
from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.cases import case_marker
from verbale.reading.context import Vocabulary
from verbale.reading.phrases import Mentions

_DEMONYMS = frozenset({ADJECTIVE, COMBINING})
_ACTORS = frozenset({NAME, INHABITANT, SEAT, CAPITAL}) | _DEMONYMS
#: Tags that stand between a preposition and the noun that it governs.
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})
#: How many tokens past the end of the first noun phrase a party of these roles may begin: its own preposition, and for "entre" the other party.
_REACH = {"with": 3, "against": 3, "between": 7, "place": 2}
#: Tags that may stand between two coordinated phrases.
_LINKS = frozenset({"CCONJ", "PUNCT", "DET", "ADP", "ADV", "SCONJ", "ADJ"})


@dataclass(frozen=True)
class Words:
    """``content.yaml`` of a language, as sets."""

    role_of: dict[str, str]
    head_roles: dict[str, frozenset[str]]
    any_roles: dict[str, frozenset[str]]
    backing_acts: frozenset[str]
    backing: frozenset[str]
    backed_goods: frozenset[str]
    urging: frozenset[str]
    wrongs: frozenset[str]
    wrongs_acts: frozenset[str]
    duty: frozenset[str]
    purposes: frozenset[str]
    answerable: frozenset[str]
    answerable_acts: frozenset[str]
    breaks: frozenset[str]
    state_nouns: frozenset[str]
    forum_nouns: frozenset[str]
    locations: frozenset[str]
    people_acts: frozenset[str]
    population: dict[str, str]
    forces: dict[str, str]


@lru_cache(maxsize=8)
def words(language: str) -> Words:
    """The target words of a language.

    Raises:
        KnowledgeError: when the file is missing or broken.
    """
    data: dict[str, Any] = load("languages", language, "content.yaml")
    sets = [name for name, kind in Words.__annotations__.items() if kind == "frozenset[str]"]
    return Words(
        role_of={word: role for role, forms in data["markers"].items() for word in forms},
        head_roles={act: frozenset(table["head"]) for act, table in data["roles"].items()},
        any_roles={act: frozenset(table["any"]) for act, table in data["roles"].items()},
        population=dict(data["population"]),
        forces=dict(data["forces"]),
        **{name: frozenset(data[name]) for name in sets},
    )


@lru_cache(maxsize=1)
def _surnames() -> dict[str, str]:
    """Surname of a leader → the actor, where all who bear it speak for one."""
    actors: dict[str, set[str]] = defaultdict(set)
    for leader in load("codebook", "leaders.yaml"):
        actors[leader["surname"]].add(leader["actor"])
    return {surname: codes.pop() for surname, codes in actors.items() if len(codes) == 1}


@dataclass(slots=True)
class _Party:
    """An actor named in the content: the phrase around it, its role, and the noun or verb that governs it."""

    code: str
    start: int
    end: int
    role: str
    governor: int | None
    kind: str


def targets(
    s: Sentence,
    start: int,
    end: int,
    act: str,
    mentions: Mentions,
    grammar: Grammar,
    vocabulary: Vocabulary,
    exclude: Sequence[str],
    *,
    addressed: bool = False,
    lead: bool = False,
) -> dict[str, str]:
    """Actors whose conduct the act judges or asks for, whom it backs or praises, in the tokens ``start`` to ``end``, each with its role there.

    Args:
        s: the sentence.
        start: first token of the content.
        end: the token after its last.
        act: the act of the statement.
        mentions: the document's mentions.
        grammar: the function words of the language.
        vocabulary: its nouns of discourse.
        exclude: who speaks and who is addressed; they are no targets.
        addressed: whether the act has an addressee; then what is asked is asked of them, and its possessor is no target.
        lead: whether the range is not the content but the subject of which the author says something ("les autorités maliennes doivent …").
    """
    if start >= end:
        return {}
    finder = _Finder(s, start, end, act, mentions, grammar, vocabulary, exclude, lead=lead)
    codes: dict[str, str] = {}
    for party in finder.parties():
        if party.code in exclude or not finder.is_target(party, addressed):
            continue
        codes.setdefault(party.code, party.role)
        for extra in finder.populations(party):
            codes.setdefault(extra, f"people or organ of {party.code}")
    return codes


class _Finder:
    """The parties of one content."""

    def __init__(
        self,
        s: Sentence,
        start: int,
        end: int,
        act: str,
        mentions: Mentions,
        grammar: Grammar,
        vocabulary: Vocabulary,
        exclude: Sequence[str],
        *,
        lead: bool = False,
    ) -> None:
        self.exclude, self.lead = exclude, lead
        self.s, self.start, self.end, self.act = s, start, end, act
        self.m, self.g, self.v = mentions, grammar, vocabulary
        self.w = words(grammar.language)
        self.head_end = self._head_end()

    def parties(self) -> list[_Party]:
        """Every actor named in the content, in order, with its role; coordinated ones share the first one's."""
        found: list[_Party] = []
        for mention, code in self._mentions():
            tokens = self._tokens(mention)
            if tokens is None:
                continue
            for party in self._party(mention, code, *tokens):
                if found and self._coordinated(found[-1], party):
                    party.role, party.governor = found[-1].role, found[-1].governor
                elif found and party.role == "possessor" and found[-1].role == "possessor" and found[-1].end >= party.start - 2:
                    party.role = "place"  # "le retrait du Mali de la CEDEAO": the second is what the first is withdrawn from
                elif party.role == "dative" and any(p.role in ("possessor", "dative") and p.code not in self.exclude for p in found) and self.act != "sanction":
                    party.role = "place"  # "l'adhésion de la Finlande à l'OTAN"
                found.append(party)
        return found

    def is_target(self, party: _Party, addressed: bool) -> bool:
        """Whether the role that the party stands in makes it a target of the act."""
        w, lowers = self.w, self.s.lowers
        if party.code.endswith(":CVL") and self.act not in w.people_acts:
            return False
        if party.role in w.any_roles.get(self.act, ()):
            return True
        # "entre" and "avec" end the first noun phrase and open the party's own.
        reach = self.head_end + _REACH.get(party.role, 0)
        if party.start < reach and party.role in w.head_roles.get(self.act, ()) and not addressed:
            return True
        governor = lowers[party.governor] if party.governor is not None else ""
        lemmas = {governor, *self.g.lemmas(governor)}
        if party.role in ("purpose", "duty"):
            return True
        if lemmas & w.urging and party.role in ("object", "place", "dative"):
            return True
        if self.act in w.backing_acts and self._is_backed(party, lemmas):
            return True
        if self.act in w.wrongs_acts and party.role in ("possessor", "demonym", "agent", "relative") and self._near_wrong(party):
            return True
        return self.act in w.answerable_acts and party.role in ("place", "dative") and any(lower in w.answerable for lower in lowers[self.start : party.start])

    def _is_backed(self, party: _Party, governors: set[str]) -> bool:
        """Whether a word of backing governs the party: "soutenir l'Ukraine", "son soutien à l'Ukraine", "les efforts déployés par" after "appuyer"."""
        w, lowers = self.w, self.s.lowers
        if party.role in ("object", "dative", "possessor") and governors & w.backing:
            return True
        if party.role == "possessor" and governors & w.backed_goods:
            return any(lower in w.backing or w.role_of.get(lower) == "for" for lower in lowers[self.start : party.start])
        if party.role == "dative":
            return any(lower in w.backing for lower in lowers[max(self.start, party.start - 7) : party.start])
        return party.role == "agent" and any({lower, *self.g.lemmas(lower)} & w.backing for lower in lowers[self.start : self.start + 3])

    def populations(self, party: _Party) -> list[str]:
        """Parts of the state just named that a possessive brings in ("l'Ukraine et à sa population")."""
        found = []
        for i in range(party.end, min(self.end, party.end + 6)):
            if self.s.upos[i] in ("VERB", "AUX"):
                break
            sector = self.w.population.get(self.s.lowers[i])
            if sector and self.s.lowers[i - 1] in self.g.words["possessives"] and ":" not in party.code:
                found.append(f"{party.code}:{sector}")
        return found

    # --- which actors ------------------------------------------------------------------------------------------------------------------

    def _mentions(self) -> list[tuple[Mention, str]]:
        """Names, demonyms and persons of the content in order; a name inside the name of a framework or of a person's title counts once."""
        s = self.s
        a, b = s.starts[self.start], s.ends[self.end - 1]
        frameworks = [(f.start, f.end) for f in self.m.within("framework", a, b)]
        found = [
            (m, m.code)
            for m in self.m.within("name", a, b)
            if m.kind in _DEMONYMS or m.kind in _ACTORS and not any(x <= m.start and m.end <= y and (x, y) != (m.start, m.end) for x, y in frameworks)
        ]
        persons = [(m, self.m.persons[m.code]) for m in self.m.within("person", a, b) if self.m.persons.get(m.code)]
        spans = {m.end for m, _ in persons}
        leaders = [item for item in self._leaders() if item[0].end not in spans]
        return sorted(found + persons + leaders, key=lambda item: item[0].start)

    def _leaders(self) -> list[tuple[Mention, str]]:
        """Office-holders by their surnames after an office ("le Président Trump")."""
        s, surnames = self.s, _surnames()
        return [
            (Mention(s.starts[i], s.ends[i], s.forms[i], PERSON), surnames[s.forms[i]])
            for i in range(self.start + 1, self.end)
            if s.forms[i] in surnames and s.lowers[i - 1] in self.v.offices
        ]

    def _tokens(self, mention: Mention) -> tuple[int, int] | None:
        """The tokens of a mention inside the content."""
        s = self.s
        first = next((i for i in range(self.start, self.end) if s.starts[i] <= mention.start < s.ends[i]), None)
        if first is None:
            return None
        after = first + 1
        while after < self.end and s.starts[after] < mention.end:
            after += 1
        return first, after

    # --- phrase and role ---------------------------------------------------------------------------------------------------------------

    def _party(self, mention: Mention, code: str, first: int, after: int) -> list[_Party]:
        """The phrase that names the actor ("les autorités maliennes", "le Président de la Fédération de Russie") in its role."""
        noun = self._described(first, after) if mention.kind in _DEMONYMS else first
        if noun is not None and noun >= after:
            after = noun + 1
        if noun is None or first and self.s.forms[first - 1] == "(":
            return []
        body = self._is_body(noun)
        if mention.kind in _DEMONYMS and not body:
            role = "place" if self.s.lowers[noun] in self.w.locations else "demonym"
            return [_Party(code, min(first, noun), after, role, noun, mention.kind)]
        sectors = self._sectors(noun) if mention.kind in _DEMONYMS else []
        left, sector = self._phrase(noun)
        if sector is None and sectors:
            sector = sectors[-1]
        codes = [f"{code}:{x}" for x in dict.fromkeys([*sectors[:-1], sector] if sectors else [sector]) if x] if is_state(code) and sector else [code]
        role, governor = self._role(left, after)
        if role in ("possessor", "between") and governor is not None and self._is_named_after(governor):
            role = "place"
        return [_Party(c, left, after, role, governor, mention.kind) for c in codes]

    def _is_named_after(self, governor: int) -> bool:
        """Whether what governs a possessor is a place or a forum of it ("la frontière", "une réunion d'urgence"), no conduct."""
        lowers = self.s.lowers
        return lowers[governor] in self.w.locations or any(lower in self.w.forum_nouns for lower in lowers[max(self.start, governor - 2) : governor + 1])

    def _described(self, first: int, after: int) -> int | None:
        """The noun that a demonym describes: before it, in a language with cases after it."""
        if not self.g.case_markers:
            return self._noun_before(first)
        s, i = self.s, after
        while i < self.end and (s.upos[i] in ("ADJ", "ADV", "CCONJ", "DET", "NUM") or s.forms[i] in (",", "-")):
            i += 1
        return i if i < self.end and s.upos[i] in ("NOUN", "PROPN") else None

    def _noun_before(self, at: int) -> int | None:
        """The noun that an adjective describes."""
        i = at - 1
        while i >= self.start and (self.s.upos[i] in ("ADJ", "ADV", "CCONJ") or self.s.lowers[i] in self.g.words["additive"] or self.s.forms[i] in (",", "-")):
            i -= 1
        if i >= self.start and self.s.upos[i] in ("NOUN", "PROPN"):
            return i
        return None

    def _is_body(self, noun: int) -> bool:
        """Whether a noun names people or an organ of the state ("autorités", "ministre", "forces") rather than conduct."""
        lower = self.s.lowers[noun]
        v = self.v
        return self._sector_at(noun) is not None or lower in v.sectors or lower in v.offices or lower in v.collectives or lower in v.counterparts

    def _sectors(self, noun: int) -> list[str]:
        """Sectors of a noun and of what is coordinated with it ("au peuple et au Gouvernement somaliens")."""
        found: list[str] = []
        i = noun
        while i >= self.start:
            sector = self._sector_at(i)
            if self.s.upos[i] in ("NOUN", "PROPN"):
                if sector is None:
                    break
                found.insert(0, sector)
            elif self.s.upos[i] not in ("DET", "ADP", "CCONJ"):
                break
            i -= 1
        return found

    def _phrase(self, at: int) -> tuple[int, str | None]:
        """Walk left from a name over determiners and titles ("le Président de la …", "le Gouvernement du …"): where the phrase begins, and its sector."""
        s, sector = self.s, self._sector_at(at)
        i = at
        while True:
            while i > self.start and self._in_phrase(i - 1) and self._role_word(i - 1) is None:
                i -= 1
                sector = sector or self._sector_at(i)
            if i > self.start and self._owns(i - 1, at):
                sector = sector or self._sector_at(i - 1)
                i -= 1
                continue
            if i - 2 < self.start or self._role_word(i - 1) != "possessor" or not (s.upos[i - 2] in ("NOUN", "PROPN", "ADJ") and self._organ(i - 2)):
                return i, sector
            sector = sector or self._sector_at(i - 2)
            i -= 2

    def _owns(self, i: int, at: int) -> bool:
        """Whether the noun at ``i`` stands for its state, which is named after it in the genitive ("власти Мали")."""
        return case_marker(self.s, self.g, at) == self.g.genitive_marker and self.s.upos[i] in ("NOUN", "PROPN") and self._organ(i)

    def _case_role(self, left: int, after: int) -> tuple[str, int | None] | None:
        """The role that the case of a bare phrase gives it, with the word that governs it; None where it has no such case."""
        s = self.s
        head = next((i for i in range(left, after) if s.upos[i] in ("NOUN", "PROPN") and case_marker(s, self.g, i)), None)
        marker = case_marker(s, self.g, head) if head is not None else ""
        role = self.w.role_of.get(marker)
        if role is None or head is None:
            return None
        governor = s.heads[head] if s.rels[head] == "nmod" and self.start <= s.heads[head] < left else self._governor(left)
        if governor is None or s.upos[governor] in ("VERB", "AUX") and role == "possessor":
            return "object", governor
        return role, governor

    def _in_phrase(self, i: int) -> bool:
        """Whether a token before a name belongs to its phrase: a determiner, an adjective, a title, another capitalised word."""
        s = self.s
        if s.upos[i] in _BEFORE_NOUN or s.upos[i] == "PROPN" or s.upos[i] == "NOUN" and s.forms[i][:1].isupper():
            return True
        return s.lowers[i] in self.v.offices or s.lowers[i] in self.v.counterparts

    def _organ(self, i: int) -> bool:
        """A noun before "de" that stands for its state: an organ, an office, "la République", "la Fédération"."""
        lower = self.s.lowers[i]
        return lower in self.v.sectors or lower in self.v.offices or lower in self.w.state_nouns

    def _sector_at(self, i: int) -> str | None:
        lower = self.s.lowers[i]
        if self.s.upos[i] not in ("NOUN", "PROPN") or lower in self.v.offices:
            return None
        return self.v.sectors.get(lower) or self.w.forces.get(lower)

    def _role_word(self, i: int) -> str | None:
        """The role that the preposition at ``i`` gives to what follows it."""
        return self.w.role_of.get(self.s.lowers[i]) if self.s.upos[i] in ("ADP", "DET", "SCONJ") or self.s.lowers[i] in self.g.words["contracted"] else None

    def _role(self, left: int, after: int) -> tuple[str, int | None]:
        """The role of a phrase that begins at ``left``, and the token that governs it."""
        s, g = self.s, self.g
        before = left - 1
        subject = self._subject(left, after)
        if subject:
            return subject, None
        if before < self.start and self.lead:
            return "subject", None
        if before < self.start:
            outside = self._role_word(before) if before >= 0 else None
            return ("object" if outside in (None, "possessor", "agent", "with") else outside), None
        role = self._role_word(before)
        if role is not None:
            if (
                role == "possessor"
                and s.upos[before] == "DET"
                and s.lowers[before] in g.words["indefinite_plurals"]
                and before - 1 >= self.start
                and s.upos[before - 1] == "VERB"
            ):
                return "object", before - 1
            if role == "agent" and self._narrated(before):
                return "place", None
            if before == self.start:
                return ("object" if role == "possessor" else role), None
            return role, self._governor(before)
        declined = self._case_role(left, after)
        if declined is not None:
            return declined
        verb = before
        while verb > self.start and s.upos[verb] == "ADV":
            verb -= 1
        if s.upos[verb] in ("VERB", "AUX") and s.upos[left] != "ADP":
            if self._relative_before(verb):
                return "relative", verb
            return "object", verb
        if before >= self.start and s.lowers[before] in g.that:
            return "subject", None
        return ("object" if s.upos[before] in ("CCONJ", "PUNCT", "ADV") else "place"), None

    def _governor(self, preposition: int) -> int | None:
        """The noun or verb before a preposition, over adjectives and coordinated goods ("la souveraineté et l'intégrité territoriale de")."""
        i = preposition - 1
        while i > self.start and self.s.upos[i] in ("ADJ", "ADV", "PUNCT", "CCONJ"):
            i -= 1
        return i if i >= self.start else None

    def _subject(self, left: int, after: int) -> str | None:
        """Whether the phrase is the subject of a clause that asks something of it: a complement, a purpose, a duty."""
        s, g = self.s, self.g
        before = left - 1
        verb = next((i for i in range(after, min(self.end, after + 6)) if s.upos[i] in ("VERB", "AUX") and s.lowers[i] not in g.negators), None)
        clause = before >= 0 and (s.lowers[before] in g.that or bool(g.case_markers) and s.lowers[before] in g.complementisers)
        if clause and before >= self.start and verb is not None:
            if before and s.lowers[before - 1] in self.w.purposes:
                return "purpose"
            return "duty" if s.lowers[verb] in self.w.duty else "subject"
        if g.infinitive and left <= self.start and after < self.end and "Aspect=Prog" in s.feats[after] and s.upos[after] == "VERB":
            return "subject"  # "look forward to Kenya ratifying …"
        if verb is not None and verb <= after + 1 and s.lowers[verb] in self.w.duty:
            return "duty"
        if before > self.start and verb is not None and s.lowers[before] in g.relatives:
            return "relative"
        return None

    def _relative_before(self, verb: int) -> bool:
        """As in "que mène la Russie": a relative whose subject follows its verb."""
        i = verb - 1
        while i > self.start and self.s.upos[i] in ("ADV", "AUX"):
            i -= 1
        return i >= self.start and self.s.lowers[i] in self.g.that

    def _narrated(self, preposition: int) -> bool:
        """As in "a été adopté par": what is told of a finite passive is a fact, no conduct that the act judges."""
        i = preposition - 1
        while i >= self.start and self.s.upos[i] in ("ADV", "NOUN", "ADP", "DET"):
            i -= 1
        return i - 1 >= self.start and self.s.upos[i] == "VERB" and self.s.lowers[i - 1] in self.g.auxiliary_forms and self.act == "stress"

    def _coordinated(self, previous: _Party, party: _Party) -> bool:
        """Whether only commas, conjunctions, prepositions and determiners stand between two phrases."""
        s = self.s
        between = range(previous.end, party.start)
        if not between:
            return False
        phrase = self.g.additive_phrase
        linking = (*self.g.words["additive"], phrase[0])
        joined = any(s.upos[i] == "CCONJ" or s.forms[i] == "," or s.lowers[i] in phrase for i in between)
        links = all((s.upos[i] in _LINKS or s.lowers[i] in linking) and s.lowers[i] not in self.w.purposes for i in between)
        return joined and links and party.role != "demonym"

    def _near_wrong(self, party: _Party) -> bool:
        lowers = self.s.lowers
        return any(lower in self.w.wrongs for lower in lowers[max(self.start, party.start - 7) : party.end])

    def _head_end(self) -> int:
        """Where the first noun phrase of the content ends: at a relative, a complementiser, a verb, or a preposition that opens another phrase."""
        s, g, w = self.s, self.g, self.w
        seen_noun = False
        for i in range(self.start, self.end):
            lower = s.lowers[i]
            if s.upos[i] in ("NOUN", "PROPN"):
                seen_noun = True
            if not seen_noun:
                continue
            if lower in g.relatives or lower in g.that and s.lowers[i - 1] != g.additive_phrase[0] or lower in w.breaks:
                return i
            if s.upos[i] == "VERB" and "VerbForm=Part" not in s.feats[i] and not g.slots(lower) & {"ppast"}:
                return i
        return self.end
