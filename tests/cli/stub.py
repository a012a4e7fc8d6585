"""The program with a reader that needs no pipeline: it finds one act (condemner), and takes its time over a text that says "lentement"."""

from __future__ import annotations

import time

import verbale.api
from verbale.record import Document, Reason, Record, Span, Statement


class Reader:
    """Stands in for the real one."""

    def read(self, text: str, *, published: str | None = None, issuer: tuple[str, ...] | None = None, progress: object = None, explain: bool = True) -> Record:
        if "lentement" in text:
            time.sleep(0.05)
        start = text.find("condamne")
        cue = Span(start, start + 8, "condamne")
        why = (Reason("act", "cue condamner (verb)", "main clause", cue),)
        condemned = Statement("condemn", 4, ("FRA",), False, (), (), (), (), (), cue, None, cue, why=why)
        return Record(Document(text, None, issuer or ("FRA",), published=published), None, (condemned,) if start >= 0 else ())


def reader(_language: str) -> Reader:
    """In place of :func:`verbale.api.reader`."""
    return Reader()


if __name__ == "__main__":
    from verbale.cli import main

    verbale.api.reader = reader  # type: ignore[assignment]
    main()
