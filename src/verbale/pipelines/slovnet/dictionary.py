"""Which of the tagger's tags a form may have, by pymorphy3's dictionary (OpenCorpora)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from verbale.errors import MissingPipelineError
from verbale.pipelines.slovnet.grammar import Tag

#: Forms longer than this are no words of the dictionary.
LONGEST_WORD = 48

_CASES = {"nomn": "Nom", "datv": "Dat", "ablt": "Ins", "voct": "Voc"}
_CASES |= dict.fromkeys(("gent", "gen1", "gen2"), "Gen") | dict.fromkeys(("accs", "acc2"), "Acc") | dict.fromkeys(("loct", "loc1", "loc2"), "Loc")
_VALUES = {
    "Number": ("number", {"sing": "Sing", "plur": "Plur"}),
    "Tense": ("tense", {"past": "Past", "pres": "Pres", "futr": "Fut"}),
    "Person": ("person", {"1per": "1", "2per": "2", "3per": "3"}),
    "Aspect": ("aspect", {"perf": "Perf", "impf": "Imp"}),
    "Case": ("case", _CASES),
}
_GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
_ANIMACY = {"anim": "Anim", "inan": "Inan"}
#: OpenCorpora's part of speech → the coarse tags that its words have in Universal Dependencies. Function words are not among them: the tagger knows these best.
_UPOS = {
    "NOUN": ("NOUN", "PROPN"),
    "ADJF": ("ADJ", "DET", "PRON", "NUM", "NOUN"),
    "ADJS": ("ADJ",),
    "VERB": ("VERB", "AUX"),
    "INFN": ("VERB", "AUX"),
    "PRTF": ("VERB", "ADJ", "NOUN"),
    "PRTS": ("VERB", "ADJ"),
    "GRND": ("VERB", "AUX"),
}
_VERB_FORMS = {"VERB": "Fin", "INFN": "Inf", "PRTF": "Part", "PRTS": "Part", "GRND": "Conv"}
_VARIANTS = {"ADJS": "Short", "PRTS": "Short", "ADJF": "Long", "PRTF": "Long"}
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})


@dataclass(frozen=True, slots=True)
class Allowed:
    """The tags that a form may have, by number: to look one up, and in order."""

    numbers: frozenset[int]
    ordered: npt.NDArray[np.int64]


class Dictionary:
    """pymorphy3, asked in the tagger's terms.

    Args:
        language: whose dictionary.
        tags: the tagger's tags, by number.

    Raises:
        MissingPipelineError: when pymorphy3 or its dictionary is not installed.
    """

    def __init__(self, language: str, tags: Sequence[Tag]) -> None:
        try:
            import pymorphy3

            self._analyzer: Any = pymorphy3.MorphAnalyzer(lang=language)
        except (ImportError, OSError, ValueError) as error:
            raise MissingPipelineError(language, "pymorphy3") from error
        self._tags = tags
        self._by_upos: dict[str, list[int]] = {}
        for number, tag in enumerate(tags):
            self._by_upos.setdefault(tag.upos, []).append(number)
        self._known = lru_cache(maxsize=50_000)(self._look_up)
        self._allowed = lru_cache(maxsize=50_000)(self._find_allowed)
        self._united = lru_cache(maxsize=10_000)(self._unite)
        self._compatible = lru_cache(maxsize=None)(self._find_compatible)  # the dictionary has a few hundred tags

    def allowed(self, lower: str) -> Allowed | None:
        """The tags of a lower-case form; None where the dictionary does not know it, or knows it as a function word too."""
        return self._allowed(lower) if len(lower) <= LONGEST_WORD else None

    def is_name(self, lower: str) -> bool:
        """Whether the dictionary knows a form as a name: what looks like a name in the text, and is a common word there, is a name that it lacks."""
        return len(lower) <= LONGEST_WORD and any(tag.grammemes & _NAMES for tag in self._known(lower))

    def _look_up(self, lower: str) -> frozenset[Any]:
        """The dictionary's tags of a form; none where it would guess, which takes long and, for some forms, more recursion than Python grants."""
        return frozenset(self._analyzer.tag(lower)) if self._analyzer.word_is_known(lower) else frozenset()

    def _find_allowed(self, lower: str) -> Allowed | None:
        known = self._known(lower)
        return self._united(known) if known and all(str(tag.POS) in _UPOS for tag in known) else None

    def _unite(self, known: frozenset[Any]) -> Allowed | None:
        numbers = frozenset[int]().union(*map(self._compatible, known))
        return Allowed(numbers, np.array(sorted(numbers))) if numbers else None

    def _find_compatible(self, tag: Any) -> frozenset[int]:
        """The tagger's tags that say what one tag of the dictionary says."""
        wanted = _features(tag)
        return frozenset(number for upos in _UPOS[str(tag.POS)] for number in self._by_upos.get(upos, ()) if _agrees(self._tags[number], wanted))


def _features(tag: Any) -> dict[str, str]:
    """What a tag of the dictionary says, as features of Universal Dependencies."""
    pos = str(tag.POS)
    features = {name: values.get(str(getattr(tag, attribute)), "") for name, (attribute, values) in _VALUES.items()}
    features["Gender"] = _GENDERS.get(str(tag.gender), "") if tag.number != "plur" else ""
    features["Animacy"] = _ANIMACY.get(str(tag.animacy), "") if pos == "NOUN" else ""
    features["VerbForm"] = _VERB_FORMS.get(pos, "")
    features["Variant"] = _VARIANTS.get(pos, "")
    features["Voice"] = ("Pass" if tag.voice == "pssv" else "Act") if pos in ("PRTF", "PRTS") else ""
    features["Mood"] = "Imp" if pos == "VERB" and tag.mood == "impr" else ""
    return {name: value for name, value in features.items() if value}


def _agrees(tag: Tag, wanted: dict[str, str]) -> bool:
    """Whether one of the tagger's tags contradicts no feature; only case and mood must be named, for the treebank leaves out what it takes for granted."""
    for name, value in wanted.items():
        if name == "Variant":
            written = tag.get("Case") or tag.get("Variant")
            if tag.upos in ("ADJ", "VERB") and written and (tag.get(name) == "Short") != (value == "Short"):
                return False
        elif name == "VerbForm":
            if tag.upos in ("VERB", "AUX") and tag.get(name) != value:
                return False
        elif name == "Aspect" and tag.upos == "ADJ":
            continue
        elif (name in ("Case", "Mood") or tag.get(name)) and tag.get(name) != value:
            return False
    return True
