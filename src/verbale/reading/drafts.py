"""Which cues of a sentence become statements, and where the clause of each ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.codebook.acts import act_table
from verbale.pipelines.sentence import Sentence
from verbale.reading.acts import is_future
from verbale.reading.context import Context, Referent
from verbale.reading.cues import Found
from verbale.reading.encounter import spec
from verbale.reading.predicate import COMPLEMENT, MAIN, PURPOSE, RELATIVE, Predicate, phrase_left
from verbale.reading.speakers import Speakers

#: Verbs of saying hand the act of their complement clause through, when the clause's subject is their own.
_SAYING = frozenset({"inform", "stress", "reaffirm"})
#: Verbs that may hold an assurance of consequences, which is a warning whatever the verb (codebook rule 10).
_ASSURING = _SAYING | {"agree"}
#: What somebody stresses or confirms about the own will stays stressed or confirmed ("stressed that he hopes", "emphasized that it
#: stands ready", "underlined that it will support"); of several words ("made clear that") the verb says no more than that something was said.
_WILLING = frozenset({"hope", "propose", "reaffirm", "commit", "agree"})
_NEUTRAL = frozenset({"discuss", "inform", "stress"})


@dataclass(slots=True)
class Draft:
    """A cue with its speaker, before its fields are filled; ``limit`` is the token after its clause.

    ``again`` is the cue moved to where a further addressee begins ("appelle A à …, et B à …").
    ``through`` is the cue of saying that hands the act through ("a fait savoir à Moscou que la France n'accepterait pas …"), None as a rule.
    """

    found: Found
    speaker: Referent
    limit: int
    through: Found | None = None
    again: Found | None = None

    @property
    def asked(self) -> Found:
        """The cue as far as addressee and content are concerned: it ends where those begin."""
        return self.again or self.found


class Drafter:
    """Chooses the cues of one document's sentences that somebody speaks."""

    def __init__(self, context: Context, speakers: Speakers, view: str) -> None:
        self.context, self.speakers, self.view = context, speakers, view

    def choose(self, s: Sentence, groups: Sequence[Predicate], found: Sequence[Found]) -> list[Draft]:
        """Cues that somebody speaks, with the limits of their clauses."""
        drafts: list[Draft] = []
        dropped: set[int] = set()
        for item in found:
            speaker = self.speakers.find(s, item)
            if item.bare is not None and self.speakers.is_others(s, item, speaker):
                item = item.bare
            p = item.predicate
            if speaker.kind == "thing" or not speaker.codes or p.incise and item.cue.act not in _SAYING:
                continue
            if p.form == "ger" and speaker.kind == "event" and p.start > 0 and p.start < p.root().start:
                continue
            outer = self._handed_through(s, item, speaker, drafts) if p.level == COMPLEMENT else None
            if p.level == COMPLEMENT and outer is None:
                continue
            if p.level == RELATIVE and not self._goes_on(s, item, speaker, drafts):
                continue
            if p.level == PURPOSE and not self._is_meeting(s, p):
                continue
            if self._only_opens(item, found):
                continue
            if outer is not None:
                dropped.add(outer)
                if set(drafts[outer].speaker.codes) < set(speaker.codes) and item.cue.act != "agree":
                    speaker = drafts[outer].speaker  # "made clear that the United States and its allies are committed to …": who says so
            drafts.append(Draft(item, speaker, len(s), drafts[outer].found if outer is not None else None))
        drafts = [d for i, d in enumerate(drafts) if i not in dropped]
        drafts = [d for d in self._without_tags(drafts) if not self._tells_of_meeting(s, d, drafts)]
        drafts.sort(key=lambda d: d.found.start)
        for position, draft in enumerate(drafts):
            draft.limit = self._limit(s, draft, drafts[position + 1 :], groups)
        return drafts

    @staticmethod
    def _only_opens(item: Found, found: Sequence[Found]) -> bool:
        """As in "Évoquant la situation au Mali, les ministres ont condamné …": the subject under which the main clause speaks, as "Sur le Mali," is."""
        p = item.predicate
        opens = item.cue.act == "discuss" and p.form == "ger" and p.governor is not None and p.start < p.governor.start
        return opens and any(other.predicate is p.governor for other in found)

    @staticmethod
    def _without_tags(drafts: list[Draft]) -> list[Draft]:
        """Of "…, a-t-il souligné" the words reported count; the verb of reporting is the cue only where they perform no act themselves."""
        tags = [d for d in drafts if d.found.predicate.incise and d.found.cue.act in _SAYING]
        others = [d for d in drafts if d not in tags and d.found.cue.act != "inform"]
        if not tags or not others:
            return drafts
        for draft in others:
            if draft.speaker.rule.startswith(("we", "I:", "our", "the author")):
                draft.speaker = tags[0].speaker
        return others

    def _tells_of_meeting(self, s: Sentence, draft: Draft, drafts: Sequence[Draft]) -> bool:
        """As in "Разговор состоялся по инициативе партнёров, отметили в МИД": that they met is no statement (codebook rule 21)."""
        p = draft.found.predicate
        tag = p.incise and p.start > 0 and draft.found.cue.act in _SAYING and len(drafts) == 1 and bool(self.speakers.g.case_markers)
        return tag and bool(spec(self.context.language).report.search(self.view[s.start : s.starts[p.start]]))

    def _handed_through(self, s: Sentence, item: Found, speaker: Referent, drafts: Sequence[Draft]) -> int | None:
        """Which draft is the verb of saying of which the act in a complement clause is the speaker's own ("a indiqué que la France condamnait …")."""
        governor = item.predicate.governor
        if governor is None:
            return None
        outer = next((i for i, d in enumerate(drafts) if _covers(d.found, governor) and self._may_hold(d.found)), None)
        if outer is None:
            return None
        if item.cue.act in _NEUTRAL:  # "said it is important to …" stresses it
            return outer if item.cue.act == "stress" and item.cue.speaker == "author" and drafts[outer].found.cue.act == "inform" else None
        if self._names_opinion(drafts[outer].found) and item.cue.speaker != "author":
            return None
        if item.cue.act == "warn" and drafts[outer].found.cue.act in _ASSURING and not self._names_opinion(drafts[outer].found):
            return outer
        if drafts[outer].found.cue.act not in _SAYING or item.cue.pos == "tense" and drafts[outer].found.cue.act != "inform":
            return None
        willing = item.cue.act in _WILLING or item.cue.act == "support" and is_future(s, item.predicate, self.speakers.g)
        if willing and drafts[outer].found.cue.act != "inform" and not drafts[outer].found.cue.fixed:
            return None
        own = {code.partition(":")[0] for code in speaker.codes}  # "la France et le peuple français"
        said = set(drafts[outer].speaker.codes)
        reported = drafts[outer].speaker.rule.startswith("passive without agent") and own < said
        if item.cue.speaker != "author" and not (own and said <= own or reported):
            return None
        if item.cue.speaker == "author" and not self._may_judge(item, drafts[outer].found):
            return None
        return outer

    def _may_hold(self, outer: Found) -> bool:
        """Whether what follows a cue is its complement clause: that of a verb or an adjective, or of an opinion ("expressed their view that …")."""
        return outer.noun is None or outer.cue.pos == "adjective" or self._opines(outer)

    def _may_judge(self, item: Found, outer: Found) -> bool:
        """Whether a judgement without a speaker of its own is that of whoever says it: "believe that X should …", "stressed that Y is unacceptable"."""
        return outer.cue.act == "inform" or self._opines(outer) or (item.cue.act, outer.cue.act) == ("reject", "stress")

    def _opines(self, outer: Found) -> bool:
        """Whether a cue holds an opinion: by its verb, or by its noun ("expressed their view that …")."""
        return outer.cue.act == "stress" and (outer.cue.head in self.speakers.g.words["opining"] or self._names_opinion(outer))

    def _names_opinion(self, outer: Found) -> bool:
        """Whether the noun of a cue is one of opinion, with its own clause: "shared the view that …"."""
        opining = self.speakers.g.words["opining"]
        return any(form in opining for forms in outer.cue.fixed for form in forms)

    def _goes_on(self, s: Sentence, item: Found, speaker: Referent, drafts: Sequence[Draft]) -> bool:
        """Whether an act in a relative clause is told by the text itself, and not inside what somebody welcomed or discussed (codebook rule 4).

        The one who performs it is of those who speak in the text, and the noun that the clause describes stands in no content, or is the speaker's
        own. What was promised or agreed is a fact there, but not what the issuer intends ("…, where the United States intends to provide …").
        """
        intended = item.cue.act == "commit" and "Tense=Pres" in s.feats[item.predicate.verb] and item.cue.pos == "verb" and speaker.codes == self.context.issuer
        past = act_table()[item.cue.act].scale == "commitment" and item.cue.act not in ("propose", "reaffirm") and not intended
        if item.cue.speaker == "author" or past:
            return False
        sides = {*self.context.issuer, *self.context.everyone(), *(code for draft in drafts for code in draft.speaker.codes)}
        if speaker.kind != "actor" or not set(speaker.codes) <= sides:
            return False
        root = item.predicate.root()
        antecedent = root.subject is not None and root.opener is not None and root.subject < root.opener
        earlier = [draft for draft in drafts if draft.found.start < item.start]
        return not antecedent or all(draft.speaker.codes == speaker.codes for draft in earlier)

    def _is_meeting(self, s: Sentence, purpose: Predicate) -> bool:
        """Whether the sentence's main verb, apart from the purpose itself, is one of meeting, done or to come (codebook rule 14)."""
        forms = spec(self.context.language)
        words = self.view[s.start : s.starts[purpose.start]] + " " * (s.ends[purpose.verb] - s.starts[purpose.start]) + self.view[s.ends[purpose.verb] : s.end]
        return bool(forms.report.search(words) or forms.announced.search(words))

    def _limit(self, s: Sentence, draft: Draft, later: Sequence[Draft], groups: Sequence[Predicate]) -> int:
        """Where the clause of a cue ends: before the next cue's clause, or a new main clause."""
        end = len(s)
        p = draft.found.predicate
        for other in later:
            if other.found.start >= draft.found.end:
                start = self._clause_start(s, other.found)
                end = min(end, start if start >= draft.found.end else other.found.start)
                break
        for group in groups:
            if group.start >= draft.found.end and group.level == MAIN and group.form == "fin" and group is not p:
                start = group.start
                if group.subject is not None and draft.found.end <= group.subject < group.start:
                    start = phrase_left(s, group.subject)
                end = min(end, max(start, draft.found.end))
                break
        return end

    @staticmethod
    def _clause_start(s: Sentence, found: Found) -> int:
        p = found.predicate
        if p.level == MAIN and p.subject is not None and p.subject < found.start and found.start == p.start:
            return phrase_left(s, p.subject)
        start = found.start
        while start > 0 and s.upos[start - 1] == "ADV" and s.rels[start - 1] == "advmod" and s.heads[start - 1] == p.verb:
            start -= 1  # "… and strongly urged"
        return start


def _covers(found: Found, governor: Predicate) -> bool:
    """Whether a cue is the governor of a complement clause, or holds it ("a fait savoir que")."""
    return found.predicate is governor or found.start <= governor.verb < found.end
