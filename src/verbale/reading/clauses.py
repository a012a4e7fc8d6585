"""The predicates of a sentence: which verbs are there, which of them speak for the sentence's subject, and who that subject is.

A parser's tree is right about what stands close together and often wrong about long coordinations. So the verb group (auxiliaries, participle,
infinitive) comes from the tree, while the level of a clause (main or embedded) is read off the words that open clauses, from left to right,
with the tree as the judge where they leave a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.languages.grammar import Grammar
from verbale.reading.parse import Sentence

#: Levels of a predicate.
MAIN, SHARED, PURPOSE, COMPLEMENT, EMBEDDED = "main", "shared", "purpose", "complement", "embedded"


_FINITE_SLOTS = frozenset({"pres", "fut", "past", "impf"})


@dataclass(slots=True)
class Predicate:
    """A verb group.

    Attributes:
        verb: index of the lexical verb.
        start, end: token range of the group, auxiliaries and adverbs inside included (half-open).
        form: ``fin``, ``part`` (past participle without auxiliary of its own), ``ger`` (present participle, gerund), ``inf``.
        incise: whether the verb reports the words around it with its subject after it ("…, a-t-il souligné").
        level: ``main``; ``shared`` (a participle, gerund or infinitive whose speaker is the subject of ``governor``); ``complement`` (finite, in the
            complement clause of ``governor``); ``embedded`` (content, never a cue).
        subject: index of the head of the subject; None where it is inherited from ``governor``, or implicit.
    """

    verb: int
    start: int
    end: int
    form: str
    level: str = MAIN
    subject: int | None = None
    governor: Predicate | None = None
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    imperative: bool = False
    incise: bool = False
    auxiliaries: list[int] = field(default_factory=list)
    rule: str = ""

    def root(self) -> Predicate:
        """The predicate whose subject this one shares, itself where it has its own."""
        seen = self
        while seen.subject is None and seen.governor is not None:
            seen = seen.governor
        return seen


def predicates(sentence: Sentence, grammar: Grammar, *, resolution_style: bool = False) -> list[Predicate]:
    """All predicates of a sentence from left to right, with level, governor and subject filled in.

    Args:
        sentence: the parsed sentence.
        grammar: the function words of its language.
        resolution_style: whether a first verb without subject ("Condamne …") speaks for the issuer.
    """
    groups = _groups(sentence, grammar, resolution_style)
    _levels(sentence, grammar, groups)
    _open(groups)
    for group in groups:
        if group.form == "fin" and group.level in (MAIN, COMPLEMENT):
            _subject(sentence, grammar, group, groups)
        _voice(sentence, grammar, group)
    return groups


def _open(groups: list[Predicate]) -> None:
    """What opens the sentence shares the subject of the first main clause after it ("Évoquant la crise, la France et l'Italie ont …")."""
    for position, group in enumerate(groups):
        if group.level == SHARED and group.governor is None:
            group.governor = next((p for p in groups[position + 1 :] if p.level == MAIN and p.form == "fin"), None)


# --- verb groups -----------------------------------------------------------------------------------------------------------------------


def _groups(s: Sentence, g: Grammar, resolution_style: bool) -> list[Predicate]:
    """The verb groups, without levels."""
    _retag(s, g)
    aux_of = _auxiliaries(s, g)
    used = {a for auxes in aux_of.values() for a in auxes}
    groups: list[Predicate] = []
    first = _first_word(s, g) if resolution_style else -1
    for i in range(len(s)):
        if i in used:
            continue
        form = _form(s, g, i, aux_of.get(i, []))
        if i == first and form != "fin":
            form = _initial(s, g, i) or form
        if form is None:
            continue
        auxes = aux_of.get(i, [])
        groups.append(Predicate(verb=i, start=min([i, *auxes]), end=i + 1, form=form, auxiliaries=auxes, imperative="Mood=Imp" in s.feats[i]))
    if not any(group.form == "fin" for group in groups):
        _rescue(s, g, groups)
    for group in groups:
        _extend(s, g, group)
    return groups


def _rescue(s: Sentence, g: Grammar, groups: list[Predicate]) -> None:
    """A sentence without a finite verb has one that the tagger took for another word ("Le Conseil européen insiste sur …")."""
    for group in groups:
        if group.form == "part" and group.start > 0 and g.slots(s.lowers[group.verb]) & _FINITE_SLOTS and s.upos[group.start - 1] in ("NOUN", "PROPN", "PRON", "ADJ"):
            group.form = "fin"
            return
    for i in range(1, len(s)):
        slots = g.slots(s.lowers[i])
        if slots & _FINITE_SLOTS and s.upos[i] not in ("VERB", "AUX", "DET", "PRON", "ADP", "PUNCT", "CCONJ", "SCONJ") and s.upos[i - 1] not in ("DET", "ADP", "NUM"):
            if any(p.start <= i < p.end for p in groups) or s.lowers[i - 1] in g.prepositions:
                continue
            groups.append(Predicate(verb=i, start=i, end=i + 1, form="fin"))
            groups.sort(key=lambda p: p.start)
            return


def _retag(s: Sentence, g: Grammar) -> None:
    """Verbs that the tagger took for nouns or adjectives, where the words leave no choice: after a subject pronoun or a clitic, or coordinated
    with a present-tense verb and followed by an object ("Elle enjoint …", "… et presse les États membres de …")."""
    subjects = g.words["subject_pronouns"]
    present = any(u == "VERB" and "Mood=Ind" in f and "Tense=Pres" in f for u, f in zip(s.upos, s.feats, strict=True))
    for i in range(1, len(s)):
        if s.upos[i] == "VERB" and "VerbForm=Part" in s.feats[i] and g.slots(s.lowers[i]) & _FINITE_SLOTS and s.lowers[i - 1] in subjects:
            s.feats[i] = "Mood=Ind|Tense=Pres|VerbForm=Fin"
        if s.upos[i] in ("VERB", "AUX", "PRON", "DET", "ADP", "PUNCT", "CCONJ", "SCONJ", "NUM"):
            continue
        slots = g.slots(s.lowers[i])
        if not slots & _FINITE_SLOTS or not s.forms[i].islower():
            continue
        before = s.lowers[i - 1]
        following = s.upos[i + 1] if i + 1 < len(s) else "PUNCT"
        pronoun = before in subjects or before in g.reflexives or before in g.negators
        coordinated = present and (before in g.coordinators or before == ",") and following in ("DET", "SCONJ") and "ppast" not in slots and s.rels[i] != "amod"
        if pronoun or coordinated:
            s.upos[i], s.feats[i] = "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin"


def _auxiliaries(s: Sentence, g: Grammar) -> dict[int, list[int]]:
    """Participle → its auxiliaries: by the tree where it says so, else by the words, an auxiliary reaching over adverbs to a participle."""
    found: dict[int, list[int]] = {}
    for i, lower in enumerate(s.lowers):
        if lower not in g.auxiliary_forms:
            continue
        head = s.heads[i]
        j = _participle_after(s, g, i)
        if s.rels[i].startswith("aux") and head > i and _is_participle(s, g, head):
            nearer = j is not None and j < head and s.upos[i] != "AUX"
            found.setdefault(j if nearer and j is not None else head, []).append(i)
            continue
        if j is not None and not (s.upos[i] == "AUX" and s.rels[i] == "cop" and not _moves(s, g, j)):
            found.setdefault(j, []).append(i)
    # "a été condamné": the first auxiliary reaches the second, which reaches the participle.
    for j in list(found):
        for a in list(found[j]):
            for b in found.pop(a, ()) if a in found else ():
                found[j].append(b)
    return found


def _participle_after(s: Sentence, g: Grammar, i: int) -> int | None:
    """The participle that the auxiliary at ``i`` reaches over adverbs and short insertions."""
    j, commas = i + 1, 0
    while j < len(s) and j - i <= 12:
        if _is_participle(s, g, j) and (s.upos[j] in ("VERB", "AUX") or _moves(s, g, j)):
            return j
        if s.forms[j] == ",":
            commas += 1
        elif commas == 1:
            pass
        elif s.upos[j] not in ("ADV", "PRON") and s.lowers[j] not in g.adverbial_words:
            return None
        if commas > 2:
            return None
        j += 1
    return None


def _moves(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether the word can be the participle of a verb that takes the auxiliary of the passive without being passive ("sont convenus", often taken for an adjective)."""
    return any(lemma in g.active_with_passive_auxiliary for lemma in g.lemmas(s.lowers[i])) and "ppast" in g.slots(s.lowers[i])


def _is_participle(s: Sentence, g: Grammar, i: int) -> bool:
    if "VerbForm=Part" in s.feats[i]:
        return "Tense=Pres" not in s.feats[i]
    return "ppast" in g.slots(s.lowers[i])


def _form(s: Sentence, g: Grammar, i: int, auxiliaries: list[int]) -> str | None:
    """The form of the verb at ``i``, None where the word is no verb; a compound form is what its first auxiliary is."""
    if auxiliaries:
        slots = g.slots(s.lowers[min(auxiliaries)])
        return "inf" if slots == {"inf"} else "ger" if slots == {"ppres"} else "fin" if _is_participle(s, g, i) else None
    upos, feats, lower = s.upos[i], s.feats[i], s.lowers[i]
    if upos not in ("VERB", "AUX"):
        slots = g.slots(lower)
        if upos in ("ADJ", "NOUN", "PROPN", "ADP", "ADV") and slots and _stands_as_verb(s, g, i, slots):
            return "part" if "ppast" in slots else "ger" if "ppres" in slots else "fin"
        return None
    slots = g.slots(lower)
    if not slots and "VerbForm=Inf" not in feats and (lower in g.prepositions or i > 0 and (s.upos[i - 1] == "DET" or s.upos[i - 1] == "ADP" and s.lowers[i - 1] not in g.words["gerund_markers"])):
        return None
    if slots and not slots & {"inf", "ppres", "ppast"}:
        return "fin"
    if "ppast" in slots and s.rels[i].startswith("acl"):
        return "part"
    if "VerbForm=Inf" in feats or slots == {"inf"}:
        return "inf"
    if "ppres" in slots or lower.endswith(g.words["gerund_ending"]) and ("VerbForm=Part" in feats or "Tense=Pres" in feats):
        return "ger"
    if "VerbForm=Part" in feats or slots == {"ppast"}:
        return "part"
    return "fin"


def _stands_as_verb(s: Sentence, g: Grammar, i: int, slots: frozenset[str]) -> bool:
    """A participle or gerund that the tagger took for another word: after "en", or after a comma and before an object."""
    before = s.lowers[i - 1] if i else ""
    if "ppres" in slots:
        return before in g.words["gerund_markers"] or before == "," or i == 0
    return False


def _first_word(s: Sentence, g: Grammar) -> int:
    """The first token that is neither punctuation nor a reflexive clitic nor an adverb."""
    for i in range(min(len(s), 6)):
        if s.upos[i] in ("PUNCT", "SYM", "NUM") or s.lowers[i] in g.reflexives:
            continue
        if s.upos[i] != "ADV" or g.slots(s.lowers[i]):
            return i
    return 0


def _initial(s: Sentence, g: Grammar, i: int) -> str | None:
    """The form of a sentence's first word read as a verb of a resolution ("Condamne …", "Appelant …")."""
    slots = g.slots(s.lowers[i])
    if "ppres" in slots:
        return "ger"
    if slots & {"pres", "past"} and not (s.upos[i] == "NOUN" and i + 1 < len(s) and s.upos[i + 1] in ("VERB", "AUX")):
        return "fin"
    return None


def _extend(s: Sentence, g: Grammar, group: Predicate) -> None:
    """Take clitics and negation before the group, and a gerund's "en", into it."""
    i = group.start
    while i > 0 and (s.lowers[i - 1] in g.clitics and (s.upos[i - 1] in ("PRON", "ADV", "PART") or group.form in ("fin", "ger")) or s.lowers[i - 1] in g.negators):
        if s.rels[i - 1].startswith("nsubj") and s.lowers[i - 1] not in g.words["object_clitics"]:
            break
        i -= 1
    if group.form == "ger" and i > 0 and s.lowers[i - 1] in g.words["gerund_markers"]:
        i -= 1
        if i > 0 and s.lowers[i - 1] in g.words["gerund_strengtheners"]:
            i -= 1
    group.start = i


# --- levels ----------------------------------------------------------------------------------------------------------------------------


def _levels(s: Sentence, g: Grammar, groups: list[Predicate]) -> None:
    """Decide for each group whether it speaks for the sentence, shares a speaker, or is content."""
    last_main: Predicate | None = None
    last_finite: Predicate | None = None
    for position, group in enumerate(groups):
        if group.form == "fin" and _shares_auxiliary(s, g, group, last_main):
            group.form = "part"
        if group.form == "fin":
            opener = _opener(s, g, last_finite.end if last_finite else 0, group.start)
            if opener is not None:
                group.level, group.rule = _embedded_kind(s, g, opener, groups[:position])
                group.governor = _governor_of_complement(opener, groups[:position]) if group.level == COMPLEMENT else None
            elif last_main is None or last_finite is None:
                group.level, group.rule = MAIN, "first clause"
            elif last_finite is last_main:
                group.level, group.rule = MAIN, "coordinated clause"
            else:
                _resume(s, g, group, last_main, last_finite)
            if group.level == MAIN:
                if last_main is not None and not _has_subject(s, group):
                    group.governor = last_main
                last_main = group
            last_finite = group
        else:
            _nonfinite(s, g, group, groups[:position], last_main, last_finite)


def _shares_auxiliary(s: Sentence, g: Grammar, group: Predicate, main: Predicate | None) -> bool:
    """A form that is finite or a participle ("dit", "réunit") is a participle where it is coordinated with a compound verb and has no subject."""
    if main is None or not main.auxiliaries or group.auxiliaries or "ppast" not in g.slots(s.lowers[group.verb]):
        return False
    return _coordinated_verb(s, g, group) and not _has_subject(s, group)


def _opener(s: Sentence, g: Grammar, start: int, end: int) -> int | None:
    """The last clause opener between two finite verbs, None where there is none."""
    for i in range(end - 1, start - 1, -1):
        lower = s.lowers[i]
        if lower not in g.openers:
            continue
        if lower in g.that and i and not _is_litotes(s, g, i - 1) and (s.lowers[i - 1] in g.before_that or _is_restrictive(s, g, i)):
            continue
        if lower in g.words["openers_unless_preposition"] and s.upos[i] == "ADP":
            continue
        if lower in g.words["openers_unless_adverb"] and s.upos[i] == "ADV" and s.rels[i] == "advmod":
            continue
        return i
    return None


def _is_litotes(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether the word at ``i`` ends "pas moins" ("n'en avertit pas moins que"), which denies nothing."""
    return i > 0 and (s.lowers[i - 1], s.lowers[i]) == tuple(g.words["litotes"])


def _is_restrictive(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether the complementiser at ``i`` belongs to "ne … que"."""
    window = range(max(0, i - 6), i)
    return any(s.lowers[j] in g.negators for j in window) and not any(s.lowers[j] in g.negation_words for j in window) and s.upos[i] != "PRON"


def _embedded_kind(s: Sentence, g: Grammar, opener: int, before: list[Predicate]) -> tuple[str, str]:
    lower = s.lowers[opener]
    previous = s.lowers[opener - 1] if opener else ""
    if lower in g.relatives:
        return EMBEDDED, f"relative clause ({lower})"
    if lower in g.complementisers and previous not in g.adverbial_that and before and s.upos[opener] != "PRON":
        verb = before[-1]
        if opener - verb.end <= 6 and not any(s.upos[j] in ("NOUN", "PROPN") and j > verb.verb for j in range(max(verb.end, opener - 1), opener)):
            return COMPLEMENT, f"complement clause ({lower})"
    return EMBEDDED, f"subordinate clause ({lower})"


def _governor_of_complement(opener: int, before: list[Predicate]) -> Predicate | None:
    return next((p for p in reversed(before) if p.end <= opener), None)


def _resume(s: Sentence, g: Grammar, group: Predicate, main: Predicate, finite: Predicate) -> None:
    """A finite verb after an embedded one, without an opener of its own: does the main clause go on, or the embedded one?"""
    tree = _tree_level(s, group.verb)
    alike_main = _alike(s, group, main)
    alike_embedded = _alike(s, group, finite)
    subject = _has_subject(s, group)
    between = s.lowers[finite.end : group.start]
    resumed = between[-2:-1] == [","] and between[-1] in g.coordinators
    if alike_main > alike_embedded or (alike_main == alike_embedded and (tree == MAIN and ("," in between or subject) or resumed)):
        group.level, group.rule = MAIN, "the main clause goes on after an embedded one"
        return
    group.level, group.rule = finite.level, "coordinated with the embedded clause"
    group.governor = finite.governor


def _alike(s: Sentence, a: Predicate, b: Predicate) -> int:
    """How far two verb groups have the same shape: same auxiliary, mood, tense, person."""
    score = 2 * (bool(a.auxiliaries) == bool(b.auxiliaries))
    x, y = s.feats[min([a.verb, *a.auxiliaries])], s.feats[min([b.verb, *b.auxiliaries])]
    for name in ("Mood=", "Tense=", "Number="):
        score += _feature(x, name) == _feature(y, name)
    return score


def _feature(feats: str, name: str) -> str:
    at = feats.find(name)
    return "" if at < 0 else feats[at : feats.find("|", at) if "|" in feats[at:] else len(feats)]


def _has_subject(s: Sentence, group: Predicate) -> bool:
    members = {group.verb, *group.auxiliaries}
    return any(s.rels[i].startswith("nsubj") and s.heads[i] in members for i in range(len(s)))


def _tree_level(s: Sentence, i: int) -> str:
    """Main where the path to the root holds conjunctions only."""
    for _ in range(12):
        if s.heads[i] == i:
            return MAIN
        if not s.rels[i].startswith(("conj", "parataxis", "ROOT", "root")):
            return EMBEDDED
        i = s.heads[i]
    return EMBEDDED


def _nonfinite(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate], main: Predicate | None, finite: Predicate | None) -> None:
    """A participle, a gerund or an infinitive: shared with a governor, or content."""
    if group.form == "ger":
        _gerund(s, g, group, before, main)
    elif group.form == "part":
        _participle(s, g, group, before, main, finite)
    else:
        _infinitive(s, g, group, before, main)


def _gerund(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate], main: Predicate | None) -> None:
    """", appelant à", "en soulignant", "et saluant"; a present participle right after a noun describes that noun."""
    previous = s.lowers[group.start - 1] if group.start else ""
    marked = s.lowers[group.start] in g.words["gerund_openers"]
    opening = group.start == 0 or all(u == "PUNCT" for u in s.upos[: group.start])
    sibling = next((p for p in reversed(before) if p.form == "ger" and p.level == SHARED), None)
    if marked or opening or previous in (",", ";", ":", "-", "–") or (previous in g.coordinators and sibling is not None) or s.upos[group.start - 1] == "ADV":
        inside = before[-1] if before else None
        sister = next((p for p in reversed(before) if p.form == "ger"), None)
        if marked and previous in g.coordinators and sister is not None and sister.level == EMBEDDED:
            group.level, group.rule = EMBEDDED, "coordinated with an embedded gerund"
            return
        if marked and inside is not None and inside.form == "inf" and inside.level != SHARED and previous != ",":
            group.level, group.rule = EMBEDDED, "gerund inside an infinitive clause"
            return
        group.level, group.governor, group.rule = SHARED, main, "participle that shares the subject"
        return
    group.level, group.rule = EMBEDDED, "participle that describes a noun"


def _participle(s: Sentence, g: Grammar, group: Predicate, before: list[Predicate], main: Predicate | None, finite: Predicate | None) -> None:
    """A past participle without auxiliary: coordinated with a compound verb ("ont salué … et condamné …"), or describing a noun."""
    previous = s.lowers[group.start - 1] if group.start else ""
    k = group.start - 1
    while k >= 0 and (s.upos[k] == "ADV" or s.lowers[k] in g.adverbial_words or s.lowers[k] in g.clitics):
        k -= 1
    joint = s.lowers[k] if k >= 0 else ""
    last = next((p for p in reversed(before) if p.auxiliaries and p.form == "fin" or (p.form == "part" and p.level in (SHARED, MAIN, COMPLEMENT))), None)
    if last is not None and (joint in g.coordinators or (joint == "," and (s.upos[group.verb] in ("VERB", "AUX")))):
        head = s.heads[group.verb]
        agrees = s.lowers[group.verb].endswith(tuple(g.words["participle_endings"])) or _has_passive_auxiliary(s, g, last)
        tree_conj = s.rels[group.verb] == "conj" and any(head in (p.verb, *p.auxiliaries) for p in before)
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
    return all(_feature(s.feats[a], name) == _feature(s.feats[b], name) for name in ("Gender=", "Number="))


def _has_passive_auxiliary(s: Sentence, g: Grammar, group: Predicate) -> bool:
    return any(g.words["passive_auxiliary"] in g.lemmas(s.lowers[a]) for a in group.auxiliaries)


def _takes_complement(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether an object or a complement follows, as after an active participle."""
    j = group.end
    while j < len(s) and s.upos[j] == "ADV":
        j += 1
    return j < len(s) and (s.upos[j] in ("DET", "PROPN", "NOUN", "SCONJ", "ADP", "PRON") and s.lowers[j] not in g.words["after_adjectives"] or "VerbForm=Inf" in s.feats[j])


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
    if coordinated and sibling is not None and sibling.level in (SHARED, PURPOSE) and (previous is sibling or before[-1] is sibling or sibling.governor is main):
        if s.rels[group.verb] == "conj" or s.lowers[k] in g.coordinators or s.heads[group.verb] == s.heads[sibling.verb]:
            group.level, group.governor, group.rule = sibling.level, sibling.governor, "infinitive coordinated with a transparent one"
            return
    if before:
        governor = before[-1]
        gap = s.lowers[governor.end : j + 1]
        transparent = _is_transparent(s, g, governor, marker, gap)
        if transparent and governor.level in (MAIN, SHARED, COMPLEMENT):
            group.level, group.governor, group.rule = (SHARED if governor.level != COMPLEMENT else COMPLEMENT), governor, "infinitive of a transparent verb"
            group.start = min(group.start, governor.start) if len(gap) <= 3 and governor.level != COMPLEMENT else group.start
            return
    if joint in g.meeting_purpose or (joint in g.words["plain_genitives"] and j > 0 and s.lowers[j - 1] in g.meeting_purpose):
        group.level, group.governor, group.rule = PURPOSE, main, "infinitive of purpose"
        return
    group.level, group.rule = EMBEDDED, "infinitive clause"


def _is_transparent(s: Sentence, g: Grammar, governor: Predicate, marker: str, gap: list[str]) -> bool:
    """Whether the governor hands the act of its infinitive through."""
    for lemma in g.lemmas(s.lowers[governor.verb]):
        markers = g.transparent.get(lemma)
        if markers is not None and marker in markers and len(gap) <= (12 if marker in g.meeting_purpose else 3):
            return True
    for noun in gap:
        markers = g.transparent.get(noun)
        if markers is not None and marker in markers and len(gap) <= 8:
            return True
    return False


# --- subject and voice -----------------------------------------------------------------------------------------------------------------


def _subject(s: Sentence, g: Grammar, group: Predicate, groups: list[Predicate]) -> None:
    """Find the subject's head: the tree's where it is sane, else the noun phrase that stands before the verb."""
    members = {group.verb, *group.auxiliaries}
    inverted = _inverted_pronoun(s, g, group)
    if inverted is not None:
        group.subject, group.incise = inverted, True
        return
    found = [i for i in range(len(s)) if s.rels[i].startswith("nsubj") and s.heads[i] in members]
    before = [i for i in found if i < group.start and not _is_prepositional(s, g, i) and s.lowers[i] not in g.never_subjects]
    if before:
        group.subject = before[0]
        return
    after = [i for i in found if i >= group.end and s.upos[i] in ("NOUN", "PROPN", "PRON")]
    if _closes_quotation(s, group):
        group.subject = after[0] if after else _phrase_after(s, group)
        group.incise = group.subject is not None
        if group.incise:
            return
    fallback = _phrase_before(s, g, group, groups)
    if fallback is not None and (group.level == MAIN or not found):
        group.subject = fallback
    elif after and not _coordinated_verb(s, g, group):
        group.subject = after[0]


def _inverted_pronoun(s: Sentence, g: Grammar, group: Predicate) -> int | None:
    """The pronoun of "a-t-il souligné", "souligne-t-elle"; None without one."""
    first = min([group.verb, *group.auxiliaries])
    for i in range(first + 1, min(len(s), first + 3)):
        if s.lowers[i].startswith("-") and s.lowers[i].lstrip(g.words["inversion_letters"]) in g.words["inverted"]:
            return i
    return None


def _closes_quotation(s: Sentence, group: Predicate) -> bool:
    """Whether the verb stands right after a quotation or the comma that ends one."""
    i = group.start - 1
    while i >= 0 and s.forms[i] in (",",):
        i -= 1
    return i >= 0 and s.forms[i] in ("»", '"', "”", "''")


def _phrase_after(s: Sentence, group: Predicate) -> int | None:
    for i in range(group.end, min(len(s), group.end + 4)):
        if s.upos[i] in ("NOUN", "PROPN"):
            return i
        if s.upos[i] not in ("DET", "ADJ", "NUM"):
            return None
    return None


def _coordinated_verb(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether a coordinator, with adverbs at most, stands right before the verb group: its subject is the one before."""
    i = group.start - 1
    while i >= 0 and (s.upos[i] == "ADV" or s.lowers[i] in g.adverbial_words or s.forms[i] == ","):
        i -= 1
    return i >= 0 and s.lowers[i] in g.coordinators


def _is_prepositional(s: Sentence, g: Grammar, i: int) -> bool:
    left = i - 1
    while left >= 0 and s.upos[left] in ("DET", "ADJ", "NUM") and s.lowers[left] not in g.prepositions:
        left -= 1
    return left >= 0 and s.lowers[left] in g.prepositions and s.upos[left] == "ADP"


def _phrase_before(s: Sentence, g: Grammar, group: Predicate, groups: list[Predicate]) -> int | None:
    """The head of the first noun phrase of the comma-separated stretches before the verb that does not open with a preposition."""
    if _coordinated_verb(s, g, group):
        return None
    start = max([p.end for p in groups if p.end <= group.start and p.level in (MAIN, COMPLEMENT) and p.form == "fin"], default=0)
    opener = _opener(s, g, start, group.start)
    start = opener + 1 if opener is not None and group.level == COMPLEMENT else start
    if start > 0 and group.level == MAIN:
        start = max([i for i in range(start, group.start) if s.forms[i] in (",", ";", ":") or s.lowers[i] in g.coordinators], default=group.start)
    stretch_start = start
    candidates: list[int] = []
    for i in range(start, group.start + 1):
        if i == group.start or s.forms[i] in (",", ";", ":", "»", "«", "(", ")"):
            head = _head_of_stretch(s, g, stretch_start, i)
            if head is not None:
                candidates.append(head)
            stretch_start = i + 1
    if not candidates:
        return None
    number = _feature(s.feats[min([group.verb, *group.auxiliaries])], "Number=")
    agreeing = [c for c in candidates if not number or _feature(s.feats[c], "Number=") in ("", number)]
    pool = agreeing or candidates
    return pool[0] if start == 0 or len(pool) == 1 else pool[-1]


def _head_of_stretch(s: Sentence, g: Grammar, start: int, end: int) -> int | None:
    while start < end and (s.upos[start] in ("ADV", "CCONJ", "PUNCT") or s.lowers[start] in g.coordinators):
        start += 1
    if start >= end or s.lowers[start] in g.prepositions or s.upos[start] in ("ADP", "SCONJ", "VERB"):
        return None
    for i in range(start, end):
        if s.upos[i] in ("NOUN", "PROPN", "PRON"):
            return i
        if s.upos[i] not in ("DET", "ADJ", "NUM", "ADV"):
            return None
    return None


def _voice(s: Sentence, g: Grammar, group: Predicate) -> None:
    """Reflexive, negated, passive."""
    before = s.lowers[group.start : group.verb + 1]
    subject = s.lowers[group.subject] if group.subject is not None else ""
    clitics = [s.lowers[i] for i in range(group.start, group.verb) if i != group.subject]
    group.reflexive = any(w in g.reflexives for w in before) or any(w in g.reflexives_by_subject.get(subject, ()) for w in clitics)
    if group.auxiliaries and not group.reflexive:
        lemmas = g.lemmas(s.lowers[group.verb])
        last = max(group.auxiliaries)
        group.passive = g.words["passive_auxiliary"] in g.lemmas(s.lowers[last]) and not any(lemma in g.active_with_passive_auxiliary for lemma in lemmas)
    window = s.lowers[group.start : min(len(s), group.end + 2)]
    if any(w in g.negators for w in window[: group.verb - group.start + 1]):
        group.negated = any(w in g.negation_words for w in window) or any(
            s.lowers[i] in g.words["distant_negation"] for i in range(len(s)) if abs(i - group.verb) <= 8
        )
        group.negated = group.negated or any(lemma in g.words["bare_negation"] for i in range(group.start, group.end) for lemma in g.lemmas(s.lowers[i]))
        if any(_is_litotes(s, g, i) for i in range(group.end, min(len(s), group.end + 3))):
            group.negated = False
        if any(lemma in g.words["never_negated"] for w in window for lemma in g.lemmas(w)):
            group.negated = False
    elif group.governor is not None and group.form == "inf" and group.governor.negated and group.level == SHARED:
        group.negated = True
