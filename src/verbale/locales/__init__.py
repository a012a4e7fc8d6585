"""The languages that reports speak: a folder with a catalogue of messages for each; English is the language of the messages themselves."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

#: The language that the messages are written in; it needs no catalogue.
SOURCE = "en"

_FOLDER = Path(__file__).parent
_CATALOGUE = Path("LC_MESSAGES", "verbale.mo")
#: The variables that name the locale of messages, the strongest first.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@lru_cache(maxsize=1)
def ui_languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that reports can be had in."""
    return tuple(sorted({SOURCE, *(path.name for path in _FOLDER.iterdir() if (path / _CATALOGUE).is_file())}))


def ui_of_locale(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the user's locale, where reports can be had in it, else English.

    Args:
        environment: the variables of the process.
    """
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    code = re.split(r"[_.@-]", locale.lower(), maxsplit=1)[0]
    return code if code in ui_languages() else SOURCE


@lru_cache(maxsize=8)
def words(ui: str) -> NullTranslations:
    """The messages of a language: ``words("fr").gettext("No statements.")``.

    Raises:
        ValueError: when reports cannot be had in it.
    """
    if ui not in ui_languages():
        raise ValueError(f"{ui!r} is no language of reports; choose one of {', '.join(ui_languages())}")
    if ui == SOURCE:
        return NullTranslations()
    with (_FOLDER / ui / _CATALOGUE).open("rb") as file:
        return GNUTranslations(file)


def mark(message: str) -> str:
    """``message`` itself: it is looked up later, and has to be in the catalogues."""
    return message
