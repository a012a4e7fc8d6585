"""What the network gets wrong again and again, put right after the tree is made; each repair keeps it a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.pipelines.slovnet.grammar import Tag, may_be_subject
from verbale.pipelines.slovnet.rules import Rules

_PAUSES = frozenset(",;:–—")
#: Coarse tags of what can stand in the dative by itself, and of what governs it.
_DECLINED, _VERBAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"}), frozenset({"VERB", "AUX"})


@dataclass(slots=True)
class Draft:
    """A sentence whose tree may still change: the words as the models read them, in lower case, and parallel to them tags, heads and relations."""

    lowers: Sequence[str]
    tags: Sequence[Tag]
    heads: list[int]
    rels: list[str]

    def __len__(self) -> int:
        return len(self.heads)

    def subject(self, verb: int) -> int | None:
        """The first subject that hangs on a word."""
        return next((k for k, head in enumerate(self.heads) if head == verb and self.rels[k].startswith("nsubj")), None)

    def joined(self, word: int) -> bool:
        """Whether another word is joined to this one."""
        return any(head == word and self.rels[k] == "conj" for k, head in enumerate(self.heads))

    def prepositional(self, word: int) -> bool:
        """Whether a preposition belongs to a word."""
        return any(head == word and self.tags[k].upos == "ADP" for k, head in enumerate(self.heads))

    def below(self, word: int, above: int) -> bool:
        """Whether a word hangs on another, directly or not, or is it."""
        while word != above and self.heads[word] != word:
            word = self.heads[word]
        return word == above

    def paused(self, begin: int, end: int) -> bool:
        """Whether a mark stands among some words."""
        return any(lower in _PAUSES for lower in self.lowers[begin:end])


def mend(draft: Draft, rules: Rules) -> None:
    """All repairs, in place."""
    for i, rel in enumerate(draft.rels):
        head, case = draft.heads[i], draft.tags[i].get("Case")
        if rel in ("obj", "iobj", "obl") and head > i and draft.tags[head].get("VerbForm") == "Inf":
            _give_to_control(draft, i, rules)
        elif rel in ("flat:name", "flat", "appos") and case == "Ins" and draft.tags[head].get("Case", "Ins") != "Ins":
            _give_to_passive(draft, i)
        elif rel == "obj" and head < i:
            _give_to_nearest(draft, i)
        elif rel.startswith("nsubj") and head < i:
            _give_to_next(draft, i)
    subjects = {head: k for k, head in reversed(list(enumerate(draft.heads))) if draft.rels[k].startswith("nsubj")}
    for i, rel in enumerate(draft.rels):
        if rel == "conj" and draft.tags[i].predicative:
            _join_higher(draft, i, subjects, rules)


def mark_recipients(draft: Draft) -> None:
    """A bare dative below a verb is ``iobj``, whatever the network calls it: the treebank does so, and case decides it."""
    for i, rel in enumerate(draft.rels):
        if rel in ("obj", "obl") and draft.tags[i].get("Case") == "Dat" and draft.tags[i].upos in _DECLINED:
            above = draft.tags[draft.heads[i]]
            if (above.upos in _VERBAL or above.predicative) and not draft.prepositional(i):
                draft.rels[i] = "iobj"


def _give_to_control(draft: Draft, i: int, rules: Rules) -> None:
    """As in "призывает стороны воздерживаться": what stands between a verb of control and its infinitive belongs to the verb."""
    verb = draft.heads[draft.heads[i]]
    if verb >= i or draft.tags[i].get("Case") not in ("Acc", "Gen", "Dat") or not draft.lowers[verb].startswith(rules.control):
        return
    taken = any(head == verb and draft.rels[k] in ("obj", "iobj") for k, head in enumerate(draft.heads))
    if not taken and not draft.prepositional(i) and "," not in draft.lowers[verb:i]:
        draft.heads[i] = verb


def _give_to_passive(draft: Draft, i: int) -> None:
    """As in "Президенту Сербии А.Вучичу В.В.Путиным направлено": a name in the instrumental, taken for an apposition to another case, is the agent."""
    if i and draft.tags[i - 1].upos == "ADP":
        return
    passives = [k for k, tag in enumerate(draft.tags) if tag.get("Voice") == "Pass" and tag.predicative]
    nearest = min(passives, key=lambda k: abs(k - i), default=None)
    if nearest is not None and not draft.below(nearest, i):
        draft.heads[i], draft.rels[i] = nearest, "obl:agent"


def _give_to_nearest(draft: Draft, i: int) -> None:
    """As in "требуем от них освободить журналистов", "подчеркнув при этом важность": an object belongs to the nearest verb before it."""
    head = draft.heads[i]
    verb = next((k for k in range(i - 1, head, -1) if draft.tags[k].upos == "VERB" and draft.tags[k].get("VerbForm") in ("Inf", "Conv", "Fin")), None)
    if verb is None or (draft.tags[verb].finite and draft.rels[verb] != "conj") or draft.tags[verb].get("Voice") != "Act":
        return
    taken = any(above == verb and draft.rels[k] in ("obj", "ccomp", "xcomp") for k, above in enumerate(draft.heads))
    if not taken and not draft.paused(verb, i) and draft.below(verb, head) and not draft.below(verb, i):
        draft.heads[i] = verb


def _give_to_next(draft: Draft, i: int) -> None:
    """A second subject of one verb belongs to the next verb, where that has none and agrees."""
    first = draft.subject(draft.heads[i])
    verb = next((k for k in range(i + 1, len(draft)) if draft.tags[k].predicative), None)
    if first is None or first >= i or verb is None or draft.subject(verb) is not None or draft.below(verb, i):
        return
    if may_be_subject(draft.tags[i], draft.tags[verb], joined=draft.joined(i)):
        draft.heads[i] = verb


def _join_higher(draft: Draft, i: int, subjects: dict[int, int], rules: Rules) -> None:
    """As in "Министр подчеркнул, что Москва соблюдает обязательства, и выразил готовность": a verb without subject joins the clause whose subject it fits."""
    if i in subjects:
        return
    at = draft.heads[i]
    while draft.rels[at] == "conj" and draft.heads[at] != at and at not in subjects:
        at = draft.heads[at]
    comma = i > 1 and draft.tags[i - 1].upos == "CCONJ" and draft.lowers[i - 2] == ","
    if draft.rels[at] not in ("ccomp", "acl:relcl", "advcl", "acl") or (_fits(draft, subjects.get(at), i, rules) and not comma):
        return
    higher = draft.heads[at]
    while draft.heads[higher] != higher and not draft.tags[higher].predicative:
        higher = draft.heads[higher]
    own, above = draft.tags[i], draft.tags[higher]
    alike = all(above.get(name, own.get(name)) == own.get(name) for name in ("Number", "Gender", "Person", "Tense"))
    if alike and above.get("VerbForm") == own.get("VerbForm") and _fits(draft, subjects.get(higher), i, rules):
        draft.heads[i] = higher


def _fits(draft: Draft, noun: int | None, verb: int, rules: Rules) -> bool:
    """Whether a subject, if there is one, may be that of another verb too; case is left out, and a relative pronoun agrees with what it stands for."""
    if noun is None or rules.relative_pronoun in draft.lowers[noun]:
        return True
    joined = draft.joined(noun)
    if joined and draft.tags[verb].get("Number") == "Sing":
        return False
    return may_be_subject(draft.tags[noun], draft.tags[verb], joined=joined, case=False)
