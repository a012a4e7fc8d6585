"""Adding many documents: what is known is passed over unread, the rest is read, in several processes where that is asked for, and kept in the order given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from verbale.errors import InputError
from verbale.record import Record
from verbale.register.intake import Failure, Item
from verbale.register.readers import Read, Reader, in_order, readers
from verbale.register.store import Register
from verbale.register.writing import IMPORTED


@dataclass(slots=True)
class Summary:
    """What became of all documents; it is true at any moment, also when the work breaks off."""

    added: int = 0
    unchanged: int = 0
    new_versions: int = 0
    statements: int = 0
    failed: list[Failure] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many documents were dealt with."""
        return self.added + self.unchanged + self.new_versions + len(self.failed)

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        failed = [{"name": failure.name, "reason": failure.reason} for failure in self.failed]
        return {"added": self.added, "unchanged": self.unchanged, "new_versions": self.new_versions, "statements": self.statements, "failed": failed}


def add_all(
    register: Register,
    items: Iterable[Item | Failure],
    summary: Summary,
    *,
    asked: Mapping[str, Any] | None = None,
    jobs: int = 1,
    tell: Callable[[Item | Failure], None] | None = None,
) -> None:
    """Add documents, each in a transaction of its own.

    Args:
        register: where to.
        items: the documents, from ``verbale.register.intake``.
        summary: is counted up.
        asked: what the user says of every text: ``language``, ``published``, ``issuer``.
        jobs: how many processes read.
        tell: is called after each document.

    Raises:
        RegisterError: when the register fails; what was added before is kept.
    """
    with readers(jobs) as read:
        for item, found in in_order(_begun(register, items, asked or {}, read), jobs):
            _keep(register, item, found, asked or {}, summary)
            if tell is not None:
                tell(item)


#: A document on its way: what is to be kept of it, or why it fails; known already, or still being read.
_Found = Record | InputError | str | None


def _begun(
    register: Register, items: Iterable[Item | Failure], asked: Mapping[str, Any], read: Reader
) -> Iterator[tuple[Item | Failure, _Found | Future[Read]]]:
    for item in items:
        if isinstance(item, Failure):
            yield item, None
            continue
        said = {**item.asked, **asked}
        place = register.look(item.uri, item.text, published=said.get("published"))
        if place.outcome == "unchanged":
            register.remember(item.uri, place)
            yield item, "unchanged"
        elif item.record is not None:
            yield item, item.record
        else:
            yield item, read(item.text, said)


def _keep(register: Register, item: Item | Failure, found: _Found, asked: Mapping[str, Any], summary: Summary) -> None:
    if isinstance(item, Failure):
        summary.failed.append(item)
        return
    if isinstance(found, InputError):
        summary.failed.append(Failure(item.name, str(found)))
        return
    if not isinstance(found, Record):
        summary.unchanged += 1
        return
    try:
        outcome = register.add(found, item.uri, asked={**item.asked, **asked}, program=IMPORTED if item.record is not None else None)
    except InputError as error:
        summary.failed.append(Failure(item.name, str(error)))
        return
    summary.added += outcome == "added"
    summary.new_versions += outcome == "new version"
    summary.unchanged += outcome == "unchanged"
    summary.statements += len(found.statements) if outcome != "unchanged" else 0
