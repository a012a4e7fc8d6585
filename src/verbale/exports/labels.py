"""Codes in words: what a report calls acts, topics, actors, frameworks and the values of closed lists, in the language of its reader.

English stands in the codebook, and codes are acronyms and words of English; what another language calls an act or a topic is in its catalogue
(``verbale/locales``), what it calls an actor or a framework is the first name in its folder (``verbale/languages``).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from verbale.languages.data import languages, load
from verbale.locales import SOURCE, words

#: Kinds of actors whose codes are names in capitals; a short code is an acronym all the same.
_SPELT_OUT = frozenset({"region", "armed-group", "company"})
_LONGEST_ACRONYM = 4

#: Codes of states that are none of ISO 3166-1, with CLDR's.
_STATES = {"XKX": "XK"}


def act_label(act: str, ui: str = SOURCE, speakers: int = 1) -> str:
    """What somebody does who performs an act, in the third person: "welcomes".

    Args:
        act: the code.
        ui: ISO 639-1 code of the report's language.
        speakers: how many do it; in French and Russian several take the plural ("saluent").
    """
    entry = load("codebook", "acts.yaml").get(act)
    if not entry:
        return act
    label: str = entry["label"]
    # Actors that are listed take the plural from two on, also where counting does not: in Russian 21 takes the singular.
    return words(ui).npgettext("act", label, label, min(speakers, 2))


def topic_label(topic: str, ui: str = SOURCE) -> str:
    """A topic in words."""
    entry = load("codebook", "topics.yaml").get(topic)
    return term(entry["label"], "topic", ui) if entry else topic


def topic_definition(topic: str, ui: str = SOURCE) -> str:
    """What belongs to a topic of the codebook, in a sentence."""
    return term(load("codebook", "topics.yaml")[topic]["definition"], "topic", ui)


def term(word: str, context: str, ui: str = SOURCE) -> str:
    """What the codebook says in English, such as a scale; the context tells which of its lists the word is from (``scripts/catalogues.py`` names them)."""
    return words(ui).pgettext(context, word)


def with_code(label: str, code: str, ui: str) -> str:
    """A label with its code, by which the record has it; the code alone in English, which codes are made of."""
    return code if ui == SOURCE else f"{label} ({code})"


def actor_label(code: str, ui: str = SOURCE) -> str:
    """An actor or a place in words, a part of a state after its name: "Mali (authorities)".

    In English a state has its name from CLDR, and an organisation its acronym; in another language both have the first name of that language's folder,
    where there is one.
    """
    actor, _, sector = code.partition(":")
    name = _names(ui).get(actor) or _territory(actor, ui) or _own(actor, ui)
    return f"{name} ({_sector(sector, ui)})" if sector else name


def actor_labels(codes: Iterable[str], ui: str = SOURCE) -> str:
    """Several actors in words, separated by commas."""
    return ", ".join(actor_label(code, ui) for code in codes)


def framework_label(code: str, ui: str = SOURCE) -> str:
    """What a framework is called; its code in English."""
    base, _, number = code.rpartition("-")
    if base == "UNSCR" and number.isdigit():
        return words(ui).gettext("UNSCR-{number}").format(number=number)
    return _framework_names(ui).get(code, code)


def framework_labels(codes: Iterable[str], ui: str = SOURCE) -> str:
    """Several frameworks in words, separated by commas."""
    return ", ".join(framework_label(code, ui) for code in codes)


def framework_name(code: str, ui: str = SOURCE) -> str:
    """The name of a framework of the codebook, in English where the language of the report has no folder."""
    return _framework_names(ui).get(code) or str(load("codebook", "frameworks.yaml")[code]["name"])


def document_kind(kind: str, ui: str = SOURCE) -> str:
    """What sort of text a document is."""
    t = words(ui)
    return {
        "readout": t.pgettext("kind of document", "readout"),
        "joint-statement": t.pgettext("kind of document", "joint statement"),
        "statement": t.pgettext("kind of document", "statement"),
        "declaration": t.pgettext("kind of document", "declaration"),
        "briefing": t.pgettext("kind of document", "briefing"),
        "other": t.pgettext("kind of document", "other"),
    }.get(kind, kind)


def encounter_kind(kind: str, ui: str = SOURCE) -> str:
    """What sort of encounter it is."""
    t = words(ui)
    return {
        "meeting": t.pgettext("kind of encounter", "meeting"),
        "call": t.pgettext("kind of encounter", "call"),
        "visit": t.pgettext("kind of encounter", "visit"),
        "summit": t.pgettext("kind of encounter", "summit"),
        "conference": t.pgettext("kind of encounter", "conference"),
        "correspondence": t.pgettext("kind of encounter", "correspondence"),
    }.get(kind, kind)


def side_label(side: str, ui: str = SOURCE) -> str:
    """On which side of an encounter somebody is."""
    t = words(ui)
    return {"host": t.pgettext("side", "host"), "guest": t.pgettext("side", "guest"), "peer": t.pgettext("side", "peer")}.get(side, side)


def due_kind(kind: str, ui: str = SOURCE) -> str:
    """When something is due, where no date is given."""
    t = words(ui)
    return {
        "date": t.pgettext("due", "date"),
        "month": t.pgettext("due", "month"),
        "year": t.pgettext("due", "year"),
        "interval": t.pgettext("due", "interval"),
        "immediate": t.pgettext("due", "immediate"),
        "soon": t.pgettext("due", "soon"),
    }.get(kind, kind)


def field_label(field: str, ui: str = SOURCE) -> str:
    """What a field of the record is called."""
    t = words(ui)
    return {
        "act": t.pgettext("field", "act"),
        "scale": t.pgettext("field", "scale"),
        "strength": t.pgettext("field", "strength"),
        "speaker": t.pgettext("field", "speaker"),
        "joint": t.pgettext("field", "joint"),
        "addressee": t.pgettext("field", "addressee"),
        "target": t.pgettext("field", "target"),
        "content": t.pgettext("field", "content"),
        "topics": t.pgettext("field", "topics"),
        "places": t.pgettext("field", "places"),
        "frameworks": t.pgettext("field", "frameworks"),
        "reiterated": t.pgettext("field", "reiterated"),
        "hypothetical": t.pgettext("field", "hypothetical"),
        "negated": t.pgettext("field", "negated"),
        "due": t.pgettext("field", "due"),
        "kind": t.pgettext("field", "kind"),
        "date": t.pgettext("field", "date"),
        "place": t.pgettext("field", "place"),
        "framework": t.pgettext("field", "framework"),
    }.get(field, field)


def _sector(sector: str, ui: str) -> str:
    """A part of a state (codebook section 8)."""
    t = words(ui)
    return {
        "GOV": t.pgettext("sector", "authorities"),
        "MIL": t.pgettext("sector", "military"),
        "OPP": t.pgettext("sector", "opposition"),
        "LEG": t.pgettext("sector", "parliament"),
        "CVL": t.pgettext("sector", "people"),
        "MED": t.pgettext("sector", "media"),
        "JUD": t.pgettext("sector", "judiciary"),
        "COP": t.pgettext("sector", "police"),
        "SPY": t.pgettext("sector", "intelligence services"),
        "REB": t.pgettext("sector", "rebels"),
        "BUS": t.pgettext("sector", "business"),
        "CRM": t.pgettext("sector", "criminals"),
        "EDU": t.pgettext("sector", "schools and universities"),
        "REF": t.pgettext("sector", "refugees"),
    }.get(sector, sector)


def _own(code: str, ui: str) -> str:
    """WESTERN-BALKANS → Western Balkans, WAGNER → Wagner; the acronyms of organisations stay as they are."""
    if code == "INTL":
        return words(ui).gettext("the international community")
    entry = load("codebook", "organisations.yaml").get(code)
    spelt_out = entry is None or entry["kind"] in _SPELT_OUT
    return code.replace("-", " ").title() if spelt_out and len(code) > _LONGEST_ACRONYM else code


@lru_cache(maxsize=8)
def _names(ui: str) -> dict[str, str]:
    """Actors and regions by the first names of the language's folder; none in English, nor in a language without a folder."""
    if ui == SOURCE or ui not in languages():
        return {}
    entries = load("languages", ui, "actors.yaml") | load("languages", ui, "places.yaml")["regions"]
    return {str(code): str(entry["names"][0]) for code, entry in entries.items() if entry.get("names")}


@lru_cache(maxsize=8)
def _framework_names(ui: str) -> dict[str, str]:
    """Frameworks by the first names of the language's folder, likewise."""
    if ui == SOURCE or ui not in languages():
        return {}
    return {str(code): str(names[0]) for code, names in load("languages", ui, "frameworks.yaml").items() if names}


def _territory(code: str, ui: str) -> str | None:
    """The name that CLDR has for a state."""
    alias = [_STATES[code]] if code in _STATES else _aliases().get(code)
    return _territories(ui).get(alias[0]) if alias and len(code) == 3 else None


@lru_cache(maxsize=1)
def _aliases() -> dict[str, list[str]]:
    from babel.core import get_global

    return dict(get_global("territory_aliases"))


@lru_cache(maxsize=8)
def _territories(ui: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale(ui).territories)
