"""Bring the catalogues of the report's languages up to date: new messages in, old ones out, and each compiled. Run it with ``make catalogues``.

Messages are what the sources say through ``gettext`` and its kin or ``mark``, and what the codebook's YAML calls acts, topics and kinds. A new message has
no translation yet; the tests say which. ``scripts/catalogues.py XX`` begins the catalogue of a further language.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src/verbale"
LOCALES = SOURCES / "locales"
KEYWORDS: dict[str, Any] = {**DEFAULT_KEYWORDS, "mark": None}

#: File of the codebook → what its entries say: the key, and the context of the message, for the same word is an act in one list and a topic in another.
CODEBOOK: Mapping[str, tuple[tuple[str, str], ...]] = {
    "acts.yaml": (("scale", "scale"), ("label", "act")),
    "topics.yaml": (("group", "group of topics"), ("label", "topic"), ("definition", "topic")),
    "frameworks.yaml": (("kind", "kind of framework"),),
    "organisations.yaml": (("kind", "kind of actor"),),
}
HEADER = "# {name} messages of Verbale's reports; `make catalogues` brings them up to date and compiles them, see CONTRIBUTING.md.\n#"

#: Where a message stands in the sources, how it is called, the message with its context and plural, and remarks for translators.
Found = tuple[int, str, tuple[str, ...], list[str]]


class Plain(Catalog):
    """A catalogue that says of itself only what is needed to read it: no day, no version, nobody's name, so that it differs where its messages do."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header."""
        return [("Language", str(self.locale_identifier)), ("Plural-Forms", self.plural_forms), ("Content-Type", f"text/plain; charset={self.charset}")]


def codebook_messages(file: IO[bytes], _keywords: object, _tags: object, options: Mapping[str, Any]) -> Iterator[Found]:
    """The messages of a YAML file of the codebook, in the form of Babel's own extractors."""
    for code, entry in yaml.safe_load(file).items():
        for key, context in CODEBOOK[options["name"]]:
            if context == "act":
                yield 0, "npgettext", (context, entry[key], entry[key]), [f"{code}, of one speaker and of several"]
            else:
                yield 0, "pgettext", (context, entry[key]), []


def template() -> Catalog:
    """All messages, as the sources have them now."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted((*SOURCES.rglob("*.py"), *(SOURCES / "codebook" / name for name in CODEBOOK))):
        method: Any = "python" if path.suffix == ".py" else codebook_messages
        for _, message, comments, context in extract(method, io.BytesIO(path.read_bytes()), KEYWORDS, options={"encoding": "utf-8", "name": path.name}):
            catalog.add(message, locations=[(path.relative_to(SOURCES).as_posix(), 0)], auto_comments=comments, context=context)
    return catalog


def po_path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALES / language / "LC_MESSAGES/verbale.po"


def read(path: Path) -> Catalog:
    """A catalogue as it stands; an empty one where the language is new."""
    language = path.parent.parent.name
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(catalog: Catalog) -> str:
    """A catalogue with the messages of now, as the text of its file; what has no message any more is dropped."""
    buffer = io.BytesIO()
    write_po(buffer, _merged(catalog), width=0, include_lineno=False)
    return buffer.getvalue().decode("utf-8")


def _merged(catalog: Catalog) -> Catalog:
    """The messages of now with the translations of a catalogue."""
    if catalog.locale is None:
        raise ValueError("the catalogue does not say of which language it is")
    fresh = Plain(locale=catalog.locale, charset="utf-8", fuzzy=False, header_comment=HEADER.format(name=catalog.locale.english_name))
    for message in template():
        if message.id:
            known = catalog.get(message.id, message.context)
            fresh.add(message.id, known.string if known else None, message.locations, auto_comments=message.auto_comments, context=message.context)
    return fresh


def compiled(path: Path) -> bytes:
    """A catalogue in the form that the program loads."""
    buffer = io.BytesIO()
    write_mo(buffer, _merged(read(path)))
    return buffer.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The messages that a catalogue has no translation of, or not in every plural form."""
    forms = ((message.id, message.string if isinstance(message.string, list | tuple) else (message.string,)) for message in catalog if message.id)
    return [str(message) for message, strings in forms if not all(strings)]


def main() -> int:
    """Rewrite the catalogues that have changed."""
    languages = {path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/*.po")} | set(sys.argv[1:])
    for path in map(po_path, sorted(languages)):
        text = updated(read(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".mo").write_bytes(compiled(path))
        print(f"{path.relative_to(ROOT)}: {len(untranslated(read(path)))} messages without translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
