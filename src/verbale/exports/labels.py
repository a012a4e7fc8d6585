"""Codes in words: what a report calls acts, topics, actors and frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from verbale.languages.data import load

#: Sectors of a state (codebook section 8), after the state's name.
SECTORS = {
    "GOV": "authorities",
    "MIL": "military",
    "OPP": "opposition",
    "LEG": "parliament",
    "CVL": "people",
    "MED": "media",
    "JUD": "judiciary",
    "COP": "police",
    "SPY": "intelligence services",
    "REB": "rebels",
    "BUS": "business",
    "CRM": "criminals",
    "EDU": "schools and universities",
    "REF": "refugees",
}

#: Codes that are no ISO 3166-1 code and no acronym that stands for itself.
_OWN = {"XKX": "Kosovo", "INTL": "the international community"}

#: Kinds of actors whose codes are names in capitals; a short code is an acronym all the same.
_SPELT_OUT = frozenset({"region", "armed-group", "company"})
_LONGEST_ACRONYM = 4


def act_label(act: str, language: str = "en") -> str:
    """What somebody does who performs an act, in the third person: "welcomes"."""
    return _label(load("codebook", "acts.yaml").get(act), act, language)


def topic_label(topic: str, language: str = "en") -> str:
    """A topic in words."""
    return _label(load("codebook", "topics.yaml").get(topic), topic, language)


def _label(entry: Any, code: str, language: str) -> str:
    return str(entry["labels"][language]) if entry else code


def actor_label(code: str, language: str = "en") -> str:
    """An actor or a place in words: the state's name from CLDR, with its sector, or the acronym as it is."""
    state, _, sector = code.partition(":")
    name = _OWN.get(state) or _territory(state, language) or _name(state)
    return f"{name} ({SECTORS.get(sector, sector)})" if sector else name


def actor_labels(codes: Iterable[str], language: str = "en") -> str:
    """Several actors in words, separated by commas."""
    return ", ".join(actor_label(code, language) for code in codes)


def framework_label(code: str) -> str:
    """A framework's code with its name: "JCPOA (Joint Comprehensive Plan of Action)"; the code alone where the name is not known."""
    entry = load("codebook", "frameworks.yaml").get(code)
    return f"{code} ({entry['name']})" if entry and entry.get("name") else code


def _name(code: str) -> str:
    """WESTERN-BALKANS → Western Balkans, WAGNER → Wagner; the acronyms of organisations stay as they are."""
    entry = load("codebook", "organisations.yaml").get(code)
    spelt_out = entry is None or entry["kind"] in _SPELT_OUT
    return code.replace("-", " ").title() if spelt_out and len(code) > _LONGEST_ACRONYM else code


def _territory(code: str, language: str) -> str | None:
    alias = _aliases().get(code)
    return _territories(language).get(alias[0]) if alias and len(code) == 3 else None


@lru_cache(maxsize=1)
def _aliases() -> dict[str, list[str]]:
    from babel.core import get_global

    return dict(get_global("territory_aliases"))


@lru_cache(maxsize=8)
def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale(language).territories)
