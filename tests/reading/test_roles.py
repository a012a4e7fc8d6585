"""To whom an act is said, and what is said: the addressee and the content around a cue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.record import Statement

pytestmark = pytest.mark.pipeline

Said = Callable[..., list[str]]
Statements = Callable[..., tuple[Statement, ...]]

MEETING = """Entretien du ministre avec son homologue allemande (Berlin, 3 mars 2024)

Le ministre de l'Europe et des affaires étrangères, M. Paul Lemoine, s'est entretenu le 3 mars 2024 à Berlin avec son homologue allemande, Mme Greta Beispiel.

"""


def fault(*values: Any, reason: str) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # direct
        ("La France appelle la Russie à la retenue.", "call FRA > RUS"),
        ("La France appelle de nouveau la Russie à la retenue.", "call FRA > RUS"),
        ("La France appelle, une nouvelle fois, la Russie à la retenue.", "call FRA > RUS"),
        ("La France appelle Moscou à se réinvestir dans ce processus.", "call FRA > RUS"),
        ("La France met en garde la Russie contre toute escalade.", "warn FRA > RUS"),
        ("La France remercie le Japon de son aide.", "thank FRA > JPN"),
        ("La France appelle les autorités maliennes à organiser des élections.", "call FRA > MLI:GOV"),
        ("La France remercie Sa Majesté le Roi du Maroc pour son accueil.", "thank FRA > MAR"),
        ("La CEDEAO félicite S.E. Abena Exemple, Présidente du Ghana, pour son élection.", "welcome ECOWAS > GHA"),
        ("La CEDEAO prend note des mesures annoncées par ce pays.", "stress ECOWAS"),
        ("La France met à la disposition du Sénégal son expertise.", "propose FRA > SEN"),
        ("La France exhorte les talibans à respecter les droits des femmes.", "call FRA > TALIBAN"),
        ("La France enjoint la Russie de respecter le droit.", "demand FRA > RUS"),
        # indirect
        ("La France demande à la Russie de respecter cet accord.", "call FRA > RUS"),
        ("La France demande au président ukrainien de signer cet accord.", "call FRA > UKR"),
        ("La France a promis à l'Ukraine de livrer ces équipements.", "commit FRA > UKR"),
        ("La France a exprimé à la Russie sa préoccupation devant la situation au Soudan.", "concern FRA > RUS"),
        ("La France a exprimé sa préoccupation à son homologue russe.", "concern FRA > RUS"),
        ("La France a fait part de sa préoccupation auprès des autorités russes.", "concern FRA > RUS:GOV"),
        ("La France a demandé à Mme Greta Beispiel, ministre allemande des affaires étrangères, de signer cet accord.", "call FRA > DEU"),
        # subject of a passive
        ("La Russie est appelée à la retenue par la France.", "call FRA > RUS"),
        # nobody in so many words
        ("La France appelle à la retenue.", "call FRA"),
        ("La France appelle à un cessez-le-feu en Ukraine.", "call FRA"),
        ("La France demande que le Japon signe cet accord.", "call FRA"),
        ("La France appelle au respect de cet accord par les autorités maliennes.", "call FRA"),
        ("La France appelle toutes les parties à la retenue.", "call FRA"),
        # backed or pitied, not told
        ("La France apporte son soutien à l'Ukraine.", "support FRA"),
        ("La France présente ses condoléances au Japon.", "sympathise FRA"),
        ("La France accuse la Russie d'avoir mené cette attaque.", "accuse FRA"),
    ],
)
def test_addressee(said: Said, text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La France appelle la Russie et l'Ukraine à la retenue.", "call FRA > RUS UKR"),
        ("La France appelle le Rwanda et le M23 à la retenue.", "call FRA > RWA M23"),
        ("La France appelle Kaboul et Islamabad à la retenue.", "call FRA > AFG PAK"),
        ("La France remercie le Qatar et l'Égypte pour leur médiation.", "thank FRA > QAT EGY"),
        ("La France demande à la Russie, à la Chine et au Japon de signer cet accord.", "call FRA > RUS CHN JPN"),
        ("La France appelle les autorités et le peuple tunisiens à la retenue.", "call FRA > TUN:GOV TUN:CVL"),
        ("La France encourage les parties prenantes soudanaises à négocier.", "encourage FRA > SDN"),
        ("Après le retrait du Mali et du Niger, la France appelle les deux pays à revenir.", "call FRA > MLI NER"),
    ],
)
def test_several_addressees(said: Said, text: str, expected: str) -> None:
    assert said(text) == [expected]


def test_one_verb_with_two_addressees_and_two_contents(said: Said) -> None:
    assert said("La France appelle la Russie à signer cet accord et l'Ukraine à la retenue.") == ["call FRA > RUS", "call FRA > UKR"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La France appelle la Russie à la retenue et lui demande de signer cet accord.", ["call FRA > RUS", "call FRA > RUS"]),
        ("La France appelle la Russie à la retenue. Elle lui demande de signer cet accord.", ["call FRA > RUS", "call FRA > RUS"]),
        ("La France condamne l'attaque de la Russie et l'exhorte à négocier.", ["condemn FRA", "call FRA > RUS"]),
        (f"{MEETING}Il l'a remerciée de son aide.", ["thank FRA > DEU"]),
        (f"{MEETING}M. Lemoine lui a demandé de signer cet accord.", ["call FRA > DEU"]),
        (f"{MEETING}Mme Beispiel lui a demandé de signer cet accord.", ["call DEU > FRA"]),
        fault(
            "Les autorités russes refusent cet accord. La France les appelle à la retenue.",
            ["reject RUS", "call FRA > RUS"],
            reason="a state named by its adjective alone is not remembered for a clitic",
        ),
    ],
)
def test_clitics(said: Said, text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le ministre a remercié son homologue de son aide.", "thank FRA > DEU"),
        ("Mme Beispiel a remercié son homologue de son aide.", "thank DEU > FRA"),
        ("Mme Beispiel a remercié le ministre de son aide.", "thank DEU > FRA"),
        ("M. Lemoine a assuré à son homologue que cet accord resterait en vigueur.", "commit FRA > DEU"),
    ],
)
def test_the_other_side(said: Said, text: str, expected: str) -> None:
    assert said(MEETING + text) == [expected]


@pytest.mark.parametrize(
    ("issuer", "text", "expected"),
    [
        (("FRA",), "La France appelle la communauté internationale à agir.", "call FRA > INTL"),
        (("FRA",), "La France appelle tous les États à respecter cet accord.", "call FRA > INTL"),
        (("FRA",), "Nous appelons nos compatriotes à quitter cette région.", "call FRA > FRA:CVL"),
        (("UNSC",), "Le Conseil de sécurité prie le Secrétaire général de présenter un rapport.", "call UNSC > UN"),
        (("UNSC",), "Le Conseil de sécurité demande aux États membres de coopérer.", "call UNSC > UN"),
        (("UNSC",), "Le Conseil de sécurité exhorte toutes les parties à la retenue.", "call UNSC"),
        (("NATO",), "L'OTAN appelle ses membres à agir.", "call NATO > NATO"),
        (("EU",), "L'Union européenne invite la Commission à présenter une proposition.", "encourage EU > EU"),
        (("EU",), "L'Union européenne appelle tous les États à la retenue.", "call EU > INTL"),
    ],
)
def test_own_body_and_community_of_states(said: Said, issuer: tuple[str, ...], text: str, expected: str) -> None:
    assert said(text, issuer) == [expected]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("La France condamne cet attentat.", ["cet attentat"]),
        ("La France demande à la Russie de signer cet accord.", ["de signer cet accord"]),
        ("La France appelle la Russie et l'Ukraine à la retenue.", ["à la retenue"]),
        ("La France regrette que le Japon refuse cette proposition.", ["que le Japon refuse cette proposition"]),
        ("La France exprime sa préoccupation et son profond regret.", [None, None]),
        ("La France a exprimé au Japon sa gratitude pour son aide.", ["pour son aide"]),
        # the next cue, the next clause and the sentence's end close it
        ("La France salue cet accord et appelle au calme.", ["cet accord", "au calme"]),
        ("La France salue cet accord, appelant au calme.", ["cet accord", "au calme"]),
        ("La France condamne cet attentat mais le Japon appelle au calme.", ["cet attentat", "au calme"]),
        ("La France condamne les attaques qui visent le port et détruisent la ville.", ["les attaques qui visent le port et détruisent la ville"]),
        ("La France a salué cet accord, tout en regrettant son entrée en vigueur tardive.", ["cet accord", "son entrée en vigueur tardive"]),
        # the subject of a passive or of a judgement
        ("Cet attentat a été condamné par le Japon.", ["Cet attentat"]),
        ("Cette annexion est inacceptable.", ["Cette annexion"]),
        fault("La Russie est appelée à la retenue.", ["à la retenue"], reason="the addressee of a passive is taken for its content"),
        fault("Le Conseil de sécurité prie la Russie de lui faire rapport.", ["de lui faire rapport"], reason="'de lui' is taken for part of the addressee"),
        fault("Nos condoléances vont aux familles des victimes.", ["aux familles des victimes"], reason="the verb of an act noun is left to the content"),
    ],
)
def test_content(statements: Statements, text: str, contents: list[str | None]) -> None:
    assert [statement.content and statement.content.text for statement in statements(text)] == contents
