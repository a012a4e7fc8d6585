"""What a sentence leaves behind for the next: its subject, who was named in it, and whether it opens a list."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.codebook.actors import is_state
from verbale.languages.gazetteer import CAPITAL, INHABITANT, LOCALITY, NAME, SEAT
from verbale.pipelines.sentence import Sentence
from verbale.reading.context import Context, Referent
from verbale.reading.phrases import Mentions, Resolver
from verbale.reading.predicate import MAIN, Predicate
from verbale.reading.text import Piece

#: How many tokens at the head of a line without a verb are searched for the subject of the list that it opens.
_LEAD_REACH = 24


class Memory:
    """Keeps the discourse of one document up to date.

    ``lead`` is the subject of the list that is being read, None outside of lists.
    """

    def __init__(self, context: Context, mentions: Mentions, resolver: Resolver, view: str) -> None:
        self.context, self.m, self.resolver, self.view = context, mentions, resolver, view
        self.lead: Referent | None = None

    def enter(self, s: Sentence, piece: Piece) -> None:
        """Before a sentence: note the states that its paragraph names."""
        self.context.going_on, self.context.side = None if piece.first else self.context.side, None
        if piece.first:
            self.context.paragraph = []
        self.context.paragraph.extend(m.code for m in self.m.within("name", s.start, s.end) if is_state(m.code) and m.code not in self.context.paragraph)

    def remember(self, s: Sentence, groups: Sequence[Predicate], piece: Piece) -> None:
        """Update the discourse after a sentence: who was the subject, who else was named, whether a list begins."""
        subject = self._subject(s, groups)
        if subject is None and piece.kind == "body" and not groups:
            subject = self._verbless_lead(s)
        if subject is not None:
            pair = len(self.context.participants) > 2 and len(subject.codes) == 1 and subject.plural
            if pair:
                self.context.pair = subject.codes
            self.context.spoke(subject)
        self._note_others(s)
        ends_with_colon = self.view[s.start : s.end].rstrip().endswith((":", ","))
        if ends_with_colon and piece.kind == "body":
            self.lead = subject or self._verbless_lead(s) or self.context.subject
        elif piece.kind == "body" and piece.first:
            self.lead = None

    def _subject(self, s: Sentence, groups: Sequence[Predicate]) -> Referent | None:
        """The first subject of a main clause that is an actor."""
        self.context.of_a_thing, first = False, True
        for group in groups:
            if group.level == MAIN and group.form == "fin" and group.subject is not None and not group.passive:
                referent = self.resolver.subject(s, group.subject, group.start)
                if referent.kind == "actor" and referent.codes:
                    self.context.of_a_thing = False
                    return referent
                self.context.of_a_thing = self.context.of_a_thing or first and referent.kind == "thing"
                first = False
        return None

    def _note_others(self, s: Sentence) -> None:
        """Remember who was named, the last one last."""
        for mention in self.m.within("name", s.start, s.end):
            if mention.kind in (NAME, INHABITANT, CAPITAL, SEAT):
                self._note_other(mention.code)
        for mention in self.m.within("person", s.start, s.end):
            actor = self.m.persons.get(mention.code)
            if actor:
                self._note_other(actor)

    def _verbless_lead(self, s: Sentence) -> Referent | None:
        """The speaker of a line without a verb that opens a list ("Le Conseil de sécurité,")."""
        for head in range(min(len(s), _LEAD_REACH)):
            if s.upos[head] in ("VERB", "AUX"):
                return None
            if s.upos[head] not in ("NOUN", "PROPN") or head and s.upos[head - 1] == "NUM":
                continue
            mention = self.m.covering("name", s.starts[head], s.ends[head])
            if mention is not None and mention.kind in (CAPITAL, LOCALITY):
                continue  # the city of a dateline
            referent = self.resolver.subject(s, head, len(s))
            return referent if referent.kind == "actor" and referent.codes else None
        return None

    def _note_other(self, code: str) -> None:
        others = self.context.others
        if code in others:
            others.remove(code)
        others.append(code)
        del others[:-12]
