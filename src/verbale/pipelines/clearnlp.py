"""From ClearNLP's dependency labels, which spaCy's English pipelines give, to those of Universal Dependencies.

In ClearNLP a preposition is the head of its noun; in Universal Dependencies the noun depends on what the preposition did, and the preposition on the
noun as its ``case``. The other labels have counterparts (Universal Dependencies, version 2; Choi and Palmer, *Guidelines for the CLEAR style
constituent to dependency conversion*, 2012). A copula stays the head of its predicate: the engine looks for predicates behind copulas itself.
"""

from __future__ import annotations

#: ClearNLP relation → UD relation, where the head stays.
_RELATIONS = {
    "acomp": "xcomp",
    "agent": "case",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "discourse",
    "neg": "advmod",
    "npadvmod": "obl",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ", "ADV"})


def to_universal(lowers: list[str], upos: list[str], heads: list[int], rels: list[str]) -> None:
    """Turn a sentence's heads and relations into those of Universal Dependencies, in place.

    Args:
        lowers: forms in lower case.
        upos: universal part-of-speech tags.
        heads: index of each token's head; a root is its own.
        rels: ClearNLP relations.
    """
    for i, rel in enumerate(rels):
        if rel in _PREPOSITIONS and (rel != "dative" or upos[i] == "ADP" or lowers[i] == "to"):
            upos[i] = "ADP" if upos[i] == "PART" else upos[i]
            _turn(i, upos, heads, rels)
    for i, rel in enumerate(rels):
        if rel == "poss" and upos[i] == "PRON" and lowers[i] in _POSSESSIVES:
            upos[i], rel = "DET", "det"  # as other languages' treebanks have it
        rels[i] = "mark" if rel == "aux" and lowers[i] == "to" else _RELATIONS.get(rel, rel)


def _turn(preposition: int, upos: list[str], heads: list[int], rels: list[str]) -> None:
    """Make the preposition depend on what it governs, and that on what the preposition depended on."""
    rel, head = rels[preposition], heads[preposition]
    governed = next((j for j, h in enumerate(heads) if h == preposition and j != preposition and rels[j] in ("pobj", "pcomp", "prep", "amod")), None)
    if governed is None:
        rels[preposition] = "advmod"
        return
    verbal = upos[head] in _VERBAL
    clause = rels[governed] == "pcomp" and upos[governed] in ("VERB", "AUX")
    heads[governed], heads[preposition] = (head if head != preposition else governed), governed
    if rels[governed] != "prep":  # "from across the world": the second preposition is turned in its own time
        rels[governed] = (
            ("advcl" if verbal else "acl") if clause else "obl:agent" if rel == "agent" else "iobj" if rel == "dative" else "obl" if verbal else "nmod"
        )
    rels[preposition] = "mark" if clause else "case"
