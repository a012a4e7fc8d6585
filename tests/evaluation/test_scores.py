from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from verbale.evaluation.counts import Share, Tally
from verbale.evaluation.matching import match
from verbale.evaluation.scores import NOTHING, Scores, plain_name, same_place, score
from verbale.record import Due, Encounter, Participant, Place, Record, Statement

Say = Callable[..., Statement]
Make = Callable[..., Record]


def scores_of(gold: Record, system: Record) -> Scores:
    return score(gold, system, match(gold.statements, system.statements, gold.document.text))


@pytest.fixture(scope="session")
def compare(record: Make) -> Callable[[list[Statement], list[Statement]], Scores]:
    return lambda gold, system: scores_of(record(*gold), record(*system))


@pytest.fixture(scope="session")
def pair(say: Say, compare: Any) -> Callable[[dict[str, Any], dict[str, Any]], Scores]:
    """The scores of one matched pair with these fields."""
    return lambda gold, system: compare([say("condemn", "condamne", **gold)], [say("condemn", "condamne", **system)])


def test_detection_act_scale_and_statement_grow_stricter(say: Say, compare: Any) -> None:
    gold = [
        say("condemn", "condamne"),
        say("regret", "déplore"),
        say("call", "appelle", addressee=("RUS",)),
        say("welcome", "salue"),
        say("thank", "remercie"),
    ]
    system = [
        say("condemn", "condamne"),  # all right
        say("accuse", "déplore"),  # another act of the scale
        say("call", "appelle"),  # addressee missed
        say("stress", "salue"),  # another scale
        say("discuss", "Elle"),  # spurious
    ]
    tallies = compare(gold, system).tallies
    assert tallies["detection"] == Tally(4, 1, 1)
    assert tallies["scale"] == Tally(3, 2, 2)
    assert tallies["act"] == Tally(2, 3, 3)
    assert tallies["statement"] == Tally(1, 4, 4)


@pytest.mark.parametrize(
    ("gold", "system", "right"),
    [
        ({}, {"strength": 1, "target": ("RUS",), "topics": ("energy",), "reiterated": True}, True),
        ({"speaker": ("FRA", "DEU")}, {"speaker": ("DEU", "FRA")}, True),
        ({"speaker": ("FRA", "DEU")}, {"speaker": ("FRA",)}, False),
        ({"speaker": ("E3",)}, {"speaker": ("GBR", "FRA", "DEU")}, True),
        ({"speaker": ("E3",)}, {"speaker": ("FRA", "DEU")}, False),
        ({"addressee": ("E3", "IRN")}, {"addressee": ("IRN", "DEU", "FRA", "GBR")}, True),
        ({"addressee": ("MLI",)}, {"addressee": ("MLI:GOV",)}, False),
        ({"speaker": ("AU-PSC",)}, {"speaker": ("AU",)}, False),
        ({"speaker": ("EUCO",)}, {"speaker": ("EU",)}, False),
    ],
)
def test_a_statement_is_act_speakers_and_addressees(pair: Any, gold: dict[str, Any], system: dict[str, Any], right: bool) -> None:
    for scores in (pair(gold, system), pair(system, gold)):
        assert scores.f1("statement") == (1.0 if right else 0.0)
        assert scores.f1("act") == 1.0


def test_codes_of_matched_pairs_are_counted_one_by_one(pair: Any) -> None:
    tallies = pair(
        {"target": ("RUS", "E3"), "topics": ("energy", "sanctions"), "places": ("UKR",), "frameworks": ()},
        {"target": ("FRA", "DEU", "GBR"), "topics": ("sanctions", "health"), "places": (), "frameworks": ("E3",)},
    ).tallies
    assert tallies["target"] == Tally(3, 0, 1)
    assert tallies["topics"] == Tally(1, 1, 1)
    assert tallies["places"] == Tally(0, 0, 1)
    assert tallies["frameworks"] == Tally(0, 1, 0)
    assert tallies["speaker"] == Tally(1, 0, 0)


def test_a_group_named_as_a_framework_is_not_its_members(pair: Any) -> None:
    assert pair({"frameworks": ("E3",)}, {"frameworks": ("FRA", "DEU", "GBR")}).f1("frameworks") == 0.0


def test_codes_of_unmatched_statements_do_not_count(say: Say, compare: Any) -> None:
    scores = compare([say("condemn", "condamne", target=("RUS",))], [say("welcome", "salue", target=("MAR",))])
    assert scores.tallies["target"] == Tally()
    assert scores.shares["strength"] == Share()


@pytest.mark.parametrize(("strength", "right"), [(2, 0), (3, 1), (4, 1), (5, 1)])
def test_strength_may_differ_by_one(pair: Any, strength: int, right: int) -> None:
    assert pair({"strength": 4}, {"strength": strength}).shares["strength"] == Share(right, 1)


@pytest.mark.parametrize("flag", ["reiterated", "hypothetical", "negated", "joint"])
def test_flags_are_right_or_wrong(pair: Any, flag: str) -> None:
    assert pair({flag: True}, {flag: True}).accuracy(flag) == 1.0
    assert pair({flag: True}, {flag: False}).accuracy(flag) == 0.0


@pytest.mark.parametrize(
    ("gold", "system", "right"),
    [
        (None, None, True),
        (Due("soon", None, "prochainement"), Due("soon", None, "très prochainement"), True),
        (Due("month", "2022-01", "janvier 2022"), Due("month", "2022-01", "au-delà de janvier 2022"), True),
        (Due("month", "2022-01", "janvier"), Due("month", "2022-02", "janvier"), False),
        (Due("soon", None, "vite"), Due("immediate", None, "vite"), False),
        (Due("soon", None, "vite"), None, False),
        (None, Due("soon", None, "vite"), False),
    ],
)
def test_due_is_kind_and_value(pair: Any, gold: Due | None, system: Due | None, right: bool) -> None:
    scores = pair({"due": gold}, {"due": system})
    assert scores.shares["due"] == Share(int(right), 1)
    assert scores.shares["due given"] == Share(int(right and gold is not None), int(gold is not None or system is not None))


MEETING = Encounter(
    "meeting",
    "2024-02-28",
    Place("Rabat", "MAR"),
    "EU",
    (
        Participant("Claire Dumont", "ministre", "FRA", "guest"),
        Participant(None, "homologue", "MAR", "host"),
        Participant(None, "conseiller", "MAR", "host"),
    ),
)


def encounter_scores(record: Make, gold: Encounter | None, system: Encounter | None) -> Scores:
    return scores_of(record(encounter=gold), record(encounter=system))


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, []),
        ({"kind": "call"}, ["kind"]),
        ({"date": None}, ["date"]),
        ({"place": Place("Hôtel du Parc, RABAT", "MAR")}, []),
        ({"place": Place("Rabat", "FRA")}, ["place"]),
        ({"place": Place("Fès", "MAR")}, ["place"]),
        ({"place": None, "framework": None}, ["place", "framework"]),
    ],
)
def test_each_field_of_the_encounter_counts(record: Make, change: dict[str, Any], wrong: list[str]) -> None:
    scores = encounter_scores(record, MEETING, dataclasses.replace(MEETING, **change))
    assert [name for name in ("kind", "date", "place", "framework") if scores.accuracy(f"encounter {name}") == 0] == wrong
    assert scores.accuracy("encounter complete") == (0.0 if wrong else 1.0)


def test_participants_are_names_and_actors(record: Make) -> None:
    people = (
        Participant("Mme Claire DUMONT", None, "FRA", None),  # right: the honorific, case and side do not count
        Participant(None, None, "MAR", None),  # right: one of the two without a name
        Participant("Salma Idrissi", None, "MAR", None),  # the other has a name here: wrong
    )
    scores = encounter_scores(record, MEETING, dataclasses.replace(MEETING, participants=people))
    assert scores.tallies["participants"] == Tally(2, 1, 1)
    assert scores.accuracy("encounter complete") == 0.0


@pytest.mark.parametrize(("gold", "system", "missing", "wrong"), [(MEETING, None, 3, 0), (None, MEETING, 0, 3)])
def test_an_encounter_on_one_side_only_is_wrong_in_every_field(
    record: Make, gold: Encounter | None, system: Encounter | None, missing: int, wrong: int
) -> None:
    scores = encounter_scores(record, gold, system)
    assert all(scores.shares[f"encounter {name}"] == Share(0, 1) for name in ("reported", "kind", "date", "place", "framework", "complete"))
    assert scores.tallies["participants"] == Tally(0, wrong, missing)


def test_no_encounter_on_either_side_is_right_and_counts_in_no_field(record: Make) -> None:
    scores = encounter_scores(record, None, None)
    assert scores.shares["encounter reported"] == Share(1, 1)
    assert "encounter kind" not in scores.shares


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergueï Lavrov", "SERGUEÏ LAVROV", True),
        ("Sergueï Lavrov", "M. Serguei  Lavrov", True),
        ("Jean-Yves Le Drian", "Jean Yves Le Drian", True),
        ("S.E. M. Amadou Diop", "Amadou Diop", True),
        ("Lavrov", "Sergueï Lavrov", False),
        ("M. Diop", "Mme Diop", True),
        ("Marcel Diop", "M. Marcel Diop", True),
    ],
)
def test_names_are_compared_plainly(one: str, other: str, same: bool) -> None:
    assert (plain_name(one) == plain_name(other)) is same


def test_places_without_a_country_are_the_same_only_together() -> None:
    assert same_place(Place("Rabat", None), Place("Rabat", None))
    assert not same_place(Place("Rabat", None), Place("Rabat", "MAR"))


def test_acts_and_confusions(say: Say, compare: Any) -> None:
    gold = [say("condemn", "condamne"), say("regret", "déplore"), say("welcome", "salue")]
    system = [say("condemn", "condamne"), say("condemn", "déplore"), say("call", "appelle")]
    scores = compare(gold, system)
    assert scores.confusions == {("condemn", "condemn"): 1, ("regret", "condemn"): 1, ("welcome", NOTHING): 1, (NOTHING, "call"): 1}
    assert scores.acts == {"condemn": Tally(1, 1, 0), "regret": Tally(0, 0, 1), "welcome": Tally(0, 0, 1), "call": Tally(0, 1, 0)}


def test_documents_add_up(say: Say, compare: Any) -> None:
    right = compare([say("condemn", "condamne")], [say("condemn", "condamne")])
    missed = compare([say("condemn", "condamne"), say("welcome", "salue")], [])
    total = right + missed
    assert total.tallies["statement"] == Tally(1, 0, 2)
    assert total.acts["condemn"] == Tally(1, 0, 1)
    assert total.shares["encounter reported"] == Share(2, 2)
    assert total.f1("statement") == pytest.approx(0.5)


def test_ratios() -> None:
    tally = Tally(6, 2, 4)
    assert (tally.precision, tally.recall, tally.support) == (0.75, 0.6, 10)
    assert tally.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))
    assert Tally(0, 1, 1).f1 == 0.0
    assert Tally().f1 == Tally().precision == Tally().recall == Share().accuracy == 1.0
