"""What may be asked for, and what is said of what may not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import QueryError
from verbale.register.query import DEEPEST, LONGEST, MOST_TERMS, And, Node, Not, Phrase, Term, grounded, parse, sought


def shown(node: Node | None) -> str:
    """A query in brackets."""
    if node is None:
        return ""
    if isinstance(node, Term):
        return " ".join(node.forms) + "*" * node.is_prefix
    if isinstance(node, Phrase):
        return " ".join(node.keys) + "*" * node.is_prefix
    if isinstance(node, Not):
        return f"!{shown(node.part)}"
    return "(" + (" & " if isinstance(node, And) else " | ").join(map(shown, node.parts)) + ")"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \t\n\u00a0", ""),
        ("Intégrité", "integrite"),
        ("intégrité territoriale", "(integrite & territoriale)"),
        ('"intégrité territoriale"', "integrite territoriale"),
        ("« intégrité territoriale » Ukraine", "(integrite territoriale & ukraine)"),
        ("“territorial integrity”", "territorial integrity"),
        ("„территориальная целостность“", "территориальная целостность"),
        ("«a b» «c d»", "(a b & c d)"),
        ("»a b« c", "(a b & c)"),
        ('"never closed', "never closed"),
        ("cessez-le-feu", "cessez le feu"),
        ("l'intégrité", "integrite"),
        ("condemn OR warn", "(condemn | warn)"),
        ("condemn | warn", "(condemn | warn)"),
        ("a b OR c d", "((a & b) | (c & d))"),
        ("a AND b & c", "(a & b & c)"),
        ("(a OR b) c", "((a | b) & c)"),
        ("sanctions -oil", "(sanctions & !oil)"),
        ("sanctions NOT oil", "(sanctions & !oil)"),
        ("NOT NOT oil", "oil"),
        ("NOT (a OR b)", "!(a | b)"),
        ('-"oil price" sanctions', "(!oil price & sanctions)"),
        ("negotiat*", "negotiat*"),
        ('"peace negotiat"*', "peace negotiat*"),
        ('"peace negotiat*"', "peace negotiat*"),
        ("« peace negotiat* »", "peace negotiat*"),
        ("cease-fir*", "cease fir*"),
        ("or and not", "(or & and & not)"),
        ("ORder ANDorra NOTe", "(order & andorra & note)"),
        ("a OR", "a"),
        ("OR a", "a"),
        ("a AND", "a"),
        ("a NOT", "a"),
        ("() a", "a"),
        ("! a", "a"),
        ("a - b", "(a & b)"),
        ("words:a", "words a"),
        ("NEAR(a b)", "(near & (a & b))"),
        ("^a", "a"),
        ("{a b}:c", "(a & b c)"),
    ],
)
def test_a_query_is_understood(text: str, expected: str) -> None:
    assert shown(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(a", "the bracket at character 1 is not closed"),
        ("a (b (c)", "the bracket at character 3 is not closed"),
        ("a)", "the bracket at character 2 closes nothing"),
        ("!", "there is no word in '!'"),
        ("OR", "there is no word in 'OR'"),
        ("()", r"there is no word in '\(\)'"),
        ('""', "there is no word"),
        ("\x00\ud800\n\u2028", "there is no word"),
        ("*", "there is no word"),
        ("a*", r"'a\*' would find nearly every word"),
        ("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), f"more than {DEEPEST} deep"),
        ("(" * 2000, f"more than {DEEPEST} deep"),
        (" ".join("ab" for _ in range(MOST_TERMS + 1)), f"more than {MOST_TERMS} words"),
        ("a" * (LONGEST + 1), f"has {LONGEST + 1:,} characters"),
        ("a" * 100_000, "has 100,000 characters"),
    ],
    ids=lambda text: ascii(text)[:30],
)
def test_what_cannot_be_understood_is_said_in_one_line(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as raised:
        parse(text)
    assert len(str(raised.value).splitlines()) == 1
    assert str(raised.value).isprintable()


def test_what_is_just_allowed_is_understood() -> None:
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == Term(("a",))
    assert parse("a" * LONGEST) == Term(("a" * 64,))
    assert len(list(sought(parse(" ".join(f"ab{number}" for number in range(MOST_TERMS)))))) == MOST_TERMS  # type: ignore[arg-type]


@given(st.text(alphabet='ab *-|&()"«»“”NOTRAD\n\x00', max_size=40))
@settings(deadline=None, max_examples=500, derandomize=True)
def test_any_string_is_understood_or_refused(text: str) -> None:
    try:
        node = parse(text)
    except QueryError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - either is right
    else:
        assert (node is None) == (not text.strip())


def test_only_what_is_looked_for_is_sought() -> None:
    assert [term.forms for term in sought(parse('a "b c" -d (e OR NOT f)'))] == [("a",), ("b", "c"), ("e",)]  # type: ignore[arg-type]


EVERYTHING = Phrase(("all",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NOT a", "(all & !a)"),
        ("a NOT b", "(a & !b)"),
        ("a OR NOT b", "(a | (all & !b))"),
        ("NOT (a NOT b)", "(all & !(a & !b))"),
        ("NOT a NOT b", "(all & !a & !b)"),
        ("NOT (NOT a)", "a"),
    ],
)
def test_a_not_stands_beside_something_that_is_looked_for(text: str, expected: str) -> None:
    node = parse(text)
    assert node is not None
    assert shown(grounded(node, EVERYTHING)) == expected
