"""Issuers that a text names as such: in its title, as those who say "we", in a list before its first verb, or at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.codebook.actors import organisation, without_listed_members
from verbale.languages.gazetteer import ADJECTIVE, COMBINING, NAME, SEAT, Mention
from verbale.reading.dates import first_year
from verbale.reading.evidence import issuer_scores, publisher
from verbale.reading.heading import HEAD, HeadSpec, head_spec, title_piece
from verbale.reading.persons import find_persons, lone_offices, plural_owners
from verbale.reading.phrases import Mentions
from verbale.reading.text import Piece

#: How far into a text its issuers are named one by one.
_HEAD_CHARACTERS = 1_500

#: So many words before a name do not stand directly after the word for the text ("statement from the Union", not "statement by A at the Union").
_DIRECTLY = 3

#: What ends an apposition, with the space before the verb; the same mark opens it.
_CLOSING = re.compile(r"(?:,| [–—-]) ")

#: How far into a sentence those may be named who are its subject's apposition.
_APPOSITION = 40

#: How far before the word for a text the word stands that calls it one of several ("Trilateral Leaders' Statement").
_JOINT_BEFORE = 40


def title_issuers(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Issuers that the title and the lines under it name: "Déclaration conjointe de la France et de l'Allemagne", "Communiqué de la CEDEAO"."""
    spec = head_spec(language)
    title = title_piece(text, pieces, language)
    year = first_year(text)
    alone: dict[str, None] = {}
    together: dict[str, None] = {}
    whole: list[str] = []
    joint = False
    for index, piece in enumerate(pieces[:HEAD]):
        words = text[piece.start : piece.end]
        match = spec.issued.search(words[:500])
        if match is None or len(words) > 500 or (piece.kind in ("body", "item") and match.start() > 3):
            continue
        here = spec.joint.search(words, max(0, match.start() - _JOINT_BEFORE), match.end()) is not None
        joint = joint or here
        start, end = _issuer_zone(piece, words, match, spec)
        behalf = spec.behalf.search(text, start, piece.end)
        if behalf is not None:
            start, end = _issuer_zone(piece, words, behalf, spec, piece.start)
        named = _named_in(text, start, end, mentions, language, year)
        below = pieces[index + 1] if index + 1 < len(pieces) else piece
        if not named and match.end() == len(words) and (below.kind == "heading" or text[below.start].islower()):
            named = _named_in(text, below.start, below.end, mentions, language, year)  # a title in two lines
        before = _named_before(text, piece.start, piece.start + match.start(), mentions) if piece is title or piece.kind == "title" else []
        if before and not here:
            named = before  # "Security Council press statement was issued by the Council President, A (Japan)"
        if here and len(named) < 2 and piece.kind in ("title", "heading"):
            whole = _named_in(text, piece.start, piece.end, mentions, language, year)
        if here or len(named) > 1:
            together.update(dict.fromkeys(named))
        elif piece is title or piece.kind != "body":
            alone.update(dict.fromkeys(named))
    if joint and len(together) < 2:
        sides = _opening_sides(text, pieces, mentions, language, year)
        own = len(whole) > 1 and (not sides or bool(set(whole) & set(sides)))  # the title names the sides, not merely what they speak of
        return tuple(whole if own else sides or whole or together or alone)
    if together:
        return tuple(together)
    return tuple(publisher(code, text, mentions, language) for code in list(alone)[:1])


def _named_before(text: str, start: int, end: int, mentions: Mentions) -> list[str]:
    """Who is named right before the word for a text ("UK Statement to the OSCE", "E3-Statement"): the states of a group where the text's head names each."""
    found = [m for m in mentions.within("name", start, end) if m.kind == NAME and text[m.end : end] in ("", " ", "-")]
    if not found:
        return []
    code = found[-1].code
    members = organisation(code).get("members") or ()
    named = {m.code for m in mentions.within("name", end, end + _HEAD_CHARACTERS)}
    return list(members) if members and named >= set(members) else [code]


def is_joint(title: str, language: str) -> bool:
    """Whether a title calls the text one of several."""
    spec = head_spec(language)
    match = spec.issued.search(title)
    return match is not None and spec.joint.search(title, max(0, match.start() - _JOINT_BEFORE), match.end()) is not None


def _issuer_zone(piece: Piece, words: str, match: re.Match[str], spec: HeadSpec, offset: int = 0) -> tuple[int, int]:
    """Where in a title the issuer is named: from the word for the text to its subject; ``offset`` is where the searched text began in the document."""
    after = match.end() - offset
    stop = spec.issued_until.search(words, after)
    colon = words.find(":", after)
    ends = [end for end in (stop.start() if stop else -1, colon) if end >= 0]
    return piece.start + after, piece.start + min(ends) if ends else piece.end


def _named_in(text: str, start: int, end: int, mentions: Mentions, language: str, year: int | None) -> list[str]:
    """Actors that a stretch names, by name, demonym, seat or person, in order, each once."""
    persons = find_persons(text, start, end, mentions, language, year)
    within = head_spec(language).within
    named = [m for m in mentions.within("name", start, end) if m.kind in (NAME, SEAT, ADJECTIVE, COMBINING)]
    found = [
        (m.start, m.code)
        for i, m in enumerate(named)
        if not i and len(text[start : m.start].split()) < _DIRECTLY or not within.search(text[max(start, m.start - 40) : m.start])
    ]
    found += [(p.begin, p.actor) for p in persons if p.actor]
    return list(dict.fromkeys(code for _, code in sorted(found)))


def _opening_sides(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, year: int | None) -> list[str]:
    """The sides of a joint text whose title names fewer than two: who is named, or holds the offices, in the title or the first sentences.

    An office without its state is the one whose own words the text is in: the actor that the other evidence points to.
    """
    scores = issuer_scores(text, pieces, mentions, language)
    for piece in [p for p in pieces if p.kind in ("title", "body")][:4]:
        persons = find_persons(text, piece.start, piece.end, mentions, language, year)
        sides = [(p.begin, p.actor) for p in persons]
        listed: int | None = None
        for mention, _, actor in lone_offices(text, piece.start, piece.end, mentions, language, persons):
            if mention.code != "counterpart":
                owners: list[str | None] = [*plural_owners(text, mention, piece.end, mentions, language)]
                told_of = listed is not None and head_spec(language).issued_until.search(text, listed, mention.start) is not None
                sides += [(mention.start, owner) for owner in owners or [actor] if not told_of]
                listed = mention.end if owners else listed
        ordered = [actor for _, actor in sorted(sides, key=lambda side: side[0])]
        stated = list(dict.fromkeys(actor for actor in ordered if actor))
        if len(stated) > 1:
            return stated
        own = next((code for code, _ in scores.most_common() if code not in stated), None)
        if stated and own and None in ordered:
            return list(dict.fromkeys(actor or own for actor in ordered))
    return []


def first_person_issuers(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Issuers that introduce themselves ("Nous, dirigeants de France, d'Allemagne et du Royaume-Uni, …"), or that sign at the end."""
    codes = (
        _introduced(text, pieces, mentions, language)
        or _released(text, pieces, mentions, language)
        or _listed_subject(text, pieces, mentions, language)
        or _signed(text, pieces, mentions, language)
        or _listed_at_the_end(text, pieces, mentions, language)
    )
    codes = without_listed_members(codes)
    titled = title_issuers(text, pieces, mentions, language) if codes else ()
    return titled if set(codes) == set(titled) else codes


def _introduced(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    spec = head_spec(language)
    for piece in pieces[:10]:
        match = spec.we.search(text, piece.start, piece.end)
        if match is None:
            continue
        limit = min(piece.end, match.end() + 600)
        verb = spec.we_until.search(text, match.end(), limit)
        end = verb.start() if verb else limit
        codes = list(dict.fromkeys(m.code for m in mentions.within("name", match.start(), end) if m.kind in (NAME, ADJECTIVE)))
        if codes:
            return tuple(codes)
    return ()


def _released(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Two or more who are said to have issued the text: "The following statement was released by …", "the leaders of … issued the following statement"."""
    spec = head_spec(language)
    year = first_year(text)
    for piece in [p for p in pieces[:HEAD] if p.kind != "chrome"]:
        by = spec.released_by.search(text, piece.start, piece.end)
        following = spec.released.search(text, piece.start, piece.end)
        if by is not None:
            until = spec.released_until.search(text, by.end(), piece.end)
            end = until.start() if until else piece.end
            codes = _named_in(text, by.end(), end, mentions, language, year) if spec.joins.search(text, by.end(), end) else []
        elif following is not None and spec.joins.search(text, piece.start, following.start()):
            named = [m for m in mentions.within("name", piece.start, following.start()) if m.kind == NAME]
            codes = list(dict.fromkeys(m.code for m in named if not spec.within.search(text[max(piece.start, m.start - 40) : m.start])))
        else:
            continue
        if len(codes) > 1:
            return tuple(codes)
    return ()


def _listed_subject(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Several whom the first sentence lists before its verb ("France, Germany and Italy reiterate …"), before its "we", behind its subject, in parentheses.

    Two need a verb of taking a stand; the text speaks in the first person, or its title calls it one of several, unless three or more explain the subject.
    """
    spec = head_spec(language)
    listed = _in_parentheses(text, pieces, mentions)
    if listed:
        return listed
    first = next((p for p in pieces if p.kind == "body" and not spec.released_by.search(text, p.start, p.end)), None)
    if first is None:
        return ()
    title = title_piece(text, pieces, language)
    joint = title is not None and spec.joint.search(text, title.start, title.end) is not None or spec.first_plural.search(text) is not None
    zone = [m for m in mentions.within("name", first.start, min(first.end, first.start + 700)) if m.kind == NAME]
    explained = _apposition(text, zone, first, spec)
    if len(explained) > (1 if joint else 2):
        return explained
    codes, at = _run(text, zone, first.start, spec)
    if joint and (len(codes) > 2 or len(codes) == 2 and spec.stands.match(text, at)):
        return codes
    return _before_we(text, zone, first, spec) if joint else ()


def _apposition(text: str, zone: Sequence[Mention], first: Piece, spec: HeadSpec) -> tuple[str, ...]:
    """Those who explain the subject of a first sentence: "The Co-Chairs, Kenya and Norway, condemn …"; none where no verb of taking a stand follows."""
    for position, mention in enumerate(zone):
        if not first.start + 2 <= mention.start <= first.start + _APPOSITION:
            continue
        codes, at = _run(text, zone[position:], mention.start, spec)
        closing = _CLOSING.match(text, at)
        if closing and text[mention.start - 2] in closing.group() and spec.stands.match(text, closing.end() - 1):
            return codes
    return ()


def _before_we(text: str, zone: Sequence[Mention], first: Piece, spec: HeadSpec) -> tuple[str, ...]:
    """Two or more whom a sentence lists before its "we": "As leaders of the north, Canada and Norway, …, we …"."""
    we = spec.first_plural.search(text, first.start, first.end)
    for position, mention in enumerate(zone):
        codes, at = _run(text, zone[position:], mention.start, spec)
        if we is not None and len(codes) > 1 and text[at] == "," and at < we.start():
            return codes
    return ()


def _in_parentheses(text: str, pieces: Sequence[Piece], mentions: Mentions) -> tuple[str, ...]:
    """Three or more states that the head lists in parentheses and nothing else with them."""
    for piece in pieces[:3]:
        for match in re.finditer(r"\(([^()]{10,300})\)", text[piece.start : piece.end]):
            start = piece.start + match.start(1)
            codes = [m.code for m in mentions.within("name", start, piece.start + match.end(1)) if m.kind == NAME]
            if len(set(codes)) > 2 and match.group(1).count(",") >= len(codes) - 2:
                return tuple(dict.fromkeys(codes))
    return ()


def _run(text: str, names: Sequence[Mention], start: int, spec: HeadSpec) -> tuple[tuple[str, ...], int]:
    """The codes of names that follow on one another from ``start`` as a list does, each once, and where the list ends."""
    codes, at = [], start
    for mention in names:
        if not spec.listing.fullmatch(text, at, mention.start):
            break
        codes.append(mention.code)
        at = mention.end
    return tuple(dict.fromkeys(codes)), at


def _signed(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Who signed: two or more lines at the end that are each a name with an office."""
    codes: list[str] = []
    for piece in reversed(pieces[-12:]):
        if piece.kind == "chrome":
            continue
        persons = find_persons(text, piece.start, piece.end, mentions, language, None) if piece.end - piece.start <= 120 else []
        if len(persons) != 1 or persons[0].role is None or persons[0].start - piece.start > 12 or not persons[0].actor:
            break
        codes.insert(0, persons[0].actor)
    distinct = tuple(dict.fromkeys(codes))
    return distinct if len(distinct) > 1 else ()


def _listed_at_the_end(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """States that a last line merely lists, under a text that says "we"."""
    spec = head_spec(language)
    last = next((p for p in reversed(pieces) if p.kind != "chrome"), None)
    if last is None or not last.first:
        return ()
    codes, at = [], last.start
    for mention in (m for m in mentions.within("name", last.start, last.end) if m.kind == NAME):
        if mention.start < at or not spec.listing.fullmatch(text, at, mention.start):
            return ()
        codes.append(mention.code)
        at = mention.end
    listed = len(codes) > 2 and not text[at : last.end].strip(" .)") and spec.first_plural.search(text) is not None
    return tuple(dict.fromkeys(codes)) if listed else ()
