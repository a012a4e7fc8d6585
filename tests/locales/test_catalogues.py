"""The catalogues: in step with the sources, complete, and written as their languages are."""

from __future__ import annotations

import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message

from verbale.codebook.acts import act_table
from verbale.exports import labels
from verbale.languages.data import languages, load
from verbale.locales import SOURCE, ui_languages, words

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = [ui for ui in ui_languages() if ui != SOURCE]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues_script", ROOT / "scripts/catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CATALOGUES = _script()


def messages(ui: str) -> Iterator[tuple[Message, list[str]]]:
    """The messages of a catalogue with their translations."""
    for message in CATALOGUES.read(CATALOGUES.po_path(ui)):
        if message.id:
            yield message, list(message.string) if message.pluralizable else [message.string]


def test_french_and_russian_are_there() -> None:
    assert {"en", "fr", "ru"} <= set(ui_languages())


@pytest.mark.parametrize("ui", TRANSLATED)
def test_a_catalogue_has_the_messages_of_the_sources(ui: str) -> None:
    path = CATALOGUES.po_path(ui)
    assert CATALOGUES.updated(CATALOGUES.read(path)) == path.read_text(encoding="utf-8"), "run: make catalogues"


@pytest.mark.parametrize("ui", TRANSLATED)
def test_a_catalogue_is_compiled(ui: str) -> None:
    path = CATALOGUES.po_path(ui)
    assert CATALOGUES.compiled(path) == path.with_suffix(".mo").read_bytes(), "run: make catalogues"


@pytest.mark.parametrize("ui", TRANSLATED)
def test_every_message_is_translated(ui: str) -> None:
    assert CATALOGUES.untranslated(CATALOGUES.read(CATALOGUES.po_path(ui))) == []


def test_what_has_no_translation_is_told() -> None:
    catalog = CATALOGUES.Catalog(locale="ru")
    catalog.add("one", "один")
    catalog.add("two", "")
    catalog.add(("{count} right", "{count} right"), ("{count} верный", "", ""))
    assert CATALOGUES.untranslated(catalog) == ["two", "('{count} right', '{count} right')"]


def test_a_new_language_begins_with_every_message() -> None:
    begun = CATALOGUES.read(CATALOGUES.po_path("de"))
    assert len(CATALOGUES.updated(begun)) > 10_000
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in CATALOGUES.updated(begun)


@pytest.mark.parametrize("ui", TRANSLATED)
def test_a_translation_fills_in_what_its_message_does(ui: str) -> None:
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for message, translations in messages(ui):
        source = message.id if isinstance(message.id, str) else message.id[0]
        for translation in translations:
            assert names(translation) == names(source), source
            assert translation == translation.strip() or message.context == "between remarks", source


def test_french_is_set_as_french_is() -> None:
    """No-break spaces inside quotation marks, before a colon and before a semicolon; no English quotation marks."""
    for message, translations in messages("fr"):
        for text in translations:
            assert not re.search(r"(?<!\u00a0):(?!\w)", text), text
            assert not re.search(r"(?<!\u202f);", text), text
            assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»|[“”\"]", text), text
            assert message.context != "topic" or text[-1:] != "." or text[:1].isupper()


def test_russian_is_set_as_russian_is() -> None:
    """In Cyrillic letters, with its own quotation marks and without spaces before colons."""
    for message, translations in messages("ru"):
        for text in translations:
            assert not re.search(r"\s[:;]|« |\s»|[“”\"]", text), text
            # Names in braces and date patterns aside, a translation is Russian.
            assert message.id == "F1" or not re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}|MMMM|LLLL|F1", "", text)), text


# --- closed lists -----------------------------------------------------------------------------------------------------------------------------

CYRILLIC = re.compile(r"[А-Яа-яЁё]")


def closed_lists(ui: str) -> Iterator[tuple[str, str]]:
    """Codes of every closed list with what they are called."""
    for act in act_table().values():
        yield act.name, labels.act_label(act.name, ui)
        yield act.name, labels.act_label(act.name, ui, 2)
        yield act.scale, labels.term(act.scale, "scale", ui)
    for code, entry in load("codebook", "topics.yaml").items():
        yield code, labels.topic_label(code, ui)
        yield code, labels.topic_definition(code, ui)
        yield entry["group"], labels.term(entry["group"], "group of topics", ui)
    for entry in load("codebook", "frameworks.yaml").values():
        yield entry["kind"], labels.term(entry["kind"], "kind of framework", ui)
    for entry in load("codebook", "organisations.yaml").values():
        yield entry["kind"], labels.term(entry["kind"], "kind of actor", ui)
    for kind in ("readout", "joint-statement", "statement", "declaration", "briefing", "other"):
        yield kind, labels.document_kind(kind, ui)
    for kind in ("meeting", "call", "visit", "summit", "conference", "correspondence"):
        yield kind, labels.encounter_kind(kind, ui)
    for side in ("host", "guest", "peer"):
        yield side, labels.side_label(side, ui)
    for kind in ("date", "month", "year", "interval", "immediate", "soon"):
        yield kind, labels.due_kind(kind, ui)
    for field in ("act", "strength", "speaker", "joint", "addressee", "target", "content", "topics", "places", "frameworks", "due"):
        yield field, labels.field_label(field, ui)
    for flag in ("reiterated", "hypothetical", "negated"):
        yield flag, labels.field_label(flag, ui)
        yield flag, words(ui).gettext(flag)
    for sector in ("GOV", "MIL", "OPP", "LEG", "CVL", "MED", "JUD", "COP", "SPY", "REB", "BUS", "CRM", "EDU", "REF"):
        yield sector, labels.actor_label(f"FRA:{sector}", ui).partition("(")[2].rstrip(")")


def test_every_code_is_called_something_in_russian() -> None:
    assert not [(code, label) for code, label in closed_lists("ru") if not CYRILLIC.search(label)]


def test_every_code_is_called_something_in_french() -> None:
    """French shares words with English; few enough to name those that are the same, so that a missing one shows."""
    english = dict.fromkeys(label for _, label in closed_lists(SOURCE))
    shared = {"institution", "initiative", "format", "mission", "organisation", "justice", "sanctions", "conférence", "date", "police", "opposition"}
    same = {label for _, label in closed_lists("fr") if label in english}
    assert same <= shared | {"terrorisme", "accuse", "encourage", "propose"}


@pytest.mark.parametrize("ui", ["fr", "ru"])
def test_every_actor_and_framework_has_a_label_of_the_language(ui: str) -> None:
    if ui not in languages():
        pytest.skip(f"LABELS OF ACTORS IN {ui.upper()} ARE NOT TESTED: the folder languages/{ui} does not exist yet")
    names = load("languages", ui, "actors.yaml") | load("languages", ui, "places.yaml")["regions"]
    for code, entry in names.items():
        if ":" not in code and entry.get("names"):
            assert labels.actor_label(code, ui) == entry["names"][0]
    for code, forms in load("languages", ui, "frameworks.yaml").items():
        assert labels.framework_label(code, ui) == forms[0]
        assert labels.framework_name(code, ui) == forms[0]
