"""Who a text introduces: names, offices, and for whom they speak."""

from __future__ import annotations

import pytest

from verbale.languages.gazetteer import gazetteer
from verbale.reading.persons import Person, find_persons, leader_actor, lone_offices
from verbale.reading.phrases import Mentions
from verbale.reading.text import plain


def mentioned(view: str) -> Mentions:
    mentions = Mentions()
    mentions.load(gazetteer("fr").find(view))
    return mentions


def persons(text: str, year: int | None = 2024) -> list[Person]:
    view = plain(text)
    return find_persons(view, 0, len(view), mentioned(view), "fr", year)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aujourd’hui, le premier ministre Luc Marchais a reçu la presse.", [("Luc Marchais", None)]),
        ("Le président du Sénégal, Son Excellence Professeur Samba Ndoumbé, est arrivé.", [("Samba Ndoumbé", "SEN")]),
        ("Mgr Aldo Ferretti, secrétaire d’État du Saint-Siège, a reçu la délégation.", [("Aldo Ferretti", "VAT")]),
        ("La ministre égyptienne des Affaires étrangères et de l’Émigration, Nour Ahmed Sabri, est venue.", [("Nour Ahmed Sabri", "EGY")]),
        ("Les conseillers fédéraux Anne Keller, Paul Rochat et Urs Ammann.", [(name, None) for name in ("Anne Keller", "Paul Rochat", "Urs Ammann")]),
        ("À l’invitation de M. Paul Roche, président du Mali, M. Jean Vidal, ministre du Portugal, vient.", [("Paul Roche", "MLI"), ("Jean Vidal", "PRT")]),
        ("L’ambassadeur de France à Bamako, son excellence Yves Lorrain, a été convoqué.", [("Yves Lorrain", "FRA")]),
        ("Quant à la délégation norvégienne, elle était composée du ministre de l’Industrie, Nils Solbakken.", [("Nils Solbakken", "NOR")]),
        ("M. Hicham el-Tawil, Président de la République arabe d’Égypte, est arrivé.", [("Hicham el-Tawil", "EGY")]),
    ],
)
def test_names_and_actors(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(p.name, p.actor) for p in persons(text)] == expected


def test_role_is_the_office_as_written() -> None:
    (person,) = persons("Mme Anne Keller, ministre des Affaires étrangères de la Norvège, est arrivée.")
    assert person.role == "ministre des Affaires étrangères de la Norvège"


def test_counterpart_takes_the_demonym_beside_it() -> None:
    (person,) = persons("Il s’est entretenu avec son homologue arménien, M. Tigran Vardumian.")
    assert (person.actor, person.counterpart) == ("ARM", True)


def test_leader_in_capitals_without_accents_is_known() -> None:
    assert leader_actor("Alassane OUATTARA", 2015) == "CIV"


def test_office_chooses_between_terms_of_one_person() -> None:
    assert leader_actor("Jean-Claude Juncker", None, "head-of-government") == "LUX"
    assert leader_actor("Jean-Claude Juncker", None, "commission-president") == "EU"


def test_lone_offices_are_told_apart_from_those_with_a_name() -> None:
    view = plain("Le Président de la République et le Président de l’Ukraine ont reçu M. Jean Vidal, ministre de la Défense.")
    mentions = mentioned(view)
    known = find_persons(view, 0, len(view), mentions, "fr", None)
    assert [(role, actor) for _, role, actor in lone_offices(view, 0, len(view), mentions, "fr", known)] == [
        ("Président de la République", None),
        ("Président de l'Ukraine", "UKR"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He spoke with Australia Department of Foreign Affairs and Trade Secretary Anne Keller.", "AUS"),
        ("He met President Fernando Salas Jr. of the Philippines today.", "PHL"),
        ("He met Special Representative for Syria Anne Keller today.", None),
        ("He met Ambassador to Kenya Anne Keller today.", None),
        ("He met Ambassador Anne Keller of Kenya today.", "KEN"),
    ],
)
def test_whose_an_english_office_is(text: str, expected: str | None) -> None:
    mentions = Mentions()
    mentions.load(gazetteer("en").find(text))
    (person,) = find_persons(text, 0, len(text), mentions, "en", 2024)
    assert person.actor == expected


def test_a_family_name_that_stands_first_is_the_same_person() -> None:
    text = "Prime Minister Kanda of Japan came. Prime Minister Kanda Jiro of Japan spoke."
    mentions = Mentions()
    mentions.load(gazetteer("en").find(text))
    assert [p.name for p in find_persons(text, 0, len(text), mentions, "en", 2024)] == ["Kanda Jiro"]
