"""Verbale: the record of what governments say to one another.

    >>> import verbale
    >>> record = verbale.read("La France condamne l'attentat commis à Kaboul.")  # doctest: +SKIP
    >>> record.statements[0].act  # doctest: +SKIP
    'condemn'

Importing the package is cheap: the pipeline is loaded by the first text that is read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verbale.api import read, read_many, read_text
    from verbale.errors import (
        GoldError,
        InputError,
        KnowledgeError,
        MissingPipelineError,
        OutputError,
        QueryError,
        RegisterError,
        UnsupportedLanguageError,
        VerbaleError,
    )
    from verbale.record import Document, Due, Encounter, Participant, Place, Reason, Record, Span, Statement

    __version__: str

__all__ = [
    "Document",
    "Due",
    "Encounter",
    "GoldError",
    "InputError",
    "KnowledgeError",
    "MissingPipelineError",
    "OutputError",
    "Participant",
    "Place",
    "QueryError",
    "Reason",
    "Record",
    "RegisterError",
    "Span",
    "Statement",
    "UnsupportedLanguageError",
    "VerbaleError",
    "__version__",
    "read",
    "read_many",
    "read_text",
]

_HOMES = {
    "verbale.api": ("read", "read_many", "read_text"),
    "verbale.record": ("Document", "Due", "Encounter", "Participant", "Place", "Reason", "Record", "Span", "Statement"),
}


def __getattr__(name: str) -> Any:
    """Look a public name up in its module when it is first asked for."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("verbale")
        except PackageNotFoundError:  # run from a checkout that is not installed
            return "0+unknown"
    if name not in __all__:
        raise AttributeError(f"module 'verbale' has no attribute {name!r}")
    home = next((module for module, names in _HOMES.items() if name in names), "verbale.errors")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
