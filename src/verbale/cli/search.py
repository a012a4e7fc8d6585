"""``verbale search``: statements of a register are found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from verbale.cli.console import is_terminal, note, write
from verbale.cli.options import UiOption, chosen_ui
from verbale.cli.registers import RegisterOption, opened

if TYPE_CHECKING:
    from verbale.register import Query, Register, Result

EXAMPLES = """\
Examples:

verbale search "intégrité territoriale" --act condemn,warn --speaker FRA

verbale search 'ceasefire OR "cessation of hostilities"' --since 2021-01 --kwic

verbale search --speaker RUS --addressee FRA --min-strength 3 --sort newest

verbale search "negotiat* -nuclear" --format csv --all > hits.csv

verbale search sanctions --target RUS --save russia-sanctions

verbale search --saved russia-sanctions --since 2024

Words stand for all their inflections, with or without accents, in all languages; several words must all occur. "…" and « … » ask for words side by side,
OR for one of two, - or NOT for what must not occur, * for any ending; brackets group. Codes of one option, with commas between, are alternatives.
"""

#: Bold and back, on a terminal.
_BOLD = ("\x1b[1m", "\x1b[0m")
_PLAIN = ("**", "**")


def _codes(what: str, example: str) -> Any:
    return typer.Option(metavar="CODES", help=f"{what}, e.g. {example}.")


def search(
    text: Annotated[str, typer.Argument(metavar="WORDS", help="Words to look for; leave them out to see all that the options leave.")] = "",
    act: Annotated[str | None, _codes("Acts", "condemn,warn")] = None,
    speaker: Annotated[str | None, _codes("Who speaks", "FRA,DEU")] = None,
    addressee: Annotated[str | None, _codes("Whom it is said to", "RUS")] = None,
    target: Annotated[str | None, _codes("Whom it judges, backs or asks to act", "MLI; MLI:GOV for its government alone")] = None,
    topic: Annotated[str | None, _codes("Topics", "sanctions,energy")] = None,
    place: Annotated[str | None, _codes("Places", "UKR,SAHEL")] = None,
    framework: Annotated[str | None, _codes("Frameworks", "OSCE; UNSCR* for any resolution")] = None,
    issuer: Annotated[str | None, _codes("Who published the document", "USA")] = None,
    language: Annotated[str | None, _codes("Languages of the documents", "fr,en")] = None,
    kind: Annotated[str | None, _codes("Kinds of documents", "readout,joint-statement")] = None,
    flag: Annotated[str | None, _codes("joint, reiterated, hypothetical or negated", "reiterated")] = None,
    due: Annotated[str | None, typer.Option(metavar="DATE|KIND", help="When the thing is due: 2022, 2022-02, 2022-02-15, soon, immediate, or any.")] = None,
    due_before: Annotated[
        str | None, typer.Option(metavar="DATE", help="Due by the end of this day, month or year; what has no certain date does not count.")
    ] = None,
    by: Annotated[str | None, _codes("Who must act: who promises, or of whom it is asked", "IRN")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="First day: 2021, 2021-01 or 2021-01-15.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day.")] = None,
    min_strength: Annotated[int | None, typer.Option(min=1, max=5, help="How strong at least.")] = None,
    versions: Annotated[Literal["latest", "all"] | None, typer.Option(help="Whether earlier texts of a document are searched as well.")] = None,
    sort: Annotated[Literal["relevance", "newest", "oldest", "strongest"] | None, typer.Option(help="The order; by relevance where it is not given.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, metavar="N", help="How many on a page.")] = 20,
    after: Annotated[str | None, typer.Option(metavar="PLACE", help="Go on from where the page before ended.")] = None,
    all_: Annotated[bool, typer.Option("--all", "-a", help="Every page.")] = False,
    count: Annotated[bool, typer.Option("--count", help="Only say how many statements match.")] = False,
    format_: Annotated[Literal["table", "json", "jsonl", "csv"], typer.Option("--format", "-f", help="Lines for people, or a format for programs.")] = "table",
    kwic: Annotated[bool, typer.Option("--kwic", help="A concordance: every occurrence on a line, aligned.")] = False,
    save: Annotated[str | None, typer.Option(metavar="NAME", help="Keep this search under a name.")] = None,
    saved: Annotated[str | None, typer.Option(metavar="NAME", help="Search as kept under a name; other options and words come on top.")] = None,
    forget: Annotated[str | None, typer.Option(metavar="NAME", help="Delete a kept search, and do nothing else.")] = None,
    list_saved: Annotated[bool, typer.Option("--list-saved", help="List the kept searches, and do nothing else.")] = False,
    register: RegisterOption = None,
    ui: UiOption = None,
) -> None:
    """Find statements in a register.

    Statements in nearly the same words, by the same speaker, are shown once, with the dates of the others. What the numbers mean: a first line counts all
    statements that match; where there are more than 1,000, the latest of these are ranked and counted first, and the line says so.
    """
    given: dict[str, Any] = {
        "text": text or None, "act": act, "speaker": speaker, "addressee": addressee, "target": target, "topic": topic, "place": place, "framework": framework,
        "issuer": issuer, "language": language, "kind": kind, "flag": flag, "due": due, "due_before": due_before, "by": by, "since": since, "until": until,
        "min_strength": min_strength, "versions": versions, "sort": sort,
    }  # fmt: skip
    with opened(register) as chosen:
        if forget is not None or list_saved:
            _keep_house(chosen, forget)
            return
        query = _query(chosen, saved, given)
        if save is not None:
            chosen.save_search(save, query)
            note(f"kept as {save!r}; run it with: verbale search --saved {save}")
        if count:
            write(f"{chosen.count(query)}\n")
            return
        pages = chosen.pages(query) if all_ else iter([chosen.search(query, limit=limit, after=after)])
        for piece in _written(pages, format_, chosen_ui(ui), kwic=kwic, is_whole=all_):
            write(piece)


def _keep_house(register: Register, forget: str | None) -> None:
    if forget is not None:
        register.forget_search(forget)
        return
    from verbale.exports.json import encode

    for name, query in register.saved_searches().items():
        write(f"{name}: {encode(query.to_dict())}\n")


def _query(register: Register, saved: str | None, given: dict[str, Any]) -> Query:
    from verbale.register.store import query_of

    base = register.saved_search(saved).to_dict() if saved is not None else {}
    return query_of(**{"text": "", **base, **{name: value for name, value in given.items() if value is not None}})


def _written(pages: Iterator[Result], format_: str, ui: str, *, kwic: bool, is_whole: bool) -> Iterator[str]:
    from verbale.exports.json import encode
    from verbale.register import showing

    marks = _BOLD if is_terminal() else _PLAIN
    if format_ == "csv":
        yield showing.csv_head()
    if format_ == "json" and is_whole:
        yield encode(showing.result_to_dict(_joined(list(pages))), indent=2) + "\n"
        return
    for number, page in enumerate(pages):
        if not page.hits and (kwic or format_ in ("jsonl", "csv")):
            note("no statement matches")
        if format_ == "json":
            yield encode(showing.result_to_dict(page), indent=2) + "\n"
        elif format_ == "jsonl":
            yield from (encode(showing.hit_to_dict(hit)) + "\n" for hit in page.hits)
        elif format_ == "csv":
            yield from map(showing.csv_line, page.hits)
        else:
            lines = showing.concordance(page, marks=marks) if kwic else showing.lines(page, ui, marks=marks, is_first=number == 0, is_whole=is_whole)
            yield from (line + "\n" for line in lines)
        if format_ in ("jsonl", "csv") or kwic:
            _tell_of_more(page, is_whole=is_whole)


def _joined(pages: list[Result]) -> Result:
    """All pages as one; facets were counted on the first."""
    from dataclasses import replace

    hits = tuple(hit for page in pages for hit in page.hits)
    return replace(pages[-1], hits=hits, facets=pages[0].facets)


def _tell_of_more(page: Result, *, is_whole: bool) -> None:
    if page.next is not None and not is_whole:
        note(f"there is more; go on with --after {page.next}, or take everything with --all")
