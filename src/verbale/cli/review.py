"""``verbale review``: a person goes through statements on the terminal, the least certain first."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.console import complain, is_terminal, note, write
from verbale.cli.judge import AsOption, line_of, person_of
from verbale.cli.registers import RegisterOption, opened
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.register import Hit, Register

EXAMPLES = """\
Examples:

verbale review

verbale review --words sanctions --act warn,sanction --as "A. Desk"

verbale review --export gold/
"""

#: How much of the text stands around the evidence, in characters.
_AROUND = 80

HELP = """\
  c            confirm            c REASON
  s FIELD=VAL  correct            s act=warn addressee=RUS
  r            reject             r REASON
  n            next, say nothing
  u / y        undo / redo your last judgement
  t            more of the text
  h            what was said of this statement before
  q            end
"""


def review(
    text: Annotated[str, typer.Option("--words", metavar="WORDS", help="Only statements with these words, as for verbale search.")] = "",
    act: Annotated[str | None, typer.Option(metavar="CODES", help="Only these acts.")] = None,
    speaker: Annotated[str | None, typer.Option(metavar="CODES", help="Only these speakers.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODES", help="Only texts in these languages.")] = None,
    issuer: Annotated[str | None, typer.Option(metavar="CODES", help="Only documents of these issuers.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only documents from this day, month or year on.")] = None,
    as_: AsOption = None,
    export: Annotated[Path | None, typer.Option("--export", metavar="FOLDER", help="Write reviewed documents as gold files, and do nothing else.")] = None,
    partial: Annotated[bool, typer.Option("--partial", help="With --export: also documents of which only some statements were judged.")] = False,
    register: RegisterOption = None,
) -> None:
    """Judge statements one after the other, those first of which the reader is least sure.

    Each is shown with its text and its fields; a letter confirms, corrects or rejects it. Judgements are kept at once, so the work can end at any moment.
    """
    from verbale.register.store import query_of

    with opened(register) as kept:
        if export is not None:
            _export(kept, export, partial=partial)
            return
        query = query_of(text, act=act, speaker=speaker, language=language, issuer=issuer, since=since)
        _Desk(kept, query, person_of(as_)).work()


def _export(register: Register, folder: Path, *, partial: bool) -> None:
    from verbale.register.gold import export_gold

    made = export_gold(register, folder, partial=partial)
    write(f"{len(made.files)} gold files in {folder}\n")
    if made.incomplete:
        note(f"{len(made.incomplete)} documents are left out, since only some of their statements were judged; take them with --partial")


@dataclass
class _Desk:
    """One sitting: what was passed over is not shown again in it."""

    register: Register
    query: Any
    person: str

    def work(self) -> None:
        passed: set[str] = set()
        while hit := next((one for one in self.register.doubtful(self.query, limit=len(passed) + 1) if one.ref not in passed), None):
            write("\n".join(self._shown(hit)) + "\n")
            answer = self._answer(hit)
            if answer == "end":
                return
            if answer == "next":
                passed.add(hit.ref)
        write("nothing is left to judge\n")

    def _shown(self, hit: Hit) -> list[str]:
        from verbale.exports.report import clean
        from verbale.register.showing import fields_of

        said, bold = hit.statement, ("\x1b[1m", "\x1b[0m") if is_terminal() else ("[", "]")
        begin, end = said.cue.start - said.evidence.start, said.cue.end - said.evidence.start
        evidence = said.evidence.text
        shown = bold[0] + clean(evidence[begin:end]) + bold[1]
        return [
            "",
            f"{hit.date or '????-??-??'}  {clean(hit.title or '')}  [{hit.ref}]  confidence {said.confidence:.2f}",
            f"  {clean(hit.before[-_AROUND:])} {clean(evidence[:begin])} {shown} {clean(evidence[end:])} {clean(hit.after[:_AROUND])}",
            *(f"  {name:<12} {value}" for name, value in fields_of(said)),
        ]

    def _answer(self, hit: Hit) -> str:
        """What the person does: ``judged``, ``next`` or ``end``; what cannot be understood is asked again."""
        while True:
            write("(c)onfirm (s)et (r)eject (n)ext (u)ndo (t)ext (h)istory (q)uit (?) > ")
            line = sys.stdin.buffer.readline().decode("utf-8", "replace")
            if not line:
                write("\n")
                return "end"
            word, _, rest = line.strip().partition(" ")
            try:
                done = self._do(hit, word.lower(), rest.strip())
            except VerbaleError as error:
                complain(str(error))
                continue
            if done:
                return done

    def _do(self, hit: Hit, word: str, rest: str) -> str | None:
        from verbale.register.corrections import parse_corrections

        if word in ("q", "quit"):
            return "end"
        if word in ("n", "next"):
            return "next"
        if word in ("c", "confirm", "r", "reject"):
            self.register.judge(hit.ref, "confirm" if word[0] == "c" else "reject", person=self.person, reason=rest or None)
            return "judged"
        if word in ("s", "set"):
            try:
                parts = shlex.split(rest)
            except ValueError as error:
                complain(f"{rest!r}: {error}")
                return None
            self.register.judge(hit.ref, "correct", parse_corrections(parts), person=self.person)
            return "judged"
        if word in ("u", "undo", "y", "redo"):
            write(line_of(self.register.undo(self.person) if word[0] == "u" else self.register.redo(self.person)) + "\n")
            return "judged"  # the queue begins anew: what was taken back may come first
        self._tell(hit, word)
        return None

    def _tell(self, hit: Hit, word: str) -> None:
        from verbale.exports.report import clean

        if word in ("t", "text"):
            text, at = self.register.record(int(hit.ref.partition(".")[0])).document.text, hit.statement.evidence
            write(clean(text[max(0, at.start - 1000) : at.end + 1000]) + "\n")
        elif word in ("h", "history"):
            write("\n".join(line_of(one) for one in self.register.judgements(hit.ref)) + "\n")
        else:
            write(HELP)
