"""What the pipeline must know of a language besides its models: ``pipeline.yaml`` of the language's folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from verbale.errors import KnowledgeError
from verbale.languages.data import load


@dataclass(frozen=True)
class Rules:
    """The content of ``pipeline.yaml``, whose comments say what each entry is for; words are in lower case, stems in tuples for ``str.startswith``."""

    initials: tuple[str, ...]
    abbreviations: dict[str, str]
    after_number: frozenset[str]
    before_noun: frozenset[str]
    cased: dict[str, tuple[str, str, str]]
    not_cased_after_number: frozenset[str]
    locative: frozenset[str]
    instrumental: frozenset[str]
    ordinals: dict[str, str]
    governed: dict[str, frozenset[str]]
    control: tuple[str, ...]
    relatives: tuple[str, ...]
    relative_pronoun: str
    counting: tuple[str, ...]


@lru_cache(maxsize=8)
def rules(language: str) -> Rules:
    """The rules of a language.

    Raises:
        KnowledgeError: when the file is missing or is not of this form.
    """
    words = load("languages", language, "pipeline.yaml")
    try:
        return Rules(
            initials=tuple(words["initials"]),
            abbreviations=dict(words["abbreviations"]),
            after_number=frozenset(words["after_number"]),
            before_noun=frozenset(words["before_noun"]),
            cased={short: (genitive, locative, instrumental) for short, (genitive, locative, instrumental) in words["cased"].items()},
            not_cased_after_number=frozenset(words["not_cased_after_number"]),
            locative=frozenset(words["locative"]),
            instrumental=frozenset(words["instrumental"]),
            ordinals=dict(words["ordinals"]),
            governed={word: frozenset(cases.split()) for cases, prepositions in words["governed"].items() for word in prepositions},
            control=tuple(words["control"]),
            relatives=tuple(words["relatives"]),
            relative_pronoun=words["relative_pronoun"],
            counting=tuple(words["counting"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"languages/{language}/pipeline.yaml: {type(error).__name__}: {error}") from error
