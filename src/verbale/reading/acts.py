"""The act of a cue, where the clause around it makes it another one (codebook rule 9)."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.languages.grammar import Grammar
from verbale.languages.lexicon import Lexicon
from verbale.pipelines.sentence import Sentence
from verbale.reading.context import Referent
from verbale.reading.cues import Found, Matcher
from verbale.reading.predicate import Predicate


def act_of(s: Sentence, found: Found, speaker: Referent, groups: Sequence[Predicate], lexicon: Lexicon, g: Grammar, limit: int) -> tuple[str, str]:
    """The act, and the rule that made it another than the cue's ("" where none did).

    A verb of repeating over a readiness or a promise restates it, and a decision of two or more is agreed.
    """
    cue, p = found.cue, found.predicate
    view = cue.act == "agree" and p.end < len(s) and s.lowers[p.end] in g.that  # "agreed that the sanctions are linked to …"
    if (cue.head in g.words["deciding"] and cue.act != "warn" or cue.act == "propose") and not view and Matcher(s, lexicon, g).measure(p, groups):
        return ("sanction", "a measure is decided") if cue.act != "propose" else ("warn", "a measure is held out")
    future = is_future(s, p, g)
    if cue.act == "commit" and future and any(s.lowers[i] in g.words["hypothetical_openers"] for i in range(found.end, limit)):
        return "warn", "a promise under a condition"
    if cue.act == "agree" and future and not p.negated and found.light is None and cue.pos == "verb":
        return "commit", "what will be agreed is promised"
    if cue.act == "reaffirm" and future and found.light is not None and found.light.cls == "give":
        return "commit", "a commitment to be made"
    if cue.act == "discuss" and future and speaker.rule.startswith("we"):
        return "commit", "what the author will take up"
    if (
        cue.act == "commit"
        and len(speaker.codes) > 1
        and (p.auxiliaries or p.form == "part" or "Tense=Past" in s.feats[p.verb])
        and not future
        and (found.light is None or found.light.cls == "express")
        and not p.negated
    ):
        return "agree", "a decision of several"
    if cue.id.partition("/")[0] in g.words["instructing"] and len(speaker.codes) > 1:
        return "agree", "an instruction of several"
    restated = cue.act in ("commit", "agree") or cue.act == "propose" and cue.head in g.words["readiness"]
    if found.light is not None and found.light.cls == "repeat" and restated:
        return "reaffirm", "a promise repeated"
    return cue.act, ""


def is_future(s: Sentence, p: Predicate, g: Grammar) -> bool:
    """Whether a predicate stands in the future."""
    return "fut" in g.slots(s.lowers[min([p.verb, *p.auxiliaries, p.start])]) or "fut" in g.slots(s.lowers[p.verb])
