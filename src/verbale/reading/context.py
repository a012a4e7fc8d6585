"""What the reader knows of a document while it reads a sentence: who issued it, who met, and who spoke last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from verbale.codebook.actors import is_state, organisation, without_bodies
from verbale.languages.data import load
from verbale.languages.grammar import grammar
from verbale.languages.inflection import agreement_forms, agreement_rules
from verbale.reading.sieve import Rare
from verbale.record import Encounter, Participant


@dataclass(frozen=True)
class Vocabulary:
    """``discourse.yaml`` of a language, with the agreeing forms of its nouns."""

    events: frozenset[str]
    documents: frozenset[str]
    collectives: frozenset[str]
    offices: frozenset[str]
    institutions: frozenset[str]
    gatherings: frozenset[str]
    joint_bodies: Rare
    sides: frozenset[str]
    state_nouns: frozenset[str]
    foreign_offices: frozenset[str]
    counterparts: frozenset[str]
    sectors: dict[str, str]
    everybody: re.Pattern[str]
    restricting: frozenset[str]
    own_body: re.Pattern[str]
    indefinite: frozenset[str]
    courtesies: frozenset[str]
    sovereigns: frozenset[str]
    members: frozenset[str]
    associates: frozenset[str]
    personal_titles: frozenset[str]
    authorities: frozenset[str]
    state_institutions: frozenset[str]
    dignified: frozenset[str]

    def sector(self, lowers: Sequence[str], i: int) -> str | None:
        """The part of a state that the noun at ``i`` is, alone or with the word beside it ("forces armées"); None where it is none."""
        pair = f"{lowers[i]} {lowers[i + 1]}" if i + 1 < len(lowers) else ""
        before = f"{lowers[i - 1]} {lowers[i]}" if i else ""
        return self.sectors.get(pair) or self.sectors.get(before) or self.sectors.get(lowers[i])


@lru_cache(maxsize=8)
def vocabulary(language: str) -> Vocabulary:
    """The discourse vocabulary of a language.

    Raises:
        KnowledgeError: when the file is missing or broken.
    """
    data = load("languages", language, "discourse.yaml")
    rules = agreement_rules(language)

    def forms(key: str) -> frozenset[str]:
        return frozenset(form.lower() for word in data[key] for form in agreement_forms(word, rules))

    def phrases(key: str) -> re.Pattern[str]:
        """Any of the phrases, in a language with cases in every form of its words."""
        declines = bool(grammar(language).case_markers)
        words = ([agreement_forms(word, rules) if declines else (word,) for word in phrase.split()] for phrase in data[key])
        return re.compile("|".join(" ".join(f"(?:{'|'.join(map(re.escape, forms))})" for forms in phrase) for phrase in words))

    return Vocabulary(
        events=forms("events"),
        documents=forms("documents"),
        collectives=forms("collectives"),
        offices=forms("offices"),
        institutions=forms("institutions"),
        gatherings=frozenset(data["gatherings"]),
        joint_bodies=Rare(rf"(?<!\w){phrase}(?!\w)" for phrase in data.get("joint_bodies", ())),
        sides=frozenset(data["sides"]),
        state_nouns=frozenset(data["state_nouns"]),
        foreign_offices=forms("foreign_offices"),
        counterparts=forms("counterparts"),
        sectors={form: sector for sector, words in data["sectors"].items() for word in words for form in agreement_forms(word, rules)},
        everybody=phrases("everybody"),
        restricting=frozenset(data["restricting"]),
        own_body=phrases("own_body"),
        indefinite=frozenset(data["indefinite"]),
        courtesies=frozenset(data["courtesies"]),
        sovereigns=forms("sovereigns"),
        members=frozenset(data["members"]),
        associates=forms("associates"),
        personal_titles=frozenset(data["personal_titles"]),
        authorities=frozenset(data["authorities"]),
        state_institutions=frozenset(data["state_institutions"]),
        dignified=forms("dignified"),
    )


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a phrase means: actor codes, and the rule that says so.

    ``kind``: ``actor``; ``event`` (an encounter); ``document``; ``impersonal``; ``thing`` (no one who could speak).
    """

    codes: tuple[str, ...]
    rule: str
    kind: str = "actor"
    plural: bool = False


@dataclass(slots=True)
class Context:
    """The discourse so far.

    ``others`` are the actors named, the last one last; ``paragraph`` those named in the paragraph so far, in order, ``titled`` those in the title,
    ``speaking`` is the speaker of the statement being read,
    ``assembly`` is the organisation whose members met, where the report says so ("réunion des ministres du G7"),
    ``listed`` those whom a list at the head of the text introduces, by the noun that refers to them,
    ``joint`` are the nouns for a body of those who met ("the Association Council"), where the head of the text names one,
    ``parties`` those between whom a process that the text names mediates,
    ``summoned`` those who were called in to be told,
    ``side`` who is named as the side that a passive of this sentence is said by, ``going_on`` the same of the sentence before in the paragraph,
    ``holders`` the offices that the head of the text names: as written, their class, for whom they speak,
    ``of_a_thing`` whether the sentence before told of something that could not speak,
    ``told`` the last addressee in its sentence, ``since`` the token after the last cue in it; ``parent`` the organisation that an
    issuing body belongs to.
    """

    issuer: tuple[str, ...]
    encounter: Encounter | None
    is_organisation: bool
    language: str
    subject: Referent | None = None
    plural: Referent | None = None
    singular: Referent | None = None
    pair: tuple[str, ...] = ()
    others: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    titled: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    of_a_thing: bool = False
    told: tuple[str, ...] = ()
    since: int = 0
    parent: str | None = None
    assembly: str | None = None
    parties: tuple[str, ...] = ()
    summoned: tuple[str, ...] = ()
    side: Referent | None = None
    going_on: Referent | None = None
    holders: tuple[tuple[str, str | None, str], ...] = ()
    listed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joint: frozenset[str] = frozenset()

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The participants of the encounter, none where there is none."""
        return self.encounter.participants if self.encounter else ()

    def everyone(self) -> tuple[str, ...]:
        """Actor codes of all who met, the issuer first; the issuer alone where nobody met."""
        codes = without_bodies(p.actor.split(":")[0] for p in self.participants if p.actor)
        if self.assembly is not None and self.assembly in self.issuer:
            codes = [c for c in codes if c not in organisation(self.assembly).get("members", ())]  # nor who hosts a meeting of it
        ordered = dict.fromkeys([*(c for c in self.issuer if c in codes or len(codes) < 2), *codes])
        return tuple(ordered) or self.issuer

    def hosts(self) -> tuple[str, ...]:
        """Who speaks where the text need not say who: all who met, but for those who were called in to be told."""
        everyone = self.everyone()
        return tuple(code for code in everyone if code not in self.summoned) or (self.issuer if self.summoned else everyone)

    def counterparts(self, speaker: tuple[str, ...]) -> tuple[str, ...]:
        """All who met without the speaker."""
        return tuple(code for code in self.everyone() if code not in speaker)

    def last_state(self) -> str | None:
        """The state that is spoken of and is neither the issuer nor the speaker: the first that the paragraph names, else the title, else the last before."""
        here = next((code for code in (*self.paragraph, *self.titled) if is_state(code) and code not in self.issuer and code not in self.speaking), None)
        return here or next((code for code in reversed(self.others) if is_state(code) and code not in self.issuer and code not in self.speaking), None)

    def spoke(self, referent: Referent) -> None:
        """Remember the subject of a main clause."""
        if referent.kind != "actor" or not referent.codes:
            return
        self.subject = referent
        if referent.plural or len(referent.codes) > 1:
            self.plural = referent
        else:
            self.singular = referent
