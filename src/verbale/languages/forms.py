"""Case forms of the names of a language that declines: a table made beforehand (``forms.txt``), adjectives by rule."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

_SLOTS = {
    "hard": "ый ого ому ым ом ая ой ую ое ые ых ыми",
    "velar": "ий ого ому им ом ая ой ую ое ие их ими",
    "soft": "ий его ему им ем яя ей юю ее ие их ими",
    "hushing": "ий его ему им ем ая ей ую ее ие их ими",
}


@lru_cache(maxsize=8)
def table(language: str) -> dict[str, tuple[str, ...]]:
    """Citation form → its forms; empty where the language has no table."""
    path = resources.files("verbale").joinpath("languages", language, "forms.txt")
    if not path.is_file():
        return {}
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *cells = line.split("\t")
        made = [name]
        for cell in cells:
            count, _, ending = cell.partition("~")
            made.append(name[: int(count)] + ending)
        found[name] = tuple(made)
    return found


def expand(language: str, text: str) -> tuple[str, ...]:
    """Every form in which a text may write a name; the name alone where the language does not decline."""
    known = table(language)
    if not known:
        return (text,)
    return known.get(text) or (adjective(text) if " " not in text and text[:1].islower() else (text,))


def adjective(word: str) -> tuple[str, ...]:
    """Every form of an adjective in the masculine singular; the word alone where it is none."""
    end, last = word[-2:], word[-3:-2]
    if end not in ("ый", "ий", "ой"):
        return (word,)
    kind = "hard" if end == "ый" or end == "ой" and last not in "гкхжшщч" else "velar" if last in "гкх" else "hushing" if last in "жшщч" else "soft"
    return (word, *(word[:-2] + ending for ending in _SLOTS[kind].split()))
