"""Who performs a cue: the subject of its clause, the agent of a passive, whoever an act noun belongs to, or the author of the text."""

from __future__ import annotations

from dataclasses import replace

from verbale.codebook.actors import organisation
from verbale.languages.gazetteer import NAME
from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.cases import governing_preposition, stands_in
from verbale.reading.context import Context, Referent
from verbale.reading.cues import Found
from verbale.reading.memory import Memory
from verbale.reading.phrases import Resolver
from verbale.reading.predicate import COMPLEMENT, PURPOSE, RELATIVE, Predicate, is_coordinated

#: Acts that one side goes on to perform in the sentences after the one that names it ("С российской стороны обозначен ряд моментов. Отмечены риски …").
_OWN_STANDS = frozenset({"stress", "concern", "condemn", "accuse", "reject", "warn"})
_OWN_WILLS = frozenset({"reaffirm", "propose"})

#: The part of a state that is its people.
_PEOPLE = "CVL"

#: How far behind the verb the infinitive of a will may stand.
_WILL_REACH = 6

#: How far from a verb of meeting the other side may be named.
_COMPANY_REACH = 14


class Speakers:
    """Finds the speakers of one document's cues."""

    def __init__(self, grammar: Grammar, context: Context, resolver: Resolver, memory: Memory) -> None:
        self.g, self.context, self.resolver, self.memory = grammar, context, resolver, memory
        #: The agent named last, and the offset of its sentence: passives that go on share it.
        self._agents: tuple[int, Referent] | None = None

    def find(self, s: Sentence, item: Found) -> Referent:
        """Who performs the cue; of kind ``thing`` where it is nobody who could."""
        p = item.predicate
        if item.cue.speaker == "author":
            return self._author(s, item)
        if item.light is not None and item.light.object == "nsubj":
            codes = self.context.everyone()
            return Referent(codes, "act noun that is heard: all who met", "actor", len(codes) > 1)
        if item.noun is not None and p.subject == item.noun:
            return self._owner(s, item) or self._possessor(s, item)
        if p.incise and p.subject is None:
            return self._reporter(s, p)
        root = p.root()
        if item.cue.speaker == "obj":
            return self._experiencer(s, item)
        if p.passive and not (item.noun is not None and item.noun == p.verb):
            return self._agent(s, p, item.cue.act)
        if root.subject is None:
            return self._implicit(s, root, item.cue.act)
        if self.g.case_markers and item.noun is None and item.start <= root.subject < item.end:
            codes = self.context.everyone()
            return Referent(codes, "subject that belongs to the cue: all who met", "actor", len(codes) > 1)  # "состоялось подписание"
        governor = root.governor.root() if p.level in (COMPLEMENT, RELATIVE) and root.governor is not None else None
        if governor is not None and governor.subject is not None and s.upos[root.subject] == "PRON" and s.lowers[root.subject] in self.g.words["third_persons"]:
            return self._subject(s, item, governor.subject, governor)
        return self._subject(s, item, root.subject, root)

    def _reporter(self, s: Sentence, p: Predicate) -> Referent:
        """Who reports where a verb of reporting has no subject: the body in which it was said ("отметили в МИД России"), else the issuer."""
        for i in range(p.end, min(len(s), p.end + 6)):
            if s.upos[i] == "PUNCT" or s.upos[i] == "VERB":
                break
            if s.upos[i] in ("NOUN", "PROPN") and governing_preposition(s, self.g, i) in self.g.words["said_in"]:
                referent = self.resolver.subject(s, i, min(len(s), i + 5))
                if referent.kind == "actor" and referent.codes:
                    return referent
        return Referent(self.context.issuer, "reported without a subject: the issuer", "actor", len(self.context.issuer) > 1)

    def _subject(self, s: Sentence, item: Found, subject: int, root: Predicate) -> Referent:
        """Whom the clause's subject means, and all who met where it is impersonal or stands for both sides."""
        p = item.predicate
        referent = self.resolver.subject(s, subject, root.start)
        if item.cue.pos == "tense" and referent.codes == tuple(f"{code}:{_PEOPLE}" for code in self.context.issuer):
            return Referent(self.context.issuer, "its own people promise: the issuer")
        gathering = s.lowers[subject] in self.resolver.v.events  # "the G20 summit will be a success"
        if item.cue.pos == "tense" and not (referent.kind == "actor" and self._is_own_future(referent.codes, gathering=gathering)):
            return Referent((), "somebody else's future", "thing")
        if referent.kind == "thing" and self.g.case_markers and item.light is not None and item.light.cls == "give" and item.noun is not None:
            referent = self._giver(s, item.noun) or referent
        if referent.kind == "impersonal" or s.lowers[subject] in self.g.words["expletives"] and not root.incise and self._is_impersonal(s, root):
            codes = self.context.everyone()
            return Referent(codes, "impersonal: all who met", "actor", len(codes) > 1)
        if p.level == PURPOSE and item.cue.act == "discuss":
            return Referent(self.context.everyone(), "purpose of the meeting: all who met", "actor", True)
        met = self.context.everyone()
        if item.cue.act in ("discuss", "agree") and referent.rule.startswith("we: ") and set(referent.codes) < set(met) and not self.context.is_organisation:
            return Referent(met, "we who met", "actor", True)
        if item.cue.act == "discuss" and len(referent.codes) == 1 and (self._together(s, item, referent) or self._meeting_with(s, item, root, referent)):
            return Referent(self.context.everyone(), "together with the other side", "actor", True)
        return referent

    def _is_own_future(self, codes: tuple[str, ...], *, gathering: bool) -> bool:
        """Whether what somebody will do is promised by the text: its issuer, with others or alone, a group of which it is one, or those who met."""
        if len(codes) == 1 and not gathering and set(self.context.issuer) <= set(organisation(codes[0]).get("members", ())):
            return bool(self.context.issuer)
        return set(codes) <= {*self.context.issuer, *self.context.everyone()} or bool(self.context.issuer) and set(self.context.issuer) <= set(codes)

    def _together(self, s: Sentence, item: Found, referent: Referent) -> bool:
        """As in "Le ministre a évoqué avec son homologue", "spoke to his counterpart about …": both sides speak."""
        talking = any(lemma in self.g.words["talking"] for lemma in self.g.lemmas(s.lowers[item.predicate.verb]))
        for i in range(item.end, min(len(s), item.end + 6)):
            if s.lowers[i] in self.g.words["company_markers"] or talking and s.upos[i] == "ADP" and self.g.marker(s.lowers[i]) == self.g.dative_marker:
                head = _governed(s, i, min(len(s), i + 7))
                if head is None:
                    return False
                other = self.resolver.addressee(s, i + 1, head, min(len(s), head + 8))
                return other.kind == "actor" and bool(set(other.codes) & set(self.context.counterparts(referent.codes)))
            if s.upos[i] in ("VERB", "AUX", "PUNCT"):
                return False
        return False

    def _meeting_with(self, s: Sentence, item: Found, root: Predicate, referent: Referent) -> bool:
        """As in "held talks with the minister of Japan, exchanging views on …": the main clause has named the other side."""
        p = item.predicate
        goes_on = p.form == "ger" or p.form == "fin" and p.subject is None and p.governor is not None  # "met with X, and discussed …"
        if not goes_on or root.end > item.start:
            return False
        for i in range(root.end, min(item.start, root.end + _COMPANY_REACH)):
            if s.lowers[i] in self.g.words["company_markers"]:
                head = _governed(s, i, min(item.start, i + 7))
                other = self.resolver.addressee(s, i + 1, head, item.start) if head is not None else None
                return other is not None and other.kind == "actor" and bool(set(other.codes) & set(self.context.counterparts(referent.codes)))
        return False

    def _author(self, s: Sentence, item: Found) -> Referent:
        """The judgement of whoever says the sentence: the subject of a verb of judging or saying, else the issuer."""
        p = item.predicate
        if self.g.case_markers and s.lowers[0] in self.g.words["hearsay"] and item.cue.act != "discuss" and p.level != COMPLEMENT:
            return Referent((), "what a source says", "thing")  # "Согласно документу, государство обязано …"
        main = p.governor if p.level == COMPLEMENT else p
        if main is not None and main.root().subject is not None:
            judging = any(lemma in self.g.words["judging"] for lemma in self.g.lemmas(s.lowers[main.verb]))
            if p.level == COMPLEMENT or judging and item.cue.pos == "adjective":
                root, head = main.root(), main.root().subject or 0
                if s.lowers[head] in self.g.words["expletives"] and self._is_impersonal(s, root):
                    codes = self.context.everyone()
                    return Referent(codes, "impersonal: all who met", "actor", len(codes) > 1)  # "it was noted that the sanctions were illegitimate"
                return self.resolver.subject(s, head, root.start)
        if item.cue.pos == "adjective" and p.passive and any(lemma in self.g.words["judging"] for lemma in self.g.lemmas(s.lowers[p.verb])):
            return self._agent(s, p)
        if item.cue.act == "discuss" and p.level != COMPLEMENT:
            codes = self.context.everyone()
            return Referent(codes, "what was talked about: all who met", "actor", len(codes) > 1)  # "В центре внимания находились вопросы …"
        if p.subject is not None and s.lowers[p.subject] not in self.g.words["expletives"]:
            subject = self.resolver.subject(s, p.subject, p.start)
            named = not subject.rule.startswith(("the issuer's office", "all who met"))
            if named and subject.kind == "actor" and set(subject.codes) == set(self.context.issuer) and item.cue.act != "call":
                return Referent((), "the issuer speaks of itself", "thing")
        return Referent(self.context.issuer, "the author: the issuer", "actor", len(self.context.issuer) > 1)

    def _experiencer(self, s: Sentence, item: Found) -> Referent:
        """The object of a verb whose subject is the cause ("cette décision préoccupe la France")."""
        reach = range(item.end, min(len(s), item.end + 5))
        if self.g.case_markers:
            reach = range(len(s))
        head = next((i for i in reach if s.upos[i] in ("NOUN", "PROPN", "PRON") and self._is_object(s, item, i)), None)
        if head is not None:
            return self.resolver.subject(s, head, min(len(s), head + 8))
        if self.g.case_markers:
            return Referent(self.context.issuer, "nobody named who feels it: the issuer", "actor", len(self.context.issuer) > 1)
        if any(s.lowers[i] in self.g.words["speaker_clitics"] for i in range(item.predicate.start, item.predicate.verb)):
            return Referent(self.context.issuer, "us: the issuers", "actor", len(self.context.issuer) > 1)
        return Referent((), "nobody named who feels it", "thing")

    def _is_object(self, s: Sentence, item: Found, i: int) -> bool:
        """Whether a noun may be the object of the cue's verb: in a language with cases the tree says so."""
        return not self.g.case_markers or s.rels[i] == "obj" and s.heads[i] == item.predicate.verb

    def _owner(self, s: Sentence, item: Found) -> Referent | None:
        """Whose disposition it is, in a language with cases: a genitive right after an act noun that takes none for its object ("готовность России")."""
        if not self.g.case_markers or item.noun is None or self.g.genitive_marker in item.cue.content:
            return None
        i = item.noun + 1
        while i < len(s) and s.upos[i] in ("DET", "ADJ", "NUM"):
            i += 1
        if i >= len(s) or not stands_in(s, self.g, i, self.g.genitive_marker):
            return None
        referent = self.resolver.subject(s, i, min(len(s), i + 4))
        return referent if referent.kind == "actor" and referent.codes else None

    def _giver(self, s: Sentence, noun: int) -> Referent | None:
        """Whose act noun a thing meets with ("инициатива получила поддержку Индии")."""
        if noun + 1 >= len(s) or "Case=Gen" not in s.feats[noun + 1]:
            return None
        referent = self.resolver.subject(s, noun + 1, min(len(s), noun + 4))
        return referent if referent.kind == "actor" and referent.codes else None

    def _possessor(self, s: Sentence, item: Found) -> Referent:
        """Whose act noun it is: "nos condoléances", "le soutien de la France"."""
        start = item.start
        words = s.lowers[start : item.noun]
        if any(w in self.g.words["first_possessives"] for w in words):
            return Referent(self.context.issuer, "our: the issuer", "actor", len(self.context.issuer) > 1)
        for mention in self.resolver.actors_in(s, (item.noun or 0) + 1, item.predicate.start):
            if mention.kind == NAME and self._belongs(s, mention.start, item.noun or 0):
                return Referent((mention.code,), f"act noun of {mention.code}")
        if any(w in self.g.words["possessives"] for w in words) and self.context.subject is not None:
            return self.context.subject
        if item.predicate.passive:
            return self._agent(s, item.predicate, item.cue.act)
        return Referent((), "act noun of nobody named", "thing")

    def _belongs(self, s: Sentence, at: int, noun: int) -> bool:
        """Whether a word of belonging, or of the agent, stands before the name at offset ``at``: no other preposition, as in "support for Chad"."""
        i = next((i for i in range(noun + 1, len(s)) if s.starts[i] >= at), noun)
        while i - 1 > noun and s.upos[i - 1] in ("DET", "ADJ", "PROPN"):
            i -= 1
        before = s.lowers[i - 1]
        return self.g.marker(before) == self.g.genitive_marker or before in self.g.words["agent_markers"] or before in self.g.coordinators or i - 1 == noun

    def is_others(self, s: Sentence, item: Found, speaker: Referent) -> bool:
        """Whether the act noun under a verb is another actor's, named as its possessor: "acknowledged Egypt's concerns"."""
        if item.noun is None or not speaker.codes:
            return False
        named = self.resolver.actors_in(s, item.predicate.end, item.noun)
        last = next((i for i in range(item.noun - 1, item.predicate.end - 1, -1) if named and s.starts[i] < named[-1].end), item.noun)
        if s.rels[last] != "nmod:poss" or s.heads[last] != item.noun:
            return False
        return not {m.code.partition(":")[0] for m in named} & {code.partition(":")[0] for code in speaker.codes}

    def _agent(self, s: Sentence, p: Predicate, act: str = "") -> Referent:
        """The agent of a passive; without one, all who met."""
        if self.g.case_markers:
            return self._declined_agent(s, p, act)
        for i in range(p.end, min(len(s), p.end + 12)):
            if s.lowers[i] in self.g.words["agent_markers"]:
                head = next((j for j in range(i + 1, min(len(s), i + 6)) if s.upos[j] in ("NOUN", "PROPN", "PRON")), None)
                if head is not None:
                    return self.resolver.subject(s, head, self._agent_end(s, head))
            if s.upos[i] in ("VERB", "AUX"):
                break
        spoken = self.context.subject
        if spoken is not None and self._continues_speech(s, p, spoken):
            return replace(spoken, rule=f"free reported speech: {spoken.rule}")
        codes = self.context.everyone()
        return Referent(codes, "passive without agent: all who met", "actor", len(codes) > 1)

    def _continues_speech(self, s: Sentence, p: Predicate, spoken: Referent) -> bool:
        """As in "It is hoped that …" after "A said that …": an impersonal passive in the present goes on with what the one before it says."""
        subject = p.subject
        if subject is None or s.lowers[subject] not in self.g.words["expletives"] or not self.context.participants or not self.g.infinitive:
            return False
        return len(p.auxiliaries) == 1 and "Tense=Pres" in s.feats[p.auxiliaries[0]] and len(spoken.codes) == 1

    def _declined_agent(self, s: Sentence, p: Predicate, act: str) -> Referent:
        """The agent in a language with cases: a bare instrumental, or the side that a phrase names ("с российской стороны")."""
        first, last = self._clause(s, p)
        for i in range(first, last):
            words = s.lowers[i : i + 1]
            side = words[0] in self.g.words["agent_sides"] and governing_preposition(s, self.g, i) in self.g.words["company_markers"]
            if side or stands_in(s, self.g, i, "ins") and s.heads[i] in (p.verb, *p.auxiliaries):
                referent = self.resolver.subject(s, i, self._agent_end(s, i) if i > p.verb else p.start)
                called = bool(self.context.summoned) and set(referent.codes) <= set(self.context.summoned) and s.upos[i] == "PRON"  # "Им заявлен протест"
                if referent.kind == "actor" and referent.codes and not called:
                    self._agents = (s.start, referent)
                    self.context.side = replace(referent, rule=f"goes on as before: {referent.rule}") if side else None
                    return referent
        if self._agents is not None and self._agents[0] == s.start and is_coordinated(s, self.g, p):
            return self._agents[1]
        if self.context.going_on is not None and self._is_own_stand(s, p, act):
            self.context.side = self.context.going_on
            return self.context.going_on
        codes = self.context.hosts()
        return Referent(codes, "passive without agent: all who met", "actor", len(codes) > 1)

    def _is_own_stand(self, s: Sentence, p: Predicate, act: str) -> bool:
        """Whether a passive without agent goes on with what the side of the sentence before said: its verb, or a word that links it, opens the sentence.

        A will is one side's where it is one to act ("Подтверждена готовность содействовать …"), not where it is one for cooperation.
        """
        will = act in _OWN_WILLS and any("VerbForm=Inf" in s.feats[i] for i in range(p.end, min(len(s), p.end + _WILL_REACH)))
        if act not in _OWN_STANDS and not will:
            return False
        return all(s.lowers[i] in self.g.adverbial_words and s.lowers[i] not in self.resolver.v.events or s.upos[i] == "PUNCT" for i in range(p.start))

    def _clause(self, s: Sentence, p: Predicate) -> tuple[int, int]:
        """Where the clause of a verb begins and ends, by the words that open clauses and by the verbs beside it; what coordination shares counts."""
        root = p if p.governor is None else p.root()
        first = min(p.start, root.start)
        while first > 0 and s.lowers[first - 1] not in self.g.openers and s.forms[first - 1] not in (";", ":"):
            first -= 1
        last = p.end
        while last < len(s) and s.lowers[last] not in self.g.openers and s.upos[last] not in ("VERB", "AUX") and s.forms[last] not in (";", ":"):
            last += 1
        return first, last

    @staticmethod
    def _agent_end(s: Sentence, head: int) -> int:
        """Where the phrase of an agent ends: before the next verb or stop."""
        return next((i for i in range(head + 1, len(s)) if s.upos[i] in ("VERB", "AUX") or s.forms[i] in (".", ";", ":", "»")), len(s))

    def _is_impersonal(self, s: Sentence, p: Predicate) -> bool:
        return p.passive or any(lemma in self.g.copulas for lemma in self.g.lemmas(s.lowers[p.verb])) and "expl" in s.rels[p.subject or 0]

    def _said_in(self, s: Sentence, p: Predicate) -> Referent | None:
        """The body in which it is said by nobody in particular, in a language with cases: "В МИД России призвали …", "На Смоленской площади отметили …"."""
        if not self.g.case_markers or "Number=Plur" not in s.feats[p.verb] or self._is_first_plural(s, p.verb):
            return None
        for i in range(p.start):
            if s.upos[i] not in ("NOUN", "PROPN") or s.heads[i] != p.verb or governing_preposition(s, self.g, i) not in self.g.words["said_in"]:
                continue
            referent = self.resolver.subject(s, i, p.start)
            if referent.kind == "actor" and len(referent.codes) == 1 and not referent.rule.startswith("all who met"):
                return replace(referent, rule=f"said in: {referent.rule}")
        return None

    def _is_first_plural(self, s: Sentence, i: int) -> bool:
        """Whether the form of a verb says "we": by its features, or by its ending where it has none."""
        if "Person=" in s.feats[i] and self.g.case_markers:
            return "Person=1" in s.feats[i]
        return s.lowers[i].endswith(self.g.words["first_plural_ending"])

    def _implicit(self, s: Sentence, root: Predicate, act: str = "") -> Referent:
        """No subject in the sentence: a resolution's verb, a list item, a stretch after a semicolon, a first-person verb."""
        met = self.context.everyone()
        if len(met) < 2 and self.context.plural is not None:
            met = self.context.plural.codes  # "Президенты обсудили … Договорились о …"
        told = self._said_in(s, root)
        if told is not None:
            return told
        if self.g.case_markers and act in ("agree", "discuss") and len(met) > 1 and all(f in s.feats[root.verb] for f in ("Number=Plur", "Tense=Past")):
            return Referent(met, "no subject: all who met", "actor", True)  # "Условились о проведении консультаций."
        if any(self._is_first_plural(s, i) for i in (root.verb, *root.auxiliaries)) or self.memory.lead is None and self.context.subject is None:
            return Referent(self.context.issuer, "no subject: the issuer", "actor", len(self.context.issuer) > 1)
        if self.memory.lead is not None:
            return Referent(self.memory.lead.codes, f"subject of the list: {self.memory.lead.rule}", "actor", self.memory.lead.plural)
        if self.context.is_organisation:
            return Referent(self.context.issuer, "no subject: the issuing body", "actor")
        subject = self.context.subject
        called = self.g.case_markers and self.context.summoned and subject is not None and set(subject.codes) <= set(self.context.summoned)
        if subject is None or called and "Number=Plur" in s.feats[root.verb]:
            return Referent(self.context.issuer, "no subject: the issuer")  # "Послам указали на нарушения"
        return Referent(subject.codes, "no subject: the previous one", "actor", subject.plural)


def _governed(s: Sentence, preposition: int, limit: int) -> int | None:
    """The noun that a preposition governs: the tree's, else the first that follows before ``limit``."""
    head = s.heads[preposition]
    if s.rels[preposition] == "case" and preposition < head < limit:
        return head
    return next((j for j in range(preposition + 1, limit) if s.upos[j] in ("NOUN", "PROPN", "PRON")), None)
