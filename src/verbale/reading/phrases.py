"""Whom a noun phrase means: names, demonyms, offices, persons, pronouns and common nouns, resolved to actor codes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from verbale.codebook.actors import is_state, organisation, without_listed_members
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, INHABITANT, LOCALITY, NAME, PERSON, REGION, REGION_ADJECTIVE, SEAT, VENUE, Mention
from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.cases import case_marker
from verbale.reading.context import Context, Referent, Vocabulary
from verbale.reading.predicate import feature

_ACTOR_KINDS = frozenset({NAME, INHABITANT, CAPITAL, SEAT})


#: The Union, and the continent whose adjective stands for it.
_UNION, _EUROPE = "EU", "EUROPE"


def parent_of(code: str) -> str | None:
    """The organisation that a body belongs to, None where it is no body of one."""
    parent: str | None = organisation(code).get("parent")
    return parent


def member_states(code: str) -> tuple[str, ...]:
    """The states for which a mere name for several stands ("the Nordic countries"); the code itself where it is none."""
    return tuple(organisation(code).get("members", (code,)))


class Mentions:
    """Mentions of a document, looked up by offset.

    ``layers`` holds what :meth:`Gazetteer.find` gives; ``persons`` maps the name of everybody that the text introduces, or that the leaders table
    knows, to the actor they speak for.
    """

    def __init__(self) -> None:
        self.layers: dict[str, list[Mention]] = {}
        self.persons: dict[str, str] = {}
        #: What was worked out from these mentions, by stretch and question; other mentions, other answers.
        self.memo: dict[tuple[Any, ...], Any] = {}
        self._starts: dict[str, list[int]] = {}

    def load(self, layers: dict[str, list[Mention]]) -> None:
        """Hold other mentions, each layer ordered by start."""
        self.layers = layers
        self.memo.clear()
        self._starts = {layer: [m.start for m in mentions] for layer, mentions in layers.items()}

    def within(self, layer: str, start: int, end: int) -> list[Mention]:
        """Mentions of a layer that lie inside ``start`` to ``end``."""
        starts = self._starts[layer]
        first = bisect_left(starts, start)
        return [mention for mention in self.layers[layer][first : bisect_left(starts, end, first)] if mention.end <= end]

    def covering(self, layer: str, start: int, end: int) -> Mention | None:
        """The mention of a layer that covers the token ``start`` to ``end``."""
        mentions, starts = self.layers[layer], self._starts[layer]
        index = bisect_left(starts, start + 1) - 1
        while index >= 0 and index >= bisect_left(starts, start + 1) - 3:
            mention = mentions[index]
            if mention.start <= start and end <= mention.end:
                return mention
            index -= 1
        return None


class Resolver:
    """Resolves noun phrases of one document.

    Args:
        grammar: function words.
        vocabulary: discourse nouns.
        mentions: the document's mentions.
        context: what has been said so far; read, never written here.
    """

    def __init__(self, grammar: Grammar, vocabulary: Vocabulary, mentions: Mentions, context: Context) -> None:
        self.g, self.v, self.m, self.context = grammar, vocabulary, mentions, context
        pronouns = grammar.words["pronouns"]
        self._first_plural = frozenset(pronouns["first_plural"])
        self._first_singular = frozenset(pronouns["first_singular"])
        self._singular = frozenset(pronouns["singular"])
        self._plural = frozenset(pronouns["plural"])
        self._impersonal = frozenset(pronouns["impersonal"])
        self._all_of_them = frozenset(pronouns["all_of_them"])
        self._standing = frozenset(tuple(phrase.split()) for phrase in grammar.words["in_office"])
        self._together: dict[str, list[tuple[str, ...]]] = {}
        for words in map(str.split, grammar.words["together_with"]):
            self._together.setdefault(words[0], []).append(tuple(words))
        self._latter = frozenset(word.split()[-1] for word in pronouns["latter"])

    def subject(self, s: Sentence, head: int, limit: int) -> Referent:
        """Whom the noun phrase around ``head`` means, as the subject of a clause whose verb group starts at ``limit``."""
        heads = sorted(
            {head, *self._conjuncts(s, head, limit if limit > head else len(s)), *self._coordinated(s, head, limit), *self._coordinated_before(s, head, limit)}
        )
        heads = [h for i, h in enumerate(heads) if i == 0 or s.lowers[h] == s.lowers[heads[0]] or not self._is_apposition(s, h)]
        heads += [h for h in self._joined(s, head, limit) if h not in heads]
        if len(heads) == 1:
            return self._as_speaker(self.phrase(s, head, self._right_edge(s, head, limit)))
        chair = self._person(s, self._left_edge(s, heads[0]), limit) if limit > heads[-1] and self.context.is_organisation else None
        if chair is not None and chair[1] in self.context.issuer and all(self._is_other_office(s, h) for h in heads[1:]):
            return Referent((chair[1],), f"person ({chair[0]})")  # "OSCE Chairman-in-Office and Foreign Minister of Poland, A"
        codes: list[str] = []
        rules: list[str] = []
        kinds: set[str] = set()
        for position, h in enumerate(heads):
            end = heads[position + 1] if position + 1 < len(heads) else limit if limit > h else len(s)
            found = self._as_speaker(self.phrase(s, h, self._right_edge(s, h, end)))
            kinds.add(found.kind)
            codes.extend(c for c in found.codes if c not in codes)
            rules.append(found.rule)
        if len(codes) == 1 and rules[-1].startswith("the issuer's office") and len(self.context.counterparts(tuple(codes))) == 1:
            codes.extend(self.context.counterparts(tuple(codes)))
        if "thing" in kinds and len(codes) == 1 and any(s.upos[h] == "PROPN" or s.lowers[h] in self.v.courtesies for h in heads):
            codes.extend(c for c in self.context.everyone() if c not in codes)
        if "actor" not in kinds:
            return Referent(tuple(codes), "; ".join(rules), kinds.pop())
        return Referent(without_listed_members(codes), "; ".join(rules), "actor", True)

    def _joined(self, s: Sentence, head: int, limit: int) -> list[int]:
        """Who acts together with the subject, between commas or right behind it: "the ministers of A and B, together with the High Representative, met"."""
        for i in range(head + 1, limit):
            for phrase in self._together.get(s.lowers[i], ()):
                behind = i + len(phrase)
                if behind < limit and tuple(s.lowers[i:behind]) == phrase:
                    noun = next((j for j in range(behind, limit) if not behind <= s.heads[j] < limit or s.heads[j] == j), None)
                    return [noun] if noun is not None and s.upos[noun] in ("NOUN", "PROPN") else []
        return []

    def _is_other_office(self, s: Sentence, head: int) -> bool:
        """Whether a conjunct may be another office of the same person: it opens with no courtesy and no article, and names nobody."""
        return s.lowers[head] not in self.v.courtesies and s.upos[head - 1] != "DET" and self.m.covering("person", s.starts[head], s.ends[head]) is None

    def phrase(self, s: Sentence, head: int, end: int) -> Referent:
        """Whom the simple noun phrase from its determiner to ``end`` means."""
        lower, upos = s.lowers[head], s.upos[head]
        if lower.startswith("-"):
            lower = lower.lstrip(self.g.words["inversion_letters"])
        if upos == "NUM" or lower in self._all_of_them or lower in self.g.words["small_numerals"]:
            codes = self.context.plural.codes if self.context.plural is not None and not self.context.participants else self.context.everyone()
            return Referent(codes, f"all who met ({lower})", "actor", True)
        acronym = s.forms[head].isupper() and len(lower) > 1 and self.m.covering("name", s.starts[head], s.ends[head]) is not None
        pronoun = upos in ("PRON", "DET") or lower in self._first_plural or lower in self._first_singular or lower in self._singular
        if pronoun and not acronym:
            return self._pronoun(s, head, end)
        if lower in self._latter and head and s.lowers[head - 1] in self.g.words["demonstratives"]:
            return self._last_other()
        start = self._left_edge(s, head)
        covering = self.m.covering("name", s.starts[head], s.ends[head])
        if covering is not None and covering.code.endswith("-STATES"):
            return Referent(member_states(covering.code), f"name ({s.forms[head]})", "actor", True)
        if covering is not None and covering.kind in _ACTOR_KINDS | {REGION, LOCALITY}:
            return Referent((covering.code,), f"name ({s.forms[head]})", "actor" if covering.kind in _ACTOR_KINDS else "thing", covering.kind == INHABITANT)
        if lower in self.v.courtesies:
            return self._courtesy(s, head, end)
        person = self._person(s, start, end)
        owned = lower in self.v.offices and bool(self._owners(s, head, next((i for i in range(head + 1, end) if s.forms[i] == ","), end)))
        if owned and person is not None and self.context.is_organisation and person[1] in self.context.issuer:
            owned = False  # "Chairperson-in-Office, Swiss Foreign Minister A", in the text of the body that A chairs
        if owned and person is not None and any(parent_of(m.code) == person[1] for m in self._owners(s, head, end)):
            owned = False  # "the President of the European Council, A", who speaks for the Union
        is_name = upos == "PROPN" or self.m.covering("person", s.starts[head], s.ends[head]) is not None
        if person is not None and not owned and (is_name or lower in self.v.offices or lower in self.v.personal_titles):
            return Referent((person[1],), f"person ({person[0]})")
        if (
            lower in self.v.offices
            or lower in self.v.collectives
            or lower in self.v.institutions
            or lower in self.v.gatherings
            or self.v.sector(s.lowers, head)
            or lower in self.v.counterparts
        ):
            return self._common(s, start, head, end)
        if lower in self.v.events:
            return Referent(self.context.everyone(), f"encounter ({lower})", "event")
        if lower in self.v.documents:
            return Referent(self.context.issuer, f"the document itself ({lower})", "document")
        if upos == "PROPN" and (person is not None):
            return Referent((person[1],), f"person ({person[0]})")
        return Referent((), f"no speaker ({lower})", "thing")

    def _coordinated_before(self, s: Sentence, head: int, limit: int) -> list[int]:
        """Names coordinated with ``head`` on its left, where the tree took the last conjunct for the subject ("Les États-Unis et l'Inde ont …")."""
        found: list[int] = []
        left = (head if s.upos[head] == "PRON" else self._left_edge(s, head)) - 1
        while 0 < left < limit and (s.lowers[left] in self.g.coordinators or found and s.forms[left] == ","):
            mention = self.m.covering("name", s.starts[left - 1], s.ends[left - 1]) or self.m.covering("person", s.starts[left - 1], s.ends[left - 1])
            first = left - 1
            if mention is not None and mention.kind in _ACTOR_KINDS | {PERSON}:
                while first > 0 and s.starts[first - 1] >= mention.start:
                    first -= 1
            elif not (first and s.lowers[first] in self.v.offices and s.upos[first - 1] == "DET"):  # "The Secretary and Foreign Minister X"
                break
            edge = first - 1
            while edge >= 0 and s.upos[edge] in ("DET", "ADJ"):
                edge -= 1
            if edge >= 0 and (s.lowers[edge] in self.g.prepositions or s.upos[edge] in ("VERB", "AUX")):
                break
            found.append(left - 1)
            left = edge
        return found

    def _is_apposition(self, s: Sentence, i: int) -> bool:
        """A conjunct that is none: "…, membres permanents du Conseil,", "… et ses États membres"."""
        if i + 1 < len(s) and s.lowers[i + 1] in self.v.members:
            return True
        if s.lowers[i] in self.v.associates and any(s.lowers[j] in self.g.words["possessives"] for j in range(self._left_edge(s, i), i)):
            return True
        return s.forms[i - 1] == "," and s.upos[i] == "NOUN"

    def addressee(self, s: Sentence, start: int, head: int, end: int) -> Referent:
        """Whom a phrase means as the one who is told or asked: like :meth:`phrase`, but what would be the issuer's own office is the other side's."""
        words = " ".join(s.lowers[start:end]).replace("' ", "'")
        if (
            self.context.is_organisation
            and self.v.own_body.search(words)
            and not self.m.within("person", s.starts[start], s.ends[end - 1])
            and all(m.code in (*self.context.issuer, self.context.parent) for m in self.actors_in(s, head, end))
        ):
            return Referent((self.context.parent or self.context.issuer[0],), "the issuing body's own members or officers")
        restricted = any(s.lowers[i] in self.v.restricting for i in range(start, min(end + 1, len(s))))
        if self.v.everybody.search(words) and not restricted and not self.actors_in(s, start, end):
            return Referent(("INTL",), "the community of states")
        counted = self._counted(s, start, head)
        if counted:
            return Referent(counted, f"the {len(counted)} just named ({s.lowers[head]})", "actor", True)
        referent = self.phrase(s, head, end)
        people = self.m.covering("name", s.starts[head], s.ends[head])
        if people is not None and people.kind == INHABITANT and self.g.case_markers and people.code in self.context.speaking:
            return Referent((f"{people.code}:CVL",), f"its own people ({s.forms[head]})")
        state = self.context.last_state()
        if referent.rule.startswith("the issuer's office") and self.context.is_organisation and state is not None:
            return Referent((state,), f"the office of the state spoken of ({s.lowers[head]})")
        if (
            referent.kind == "actor"
            and set(referent.codes) & set(self.context.speaking)
            and not referent.rule.startswith(("name", "person"))
            and " of " not in referent.rule
        ):
            others = self.context.counterparts(self.context.speaking)
            if others:
                return Referent(others, f"the other side ({s.lowers[head]})")
        return referent

    def _counted(self, s: Sentence, start: int, head: int) -> tuple[str, ...]:
        """As in "… du retrait du Burkina Faso, du Mali et du Niger, exhortant les trois pays": as many states as the numeral says, named before it."""
        numerals = list(self.g.words["collective_numerals"])
        number = next((numerals.index(s.lowers[i]) + 2 for i in range(start, head) if s.lowers[i] in numerals), None)
        if number is None or s.lowers[head] not in self.v.collectives:
            return ()
        named = [m.code for m in self.m.within("name", s.starts[0], s.starts[start]) if m.kind == NAME and is_state(m.code)]
        others = tuple(dict.fromkeys(code for code in named if code not in self.context.speaking))
        return others if len(others) == number else ()

    @staticmethod
    def _as_speaker(referent: Referent) -> Referent:
        """A government that speaks is the state itself (codebook section 8), and a mere name for several states is each of them."""
        codes = tuple(code.removesuffix(":GOV") for code in referent.codes)
        codes = tuple(dict.fromkeys(member for code in codes for member in (member_states(code) if code.endswith("-STATES") else (code,))))
        return referent if codes == referent.codes else Referent(codes, referent.rule, referent.kind, referent.plural or len(codes) > 1)

    def _coordinated(self, s: Sentence, head: int, limit: int) -> list[int]:
        """Heads that the words coordinate with ``head`` before a verb: "et" or a comma, then a determiner or a name, then a person, an office or a state."""
        found: list[int] = []
        for i in range(head + 1, limit - 1 if limit > head else head):
            if s.lowers[i] in self.g.openers or s.forms[i] == "," and "Tense=Pres|VerbForm=Part" in s.feats[i + 1] and s.upos[i + 1] == "VERB":
                break
            if s.lowers[i] not in self.g.coordinators and s.forms[i] != ",":
                continue
            j = i + 1
            while j < limit and s.upos[j] in ("DET", "ADJ", "NUM") and s.lowers[j] not in self.g.prepositions:
                j += 1
            if j - 1 > i and (j >= limit or s.upos[j] not in ("NOUN", "PROPN")) and self.m.covering("name", s.starts[j - 1], s.ends[j - 1]) is not None:
                j -= 1
            elif j >= limit or s.upos[j] not in ("NOUN", "PROPN"):
                continue
            comma = s.forms[i] == ","
            if s.forms[i] == "," and not any(s.lowers[k] in self.g.coordinators for k in range(j, limit)):
                continue
            named = self.m.covering("name", s.starts[j], s.ends[j])
            if (
                named is not None
                and named.kind in _ACTOR_KINDS
                or self.m.covering("person", s.starts[j], s.ends[j]) is not None
                or not comma
                and j > i + 1
                and (s.lowers[j] in self.v.offices or s.lowers[j] in self.v.counterparts)
                or self._is_another(s, head, j, comma=comma)
            ):
                found.append(j)
            elif not comma and (person := self._named_holder(s, j, limit)) is not None:
                found.append(person)
        return found

    def _is_another(self, s: Sentence, head: int, other: int, *, comma: bool) -> bool:
        """Whether an office is one more subject, in a language with cases: "Президент России[, Президент Ирана] и Президент Турции провели …"."""
        nominative = bool(self.g.case_markers) and all("Case=Nom" in s.feats[i] for i in (head, other))
        return nominative and s.lowers[other] in self.v.offices and (not comma or s.lowers[other] == s.lowers[head])

    def _named_holder(self, s: Sentence, start: int, limit: int) -> int | None:
        """The name of a person in the noun phrase from ``start``, an office or a courtesy before it: "Iranian Foreign Minister, A", "His Majesty King B"."""
        titled = False
        for i in range(start, limit):
            if self.m.covering("person", s.starts[i], s.ends[i]) is not None:
                return i if titled else None
            titled = titled or s.lowers[i] in self.v.offices or s.lowers[i] in self.v.courtesies
            if s.upos[i] not in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM") and not (titled and s.forms[i] == ","):
                return None
        return None

    def _courtesy(self, s: Sentence, head: int, end: int) -> Referent:
        """As in "Son Excellence Monsieur le Président de la Guinée", "M. Wang": the person, else the office, that the courtesy introduces."""
        person = self._person(s, head, end)
        if person is not None:
            return Referent((person[1],), f"person ({person[0]})")
        office = next((i for i in range(head + 1, end) if s.lowers[i] in self.v.offices), None)
        if office is not None:
            return self.phrase(s, office, end)
        bearer = self._bearer(s, head)
        if bearer is not None:
            return Referent((bearer,), f"whoever is called so ({s.lowers[head]})")
        return Referent((), "a person nobody introduced", "thing")

    def _bearer(self, s: Sentence, head: int) -> str | None:
        """For whom somebody speaks whom a courtesy alone refers to ("His Majesty"): the one sovereign who met, else the only other side; else None."""
        left = head
        while left > 0 and s.upos[left - 1] in ("ADJ", "PROPN", "NOUN") and s.forms[left - 1].istitle():
            left -= 1  # "His Royal Highness"
        following = s.forms[head + 1] if head + 1 < len(s) else ""
        if not left or s.lowers[left - 1] not in self.g.words["possessives"] or following.istitle():
            return None
        met = self.context.participants
        sovereigns = {p.actor for p in met if p.actor and p.role and any(word in self.v.sovereigns for word in p.role.lower().split())}
        found = tuple(sovereigns) or self.context.counterparts(self.context.issuer)
        return found[0] if len(found) == 1 else None

    # --- pieces of a phrase ----------------------------------------------------------------------------------------------------------

    def _conjuncts(self, s: Sentence, head: int, limit: int) -> list[int]:
        """Heads coordinated with ``head`` before ``limit``, by the tree, or by the words where both sides are nouns with determiners."""
        found = [i for i in range(head + 1, min(limit, len(s))) if s.rels[i] == "conj" and (s.heads[i] == head or s.heads[i] in found_heads(s, head, limit))]
        return [i for i in found if s.upos[i] in ("NOUN", "PROPN", "PRON") and not self._inside_prepositional(s, i, head)]

    def _inside_prepositional(self, s: Sentence, i: int, head: int) -> bool:
        left = i - 1
        while left > head and s.upos[left] in ("DET", "ADJ", "NUM") and s.lowers[left] not in self.g.prepositions:
            left -= 1
        return left > head and s.lowers[left] in self.g.prepositions

    def _left_edge(self, s: Sentence, head: int) -> int:
        i = self._before_possessor(s, head)
        while i > 0 and s.upos[i - 1] in ("DET", "ADJ", "NUM", "PROPN") and s.lowers[i - 1] not in self.g.prepositions and not self._parts(s, i - 1, head):
            i = self._before_possessor(s, i - 1)
            if self.g.case_markers and i > 1 and s.upos[i - 1] == "CCONJ" and s.upos[i] == s.upos[i - 2] == "ADJ":
                i -= 1  # "российская и американская стороны"
        return i

    @staticmethod
    def _before_possessor(s: Sentence, i: int) -> int:
        """Where a phrase begins whose noun, or adjective, at ``i`` has a possessor right before it ("[Chad's] own authorities")."""
        possessor = i > 1 and s.upos[i - 1] == "PART" and s.rels[i - 1] == "case" and s.heads[i - 1] == i - 2 and s.rels[i - 2] == "nmod:poss"
        return i - 2 if possessor else i

    def _parts(self, s: Sentence, left: int, head: int) -> bool:
        """Whether a name before a noun stands in another case: a phrase of its own ("в ходе визита в Москву стороны …", "в разговоре с А. Б. отметил …")."""
        cases = case_marker(s, self.g, left), case_marker(s, self.g, head)
        apart = s.upos[left] == "PROPN" and all(cases) and feature(s.feats[left], "Case=") != feature(s.feats[head], "Case=")
        return apart and (s.upos[head] == "NOUN" or s.upos[head] == "PROPN" and head not in (s.heads[left], s.heads[s.heads[left]]) and s.heads[head] != left)

    def _right_edge(self, s: Sentence, head: int, limit: int) -> int:
        """The end of the phrase: a relative, a verb, or a comma that no apposition follows."""
        end = limit if limit > head else len(s)
        i = head + 1
        while i < end:
            lower = s.lowers[i]
            if lower in self.g.relatives or (lower in self.g.openers and s.upos[i] != "DET") or s.forms[i] in (";", ":", "»"):
                return i
            if limit <= head and s.upos[i] in ("VERB", "AUX"):
                return i
            i += 1
        return end

    def _person(self, s: Sentence, start: int, end: int) -> tuple[str, str] | None:
        """The first person named in a stretch, with the actor they speak for."""
        a, b = s.starts[start], s.ends[end - 1] if end > start else s.ends[start]
        for mention in self.m.within("person", a, b):
            actor = self.m.persons.get(mention.code)
            if actor:
                return mention.code, actor
        return None

    def actors_in(self, s: Sentence, start: int, end: int) -> list[Mention]:
        """Mentions of actors in a token range: names, inhabitants, demonyms, capitals, seats."""
        if start >= end:
            return []
        found = self.m.within("name", s.starts[start], s.ends[end - 1])
        return [m for m in found if m.kind in _ACTOR_KINDS or m.kind in (ADJECTIVE, COMBINING)]

    # --- common nouns and pronouns -----------------------------------------------------------------------------------------------------

    def _common(self, s: Sentence, start: int, head: int, end: int) -> Referent:
        """An office, a collective, an authority or an institution."""
        lower = s.lowers[head]
        ours = any(s.lowers[i] in self.g.words["first_possessives"] for i in range(start, head))
        if ours and not (lower in self.v.counterparts and self.actors_in(s, start, head)):  # not "нашим французским коллегам"
            sector = self.v.sector(s.lowers, head)
            apart = sector if sector != "GOV" and lower not in self.v.offices else None
            own = tuple(f"{code}:{apart}" if apart and is_state(code) else code for code in self.context.issuer)
            return Referent(own, f"our {lower}: the issuers", "actor", len(own) > 1)
        plural = "Number=Plur" in s.feats[head] or lower.endswith(self.g.words["plural_ending"])
        # After a numeral nouns may stand in the singular ("оба министра", and by a slip "both side").
        plural = plural or any(s.lowers[i] in self.g.words["small_numerals"] for i in range(start, head))
        stop = next((i for i in range(head + 1, end) if s.forms[i] == "," and not (plural and self._lists_owners(s, i))), end)
        before = self.actors_in(s, start, head)
        named = before if before and self.g.case_markers else self._owners(s, head, stop) or before
        chair = self._person(s, start, end) if not named and stop < end and self.context.is_organisation else None
        if chair is not None and chair[1] in self.context.issuer and lower in self.v.offices:
            return Referent((chair[1],), f"person ({chair[0]})")  # "The Chairperson-in-Office, Foreign Minister of Malta A, …"
        if not named and stop < end:
            apposition = self.actors_in(s, stop, end)
            named = [] if lower in self.v.institutions and lower not in self.v.offices else apposition[:1]
        regional = self._regional_side(s, start, head) if not named and lower in self.v.collectives else ()
        if regional:
            return Referent(regional, f"{lower} of a region that met", "actor", len(regional) > 1)
        if named:
            codes = _codes(named)
            sector = self.v.sector(s.lowers, head)
            if sector and not (sector == "GOV" and lower not in self.v.authorities):
                return Referent(tuple(f"{c}:{sector}" if is_state(c) else c for c in codes), f"{lower} of {', '.join(codes)}", "actor", plural)
            return Referent(codes, f"{lower} of {', '.join(codes)}", "actor", plural)
        person = self._person(s, start, end)
        if person is not None:
            return Referent((person[1],), f"person ({person[0]})")
        if lower in self.v.counterparts:
            speaker = self.context.speaking or (self.context.subject.codes if self.context.subject else self.context.issuer)
            if plural and "Case=Nom" in s.feats[head] and len(self.context.everyone()) > 1:
                return Referent(self.context.everyone(), f"all who met ({lower})", "actor", True)  # "Собеседники осудили …"
            possessive = bool(self.g.case_markers) or start < head and s.lowers[start] in self.g.words["possessives"]
            if possessive and self.context.counterparts(speaker):
                return Referent(self.context.counterparts(speaker), f"the other side ({lower})", "actor", plural)
        if lower in self.context.joint and len(self.context.everyone()) > 1:
            return Referent(self.context.everyone(), f"all who met in the joint body ({lower})", "actor", True)
        both = plural and lower in self.v.collectives and any(s.lowers[i] in self.g.words["small_numerals"] for i in range(start, head))
        sector = self.v.sector(s.lowers, head)
        if self.context.is_organisation and lower in self.v.institutions - self.v.state_institutions and not plural:
            return self._singular_common(lower)
        if sector and lower not in self.v.offices and not both and not (end > head + 1 and s.lowers[head + 1] in self.v.indefinite):
            near = head > 0 and s.lowers[head - 1] in self.g.words["near_demonstratives"]
            if near and sector == "GOV" and len(self.context.issuer) == 1 and is_state(self.context.issuer[0]):
                return Referent(self.context.issuer, f"the issuer's own ({lower})")  # "this Government has pressed for …"
            state = self._state_before(s, start) or self.context.last_state()
            if state is not None:
                return Referent((f"{state}:{sector}",), f"{lower} of the state spoken of", "actor", plural)
        if plural:
            return self._plural_common(s, start, head, lower)
        named_office = self.m.covering("office", s.starts[head], s.ends[head])
        return self._singular_common(lower, named_office.code if named_office else None)

    def _state_before(self, s: Sentence, end: int) -> str | None:
        """The last state that the sentence itself names before a token, apart from the issuer and the speaker."""
        named = [m.code for m in self.actors_in(s, 0, end) if is_state(m.code)]
        return next((code for code in reversed(named) if code not in self.context.issuer and code not in self.context.speaking), None)

    def _regional_side(self, s: Sentence, start: int, head: int) -> tuple[str, ...]:
        """Who is meant by a side named after a region ("the European side", "the Central Asian side") where the Union met others."""
        regions = [m.code for m in self.m.within("name", s.starts[start], s.ends[min(head + 1, len(s) - 1)]) if m.kind == REGION_ADJECTIVE]
        everyone = self.context.everyone()
        if not regions or _UNION not in everyone:
            return ()
        return (_UNION,) if regions[0] == _EUROPE else tuple(code for code in everyone if code != _UNION)

    def _lists_owners(self, s: Sentence, comma: int) -> bool:
        """Whether a comma goes on with the states of an office: "les ministres de la France, de l'Allemagne et de la Pologne"."""
        if self.g.case_markers:
            return any(case_marker(s, self.g, i) == self.g.genitive_marker for i in range(comma + 1, min(len(s), comma + 4)) if s.upos[i] in ("NOUN", "PROPN"))
        return comma + 1 < len(s) and self.g.marker(s.lowers[comma + 1]) == self.g.genitive_marker

    def _owners(self, s: Sentence, head: int, stop: int) -> list[Mention]:
        """The states of an office or authority: demonyms right after it and names after "de", no further than the next other preposition."""
        end = head + 1
        while end < stop and not starts_phrase(s, end):
            if s.upos[end] == "ADP" and self.g.marker(s.lowers[end]) != self.g.genitive_marker:
                if (s.lowers[end], s.lowers[min(end + 1, len(s) - 1)]) not in self._standing:
                    break
                end += 1
            end += 1
        found = self.actors_in(s, head + 1, end)
        if found and s.lowers[head] in self.v.counterparts and any(s.upos[i] == "NOUN" and s.ends[i] <= found[0].start for i in range(head + 1, end)):
            return []  # "à son interlocuteur de la préoccupation de la France"
        return found[:1] if found and s.upos[head] == "NOUN" and "Number=Sing" in s.feats[head] else found

    def _plural_common(self, s: Sentence, start: int, head: int, lower: str) -> Referent:
        context = self.context
        if lower in context.listed:
            return Referent(context.listed[lower], f"those listed ({lower})", "actor", True)
        two = any(s.lowers[i] in self.g.words["numeral_two"] for i in range(start, head))
        everyone = context.everyone()
        assembly = context.encounter is not None and context.encounter.kind in ("summit", "conference")
        if context.assembly is not None and not two and lower not in self.v.counterparts:
            return Referent((context.assembly,), f"members of the body that met ({lower})", "actor", True)
        if context.is_organisation and (len(everyone) < 2 or assembly):
            return Referent(context.issuer, f"members of the issuing body ({lower})", "actor", True)
        if not context.participants and context.plural is not None and len(context.plural.codes) > 1:
            return Referent(context.plural.codes, f"those spoken of ({lower})", "actor", True)
        if lower in self.v.offices:
            holders = [p for p in context.participants if p.role and self._office_word(lower) in p.role.lower()] or list(context.participants)
            per_side: dict[str, int] = {}
            for p in context.participants:
                if p.actor:
                    per_side[p.actor] = per_side.get(p.actor, 0) + 1
            two_a_side = len(per_side) == 2 and min(per_side.values()) >= 2
            if two_a_side and context.pair:
                return Referent(context.pair, f"the pair spoken of before ({lower})", "actor", True)
            if two and two_a_side and context.issuer and per_side.get(context.issuer[0], 0) == 2:
                return Referent(context.issuer[:1], f"the issuer's pair ({lower})", "actor", True)
            actors = tuple(dict.fromkeys(p.actor for p in holders if p.actor))
            apart = len(context.issuer) == 1 and not context.listed and context.issuer[0] in everyone and context.issuer[0] not in actors
            if len(actors) >= 2 and not apart:
                ordered = tuple(c for c in everyone if c in actors)
                return Referent(ordered, f"the holders of the office who met ({lower})", "actor", True)
        return Referent(everyone, f"all who met ({lower})", "actor", True)

    def _singular_common(self, lower: str, office: str | None = None) -> Referent:
        context = self.context
        if lower in self.v.offices:
            matching = [p for p in context.participants if p.role and self._office_word(lower) in p.role.lower() and p.actor]
            actors = tuple(dict.fromkeys(p.actor for p in matching if p.actor))
            if len(actors) == 1:
                return Referent(actors, f"the participant with that office ({lower})")
            if not actors and len(context.issuer) > 1:
                own = {
                    actor for role, held, actor in context.holders if actor in context.issuer and (held == office or self._office_word(lower) in role.lower())
                }
                if len(own) == 1:
                    return Referent(tuple(own), f"the issuer that names that office ({lower})")
            called = context.summoned[0] if len(context.summoned) == 1 else None
            state = (called or context.last_state()) if lower in self.v.foreign_offices else None
            if state is not None:
                return Referent((state,), f"the envoy of the state spoken of ({lower})")
            return Referent(context.issuer[:1], f"the issuer's office ({lower})")
        if lower in self.v.gatherings and len(context.everyone()) > 1 and not context.is_organisation:
            return Referent(context.everyone(), f"all who met ({lower})", "actor", True)
        if lower in self.v.institutions:
            if context.is_organisation or lower in self.v.state_institutions:
                return Referent(context.issuer, f"the issuing body ({lower})")
            return Referent((), f"no speaker ({lower})", "thing")
        if lower in self.v.sectors or lower in self.v.collectives:
            state = context.last_state() if lower in self.v.state_nouns else None
            if state is not None:
                return Referent((state,), f"the state spoken of ({lower})")
            return Referent((), f"no actor named ({lower})", "thing")
        return Referent(context.issuer[:1], f"the issuer ({lower})")

    def _pronoun(self, s: Sentence, head: int, end: int) -> Referent:
        context, lower = self.context, s.lowers[head]
        lower = lower.lstrip(self.g.words["inversion_letters"]) if lower.startswith("-") else lower
        if lower in self._first_plural:
            named = [m for m in self.actors_in(s, head + 1, end) if m.kind != CAPITAL]
            if named and head + 1 < len(s) and s.forms[head + 1] == ",":
                return Referent(_codes(named), "we, the named", "actor", True)
            return Referent(context.issuer, "we: the issuers", "actor", len(context.issuer) > 1)
        if lower in self._first_singular:
            return Referent(context.issuer[:1], "I: the issuer")
        if lower in self._plural:
            if context.plural is not None and (
                context.subject is None or context.subject.plural or len(context.subject.codes) > 1 or len(context.everyone()) < 2
            ):
                return Referent(context.plural.codes, f"pronoun {lower}: the previous subject", "actor", True)
            return Referent(context.everyone(), f"pronoun {lower}: all who met", "actor", True)
        if lower in self._impersonal:
            return Referent((), f"pronoun {lower}", "impersonal")
        if lower in self._singular:
            if self.g.infinitive and lower in self.g.words["expletives"] and (context.of_a_thing or self._is_of_things(context.subject)):
                return Referent((), f"pronoun {lower}: a thing", "thing")
            if context.singular is not None:
                return Referent(context.singular.codes, f"pronoun {lower}: the previous subject")
            return Referent(context.issuer[:1], f"pronoun {lower}: the issuer")
        return Referent((), f"pronoun {lower}", "thing")

    @staticmethod
    def _is_of_things(subject: Referent | None) -> bool:
        """Whether a pronoun for things cannot take up the last subject: several speakers, or a person."""
        return subject is not None and (subject.plural or subject.rule.startswith(("person", "the participant", "the issuer's office", "I:", "we:")))

    def _office_word(self, lower: str) -> str:
        """The stem by which an office noun and a role are compared ("ministres" in "ministre des Armées")."""
        return lower.rstrip(self.g.words["plural_letters"])[:7]

    def _last_other(self) -> Referent:
        others = self.context.others
        if others:
            return Referent((others[-1],), "the latter: the last mentioned")
        return Referent(self.context.counterparts(self.context.issuer), "the latter: the other side")


def starts_phrase(s: Sentence, i: int) -> bool:
    """Whether a determiner at ``i`` opens a new noun phrase right after another ("à son homologue le soutien …")."""
    return s.upos[i] == "DET" and i > 0 and s.upos[i - 1] in ("NOUN", "ADJ", "PROPN")


def found_heads(s: Sentence, head: int, limit: int) -> set[int]:
    """``head`` and what is coordinated with it, transitively."""
    heads = {head}
    for i in range(head + 1, min(limit, len(s))):
        if s.rels[i] == "conj" and s.heads[i] in heads:
            heads.add(i)
    return heads


def _codes(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.code for m in mentions if m.kind not in (LOCALITY, VENUE, REGION, REGION_ADJECTIVE)))
