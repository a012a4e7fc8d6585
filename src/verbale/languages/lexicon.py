"""The cue lexicon of a language: which words perform which act, and where the roles stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.codebook.acts import act_table
from verbale.errors import KnowledgeError
from verbale.languages.data import load
from verbale.languages.grammar import grammar
from verbale.languages.inflection import agreement_forms, agreement_rules

SCALES = ("exchange", "approval", "disapproval", "pressure", "commitment")


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon (the schema is in ``docs/languages.md``)."""

    id: str
    head: str
    fixed: tuple[frozenset[str], ...]
    act: str
    pos: str
    strength: int
    reflexive: bool
    reiterated: bool
    negative: bool
    speaker: str
    addressee: tuple[str, ...]
    content: tuple[str, ...]
    requires: tuple[str, ...]
    excludes: tuple[str, ...]
    under: tuple[str, ...]
    examples: tuple[Any, ...]
    #: How much the entry asks for: the most specific of those that hold is taken.
    specificity: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that licenses a noun cue; ``object`` is the marker of the noun, ``cls`` express, repeat, stress or give."""

    head: str
    fixed: tuple[frozenset[str], ...]
    object: str
    cls: str
    negative: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All cues of a language, by the words that can start them."""

    language: str
    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    tenses: dict[str, Cue]
    light_verbs: dict[str, tuple[LightVerb, ...]]
    intensifiers: tuple[str, ...]
    superlatives: tuple[str, ...]
    softeners: tuple[str, ...]
    #: Single modifying words of all three kinds.
    modifying: frozenset[str]
    adverbial_openers: frozenset[str]
    #: Lemmas of verbs by which their subject performs an act, whatever follows them ("condemn", not "violate", which is the author's judgement).
    performing: frozenset[str]
    #: Lemma of a verb that declares rather than does → the words one of which must follow it ("" where none must): "note that", "call on", "express our".
    declaring: dict[str, frozenset[str]]

    def __len__(self) -> int:
        return len({cue.id for table in (self.verbs, self.nouns, self.adjectives) for cues in table.values() for cue in cues}) + len(self.tenses)


#: Acts that are done by declaring them, and seldom what somebody is asked to do.
_DECLARED = frozenset({"stress", "condemn", "regret", "call", "reaffirm", "thank", "demand"})


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, made from its folder on first use.

    Raises:
        KnowledgeError: when an entry lacks a field, names an unknown act, or its verb has no forms in ``verbs.yaml``.
    """
    tables: dict[str, dict[str, list[Cue]]] = {pos: defaultdict(list) for pos in ("verb", "noun", "adjective")}
    tenses: dict[str, Cue] = {}
    known = {lemma for readings in grammar(language).readings.values() for lemma in readings}
    for scale in SCALES:
        for entry in load("languages", language, "cues", f"{scale}.yaml"):
            cue = _cue(entry, language, scale)
            if cue.pos == "tense":
                tenses[cue.head] = cue
            elif cue.pos == "verb":
                if cue.head not in known:
                    raise KnowledgeError(f"languages/{language}/cues/{scale}.yaml: {cue.id}: {cue.head!r} has no forms in verbs.yaml")
                tables["verb"][cue.head].append(cue)
            else:
                for form in _forms(cue.head, language):
                    tables[cue.pos][form].append(cue)
    modifiers = _modifiers(language)
    return Lexicon(
        language=language,
        verbs=_ranked(tables["verb"]),
        nouns=_ranked(tables["noun"]),
        adjectives=_ranked(tables["adjective"]),
        tenses=tenses,
        light_verbs=_light_verbs(language),
        intensifiers=tuple(modifiers["intensifiers"]),
        superlatives=tuple(modifiers["superlatives"]),
        softeners=tuple(modifiers["softeners"]),
        modifying=frozenset(word for key in ("intensifiers", "superlatives", "softeners") for word in modifiers[key] if " " not in word),
        adverbial_openers=frozenset(modifiers["adverbial_openers"]),
        declaring=_declaring(tables["verb"]),
        performing=frozenset(
            lemma
            for lemma, cues in tables["verb"].items()
            if any(not (cue.fixed or cue.requires or cue.reflexive or cue.act == "inform" or cue.speaker == "author") for cue in cues)
        ),
    )


@lru_cache(maxsize=8)
def light_verb_heads(language: str) -> frozenset[str]:
    """Lemmas of verbs whose bare object may name the act that they perform ("express", "offer")."""
    verbs = (light for lights in lexicon(language).light_verbs.values() for light in lights)
    return frozenset(light.head for light in verbs if light.object == "obj" and not light.fixed)


def _modifiers(language: str) -> dict[str, list[str]]:
    """``modifiers.yaml``, in a language with cases with every form of its single words."""
    table: dict[str, list[str]] = load("languages", language, "modifiers.yaml")
    if not grammar(language).case_markers:
        return table
    return {key: list(dict.fromkeys(form for word in words for form in ((word,) if " " in word else _forms(word, language)))) for key, words in table.items()}


def _declaring(verbs: dict[str, list[Cue]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for lemma, cues in verbs.items():
        for cue in cues:
            if cue.act in _DECLARED and not (cue.requires or cue.reflexive or cue.negative or cue.speaker == "author"):
                found[lemma].update(cue.fixed[0] if cue.fixed else ("",))
    return {lemma: frozenset(words) for lemma, words in found.items()}


def _ranked(table: dict[str, list[Cue]]) -> dict[str, tuple[Cue, ...]]:
    return {key: tuple(sorted(cues, key=lambda cue: cue.specificity, reverse=True)) for key, cues in table.items()}


def _forms(word: str, language: str) -> tuple[str, ...]:
    return agreement_forms(word, agreement_rules(language))


def _cue(entry: dict[str, Any], language: str, scale: str) -> Cue:
    where = f"languages/{language}/cues/{scale}.yaml: {entry.get('cue')!r}"
    try:
        acts = act_table()
        act = acts[entry["act"]]
        words = tokens(entry["cue"])
        roles = entry.get("roles") or {}
        sense = entry.get("sense")
        fixed, requires = _fixed(words[1:], language), _tuple(entry.get("requires"))
        reflexive, negative = bool(entry.get("reflexive")), entry.get("polarity") == "negative"
        phrases = any(word.lstrip("+") not in grammar(language).complement_markers for word in requires)
        return Cue(
            id=f"{entry['cue']}/{sense}" if sense else entry["cue"],
            head=words[0],
            fixed=fixed,
            act=entry["act"],
            pos=entry["pos"],
            strength=int(entry.get("strength") or act.strength),
            reflexive=reflexive,
            reiterated=bool(entry.get("reiterated")),
            negative=negative,
            speaker=roles.get("speaker", "nsubj"),
            addressee=_tuple(roles.get("addressee")),
            content=_tuple(roles.get("content")),
            requires=requires,
            excludes=_tuple(entry.get("excludes")),
            under=_tuple(entry.get("under")),
            examples=tuple(entry.get("examples") or ()),
            specificity=(len(fixed), bool(requires) + phrases, reflexive + negative),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise KnowledgeError(f"{where}: {error!r}") from error


def _tuple(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def tokens(phrase: str) -> list[str]:
    """A phrase of the lexicon cut as the pipelines cut text: elided words are words of their own."""
    return phrase.replace("'", "' ").split()


def _fixed(words: list[str], language: str) -> tuple[frozenset[str], ...]:
    optional = grammar(language).words["optional_in_patterns"]
    return tuple(frozenset((word, *_forms(word, language))) for word in words if word not in optional)


def _light_verbs(language: str) -> dict[str, tuple[LightVerb, ...]]:
    table: dict[str, list[LightVerb]] = defaultdict(list)
    for entry in load("languages", language, "light_verbs.yaml"):
        words = tokens(entry["verb"])
        table[words[0]].append(
            LightVerb(words[0], _fixed(words[1:], language), entry.get("object", "obj"), entry["class"], entry.get("polarity") == "negative")
        )
    return {head: tuple(sorted(verbs, key=lambda v: len(v.fixed), reverse=True)) for head, verbs in table.items()}
