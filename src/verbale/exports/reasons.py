"""The reader's reasons in the language of a report.

A reason says in English which rule filled a field, with words of the text and codes in it. What each rule says is a message here, with a name in braces
for what varies; the message that a reason was made of is found again, and said in the other language. A reason that no message fits stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from verbale.exports.labels import due_kind
from verbale.exports.phrasing import joined
from verbale.locales import SOURCE, mark, words

#: What rules say. Where two fit, the first one counts: those that would fit almost anything stand last.
_RULES = (
    # the act
    mark("cue {entry} ({class})"),
    mark("light verb {entry} ({class})"),
    mark("a promise under a condition"),
    mark("what will be agreed is promised"),
    mark("a decision of several"),
    mark("an instruction of several"),
    mark("an order to one's own"),
    mark("a promise repeated"),
    mark("a commitment to be made"),
    mark("a measure is decided"),
    mark("a measure is held out"),
    mark("what the author will take up"),
    # speaker and addressee
    mark("subject of the list: {rule}"),
    mark("subject of the passive: {rule}"),
    mark("the author: the issuer"),
    mark("free reported speech: {rule}"),
    mark("the issuer speaks of itself"),
    mark("somebody else's future"),
    mark("its own people promise: the issuer"),
    mark("nobody named who feels it: the issuer"),
    mark("nobody named who feels it"),
    mark("act noun that is heard: all who met"),
    mark("subject that belongs to the cue: all who met"),
    mark("all who met in the joint body ({word})"),
    mark("{word} of a region that met"),
    mark("base form that shares an auxiliary"),
    mark("base form with which the main clause goes on"),
    mark("act noun of nobody named"),
    mark("act noun of {code}"),
    mark("whoever is called so ({word})"),
    mark("passive without agent: all who met"),
    mark("goes on as before: {rule}"),
    mark("impersonal: all who met"),
    mark("purpose of the meeting: all who met"),
    mark("what was talked about: all who met"),
    mark("what a source says"),
    mark("said in: {rule}"),
    mark("its own people ({word})"),
    mark("reported without a subject: the issuer"),
    mark("no subject: all who met"),
    mark("no subject: the previous one"),
    mark("no subject: the issuing body"),
    mark("no subject: the issuer"),
    mark("together with the other side"),
    mark("clause that asks"),
    mark("says who said it"),
    mark("several speak"),
    mark("we who met"),
    mark("we, the named"),
    mark("we: the issuers"),
    mark("us: the issuers"),
    mark("I: the issuer"),
    mark("our: the issuer"),
    mark("our {word}: the issuers"),
    mark("pronoun {word}: the previous subject"),
    mark("pronoun {word}: all who met"),
    mark("pronoun {word}: the issuer"),
    mark("pronoun {word}"),
    mark("clitic {word}: the other party"),
    mark("the latter: the last mentioned"),
    mark("the latter: the other side"),
    mark("the other side ({word})"),
    mark("the other side"),
    mark("name ({word})"),
    mark("person ({word})"),
    mark("encounter ({word})"),
    mark("the document itself ({word})"),
    mark("all who met ({word})"),
    mark("all who met"),
    mark("those listed ({word})"),
    mark("those spoken of ({word})"),
    mark("the {number} just named ({word})"),
    mark("the pair spoken of before ({word})"),
    mark("the issuer's pair ({word})"),
    mark("the issuer's own ({word})"),
    mark("members of the body that met ({word})"),
    mark("members of the issuing body ({word})"),
    mark("the holders of the office who met ({word})"),
    mark("the participant with that office ({word})"),
    mark("the envoy of the state spoken of ({word})"),
    mark("the issuer that names that office ({word})"),
    mark("the issuer's office ({word})"),
    mark("the office of the state spoken of ({word})"),
    mark("named among those meant"),
    mark("the issuing body ({word})"),
    mark("the state spoken of ({word})"),
    mark("the issuer ({word})"),
    mark("the issuing body's own members or officers"),
    mark("the community of states"),
    mark("a person nobody introduced"),
    mark("no speaker ({word})"),
    mark("no actor named ({word})"),
    mark("no actor"),
    mark("the parties to the process"),
    # target
    mark("subject"),
    mark("object"),
    mark("possessor"),
    mark("agent"),
    mark("dative"),
    mark("against"),
    mark("between"),
    mark("with"),
    mark("for"),
    mark("place"),
    mark("demonym"),
    mark("relative"),
    mark("duty"),
    mark("purpose"),
    mark("backed or pitied, not told"),
    mark("the other side, whose favour it is"),
    mark("people or organ of {code}"),
    # content, topics, places, frameworks
    mark("the subject of the passive"),
    mark("the subject that is judged"),
    mark("complement that {word} opens"),
    mark("after the addressee"),
    mark("after the cue"),
    mark("words"),
    mark("carried on from the previous statement"),
    mark("named"),
    # strength, flags, due
    mark("base {number}"),
    mark("verb of repeating ({word})"),
    mark("the cue itself repeats ({entry})"),
    mark("adverb ({word})"),
    mark("a warning of what its subject would bring"),
    mark("word ({word})"),
    mark("noun ({word})"),
    mark("conditional clause ({word})"),
    mark("conditional ({word})"),
    mark("any possible ({word})"),
    mark("condition ({word})"),
    mark("negated verb"),
    mark("words of time ({due})"),
    # almost anything
    mark("{word} of the state spoken of"),
    mark("{word} of {code}"),
)

#: What the reader saw besides. Words of the text stand here too, so no message may fit just anything.
_DETAILS = (
    mark("main clause: {clause}"),
    mark("shared clause: {clause}"),
    mark("purpose clause: {clause}"),
    mark("complement clause: {clause}"),
    mark("relative clause: {clause}"),
    mark("embedded clause: {clause}"),
    mark("licenses the noun"),
    mark("{entry} by itself"),
    mark("moved by {word}"),
    mark("unmodified"),
    mark("as the entry says"),
)

#: How the level of a clause was told.
_CLAUSES = (
    mark("first clause"),
    mark("coordinated clause"),
    mark("coordinated with the embedded clause"),
    mark("the main clause goes on: it performs an act again"),
    mark("the main clause goes on after an embedded one"),
    mark("complement clause without a word that opens it"),
    mark("goes on with the complement clause in the future"),
    mark("condition that its auxiliary opens"),
    mark("clause that asks"),
    mark("says who said it"),
    mark("clause set against another ({word})"),
    mark("clause beside the main one ({word})"),
    mark("heading before a colon"),
    mark("complement clause, its subject described by a relative one"),
    mark("relative clause without a word that opens it"),
    mark("subordinate clause ({word})"),
    mark("relative clause ({word})"),
    mark("complement clause ({word})"),
    mark("gerund of a transparent verb"),
    mark("gerund inside an infinitive clause"),
    mark("coordinated with an embedded gerund"),
    mark("participle with a subject of its own"),
    mark("participle that shares the subject"),
    mark("participle that shares the subject of the verb after it"),
    mark("participle that opens the sentence"),
    mark("participle that describes a noun"),
    mark("participle coordinated with a compound verb"),
    mark("participle inside an embedded clause"),
    mark("coordinated with a participle that describes a noun"),
    mark("adjective that describes the subject"),
    mark("infinitive of a transparent verb"),
    mark("infinitive coordinated with a transparent one"),
    mark("infinitive of purpose"),
    mark("infinitive clause"),
    mark("what was done before the main clause"),
)

#: What a name in braces stands for; whatever is not listed is a word of the text or of an entry.
_SHAPES = {"code": r"[A-Z][\w+:-]*(?:, [A-Z][\w+:-]*)*", "number": r"\d+"}


class _Message(NamedTuple):
    pattern: re.Pattern[str]
    translation: str


def rule_in_words(rule: str, ui: str = SOURCE) -> str:
    """What a rule says; several, where a subject has several heads, stand one after the other."""
    return joined((_said(part, _RULES, ui) or part for part in rule.split("; ")), ui)


def detail_in_words(detail: str, ui: str = SOURCE) -> str:
    """What the rule saw."""
    return _said(detail, _DETAILS, ui) or detail


def is_known(reason: str) -> bool:
    """Whether a message says what a rule says, or what it saw, so that it can be translated."""
    return any(_match(reason, table, SOURCE) for table in (_RULES, _DETAILS, _CLAUSES))


def _said(text: str, table: tuple[str, ...], ui: str) -> str | None:
    if ui == SOURCE:
        return text
    found = _match(text, table, ui)
    if found is None:
        return None
    message, values = found
    return message.translation.format(**{name: _NESTED[name](value, ui) if name in _NESTED else value for name, value in values.items()})


def _match(text: str, table: tuple[str, ...], ui: str) -> tuple[_Message, dict[str, str]] | None:
    for message in _messages(table, ui):
        match = message.pattern.fullmatch(text)
        if match is not None:
            return message, match.groupdict()
    return None


@lru_cache(maxsize=32)
def _messages(table: tuple[str, ...], ui: str) -> tuple[_Message, ...]:
    return tuple(_Message(_pattern(message), words(ui).gettext(message)) for message in table)


def _pattern(message: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", message)
    return re.compile("".join(f"(?P<{part}>{_SHAPES.get(part, '.+')})" if index % 2 else re.escape(part) for index, part in enumerate(parts)))


def _class(name: str, ui: str) -> str:
    """The part of speech of a cue, or what a light verb does."""
    t = words(ui)
    return {
        "verb": t.pgettext("class of entry", "verb"),
        "noun": t.pgettext("class of entry", "noun"),
        "adjective": t.pgettext("class of entry", "adjective"),
        "tense": t.pgettext("class of entry", "tense"),
        "express": t.pgettext("class of entry", "express"),
        "repeat": t.pgettext("class of entry", "repeat"),
        "stress": t.pgettext("class of entry", "stress"),
        "give": t.pgettext("class of entry", "give"),
    }.get(name, name)


#: What stands in a reason and is itself to be said in the other language.
_NESTED: dict[str, Callable[[str, str], str]] = {
    "rule": rule_in_words,
    "clause": lambda clause, ui: _said(clause, _CLAUSES, ui) or clause,
    "class": _class,
    "due": due_kind,
}
