"""From bytes to text: what is read, what is refused, and in which words."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import InputError
from verbale.sources.text import SourceText, decode, load

TEXT = "La ministre a reçu son homologue à Paris, où elle a « condamné » l'attaque.\r\nElle a appelé les parties à la retenue.\n"


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    message = str(caught.value)
    assert message.startswith("a.txt: ")
    assert "\n" not in message
    return message


def decoded(data: bytes) -> SourceText | None:
    """The text, or nothing where it was refused in one line."""
    try:
        return decode(data, "a.txt")
    except InputError as error:
        if "\n" in str(error):
            raise
        return None


def test_utf8_is_read_as_it_is() -> None:
    source = decode(TEXT.encode(), "a.txt")
    assert source.text == TEXT
    assert not source.is_guess


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_text(codec: str) -> None:
    assert decode(TEXT.encode(codec), "a.txt").text == TEXT


def test_a_mark_inside_the_text_stays() -> None:
    assert decode("Paris\ufeff a condamné".encode(), "a.txt").text == "Paris\ufeff a condamné"


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("latin-1", "Windows-1252 (Latin-1)"),
        ("cp1252", "Windows-1252 (Latin-1)"),
    ],
)
def test_other_encodings_are_recognised_and_said(codec: str, encoding: str) -> None:
    source = decode(TEXT.encode(codec), "a.txt")
    assert source.text == TEXT
    assert source.encoding == encoding
    assert source.is_guess


def test_typographic_signs_of_windows() -> None:
    text = "L’Union « européenne » – et l’œuvre… de 1957 coûte 3 € à Kœnig."
    assert decode(text.encode("cp1252"), "a.txt").text == text


def test_the_ligature_of_latin_9() -> None:
    text = "La mise en œuvre de l'accord est au cœur de l'échange."
    source = decode(text.encode("iso-8859-15"), "a.txt")
    assert source.text == text
    assert source.encoding == "ISO 8859-15 (Latin-9)"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n", codecs.BOM_UTF16_LE])
def test_an_empty_file(data: bytes) -> None:
    assert refusal(data) == "a.txt: is empty"


def test_invalid_utf8_is_refused_with_the_position_of_the_byte() -> None:
    data = "Réunion à Genève.\nL'été, à ".encode() + b"\xff" + " Évian, où l'accord a été signé.".encode()
    assert refusal(data) == f"a.txt: invalid UTF-8 at byte {data.index(0xFF)} (line 2: 0xff); save the file as UTF-8"


def test_a_text_that_was_cut_inside_a_character() -> None:
    data = "L'été a été marqué par un désaccord é".encode()[:-1]
    assert f"byte {len(data) - 1}" in refusal(data)


def test_another_script_is_not_taken_for_latin_1() -> None:
    assert "invalid UTF-8 at byte 0" in refusal("Министр выразил обеспокоенность".encode("cp1251"))


def test_utf16_that_ends_inside_a_character() -> None:
    assert "invalid UTF-16" in refusal(codecs.BOM_UTF16_LE + "Genève".encode("utf-16-le")[:-1])


def test_nul_in_a_good_text() -> None:
    assert "NUL character at position 6 (line 2)" in refusal(b"Paris\n\0condamne l'attentat.")


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, bytes(1000), b"\x01\x02\x03\x04" * 50])
def test_a_binary(data: bytes) -> None:
    assert "is a binary file" in refusal(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04rest", "office document"),
        (b"<!DOCTYPE html>\n<html><body>Paris</body></html>", "an HTML page"),
        (b"  <html lang='fr'>", "an HTML page"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_formats_handed_in_by_mistake_are_named(data: bytes, what: str) -> None:
    assert what in refusal(data)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "none.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        load(tmp_path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        load(path)


def test_a_name_that_cannot_be_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / ("x" * 300))
    with pytest.raises(InputError, match="cannot be read"):
        load("a\0b.txt")


@given(st.text(min_size=1))
def test_every_text_in_utf8_comes_back_or_is_refused_in_one_line(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    source = decoded(data)
    assert source is None or source.is_guess or source.text == text.removeprefix("\ufeff")


@given(st.binary())
def test_no_bytes_lead_to_another_error(data: bytes) -> None:
    source = decoded(data)
    assert source is None or source.text.strip()
