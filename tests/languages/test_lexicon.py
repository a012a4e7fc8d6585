"""The cue lexicon: how entries are made and ranked, and what broken ones say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.errors import KnowledgeError
from verbale.languages import lexicon as module
from verbale.languages.data import load
from verbale.languages.lexicon import Cue, Lexicon, lexicon, tokens

Make = Callable[..., Lexicon]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Make:
    """A lexicon of French with the given entries in place of those of exchange, and no others."""

    def lexicon_of(*entries: dict[str, Any], light_verbs: tuple[dict[str, Any], ...] = ()) -> Lexicon:
        def replaced(*parts: str) -> Any:
            if "cues" in parts:
                return list(entries) if parts[-1] == "exchange.yaml" else []
            return list(light_verbs) if parts[-1] == "light_verbs.yaml" else load(*parts)

        monkeypatch.setattr(module, "load", replaced)
        return lexicon.__wrapped__("fr")

    return lexicon_of


def entry(cue: str, pos: str = "verb", act: str = "discuss", **more: Any) -> dict[str, Any]:
    return {"cue": cue, "act": act, "pos": pos, "examples": [{"text": "La France.", "yields": {}}], **more}


class TestEntries:
    def test_what_an_entry_leaves_out(self, make: Make) -> None:
        (cue,) = make(entry("évoquer")).verbs["évoquer"]
        assert (cue.id, cue.head, cue.fixed, cue.strength, cue.speaker, cue.addressee, cue.requires) == ("évoquer", "évoquer", (), 1, "nsubj", (), ())
        assert (cue.reflexive, cue.reiterated, cue.negative) == (False, False, False)

    def test_what_an_entry_says(self, make: Make) -> None:
        said: dict[str, Any] = {
            "sense": "silence",
            "strength": 4,
            "reflexive": True,
            "reiterated": True,
            "polarity": "negative",
            "requires": "que",
            "excludes": ["sur"],
        }
        (cue,) = make(entry("évoquer", roles={"speaker": "author", "addressee": ["obj", "à"], "content": "que"}, **said)).verbs["évoquer"]
        assert (cue.id, cue.strength, cue.speaker, cue.addressee, cue.content) == ("évoquer/silence", 4, "author", ("obj", "à"), ("que",))
        assert cue.reflexive
        assert cue.reiterated
        assert cue.negative
        assert (cue.requires, cue.excludes) == (("que",), ("sur",))

    def test_fixed_words_agree_and_determiners_may_differ(self, make: Make) -> None:
        (cue,) = make(entry("tenir une discussion")).verbs["tenir"]
        assert len(cue.fixed) == 1
        assert {"discussion", "discussions"} <= cue.fixed[0]

    def test_nouns_and_adjectives_stand_under_all_their_forms(self, make: Make) -> None:
        found = make(entry("discussion", "noun"), entry("préoccupé", "adjective"))
        assert {"discussion", "discussions"} <= set(found.nouns)
        assert {"préoccupé", "préoccupée", "préoccupés", "préoccupées"} <= set(found.adjectives)

    def test_each_entry_counts_once(self, make: Make) -> None:
        assert len(make(entry("évoquer"), entry("discussion", "noun"), entry("futur", "tense", "commit"))) == 3

    def test_light_verbs(self, make: Make) -> None:
        verbs = ({"verb": "faire", "class": "give"}, {"verb": "faire part", "object": "de", "class": "express"})
        found = make(light_verbs=verbs).light_verbs["faire"]
        assert [(light.object, light.cls, len(light.fixed)) for light in found] == [("de", "express", 1), ("obj", "give", 0)]

    def test_words_are_cut_as_a_pipeline_cuts_them(self) -> None:
        assert tokens("appeler l'attention") == ["appeler", "l'", "attention"]


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"cue": "prendre acte"}, {"cue": "prendre"}),
        ({"cue": "prendre acte avec satisfaction"}, {"cue": "prendre acte"}),
        ({"cue": "prendre", "requires": ["que"]}, {"cue": "prendre"}),
        ({"cue": "prendre", "requires": ["ses engagements"]}, {"cue": "prendre", "requires": ["que"]}),
        ({"cue": "prendre", "reflexive": True}, {"cue": "prendre"}),
        ({"cue": "prendre", "polarity": "negative"}, {"cue": "prendre"}),
        ({"cue": "prendre acte"}, {"cue": "prendre", "requires": ["que"], "reflexive": True}),
    ],
)
def test_the_more_an_entry_asks_for_the_earlier_it_is_tried(make: Make, more: dict[str, Any], less: dict[str, Any]) -> None:
    def of(sense: str, said: dict[str, Any]) -> dict[str, Any]:
        return entry(said["cue"], sense=sense, **{key: value for key, value in said.items() if key != "cue"})

    for pair in ([of("less", less), of("more", more)], [of("more", more), of("less", less)]):
        found: tuple[Cue, ...] = make(*pair).verbs["prendre"]
        assert [cue.id.partition("/")[2] for cue in found] == ["more", "less"]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"cue": "évoquer", "pos": "verb"}, ["languages/fr/cues/exchange.yaml", "'évoquer'", "'act'"]),
        ({"cue": "évoquer", "act": "discuss"}, ["languages/fr/cues/exchange.yaml", "'évoquer'", "'pos'"]),
        ({"act": "discuss", "pos": "verb"}, ["languages/fr/cues/exchange.yaml", "None"]),
        (entry(""), ["languages/fr/cues/exchange.yaml", "''"]),
        (entry("évoquer", act="murmur"), ["languages/fr/cues/exchange.yaml", "'évoquer'", "'murmur'"]),
        (entry("murmurationner"), ["languages/fr/cues/exchange.yaml", "'murmurationner' has no forms in verbs.yaml"]),
    ],
)
def test_a_broken_entry_names_file_and_fault(make: Make, broken: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        make(broken)
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_language_without_a_folder() -> None:
    with pytest.raises(KnowledgeError, match="languages/xx/"):
        lexicon("xx")
