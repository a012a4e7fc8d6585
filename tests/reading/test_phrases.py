"""Whom a speaker's words mean: names, offices, pairs, pronouns, own governments, courtesies, lists, members of a body."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.pipeline

Said = Callable[..., list[str]]

#: A meeting of one person a side.
TWO = """Entretien du ministre avec son homologue allemande (Berlin, 3 mars 2024)

Le ministre de l'Europe et des affaires étrangères, M. Paul Lemoine, s'est entretenu le 3 mars 2024 à Berlin avec son homologue allemande, Mme Greta Beispiel.

"""

#: A meeting of a pair a side.
FOUR = """Conseil franco-russe (Paris, 12 novembre 2021)

Le ministre de l'Europe et des affaires étrangères, M. Paul Lemoine, et la ministre des armées, Mme Anne Durand, ont reçu à Paris \
leurs homologues russes, MM. Ivan Primerov et Piotr Obraztsov.

"""


def fault(*values: Any, reason: str) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        # states, capitals, seats, sides, diplomacies, governments
        ("Le Japon", "JPN"),
        ("Moscou", "RUS"),
        ("Le Kremlin", "RUS"),
        ("La partie russe", "RUS"),
        ("La diplomatie japonaise", "JPN"),
        ("Le gouvernement japonais", "JPN"),
        ("Le Conseil de sécurité", "UNSC"),
        # offices and persons
        ("Le Premier ministre japonais", "JPN"),
        ("L'ambassadeur de France au Japon", "FRA"),
        ("Le porte-parole du ministère chinois des affaires étrangères", "CHN"),
        ("M. Vladimir Poutine", "RUS"),
        ("Le président ukrainien Volodymyr Zelensky", "UKR"),
        ("Son Excellence Monsieur Ivan Primerov, président de la Russie,", "RUS"),
        ("Le président Zelensky", "UKR"),
        # a people is no state
        ("Le peuple japonais", "JPN:CVL"),
        # a text speaks for its issuer; a first person is the issuer
        ("Le communiqué", "FRA"),
        ("On", "FRA"),
        ("Notre gouvernement", "FRA"),
    ],
)
def test_one_speaker(said: Said, subject: str, expected: str) -> None:
    assert said(f"{subject} a salué cet accord.") == [f"welcome {expected}"]


@pytest.mark.parametrize("subject", ["Le tremblement de terre", "Le rapport", "L'accord"])
def test_things_do_not_speak(said: Said, subject: str) -> None:
    assert said(f"{subject} a condamné la ville.") == []


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Les États-Unis et l'Inde", "USA IND"),
        ("La France, l'Italie et le Japon", "FRA ITA JPN"),
        ("Le président de la République française et le Premier ministre japonais", "FRA JPN"),
        ("Le ministre japonais et Moscou", "JPN RUS"),
        ("L'Union européenne et ses États membres", "EU"),
        ("La Russie et ses partenaires", "RUS"),
        fault(
            "La Première ministre du Danemark, la Présidente de la Suisse et le Roi du Maroc",
            "DNK CHE MAR",
            reason="of three offices in a list the first is lost",
        ),
        ("Les ministres des affaires étrangères de la France, de l'Allemagne et de la Pologne", "FRA DEU POL"),
        ("La Russie, la Chine et leurs alliés", "RUS CHN"),
    ],
)
def test_several_speakers(said: Said, subject: str, expected: str) -> None:
    assert said(f"{subject} ont condamné cet attentat.") == [f"condemn {expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a salué cet accord.", ["welcome FRA"]),
        ("Le ministre a salué cet accord.", ["welcome FRA"]),
        ("M. Lemoine a salué cet accord.", ["welcome FRA"]),
        ("Mme Beispiel a salué cet accord. Elle a condamné cet attentat.", ["welcome DEU", "condemn DEU"]),
        ("La ministre allemande a salué cet accord.", ["welcome DEU"]),
        ("Son homologue a salué cet accord.", ["welcome DEU"]),
        ("Les deux ministres ont salué cet accord. Ils ont condamné cet attentat.", ["welcome FRA DEU", "condemn FRA DEU"]),
        ("Mme Beispiel a salué cet accord. Les deux parties ont condamné cet attentat.", ["welcome DEU", "condemn FRA DEU"]),
        ("Les deux ministres ont salué cet accord. Leurs gouvernements soutiennent ce processus.", ["welcome FRA DEU", "support FRA DEU"]),
        ("L'entretien a permis d'évoquer la situation au Sahel.", ["discuss FRA DEU"]),
        ("Il a été souligné que cet accord reste en vigueur.", ["stress FRA DEU"]),
        ("Le ministre a évoqué avec son homologue la situation au Sahel.", ["discuss FRA DEU"]),
        ("Notre gouvernement salue cet accord. Nous condamnons cet attentat.", ["welcome FRA", "condemn FRA"]),
    ],
)
def test_after_a_meeting(said: Said, text: str, expected: list[str]) -> None:
    assert said(TWO + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les deux ministres ont condamné cet attentat. Ils ont salué cet accord.", ["condemn FRA", "welcome FRA"]),
        ("Les ministres français ont condamné cet attentat.", ["condemn FRA"]),
        ("Les ministres russes ont condamné cet attentat.", ["condemn RUS"]),
        ("Les deux parties ont condamné cet attentat.", ["condemn FRA RUS"]),
        ("Les deux ministres ont appelé leurs homologues à la retenue.", ["call FRA > RUS"]),
        fault("Les quatre ministres ont condamné cet attentat.", ["condemn FRA RUS"], reason="all four are taken for the pair that was spoken of last"),
    ],
)
def test_one_sides_pair_and_both_sides(said: Said, text: str, expected: list[str]) -> None:
    assert said(FOUR + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Chine a salué cet accord. Elle appelle au calme.", ["welcome CHN", "call CHN"]),
        ("La France et le Japon condamnent cet attentat. Ils appellent au calme.", ["condemn FRA JPN", "call FRA JPN"]),
        ("La Chine et les États-Unis condamnent cet attentat. Pékin appelle au calme.", ["condemn CHN USA", "call CHN"]),
        ("La Chine et le Japon condamnent cet attentat. Les deux pays appellent au calme.", ["condemn CHN JPN", "call CHN JPN"]),
        fault(
            "La France a reçu la ministre japonaise. Cette dernière a condamné cet attentat.",
            ["condemn JPN"],
            reason="'cette dernière' is no subject, and the issuer is taken",
        ),
        ("Le président ukrainien Volodymyr Zelensky a salué cet accord. M. Zelensky appelle au calme.", ["welcome UKR", "call UKR"]),
    ],
)
def test_pronouns(said: Said, text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("issuer", "text", "expected"),
    [
        (("FRA", "DEU"), "Nous condamnons cet attentat.", ["condemn FRA DEU"]),
        (("FRA", "DEU"), "Nos deux pays appellent au calme.", ["call FRA DEU"]),
        (
            ("FRA", "DEU", "GBR"),
            "Nous, ministres des affaires étrangères de la France, de l'Allemagne et du Royaume-Uni, condamnons cet attentat.",
            ["condemn FRA DEU GBR"],
        ),
        (("UNSC",), "Les membres du Conseil de sécurité condamnent cet attentat. Ils appellent au calme.", ["condemn UNSC", "call UNSC"]),
        (("UNSC",), "Le Conseil condamne cet attentat.", ["condemn UNSC"]),
        (("EU",), "Nous condamnons cet attentat. La Commission salue cet accord.", ["condemn EU", "welcome EU"]),
        (("UN",), "Le Secrétaire général condamne cet attentat.", ["condemn UN"]),
        (("FRA",), "Le Conseil condamne cet attentat.", []),
    ],
)
def test_issuers_and_their_members(said: Said, issuer: tuple[str, ...], text: str, expected: list[str]) -> None:
    assert said(text, issuer) == expected


def test_a_resolution_has_one_speaker(said: Said) -> None:
    text = """Le Conseil de sécurité,

Rappelant ses résolutions antérieures,

Préoccupé par la situation au Soudan,

1. Condamne cet attentat ;

2. Exige que les parties respectent cet accord ;

3. Décide de rester saisi de la question."""
    assert said(text, ("UNSC",)) == ["stress UNSC", "concern UNSC", "condemn UNSC", "demand UNSC", "commit UNSC"]
