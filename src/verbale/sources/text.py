"""Plain text and Markdown: from bytes to text, without changing a character.

Line ends stay as they are, because offsets are into the text. Only a byte order mark is left out: it is a mark of the encoding, no
character of the text, so the text of a file is the same whether it was saved as UTF-8 with the mark, without it, or as UTF-16.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import InputError

#: Byte order marks, the longer before the shorter that begins alike.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)

#: First bytes of formats that people hand in by mistake.
_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)

#: Control characters that plain text does not hold; tab, line and page ends, escape and the old end-of-file mark are let pass.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01
_MOST_NULS = 0.1

#: What the high half of Western single-byte encodings spells in communiqués: letters of Western Europe and typographic signs.
_WESTERN = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ’‘‚“”„«»‹›–—…•·°ºª§€£©®™¿¡²³½\u00a0\u00ad")
_LEAST_WESTERN = 0.95
_MOST_HIGH = 0.25
#: In ISO 8859-15 œ, Œ and Ÿ stand where Windows-1252 has fractions; between letters it is the ligature.
_LATIN_9 = re.compile(rb"[A-Za-z\xc0-\xff][\xbc\xbd\xbe][A-Za-z\xc0-\xff]|\b[\xbc\xbd][a-z]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = bytes(range(0x80, 0x100))

#: How much of a file is looked at where a proportion decides.
_SAMPLE = 1 << 18

STDIN = "-"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text with what is worth saying about how it was read: ``encoding`` in words, and ``is_guess`` where it was not UTF-8 by its own bytes."""

    name: str
    text: str
    encoding: str = "UTF-8"
    is_guess: bool = False


def load(path: Path | str) -> SourceText:
    """Read a file of plain text or Markdown.

    Raises:
        InputError: when there is no such file, it cannot be read, or it holds no text.
    """
    name = str(path)
    path = Path(path)
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder, not a file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: no such file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return decode(data, name)


def load_stdin() -> SourceText:
    """Read the text on standard input.

    Raises:
        InputError: when it holds no text.
    """
    return decode(sys.stdin.buffer.read(), "standard input")


def decode(data: bytes, name: str) -> SourceText:
    """The text that ``data`` holds. UTF-8 is assumed; UTF-16 and the Western single-byte encodings are recognised.

    Args:
        data: a whole file.
        name: what messages call it.

    Raises:
        InputError: when ``data`` is empty, is no text, or is in no encoding that can be recognised; the message has the byte's position.
    """
    if not data or data.isspace():
        raise InputError(f"{name}: is empty")
    source = _marked(data, name)
    if source is None:
        _refuse_formats(data, name)
        source = _unmarked_utf16(data, name) or _unmarked(data, name)
    nul = source.text.find("\0")
    if nul >= 0:
        line = source.text.count("\n", 0, nul) + 1
        raise InputError(f"{name}: has a NUL character at position {nul} (line {line}), so it is no plain text; remove it or convert the file")
    if not source.text or source.text.isspace():
        raise InputError(f"{name}: is empty")
    return source


def _marked(data: bytes, name: str) -> SourceText | None:
    """The text of a file that begins with a byte order mark."""
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return SourceText(name, str(memoryview(data)[len(mark) :], codec), encoding, encoding != "UTF-8")
            except UnicodeDecodeError as error:
                raise _invalid(data, len(mark) + error.start, name, encoding) from None
    return None


def _refuse_formats(data: bytes, name: str) -> None:
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise InputError(f"{name}: is {what}; only plain text and Markdown can be read")
    if _HTML.match(data, 0, 4096):
        raise InputError(f"{name}: is an HTML page; only plain text and Markdown can be read")


def _unmarked_utf16(data: bytes, name: str) -> SourceText | None:
    """UTF-16 without a mark: in Western text every other byte is NUL."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half == 0 or len(data) % 2 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    codec = "utf-16-le" if odd > 0.5 * half and even < 0.05 * half else "utf-16-be" if even > 0.5 * half and odd < 0.05 * half else None
    if codec is None:
        return None
    try:
        return SourceText(name, data.decode(codec), "UTF-16", True)
    except UnicodeDecodeError as error:
        raise _invalid(data, error.start, name, "UTF-16") from None


def _unmarked(data: bytes, name: str) -> SourceText:
    """UTF-8, else a Western single-byte encoding where that makes sense of every byte."""
    sample = data[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample) or sample.count(0) > _MOST_NULS * len(sample):
        raise InputError(f"{name}: is a binary file, not text; only plain text and Markdown can be read")
    try:
        return SourceText(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        western = _western(data, name)
        if western is None:
            raise _invalid(data, error.start, name, "UTF-8") from None
        return western


def _western(data: bytes, name: str) -> SourceText | None:
    """The text as Windows-1252 (which holds Latin-1) or ISO 8859-15, unless the bytes look like damaged UTF-8 or like another script."""
    high = len(data) - len(data.translate(None, _HIGH))
    in_sequences = sum(match.end() - match.start() for match in _MULTIBYTE.finditer(data))
    if 2 * in_sequences >= high or high > _MOST_HIGH * len(data):
        return None
    codec, encoding = ("iso-8859-15", "ISO 8859-15 (Latin-9)") if _LATIN_9.search(data) else ("cp1252", "Windows-1252 (Latin-1)")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    western = sum(text.count(character) for character in _WESTERN)
    return SourceText(name, text, encoding, True) if western >= _LEAST_WESTERN * high else None


def _invalid(data: bytes, position: int, name: str, encoding: str) -> InputError:
    line = data.count(b"\n", 0, position) + 1
    found = f"0x{data[position]:02x}" if position < len(data) else "the end"
    return InputError(f"{name}: invalid {encoding} at byte {position} (line {line}: {found}); save the file as UTF-8")
