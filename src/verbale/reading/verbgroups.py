"""Verb groups: which words of a sentence are verbs, and which auxiliaries, clitics and negations belong to each."""

from __future__ import annotations

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.cases import case_marker
from verbale.reading.predicate import Predicate

_FINITE_SLOTS = frozenset({"pres", "fut", "past", "impf"})

#: Parts of speech that are never taken for a verb's.
_NO_VERBS = frozenset({"PUNCT", "DET", "PRON", "CCONJ", "SCONJ", "NUM"})
_NEVER_RETAGGED = _NO_VERBS | {"VERB", "AUX", "ADP"}


def verb_groups(s: Sentence, g: Grammar, resolution_style: bool) -> list[Predicate]:
    """The verb groups, without levels."""
    if resolution_style:
        _retag_initial(s, g)
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
        opens = i == first and form == "fin" and not auxes and s.forms[i][:1].isupper()
        groups.append(Predicate(verb=i, start=min([i, *auxes]), end=i + 1, form=form, auxiliaries=auxes, imperative="Mood=Imp" in s.feats[i], initial=opens))
    if not any(group.form == "fin" for group in groups):
        _rescue(s, g, groups)
    for group in groups:
        _extend(s, g, group)
    return groups


def _retag_initial(s: Sentence, g: Grammar) -> None:
    """The verb of a resolution that the tagger took for a noun ("Condemns …")."""
    i = _first_word(s, g)
    if len(s) and s.upos[i] in ("NOUN", "PROPN") and s.rels[i] == "ROOT" and _initial(s, g, i) == "fin":
        s.upos[i], s.feats[i] = "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin"


def _rescue(s: Sentence, g: Grammar, groups: list[Predicate]) -> None:
    """A sentence without a finite verb has one that the tagger took for another word ("Le Conseil européen insiste sur …")."""
    if g.infinitive and any(group.form == "ger" and group.start <= 1 for group in groups):
        return  # "Expressing grave concern at …"
    for group in groups:
        if (
            group.form == "part"
            and group.start > 0
            and g.slots(s.lowers[group.verb]) & _FINITE_SLOTS
            and s.upos[group.start - 1] in ("NOUN", "PROPN", "PRON", "ADJ")
        ):
            group.form = "fin"
            return
    for i in range(1, len(s)):
        slots = g.slots(s.lowers[i])
        if (
            slots & _FINITE_SLOTS
            and s.upos[i] not in ("VERB", "AUX", "DET", "PRON", "ADP", "PUNCT", "CCONJ", "SCONJ")
            and (s.upos[i - 1] not in ("DET", "ADP", "NUM") or s.lowers[i - 1] in g.words["indirect_clitics"])
        ):
            if any(p.start <= i < p.end for p in groups) or s.lowers[i - 1] in g.prepositions:
                continue
            groups.append(Predicate(verb=i, start=i, end=i + 1, form="fin"))
            groups.sort(key=lambda p: p.start)
            return


def _retag(s: Sentence, g: Grammar) -> None:
    """Verbs that the tagger took for nouns or adjectives, where the words leave no choice: after a subject pronoun or a clitic, or coordinated
    with a present-tense verb and followed by an object ("Elle enjoint …", "… et presse les États membres de …").
    """
    subjects = g.words["subject_pronouns"]
    present = any(
        u == "VERB" and ("Mood=Ind" in f or "Mood" not in f and "VerbForm=Fin" in f) and "Tense=Pres" in f for u, f in zip(s.upos, s.feats, strict=True)
    )
    for i in range(len(s)) if g.case_markers else ():
        if ("Case=" not in s.feats[i] or s.rels[i] == "ROOT") and "Variant=Short" not in s.feats[i] and g.slots(s.lowers[i]) == {"ppast"}:
            s.upos[i], s.feats[i] = "VERB", "Tense=Past|Variant=Short|VerbForm=Part|Voice=Pass"  # "Условлено …"
        elif "Tense=Fut" in s.feats[i] and {"fut", "ppast"} <= g.slots(s.lowers[i]) and (noun := _told_in_passive(s, i)) is not None:
            s.feats[i] = "Gender=Masc|Number=Sing|Tense=Past|Variant=Short|VerbForm=Part|Voice=Pass"
            s.rels[noun] = "nsubj:pass"
    for i in range(1, len(s)):
        if s.upos[i] == "VERB" and "VerbForm=Part" in s.feats[i] and g.slots(s.lowers[i]) & _FINITE_SLOTS and s.lowers[i - 1] in subjects:
            s.feats[i] = "Mood=Ind|Tense=Pres|VerbForm=Fin"
        if s.upos[i] == "VERB" and s.lowers[i - 1] in g.words["possessives"] and s.upos[i - 1] == "DET" and i + 1 < len(s) and s.upos[i + 1] == "NOUN":
            s.upos[i], s.feats[i] = "ADJ", ""  # "son illustre hôte"
        if s.upos[i] in _NEVER_RETAGGED:
            continue
        slots = g.slots(s.lowers[i])
        if not slots & _FINITE_SLOTS or not s.forms[i].islower():
            continue
        inserted = i > 3 and s.forms[i - 1] == s.forms[i - 3] == "," and s.upos[i - 2] == "ADV"  # "We, therefore, urge …"
        before = s.lowers[i - 4 if inserted else i - 1]
        following = s.upos[i + 1] if i + 1 < len(s) else "PUNCT"
        pronoun = before in subjects or before in g.reflexives or before in g.negators
        joined = present and (before in g.coordinators or before == ",") and (following in ("DET", "ADV") or following == "SCONJ" and s.lowers[i + 1] in g.that)
        coordinated = joined and "ppast" not in slots and s.rels[i] != "amod"
        rooted = s.rels[i] == "ROOT" and s.upos[i] == "NOUN" and s.upos[i - 1] == "PROPN" and following in ("ADJ", "DET", "ADP") and "ppast" not in slots
        if pronoun or coordinated or rooted:
            s.upos[i], s.feats[i] = "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin"


def _told_in_passive(s: Sentence, i: int) -> int | None:
    """The noun that makes a form that could be a future a short participle: singular, and no plural is there to be its subject ("Затронут ход …")."""
    if any(s.heads[j] == i and s.rels[j].startswith("nsubj") and j != i for j in range(len(s))):
        return None
    noun = next((j for j in range(i + 1, len(s)) if s.heads[j] == i and s.rels[j] == "obj"), None)
    alike = noun is not None and all(f in s.feats[noun] for f in ("Animacy=Inan", "Gender=Masc", "Number=Sing"))
    return noun if alike else None


def _auxiliaries(s: Sentence, g: Grammar) -> dict[int, list[int]]:
    """Participle → its auxiliaries: by the tree where it says so, else by the words, an auxiliary reaching over adverbs to a participle."""
    found: dict[int, list[int]] = {}
    for i, lower in enumerate(s.lowers):
        if lower not in g.auxiliary_forms:
            continue
        head = s.heads[i]
        if g.base_auxiliaries and s.rels[i].startswith("aux") and head > i and s.upos[head] in ("VERB", "AUX"):
            found.setdefault(head, []).append(i)  # "will respond", "does not accept", "is calling"
            continue
        if s.rels[i] == "cop" and is_short_predicate(s, g, head):
            found.setdefault(head, []).append(i)  # "были готовы"
            continue
        if g.case_markers and lower in g.base_auxiliaries and (infinitive := _infinitive_after(s, i)) is not None:
            found.setdefault(infinitive, []).append(i)  # "будет и далее содействовать"
            continue
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


def _infinitive_after(s: Sentence, i: int) -> int | None:
    """The infinitive that an auxiliary of the future reaches over adverbs and particles."""
    j = i + 1
    while j < min(len(s), i + 5) and s.upos[j] in ("ADV", "PART", "CCONJ"):
        j += 1
    return j if j < len(s) and s.upos[j] == "VERB" and "VerbForm=Inf" in s.feats[j] else None


def _participle_after(s: Sentence, g: Grammar, i: int) -> int | None:
    """The participle that the auxiliary at ``i`` reaches over adverbs and short insertions."""
    j, commas = i + 1, 0
    while j < len(s) and j - i <= 12:
        if g.infinitive and s.rels[j].startswith("acl") and i < s.heads[j] < j:
            return None  # "are with all those killed"
        if _is_participle(s, g, j) and (s.upos[j] in ("VERB", "AUX") or _moves(s, g, j)):
            return j
        if s.lowers[j] == g.infinitive and j + 1 < len(s) and "VerbForm=Inf" in s.feats[j + 1]:
            return None  # "has to come"
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
    """Whether the word can be the participle of a verb that takes the auxiliary of the passive in the active ("sont convenus", taken for an adjective)."""
    return any(lemma in g.active_with_passive_auxiliary for lemma in g.lemmas(s.lowers[i])) and "ppast" in g.slots(s.lowers[i])


def _is_participle(s: Sentence, g: Grammar, i: int) -> bool:
    if "VerbForm=Part" in s.feats[i]:
        return "Tense=Pres" not in s.feats[i]
    return "ppast" in g.slots(s.lowers[i])


def _form(s: Sentence, g: Grammar, i: int, auxiliaries: list[int]) -> str | None:
    """The form of the verb at ``i``, None where the word is no verb; a compound form is what its first auxiliary is."""
    if auxiliaries:
        first = min(auxiliaries)
        slots = g.slots(s.lowers[first])
        if slots == {"inf"} or "VerbForm=Inf" in s.feats[first]:
            return "inf"
        return "ger" if slots == {"ppres"} else "fin" if g.base_auxiliaries or _is_participle(s, g, i) else None
    upos, feats, lower = s.upos[i], s.feats[i], s.lowers[i]
    if upos in _NO_VERBS and "VerbForm=Conv" not in feats:
        return None
    if upos == "AUX" and "VerbForm" not in feats and lower in g.words["other_clitics"]:
        return None  # "бы"
    if is_short_predicate(s, g, i):
        return "fin"
    if "VerbForm=Conv" in feats:
        return "ger"
    if upos == "ADP" and g.case_markers and lower in g.prepositions and case_marker(s, g, s.heads[i]) == g.dative_marker:
        return None  # "благодаря усилиям"
    if upos not in ("VERB", "AUX"):
        slots = g.slots(lower)
        if upos in ("ADJ", "NOUN", "PROPN", "ADP", "ADV") and slots and _stands_as_verb(s, g, i, slots):
            return "part" if "ppast" in slots else "ger" if "ppres" in slots else "fin"
        return None
    slots = g.slots(lower)
    if (
        not slots
        and "VerbForm=Inf" not in feats
        and (
            lower in g.prepositions
            or i > 0
            and (
                s.upos[i - 1] == "DET" or s.lowers[i - 1] in g.words["articles"] or s.upos[i - 1] == "ADP" and s.lowers[i - 1] not in g.words["gerund_markers"]
            )
        )
    ):
        return None
    if slots and not slots & {"inf", "ppres", "ppast"}:
        return "fin"
    if len(slots) > 1 and "ppast" in slots and (_follows_relative(s, g, i) or "past" in slots and (_has_own_subject(s, i) or _goes_on_in_the_past(s, i))):
        return "fin"
    if g.infinitive and {"ppast", "past"} <= slots and s.rels[i].startswith("advcl") and i and s.upos[i - 1] in ("NOUN", "ADV") and not _has_own_subject(s, i):
        return "part"  # "a government agreed through talks", "return illegally seized property"
    if "ppast" in slots and s.rels[i].startswith("acl") and not (s.rels[i] == "acl:relcl" and "past" in slots):
        return "part"
    if g.infinitive and s.rels[i] == "conj" and "inf" in slots and "past" not in slots and _follows_past(s, g, i) and not _has_own_subject(s, i):
        return "inf"  # "expressed support for efforts to combat terrorism and defeat …"
    if ("VerbForm=Inf" in feats or slots == {"inf"}) and not (g.infinitive and _is_bare_present(s, g, i)):
        return "inf"
    if "ppres" in slots or lower.endswith(g.words["gerund_ending"]) and ("VerbForm=Part" in feats or "Tense=Pres" in feats):
        return "ger"
    if "VerbForm=Part" in feats or slots == {"ppast"}:
        return "part"
    return "fin"


def is_short_predicate(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether the word at ``i`` is a short participle or adjective that is a predicate without a copula ("подчёркнуто, что …", "стороны готовы …")."""
    if "Variant=Short" not in s.feats[i]:
        return bool(g.case_markers) and s.upos[i] == "ADV" and s.rels[i] == "ROOT"
    return s.upos[i] in ("VERB", "AUX") or s.upos[i] == "ADJ" and s.rels[i] not in ("xcomp", "advmod", "amod")


def _has_own_subject(s: Sentence, i: int) -> bool:
    """Whether the tree gives a form without auxiliary a subject: it is a past tense then, no participle ("The members condemned …")."""
    return any(h == i and rel == "nsubj" for h, rel in zip(s.heads, s.rels, strict=True))


def _goes_on_in_the_past(s: Sentence, i: int) -> bool:
    """Whether a form that could be a participle is coordinated with a past tense ("underscored …, and highlighted …")."""
    head = s.feats[s.heads[i]]
    return s.rels[i] == "conj" and "Tense=Past" in head and "VerbForm=Fin" in head


def _is_bare_present(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether a base form without "to" or an auxiliary is the present of a coordinated verb ("We condemn … and call on …")."""
    j = i - 1
    while j > 0 and s.upos[j] == "ADV":
        j -= 1
    if s.lowers[max(j, 0)] == g.infinitive:
        return False
    if _has_own_subject(s, i):
        return True  # "demands that Iran return"
    if s.rels[i] not in ("conj", "ROOT"):
        return False
    head = s.heads[i]
    if _follows_past(s, g, i):
        return False
    if s.upos[head] in ("NOUN", "PROPN"):
        return _goes_on_without_infinitive(s, g, i)
    if head != i and s.rels[head] == "conj" and "VerbForm=Inf" in s.feats[head] and not _has_auxiliary(s, head):
        return _is_bare_present(s, g, head)  # "We thank …, endorse …, and commend …"
    return head == i or not ("VerbForm=Inf" in s.feats[head] or s.upos[head] not in ("VERB", "AUX"))


def _has_auxiliary(s: Sentence, i: int) -> bool:
    return any(h == i and rel.startswith("aux") for h, rel in zip(s.heads, s.rels, strict=True))


def _follows_past(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether the tree joins the form at ``i`` to a past tense, with which a base form cannot go on."""
    head = s.heads[i]
    return s.upos[head] in ("VERB", "AUX") and "Tense=Past" in s.feats[head] and "inf" not in g.slots(s.lowers[head])


def _goes_on_without_infinitive(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether a base form that the tree joins to a noun goes on with a present tense before it, no infinitive between ("We urge restraint and call for …")."""
    if s.lowers[i - 1] not in g.coordinators:
        return False
    for j in range(i - 1, -1, -1):
        if s.lowers[j] == g.infinitive and j + 1 < len(s) and "VerbForm=Inf" in s.feats[j + 1]:
            return False
        if s.lowers[j] in g.words["pronouns"]["first_plural"] and s.rels[j] != "nmod:poss" and s.upos[j] == "PRON":
            return True
    return False


def _follows_relative(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether a relative stands right before: a form that could be a participle is finite there ("dont fait preuve", "qui dit")."""
    j = i - 1
    while j > 0 and (s.lowers[j] in g.clitics or s.lowers[j] in g.negators):
        j -= 1
    return j >= 0 and s.lowers[j] in g.relatives


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
    while i > 0 and (
        s.lowers[i - 1] in g.clitics and (s.upos[i - 1] in ("PRON", "ADV", "PART") or group.form in ("fin", "ger")) or s.lowers[i - 1] in g.negators
    ):
        if s.rels[i - 1].startswith("nsubj") and s.lowers[i - 1] not in g.words["object_clitics"]:
            break
        i -= 1
    if group.form == "ger" and i > 0 and s.lowers[i - 1] in g.words["gerund_markers"]:
        i -= 1
        if i > 0 and s.lowers[i - 1] in g.words["gerund_strengtheners"]:
            i -= 1
    group.start = i
