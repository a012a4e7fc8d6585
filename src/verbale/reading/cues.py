"""Cues in a sentence: which predicates perform an act, by themselves, through an act noun, or through an adjective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.codebook.acts import act_table
from verbale.languages.grammar import Grammar, grammar
from verbale.languages.lexicon import Cue, Lexicon, LightVerb
from verbale.pipelines.sentence import Sentence
from verbale.reading.cases import case_marker, governing_preposition, stands_in
from verbale.reading.predicate import COMPLEMENT, EMBEDDED, MAIN, PURPOSE, SHARED, Predicate, feature
from verbale.reading.verbgroups import is_short_predicate

#: How far from a verb a fixed word of its cue may stand, and how far the noun of a light verb.
_FIXED_REACH = 7
_NOUN_REACH = 28

_FUNCTION = frozenset({"DET", "ADV", "PRON", "ADJ", "NUM", "ADP"})


@dataclass(slots=True)
class Found:
    """A cue at tokens ``start`` to ``end`` (half-open), performed by ``predicate``.

    ``noun`` is the index of the act noun or adjective where the cue is one; ``light`` the verb that licenses it; ``bare`` that verb's own cue, which holds
    where the noun is somebody else's act.
    """

    cue: Cue
    predicate: Predicate
    start: int
    end: int
    light: LightVerb | None = None
    noun: int | None = None
    bare: Found | None = None


def find_cues(s: Sentence, predicates: Sequence[Predicate], lexicon: Lexicon, grammar: Grammar) -> list[Found]:
    """All cues of a sentence, from left to right.

    Args:
        s: the parsed sentence.
        predicates: its predicates (:func:`verbale.reading.clauses.predicates`).
        lexicon: the language's cues.
        grammar: its function words.
    """
    matcher = Matcher(s, lexicon, grammar)
    found: list[Found] = []
    for position, predicate in enumerate(predicates):
        if predicate.level == EMBEDDED:
            continue
        following = [p for p in predicates[position + 1 :] if p.level in (MAIN, SHARED, COMPLEMENT) and p.start >= predicate.end]
        limit = following[0].start if following else len(s)
        matcher.reach = next((p.start for p in following if not (p.level == COMPLEMENT and p.governor is predicate)), len(s))
        found.extend(matcher.match(predicate, limit))
    found.extend(matcher.appositions(predicates, found))
    going_on = [f.predicate for f in found if f.cue.pos == "tense"]
    found = [f for f in found if f.predicate.governor not in going_on or f.predicate.form != "inf" or _leaves_promise(f, found)] if going_on else found
    found = _without_doubles(found)
    found.sort(key=lambda f: (f.start, f.end))
    return found


def _leaves_promise(item: Found, found: Sequence[Found]) -> bool:
    """Whether a bare infinitive after "will continue to …" goes on in the present: a demand or a judgement joined to a promise of deeds ("and call on …")."""
    if not item.predicate.rule.startswith("infinitive coordinated") or act_table()[item.cue.act].scale not in ("pressure", "disapproval"):
        return False
    first = [f for f in found if f.predicate.governor is item.predicate.governor and f is not item and f.start < item.start and f.predicate.form == "inf"]
    return not first


def _without_doubles(found: list[Found]) -> list[Found]:
    """Of a verb and its infinitive one performs the act: the infinitive where the verb only wishes or says ("souhaite rappeler …"), the verb where it
    is the author's own demand ("doit signer …").
    """
    handed = {id(f.predicate.governor) for f in found if f.predicate.form == "inf" and f.predicate.governor is not None and f.predicate.level != PURPOSE}
    own = {id(f.predicate) for f in found if f.cue.speaker == "author"}
    kept = [f for f in found if not (id(f.predicate) in handed and f.cue.act in ("hope", "inform") and f.noun is None)]
    return [f for f in kept if not (f.predicate.form == "inf" and id(f.predicate.governor) in own)]


class Matcher:
    """Looks for cues in one sentence."""

    def __init__(self, s: Sentence, lexicon: Lexicon, grammar: Grammar) -> None:
        self.s, self.lexicon, self.g = s, lexicon, grammar
        self._words: dict[tuple[int, int], str] = {}
        self._complements: dict[tuple[int, int], set[str]] = {}
        #: Where the clause of the predicate in hand ends, with what it says in a complement clause: phrases that an entry asks for may stand there.
        self.reach = len(s)

    def _is_noun(self, i: int) -> bool:
        """A noun for the tagger, and no modifying adjective that it took for one ("une profonde inquiétude")."""
        return self.s.upos[i] == "NOUN" and self.s.lowers[i] not in self.lexicon.modifying

    def match(self, p: Predicate, limit: int) -> list[Found]:
        """The cues that a predicate performs: adjective under a copula, act noun under a light verb, or the verb itself."""
        s = self.s
        lemmas = self.g.lemmas(s.lowers[p.verb])
        nouns = [found for lemma in lemmas for light in self.lexicon.light_verbs.get(lemma, ()) for found in self._light(p, light, limit)]
        verb = self._verb(p, lemmas, limit)
        duty = self._duty(p)
        if duty is not None and (verb is None or verb.cue.speaker != "author") and not (self._is_ours(p) and (nouns or self._utters(verb))):
            return [duty]
        if p.form == "part" and not p.auxiliaries and (p.governor is None or not p.governor.auxiliaries) and s.lowers[p.verb] in self.lexicon.adjectives:
            verb = None
        if not nouns and verb is not None and verb.cue.act == "stress":
            joined = self._joined_nouns(p, lemmas, limit)
            if joined:
                return [verb, *joined]
        if nouns and not (
            verb is not None
            and (verb.cue.act == "recall" and verb.cue.requires or len(verb.cue.fixed) > len(nouns[0].light.fixed if nouns[0].light else ()) + 1)
        ):
            head, nouns[0].bare = nouns[0].noun, verb
            kept = [f for i, f in enumerate(nouns) if i == 0 or f.noun != head and f.light is nouns[0].light]
            return [*kept, *self._joined_weight(p, verb, kept, limit)]
        adjectives = self._adjectives(p, lemmas, limit) if verb is None or p.passive else []
        if adjectives:
            return (self._noun_subject(p, lemmas) if self._is_quality(adjectives[0]) else []) or adjectives
        if verb is not None:
            return [verb]
        return self._noun_subject(p, lemmas) or self._tense(p, lemmas)

    def _joined_nouns(self, p: Predicate, lemmas: Sequence[str], limit: int) -> list[Found]:
        """Act nouns with a possessor that are joined to an object which names no act: "underscored the importance of X, and U.S. opposition to Y"."""
        s = self.s
        light = next((light for lemma in lemmas for light in self.lexicon.light_verbs.get(lemma, ()) if light.cls == "stress" and not light.fixed), None)
        head = next((i for i in range(p.end, min(limit, p.end + 8)) if s.upos[i] == "NOUN" and self._case_of(i, p.end) == ""), None)
        if light is None or head is None or not self.g.infinitive:
            return []
        for i in range(head + 1, limit):
            begin = self._phrase_start(i)
            coordinated = begin > head + 1 and s.lowers[begin - 1] in self.g.coordinators and self._is_possessed(begin, i)
            joined = coordinated and s.rels[i] == "conj" and (s.heads[i] in (p.verb, head) or self._is_part(s.heads[i], head) and self._is_named(begin, i))
            cue = self._noun_cue(i, limit, light) if joined and s.lowers[i] in self.lexicon.nouns else None
            if cue is not None:
                return [Found(cue, p, begin, self._noun_end(i, cue), light, i)]
        return []

    def _joined_weight(self, p: Predicate, verb: Found | None, nouns: Sequence[Found], limit: int) -> list[Found]:
        """A weight that is joined to act nouns under a verb of stressing: "emphasized our commitment to X, and [the importance] of Y"."""
        s, light = self.s, nouns[0].light
        if verb is None or verb.cue.act != "stress" or light is None or light.cls != "stress":
            return []
        for i in range(nouns[-1].end + 2, limit):
            if s.lowers[i] in self.g.words["weights"] and s.upos[i - 1] == "DET" and s.lowers[i - 2] in self.g.coordinators:
                return [Found(verb.cue, p, i - 1, i + 1)]
        return []

    def _is_part(self, i: int, head: int) -> bool:
        """Whether the tree hangs a noun on ``head``, over other nouns at most."""
        while i > head and self.s.rels[i] in ("nmod", "conj") and self.s.heads[i] < i:
            i = self.s.heads[i]
        return i == head

    def _is_named(self, start: int, noun: int) -> bool:
        """Whether the phrase from ``start`` to the noun names whose it is, or says that it is ours."""
        return any(self.s.upos[i] == "PROPN" or self.s.lowers[i] in self.g.words["first_possessives"] for i in range(start, noun))

    def _duty(self, p: Predicate) -> Found | None:
        """An auxiliary of duty that performs an act by itself ("Iran must return to …")."""
        s, g = self.s, self.g
        if p.form != "fin" or p.subject is None or p.subject > min([p.verb, *p.auxiliaries]):
            return None  # "Should Iran persist, …"
        for a in p.auxiliaries:
            for lemma in g.lemmas(s.lowers[a]):
                for cue in self.lexicon.verbs.get(lemma, ()):
                    excluded = any(self._present(word, a if " " in word else p.end, len(s)) for word in cue.excludes)
                    if cue.speaker == "author" and not cue.fixed and not cue.requires and not excluded:
                        return Found(cue, p, a, a + 1)
        return None

    def _is_ours(self, p: Predicate) -> bool:
        """Whether a predicate is in the first person."""
        first = (*self.g.words["pronouns"]["first_plural"], *self.g.words["pronouns"]["first_singular"])
        return p.subject is not None and self.s.lowers[p.subject] in first

    @staticmethod
    def _utters(verb: Found | None) -> bool:
        """Whether a verb does in the first person what it says ("we must stress"), and does not merely name what is to be done ("we must support")."""
        return verb is not None and verb.cue.act != "support" and act_table()[verb.cue.act].scale != "commitment"

    def _tense(self, p: Predicate, lemmas: Sequence[str]) -> list[Found]:
        """A main verb in the future without another cue."""
        cue = self.lexicon.tenses.get(self.g.words["future"])
        if cue is None or p.form != "fin" or p.level not in (MAIN, COMPLEMENT) or p.incise:
            return []
        if not self.s.forms[p.verb].islower() and not (self.g.case_markers and self.s.upos[p.verb] == "VERB"):
            return []
        if p.auxiliaries and (not self.g.base_auxiliaries or p.passive):
            return []
        if self.g.infinitive and p.subject is None and p.governor is None:
            return []  # the subject is a clause: "Decreasing their share will not foster …"
        slots = self.g.slots(self.s.lowers[min([p.verb, *p.auxiliaries])])
        told = p.level == COMPLEMENT and slots <= {"fut", "cond"}  # "announced that it would provide …"
        if slots - {"imper"} != {"fut"} and not (slots and told) and (slots or "Tense=Fut" not in self.s.feats[p.verb]):
            return []
        if any(lemma in self.g.words["no_commitment"] or lemma in self.g.transparent and lemma not in self.g.words["continuing"] for lemma in lemmas):
            return []
        return [Found(cue, p, p.start, p.end)]

    # --- the verb itself ---------------------------------------------------------------------------------------------------------------

    def _verb(self, p: Predicate, lemmas: Sequence[str], limit: int) -> Found | None:
        best: Found | None = None
        for lemma in lemmas:
            for cue in self.lexicon.verbs.get(lemma, ()):
                if best is not None and cue.specificity <= best.cue.specificity:
                    break
                span = self._holds(p, cue, limit)
                if span:
                    best = Found(cue, p, *span)
                    break
        return best

    def _holds(self, p: Predicate, cue: Cue, limit: int) -> tuple[int, int] | None:
        """The range of the cue's words where the entry holds, else None."""
        if cue.reflexive and not p.reflexive and p.form != "part":
            return None
        if p.reflexive and not cue.reflexive and not p.passive:
            return None
        if cue.negative and not p.negated:
            return None
        start, end = p.start, self._fixed(cue.fixed, p.end, limit)
        if end < 0:
            start, end = self._fixed_before(cue.fixed, p), p.end
        if start < 0:
            return None
        end = max(end, p.end)
        before = self._reach_back(p)
        if cue.requires and not any(self._required(word, p, before, end, limit) for word in cue.requires):
            return None
        if any(self._present(word, end if word in self.g.complement_markers else before if " " in word else p.start, limit) for word in cue.excludes):
            return None
        return start, end

    def _required(self, word: str, p: Predicate, before: int, end: int, limit: int) -> bool:
        """Whether a word, a phrase or a marker that the entry asks for stands beside its words, which end at ``end``."""
        if word == f"+{self.g.dative_marker}" and self._dative_before(p):
            return True
        start = end if word.lstrip("+") in self.g.complement_markers else before
        return self._present(word, start, self.reach if " " in word else limit)

    def _reach_back(self, p: Predicate) -> int:
        """From where a fixed word that the entry asks for may stand before the verb; in a language of cases its clause may put it first."""
        nearest = max(0, p.start - 2)
        if not self.g.case_markers:
            return nearest
        i = p.start
        while (
            i > max(0, p.start - 7) and (self.s.upos[i - 1] not in ("PUNCT", "CCONJ") or self._joins_nouns(i - 1)) and "VerbForm=Fin" not in self.s.feats[i - 1]
        ):
            i -= 1
        return min(i, nearest)

    def _joins_nouns(self, i: int) -> bool:
        """Whether a coordinator stands between two nouns of one case ("с болью и горечью восприняли")."""
        s = self.s
        if s.upos[i] != "CCONJ" or not 0 < i < len(s) - 1 or not s.upos[i - 1] == s.upos[i + 1] == "NOUN":
            return False
        return case_marker(s, self.g, i - 1) == case_marker(s, self.g, i + 1)

    def _dative_before(self, p: Predicate) -> bool:
        """Whether a passive has its recipient before it, in a language with cases ("Банку предложено наращивать …")."""
        s, g = self.s, self.g
        return bool(g.case_markers) and p.passive and any(s.heads[i] == p.verb and stands_in(s, g, i, g.dative_marker) for i in range(p.start))

    def _fixed_before(self, words: Sequence[frozenset[str]], p: Predicate) -> int:
        """Where the fixed words of a passive begin that stand before it as its subject ("особое внимание было уделено"); -1 where they do not."""
        if not words or p.subject is None or p.subject >= p.start or not (p.passive or self.g.case_markers and self.s.lowers[p.subject] in words[0]):
            return -1
        first = self._phrase_start(p.subject)
        return first if self._fixed(words, first, p.start) >= 0 else -1

    def _fixed(self, words: Sequence[frozenset[str]], start: int, limit: int) -> int:
        """Where the fixed words end, each reached over function words only; -1 where one is missing."""
        at = start
        for forms in words:
            at = self._past_addressee(at, limit, forms)
            stop = min(limit, at + _FIXED_REACH)
            while at < stop and self.s.lowers[at] not in forms:
                if not self._may_stand_between(at):
                    return -1
                at += 1
            if at >= stop:
                return -1
            at += 1
        return at

    def _may_stand_between(self, at: int) -> bool:
        """Whether fixed words may be parted by a token: a function word, a comma, an attribute ("a wide-ranging discussion"), linked adverbs or adjectives."""
        s = self.s
        owned = s.rels[at] == "nmod:poss" or s.upos[at] == "PART" and s.rels[s.heads[at]] == "nmod:poss"  # "drew his colleague's attention"
        return s.upos[at] in _FUNCTION or s.rels[at] == "amod" or owned or s.forms[at] == "," or self._links_adverbs(at) or self._joins_adjectives(at)

    def _links_adverbs(self, at: int) -> bool:
        """Whether a coordinator stands between two adverbs ("stand fully and firmly behind")."""
        s = self.s
        return s.lowers[at] in self.g.coordinators and s.upos[at - 1] == "ADV" and at + 1 < len(s) and s.upos[at + 1] == "ADV"

    def _past_addressee(self, i: int, limit: int, forms: frozenset[str]) -> int:
        """Past the phrase of an addressee between a verb and its fixed words ("направил Президенту Ирана телеграмму"); ``i`` where none stands there."""
        s = self.s
        if not self.g.case_markers or i >= limit or forms & self.g.prepositions or s.lowers[i] in forms:
            return i
        if "Case=Dat" not in s.feats[i] or s.upos[i] not in ("NOUN", "PROPN", "PRON"):
            return i
        end = i + 1
        while end < min(limit, i + 8) and s.lowers[end] not in forms and s.upos[end] in ("NOUN", "PROPN", "ADJ") and "Case=Acc" not in s.feats[end]:
            end += 1
        return end

    def _joins_adjectives(self, i: int) -> bool:
        """Whether the word stands between two adjectives of one noun ("подробный и откровенный обмен мнениями")."""
        return (
            bool(self.g.case_markers)
            and 0 < i < len(self.s) - 1
            and self.s.lowers[i] in self.g.words["between_adjectives"]
            and self.s.upos[i - 1] == self.s.upos[i + 1] == "ADJ"
        )

    def _present(self, word: str, start: int, limit: int) -> bool:
        """Whether a marker, or a fixed phrase, follows; ``+marker`` must open the complement itself."""
        if word.startswith("+"):
            at = start
            while at < limit and (self.s.upos[at] == "ADV" or self.g.case_markers and (self.s.upos[at] == "PART" or self.s.forms[at] == ",")):
                at += 1
            if word[1:] in self.g.case_markers.values():
                return self._opens_with_case(at, limit, word[1:])
            if at < limit and word == "+inf" and self.s.lowers[at] == self.g.infinitive:
                return self._leads_to_infinitive(at, limit)
            return at < limit and self.g.marker(self.s.lowers[at]) == word[1:]
        if word in self.g.complement_markers:
            return word in self._markers(start, limit)
        words = self._words_within(start, min(limit, start + 20))
        return any(phrase in words for phrase in _spellings(word.lower(), self.g.language))

    def _words_within(self, start: int, end: int) -> str:
        """The words between two tokens in lower case, each with a space on either side: once with a space after an apostrophe, once without."""
        known = self._words.get((start, end))
        if known is None:
            text = " ".join(self.s.lowers[start:end]).replace("' ", "'")
            known = self._words[start, end] = f" {text} \n {text.replace(chr(39), chr(39) + ' ')} "
        return known

    def _opens_with_case(self, at: int, limit: int, marker: str) -> bool:
        """Whether a bare noun phrase in a case begins at ``at``."""
        while at < limit and self.s.upos[at] in ("DET", "ADJ", "NUM"):
            at += 1
        return at < limit and stands_in(self.s, self.g, at, marker)

    def _markers(self, start: int, limit: int) -> set[str]:
        """The markers of the complements after a cue: the first one, and those after a bare object or an addressee."""
        known = self._complements.get((start, limit))
        if known is None:
            known = self._complements[start, limit] = self._find_markers(start, limit)
        return known

    def _find_markers(self, start: int, limit: int) -> set[str]:
        s = self.s
        found: set[str] = set()
        i = start
        while i < limit and (
            s.upos[i] == "ADV" and s.lowers[i] not in self.g.openers or s.forms[i] in (",", "(", "«", '"') or s.rels[i] == "aux" and self.g.case_markers
        ):
            i += 1
        self._add_case_markers(i, limit, found)
        if i >= limit:
            return found
        lower = s.lowers[i]
        if lower in self.g.that:
            found.add(self.g.that_marker)
        elif lower == self.g.infinitive and self._leads_to_infinitive(i, limit):
            found.add("inf")
        elif "Aspect=Prog" in s.feats[i]:
            found.add("ing")
        elif "VerbForm=Inf" in s.feats[i] or self.g.slots(lower) == {"inf"} or (lower in self.g.clitics and i + 1 < limit and "VerbForm=Inf" in s.feats[i + 1]):
            found.add("inf")
        elif self.g.marker(lower) and s.upos[i] != "DET":
            self._add_marker(i, found)
        elif s.upos[i] in ("DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"):
            if lower in self.g.words["indefinite_plurals"]:
                found.add(self.g.genitive_marker)
            if not self.g.case_markers:
                found.add("obj")
        for j in range(i + 1, min(limit, i + 24)):
            if s.upos[j] in ("VERB", "AUX") and "VerbForm=Fin" in s.feats[j]:
                break
            if s.lowers[j] in self.g.that and s.lowers[j - 1] not in self.g.before_that:
                found.add(self.g.that_marker)
                break
            if s.lowers[j] == self.g.infinitive and self._leads_to_infinitive(j, limit):
                found.add("inf")
            if s.rels[j] in self.g.words["zero_complementisers"] and s.heads[j] < start:
                found.add(self.g.that_marker)
            if (s.upos[j] == "ADP" or s.upos[j] == "SCONJ" and s.rels[j] == "case") and (
                s.forms[j - 1] != "," or j + 1 < len(s) and "VerbForm=Inf" in s.feats[j + 1]
            ):
                self._add_marker(j, found)
        if any(s.rels[j] in self.g.words["zero_complementisers"] and start - 3 <= s.heads[j] < start for j in range(limit, min(len(s), limit + 12))):
            found.add(self.g.that_marker)  # "We believe [the issues] should be …"
        return found

    def _add_case_markers(self, start: int, limit: int, found: set[str]) -> None:
        """The markers that the cases of the bare noun phrases after a cue stand for, as far as its clause goes."""
        if not self.g.case_markers:
            return
        s = self.s
        for i in range(start, min(limit, start + 24)):
            if s.lowers[i] in self.g.openers or s.upos[i] in ("VERB", "AUX") and "VerbForm=Fin" in s.feats[i]:
                return
            if s.upos[i] in ("NOUN", "PROPN", "PRON", "DET") and s.rels[i] not in ("det", "nmod", "amod") and not governing_preposition(s, self.g, i, start):
                found.add(case_marker(s, self.g, i))

    def _leads_to_infinitive(self, i: int, limit: int) -> bool:
        """Whether the word at ``i`` is the "to" of an infinitive, adverbs allowed between."""
        j = i + 1
        while j < limit and self.s.upos[j] == "ADV":
            j += 1
        return j < limit and "VerbForm=Inf" in self.s.feats[j]

    def _add_marker(self, i: int, found: set[str]) -> None:
        s = self.s
        marker = self.g.marker(s.lowers[i])
        found.add(marker)
        for compound, continuations in self.g.compound_markers.get(marker, ()):
            if not continuations or any(tuple(s.lowers[i + 1 : i + 1 + len(words)]) == words for words in continuations):
                found.add(compound)
        if i + 1 < len(s) and "VerbForm=Inf" in s.feats[i + 1]:
            found.add("inf" if marker == "" else marker)

    def measure(self, p: Predicate, groups: Sequence[Predicate]) -> bool:
        """Whether what a predicate decides is a measure against somebody ("décide de rappeler son ambassadeur"): an infinitive, or a noun, of sanction."""
        s = self.s
        for group in groups:
            if any(lower in self.g.that for lower in s.lowers[p.end : group.start]) or group.form != "inf" or not p.end <= group.verb <= p.end + 40:
                continue
            found = self._verb(group, self.g.lemmas(s.lowers[group.verb]), len(s))
            if found is not None and found.cue.act == "sanction":
                return True
        words = " ".join(s.lowers[p.end : p.end + 14]).replace("' ", "'").replace(" ,", ",")
        return any(noun in words for noun in self.g.words["measures"]) and not any(
            lemma in self.g.words["lifting"] for i in range(p.end, min(len(s), p.end + 14)) for lemma in self.g.lemmas(s.lowers[i])
        )

    # --- a noun under a light verb -----------------------------------------------------------------------------------------------------

    def _light(self, p: Predicate, light: LightVerb, limit: int) -> list[Found]:
        s = self.s
        start = self._fixed(light.fixed, p.end, limit)
        if start < 0:
            return []
        if not light.fixed and p.reflexive and light.cls != "express":
            return []
        if light.negative and not p.negated:
            return []
        cases = self._cases(light.object)
        if p.negated and self.g.case_markers:
            cases = (*cases, self.g.genitive_marker)  # "не скрывает озабоченности"
        noun = self._object_noun(max(start, p.end), limit, cases)
        if noun is None and light.object == "obj" and not light.fixed:
            fronted = self._fronted(p, light, limit)
            if fronted is not None:
                return [fronted]
        if noun is None and light.object == self.g.genitive_marker and not light.fixed:
            noun = self._after_addressee(p.end, limit)
        if noun is None:
            return []
        found: list[Found] = []
        while noun is not None:
            cue = self._noun_cue(noun, limit, light, p.negated)
            if cue is not None:
                end = self._noun_end(noun, cue)
                begin = p.start if not found else self._phrase_start(noun)
                found.append(Found(cue, p, begin, end, light, noun))
            if self.g.case_markers and s.lowers[s.heads[noun]] in self.g.words["vehicles"] and s.heads[noun] > p.verb and found:
                break  # "слова сочувствия и поддержки"
            noun = self._next_conjunct(noun, limit)
        return found

    def _fronted(self, p: Predicate, light: LightVerb, limit: int) -> Found | None:
        """An act noun that is the object and stands before its verb, in a language with cases ("Сожаление об этом выразил МИД")."""
        s = self.s
        for i in range(p.start) if self.g.case_markers and not p.passive else ():
            if s.heads[i] == p.verb and s.rels[i] == "obj" and s.lowers[i] in self.lexicon.nouns and self._case_of(i, 0) == "":
                cue = self._noun_cue(i, limit, light)
                if cue is not None:
                    return Found(cue, p, self._phrase_start(i), self._noun_end(i, cue), light, i)
        return None

    def _noun_cue(self, i: int, limit: int, light: LightVerb | None = None, negated: bool = False) -> Cue | None:
        """The entry for an act noun, under a light verb the first that this kind of verb licenses."""
        cues = [cue for cue in self.lexicon.nouns.get(self.s.lowers[i], ()) if negated or not cue.negative]
        return self._first_that_fits([c for c in cues if light is None or not c.under or light.cls in c.under], i, limit, limit)

    def _first_that_fits(self, cues: Sequence[Cue], i: int, limit: int, fixed_limit: int) -> Cue | None:
        """The first entry for the word at ``i`` whose fixed words follow it, up to ``fixed_limit``, and whose conditions hold up to ``limit``."""
        for cue in cues:
            end = self._fixed(cue.fixed, i + 1, min(fixed_limit, i + 8))
            if end < 0:
                continue
            if cue.requires and not any(self._present(word, max(end, i + 1), limit) for word in cue.requires):
                continue
            if any(self._present(word, i + 1, limit) for word in cue.excludes):
                continue
            return cue
        return None

    def _object_noun(self, start: int, limit: int, cases: tuple[str, ...]) -> int | None:
        """The act noun that stands in one of the cases, reached over adverbs, determiners, adjectives, and an addressee ("à son homologue")."""
        s = self.s
        i, stop = start, min(limit, start + _NOUN_REACH)
        while i < stop:
            lower, upos = s.lowers[i], s.upos[i]
            if (
                upos in ("NOUN", "PROPN", "VERB", "ADJ", "AUX")
                and lower in self.lexicon.nouns
                and self._case_of(i, start) in cases
                and not (s.rels[i] == "compound" and s.heads[i] > i)
                and self._noun_cue(i, limit)
            ):
                return i
            if self._is_noun(i) and self._case_of(i, start) in cases and not (s.rels[i] in ("compound", "nmod:poss") and s.heads[i] > i):
                if lower in self.g.words["time_nouns"]:
                    i += 1
                    continue
                if lower in self.g.words["vehicles"]:
                    cases = (*self._cases(self.g.genitive_marker), *(("",) if self.g.case_markers else ()))  # its plural may look like an accusative
                    i += 1
                    continue
                if "" not in cases[:1] or self._case_of(i, start) == "" and self._is_object(i, start):
                    return None
            if upos in ("VERB", "AUX") and "VerbForm=Part" not in s.feats[i] or lower in self.g.openers or s.forms[i] in (";", ":"):
                return None
            if "Aspect=Prog" in s.feats[i] and s.rels[i] in ("acl", "ccomp", "xcomp") and s.upos[i - 1] in ("NOUN", "PROPN"):
                return None  # "noted the statement reaffirming their commitment": the noun is the statement's
            i += 1
        return None

    def _is_object(self, i: int, start: int) -> bool:
        """Whether a bare noun is an object, with its determiner, and no name or apposition in the phrase of an addressee ("à Son Excellence Monsieur X")."""
        if self.g.case_markers:
            return self.s.rels[i] in ("obj", "nsubj:pass")
        first = self._phrase_start(i)
        return not self.s.rels[i].startswith("flat") and (i == start or any(self.s.upos[j] in ("DET", "NUM") for j in range(first, i)))

    def _after_addressee(self, start: int, limit: int) -> int | None:
        """The act noun after the one who is told ("assure les autorités tunisiennes de sa solidarité")."""
        s = self.s
        for i in range(start, min(limit, start + _NOUN_REACH)):
            if s.lowers[i] in self.lexicon.nouns and self._case_of(i, start) == self.g.genitive_marker and self._noun_cue(i, limit):
                return i
            if s.upos[i] in ("VERB", "AUX") or s.lowers[i] in self.g.openers or s.upos[i] == "PUNCT" and s.forms[i] != ",":
                return None
        return None

    def _cases(self, marker: str) -> tuple[str, ...]:
        if marker == "obj" or marker == "nsubj" and self.g.case_markers:
            return ("",)
        return (marker, "") if marker == self.g.genitive_marker and not self.g.case_markers else (marker,)

    def _case_of(self, i: int, start: int) -> str:
        """The preposition that governs the noun at ``i``, or what its case stands for; "" where it is bare."""
        s = self.s
        if self.g.case_markers:
            preposition = governing_preposition(s, self.g, i, start)
            marker = self.g.marker(preposition) if preposition else case_marker(s, self.g, i)
            return "" if marker == "obj" else marker
        left = i - 1
        while left >= start and (self._describes(left) or self._between_adjectives(left, start)):
            left -= 1
        if left < start:
            return ""
        lower = s.lowers[left]
        if lower in self.g.words["indefinite_plurals"] and s.upos[left] == "DET":
            return ""
        if s.upos[left] == "ADP" or lower in self.g.prepositions:
            return self.g.marker(lower)
        return "" if s.upos[left] in ("VERB", "AUX", "ADV", "PUNCT", "CCONJ", "NOUN", "PROPN") else "?"

    def _describes(self, i: int) -> bool:
        """Whether the word belongs to the noun phrase after it, and is no contracted preposition."""
        inside = self.s.upos[i] in ("DET", "ADJ", "NUM", "ADV") or self.s.lowers[i] in self.lexicon.modifying or self.s.rels[i] in ("compound", "nmod:poss")
        inside = inside or self.s.upos[i] == "PART" and self.s.rels[i] == "case"  # "the United States' strong opposition"
        inside = inside or self._is_bare_possessor(i)
        inside = inside or self.s.upos[i] == "VERB" and self.s.rels[i] == "amod" and self.s.heads[i] > i  # "our continued readiness"
        return inside and self.s.lowers[i] not in self.g.words["contracted"]

    def _is_bare_possessor(self, i: int) -> bool:
        """Whether a name right before an act noun says whose it is, whatever the tree made of it ("Ukraine's defence and U.S. support")."""
        s = self.s
        return bool(self.g.infinitive) and s.upos[i] == "PROPN" and s.rels[i] == "conj" and i + 1 < len(s) and s.lowers[i + 1] in self.lexicon.nouns

    def _between_adjectives(self, i: int, start: int) -> bool:
        described = i - 1 >= start and (self.s.upos[i - 1] in ("ADJ", "ADV") or self.s.lowers[i - 1] in self.lexicon.modifying)
        return self.s.lowers[i] in self.g.words["between_adjectives"] and described

    def _phrase_start(self, noun: int) -> int:
        i = noun
        while i > 0 and self._describes(i - 1) and self.s.upos[i - 1] != "ADV":
            i -= 1
        return i

    def _noun_end(self, noun: int, cue: Cue) -> int:
        """The end of the act noun with its fixed words and the adjectives right after it."""
        s = self.s
        end = max(self._fixed(cue.fixed, noun + 1, min(len(s), noun + 8)), noun + 1)
        if self.g.case_markers:
            return end  # an adjective after the noun opens another phrase ("готовность российской стороны")
        while end < len(s) and (s.upos[end] == "ADJ" and s.rels[end] == "amod" or s.upos[end] == "VERB" and s.lowers[end] in self.lexicon.modifying):
            end += 1
        return end

    def _next_conjunct(self, noun: int, limit: int) -> int | None:
        """The next act noun coordinated with ``noun`` ("sa gratitude et son soutien")."""
        s = self.s
        possessed = self._is_possessed(self._phrase_start(noun), noun)
        for i in range(noun + 1, min(limit, noun + 30)):
            lower = s.lowers[i]
            verbal = s.upos[i] in ("VERB", "AUX") and "VerbForm=Inf" not in s.feats[i] and "VerbForm=Part" not in s.feats[i]
            if verbal and not possessed and (lower in self.g.openers or lower not in self.lexicon.nouns):
                return None
            if s.upos[i] not in ("NOUN", "PROPN", "VERB", "ADJ") or lower not in self.lexicon.nouns:
                continue
            begin = self._phrase_start(i)
            before = begin - 1
            if before > noun and self.g.marker(s.lowers[before]) == self.g.genitive_marker:
                before -= 1
            if self.g.case_markers and before > noun and s.upos[before] == "ADV":
                before -= 1  # "а также"
            if before <= noun or not self._adds(before):
                continue
            own = self._is_possessed(begin, i)
            bare = before > noun and (begin == i and i - noun <= 3 or before == noun + 1 and s.lowers[before] in self.g.coordinators and not own)
            tree = bool(self.g.case_markers) and s.rels[i] == "conj" and (s.heads[i] == noun or self._shares_case(noun, i))
            resumed = tree or own and s.lowers[before] in self.g.coordinators  # "the U.S. commitment to … and our support for …"
            if (own == possessed and (own or i - noun <= 4) or bare or resumed) and self._noun_cue(i, limit):
                return i
        return None

    def _shares_case(self, noun: int, i: int) -> bool:
        """Whether a conjunct stands in the case of the act noun, and not in that of the word to which the tree gives it."""
        cases = [feature(self.s.feats[j], "Case=") for j in (noun, i, self.s.heads[i])]
        return cases[0] == cases[1] != cases[2]

    def _is_possessed(self, start: int, noun: int) -> bool:
        """Whether the phrase from ``start`` to the noun says whose it is: "their", "our", "U.S.", "the Secretary's"."""
        s = self.s
        own = (*self.g.words["possessives"], *self.g.words["first_possessives"])
        named = (s.upos[i] == "PROPN" and (s.rels[i] in ("compound", "nmod:poss") or self._is_bare_possessor(i)) for i in range(start, noun))
        return any(s.lowers[i] in own for i in range(start, noun)) or bool(self.g.infinitive) and any(named)

    def _adds(self, i: int) -> bool:
        """A coordinator, a comma, or the end of "ainsi que", "as well as"."""
        lowers, phrase = self.s.lowers, self.g.additive_phrase
        if len(phrase) <= i + 1 and lowers[i + 1 - len(phrase) : i + 1] == phrase:
            return True
        return lowers[i] in self.g.coordinators or self.s.forms[i] == "," or lowers[i] in self.g.that and lowers[i - 1] == self.g.additive_phrase[0]

    # --- adjectives --------------------------------------------------------------------------------------------------------------------

    def _adjectives(self, p: Predicate, lemmas: Sequence[str], limit: int) -> list[Found]:
        """Adjectives under a copula or a verb of judging, and passives that stand for one ("est préoccupé par")."""
        s, g = self.s, self.g
        lower = s.lowers[p.verb]
        if (p.passive or p.form == "part" or is_short_predicate(s, g, p.verb)) and p.form in ("fin", "part") and lower in self.lexicon.adjectives:
            cue = self._adjective_cue(p.verb, limit, p.negated)
            return [Found(cue, p, p.start, max(p.verb + 1, p.end), None, p.verb)] if cue else []
        copula = any(lemma in g.copulas for lemma in lemmas) or p.reflexive and any(lemma in g.reflexive_copulas for lemma in lemmas)
        judging = any(lemma in g.words["judging"] for lemma in lemmas)
        if not (copula or judging):
            return []
        found: list[Found] = []
        stop = min(limit, p.end + (8 if copula else 25))
        for i in range(p.end, limit):
            if i >= stop and not found:
                break
            if s.lowers[i] in self.lexicon.adjectives and (not found or self._is_conjunct(i)):
                denied = copula and any(s.lowers[j] in g.negators for j in range(p.end, i))
                cue = self._adjective_cue(i, limit, p.negated or denied)
                holds = cue is not None and (s.upos[i] != "ADP" or cue.fixed) and (copula or cue.speaker == "author")
                if cue is not None and holds and (cue.negative or not denied):
                    found.append(Found(cue, p, p.start if not found else i, i + 1, None, i))
                    continue
            if copula and not found and s.lowers[i] in g.negators:
                continue  # "is not acceptable"
            if s.lowers[i] in g.that and s.lowers[i + 1 : i + 2] and s.lowers[i + 1] in g.words["ever"]:
                continue
            if (
                copula
                and not found
                and (s.upos[i] not in ("ADV", "ADP", "PUNCT", "DET", "PRON", "ADJ", "CCONJ") and not _is_past_participle(s, i) or s.lowers[i] in g.openers)
            ):
                break
        if found and not copula:
            found = found[:1]
        return found

    def _is_preposition(self, i: int) -> bool:
        """Whether a form of an adjective is a preposition here, in a language with cases ("Согласно сообщению")."""
        return bool(self.g.case_markers) and self.s.upos[i] == "ADP"

    def _is_conjunct(self, i: int) -> bool:
        """Whether a coordinator, with an adverb at most, stands before ``i`` ("reste déterminée à agir et attachée au …")."""
        before = i - 2 if self.s.upos[i - 1] == "ADV" else i - 1
        return self.s.lowers[before] in self.g.coordinators

    def _adjective_cue(self, i: int, limit: int, negated: bool = False) -> Cue | None:
        cues = [cue for cue in self.lexicon.adjectives.get(self.s.lowers[i], ()) if negated or not cue.negative]
        return self._first_that_fits(cues, i, limit, len(self.s))

    def appositions(self, predicates: Sequence[Predicate], found: Sequence[Found]) -> list[Found]:
        """Adjectives and participles that open the sentence and describe its subject ("Préoccupé par …, le Conseil …")."""
        s = self.s
        main = next((p for p in predicates if p.level == MAIN and p.form == "fin"), None)
        i = 0
        while i < len(s) and (s.upos[i] in ("ADV", "PUNCT", "CCONJ") or s.lowers[i] in self.g.words["before_appositions"]):
            i += 1
        if i >= len(s) or i > 4 or s.lowers[i] not in self.lexicon.adjectives or self._is_preposition(i) or any(f.start <= i < f.end for f in found):
            return []
        comma = next((j for j in range(i, len(s)) if s.forms[j] == ","), None)
        if main is not None and (comma is None or comma > main.start):
            return []
        cue = self._adjective_cue(i, len(s))
        if cue is None or cue.speaker == "author":
            return []
        own = next((p for p in predicates if p.verb == i), None)
        predicate = own or Predicate(verb=i, start=i, end=i + 1, form="part")
        predicate.level, predicate.governor, predicate.rule = SHARED, main, "adjective that describes the subject"
        return [Found(cue, predicate, i, i + 1, None, i)]

    @staticmethod
    def _is_quality(item: Found) -> bool:
        """Whether an adjective under a copula tells of its subject's own mind, as "unwavering" does of a support, and is no judgement of the author."""
        return item.cue.speaker != "author" and item.noun is not None and not item.predicate.passive and item.predicate.verb != item.noun

    # --- an act noun as the subject ----------------------------------------------------------------------------------------------------

    def _noun_subject(self, p: Predicate, lemmas: Sequence[str]) -> list[Found]:
        """An act noun as the subject: "nos condoléances vont aux familles", "un appel a été lancé", "le soutien de la France reste entier"."""
        s = self.s
        if p.subject is None or p.level != MAIN or not any(lemma in self.g.words["noun_subject_verbs"] for lemma in lemmas):
            return []
        noun = p.subject
        if self.g.case_markers and s.lowers[noun] in self.g.words["vehicles"]:
            noun = next((i for i in range(noun + 1, min(noun + 4, len(s))) if s.upos[i] == "NOUN" and s.heads[i] == noun), noun)  # "слова благодарности"
        cue = self._noun_cue(noun, len(s)) if s.lowers[noun] in self.lexicon.nouns else None
        if cue is None:
            return []
        return [Found(cue, p, self._phrase_start(p.subject), noun + 1, None, noun)]


def _is_past_participle(s: Sentence, i: int) -> bool:
    return "VerbForm=Part" in s.feats[i] and "Tense=Past" in s.feats[i]


@lru_cache(maxsize=4096)
def _spellings(phrase: str, language: str) -> tuple[str, ...]:
    """A phrase between spaces as it may stand in a text: its last word elided or contracted with an article ("en faveur de", "d'", "du", "des")."""
    rest, _, last = phrase.rpartition(" ")
    endings = grammar(language).words["phrase_endings"].get(last, ()) if rest else ()
    return (f" {phrase} ", *(f" {rest} {ending} " for ending in endings))
