"""The predicates of a sentence: which verbs are there, which of them speak for the sentence's subject, and who that subject is.

A parser's tree is right about what stands close together and often wrong about long coordinations. So the verb group (auxiliaries, participle,
infinitive) comes from the tree, while the level of a clause (main or embedded) is read off the words that open clauses, from left to right,
with the tree as the judge where they leave a doubt.
"""

from __future__ import annotations

from collections.abc import Collection

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.levels import set_levels
from verbale.reading.nonfinite import Declaring
from verbale.reading.predicate import COMPLEMENT, MAIN, RELATIVE, SHARED, Predicate
from verbale.reading.subjects import find_relative_subject, find_reported, find_subject, set_voice
from verbale.reading.verbgroups import verb_groups


def predicates(
    sentence: Sentence, grammar: Grammar, *, resolution_style: bool = False, performing: Collection[str] = (), declaring: Declaring | None = None
) -> list[Predicate]:
    """All predicates of a sentence from left to right, with level, governor and subject filled in.

    Args:
        sentence: the parsed sentence.
        grammar: the function words of its language.
        performing: lemmas of verbs that perform an act by themselves (:attr:`verbale.languages.lexicon.Lexicon.performing`).
        declaring: verbs that declare, with what must follow them (:attr:`verbale.languages.lexicon.Lexicon.declaring`).
        resolution_style: whether a first verb without subject ("Condamne …") speaks for the issuer.
    """
    groups = verb_groups(sentence, grammar, resolution_style)
    set_levels(sentence, grammar, groups, performing, declaring)
    _open(groups)
    for group in groups:
        find_reported(sentence, grammar, group)
    for group in groups:
        if group.form == "fin" and group.level in (MAIN, COMPLEMENT) and not group.incise:
            find_subject(sentence, grammar, group, groups)
            if group.level == COMPLEMENT and group.subject is None:
                group.subject = _shared_in_complement(group, groups)
        elif group.level == RELATIVE and (group.governor is None or group.governor.level != RELATIVE):
            find_relative_subject(sentence, grammar, group)
        set_voice(sentence, grammar, group)
    return groups


def _shared_in_complement(group: Predicate, groups: list[Predicate]) -> int | None:
    """The subject of the verb that a coordinated one goes on from in the same complement clause ("that France condemned … and expressed …")."""
    earlier = [p for p in groups if p.level == COMPLEMENT and p.form == "fin" and p.end <= group.start and p.opener == group.opener]
    return earlier[-1].subject if earlier and group.opener is not None else None


def _open(groups: list[Predicate]) -> None:
    """What opens the sentence shares the subject of the first main clause after it ("Évoquant la crise, la France et l'Italie ont …")."""
    for position, group in enumerate(groups):
        if group.level == SHARED and group.governor is None:
            group.governor = next((p for p in groups[position + 1 :] if p.level == MAIN and p.form == "fin"), None)
