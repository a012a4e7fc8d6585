"""Word forms from citation forms: conjugation tables and agreement rules that a language folder declares.

A pipeline's look-up lemmatizer costs seconds to load and is wrong once in ten words; the lexicon needs the forms of some hundred words only,
so it makes them from ``verbs.yaml`` and ``agreement.yaml``.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from verbale.errors import KnowledgeError
from verbale.languages.data import load

#: A word form's readings: lemma → slots of the paradigm that it fills (``inf``, ``pres``, ``ppast`` …).
Readings = dict[str, dict[str, frozenset[str]]]


@lru_cache(maxsize=8)
def verb_readings(language: str) -> Readings:
    """Every form of every verb in the language's ``verbs.yaml``.

    Raises:
        KnowledgeError: when a verb does not end as its paradigm says.
    """
    table = load("languages", language, "verbs.yaml")
    slots: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for paradigm, lemmas in table["verbs"].items():
        spec = table["paradigms"].get(paradigm)
        if spec is None:
            raise KnowledgeError(f"languages/{language}/verbs.yaml: no paradigm {paradigm!r}")
        cut = spec["cut"]
        for lemma in lemmas:
            if not lemma.endswith(cut):
                raise KnowledgeError(f"languages/{language}/verbs.yaml: {lemma!r} does not end in {cut!r}")
            stem = lemma[: len(lemma) - len(cut)]
            for slot, endings in spec["forms"].items():
                for ending in endings:
                    slots[stem + ending][lemma].add(slot)
    auxiliaries = load("languages", language, "grammar.yaml")["auxiliaries"]
    return {form: {lemma: frozenset(names) for lemma, names in _unshared(readings, auxiliaries).items()} for form, readings in slots.items()}


def _unshared(readings: dict[str, set[str]], auxiliaries: list[str]) -> dict[str, set[str]]:
    """A form of an auxiliary is that and nothing else: "sommes" is never a form of "sommer"."""
    own = {lemma: names for lemma, names in readings.items() if lemma in auxiliaries}
    return own or readings


def agreement_forms(word: str, rules: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    """The agreeing forms of a noun or adjective: the first rule whose ending fits says them all.

    Args:
        word: citation form.
        rules: pairs of an ending and the endings that replace it.
    """
    for ending, replacements in rules:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return tuple(dict.fromkeys([word, *(stem + replacement for replacement in replacements)]))
    return (word,)


@lru_cache(maxsize=8)
def agreement_rules(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rules of the language's ``agreement.yaml``, in order."""
    return tuple((rule["ends"], tuple(rule["forms"])) for rule in load("languages", language, "agreement.yaml"))
