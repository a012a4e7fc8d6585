"""Tags, and what grammar says of two of them: shared by the dictionary, the penalties and the repairs."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Coarse tags of what can be a subject or an object by itself.
NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Tag:
    """One of the tagger's answers: the coarse tag, and the features as a string and one by one."""

    upos: str
    feats: str
    features: dict[str, str] = field(hash=False)

    def get(self, name: str, default: str = "") -> str:
        """The value of a feature."""
        return self.features.get(name, default)

    @property
    def finite(self) -> bool:
        """Whether this is a finite verb."""
        return self.features.get("VerbForm") == "Fin"

    @property
    def predicative(self) -> bool:
        """Whether this is a predicate by its form: a finite verb, a short participle, a short adjective ("направлено", "готов")."""
        return self.finite or self.features.get("Variant") == "Short"


def tag_of(label: str) -> Tag:
    """The tag that a label such as ``NOUN|Case=Nom|Number=Sing`` names."""
    upos, _, feats = label.partition("|")
    return Tag(upos, feats, {name: value for name, _, value in (feature.partition("=") for feature in feats.split("|") if feature)})


def may_be_subject(noun: Tag, verb: Tag, *, joined: bool, case: bool = True) -> bool:
    """Whether the form of a noun is one that a predicate's form asks of its subject.

    Args:
        noun: tag of the noun.
        verb: tag of the predicate.
        joined: whether other nouns are joined to this one, which makes singulars a plural.
        case: whether case counts.
    """
    if case and noun.get("Case", "Nom") != "Nom":
        return False
    if verb.get("VerbForm") not in ("Fin", "Part") or not verb.get("Number") or not noun.get("Number") or joined:
        return True
    if verb.get("Person") in ("1", "2") or verb.get("Number") != noun.get("Number"):
        return False
    genders = {verb.get("Gender"), noun.get("Gender")}
    return len(genders) == 1 or "" in genders or verb.get("Number") == "Plur" or noun.get("Animacy") == "Anim"
