"""What may be asked for: words with AND, OR, NOT, phrases and beginnings of words.

    intégrité territoriale          both words
    "intégrité territoriale"        side by side, in this order; « » “ ” „ are quotes as well
    cessez-le-feu                   a word that is written in parts is a phrase
    condemn OR warn                 either; AND binds more tightly, brackets decide
    sanctions -oil, sanctions NOT oil
    negotiat*                       every word that begins so

Any string is safe: it is taken apart into words here, and nothing else of it reaches a database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from verbale.errors import QueryError
from verbale.register.words import tokens

LONGEST = 4000
MOST_TERMS = 64
DEEPEST = 10  # with 15 and more, FTS5's parser runs out of stack
SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Term:
    """Words side by side as they are asked for, folded; with ``is_prefix`` the last one may go on."""

    forms: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Entries of the index side by side."""

    keys: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What must all be there."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Of which one must be there."""

    parts: tuple[Node, ...]


Node = Term | Phrase | Not | And | Or

_OPENING = '"«“„‟”»'
_CLOSING = '"»”“‟«'
_PIECE = re.compile(
    rf"\s*(?:(?P<quote>[{_OPENING}])|(?P<bracket>[()])|(?P<or>\||OR(?![^\W_]))|(?P<and>&|AND(?![^\W_]))|(?P<not>NOT(?![^\W_])|-(?=\S))|(?P<word>[^\s\"«“„‟”»()|&]+))"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    position: int
    is_prefix: bool = False


def parse(text: str) -> Term | Not | And | Or | None:
    """What a user typed, understood.

    Args:
        text: any string.

    Returns:
        the query; None where the text is blank.

    Raises:
        QueryError: when a bracket is not closed, an operator has nothing to work on, or the query is too long or holds no word.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the search has {len(text):,} characters; at most {LONGEST:,} are read")
    if not text.strip():
        return None
    parser = _Parser(list(_pieces(text)))
    node = parser.whole()
    if node is None:
        raise QueryError(f"there is no word in {_short(text)} to look for")
    return node


def _short(text: str) -> str:
    shown = "".join(character if character.isprintable() else "·" for character in text.strip())
    return repr(shown if len(shown) <= 40 else shown[:39] + "…")


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    while at < len(text) and (match := _PIECE.match(text, at)):
        kind = match.lastgroup or ""
        start, at = match.start(kind), match.end()
        if kind == "quote":
            end = next((index for index in range(at, len(text)) if text[index] in _CLOSING), len(text))  # a quote that is not closed goes to the end
            inner, at = text[at:end], min(end + 1, len(text))
            is_star_outside = text[at : at + 1] == "*"
            at += is_star_outside
            yield _Piece("term", inner, start, is_star_outside or inner.rstrip().endswith("*"))
        elif kind == "word":
            word = match["word"]
            yield _Piece("term", word, start, word.endswith("*"))
        else:
            yield _Piece(kind, match[kind], start)


class _Parser:
    """Recursive descent; a term without a word ("!") is passed over, as are the operators that are left with nothing beside it."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self._pieces = pieces
        self._at = 0
        self._terms = 0

    def whole(self) -> Term | Not | And | Or | None:
        node = self._or(0)
        if self._at < len(self._pieces):
            raise QueryError(f"the bracket at character {self._pieces[self._at].position + 1} closes nothing; take it away or open one before")
        return node

    def _peek(self) -> _Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _takes(self, kind: str) -> bool:
        piece = self._peek()
        if piece is None or piece.kind != kind:
            return False
        self._at += 1
        return True

    def _or(self, depth: int) -> Term | Not | And | Or | None:
        parts = [self._and(depth)]
        while self._takes("or"):
            parts.append(self._and(depth))
        return _together(Or, parts)

    def _and(self, depth: int) -> Term | Not | And | Or | None:
        parts: list[Term | Not | And | Or | None] = []
        while True:
            while self._takes("and"):
                pass
            piece = self._peek()
            if piece is None or piece.kind == "or" or (piece.kind, piece.text) == ("bracket", ")"):
                return _together(And, parts)
            parts.append(self._not(depth))

    def _not(self, depth: int) -> Term | Not | And | Or | None:
        negated = False
        while self._takes("not"):
            negated = not negated
        node = self._one(depth)
        return Not(node) if negated and node is not None else node

    def _one(self, depth: int) -> Term | Not | And | Or | None:
        piece = self._peek()
        if piece is None or piece.kind in ("or", "and") or (piece.kind, piece.text) == ("bracket", ")"):
            return None
        self._at += 1
        if piece.kind == "bracket":
            if depth == DEEPEST:
                raise QueryError(f"brackets stand in brackets more than {DEEPEST} deep; write the search more simply")
            node = self._or(depth + 1)
            if not (self._peek() is not None and self._takes("bracket")):
                raise QueryError(f"the bracket at character {piece.position + 1} is not closed")
            return node
        return self._term(piece)

    def _term(self, piece: _Piece) -> Term | None:
        forms = tuple(token.form for token in tokens(piece.text))
        if not forms:
            return None
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise QueryError(f"more than {MOST_TERMS} words or phrases are asked for; write the search more simply")
        if piece.is_prefix and len(forms[-1]) < SHORTEST_PREFIX:
            raise QueryError(f"{piece.text!r} would find nearly every word; write at least {SHORTEST_PREFIX} letters before the *")
        return Term(forms, piece.is_prefix)


def _together(kind: type[And] | type[Or], parts: Sequence[Term | Not | And | Or | None]) -> Term | Not | And | Or | None:
    kept = tuple(part for part in parts if part is not None)
    return None if not kept else kept[0] if len(kept) == 1 else kind(kept)


def resolve(node: Node, look_up: Callable[[Term], Node]) -> Node:
    """The query with every term replaced by what stands for it in the index."""
    if isinstance(node, Term):
        return look_up(node)
    if isinstance(node, Not):
        return Not(resolve(node.part, look_up))
    if isinstance(node, And | Or):
        return type(node)(tuple(resolve(part, look_up) for part in node.parts))
    return node


def grounded(node: Node, everything: Node) -> Node:
    """The query such that a Not stands only beside something that is looked for, as FTS5 needs it.

    Args:
        node: a resolved query.
        everything: what every statement matches.
    """
    if isinstance(node, Not):
        inner = node.part
        return grounded(inner.part, everything) if isinstance(inner, Not) else And((everything, Not(grounded(inner, everything))))
    if isinstance(node, Or):
        return Or(tuple(grounded(part, everything) for part in node.parts))
    if isinstance(node, And):
        positive = [grounded(part, everything) for part in node.parts if not isinstance(part, Not)]
        negative = [Not(grounded(part.part, everything)) for part in node.parts if isinstance(part, Not)]
        return And((*(positive or [everything]), *negative))
    return node


def sought(node: Node) -> Iterator[Term]:
    """The terms that are looked for, without those that must not be there."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from sought(part)
