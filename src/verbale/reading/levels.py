"""Levels of finite verbs: which of them speak for the sentence, and which are content."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from verbale.languages.grammar import Grammar
from verbale.languages.lexicon import light_verb_heads
from verbale.pipelines.sentence import Sentence
from verbale.reading.context import vocabulary
from verbale.reading.nonfinite import Declaring, set_nonfinite_level
from verbale.reading.openers import complement_governor, embedded_kind, find_opener
from verbale.reading.predicate import COMPLEMENT, EMBEDDED, MAIN, RELATIVE, Predicate, feature, has_subject, is_coordinated, phrase_left


def set_levels(s: Sentence, g: Grammar, groups: list[Predicate], performing: Collection[str] = (), declaring: Declaring | None = None) -> None:
    """Decide for each group whether it speaks for the sentence, shares a speaker, or is content.

    ``declaring`` are verbs that declare, with what must follow them; ``performing`` are the lemmas of verbs that perform an act by themselves.
    """
    taken = {i for group in groups if group.form == "ger" for i in range(group.start, group.verb)}
    taken |= {group.start - 1 for group in groups if group.form == "part" and group.start and s.lowers[group.start - 1] not in g.that}  # "as specified in …"
    taken |= {i for group in groups if group.form == "inf" for i in _before_infinitive(s, g, group)}
    last_main: Predicate | None = None
    last_finite: Predicate | None = None
    pending: tuple[int, Predicate] | None = None
    for position, group in enumerate(groups):
        if group.form == "fin" and _shares_auxiliary(s, g, group, last_main):
            group.form = "part"
        if group.form == "fin":
            opener = find_opener(s, g, last_finite.end if last_finite else 0, group.start, taken)
            earlier = pending
            pending = _left_open(s, g, last_finite.end if last_finite else 0, opener, groups[:position], taken) if opener is not None else None
            if opener is None and earlier is not None and not is_coordinated(s, g, group):
                group.opener, group.governor = earlier
                group.level, group.rule = COMPLEMENT, "complement clause, its subject described by a relative one"
            elif _is_inverted_condition(s, g, group):
                group.level, group.rule = EMBEDDED, "condition that its auxiliary opens"
            elif group.verb + 1 < len(s) and s.lowers[group.verb + 1] in g.words["asking"]:
                group.level, group.rule = EMBEDDED, "clause that asks"
            elif opener is not None and _is_set_against(s, g, group, opener, last_main, performing):
                group.level, group.rule = MAIN, f"clause set against another ({s.lowers[opener]})"
            elif opener is not None and last_main is not None and _accompanies(s, g, group, opener, performing):
                group.level, group.rule, group.governor, group.opener = RELATIVE, f"clause beside the main one ({s.lowers[opener]})", last_main, opener
            elif opener is not None:
                group.level, group.rule = embedded_kind(s, g, opener, groups[:position], group.verb)
                group.governor = complement_governor(opener, groups[:position]) if group.level == COMPLEMENT else last_main if group.level == RELATIVE else None
                group.opener = opener
            elif _is_bare_relative(s, g, group, last_finite.end if last_finite else 0):
                group.level, group.rule = EMBEDDED, "relative clause without a word that opens it"
            elif last_main is None or last_finite is None:
                group.level, group.rule = MAIN, "first clause"
            elif (
                s.rels[group.verb] in g.words["zero_complementisers"] and s.heads[group.verb] == last_finite.verb and _has_own_phrase(s, g, group, last_finite)
            ):
                group.level, group.governor, group.rule = COMPLEMENT, last_finite, "complement clause without a word that opens it"
            elif last_finite is last_main:
                group.level, group.rule = MAIN, "coordinated clause"
            else:
                _resume(s, g, group, last_main, last_finite, performing)
            if group.level == MAIN:
                if last_main is not None and not has_subject(s, g, group):
                    group.governor = last_main
                last_main = group
            last_finite = group
        else:
            set_nonfinite_level(s, g, group, groups[:position], last_main, declaring or {})


def _before_infinitive(s: Sentence, g: Grammar, group: Predicate) -> Iterator[int]:
    """The openers right before the marker of an infinitive, which open no clause of a finite verb ("so as to prevent", "чтобы учесть")."""
    i = group.start - 1 if g.infinitive or g.case_markers else -1
    while i >= 0 and (s.lowers[i] == g.infinitive or s.lowers[i] in g.openers):
        if s.lowers[i] in g.openers:
            yield i
        i -= 1


def _is_set_against(s: Sentence, g: Grammar, group: Predicate, opener: int, main: Predicate | None, performing: Collection[str]) -> bool:
    """Whether a clause is set beside the main one rather than below it: "…, while India welcomed …"; "While we welcome …, we …"."""
    if s.lowers[opener] not in g.words["contrasting"] or not has_subject(s, g, group):
        return False
    if main is not None:
        return s.forms[opener - 1] == ","
    first = (*g.words["pronouns"]["first_plural"], *g.words["pronouns"]["first_singular"])
    ours = any(s.lowers[i] in first and s.rels[i] == "nsubj" for i in range(opener + 1, group.verb))
    return ours and any(lemma in performing for lemma in g.lemmas(s.lowers[group.verb]))


def _is_inverted_condition(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """As in "…, should both parties request it": an auxiliary before its subject, in no question."""
    first = min([group.verb, *group.auxiliaries])
    if first == group.verb or s.lowers[first] not in g.words["inverting_conditions"] or first and s.forms[first - 1] != ",":
        return False
    return any(s.upos[i] in ("NOUN", "PROPN", "PRON") for i in range(first + 1, group.verb))


def _left_open(s: Sentence, g: Grammar, start: int, opener: int, before: list[Predicate], taken: Collection[int]) -> tuple[int, Predicate] | None:
    """The complement clause whose verb stands behind another one: "that [any party that obstructs aid] would face …", "that, [as we know,] people should …"."""
    first = find_opener(s, g, start, opener, taken)
    inserted = first is not None and s.forms[first + 1] == ","
    if first is None or s.upos[opener] != "PRON" and not inserted or embedded_kind(s, g, first, before, s.heads[first])[0] != COMPLEMENT:
        return None
    governor = complement_governor(first, before)
    return (first, governor) if governor is not None else None


def _is_bare_relative(s: Sentence, g: Grammar, group: Predicate, after: int) -> bool:
    """As in "initiatives the United States is undertaking": a clause with its own subject right behind the noun that it describes, which stands ``after``."""
    if g.infinitive and s.rels[group.verb] == "parataxis" and (subject := _own_subject(s, group)) is not None:
        left = phrase_left(s, subject)
        return after < left < group.start and s.upos[left - 1] == "NOUN"  # "the assault we expect": nothing else parts the two
    if not g.infinitive or not s.rels[group.verb].startswith("acl") or not after <= s.heads[group.verb] < group.start or not has_subject(s, g, group):
        return False
    between = s.lowers[s.heads[group.verb] + 1 : group.start]
    return "," not in between and not any(word in g.coordinators for word in between)


def _own_subject(s: Sentence, group: Predicate) -> int | None:
    """The subject that the tree gives a verb, in front of it."""
    return next((i for i in range(group.start) if s.heads[i] == group.verb and s.rels[i] == "nsubj"), None)


def _accompanies(s: Sentence, g: Grammar, group: Predicate, opener: int, performing: Collection[str]) -> bool:
    """As in "…, as the United States encourages both sides to …": what a named actor does meanwhile, told in the present at the end of a sentence."""
    if s.lowers[opener] not in g.words["accompanying"] or s.forms[opener - 1] != "," or group.auxiliaries or "Tense=Pres" not in s.feats[group.verb]:
        return False
    subject = _own_subject(s, group)
    if subject is None or subject < opener or s.upos[subject] != "PROPN" or not any(lemma in performing for lemma in g.lemmas(s.lowers[group.verb])):
        return False
    return any(h == group.verb and r == "obj" for h, r in zip(s.heads, s.rels, strict=True))


def _has_own_phrase(s: Sentence, g: Grammar, group: Predicate, finite: Predicate) -> bool:
    """Whether a clause without an opener has a subject, or a noun between it and the verb that governs it ("reaffirmed the United States would …")."""
    if has_subject(s, g, group):
        return True
    return bool(group.auxiliaries) and any(s.upos[i] in ("NOUN", "PROPN") for i in range(finite.end, group.start))


def _shares_auxiliary(s: Sentence, g: Grammar, group: Predicate, main: Predicate | None) -> bool:
    """A form that is finite or a participle ("dit", "réunit") is a participle where it is coordinated with a compound verb and has no subject."""
    if main is None or not main.auxiliaries or group.auxiliaries or "ppast" not in g.slots(s.lowers[group.verb]):
        return False
    return is_coordinated(s, g, group) and not has_subject(s, g, group)


def _resume(s: Sentence, g: Grammar, group: Predicate, main: Predicate, finite: Predicate, performing: Collection[str]) -> None:
    """A finite verb after an embedded one, without an opener of its own: does the main clause go on, or the embedded one?"""
    if _cannot_resume(s, g, group, main, finite):
        if g.case_markers and group.auxiliaries:
            _go_on_embedded(group, finite)  # "заявил, что страна делает и будет делать всё"
            return
        group.level, group.rule = EMBEDDED, "goes on with the complement clause in the future"
        return
    acts = [any(lemma in performing for lemma in g.lemmas(s.lowers[p.verb])) for p in (main, finite, group)]
    pronoun = _own_pronoun(s, g, group)
    demanded = finite.level == COMPLEMENT and _is_modal(s, g, group) and not main.auxiliaries and not has_subject(s, g, group)
    if (
        acts == [True, False, True]
        and not demanded  # "recalls that X is a right and must be upheld"
        and finite.level in (EMBEDDED, COMPLEMENT)
        and pronoun is None
        or pronoun is not None
        and pronoun == _own_pronoun(s, g, main)
        or acts[:2] == [True, False]
        and pronoun is None
        and _utters(s, g, group, performing)
        and _tells_of_a_thing(s, g, finite)
    ):
        group.level, group.rule = MAIN, "the main clause goes on: it performs an act again"
        return
    tree = _tree_level(s, group.verb)
    alike_main = _alike(s, group, main)
    alike_embedded = _alike(s, group, finite)
    subject = has_subject(s, g, group)
    between = s.lowers[finite.end : group.start]
    while between and s.upos[finite.end + len(between) - 1] == "ADV":
        between = between[:-1]
    resumed = between[-2:-1] == [","] and between[-1] in g.coordinators
    if alike_main > alike_embedded or (alike_main == alike_embedded and (tree == MAIN and ("," in between or subject) or resumed)):
        group.level, group.rule = MAIN, "the main clause goes on after an embedded one"
        return
    _go_on_embedded(group, finite)


def _utters(s: Sentence, g: Grammar, group: Predicate, performing: Collection[str]) -> bool:
    """Whether a verb without a subject performs an act, or names one as its object ("expressed solidarity")."""
    if has_subject(s, g, group) or group.auxiliaries:
        return False
    lemmas = g.lemmas(s.lowers[group.verb])
    named = any(lemma in light_verb_heads(g.language) for lemma in lemmas) and any(h == group.verb and r == "obj" for h, r in zip(s.heads, s.rels, strict=True))
    return named or any(lemma in performing for lemma in lemmas)


def _tells_of_a_thing(s: Sentence, g: Grammar, finite: Predicate) -> bool:
    """Whether a clause describes a noun that is no actor, which can perform no act ("the attacks that violated …")."""
    if finite.level != EMBEDDED or finite.opener is None or s.upos[finite.opener] != "PRON" or not s.rels[finite.verb].startswith("acl"):
        return False
    noun, v = s.heads[finite.verb], vocabulary(g.language)
    known = any(
        s.lowers[noun] in words for words in (v.collectives, v.offices, v.institutions, v.gatherings, v.documents, v.counterparts, v.sectors, v.members)
    )
    return s.upos[noun] == "NOUN" and noun < finite.opener and not known


def _is_modal(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether an auxiliary other than that of the future stands with a base form ("must be upheld")."""
    return any(s.lowers[a] in g.base_auxiliaries and "fut" not in g.slots(s.lowers[a]) for a in group.auxiliaries)


def _go_on_embedded(group: Predicate, finite: Predicate) -> None:
    group.level, group.rule = finite.level, "coordinated with the embedded clause"
    group.governor = finite if finite.level == RELATIVE else finite.governor
    group.opener = finite.opener


def _cannot_resume(s: Sentence, g: Grammar, group: Predicate, main: Predicate, finite: Predicate) -> bool:
    """Whether a future goes on with a complement clause in the present, not with the past that reports it ("stressed that it is … and will not …")."""
    if (
        not g.base_auxiliaries
        or finite.level != COMPLEMENT
        or has_subject(s, g, group)
        or not ("fut" in g.slots(s.lowers[group.start]) or g.case_markers and "Tense=Pres" in s.feats[group.start])
    ):
        return False
    past, present = s.feats[min([main.verb, *main.auxiliaries])], s.feats[min([finite.verb, *finite.auxiliaries])]
    return "Tense=Past" in past and "Tense=Past" not in present


def _own_pronoun(s: Sentence, g: Grammar, group: Predicate) -> str | None:
    """The subject pronoun right before a verb group, None where there is none."""
    before = s.lowers[group.start - 1] if group.start else ""
    inside = next((s.lowers[i] for i in range(group.start, group.verb) if s.rels[i].startswith("nsubj")), None)
    return before if before in g.words["subject_pronouns"] else inside if inside in g.words["subject_pronouns"] else None


def _alike(s: Sentence, a: Predicate, b: Predicate) -> int:
    """How far two verb groups have the same shape: same auxiliary, mood, tense, person."""
    score = 2 * (bool(a.auxiliaries) == bool(b.auxiliaries))
    x, y = s.feats[min([a.verb, *a.auxiliaries])], s.feats[min([b.verb, *b.auxiliaries])]
    for name in ("Mood=", "Tense=", "Number="):
        score += feature(x, name) == feature(y, name)
    return score


def _tree_level(s: Sentence, i: int) -> str:
    """Main where the path to the root holds conjunctions only."""
    for _ in range(12):
        if s.heads[i] == i:
            return MAIN
        if not s.rels[i].startswith(("conj", "parataxis", "ROOT", "root")):
            return EMBEDDED
        i = s.heads[i]
    return EMBEDDED
