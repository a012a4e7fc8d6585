"""Every error that Verbale raises on purpose; each message is one line that says what to do next."""

from __future__ import annotations


class VerbaleError(Exception):
    """Base of all errors of this package; ``str(error)`` is one line fit for a user."""


class InputError(VerbaleError):
    """A text that cannot be read: missing, empty, binary, wrongly encoded."""


class UnsupportedLanguageError(InputError):
    """A text in a language that has no folder under ``languages/``."""

    def __init__(self, found: str, supported: tuple[str, ...]) -> None:
        self.found = found
        self.supported = supported
        super().__init__(f"the text is in {found!r}, which is not supported; supported: {', '.join(supported)} (force one with --language)")

    def __reduce__(self) -> tuple[type[UnsupportedLanguageError], tuple[str, tuple[str, ...]]]:
        """How it goes from one process to another."""
        return type(self), (self.found, self.supported)


class MissingPipelineError(VerbaleError):
    """The language's parsing pipeline is not installed."""

    def __init__(self, language: str, package: str) -> None:
        self.language = language
        self.package = package
        super().__init__(f"the pipeline {package} for language {language!r} is not installed; run: pip install {package.replace('_', '-')}")

    def __reduce__(self) -> tuple[type[MissingPipelineError], tuple[str, str]]:
        """How it goes from one process to another."""
        return type(self), (self.language, self.package)


class KnowledgeError(VerbaleError):
    """A YAML file of the codebook or of a language that does not hold what it must; names the file and the entry."""


class GoldError(VerbaleError):
    """A gold file that cannot be scored: not JSON, not the codebook's form, or not the text that it was coded from."""


class OutputError(VerbaleError):
    """A result that cannot be written where it was asked for."""


class RegisterError(VerbaleError):
    """A register that cannot be opened, read or written."""


class QueryError(VerbaleError):
    """A search that cannot be understood; says where and why."""
