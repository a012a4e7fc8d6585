"""The encounter that a document reports."""

from __future__ import annotations

import pytest

from verbale.reading.reader import Reader
from verbale.record import Encounter


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def encounter(reader: Reader, text: str, **known: str) -> Encounter:
    found = reader.prepare(text, **known).encounter  # type: ignore[arg-type]
    assert found is not None
    return found


def test_spoke_with_and_no_place_is_a_call(reader: Reader) -> None:
    text = "Entretien\n\nAujourd’hui, le premier ministre Luc Marchais s’est entretenu avec le président de l’Ukraine, Ivan Bondar.\n"
    found = encounter(reader, text, published="2024-05-14")
    assert (found.kind, found.date, found.place) == ("call", "2024-05-14", None)
    assert [p.name for p in found.participants] == ["Luc Marchais", "Ivan Bondar"]


def test_a_visit_has_the_city_and_its_first_day(reader: Reader) -> None:
    text = "Visite\n\nÀ l’invitation de M. Paul Roche, président du Mali, M. Jean Vidal, Premier ministre du Portugal, "
    text += "s’est rendu à Bamako du 5 au 7 mars 2024.\n"
    found = encounter(reader, text)
    assert (found.kind, found.date) == ("visit", "2024-03-05")
    assert found.place is not None
    assert (found.place.text, found.place.country) == ("Bamako", "MLI")
    assert {(p.actor, p.side) for p in found.participants} == {("MLI", "host"), ("PRT", "guest")}


def test_offices_without_names_take_part(reader: Reader) -> None:
    text = "Déclaration conjointe\n\nÀ l’invitation du Président de la République, le Président de l’Ukraine "
    text += "a effectué une visite officielle en France le 22 avril 2015.\nLa France réaffirme son soutien.\n"
    found = encounter(reader, text)
    assert {(p.name, p.actor) for p in found.participants} == {(None, "FRA"), (None, "UKR")}


def test_who_received_by_is_listed(reader: Reader) -> None:
    text = "Visite à Paris\n\nLe ministre norvégien, M. Nils Solbakken, a été reçu à Paris par Mme Anne Roche, ministre des Armées, "
    text += "puis par M. Luc Vidal, ministre de l’Intérieur.\n"
    assert [p.name for p in encounter(reader, text).participants] == ["Nils Solbakken", "Anne Roche", "Luc Vidal"]


@pytest.mark.parametrize(
    "text",
    [
        "Attentat au Mali\n\nLa France condamne l’attentat commis à Bamako. Elle présente ses condoléances aux familles.\n",
        "Déclaration sur la paix\n\nNous saluons la rencontre prévue entre le Président du Mali et le Président du Tchad. Nous appelons au dialogue.\n",
        "Démenti\n\nLe Royaume confirme qu’il n’y a jamais eu d’entretien téléphonique entre les deux présidents.\n",
    ],
)
def test_a_position_has_none(reader: Reader, text: str) -> None:
    assert reader.prepare(text).encounter is None


def test_announced_visit_counts_wherever_it_stands(reader: Reader) -> None:
    text = "Est de la RDC : la Belgique prend des mesures\n\n28 janvier 2025\n\n" + "La Belgique condamne ces attaques.\n" * 8
    text += "Le ministre des Affaires étrangères se rendra à Addis-Abeba le 14 février.\n"
    found = encounter(reader, text)
    assert (found.kind, found.date) == ("visit", "2025-02-14")


def test_a_year_elsewhere_in_the_text_completes_no_date(reader: Reader) -> None:
    text = "Visite à Rabat\n\nLe ministre portugais, M. Jean Vidal, s’est rendu à Rabat le 5 mars.\nLes parties ont rappelé l’accord de 1994.\n"
    assert encounter(reader, text).date is None


@pytest.fixture(scope="module")
def english() -> Reader:
    return Reader("en")


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("with G7 Leaders", ["G7"]),
        ("with the foreign ministers of Japan and the Republic of Korea", ["JPN", "KOR"]),
        ("with his counterparts from NATO Allies Estonia, Latvia, and Lithuania", ["EST", "LVA", "LTU"]),
        ("with families of hostages held in Gaza", []),
    ],
)
def test_unnamed_company_takes_part(english: Reader, company: str, expected: list[str]) -> None:
    found = encounter(english, f"Readout of a Meeting\n\nSecretary of State Paul Marsh met today {company}. They discussed security.\n", published="2024-05-14")
    assert [p.actor for p in found.participants][1:] == expected


@pytest.mark.parametrize(
    ("report", "place"),
    [
        ("spoke with President Ivan Bondar of Ukraine to discuss the floods in Peru", None),
        ("met with President Ivan Bondar of Ukraine about the siege of Lima", None),
        ("met in Lima with President Ivan Bondar of Ukraine about the floods in Chad", "Lima"),
        ("met with President Ivan Bondar of Ukraine at the Vice President's Residence", "Vice President's Residence"),
    ],
)
def test_what_is_talked_about_is_no_place_of_a_meeting(english: Reader, report: str, place: str | None) -> None:
    found = encounter(english, f"Readout\n\nVice President Paula Marsh {report}.\n", published="2024-05-14").place
    assert (found and found.text) == place


def test_delegations_take_part(english: Reader) -> None:
    text = "On May 14, 2024, U.S. Secretary Paul Marsh met with Kenyan Minister Anne Otieno. They discussed trade.\n\n"
    text += "The Kenyan delegation also included State Secretary Peter Mwangi, Ministry of Finance; and State Secretary Ruth Njeri, Ministry of Energy.\n\n"
    text += "The U.S. delegation also included Ambassador to Kenya Laura Stone and Deputy Secretary of the Treasury Mark Hale.\n"
    found = encounter(english, f"Joint Statement\n\n{text}")
    assert {(p.name, p.actor) for p in found.participants} == {
        ("Paul Marsh", "USA"),
        ("Anne Otieno", "KEN"),
        ("Peter Mwangi", "KEN"),
        ("Ruth Njeri", "KEN"),
        ("Laura Stone", "USA"),
        ("Mark Hale", "USA"),
    }


def test_a_list_in_the_title_takes_part(english: Reader) -> None:
    title = "Readout of Adviser Paul Marsh's Meeting with Deputy Advisers: Anne Dubois of France, and Carl Weiss and Eva Roth of Germany"
    text = "U.S. Adviser Paul Marsh met virtually with the Deputy Advisers of France and Germany. The advisers condemned the raid in Chad."
    found = encounter(english, f"{title}\n\n{text}\n", published="2024-05-14")
    assert {(p.name, p.actor) for p in found.participants} == {("Paul Marsh", "USA"), ("Anne Dubois", "FRA"), ("Carl Weiss", "DEU"), ("Eva Roth", "DEU")}


def test_a_report_without_a_date_is_of_the_day_of_the_text(english: Reader) -> None:
    text = "Readout of a Call\n\nPresident Paul Marsh spoke with President Ivan Bondar of Ukraine. They discussed security.\n"
    assert encounter(english, text, published="2024-05-14").date == "2024-05-14"
    past = "Readout of Meetings\n\nPresident Paul Marsh recently met with President Ivan Bondar of Ukraine. They discussed security.\n"
    assert encounter(english, past, published="2024-05-14").date is None


def test_a_title_that_reports_goes_before_a_sentence_that_tells_how_it_went(english: Reader) -> None:
    text = "Readout of President Marsh's Call with President Bondar of Ukraine\n\nToday President Marsh warmly thanked President Bondar.\n"
    assert encounter(english, text, published="2024-05-14").date == "2024-05-14"


def test_the_end_of_a_range_tells_the_year(english: Reader) -> None:
    text = "Visit to India\n\nThe Prime Minister of Japan, H.E. Mr. Kanda Jiro, paid a State Visit to India from 28 May to 2 June 2024.\n"
    assert encounter(english, text).date == "2024-05-28"
