"""Options that several commands share."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from verbale.locales import ui_languages, ui_of_locale


def _published(value: str | None) -> str | None:
    if value is not None and not _is_date(value):
        raise typer.BadParameter(f"{value!r} is no date; write it as 2021-11-12")
    return value


def _is_date(value: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def _language(value: str | None) -> str | None:
    if value is not None:
        from verbale.errors import UnsupportedLanguageError
        from verbale.sources.language import check_language

        try:
            return check_language(value)
        except UnsupportedLanguageError as error:
            raise typer.BadParameter(f"{value!r} is not supported; supported: {', '.join(error.supported)}") from None
    return value


def _issuer(values: list[str] | None) -> list[str] | None:
    for value in values or ():
        if not re.fullmatch(r"[A-Z0-9][A-Z0-9+-]*(?::[A-Z]{3})?", value):
            raise typer.BadParameter(f"{value!r} is no actor code; write codes as FRA, NATO or MLI:GOV")
    return values


def _ui(value: str | None) -> str | None:
    if value is not None and value not in ui_languages():
        raise typer.BadParameter(f"{value!r} is no language of reports; choose one of {', '.join(ui_languages())}")
    return value


def chosen_ui(value: str | None) -> str:
    """The language of the report: the one that is asked for, else that of the locale."""
    return value or ui_of_locale()


LanguageOption = Annotated[
    str | None,
    typer.Option("--language", "-l", metavar="CODE", callback=_language, help="Language as ISO 639-1 code; found out from each text where it is not given."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", callback=_published, help="Date of publication (2021-11-12), where the text does not give it."),
]
IssuerOption = Annotated[
    list[str] | None,
    typer.Option("--issuer", metavar="ACTOR", callback=_issuer, help="Code of the issuer (FRA, NATO), where the text does not show it; can be repeated."),
]
UiOption = Annotated[
    str | None,
    typer.Option(
        "--ui",
        metavar="|".join(ui_languages()),
        envvar="VERBALE_UI",
        callback=_ui,
        autocompletion=lambda: list(ui_languages()),
        help="Language of the report's own words; that of the locale where it is not given. Quotations and JSON stay as they are.",
    ),
]
