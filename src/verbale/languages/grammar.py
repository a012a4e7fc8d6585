"""The function words of a language, as the engine asks for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from verbale.languages.data import load
from verbale.languages.inflection import Readings, verb_readings

_NO_SLOTS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grammar:
    """``grammar.yaml`` of a language, with the verb forms; sets are of lower-case words."""

    language: str
    readings: Readings
    auxiliary_forms: frozenset[str]
    openers: frozenset[str]
    relatives: frozenset[str]
    complementisers: frozenset[str]
    that: frozenset[str]
    before_that: frozenset[str]
    adverbial_that: frozenset[str]
    coordinators: tuple[str, ...]
    reflexives: frozenset[str]
    reflexives_by_subject: dict[str, frozenset[str]]
    negators: frozenset[str]
    never_subjects: frozenset[str]
    negation_words: frozenset[str]
    clitics: frozenset[str]
    prepositions: frozenset[str]
    active_with_passive_auxiliary: frozenset[str]
    copulas: frozenset[str]
    reflexive_copulas: frozenset[str]
    transparent: dict[str, frozenset[str]]
    meeting_purpose: frozenset[str]
    adverbial_words: frozenset[str]
    #: Auxiliaries before a bare infinitive ("will", "did"): none where a language has only those before participles.
    base_auxiliaries: frozenset[str]
    #: Object pronouns that follow their verb ("thanked him"); those of French stand before it.
    object_pronouns: frozenset[str]
    #: The word before an infinitive ("to"); "" where infinitives stand bare.
    infinitive: str
    marker_of: dict[str, str]
    #: The markers of possession, of the recipient, and of a complement clause; the forms of the second.
    genitive_marker: str
    dative_marker: str
    that_marker: str
    dative: frozenset[str]
    complement_markers: frozenset[str]
    #: Case of Universal Dependencies → the marker that it stands for; empty where a language has no cases.
    case_markers: dict[str, str]
    #: First marker → the compound ones that it may begin, each with what must follow (nothing: always).
    compound_markers: dict[str, tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]]
    #: The end of a coordinator of several words ("ainsi que").
    additive_phrase: list[str]
    #: Everything else; a list of words as the keys of a dictionary, in order, for they are looked up in every sentence.
    words: dict[str, Any]
    _slots: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def lemmas(self, lower: str) -> tuple[str, ...]:
        """Verb lemmas that a lower-case form can belong to."""
        return tuple(self.readings.get(lower, ()))

    def slots(self, lower: str) -> frozenset[str]:
        """Paradigm slots that a lower-case form can fill, over all its lemmas."""
        readings = self.readings.get(lower)
        if not readings:
            return _NO_SLOTS
        found = self._slots.get(lower)
        if found is None:
            found = self._slots[lower] = frozenset().union(*readings.values())
        return found

    def marker(self, lower: str) -> str:
        """The preposition or complementiser that a form stands for (au → à), the form itself where it is another preposition, else ""."""
        found = self.marker_of.get(lower)
        if found is not None:
            return found
        return lower if lower in self.prepositions else ""


@lru_cache(maxsize=8)
def grammar(language: str) -> Grammar:
    """The grammar of a language.

    Raises:
        KnowledgeError: when its folder lacks a file.
    """
    words = load("languages", language, "grammar.yaml")
    readings = verb_readings(language)
    auxiliaries = frozenset(form for form, lemmas in readings.items() if any(lemma in words["auxiliaries"] for lemma in lemmas))
    cases = words["cases"]
    clitics = {*words["reflexives"], *words["object_clitics"], *words["negators"], *words["other_clitics"]}
    for forms in words["reflexives_by_subject"].values():
        clitics.update(forms)
    return Grammar(
        language=language,
        readings=readings,
        auxiliary_forms=auxiliaries,
        openers=frozenset(words["openers"]),
        relatives=frozenset(words["relatives"]),
        complementisers=frozenset(words["complementisers"]),
        that=frozenset(words["markers"][cases["that"]]),
        before_that=frozenset(words["before_that"]),
        adverbial_that=frozenset(words["adverbial_that"]),
        coordinators=tuple(words["coordinators"]),
        reflexives=frozenset(words["reflexives"]),
        reflexives_by_subject={subject: frozenset(forms) for subject, forms in words["reflexives_by_subject"].items()},
        negators=frozenset(words["negators"]),
        never_subjects=frozenset((*words["reflexives"], *words["object_clitics"])),
        negation_words=frozenset(words["negation_words"]),
        clitics=frozenset(clitics),
        prepositions=frozenset(words["prepositions"]),
        active_with_passive_auxiliary=frozenset(words["active_with_passive_auxiliary"]),
        copulas=frozenset(words["copulas"]),
        reflexive_copulas=frozenset(words["reflexive_copulas"]),
        transparent={noun: frozenset(markers) for noun, markers in words["transparent"].items()},
        meeting_purpose=frozenset(words["meeting_purpose"]),
        adverbial_words=frozenset(words["adverbial_words"]),
        base_auxiliaries=frozenset(words["base_auxiliaries"]),
        infinitive="".join(words["infinitives"][:1]),
        object_pronouns=frozenset(words["object_pronouns"]),
        marker_of={form: marker for marker, forms in words["markers"].items() for form in forms},
        genitive_marker=cases["genitive"],
        dative_marker=cases["dative"],
        that_marker=cases["that"],
        dative=frozenset(words["markers"][cases["dative"]]),
        complement_markers=frozenset(("obj", "inf", *words["complement_markers"])),
        case_markers=words["case_markers"],
        compound_markers=_compound_markers(words["compound_markers"]),
        additive_phrase=words["additive_phrase"],
        words={key: _keys(value) for key, value in words.items()},
    )


def _keys(value: Any) -> Any:
    """A list of words as the keys of a dictionary; anything else as it is."""
    return dict.fromkeys(value) if isinstance(value, list) and all(isinstance(word, str) for word in value) else value


def _compound_markers(entries: dict[str, dict[str, Any]]) -> dict[str, tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]]:
    found: dict[str, tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]] = {}
    for compound, entry in entries.items():
        begins = entry["begins"]
        found[begins] = (*found.get(begins, ()), (compound, tuple(tuple(words.split()) for words in entry.get("followed_by", ()))))
    return found
