"""From a parsed sentence to its statements: for each cue who speaks, to whom, about what, how strongly, by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verbale.codebook.acts import act_table
from verbale.languages.grammar import Grammar
from verbale.languages.lexicon import Lexicon
from verbale.pipelines.sentence import Sentence
from verbale.reading.acts import act_of
from verbale.reading.clauses import predicates
from verbale.reading.confidence import confidence
from verbale.reading.content import frameworks, places, topics
from verbale.reading.context import Context, Referent, Vocabulary
from verbale.reading.cues import find_cues
from verbale.reading.drafts import Draft, Drafter
from verbale.reading.due import DUE_ACTS, find_due
from verbale.reading.flags import is_hypothetical, is_negated, is_reiterated
from verbale.reading.memory import Memory
from verbale.reading.phrases import Mentions, Resolver
from verbale.reading.predicate import MAIN, Predicate, phrase_left
from verbale.reading.roles import Roles, asks_own, find_roles, second_addressee
from verbale.reading.speakers import Speakers
from verbale.reading.strength import strength
from verbale.reading.targets import targets
from verbale.reading.text import Piece
from verbale.reading.trace import Trace, reasons
from verbale.reading.zones import Zones
from verbale.record import Due, Span, Statement

_STRENGTHS = range(1, 6)


def _less_told(speaker: Referent, roles: Roles) -> Referent:
    """Who speaks in a passive without agent: of all who met, not the one who is told ("Послу заявлен протест")."""
    if roles.addressee is None or not speaker.rule.startswith(("passive without agent", "no subject: the previous")):
        return speaker
    codes = tuple(code for code in speaker.codes if code not in roles.addressee.codes)
    return Referent(codes, speaker.rule, speaker.kind, len(codes) > 1) if codes and codes != speaker.codes else speaker


def _past_modifiers(s: Sentence, content: tuple[int, int] | None, modifiers: Sequence[str]) -> tuple[int, int] | None:
    """The content without the phrase that strengthens the cue before it ("condemned [in the strongest terms] Russia's attack")."""
    for words in (modifier.replace("'", "' ").split() for modifier in modifiers):
        if content is not None and len(words) > 1 and s.lowers[content[0] : content[0] + len(words)] == words and content[0] + len(words) < content[1]:
            content = content[0] + len(words), content[1]
    while content is not None and s.forms[content[0]] == "," and content[0] + 1 < content[1]:
        content = content[0] + 1, content[1]
    return content


class SentenceReader:
    """Reads the sentences of one document, in order; keeps the discourse between them.

    Args:
        grammar, lexicon, vocabulary: the language's knowledge.
        mentions: the document's mentions.
        context: who issued it and who met.
        text: the document as it came; ``view`` the same, plain.
        published: ISO date to complete dates from.
        explain: whether the statements carry the trace of their reading.
    """

    def __init__(
        self,
        grammar: Grammar,
        lexicon: Lexicon,
        vocabulary: Vocabulary,
        mentions: Mentions,
        context: Context,
        text: str,
        view: str,
        published: str | None,
        *,
        explain: bool = True,
    ) -> None:
        self.g, self.lexicon, self.v, self.m, self.context = grammar, lexicon, vocabulary, mentions, context
        self.text, self.view, self.explain = text, view, explain
        self.reference = published or (context.encounter.date if context.encounter else None)
        self.resolver = Resolver(grammar, vocabulary, mentions, context)
        self.memory = Memory(context, mentions, self.resolver, view)
        self.drafter = Drafter(context, Speakers(grammar, context, self.resolver, self.memory), view)
        self._topics: tuple[str, ...] = ("bilateral-relations",) if context.encounter else ("regional-security",)

    def read(self, s: Sentence, piece: Piece) -> list[Statement]:
        """The statements of one sentence."""
        if not len(s) or s.forms[-1] == "?":
            return []
        self.memory.enter(s, piece)
        resolution = piece.kind == "item" or self.context.is_organisation or not piece.first or self.memory.lead is not None
        groups = predicates(s, self.g, resolution_style=resolution, performing=self.lexicon.performing, declaring=self.lexicon.declaring)
        found = find_cues(s, groups, self.lexicon, self.g)
        drafts = self.drafter.choose(s, groups, found)
        self.context.told, self.context.since = (), 0
        statements = [self._statement(s, part, roles, groups) for draft in drafts for part, roles in self._parts(s, draft)]
        self.memory.remember(s, groups, piece)
        return statements

    def _parts(self, s: Sentence, draft: Draft) -> Iterator[tuple[Draft, Roles]]:
        """The statements of a cue: one, or one for each addressee that is asked for something of its own (codebook rule 1)."""
        part: Draft | None = draft
        while part is not None:
            roles = find_roles(s, part.asked, part.limit, self.resolver, self.context, part.speaker.codes)
            second = second_addressee(s, part.asked, roles, part.limit, self.resolver) if roles.addressee is not None else None
            following = None
            if second is not None:
                following = replace(part, again=replace(part.found, start=second, end=second))
                part.limit = second - 1
                roles = find_roles(s, part.asked, part.limit, self.resolver, self.context, part.speaker.codes)
            yield part, roles
            part = following

    def _statement(self, s: Sentence, draft: Draft, roles: Roles, groups: Sequence[Predicate]) -> Statement:
        found, speaker = draft.found, _less_told(draft.speaker, roles)
        act, act_rule = act_of(s, found, speaker, groups, self.lexicon, self.g, draft.limit)
        if asks_own(s, found, roles, self.resolver, speaker.codes):
            act, act_rule, roles.addressee = "commit", "an order to one's own", None
        if roles.addressee is None and draft.through is not None:
            roles.addressee = find_roles(s, draft.through, draft.found.start, self.resolver, self.context, speaker.codes).addressee
        level, modifiers = self._strength(s, draft, act)
        roles.content = _past_modifiers(s, roles.content, modifiers)
        zones = Zones.of(s, found, roles, groups, self.g)
        addressee = self._addressee(speaker.codes, roles, asked=act_table()[act].scale == "pressure")
        self.context.told, self.context.since = addressee, found.end
        content = self._span(*self._offsets(s, zones.content)) if zones.content else None
        names = zones.for_names(s, self.view, self.context.language)
        trace = Trace(
            found=found,
            speaker=speaker,
            roles=roles,
            zones=zones,
            act_rule=act_rule,
            modifiers=modifiers,
            targets=self._targets(s, zones, act, speaker.codes, addressee, roles),
            topics=topics(self.m, zones.for_topics(s, found), self._topics),
            places=places(self.m, names, self.view, speaker.codes if found.noun is not None else (), language=self.context.language),
            frameworks=frameworks(self.m, names, self.view, self.context.language),
            reiterated=is_reiterated(s, found, draft.limit, self.g),
            hypothetical=is_hypothetical(s, zones.content, self.g, act, zones.subject, found.start),
            negated=is_negated(found),
            due=self._due(content) if act in DUE_ACTS else None,
        )
        self._topics = tuple(trace.topics)
        return Statement(
            act=act,
            strength=level,
            speaker=speaker.codes,
            joint=len(speaker.codes) > 1,
            addressee=addressee,
            target=tuple(trace.targets),
            topics=self._topics,
            places=tuple(trace.places),
            frameworks=tuple(trace.frameworks),
            cue=self._span(*self._offsets(s, (found.start, found.end))),
            content=content,
            evidence=self._evidence(s, draft, zones, content),
            reiterated=bool(trace.reiterated),
            hypothetical=bool(trace.hypothetical),
            negated=trace.negated,
            due=trace.due,
            confidence=confidence(found, speaker, roles),
            why=tuple(reasons(s, trace, self.g, self._span)) if self.explain else (),
        )

    # --- fields ------------------------------------------------------------------------------------------------------------------------

    @staticmethod
    def _addressee(speaker: tuple[str, ...], roles: Roles, *, asked: bool) -> tuple[str, ...]:
        """Who is told or asked, less the speaker, unless a body asks its own members or officers."""
        if roles.addressee is None:
            return ()
        own_body = roles.addressee.rule.startswith("the issuing body's own") or asked and roles.addressee.rule.startswith("the issuing body (")
        return tuple(code for code in roles.addressee.codes if own_body or code not in speaker)

    def _strength(self, s: Sentence, draft: Draft, act: str) -> tuple[int, tuple[str, ...]]:
        """The strength on the scale of the act, which may have another base than the cue."""
        found = draft.found
        level, modifiers = strength(s, found, self.lexicon, draft.limit)
        if act != found.cue.act:
            level = max(_STRENGTHS[0], min(_STRENGTHS[-1], level - found.cue.strength + act_table()[act].strength))
        return level, modifiers

    def _targets(self, s: Sentence, zones: Zones, act: str, speaker: tuple[str, ...], addressee: tuple[str, ...], roles: Roles) -> dict[str, str]:
        """Who is backed, and whom the content and the judged subject name as those whose conduct it is, each with its role."""
        several = len(speaker) > 2  # of several who speak one may be backed or judged
        exclude = addressee if several else (*speaker, *addressee)
        found = targets(s, *zones.subject, act, self.m, self.g, self.v, exclude, lead=True) if zones.subject else {}
        if zones.content:
            for code, role in targets(s, *zones.content, act, self.m, self.g, self.v, exclude, addressed=bool(addressee)).items():
                found.setdefault(code, role)
        found = found or dict.fromkeys(roles.benefited, "backed or pitied, not told")
        if act == "thank" and not found and not addressee and zones.content and not self._names_many(s, zones.content):
            other = self.context.counterparts(speaker)
            found = dict.fromkeys(other, "the other side, whose favour it is") if len(other) == 1 else found
        return {code: role for code, role in found.items() if code not in addressee}

    def _names_many(self, s: Sentence, zone: tuple[int, int]) -> bool:
        """Whether words tell of a number of states or officials ("the support received from sixty countries")."""
        return any(s.upos[i - 1] == "NUM" and s.lowers[i] in self.v.collectives for i in range(zone[0] + 1, zone[1]))

    def _due(self, content: Span | None) -> Due | None:
        """When the content is due, in the text's own words."""
        if content is None:
            return None
        due = find_due(self.view, content.start, content.end, self.context.language, self.reference)
        return due and replace(due, text=self._as_written(content, due.text))

    def _evidence(self, s: Sentence, draft: Draft, zones: Zones, content: Span | None) -> Span:
        """The smallest clause that holds cue, speaker and content."""
        found, start = draft.found, draft.found.start
        p = found.predicate
        if p.level == MAIN and p.subject is not None and p.subject < found.end:
            start = min(start, phrase_left(s, p.subject))
            front = zones.fronted
            if front and front[1] >= start and s.upos[front[0]] in ("ADP", "VERB", "NOUN") and front[1] - front[0] > 3:
                start = 0
        end = draft.limit
        while end > found.end and (s.upos[end - 1] in ("PUNCT", "CCONJ") or s.lowers[end - 1] in self.g.coordinators):
            end -= 1
        first, last = self._offsets(s, (start, max(end, found.end)))
        if content is not None:
            first, last = min(first, content.start), max(last, content.end)
        return self._span(first, last)

    # --- spans -------------------------------------------------------------------------------------------------------------------------

    @staticmethod
    def _offsets(s: Sentence, zone: tuple[int, int]) -> tuple[int, int]:
        return s.starts[zone[0]], s.ends[max(zone[0], zone[1] - 1)]

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, self.text[start:end])

    def _as_written(self, span: Span | None, words: str | None) -> str | None:
        """The words of a due time with the text's own apostrophes and spaces."""
        if span is None or words is None:
            return words
        at = self.view.find(words, span.start, span.end)
        return self.text[at : at + len(words)] if at >= 0 else words
