"""What programs call."""

from __future__ import annotations

from pathlib import Path

import pytest

import verbale
import verbale.api
from verbale.record import Document, Record


class Reader:
    def read(self, text: str, *, published: str | None = None, issuer: tuple[str, ...] | None = None, progress: object = None, explain: bool = True) -> Record:
        return Record(Document(text, None, issuer or (), published=published), None, ())


@pytest.fixture(autouse=True)
def _no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(_language: str) -> Reader:
        return Reader()

    monkeypatch.setattr(verbale.api, "reader", reader)


TEXT = "La France condamne l'attentat commis à Kaboul."
GERMAN = "Die Ministerin verurteilte den Anschlag und rief die Parteien zur Zurückhaltung auf."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_every_public_name_is_there() -> None:
    for name in verbale.__all__:
        assert getattr(verbale, name) is not None
    assert set(verbale.__all__) <= set(dir(verbale))
    with pytest.raises(AttributeError, match="nothing"):
        _ = verbale.nothing


def test_a_text(file: Path) -> None:
    assert verbale.read(TEXT).document.text == TEXT


def test_a_path_and_the_name_of_a_file(file: Path) -> None:
    assert verbale.read(file).document.text == TEXT
    assert verbale.read(str(file)).document.text == TEXT


def test_what_the_caller_knows_goes_to_the_reader() -> None:
    document = verbale.read(TEXT, published="2021-11-12", issuer=["FRA"]).document
    assert document.published == "2021-11-12"
    assert document.issuer == ("FRA",)


@pytest.mark.parametrize("text", ["", "Paris", "x" * 5000, "x" * 300, "a\0b", "a\nb.txt", "\ud800", "Voir le communique.txt"])
def test_strings_that_are_no_files_are_texts(text: str) -> None:
    assert verbale.read(text, language="fr").document.text == text


def test_a_file_name_that_is_not_there_is_no_text(tmp_path: Path) -> None:
    for name in ("none.txt", str(tmp_path / "none.md"), tmp_path / "none"):
        with pytest.raises(verbale.InputError, match="no such file"):
            verbale.read(name)


def test_read_text_takes_everything_for_a_text(file: Path) -> None:
    assert verbale.read_text(str(file), language="fr").document.text == str(file)


def test_another_language() -> None:
    with pytest.raises(verbale.UnsupportedLanguageError, match="German"):
        verbale.read(GERMAN)
    with pytest.raises(verbale.UnsupportedLanguageError, match="xx"):
        verbale.read(TEXT, language="xx")
    assert verbale.read(GERMAN, language="fr").document.text == GERMAN


def test_many(file: Path, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("Paris salue l'accord.")
    assert [record.document.text for record in verbale.read_many([tmp_path, TEXT, file])] == [TEXT, "Paris salue l'accord.", TEXT, TEXT]
    assert len(list(verbale.read_many(tmp_path))) == 2
    assert len(list(verbale.read_many(TEXT))) == 1


def test_many_are_read_as_they_are_asked_for(file: Path, tmp_path: Path) -> None:
    records = verbale.read_many([file, tmp_path / "none.txt"])
    assert next(records).document.text == TEXT
    with pytest.raises(verbale.InputError):
        next(records)


def test_many_with_errors(file: Path, tmp_path: Path) -> None:
    items: list[str | Path] = [tmp_path / "none.txt", GERMAN, file]
    assert [record.document.text for record in verbale.read_many(items, on_error="skip")] == [TEXT]
    told: list[tuple[str, str]] = []
    list(verbale.read_many(items, on_error=lambda name, error: told.append((name, str(error)))))
    assert [name for name, _ in told] == [str(tmp_path / "none.txt"), "text"]
    (tmp_path / "empty").mkdir()
    assert list(verbale.read_many([tmp_path / "empty"], on_error="skip")) == []
    with pytest.raises(verbale.InputError, match="holds no text"):
        list(verbale.read_many([tmp_path / "empty"]))
