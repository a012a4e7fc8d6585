"""The words of a query in the register's own vocabulary: what stands for them in the index, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.errors import QueryError
from verbale.languages.data import languages
from verbale.register.query import And, Node, Or, Phrase, Term, sought
from verbale.register.rows import MOST_INDEXED
from verbale.register.schema import word
from verbale.register.words import Keys, forms, languages_of, tokens

#: How many base forms of a language a beginning ("negotiat*") may stand for, and how many words of all languages.
MOST_WORDS = 1000
_MOST_FORMS = 10 * MOST_WORDS
#: Up to so many words of a language are looked up one by one: both engines gather everything that has any of them before they take the latest, else.
_FEW_WORDS = 50


class LookUp:
    """What stands for a term in the index: its base form in every language that knows the word."""

    def __init__(self, connection: Connection, keys: Keys, only: tuple[str, ...]) -> None:
        self._connection = connection
        self._keys = keys
        wanted = tuple(code for code in languages() if any(code == one or (one.endswith("*") and code.startswith(one[:-1])) for one in only))
        self._languages = wanted or languages()  # where none is left, the filter finds nothing anyway
        self._found: dict[Term, Node] = {}

    def __call__(self, term: Term) -> Node:
        found = self._found.get(term)
        if found is None:
            phrases = tuple(dict.fromkeys(self._phrases(term)))
            found = self._found[term] = phrases[0] if len(phrases) == 1 else Or(phrases)
        return found

    def marker(self, asked: Node | None) -> Marker:
        """What finds the words of a query in a text."""
        return Marker(self._connection, self._keys, [] if asked is None else [phrase for term in sought(asked) for phrase in _leaves(self(term))])

    def _phrases(self, term: Term) -> Iterator[Phrase]:
        *before, last = term.forms
        begun = self._begun(last) if term.is_prefix else {}
        for language, known in self._known(before if term.is_prefix else term.forms).items():
            keys = tuple(known.get(form, form) for form in before)
            if not term.is_prefix:
                yield Phrase((*keys, known.get(last, last)))
                continue
            these = begun[language]
            if len(these) > _FEW_WORDS:
                yield Phrase((*keys, last), is_prefix=True)
                these = [key for key in these if not key.startswith(last)]
            for key in these or [last]:
                yield Phrase((*keys, key))

    def _known(self, forms: Sequence[str]) -> dict[str, dict[str, str]]:
        """For every language, the base forms of words; those of the register's vocabulary where it has the word in any language, else those of the tables."""
        wanted = sorted(set(forms))
        found: dict[str, dict[str, str]] = {language: {} for language in self._languages}
        query = sa.select(word.c.language, word.c.form, word.c.key).where(word.c.form.in_(wanted), word.c.language.in_(self._languages))
        for language, form, key in self._connection.execute(query):
            found[language][form] = key
        for form in wanted:
            if not any(form in known for known in found.values()):
                for language in languages_of(form):
                    if language in found:
                        found[language][form] = self._keys.of(language, form)
        return found

    def _begun(self, beginning: str) -> dict[str, list[str]]:
        """The register's base forms that begin so, or of which a form does, by language. In a language that cannot have a word, it is its own base form."""
        end = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        query = sa.union(
            *(
                sa.select(word.c.language, word.c.form, word.c.key).where(word.c.language.in_(languages()), column >= beginning, column < end)
                for column in (word.c.form, word.c.key)
            )
        )
        rows = self._connection.execute(query.order_by(*query.selected_columns).limit(_MOST_FORMS + 1)).all()
        found: dict[str, dict[str, None]] = {language: {} for language in self._languages}
        for language, form, key in rows:
            if language in found:
                found[language][key] = None
            if form.startswith(beginning):
                for other in found.keys() - languages_of(form):
                    found[other][form] = None
        if len(rows) > _MOST_FORMS or any(len(keys) > MOST_WORDS for keys in found.values()):
            raise QueryError(f"more than {MOST_WORDS:,} words begin with {beginning!r}; write more letters before the *")
        return {language: list(keys) for language, keys in found.items()}


class Marker:
    """Finds the words of a query in evidences.

    Args:
        connection: to the register.
        keys: the register's base forms; what is looked up is kept there.
        phrases: what stands for the words of the query.
    """

    def __init__(self, connection: Connection, keys: Keys, phrases: list[Phrase]) -> None:
        self._connection = connection
        self._keys = keys
        self._phrases = phrases
        self._prefixes = tuple(phrase.keys[0] for phrase in phrases if phrase.is_prefix and len(phrase.keys) == 1)
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if not phrase.is_prefix or len(phrase.keys) > 1:
                self._by_first.setdefault(phrase.keys[0], []).append(phrase)

    def learn(self, texts: Iterable[tuple[str, str]]) -> None:
        """Look the words of texts up at once, before :meth:`marked` is asked of each.

        Args:
            texts: languages and texts.
        """
        wanted: dict[str, set[str]] = {}
        for language, text in texts if self._phrases else ():
            wanted.setdefault(language, set()).update(form for form in islice(forms(text), MOST_INDEXED) if not self._keys.knows(language, form))
        for language, missing in wanted.items():
            ordered = sorted(missing)
            for begin in range(0, len(ordered), 1000):
                query = sa.select(word.c.form, word.c.key).where(word.c.language == language, word.c.form.in_(ordered[begin : begin + 1000]))
                self._keys.learn(language, [(row.form, row.key) for row in self._connection.execute(query)])

    def marked(self, text: str, language: str) -> tuple[tuple[int, int], ...]:
        """Where they stand in a text that was learnt; spans that overlap are one."""
        if not self._phrases:
            return ()
        found = list(islice(tokens(text), MOST_INDEXED))
        keys = [self._keys.learnt(language, token.form) for token in found]
        spans = sorted((found[at].start, found[end - 1].end) for at, key in enumerate(keys) for end in self._ends(keys, at, key))
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    def _ends(self, keys: Sequence[str], at: int, key: str) -> Iterator[int]:
        """Where the phrases end that begin with a word."""
        if self._prefixes and key.startswith(self._prefixes):
            yield at + 1
        for phrase in self._by_first.get(key, ()):
            end = at + len(phrase.keys)
            if end <= len(keys) and _fits(phrase, keys[at:end]):
                yield end


def _fits(phrase: Phrase, keys: Sequence[str]) -> bool:
    *before, last = phrase.keys
    return list(keys[:-1]) == before and (keys[-1].startswith(last) if phrase.is_prefix else keys[-1] == last)


def _leaves(node: Node) -> Iterator[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, Or | And):
        for part in node.parts:
            yield from _leaves(part)
