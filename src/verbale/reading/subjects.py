"""The subject of a verb group, and its voice: the tree's subject where it is sane, else the noun phrase that the words point to."""

from __future__ import annotations

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.openers import find_opener, is_litotes
from verbale.reading.predicate import COMPLEMENT, EMBEDDED, MAIN, SHARED, Predicate, feature, is_coordinated

_DASHES = frozenset("-–—")
_QUOTED = ("»", '"', "”", "''")


def find_subject(s: Sentence, g: Grammar, group: Predicate, groups: list[Predicate]) -> None:
    """Find the subject's head: the tree's where it is sane, else the noun phrase that stands before the verb."""
    members = {group.verb, *group.auxiliaries}
    inverted = _inverted_pronoun(s, g, group)
    if inverted is not None:
        group.subject, group.incise = inverted, True
        return
    found = [i for i in range(len(s)) if s.rels[i].startswith("nsubj") and s.heads[i] in members]
    before = [i for i in found if i < group.start and not _is_prepositional(s, g, i) and s.lowers[i] not in g.never_subjects]
    if before and (_is_object_before(s, g, group, groups, before[0]) or _is_left_behind(s, g, group, groups, before[0])):
        before = []
    if before:
        group.subject = before[0]
        group.incise = _reports_after_subject(s, g, group, groups)
        return
    if group.initial:
        group.subject = next((i for i in found if _told_of(s, g, group, i)), None)
        return
    after = [i for i in found if i >= group.end and s.upos[i] in ("NOUN", "PROPN", "PRON")]
    if g.case_markers:
        after = [i for i in after if find_opener(s, g, group.end, i) is None]  # "требует, чтобы силы прекратили …"
    if _is_tag(s, g, group):
        group.subject, group.incise = next(iter(after), None), True
        return
    if _closes_quotation(s, g, group) or _reports_before(s, g, group, groups):
        group.subject = after[0] if after else _phrase_after(s, g, group)
        group.incise = group.subject is not None
        if group.incise:
            return
    fallback = _phrase_before(s, g, group, groups)
    if fallback is not None and after and g.case_markers and s.rels[fallback] == "obj" and s.heads[fallback] in members and "Case=Nom" in s.feats[after[0]]:
        fallback = None  # "Сожаление об этом выразил МИД"
    if fallback is not None and (group.level == MAIN or not found):
        group.subject = fallback
    elif after and not is_coordinated(s, g, group):
        group.subject = after[0]


def _is_object_before(s: Sentence, g: Grammar, group: Predicate, groups: list[Predicate], noun: int) -> bool:
    """Whether a verb right behind a coordinator goes on with the main one before, whose object the tree took for its subject ("discussed X and emphasized")."""
    earlier = next((p for p in reversed(groups) if p.start < group.start and p.form == "fin" and p.level == MAIN), None)
    if not g.infinitive or earlier is None or earlier is group or group.level != MAIN or not is_coordinated(s, g, group):
        return False
    return earlier.end <= noun < earlier.end + 3 and s.upos[noun] == "NOUN" and earlier.subject is not None and not earlier.passive


def _is_left_behind(s: Sentence, g: Grammar, group: Predicate, groups: list[Predicate], i: int) -> bool:
    """Whether a demonstrative pronoun belongs to the clause before the coordinator: "…, especially those [who threaten], and the minister condemned"."""
    if not g.infinitive or s.upos[i] != "PRON" or s.lowers[i] not in g.words["demonstratives"] or group.level != MAIN:
        return False
    told = any(p.form == "fin" and p.level == MAIN and p.end <= i for p in groups)
    return told and any(s.forms[j - 1] == "," and s.lowers[j] in g.coordinators for j in range(i + 2, group.start))


def find_relative_subject(s: Sentence, g: Grammar, group: Predicate) -> None:
    """Find the subject of a verb in a relative clause: the antecedent of "qui", else the tree's; without one the clause is content."""
    opener = group.opener or 0
    members = {group.verb, *group.auxiliaries}
    found = [i for i in range(opener + 1, len(s)) if s.rels[i].startswith("nsubj") and s.heads[i] in members and s.lowers[i] not in g.never_subjects]
    if s.lowers[opener] in g.words["subject_relatives"] and s.upos[opener - 1] != "ADP" and not (found and g.infinitive):
        head = s.heads[group.verb]
        nouns = [i for i in range(opener) if s.upos[i] in ("NOUN", "PROPN")]
        group.subject = head if head in nouns and s.rels[group.verb].startswith("acl") else max(nouns, default=None)
    else:
        group.subject = found[0] if found else None
    if group.subject is None and g.case_markers and s.upos[opener - 1] == "ADP" and group.governor is not None and not _is_passive_form(s, g, group.verb):
        group.subject = group.governor.subject  # "направила послание, в котором поддержала …"
    if group.subject is None:
        group.level = EMBEDDED


def _told_of(s: Sentence, g: Grammar, group: Predicate, noun: int) -> bool:
    """Whether a first verb tells of a noun after it: past and agreeing, in a language with cases, it speaks for no issuer ("Состоялось подписание")."""
    verb = s.feats[group.verb]
    alike = all(feature(verb, name) in ("", feature(s.feats[noun], name)) for name in ("Number=", "Gender="))
    return bool(g.case_markers) and noun > group.verb and "Tense=Past" in verb and "Case=Nom" in s.feats[noun] and alike


def _inverted_pronoun(s: Sentence, g: Grammar, group: Predicate) -> int | None:
    """The pronoun of "a-t-il souligné", "souligne-t-elle"; None without one."""
    first = min([group.verb, *group.auxiliaries])
    for i in range(first + 1, min(len(s), first + 3)):
        if s.lowers[i].startswith("-") and s.lowers[i].lstrip(g.words["inversion_letters"]) in g.words["inverted"]:
            return i
    return None


def _closes_quotation(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether the verb stands right after a quotation or what ends one: a comma, in a language with cases also a dash."""
    i = group.start - 1
    while i >= 0 and (s.forms[i] == "," or g.case_markers and s.forms[i] in _DASHES):
        i -= 1
    opens = i >= 0 and s.forms[i] == '"' and i + 1 < len(s) and s.ends[i] == s.starts[i + 1]
    return i >= 0 and s.forms[i] in ("»", '"', "”", "''") and not opens


def _is_tag(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """As in "«Россия осуждает …», – отметили в МИД": a verb of reporting behind the dash that ends what is quoted; it needs no subject."""
    if not g.case_markers or not reports(s, g, group):
        return False
    i = group.start - 1
    if i > 0 and s.forms[i] == "," and "Number=Plur" in s.feats[group.verb] and group.end + 1 < len(s) and s.lowers[group.end] in g.words["said_in"]:
        return any(s.heads[j] == group.verb and s.rels[j].startswith("obl") for j in range(group.end, len(s)))  # "…, отметили в МИД"
    while i >= 0 and s.forms[i] in _DASHES:
        i -= 1
    follows = next((s.lowers[j] for j in range(group.end, len(s)) if s.forms[j] != ","), "")
    return 0 <= i < group.start - 1 and s.forms[i] in (*_QUOTED, ",", "?", "!") and follows not in g.that


def reports(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether a verb is one by which words are reported."""
    return any(lemma in g.words["reporting"] for lemma in g.lemmas(s.lowers[group.verb]))


def find_reported(s: Sentence, g: Grammar, group: Predicate) -> None:
    """As in "Как отметили в МИД, …": the clause that says who said what follows is no content, in a language with cases."""
    if (
        not g.case_markers
        or group.form != "fin"
        or group.level != EMBEDDED
        or group.opener != 0
        or s.lowers[0] not in g.words["as_reported"]
        or not reports(s, g, group)
    ):
        return
    group.level, group.rule, group.incise = MAIN, "says who said it", True
    group.subject = next((i for i in range(len(s)) if s.rels[i].startswith("nsubj") and s.heads[i] == group.verb), None)


def _reports_before(s: Sentence, g: Grammar, group: Predicate, groups: list[Predicate]) -> bool:
    """A verb of reporting after a comma, with its subject after it: "X a condamné l'attentat, a souligné le ministre"."""
    reporting = any(lemma in g.words["reporting"] for lemma in g.lemmas(s.lowers[group.verb])) and not _is_passive_form(s, g, group.verb)
    earlier = any(p.form == "fin" and p.end <= group.start for p in groups)
    return (
        reporting
        and earlier
        and not is_coordinated(s, g, group)
        and group.start > 0
        and s.forms[group.start - 1] == ","
        and _phrase_after(s, g, group) is not None
    )


def _reports_after_subject(s: Sentence, g: Grammar, group: Predicate, groups: list[Predicate]) -> bool:
    """A verb of reporting that closes a sentence, its subject between it and a comma: "All sides should show restraint, the Chair underlined."."""
    if not g.infinitive or group.subject is None or group.level != MAIN or not any(lemma in g.words["reporting"] for lemma in g.lemmas(s.lowers[group.verb])):
        return False
    if group.end < len(s) and s.upos[group.end] != "PUNCT" or not any(p.form == "fin" and p.end <= group.subject for p in groups):
        return False
    left = group.subject
    while left > 0 and s.upos[left - 1] in ("DET", "ADJ", "PROPN", "NOUN"):
        left -= 1
    return left > 0 and s.forms[left - 1] == ","


def _phrase_after(s: Sentence, g: Grammar, group: Predicate) -> int | None:
    for i in range(group.end, min(len(s), group.end + 4)):
        if s.upos[i] in ("NOUN", "PROPN"):
            return i if not g.case_markers or feature(s.feats[i], "Case=") in ("", "Nom") else None
        if s.upos[i] not in ("DET", "ADJ", "NUM"):
            return None
    return None


def _is_prepositional(s: Sentence, g: Grammar, i: int) -> bool:
    left = i - 1
    while left >= 0 and s.upos[left] in ("DET", "ADJ", "NUM") and s.lowers[left] not in g.prepositions:
        left -= 1
    return left >= 0 and s.lowers[left] in g.prepositions and s.upos[left] == "ADP"


def _phrase_before(s: Sentence, g: Grammar, group: Predicate, groups: list[Predicate]) -> int | None:
    """The head of the first noun phrase of the comma-separated stretches before the verb that does not open with a preposition."""
    if is_coordinated(s, g, group):
        return None
    start = max([p.end for p in groups if p.end <= group.start and p.level in (MAIN, COMPLEMENT) and p.form == "fin"], default=0)
    opener = find_opener(s, g, start, group.start)
    start = opener + 1 if opener is not None and group.level == COMPLEMENT else start
    if start > 0 and group.level == MAIN:
        start = max([i for i in range(start, group.start) if s.forms[i] in (",", ";", ":") or s.lowers[i] in g.coordinators], default=group.start)
    stretch_start = start
    candidates: list[int] = []
    for i in range(start, group.start + 1):
        if i == group.start or s.forms[i] in (",", ";", ":", "»", "«", "(", ")"):
            head = _head_of_stretch(s, g, stretch_start, i)
            if head is not None:
                candidates.append(head)
            stretch_start = i + 1
    if not candidates:
        return None
    number = feature(s.feats[min([group.verb, *group.auxiliaries])], "Number=")
    agreeing = [c for c in candidates if not number or feature(s.feats[c], "Number=") in ("", number)]
    pool = agreeing or candidates
    return pool[0] if start == 0 or len(pool) == 1 else pool[-1]


def _head_of_stretch(s: Sentence, g: Grammar, start: int, end: int) -> int | None:
    # At the head of a sentence what the tagger takes for an accusative is a nominative of the same form.
    cases = ("", "Case=Nom", "Case=Acc") if start == 0 else ("", "Case=Nom")
    while start < end and (s.upos[start] in ("ADV", "CCONJ", "PUNCT", "PART") or s.lowers[start] in g.coordinators):
        start += 1
    if start >= end or s.lowers[start] in g.prepositions or s.upos[start] in ("ADP", "SCONJ", "VERB"):
        return None
    for i in range(start, end):
        if s.upos[i] == "PRON" and s.lowers[i] in g.never_subjects:
            return None
        if s.upos[i] in ("NOUN", "PROPN", "PRON"):
            return i if not g.case_markers or feature(s.feats[i], "Case=") in cases else None
        if s.upos[i] not in ("DET", "ADJ", "NUM", "ADV"):
            return None
    return None


def _is_passive_form(s: Sentence, g: Grammar, i: int) -> bool:
    """Whether a form is passive by itself: a short participle ("подчёркнуто"), a reflexive that is one ("подчёркивается")."""
    if "Variant=Short" in s.feats[i]:
        return "VerbForm=Part" in s.feats[i] or "ppast" in g.slots(s.lowers[i])
    return "pass" in g.slots(s.lowers[i])


def _is_reflexive_verb(s: Sentence, g: Grammar, group: Predicate) -> bool:
    """Whether a form that could be a passive is a verb of its own here: its subject stands before it ("Чили высказывается за …")."""
    slots = g.slots(s.lowers[group.verb])
    return bool(slots & {"pres", "past"}) and "pass" in slots and group.subject is not None and group.subject < group.verb


def set_voice(s: Sentence, g: Grammar, group: Predicate) -> None:
    """Reflexive, negated, passive."""
    before = s.lowers[group.start : group.verb + 1]
    subject = s.lowers[group.subject] if group.subject is not None else ""
    clitics = [s.lowers[i] for i in range(group.start, group.verb) if i != group.subject]
    group.reflexive = any(w in g.reflexives for w in before) or any(w in g.reflexives_by_subject.get(subject, ()) for w in clitics)
    if group.auxiliaries and not group.reflexive:
        lemmas = g.lemmas(s.lowers[group.verb])
        last = max(group.auxiliaries)
        progressive = g.slots(s.lowers[group.verb]) == {"ppres"}  # "is calling on"
        infinitive = bool(g.case_markers) and "VerbForm=Inf" in s.feats[group.verb]  # "будет содействовать"
        active = progressive or infinitive or any(lemma in g.active_with_passive_auxiliary for lemma in lemmas)
        group.passive = g.words["passive_auxiliary"] in g.lemmas(s.lowers[last]) and not active
    if group.form == "fin" and _is_passive_form(s, g, group.verb) and not _is_reflexive_verb(s, g, group):
        group.passive = True
    window = s.lowers[group.start : min(len(s), group.end + 2)]
    if any(w in g.negators for w in window[: group.verb - group.start + 1]):
        group.negated = any(w in g.negation_words for w in window) or any(
            s.lowers[i] in g.words["distant_negation"] for i in range(len(s)) if abs(i - group.verb) <= 8
        )
        group.negated = group.negated or any(lemma in g.words["bare_negation"] for i in range(group.start, group.end) for lemma in g.lemmas(s.lowers[i]))
        if any(s.lowers[i] in g.that for i in range(group.start, group.verb)) and not any(w in g.negation_words for w in window):
            group.negated = False  # "ne peut que condamner"
        if any(is_litotes(s, g, i) for i in range(group.end, min(len(s), group.end + 3))):
            group.negated = False
        if any(lemma in g.words["never_negated"] for w in window for lemma in g.lemmas(w)):
            group.negated = False
        if g.case_markers and group.form == "inf" and sum(w in g.negators for w in window[: group.verb - group.start + 1]) > 1:
            group.negated = False  # "не может не вызывать"
    elif group.governor is not None and group.form == "inf" and group.governor.negated and group.level == SHARED:
        group.negated = True
