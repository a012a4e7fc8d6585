"""Levels of participles, gerunds and infinitives: whether they share the subject of a verb before them, or are content."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.predicate import COMPLEMENT, EMBEDDED, MAIN, PURPOSE, RELATIVE, SHARED, Predicate, feature

#: Lemma of a verb that declares → the words one of which must follow it, "" where none must.
Declaring = Mapping[str, Collection[str]]


def set_nonfinite_level(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate], main: Predicate | None, declaring: Declaring) -> None:
    """A participle, a gerund or an infinitive: shared with a governor, or content."""
    if group.form == "ger":
        _gerund(s, g, group, before, main)
    elif group.form == "part":
        _participle(s, g, group, before, main)
    else:
        _infinitive(s, g, group, before, main)
        if group.level == EMBEDDED and main is not None and _declares(s, g, group, main, declaring):
            group.level, group.governor, group.rule = SHARED, main, "base form with which the main clause goes on"


def _gerund(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate], main: Predicate | None) -> None:
    """As in ", appelant à", "en soulignant", "et saluant"; a present participle right after a noun describes that noun."""
    previous = s.lowers[group.start - 1] if group.start else ""
    if "VerbForm=Conv" in s.feats[group.verb]:
        _converb(s, g, group, before, main)
        return
    if g.infinitive and before and before[-1].level in (MAIN, SHARED) and _is_transparent(s, g, before[-1], previous, s.lowers[before[-1].end : group.start]):
        group.level, group.governor, group.rule = SHARED, before[-1], "gerund of a transparent verb"  # "joined Japan in condemning"
        return
    subject = next((i for i in range(group.start) if s.heads[i] == group.verb and s.rels[i] == "nsubj"), None)
    if subject is not None and any(s.lowers[i] in g.words["absolute_markers"] for i in range(max(0, subject - 6), subject)):
        group.level, group.subject, group.rule = SHARED, subject, "participle with a subject of its own"  # "with the President underscoring …"
        return
    marked = s.lowers[group.start] in g.words["gerund_openers"]
    opening = group.start == 0 or all(u == "PUNCT" for u in s.upos[: group.start]) or _follows_opening_preposition(s, g, group.start)
    sibling = next((p for p in reversed(before) if p.form == "ger" and p.level == SHARED), None)
    if opening and g.infinitive and _heads_a_line(s, group):
        group.level, group.rule = EMBEDDED, "heading before a colon"
        return
    if marked or opening or previous in (",", ";", ":", "-", "–") or (previous in g.coordinators and sibling is not None) or s.upos[group.start - 1] == "ADV":
        inside = before[-1] if before else None
        sister = next((p for p in reversed(before) if p.form == "ger"), None)
        if marked and previous in g.coordinators and sister is not None and sister.level == EMBEDDED:
            group.level, group.rule = EMBEDDED, "coordinated with an embedded gerund"
            return
        if marked and inside is not None and inside.form == "inf" and inside.level != SHARED and previous != ",":
            group.level, group.rule = EMBEDDED, "gerund inside an infinitive clause"
            return
        own = sibling is not None and sibling.subject is not None and previous in g.coordinators
        group.level, group.governor, group.rule = SHARED, sibling if own else main, "participle that shares the subject"
        return
    group.level, group.rule = EMBEDDED, "participle that describes a noun"


def _heads_a_line(s: Sentence, group: Predicate) -> bool:
    """Whether a gerund that opens a sentence is its heading: "Working together: The leaders will …"."""
    colon = next((i for i in range(group.end, len(s) - 1) if s.forms[i].startswith(":")), None)
    if colon is None or any("VerbForm=Fin" in s.feats[i] for i in range(group.end, colon)):
        return False
    after = next((i for i in range(colon + 1, len(s)) if s.upos[i] != "PUNCT"), None)
    return after is not None and s.forms[after][:1].isupper()


def _follows_opening_preposition(s: Sentence, g: Grammar, start: int) -> bool:
    """Whether nothing but a preposition, of one word or two, stands before a gerund ("In calling for", "Apart from stressing", "In addition to noting")."""
    if not 0 < start <= 3 or s.lowers[start - 1] not in g.prepositions:
        return False
    return start == 1 or bool(g.infinitive) and all(s.upos[i] in ("ADP", "ADV", "SCONJ", "NOUN") for i in range(start))


def _opens_inside(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate]) -> bool:
    """Whether a complement clause has begun before an adverbial participle ("заявлено, что, исходя из принципа взаимности, …")."""
    finite = next((p for p in reversed(before) if p.form == "fin"), None)
    return finite is not None and any(s.lowers[i] in g.that and s.upos[i] == "SCONJ" for i in range(finite.end, group.start))


def _converb(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate], main: Predicate | None) -> None:
    """An adverbial participle ("подчеркнув"), which never describes a noun: it shares the subject of the verb that it depends on."""
    head = s.heads[group.verb]
    if head > group.verb and _opens_inside(s, g, group, before):
        group.level, group.rule = EMBEDDED, "participle inside an embedded clause"
        return
    if head > group.verb:
        group.level, group.rule = SHARED, "participle that shares the subject of the verb after it"
        return
    joined = next((p for p in reversed(before) if p.verb == head), None) if s.rels[group.verb] in ("advcl", "conj") else None
    if joined is not None and joined.level == COMPLEMENT and joined.governor is not None and _is_about_a_thing(s, joined):
        joined = joined.governor  # "заверила, что дела рассматриваются, не согласившись с оценками": who assured did not agree
    if joined is not None and joined.level in (EMBEDDED, COMPLEMENT, RELATIVE):
        group.level, group.rule = EMBEDDED, "participle inside an embedded clause"
        return
    group.level, group.governor, group.rule = SHARED, joined if joined is not None and joined.form != "fin" else main, "participle that shares the subject"


def _is_about_a_thing(s: Sentence, group: Predicate) -> bool:
    """Whether the subject of a verb is inanimate."""
    return any(s.heads[i] == group.verb and s.rels[i].startswith("nsubj") and "Animacy=Inan" in s.feats[i] for i in range(len(s)))


def _participle(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate], main: Predicate | None) -> None:
    """A past participle without auxiliary: coordinated with a compound verb ("ont salué … et condamné …"), or describing a noun."""
    previous = s.lowers[group.start - 1] if group.start else ""
    k = group.start - 1
    while k >= 0 and (s.upos[k] == "ADV" or s.lowers[k] in g.adverbial_words or s.lowers[k] in g.clitics):
        k -= 1
    joint = s.lowers[k] if k >= 0 else ""
    compound = [p for p in reversed(before) if p.auxiliaries and p.form == "fin" or (p.form == "part" and p.level in (SHARED, MAIN, COMPLEMENT))]
    apart = k > 0 and joint in g.coordinators and s.forms[k - 1] == ","
    parallel = [p for p in compound if not _has_passive_auxiliary(s, g, p) or _agree(s, p.verb, group.verb)] or compound
    last = next((p for p in parallel if not apart or p.level == MAIN), next(iter(parallel), None))
    if last is not None and (joint in g.coordinators or (joint == "," and (s.upos[group.verb] in ("VERB", "AUX")))):
        head = s.heads[group.verb]
        agrees = s.lowers[group.verb].endswith(tuple(g.words["participle_endings"])) or _has_passive_auxiliary(s, g, last)
        tree_conj = s.rels[group.verb] == "conj" and any(head in (p.verb, *p.auxiliaries) and p.level != EMBEDDED for p in before)
        if s.rels[group.verb] == "conj" and any(head == p.verb and p.level == EMBEDDED and p.form == "part" and _agree(s, p.verb, group.verb) for p in before):
            group.level, group.rule = EMBEDDED, "coordinated with a participle that describes a noun"
            return
        if joint in g.coordinators and agrees and (tree_conj or _takes_complement(s, g, group)):
            group.level, group.governor, group.rule = last.level, last, "participle coordinated with a compound verb"
            group.auxiliaries = []
            group.passive = last.passive
            return
        if joint == "," and agrees and (tree_conj or _takes_object(s, g, group)):
            group.level, group.governor, group.rule = last.level, last, "participle coordinated with a compound verb"
            return
    if group.start == 0 or (previous == "," and main is None):
        group.level, group.governor, group.rule = SHARED, main, "participle that opens the sentence"
        return
    group.level, group.rule = EMBEDDED, "participle that describes a noun"


def _agree(s: Sentence, a: int, b: int) -> bool:
    """Whether two words have the same gender and number, as participles that describe one noun do."""
    return all(feature(s.feats[a], name) == feature(s.feats[b], name) for name in ("Gender=", "Number="))


def _has_passive_auxiliary(s: Sentence, g: Grammar, group: Predicate) -> bool:
    return any(g.words["passive_auxiliary"] in g.lemmas(s.lowers[a]) for a in group.auxiliaries)


def _takes_complement(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether an object or a complement follows, as after an active participle."""
    j = group.end
    while j < len(s) and s.upos[j] == "ADV":
        j += 1
    return j < len(s) and (
        s.upos[j] in ("DET", "PROPN", "NOUN", "SCONJ", "ADP", "PRON") and s.lowers[j] not in g.words["after_adjectives"] or "VerbForm=Inf" in s.feats[j]
    )


def _takes_object(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether a bare object or a complement clause follows: a participle that describes a noun has none."""
    j = group.end
    while j < len(s) and s.upos[j] == "ADV":
        j += 1
    if j + 1 >= len(s):
        return False
    return s.lowers[j] in g.that or s.upos[j] == "DET" and s.lowers[j] not in g.words["contracted_genitives"] and s.upos[j + 1] != "NUM"


def _infinitive(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate], main: Predicate | None) -> None:
    """An infinitive under a transparent verb ("tient à saluer"), after "pour" of purpose, coordinated with one of those, or content."""
    j = group.start - 1
    while j >= 0 and (s.upos[j] == "ADV" or s.lowers[j] in g.clitics or s.lowers[j] in g.negators):
        j -= 1
    marker = g.marker(s.lowers[j]) if j >= 0 else ""
    previous = next((p for p in reversed(before) if p.form != "inf" or p.level in (SHARED, PURPOSE)), None)
    joint = s.lowers[j] if j >= 0 else ""
    k = j
    if marker and joint not in g.coordinators:
        k = j - 1
    coordinated = k >= 0 and s.lowers[k] in (*g.coordinators, ",")
    sibling = next((p for p in reversed(before) if p.form == "inf"), None)
    near = sibling is not None and (previous is sibling or before[-1] is sibling or sibling.governor is main)
    if coordinated and sibling is not None and near and sibling.level in (SHARED, PURPOSE) and _joined(s, g, group, sibling, k):
        group.level, group.governor, group.rule = sibling.level, sibling.governor, "infinitive coordinated with a transparent one"
        return
    promised = next((p for p in before if p.verb == s.heads[group.verb] and p.form == "fin" and p.level == MAIN), None)
    if not marker and joint in g.coordinators and s.rels[group.verb] == "conj" and promised is not None and _has_base_auxiliary(s, g, promised):
        group.level, group.governor, group.rule = SHARED, promised, "base form that shares an auxiliary"  # "will thank X and reaffirm Y"
        return
    if before:
        governor = before[-1]
        gap = s.lowers[governor.end : j + 1]
        transparent = _is_transparent(s, g, governor, marker, gap)
        if g.case_markers and s.rels[group.verb] == "acl" and governor.end <= s.heads[group.verb] < group.start and s.upos[s.heads[group.verb]] == "NOUN":
            transparent = transparent and s.lowers[s.heads[group.verb]] in g.transparent  # "считает неприемлемым решение выслать …"
        if transparent and governor.level in (MAIN, SHARED, COMPLEMENT, RELATIVE):
            own = governor.level in (COMPLEMENT, RELATIVE)
            group.level, group.governor, group.rule = (governor.level if own else SHARED), governor, "infinitive of a transparent verb"
            group.start = min(group.start, governor.start) if len(gap) <= 3 and not own else group.start
            return
    if group.auxiliaries and joint in g.words["after_openers"] and all(p.start > group.start for p in before):
        group.level, group.governor, group.rule = SHARED, main, "what was done before the main clause"
        return
    if (
        joint in g.meeting_purpose
        and not (g.infinitive and not _is_purpose(s, group, before))
        or (joint in g.words["plain_genitives"] and j > 0 and s.lowers[j - 1] in g.meeting_purpose)
    ):
        group.level, group.governor, group.rule = PURPOSE, main, "infinitive of purpose"
        return
    group.level, group.rule = EMBEDDED, "infinitive clause"


def _has_base_auxiliary(s: Sentence, g: Grammar, group: Predicate) -> bool:
    return any(s.lowers[a] in g.base_auxiliaries for a in group.auxiliaries)


def _declares(s: Sentence, g: Grammar, group: Predicate, main: Predicate, declaring: Declaring) -> bool:
    """As in "We welcome efforts to reduce tensions and note that …": a bare form of a declaring verb, coordinated with the infinitive of an effort."""
    first = g.words["pronouns"]["first_plural"]
    ours = any(s.heads[i] == main.verb and s.rels[i] == "nsubj" and s.lowers[i] in first for i in range(main.verb))
    if not g.infinitive or not ours or s.lowers[group.start - 1] not in g.coordinators:
        return False
    following = s.lowers[group.end] if group.end < len(s) else ""
    if following in g.words["first_possessives"]:
        return True  # "… and express our concern"
    words = [word for lemma in g.lemmas(s.lowers[group.verb]) for word in declaring.get(lemma, ())]
    return main.auxiliaries == [] and ("" in words or following in words)


def _is_purpose(s: Sentence, group: Predicate, before: list[Predicate]) -> bool:
    """Whether an infinitive that any verb may govern tells the purpose of the verb right before it, or goes on with such a purpose."""
    if s.rels[group.verb] in ("conj", "advcl") and any(p.level == PURPOSE for p in before):
        return True
    return s.rels[group.verb] in ("advcl", "ROOT") and bool(before) and before[-1].form == "fin" and before[-1].level == MAIN


def _joined(s: Sentence, g: Grammar, group: Predicate, sibling: Predicate, link: int) -> bool:
    """Whether the tree, or a coordinator at ``link``, joins an infinitive to another."""
    return s.rels[group.verb] == "conj" or s.lowers[link] in g.coordinators or s.heads[group.verb] == s.heads[sibling.verb]


def _transparent_reach(g: Grammar, marker: str) -> int:
    """How many words may stand between a transparent verb and what it governs: more where its object comes between ("joins the other states in calling")."""
    if marker in g.meeting_purpose:
        return 12
    return 8 if g.infinitive and marker and marker != g.infinitive else 3


def _is_transparent(s: Sentence, g: Grammar, governor: Predicate, marker: str, gap: list[str]) -> bool:
    """Whether the governor hands the act of its infinitive through."""
    for lemma in (*g.lemmas(s.lowers[governor.verb]), s.lowers[governor.verb]):
        markers = g.transparent.get(lemma)
        if markers is not None and marker in markers and len(gap) <= _transparent_reach(g, marker):
            return True
    for at, noun in enumerate(gap):
        markers = g.transparent.get(noun)
        if markers is not None and marker in markers and len(gap) <= 8:
            return not g.infinitive or not any(word in g.prepositions for word in gap[:at])  # "reminded them of their duty to"
    return False
