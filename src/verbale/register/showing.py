"""Search results as people and programs see them: lines, a concordance, JSON, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from verbale.exports.json import statement_to_dict
from verbale.exports.labels import act_label, actor_labels
from verbale.exports.phrasing import colon
from verbale.exports.report import clean, who
from verbale.locales import SOURCE, mark, words
from verbale.record import Statement
from verbale.register.marks import FLAGS
from verbale.register.pledges import Pledge
from verbale.register.results import Hit, Result

#: What became of a pledge.
_STATUS = {"open": mark("open"), "met": mark("met"), "lapsed": mark("lapsed"), "withdrawn": mark("withdrawn")}

#: How many codes of a facet people are shown; JSON has them all.
_FACETS_SHOWN = 6
_DATES_SHOWN = 8
#: How wide the context of a concordance is on either side, in characters.
_CONTEXT = 45

CSV_COLUMNS = (
    *("ref", "date", "language", "issuer", "act", "strength", "speaker", "addressee", "target", "topics", "places", "frameworks"),
    *("reiterated", "hypothetical", "negated", "joint", "due", "cue", "evidence", "title", "uri", "repeated", "score"),
)


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """A hit for JSON: the statement as in the codebook's record, and where it stands."""
    return {
        "ref": hit.ref,
        "date": hit.date,
        "title": hit.title,
        "issuer": list(hit.issuer),
        "language": hit.language,
        "uri": hit.uri,
        "statement": statement_to_dict(hit.statement),
        "marked": [list(span) for span in hit.marked],
        "repeated": [{"ref": one.ref, "date": one.date} for one in hit.repeated],
        "score": hit.score,
        "judged": hit.judged,
    }


def result_to_dict(result: Result) -> dict[str, Any]:
    """A page for JSON."""
    return {
        "total": result.total,
        "is_exact": result.is_exact,
        "hits": [hit_to_dict(hit) for hit in result.hits],
        "facets": {name: dict(counts) for name, counts in result.facets.items()},
        "next": result.next,
    }


def csv_head() -> str:
    """The first line of a table."""
    return _csv(CSV_COLUMNS)


def csv_line(hit: Hit) -> str:
    """A hit as a line of a table (RFC 4180), blanks between the codes of a field. What a spreadsheet would take for a formula begins with an apostrophe."""
    said = hit.statement
    due = "" if said.due is None else said.due.value or said.due.kind
    return _csv(
        (
            *(hit.ref, hit.date or "", hit.language, _list(hit.issuer), said.act, str(said.strength)),
            *(_list(codes) for codes in (said.speaker, said.addressee, said.target, said.topics, said.places, said.frameworks)),
            *(str(flag).lower() for flag in (said.reiterated, said.hypothetical, said.negated, said.joint)),
            *(due, said.cue.text, said.evidence.text, hit.title or "", hit.uri or "", _list(one.ref for one in hit.repeated), f"{hit.score:.3f}"),
        )
    )


def _list(codes: Sequence[str] | Iterator[str]) -> str:
    return " ".join(codes)


def _csv(cells: Sequence[str]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells])
    return target.getvalue().encode("utf-8", "replace").decode("utf-8")


def lines(result: Result, ui: str = SOURCE, *, marks: tuple[str, str] = ("**", "**"), is_first: bool = True, is_whole: bool = False) -> Iterator[str]:
    """A page for people.

    Args:
        result: the page.
        ui: ISO 639-1 code of the language to speak.
        marks: what stands before and after a word that was looked for.
        is_first: whether counts stand before the page.
        is_whole: whether the next page follows, so that nobody needs to be told how to get there.
    """
    if is_first:
        yield from _counts(result, ui)
    for hit in result.hits:
        yield ""
        yield from _hit(hit, ui, marks)
    if result.next is not None and not is_whole:
        yield ""
        yield colon(words(ui).gettext("More"), ui) + f" --after {result.next}"


def _counts(result: Result, ui: str) -> Iterator[str]:
    t = words(ui)
    count = f"{result.total:,}" if result.is_exact else t.gettext("{number} and more").format(number=f"{result.total:,}")
    yield colon(t.gettext("Statements"), ui) + " " + count
    for name, label in (("act", t.gettext("Acts")), ("speaker", t.gettext("Speakers")), ("addressee", t.gettext("Addressees")), ("year", t.gettext("Years"))):
        counts = result.facets.get(name, ())
        if counts:
            rest = len(counts) - _FACETS_SHOWN
            shown = " · ".join(f"{code} {times:,}" for code, times in counts[:_FACETS_SHOWN])
            yield "  " + colon(label, ui) + " " + shown + (f" · +{rest}" if rest > 0 else "")


def _hit(hit: Hit, ui: str, marks: tuple[str, str]) -> Iterator[str]:
    said = hit.statement
    dots = "●" * said.strength + "○" * (5 - said.strength)
    speakers = who(said, ui)
    yield f"{hit.date or '????-??-??'}  {dots} {act_label(said.act, ui, len(said.speaker))}  {speakers}  [{hit.ref}]"
    yield "    " + marked(hit, marks)
    if hit.title:
        yield f"    — {clean(hit.title)} ({actor_labels(hit.issuer, ui) or '?'})"
    if hit.repeated:
        dates = [one.date or "?" for one in hit.repeated]
        rest = len(dates) - _DATES_SHOWN
        also = ", ".join(dates[:_DATES_SHOWN]) + (f" +{rest}" if rest > 0 else "")
        yield "    " + _also(also, ui)


def _also(dates: str, ui: str) -> str:
    return colon(words(ui).gettext("also said"), ui) + " " + dates


def marked(hit: Hit, marks: tuple[str, str]) -> str:
    """The evidence on one line, with the words that were looked for between marks."""
    text = hit.statement.evidence.text
    parts, at = [], 0
    for start, end in hit.marked:
        parts += [clean_piece(text[at:start]), marks[0], clean_piece(text[start:end]), marks[1]]
        at = end
    return "".join([*parts, clean_piece(text[at:])]).strip()


def clean_piece(text: str) -> str:
    """A piece of a line: on one line and safe, its outer blanks kept as one."""
    inner = clean(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and inner else ""
    return before + inner + after


def concordance(result: Result, *, marks: tuple[str, str] = ("**", "**")) -> Iterator[str]:
    """Key words in context, one occurrence a line, aligned; a hit without a marked word is aligned on its cue."""
    for hit in result.hits:
        said = hit.statement
        spans = hit.marked or ((said.cue.start - said.evidence.start, said.cue.end - said.evidence.start),)
        text = said.evidence.text
        for start, end in spans:
            before = clean_piece(hit.before + text[:start])[-_CONTEXT:].rjust(_CONTEXT)
            after = clean_piece(text[end:] + hit.after)[:_CONTEXT].ljust(_CONTEXT)
            yield f"{hit.date or '????-??-??'}  {before}{marks[0]}{clean(text[start:end])}{marks[1]}{after}  {' '.join(said.speaker)} {said.act} [{hit.ref}]"


def fields_of(said: Statement) -> Iterator[tuple[str, str]]:
    """The fields of a statement by the codebook's names, those that are empty left out but for speaker and addressee."""
    yield "act", f"{said.act} {said.strength}"
    for name in ("speaker", "addressee", "target", "topics", "places", "frameworks"):
        codes = getattr(said, name)
        if codes or name in ("speaker", "addressee"):
            yield name, " ".join(codes) or "—"
    flags = [name for name in FLAGS if getattr(said, name)]
    if flags:
        yield "flags", " ".join(flags)
    if said.due is not None:
        yield "due", f"{said.due.kind} {said.due.value or ''} {clean(said.due.text or '')}".strip()
    if said.content is not None:
        yield "content", clean(said.content.text)


def pledge_lines(one: Pledge, ui: str = SOURCE) -> Iterator[str]:
    """A pledge for people: when it is due and what became of it, who must act at whose word, the words, and what persons said."""
    said, t = one.hit.statement, words(ui)
    due = one.due or (said.due.kind if said.due is not None else "—")
    by = actor_labels(one.by, ui) or "?"
    said_so = f"{act_label(said.act, ui, len(said.speaker))}: {who(said, ui)}, {one.hit.date or '?'}"
    yield f"{due:<10}  {t.gettext(_STATUS[one.status])}  {by}  ({said_so})  [{one.hit.ref}]"
    yield "    " + marked(one.hit, ("", ""))
    if one.hit.repeated:
        yield "    " + _also(", ".join(mention.date or "?" for mention in one.hit.repeated), ui)
    for outcome in one.history:
        more = " ".join(clean(part) for part in (outcome.note, outcome.link) if part)
        yield f"    {outcome.made[:10]} {t.gettext(_STATUS[outcome.status])} ({clean(outcome.person)}) {more}".rstrip()
