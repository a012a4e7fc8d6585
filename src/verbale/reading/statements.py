"""From a parsed sentence to its statements: for each cue who speaks, to whom, about what, how strongly, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.codebook.acts import act_table
from verbale.languages.gazetteer import CAPITAL, INHABITANT, NAME, SEAT
from verbale.languages.grammar import Grammar
from verbale.languages.lexicon import Lexicon
from verbale.reading.clauses import predicates
from verbale.reading.confidence import confidence
from verbale.reading.content import frameworks, is_occasion, places, topics
from verbale.reading.context import Context, Referent, Vocabulary
from verbale.reading.cues import Found, Matcher, find_cues
from verbale.reading.due import DUE_ACTS, find_due
from verbale.reading.flags import is_hypothetical, is_negated, is_reiterated
from verbale.reading.parse import Sentence
from verbale.reading.phrases import Mentions, Resolver
from verbale.reading.predicate import COMPLEMENT, MAIN, PURPOSE, Predicate
from verbale.reading.roles import Roles, find_roles
from verbale.reading.strength import strength
from verbale.reading.targets import targets
from verbale.reading.text import Piece
from verbale.record import Reason, Span, Statement

#: Verbs of saying hand the act of their complement clause through, when the clause's subject is their own.
_SAYING = frozenset({"inform", "stress", "reaffirm"})
_NEUTRAL = frozenset({"discuss", "inform", "stress"})


@dataclass(slots=True)
class _Draft:
    """A cue with its speaker, before its fields are filled."""

    found: Found
    speaker: Referent
    limit: int


class SentenceReader:
    """Reads the sentences of one document, in order; keeps the discourse between them.

    Args:
        grammar, lexicon, vocabulary: the language's knowledge.
        mentions: the document's mentions.
        context: who issued it and who met.
        text: the document as it came; ``view`` the same, plain.
        published: ISO date to complete dates from.
    """

    def __init__(
        self, grammar: Grammar, lexicon: Lexicon, vocabulary: Vocabulary, mentions: Mentions, context: Context, text: str, view: str, published: str | None
    ) -> None:
        self.g, self.lexicon, self.v, self.m, self.context = grammar, lexicon, vocabulary, mentions, context
        self.text, self.view = text, view
        self.reference = published or (context.encounter.date if context.encounter else None)
        self.resolver = Resolver(grammar, vocabulary, mentions, context)
        self._topics: tuple[str, ...] = ("bilateral-relations",) if context.encounter else ("regional-security",)
        self._lead: Referent | None = None

    def read(self, s: Sentence, piece: Piece) -> list[Statement]:
        """The statements of one sentence."""
        if not len(s) or s.forms[-1] == "?":
            return []
        resolution = piece.kind == "item" or self.context.is_organisation or not piece.first or self._lead is not None
        groups = predicates(s, self.g, resolution_style=resolution)
        found = find_cues(s, groups, self.lexicon, self.g)
        drafts = self._drafts(s, groups, found, piece)
        self.context.told, self.context.since = (), 0
        statements = [self._statement(s, draft, groups, position, drafts) for position, draft in enumerate(drafts)]
        self._remember(s, groups, piece, drafts)
        return statements

    # --- who speaks --------------------------------------------------------------------------------------------------------------------

    def _drafts(self, s: Sentence, groups: Sequence[Predicate], found: Sequence[Found], piece: Piece) -> list[_Draft]:
        """Cues that somebody speaks, with the limits of their clauses."""
        drafts: list[_Draft] = []
        dropped: set[int] = set()
        for item in found:
            speaker = self._speaker(s, item, groups, piece)
            p = item.predicate
            if speaker.kind == "thing" or not speaker.codes or p.incise and item.cue.act not in _SAYING:
                continue
            if p.form == "ger" and speaker.kind == "event" and p.start > 0 and p.start < p.root().start:
                continue
            if p.level == COMPLEMENT and not self._passes_through(s, item, speaker, drafts, dropped):
                continue
            if p.level == PURPOSE and not self._is_meeting(s, groups):
                continue
            drafts.append(_Draft(item, speaker, len(s)))
        drafts = [d for i, d in enumerate(drafts) if i not in dropped]
        drafts = self._without_tags(drafts)
        drafts.sort(key=lambda d: d.found.start)
        for position, draft in enumerate(drafts):
            draft.limit = self._limit(s, draft, drafts[position + 1 :], groups)
        return drafts

    @staticmethod
    def _without_tags(drafts: list[_Draft]) -> list[_Draft]:
        """Of "…, a-t-il souligné" the words reported count; the verb of reporting is the cue only where they perform no act themselves."""
        tags = [d for d in drafts if d.found.predicate.incise and d.found.cue.act in _SAYING]
        others = [d for d in drafts if d not in tags and d.found.cue.act != "inform"]
        if not tags or not others:
            return drafts
        for draft in others:
            if draft.speaker.rule.startswith(("we", "I:", "our", "the author")):
                draft.speaker = tags[0].speaker
        return others

    def _speaker(self, s: Sentence, item: Found, groups: Sequence[Predicate], piece: Piece) -> Referent:
        p = item.predicate
        if item.cue.speaker == "author":
            return self._author(s, item, groups)
        if item.noun is not None and p.subject == item.noun:
            return self._possessor(s, item)
        root = p.root()
        if item.cue.speaker == "obj":
            return self._experiencer(s, item)
        if p.passive and not (item.noun is not None and item.noun == p.verb):
            return self._agent(s, item, p)
        if root.subject is None:
            return self._implicit(s, root, piece)
        referent = self.resolver.subject(s, root.subject, root.start)
        if item.cue.pos == "tense" and not (referent.kind == "actor" and set(referent.codes) <= {*self.context.issuer, *self.context.everyone()}):
            return Referent((), "somebody else's future", "thing")
        if referent.kind == "impersonal" or s.lowers[root.subject] in self.g.words["expletives"] and not root.incise and self._is_impersonal(s, root):
            codes = self.context.everyone()
            return Referent(codes, "impersonal: all who met", "actor", len(codes) > 1)
        if p.level == PURPOSE and item.cue.act == "discuss":
            return Referent(self.context.everyone(), "purpose of the meeting: all who met", "actor", True)
        if item.cue.act == "discuss" and len(referent.codes) == 1 and self._together(s, item, referent):
            return Referent(self.context.everyone(), "together with the other side", "actor", True)
        return referent

    def _together(self, s: Sentence, item: Found, referent: Referent) -> bool:
        """"Le ministre a évoqué avec son homologue": both sides speak."""
        for i in range(item.end, min(len(s), item.end + 6)):
            if s.lowers[i] in self.g.words["company_markers"]:
                head = next((j for j in range(i + 1, min(len(s), i + 5)) if s.upos[j] in ("NOUN", "PROPN", "PRON")), None)
                if head is None:
                    return False
                other = self.resolver.addressee(s, i + 1, head, min(len(s), head + 8))
                return other.kind == "actor" and bool(set(other.codes) & set(self.context.counterparts(referent.codes)))
            if s.upos[i] in ("VERB", "AUX", "PUNCT"):
                return False
        return False

    def _author(self, s: Sentence, item: Found, groups: Sequence[Predicate]) -> Referent:
        """The judgement of whoever says the sentence: the subject of a verb of judging or saying, else the issuer."""
        p = item.predicate
        main = p.governor if p.level == COMPLEMENT else p
        if main is not None and main.root().subject is not None:
            judging = any(lemma in self.g.words["judging"] for lemma in self.g.lemmas(s.lowers[main.verb]))
            if p.level == COMPLEMENT or judging:
                return self.resolver.subject(s, main.root().subject or 0, main.root().start)
        if p.subject is not None and s.lowers[p.subject] not in self.g.words["expletives"]:
            subject = self.resolver.subject(s, p.subject, p.start)
            if subject.kind == "actor" and set(subject.codes) == set(self.context.issuer):
                return Referent((), "the issuer speaks of itself", "thing")
        return Referent(self.context.issuer, "the author: the issuer", "actor", len(self.context.issuer) > 1)

    def _experiencer(self, s: Sentence, item: Found) -> Referent:
        """The object of a verb whose subject is the cause ("cette décision préoccupe la France")."""
        head = next((i for i in range(item.end, min(len(s), item.end + 5)) if s.upos[i] in ("NOUN", "PROPN", "PRON")), None)
        if head is not None:
            return self.resolver.subject(s, head, min(len(s), head + 8))
        if any(s.lowers[i] in self.g.words["speaker_clitics"] for i in range(item.predicate.start, item.predicate.verb)):
            return Referent(self.context.issuer, "us: the issuers", "actor", len(self.context.issuer) > 1)
        return Referent((), "nobody named who feels it", "thing")

    def _possessor(self, s: Sentence, item: Found) -> Referent:
        """Whose act noun it is: "nos condoléances", "le soutien de la France"."""
        start = item.start
        words = s.lowers[start : item.noun]
        if any(w in self.g.words["first_possessives"] for w in words):
            return Referent(self.context.issuer, "our: the issuer", "actor", len(self.context.issuer) > 1)
        for mention in self.resolver.actors_in(s, (item.noun or 0) + 1, item.predicate.start):
            if mention.kind == NAME:
                return Referent((mention.code,), f"act noun of {mention.code}")
        if any(w in self.g.words["possessives"] for w in words) and self.context.subject is not None:
            return self.context.subject
        if item.predicate.passive:
            return self._agent(s, item, item.predicate)
        return Referent((), "act noun of nobody named", "thing")

    def _agent(self, s: Sentence, item: Found, p: Predicate) -> Referent:
        """The agent of a passive; without one, all who met."""
        for i in range(p.end, min(len(s), p.end + 12)):
            if s.lowers[i] in self.g.words["agent_markers"]:
                head = next((j for j in range(i + 1, min(len(s), i + 6)) if s.upos[j] in ("NOUN", "PROPN", "PRON")), None)
                if head is not None:
                    return self.resolver.phrase(s, head, min(len(s), head + 10))
            if s.upos[i] in ("VERB", "AUX"):
                break
        codes = self.context.everyone()
        return Referent(codes, "passive without agent: all who met", "actor", len(codes) > 1)

    def _is_impersonal(self, s: Sentence, p: Predicate) -> bool:
        return p.passive or any(lemma in self.g.copulas for lemma in self.g.lemmas(s.lowers[p.verb])) and "expl" in s.rels[p.subject or 0]

    def _implicit(self, s: Sentence, root: Predicate, piece: Piece) -> Referent:
        """No subject in the sentence: a resolution's verb, a list item, a stretch after a semicolon, a first-person verb."""
        if any(s.lowers[i].endswith(self.g.words["first_plural_ending"]) for i in (root.verb, *root.auxiliaries)) or self._lead is None and self.context.subject is None:
            return Referent(self.context.issuer, "no subject: the issuer", "actor", len(self.context.issuer) > 1)
        if self._lead is not None:
            return Referent(self._lead.codes, f"subject of the list: {self._lead.rule}", "actor", self._lead.plural)
        if self.context.is_organisation:
            return Referent(self.context.issuer, "no subject: the issuing body", "actor")
        subject = self.context.subject
        if subject is None:
            return Referent(self.context.issuer, "no subject: the issuer")
        return Referent(subject.codes, "no subject: the previous one", "actor", subject.plural)

    def _passes_through(self, s: Sentence, item: Found, speaker: Referent, drafts: Sequence[_Draft], dropped: set[int]) -> bool:
        """Whether the act in a complement clause is the speaker's own ("a indiqué que la France condamnait …")."""
        governor = item.predicate.governor
        if governor is None:
            return False
        outer = next((i for i, d in enumerate(drafts) if d.found.predicate is governor and d.found.noun is None), None)
        if outer is None or item.cue.act in _NEUTRAL or drafts[outer].found.cue.act not in _SAYING:
            return False
        if item.cue.speaker != "author" and set(speaker.codes) != set(drafts[outer].speaker.codes):
            return False
        if item.cue.speaker == "author" and drafts[outer].found.cue.act != "inform" and item.cue.act != "reject":
            return False
        dropped.add(outer)
        return True

    def _is_meeting(self, s: Sentence, groups: Sequence[Predicate]) -> bool:
        """Whether the sentence's main verb is one of meeting (codebook rule 14)."""
        from verbale.reading.encounter import spec

        return bool(spec(self.context.language).report.search(self.view[s.start : s.end]))

    def _limit(self, s: Sentence, draft: _Draft, later: Sequence[_Draft], groups: Sequence[Predicate]) -> int:
        """Where the clause of a cue ends: before the next cue's clause, or a new main clause."""
        end = len(s)
        p = draft.found.predicate
        for other in later:
            if other.found.start >= draft.found.end:
                end = min(end, self._clause_start(s, other.found))
                break
        for group in groups:
            if group.start >= draft.found.end and group.level == MAIN and group.form == "fin" and group is not p:
                start = group.start
                if group.subject is not None and draft.found.end <= group.subject < group.start:
                    start = self._phrase_left(s, group.subject)
                end = min(end, max(start, draft.found.end))
                break
        return end

    def _clause_start(self, s: Sentence, found: Found) -> int:
        p = found.predicate
        if p.level == MAIN and p.subject is not None and p.subject < found.start and found.start == p.start:
            return self._phrase_left(s, p.subject)
        return found.start

    @staticmethod
    def _phrase_left(s: Sentence, head: int) -> int:
        i = head
        while i > 0 and s.upos[i - 1] in ("DET", "ADJ", "NUM", "PROPN"):
            i -= 1
        return i

    # --- the statement -----------------------------------------------------------------------------------------------------------------

    def _statement(self, s: Sentence, draft: _Draft, groups: Sequence[Predicate], position: int, drafts: Sequence[_Draft]) -> Statement:
        found, speaker = draft.found, draft.speaker
        act = self._act(s, found, speaker, groups)
        roles = find_roles(s, found, draft.limit, self.resolver, self.context, speaker.codes)
        fronted = self._fronted(s, groups)
        content = self._content(s, found, roles)
        zones = self._zones(s, content, roles, fronted, position)
        own_body = roles.addressee is not None and roles.addressee.rule.startswith("the issuing body's own")
        addressee = tuple(c for c in (roles.addressee.codes if roles.addressee else ()) if own_body or c not in speaker.codes)
        subject = self._judged_subject(s, found)
        if subject:
            zones.append((s.starts[subject[0]], s.ends[subject[1] - 1]))
        self.context.told, self.context.since = addressee, found.end
        cue = self._span(s, found.start, found.end)
        level, modifiers = strength(s, found, self.lexicon, draft.limit)
        if act != found.cue.act:
            level = max(1, min(5, level - found.cue.strength + act_table()[act].strength))
        named_topics = topics(self.m, self._topic_zones(s, content, found, fronted, subject), self._topics)
        self._topics = named_topics
        span = self._span(s, *content) if content else None
        reiterated, reiterated_why = is_reiterated(s, found, draft.limit, self.g)
        hypothetical, hypothetical_why = is_hypothetical(s, content, self.g, act, subject)
        due = find_due(self.view, span.start, span.end, self.context.language, self.reference) if span and act in DUE_ACTS else None
        why = self._why(s, found, speaker, roles, modifiers, (reiterated_why, hypothetical_why), due is not None)
        target = self._target(s, content, subject, act, speaker.codes, addressee, roles)
        return Statement(
            act=act,
            strength=level,
            speaker=speaker.codes,
            joint=len(speaker.codes) > 1,
            addressee=addressee,
            target=tuple(c for c in target if c not in addressee),
            topics=named_topics,
            places=places(self.m, zones, self.view, speaker.codes if found.noun is not None else (), language=self.context.language),
            frameworks=frameworks(self.m, zones, self.view, self.context.language),
            cue=cue,
            content=span,
            evidence=self._evidence(s, found, draft, groups, position, span),
            reiterated=reiterated,
            hypothetical=hypothetical,
            negated=is_negated(found),
            due=due if due is None else type(due)(due.kind, due.value, self._as_written(span, due.text)),
            confidence=confidence(found, speaker, roles),
            why=why,
        )

    def _act(self, s: Sentence, found: Found, speaker: Referent, groups: Sequence[Predicate]) -> str:
        """The cue's act; a verb of repeating over a readiness or a promise restates it (codebook rule 9), and a decision of two or more is agreed."""
        if found.cue.head in self.g.words["deciding"] or found.cue.act == "propose":
            if Matcher(s, self.lexicon, self.g).measure(found.predicate, groups):
                return "sanction" if found.cue.act != "propose" else "warn"
        future = self._is_future(s, found.predicate)
        if found.cue.act == "commit" and future and any(s.lowers[i] in self.g.words["hypothetical_openers"] for i in range(found.end, len(s))):
            return "warn"
        if found.cue.act == "commit" and len(speaker.codes) > 1 and (found.predicate.auxiliaries or found.predicate.form == "part") and not future and found.light is None:
            return "agree"
        if found.light is not None and found.light.cls == "repeat" and found.cue.act in ("propose", "commit"):
            return "reaffirm"
        return found.cue.act

    def _is_future(self, s: Sentence, p: Predicate) -> bool:
        return "fut" in self.g.slots(s.lowers[min([p.verb, *p.auxiliaries, p.start])]) or "fut" in self.g.slots(s.lowers[p.verb])

    def _judged_subject(self, s: Sentence, found: Found) -> tuple[int, int] | None:
        """The subject of which the author says something ("les autorités maliennes doivent", "toute attaque aurait des conséquences")."""
        p = found.predicate
        if found.cue.speaker != "author" or p.subject is None or p.subject >= p.start:
            return None
        return (self._phrase_left(s, p.subject), p.start)

    def _target(
        self,
        s: Sentence,
        content: tuple[int, int] | None,
        subject: tuple[int, int] | None,
        act: str,
        speaker: tuple[str, ...],
        addressee: tuple[str, ...],
        roles: Roles,
    ) -> tuple[str, ...]:
        """Who is backed, and whom the content and the judged subject name as those whose conduct it is."""
        exclude = (*speaker, *addressee)
        codes = targets(s, *subject, act, self.m, self.g, self.v, exclude, lead=True) if subject else ()
        if content:
            codes += targets(s, *content, act, self.m, self.g, self.v, exclude, addressed=bool(addressee))
        return tuple(dict.fromkeys(codes)) or roles.benefited

    def _content(self, s: Sentence, found: Found, roles: Roles) -> tuple[int, int] | None:
        """What is said: after the cue, or the subject where the cue is a passive or a judgement of its subject."""
        p = found.predicate
        if (p.passive and found.noun is None or found.cue.speaker == "author" and found.noun is not None) and p.subject is not None and p.subject < p.start:
            start = self._phrase_left(s, p.subject)
            if s.lowers[p.subject] not in self.g.words["dummy_subjects"]:
                return (start, p.start) if p.start > start else roles.content
        return roles.content

    def _fronted(self, s: Sentence, groups: Sequence[Predicate]) -> tuple[int, int] | None:
        """The phrase before the first main clause's subject, which scopes the sentence ("Sur l'Ukraine, …")."""
        main = next((p for p in groups if p.level == MAIN and p.form == "fin"), None)
        if main is None:
            return None
        end = main.start if main.subject is None or main.subject > main.start else self._phrase_left(s, main.subject)
        return (0, end) if end > 1 else None

    def _zones(self, s: Sentence, content: tuple[int, int] | None, roles: Roles, fronted: tuple[int, int] | None, position: int) -> list[tuple[int, int]]:
        zones = []
        if roles.addressee is not None and roles.addressee_end > roles.addressee_start:
            zones.append((s.starts[roles.addressee_start], s.ends[roles.addressee_end - 1]))
        if content:
            zones.append((s.starts[content[0]], s.ends[content[1] - 1]))
        if fronted and self._is_scope(s, fronted):
            zones.append((s.starts[fronted[0]], s.ends[fronted[1] - 1]))
        return zones

    def _is_scope(self, s: Sentence, fronted: tuple[int, int]) -> bool:
        if s.upos[fronted[0]] not in ("ADP", "ADV", "VERB", "NOUN", "SCONJ") or fronted[1] - fronted[0] < 2:
            return False
        return not is_occasion(self.view[s.starts[fronted[0]] : s.ends[fronted[1] - 1]], self.context.language)

    def _topic_zones(
        self, s: Sentence, content: tuple[int, int] | None, found: Found, fronted: tuple[int, int] | None, subject: tuple[int, int] | None
    ) -> list[tuple[int, int, float]]:
        """Where the topic is looked for: the content, with the subject that the author judges, then what scopes it, the cue, the sentence."""
        zones: list[tuple[int, int, float]] = []
        if subject:
            end = content[1] if content and content[0] >= subject[1] else subject[1]
            zones.append((s.starts[subject[0]], s.ends[end - 1], 1.0))
        elif content:
            zones.append((s.starts[content[0]], s.ends[content[1] - 1], 1.0))
        if fronted:
            zones.append((s.starts[fronted[0]], s.ends[fronted[1] - 1], 1.0))
        zones.append((s.starts[found.start], s.ends[min(len(s), found.end) - 1], 1.0))
        zones.append((s.start, s.end, 0.8))
        return zones

    def _span(self, s: Sentence, start: int, end: int) -> Span:
        a, b = s.starts[start], s.ends[max(start, end - 1)]
        return Span(a, b, self.text[a:b])

    def _as_written(self, span: Span | None, words: str | None) -> str | None:
        """The words of a due time with the text's own apostrophes and spaces."""
        if span is None or words is None:
            return words
        at = self.view.find(words, span.start, span.end)
        return self.text[at : at + len(words)] if at >= 0 else words

    def _evidence(self, s: Sentence, found: Found, draft: _Draft, groups: Sequence[Predicate], position: int, content: Span | None) -> Span:
        """The smallest clause that holds cue, speaker and content."""
        p = found.predicate
        start = found.start
        if p.level == MAIN and p.subject is not None and p.subject < found.end:
            start = min(start, self._phrase_left(s, p.subject))
            fronted = self._fronted(s, groups)
            if fronted and fronted[1] >= start and s.upos[fronted[0]] in ("ADP", "VERB", "NOUN") and fronted[1] - fronted[0] > 3:
                start = 0
        end = draft.limit
        while end > found.end and (s.upos[end - 1] in ("PUNCT", "CCONJ") or s.lowers[end - 1] in self.g.coordinators):
            end -= 1
        a, b = s.starts[start], s.ends[max(end, found.end) - 1]
        if content is not None:
            a, b = min(a, content.start), max(b, content.end)
        return Span(a, b, self.text[a:b])

    def _why(self, s: Sentence, found: Found, speaker: Referent, roles: Roles, modifiers: tuple[str, ...], flags: tuple[str, str], due: bool) -> tuple[Reason, ...]:
        p = found.predicate
        reasons = [
            Reason("act", f"cue {found.cue.id} ({found.cue.pos})", f"{p.level} clause: {p.rule}", self._span(s, found.start, found.end)),
            Reason("speaker", speaker.rule, " ".join(speaker.codes), self._span(s, p.root().subject, p.root().subject + 1) if p.root().subject is not None else None),
        ]
        if found.light is not None:
            reasons.append(Reason("act", f"light verb {found.light.head} ({found.light.cls})", "licenses the noun"))
        if roles.addressee is not None:
            has_span = roles.addressee_end > roles.addressee_start
            reasons.append(Reason("addressee", roles.addressee.rule, " ".join(roles.addressee.codes), self._span(s, roles.addressee_start, roles.addressee_end) if has_span else None))
        reasons.append(Reason("strength", f"base {found.cue.strength}", f"moved by {', '.join(modifiers)}" if modifiers else "unmodified"))
        for name, reason in zip(("reiterated", "hypothetical"), flags, strict=True):
            if reason:
                reasons.append(Reason(name, reason, ""))
        return tuple(reasons)

    # --- memory ------------------------------------------------------------------------------------------------------------------------

    def _remember(self, s: Sentence, groups: Sequence[Predicate], piece: Piece, drafts: Sequence[_Draft]) -> None:
        """Update the discourse: who was the subject, who else was named, whether a list begins."""
        subject: Referent | None = None
        for group in groups:
            if group.level == MAIN and group.form == "fin" and group.subject is not None and not group.passive:
                referent = self.resolver.subject(s, group.subject, group.start)
                if referent.kind == "actor" and referent.codes:
                    subject = referent
                    break
        if subject is None and piece.kind == "body" and not groups:
            subject = self._verbless_lead(s)
        if subject is not None:
            pair = len(self.context.participants) > 2 and len(subject.codes) == 1 and subject.plural
            if pair:
                self.context.pair = subject.codes
            self.context.spoke(subject)
        for mention in self.m.within("name", s.start, s.end):
            if mention.kind in (NAME, INHABITANT, CAPITAL, SEAT):
                self._note_other(mention.code)
        for mention in self.m.within("person", s.start, s.end):
            actor = self.m.persons.get(mention.code)
            if actor:
                self._note_other(actor)
        ends_with_colon = self.view[s.start : s.end].rstrip().endswith((":", ","))
        if ends_with_colon and piece.kind == "body":
            self._lead = subject or self._verbless_lead(s) or self.context.subject
        elif piece.kind == "body" and piece.first:
            self._lead = None

    def _verbless_lead(self, s: Sentence) -> Referent | None:
        """The speaker of a line without a verb that opens a list ("Le Conseil de sécurité,")."""
        head = next((i for i in range(min(len(s), 6)) if s.upos[i] in ("NOUN", "PROPN")), None)
        if head is None:
            return None
        referent = self.resolver.phrase(s, head, len(s))
        return referent if referent.kind == "actor" and referent.codes else None

    def _note_other(self, code: str) -> None:
        others = self.context.others
        if code in others:
            others.remove(code)
        others.append(code)
        del others[:-12]
