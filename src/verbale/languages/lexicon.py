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

#: Markers of complements that an entry may name; any other string in ``requires`` or ``excludes`` is a fixed phrase.
MARKERS = frozenset({"obj", "que", "inf", "à", "de", "sur", "pour", "contre", "quant à", "face à", "à ce que", "pour que", "en", "avec", "par", "envers", "devant", "auprès de"})

#: Words of a cue's pattern that may be missing or different in a text: determiners and the like.
_OPTIONAL = frozenset({"le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "son", "sa", "ses", "leur", "leurs"})


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

    @property
    def specificity(self) -> tuple[int, int, int]:
        """How much an entry asks for: the most specific of those that hold is taken."""
        phrases = any(word.lstrip("+") not in MARKERS for word in self.requires)
        return (len(self.fixed), bool(self.requires) + phrases, self.reflexive + self.negative)


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

    def __len__(self) -> int:
        return len({cue.id for table in (self.verbs, self.nouns, self.adjectives) for cues in table.values() for cue in cues}) + len(self.tenses)


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
    modifiers = load("languages", language, "modifiers.yaml")
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
    )


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
        return Cue(
            id=f"{entry['cue']}/{sense}" if sense else entry["cue"],
            head=words[0],
            fixed=_fixed(words[1:], language),
            act=entry["act"],
            pos=entry["pos"],
            strength=int(entry.get("strength") or act.strength),
            reflexive=bool(entry.get("reflexive")),
            reiterated=bool(entry.get("reiterated")),
            negative=entry.get("polarity") == "negative",
            speaker=roles.get("speaker", "nsubj"),
            addressee=_tuple(roles.get("addressee")),
            content=_tuple(roles.get("content")),
            requires=_tuple(entry.get("requires")),
            excludes=_tuple(entry.get("excludes")),
            under=_tuple(entry.get("under")),
            examples=tuple(entry.get("examples") or ()),
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
    return tuple(frozenset((word, *_forms(word, language))) for word in words if word not in _OPTIONAL)


def _light_verbs(language: str) -> dict[str, tuple[LightVerb, ...]]:
    table: dict[str, list[LightVerb]] = defaultdict(list)
    for entry in load("languages", language, "light_verbs.yaml"):
        words = tokens(entry["verb"])
        table[words[0]].append(LightVerb(words[0], _fixed(words[1:], language), entry.get("object", "obj"), entry["class"], entry.get("polarity") == "negative"))
    return {head: tuple(sorted(verbs, key=lambda v: len(v.fixed), reverse=True)) for head, verbs in table.items()}
