"""Every language folder keeps the same contract: the same files, of the same form, whose codes exist and whose entries have one place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale
from babel.core import get_global

import verbale
from verbale.languages.data import languages, load
from verbale.languages.grammar import grammar
from verbale.languages.lexicon import SCALES, lexicon

PACKAGE = Path(verbale.__file__).parent
ACTS = tuple(load("codebook", "acts.yaml"))
TOPICS = frozenset(load("codebook", "topics.yaml"))
OFFICES = frozenset(load("codebook", "offices.yaml"))
ORGANISATIONS = frozenset(load("codebook", "organisations.yaml"))
FRAMEWORKS = frozenset(load("codebook", "frameworks.yaml"))
CODE = r"[A-Z0-9][A-Z0-9+&'./-]*"
ACTOR = CODE + r"(:[A-Z]{3})?"
STATE = r"[A-Z]{3}"

# --- A small language for the form of a file --------------------------------------------------------------------------------------------------
# str, int, bool, float: a value of that type · "pattern": a string that matches it · {…a set}: one of these · [form]: a list, never empty ·
# {"key": form, "other?": form}: a mapping with these keys, those with ? optional · {ANY: form} and {re.Pattern: form}: any key, or any key that matches
# · (form, form): one of these forms · None: null

ANY = re.compile(r".+", re.DOTALL)


def faults(value: Any, form: Any, where: str) -> Iterator[str]:
    """What in ``value`` departs from ``form``, one line each."""
    match form:
        case None:
            if value is not None:
                yield f"{where}: expected null, found {value!r}"
        case type():
            if not isinstance(value, form) or (isinstance(value, bool) and form is not bool):
                yield f"{where}: expected {form.__name__}, found {value!r}"
            elif value == "":
                yield f"{where}: empty"
        case str():
            if not isinstance(value, str) or not re.fullmatch(form, value):
                yield f"{where}: expected a string like {form}, found {value!r}"
        case set() | frozenset():
            if not isinstance(value, str | int) or value not in form:
                yield f"{where}: {value!r} is none of {', '.join(map(str, sorted(form)))[:200]}"
        case tuple():
            found = [list(faults(value, one, where)) for one in form]
            if all(found):
                yield min(found, key=len)[0]
        case []:
            if value != []:
                yield f"{where}: expected an empty list, found {value!r}"
        case [inner]:
            if not isinstance(value, list) or not value:
                yield f"{where}: expected a list that is not empty, found {value!r}"
                return
            for index, item in enumerate(value):
                yield from faults(item, inner, f"{where}[{index}]")
        case dict():
            yield from _mapping_faults(value, form, where)
        case _:
            raise TypeError(form)


def _mapping_faults(value: Any, form: dict[Any, Any], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: expected a mapping, found {value!r}"
        return
    patterns = {key: inner for key, inner in form.items() if isinstance(key, re.Pattern)}
    fixed = {key.rstrip("?"): inner for key, inner in form.items() if isinstance(key, str)}
    for key in form:
        if isinstance(key, str) and not key.endswith("?") and key not in value:
            yield f"{where}: {key!r} is missing"
    for key, item in value.items():
        inner = fixed.get(key, next((inner for pattern, inner in patterns.items() if isinstance(key, str) and pattern.fullmatch(key)), ...))
        if inner is ...:
            yield f"{where}: unknown key {key!r}"
        else:
            yield from faults(item, inner, f"{where}.{key}")


WORDS = [str]
#: What the engine asks a language for by name: words, patterns, or tables of them (see the comments in the files).
WORDS_OR_TABLES = (str, WORDS, {ANY: object}, [{ANY: object}])
YIELDS = {
    "act?": set(ACTS),
    "strength?": {1, 2, 3, 4, 5},
    **{f"{field}?": ([ACTOR], []) for field in ("speaker", "addressee", "target")},
    **{f"{flag}?": bool for flag in ("joint", "reiterated", "hypothetical", "negated")},
}
EXAMPLES = [{"text": str, "yields": YIELDS}]
CUES = [
    {
        "cue": str,
        "sense?": (str, None),
        "act": set(ACTS),
        "pos": {"verb", "noun", "adjective", "tense"},
        "strength?": {1, 2, 3, 4, 5},
        "reflexive?": bool,
        "reiterated?": bool,
        "polarity?": {"negative"},
        "under?": [{"express", "repeat", "stress", "give"}],
        "roles?": {"speaker?": str, "addressee?": (str, WORDS), "content?": (str, WORDS)},
        "requires?": WORDS,
        "excludes?": WORDS,
        "examples": EXAMPLES,
    }
]
#: Words with a role of their own in ``grammar.yaml``; a language that has none of a kind leaves the list empty.
GRAMMAR_WORDS = [
    "absolute_markers",
    "accompanying",
    "active_with_passive_auxiliary",
    "additive",
    "additive_phrase",
    "addressee_markers",
    "adverbial_that",
    "after_plain_genitives",
    "agent_markers",
    "agent_sides",
    "asking",
    "before_appositions",
    "before_that",
    "between_adjectives",
    "company_markers",
    "content_openers",
    "contracted",
    "contracted_genitives",
    "contrasting",
    "demonstratives",
    "double_prepositions",
    "dummy_subjects",
    "base_auxiliaries",
    "ever",
    "expletives",
    "gerund_markers",
    "gerund_openers",
    "gerund_strengtheners",
    "indefinite_plurals",
    "indirect_clitics",
    "near_demonstratives",
    "infinitives",
    "inverting_conditions",
    "no_conditional_endings",
    "numeral_two",
    "object_clitics",
    "object_pronouns",
    "openers_unless_adverb",
    "openers_unless_preposition",
    "opining",
    "optional_in_patterns",
    "ordering",
    "other_clitics",
    "participle_endings",
    "object_clitics_after",
    "plain_genitives",
    "possible_ways",
    "plural_clitics",
    "resumptive",
    "small_numerals",
    "speaker_clitics",
    "talking",
    "together_with",
    "totality",
    "weights",
    "zero_complementisers",
]
#: Every file of a language folder, and its form. A file that is missing here may not be there.
FILES: dict[str, Any] = {
    "actors.yaml": {
        re.compile(ACTOR): {
            "names": WORDS,
            "gender?": {"m", "f", "n"},  # where the language has genders
            "number?": {"sg", "pl"},
            **{f"{kind}?": (WORDS, []) for kind in ("adjectives", "inhabitants", "capitals", "seats", "combining")},
        }
    },
    "agreement.yaml": [{"ends": r".*", "forms": [r".*"]}],
    "chrome.yaml": WORDS,
    "cues/approval.yaml": CUES,
    "cues/commitment.yaml": CUES,
    "cues/disapproval.yaml": CUES,
    "cues/exchange.yaml": CUES,
    "cues/pressure.yaml": CUES,
    "content.yaml": {
        "roles": {re.compile("|".join(ACTS)): {"head": ([str], []), "any": ([str], [])}},
        **dict.fromkeys(("resolutions", "title_link", "genitive_link"), str),
        re.compile(r"[a-z_]+"): WORDS_OR_TABLES,
    },
    "discourse.yaml": {
        "sectors": {re.compile(STATE): WORDS},
        "personal_titles": WORDS,
        "sovereigns": WORDS,
        "authorities": WORDS,
        "state_institutions": WORDS,
        "dignified": (WORDS, []),
        re.compile(r"[a-z_]+"): WORDS_OR_TABLES,
    },
    "encounter.yaml": {
        "kinds": [{"kind": {"meeting", "call", "visit", "summit", "conference", "correspondence"}, "signals": WORDS}],
        "issuers": [{"pattern": str, "actor": CODE, "weight": (int, float), re.compile(r"[a-z_]+"): (object, bool)}],
        "document_kinds": [{"kind": {"readout", "joint-statement", "statement", "declaration", "briefing", "other"}, "signals": WORDS}],
        "months": {ANY: set(range(1, 13))},
        "plural_offices": str,
        "name_cases": {"offices?": {ANY: str}, "fixed?": WORDS, "names?": [{"after": str, "nominative": r".*", "given?": bool, re.compile("[a-z]{3}"): WORDS}]},
        "weekdays": {ANY: set(range(7))},
        **dict.fromkeys(("owner_links", "possessive_endings", "talk_of"), (WORDS, [])),
        re.compile(r"[a-z_]+"): WORDS_OR_TABLES,
    },
    "frameworks.yaml": {re.compile(CODE): WORDS},
    "function_words.yaml": WORDS,
    "grammar.yaml": {
        "language": r"[a-z]{2}",
        "cases": {"genitive": str, "dative": str, "that": str},
        "complement_markers": WORDS,
        "case_markers": {re.compile("[A-Z][a-z]{2}"): str},
        "compound_markers": {ANY: {"begins": str, "followed_by?": WORDS}},
        **dict.fromkeys(("passive_auxiliary", "gerund_ending", "inversion_letters", "plural_letters", "plural_ending", "first_plural_ending", "future"), str),
        **{key: (WORDS, []) for key in GRAMMAR_WORDS},
        re.compile(r"[a-z_]+"): WORDS_OR_TABLES,
    },
    "light_verbs.yaml": [{"verb": str, "object": str, "class": {"express", "repeat", "stress", "give"}, "polarity?": {"negative"}, "examples?": EXAMPLES}],
    "modifiers.yaml": {"intensifiers": WORDS, "superlatives": WORDS, "softeners": WORDS, "adverbial_openers": WORDS},
    "places.yaml": {
        "regions": {re.compile(CODE): {"names": WORDS, **{f"{kind}?": (WORDS, []) for kind in ("adjectives", "inhabitants", "combining")}}},
        "localities": {re.compile(CODE): WORDS},
        "venues": {ANY: CODE},
    },
    "time.yaml": {
        "until": WORDS,
        "words": {ANY: {ANY: (int, [int], r"[HDWMY]")}},
        "rules": [{"kind": {"date", "month", "year", "interval", "immediate", "soon"}, "pattern": str, "value?": str}],
    },
    "titles.yaml": {
        "honorifics": WORDS,
        re.compile(r"[a-z-]+"): {"forms": WORDS, "short?": (WORDS, []), "plural?": (WORDS, []), "by_actor?": {ANY: {re.compile(CODE): str}}},
    },
    "topics.yaml": {re.compile(r"[a-z-]+"): [(str, {"term": str, "weight": (int, float)})]},
    "verbs.yaml": {
        "paradigms": {ANY: {"cut": r".*", "forms": {ANY: [r".*"]}}},
        "verbs": {ANY: WORDS},
    },
}
#: Files that a language may have besides: the rules of a pipeline of our own (tests/pipelines).
OPTIONAL_FILES = {"pipeline.yaml"}
CODEBOOK: dict[str, Any] = {
    "acts.yaml": {
        re.compile(r"[a-z]+"): {
            "scale": set(SCALES),
            "strength": {1, 2, 3, 4, 5},
            "plover": (r"[A-Z]+", None),
            "cameo": r"\d{3}",
            "label": str,
        }
    },
    "topics.yaml": {re.compile(r"[a-z-]+"): {"group": r"[a-z]+", "definition": str, "label": str}},
    "offices.yaml": {re.compile(r"[a-z-]+"): {"labels": {re.compile(r"[a-z]{2}"): str}, "speaks_for?": {re.compile(CODE): CODE}}},
    "organisations.yaml": {
        re.compile(CODE): {
            "kind": {"organisation", "body", "group", "armed-group", "company", "region", "other"},
            "members?": [CODE],
            "attended?": [CODE],
            "parent?": CODE,
        }
    },
    "frameworks.yaml": {
        re.compile(CODE): {
            "kind": {"treaty", "process", "format", "institution", "mission", "resolution", "agreement", "initiative", "group"},
            "name": str,
            "topics?": [set(TOPICS)],
            "pair?": [CODE],
            "parties?": [ACTOR],
        }
    },
    "leaders.yaml": [
        {
            "name": str,
            "surname": str,
            "actor": ACTOR,
            "office": set(OFFICES),
            "from": (r"\d{4}(-\d\d(-\d\d)?)?", None),
            "to": (r"\d{4}(-\d\d(-\d\d)?)?", None),
            "names?": {re.compile(r"[a-z]{2}"): str},
            "also?": WORDS,
        }
    ],
}


class _UniqueKeyLoader(yaml.CSafeLoader):
    """Refuses a key that a mapping has twice, and leaves dates the strings that they are."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = Counter(self.construct_object(key, deep=True) for key, _ in node.value)
        twice = [key for key, count in keys.items() if count > 1]
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"keys that stand twice: {twice}", node.start_mark)
        return dict(super().construct_mapping(node, deep))


_UniqueKeyLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def _load(path: Path) -> Any:
    if not path.is_file():
        pytest.fail(f"{path.relative_to(PACKAGE)} is missing", pytrace=False)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeyLoader)  # noqa: S506 - a safe loader


def _report(found: list[str]) -> str:
    return "\n".join([*found[:40], f"({len(found)} faults)"])


@pytest.mark.parametrize("name", sorted(CODEBOOK))
def test_codebook_file(name: str) -> None:
    found = list(faults(_load(PACKAGE / "codebook" / name), CODEBOOK[name], name))
    if found:
        pytest.fail(_report(found), pytrace=False)


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("name", sorted(FILES))
def test_language_file(language: str, name: str) -> None:
    found = list(faults(_load(PACKAGE / "languages" / language / name), FILES[name], name))
    if found:
        pytest.fail(_report(found), pytrace=False)


def test_no_other_files(language: str) -> None:
    folder = PACKAGE / "languages" / language
    other = {str(path.relative_to(folder)) for path in folder.rglob("*.yaml")} - OPTIONAL_FILES - set(FILES)
    assert not other, f"the engine reads none of these: {sorted(other)}"


def test_files_are_plain_utf8(language: str) -> None:
    """The program maps typographic apostrophes and spaces to plain ones before it matches: in the data they would never match."""
    for path in sorted((PACKAGE / "languages" / language).rglob("*.yaml")):
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        odd = [f"{path.name}:{number}" for number, line in lines if re.search("[\u2019\u00a0\u202f\ufeff\t]", line) and not line.lstrip().startswith("#")]
        assert not odd, odd


def _bare_booleans(value: Any, where: str) -> Iterator[str]:
    """Words like ``no``, ``on``, ``oui`` that YAML took for something else because they were not quoted."""
    if isinstance(value, bool) or value is None:
        yield where
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _bare_booleans(item, f"{where}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                yield f"{where}: key {key!r}"
            elif key not in {"reflexive", "reiterated", "hypothetical", "negated", "joint", "sense", "office", "opens", "given"}:
                yield from _bare_booleans(item, f"{where}.{key}")


@pytest.mark.parametrize("name", sorted(FILES))
def test_words_are_words(language: str, name: str) -> None:
    assert not list(_bare_booleans(_load(PACKAGE / "languages" / language / name), name)), "put quotes around them"


def _cue_entries(language: str) -> list[dict[str, Any]]:
    return [entry for scale in SCALES for entry in load("languages", language, "cues", f"{scale}.yaml")]


def _cue_id(entry: dict[str, Any]) -> tuple[str, str | None, str]:
    return entry["cue"], entry.get("sense"), entry["pos"]


class TestCues:
    def test_ids_are_unique(self, language: str) -> None:
        twice = [key for key, count in Counter(map(_cue_id, _cue_entries(language))).items() if count > 1]
        assert not twice, "give each a `sense` that tells them apart"

    def test_stand_in_the_file_of_their_scale(self, language: str) -> None:
        acts = load("codebook", "acts.yaml")
        for scale in SCALES:
            wrong = [entry["cue"] for entry in load("languages", language, "cues", f"{scale}.yaml") if acts[entry["act"]]["scale"] != scale]
            assert not wrong, scale

    def test_enough(self, language: str) -> None:
        assert len(_cue_entries(language)) >= 350

    def test_every_act_has_some(self, language: str) -> None:
        assert {entry["act"] for entry in _cue_entries(language)} == set(ACTS)

    def test_each_has_an_example_that_says_whose_act_it_is(self, language: str) -> None:
        bare = [entry["cue"] for entry in _cue_entries(language) if not any("speaker" in example["yields"] for example in entry["examples"])]
        assert len(bare) <= len(_cue_entries(language)) // 3, bare  # impersonal cues and judgements may leave the speaker open

    def test_lexicon_takes_them_all(self, language: str) -> None:
        entries = _cue_entries(language)
        assert len(lexicon(language)) == len({(entry["cue"], entry.get("sense")) for entry in entries})

    def test_verbs_have_forms(self, language: str) -> None:
        known = {lemma for readings in grammar(language).readings.values() for lemma in readings}
        heads = {entry["cue"].replace("'", "' ").split()[0] for entry in _cue_entries(language) if entry["pos"] == "verb"}
        heads |= {entry["verb"].replace("'", "' ").split()[0] for entry in load("languages", language, "light_verbs.yaml")}
        assert heads <= known, heads - known

    def test_markers_are_known(self, language: str) -> None:
        """Where an addressee or a speaker stands is said by a word that the engine looks for."""
        known = grammar(language).complement_markers | {"nsubj", "author"}
        for entry in _cue_entries(language):
            roles = entry.get("roles") or {}
            for field in ("speaker", "addressee"):
                value = roles.get(field, [])
                for marker in [value] if isinstance(value, str) else value:
                    assert marker in known, f"{entry['cue']}: {field}: {marker}"


class TestActors:
    #: Territories that CLDR lists and ISO 3166-1 does not: reserved codes of uninhabited or dependent islands, test locales, groupings.
    NO_STATES = frozenset({"AC", "CP", "DG", "TA", "EU", "XA", "XB", "ZZ"})

    def test_every_state_of_cldr(self, language: str) -> None:
        territories = Locale(language).territories
        codes: dict[str, set[str]] = {}
        for alpha3, (alpha2, *more) in get_global("territory_aliases").items():
            if re.fullmatch(STATE, alpha3) and not more and alpha2 in territories and alpha2 not in self.NO_STATES:
                codes.setdefault(alpha2, set()).add("XKX" if alpha3 == "XKK" else alpha3)
        actors, localities = load("languages", language, "actors.yaml"), load("languages", language, "places.yaml")["localities"]
        parts = {name for names in localities.values() for name in names}  # a territory may stand as a part of its state
        missing = {alpha2: territories[alpha2] for alpha2, either in codes.items() if not either & set(actors) and territories[alpha2] not in parts}
        assert len(codes) >= 249
        assert not missing

    def test_enough_organisations(self, language: str) -> None:
        named = [code for code in load("languages", language, "actors.yaml") if code in ORGANISATIONS]
        assert len(named) >= 150

    def test_every_code_is_a_state_or_an_organisation(self, language: str) -> None:
        stray = [code for code in load("languages", language, "actors.yaml") if not re.fullmatch(STATE + "(:[A-Z]{3})?", code) and code not in ORGANISATIONS]
        assert not stray, "add them to codebook/organisations.yaml"

    def test_members_and_parents_exist(self, language: str) -> None:
        actors = load("languages", language, "actors.yaml")
        for code, entry in load("codebook", "organisations.yaml").items():
            for other in [*entry.get("members", []), *entry.get("attended", []), *([entry["parent"]] if "parent" in entry else [])]:
                assert other in actors or other in ORGANISATIONS, f"{code}: {other}"

    def test_places_belong_to_actors(self, language: str) -> None:
        places, actors = load("languages", language, "places.yaml"), load("languages", language, "actors.yaml")
        assert set(places["localities"]) | set(places["venues"].values()) <= set(actors) | ORGANISATIONS

    def test_a_name_means_one_actor(self, language: str) -> None:
        holders: dict[str, list[str]] = {}
        for code, entry in load("languages", language, "actors.yaml").items():
            for name in entry["names"]:
                holders.setdefault(name, []).append(code)
        assert not {name: codes for name, codes in holders.items() if len(codes) > 1}


class TestFrameworksAndTopics:
    def test_enough_frameworks(self, language: str) -> None:
        assert len(load("languages", language, "frameworks.yaml")) >= 120

    def test_frameworks_are_those_of_the_codebook(self, language: str) -> None:
        assert set(load("languages", language, "frameworks.yaml")) == FRAMEWORKS

    def test_topics_are_those_of_the_codebook(self, language: str) -> None:
        assert set(load("languages", language, "topics.yaml")) == TOPICS

    def test_offices_are_those_of_the_codebook(self, language: str) -> None:
        assert set(load("languages", language, "titles.yaml")) - {"honorifics"} == OFFICES
