"""Why a statement has its fields: the rules that filled them, for ``verbale explain``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.context import Referent
from verbale.reading.cues import Found
from verbale.reading.roles import Roles
from verbale.reading.zones import Zones
from verbale.record import Due, Reason, Span

#: Code → where the text names it, None where nothing in the sentence does.
Places = Mapping[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found on the way to a statement."""

    found: Found
    speaker: Referent
    roles: Roles
    zones: Zones
    act_rule: str
    modifiers: tuple[str, ...]
    targets: Mapping[str, str]
    topics: Places
    places: Places
    frameworks: Places
    reiterated: str
    hypothetical: str
    negated: bool
    due: Due | None


def reasons(s: Sentence, trace: Trace, grammar: Grammar, span: Callable[[int, int], Span]) -> Iterator[Reason]:
    """The reason of each field that is filled.

    Args:
        s: the sentence.
        trace: what was found.
        grammar: the function words, for the markers of complements.
        span: makes a span of two offsets.
    """
    yield from _act(s, trace, span)
    yield from _people(s, trace, span)
    yield Reason("strength", f"base {trace.found.cue.strength}", f"moved by {', '.join(trace.modifiers)}" if trace.modifiers else "unmodified")
    for code, role in trace.targets.items():
        yield Reason("target", role, code)
    if trace.zones.content is not None:
        yield _content(s, trace, grammar)
    for code, at in trace.topics.items():
        yield Reason("topics", "words", code, span(*at)) if at else Reason("topics", "carried on from the previous statement", code)
    for field, named in (("places", trace.places), ("frameworks", trace.frameworks)):
        for code, at in named.items():
            yield Reason(field, "named", code, span(*at) if at else None)
    yield from _flags(trace)


def _act(s: Sentence, trace: Trace, span: Callable[[int, int], Span]) -> Iterator[Reason]:
    found = trace.found
    p = found.predicate
    yield Reason(
        "act", f"cue {found.cue.id} ({found.cue.pos})", f"{p.level} clause: {p.rule}", span(s.starts[found.start], s.ends[max(found.start, found.end - 1)])
    )
    if found.light is not None:
        yield Reason("act", f"light verb {found.light.head} ({found.light.cls})", "licenses the noun")
    if trace.act_rule:
        yield Reason("act", trace.act_rule, f"{found.cue.act} by itself")


def _people(s: Sentence, trace: Trace, span: Callable[[int, int], Span]) -> Iterator[Reason]:
    speaker, addressee = trace.speaker, trace.roles.addressee
    subject = trace.found.predicate.root().subject
    yield Reason("speaker", speaker.rule, " ".join(speaker.codes), span(s.starts[subject], s.ends[subject]) if subject is not None else None)
    if len(speaker.codes) > 1:
        yield Reason("joint", "several speak", " ".join(speaker.codes))
    if addressee is not None:
        zone = trace.zones.addressee
        yield Reason("addressee", addressee.rule, " ".join(addressee.codes), span(s.starts[zone[0]], s.ends[zone[1] - 1]) if zone else None)


def _content(s: Sentence, trace: Trace, grammar: Grammar) -> Reason:
    start = trace.zones.content[0] if trace.zones.content else 0
    if trace.zones.is_subject:
        rule = "the subject of the passive" if trace.found.predicate.passive else "the subject that is judged"
        return Reason("content", rule, "")
    marker = grammar.marker(s.lowers[start])
    if marker:
        return Reason("content", f"complement that {marker} opens", "as the entry says" if marker in trace.found.cue.content else "")
    return Reason("content", "after the addressee" if trace.zones.addressee and trace.zones.addressee[1] <= start else "after the cue", "")


def _flags(trace: Trace) -> Iterator[Reason]:
    if trace.reiterated:
        yield Reason("reiterated", trace.reiterated, "")
    if trace.hypothetical:
        yield Reason("hypothetical", trace.hypothetical, "")
    if trace.negated:
        yield Reason("negated", "negated verb", "")
    if trace.due is not None:
        yield Reason("due", f"words of time ({trace.due.kind})", trace.due.text or "")
