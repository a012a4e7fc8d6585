"""What a document says about itself: issuer, title, kind, date."""

from __future__ import annotations

import pytest

from verbale.reading.reader import Reader
from verbale.record import Document


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def document(reader: Reader, text: str) -> Document:
    return reader.prepare(text).document


BODY = "Les deux ministres ont évoqué la coopération bilatérale.\n"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Attentat\n\nLe Président de la République condamne l’attaque menée en Somalie.\n" + BODY, ("FRA",)),
        ("Inondations : la Suisse appelle à la solidarité\n\nLe DFAE suit la situation au Mali avec attention.\n", ("CHE",)),
        ("Entretien\n\nLe ministre chinois des Affaires étrangères Wang Yi a rencontré son homologue français Paul Roche.\n", ("CHN",)),
        ("Visite de travail de Jean Asselborn à Berlin\n\nSur invitation du ministre allemand, le ministre Jean Asselborn s’est rendu à Berlin.\n", ("LUX",)),
        ("Déclaration\n\nC’est avec regret que nous, dirigeants de la France et du Royaume-Uni, prenons note du fait.\n", ("FRA", "GBR")),
        (
            (
                "Nous, M. Ponce, Premier ministre de la République d’Arménie, et M. Fictif, Président de la République du Kazakhstan, déclarons ce qui suit. "
                "Nous réaffirmons notre attachement aux accords.\n"
            ),
            ("ARM", "KAZ"),
        ),
        ("Déclaration conjointe du Portugal et du Maroc sur l’énergie en Espagne\n\nLes deux pays saluent cet accord.\n", ("PRT", "MAR")),
        ("Communiqué de la CEDEAO sur la situation au Mali\n\nLa Commission appelle à la retenue.\n", ("ECOWAS",)),
        ("Déclaration du Conseil de l’Atlantique Nord sur l’Ukraine\n\nNous condamnons la Russie et le Bélarus.\n", ("NATO",)),
        ("Décision\n\nLe Mali a rappelé son ambassadeur, rapporte l’Élysée. La question reste ouverte.\n", ("FRA",)),
    ],
)
def test_issuer(reader: Reader, text: str, issuer: tuple[str, ...]) -> None:
    assert document(reader, text).issuer == issuer


def test_signatures_are_issuers(reader: Reader) -> None:
    text = "Appel\n\nNous appelons à la paix au Soudan.\n\nAnne Keller, présidente de la Suisse\nPaul Roche, Premier ministre du Canada\n"
    assert document(reader, text).issuer == ("CHE", "CAN")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Titre\n\n5 mars 2024\n\n" + BODY, "2024-03-05"),
        ("Titre - 12/08/2024 - Moyen-Orient\n\n" + BODY, "2024-08-12"),
        ("Titre (22 juillet 2014)\n\n" + BODY, "2014-07-22"),
        ("Titre\n\nLe 5 mars 2024 – Ottawa (Ontario) – Affaires mondiales Canada\n\n" + BODY, "2024-03-05"),
        ("Titre\n\nAlger, le 7 avril 2025 - Le Gouvernement algérien dément ces allégations.\n" + BODY, "2025-04-07"),
        ("Titre\n\n" + BODY + "\nDernière modification : 20/06/2022\n", None),
        ("Titre\n\nLe 5 mars 2024, une attaque a frappé la ville et ses environs, faisant de nombreuses victimes.\n", None),
    ],
)
def test_published(reader: Reader, text: str, published: str | None) -> None:
    assert document(reader, text).published == published


def test_title_is_neither_byline_nor_dateline(reader: Reader) -> None:
    text = "PRÉSIDENCE DE LA RÉPUBLIQUE DU SÉNÉGAL\nDakar, le 5 mars 2024\nVisite d’amitié en Mauritanie\n\n" + BODY
    assert document(reader, text).title == "Visite d’amitié en Mauritanie"


def test_the_office_at_the_head_of_a_title_is_the_issuers(reader: Reader) -> None:
    title = "Le premier ministre du Canada s'entretient avec le président du Kenya"
    text = title + "\n\nLe premier ministre, Paul Leduc, s'est entretenu avec James Otieno, président du Kenya."
    assert document(reader, text).issuer == ("CAN",)


def test_dateline_on_two_lines(reader: Reader) -> None:
    text = "Entretien avec le président du Kenya\n\nLe 9 août 2023\nOttawa (Ontario)\n\nLe premier ministre s'est entretenu avec le président du Kenya."
    assert document(reader, text).issuer == ("CAN",)


@pytest.fixture(scope="module")
def english() -> Reader:
    return Reader("en")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Summit Statement on Chad\n\nCanada and the European Union are deeply concerned about Chad. We call for a truce.\n", ("CAN", "EU")),
        ("Trilateral Statement on Chad\n\nCanada, Norway, and the Republic of Korea condemn the raid on Chad.\n", ("CAN", "NOR", "KOR")),
        (
            "Joint Statement\n\nAs leaders of northern nations, Canada, Finland, and Norway, mindful of the ice, we resolve to work together.\n",
            ("CAN", "FIN", "NOR"),
        ),
        ("Telephone conversation\n\nThe President of Norway had a phone call with President of Chad Idris Toubou. She thanked him.\n", ("NOR",)),
        ("Readout\n\nPrime Minister Ada Kvist spoke today with Chadian President Idris Toubou of Chad's support for Norway.\n", ("NOR",)),
        ("Co-Chairs' Statement of the Friends of Chad\n\nThe Co-Chairs, Canada and Norway, condemn the raid. We call for a truce.\n", ("CAN", "NOR")),
        ("PERMANENT MISSION OF NORWAY TO THE UNITED NATIONS\n\nStatement by Ambassador Ada Kvist at the Security Council meeting\n\nWe agree.\n", ("NOR",)),
        ("Statement\n\nCanada and the raiders of Chad have met. Our embassy in Chad is open.\n", ("CAN",)),
        ("Declaration by the High Representative Ada Kvist on behalf of the European Union on Chad\n\nThe raid must end.\n", ("EU",)),
        (
            (
                "Press release on Foreign Minister Petr Vymyslov's talks with Foreign Minister of Chad Idris Toubou\n\n"
                "On May 3, Foreign Minister Petr Vymyslov held talks in Moscow with Foreign Minister of Chad Idris Toubou. The Russian side thanked Chad.\n"
            ),
            ("RUS",),
        ),
        ("Press release\n\n1142-03-05-2024\n\nForeign Minister Petr Vymyslov spoke with Foreign Minister of Chad Idris Toubou.\n", ("RUS",)),
        (
            (
                "MEDIA RELEASE: VISIT BY THE FOREIGN MINISTER OF CHAD\n\nThe Foreign Minister of Chad, Idris Toubou, visited Australia from 3 to 5 May. "
                "I told him of our concern.\n"
            ),
            ("AUS",),
        ),
    ],
)
def test_issuer_in_english(english: Reader, text: str, issuer: tuple[str, ...]) -> None:
    assert document(english, text).issuer == issuer
