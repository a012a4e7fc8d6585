"""Reviewed documents as gold files (codebook section 10), so that what persons know measures what the program does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verbale.errors import OutputError
from verbale.exports.json import encode, record_to_dict
from verbale.register.store import Register


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the gold files, and the versions that were left out because persons have judged only some of their statements."""

    files: tuple[Path, ...]
    incomplete: tuple[int, ...]


def export_gold(register: Register, folder: Path, *, partial: bool = False) -> Exported:
    """Write reviewed documents as a text and a JSON file each.

    Args:
        register: whose documents.
        folder: where to; made where it is not there.
        partial: also those of which only some statements were judged; the others are then the machine's.

    Raises:
        OutputError: when a file cannot be written.
    """
    holding = [one for one in register.judgements() if one.undone is None]
    written: list[Path] = []
    incomplete: list[int] = []
    for number in sorted({int(one.ref.partition(".")[0]) for one in holding}):
        if partial or register.is_reviewed(number):
            written.append(_write(register, number, folder))
        else:
            incomplete.append(number)
    return Exported(tuple(written), tuple(incomplete))


def _write(register: Register, number: int, folder: Path) -> Path:
    record = register.record(number)
    name = f"{number:06d}.{record.document.language}"
    data = record_to_dict(record)
    text = data["document"].pop("text")
    path = folder / f"{name}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
        path.write_text(encode({"file": f"{name}.txt", **data}, indent=1) + "\n", encoding="utf-8")
    except (OSError, UnicodeEncodeError) as error:
        raise OutputError(f"{path}: cannot be written: {' '.join(str(error).split())}") from None
    return path
