"""Which words perform an act: verbs with their fixed words, act nouns under light verbs, adjectives, appositions, measures, the future."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.record import Statement

pytestmark = pytest.mark.pipeline

Said = Callable[..., list[str]]
Statements = Callable[..., tuple[Statement, ...]]


def fault(*values: Any, reason: str) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


class TestNouns:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            # one noun under several verbs
            ("La France a exprimé sa préoccupation devant la situation au Soudan.", ["concern FRA"]),
            ("La France a fait part de sa préoccupation devant la situation au Soudan.", ["concern FRA"]),
            ("La France dit sa préoccupation.", ["concern FRA"]),
            ("La France a exprimé le 8 mai ses regrets.", ["regret FRA"]),
            # carried by another noun
            ("La France a adressé un message de soutien aux autorités libanaises.", ["support FRA"]),
            ("La France a tenu à transmettre l'expression de sa solidarité au peuple japonais.", ["sympathise FRA"]),
            # coordinated
            ("La France exprime sa vive préoccupation et son profond regret.", ["concern FRA", "regret FRA"]),
            ("La France exprime sa préoccupation, son regret et sa solidarité.", ["concern FRA", "regret FRA", "sympathise FRA"]),
            # after the one who is told
            ("La France a exprimé au Japon sa gratitude pour son aide.", ["thank FRA > JPN"]),
            ("La France assure les autorités tunisiennes de sa solidarité.", ["sympathise FRA > TUN:GOV"]),
            # a verb of stressing over an act noun, and over another noun
            ("La France a souligné son attachement au multilatéralisme.", ["reaffirm FRA"]),
            ("La France a souligné l'importance du multilatéralisme.", ["stress FRA"]),
            # no light verb, no act
            ("La France lit une condamnation dans la presse.", []),
        ],
    )
    def test_under_a_light_verb(self, said: Said, text: str, expected: list[str]) -> None:
        assert said(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Nos condoléances vont aux familles des victimes.", ["sympathise FRA"]),
            ("Un appel à la retenue a été lancé.", ["call FRA"]),
            ("Le soutien du Japon reste entier.", ["support JPN"]),
        ],
    )
    def test_as_the_subject(self, said: Said, text: str, expected: list[str]) -> None:
        assert said(text) == expected

    @pytest.mark.parametrize(
        ("text", "reiterated"),
        [("La France réitère sa condamnation de cet attentat.", True), ("La France exprime sa condamnation de cet attentat.", False)],
    )
    def test_a_verb_of_repeating_says_that_it_was_said_before(self, statements: Statements, text: str, reiterated: bool) -> None:
        (statement,) = statements(text)
        assert (statement.act, statement.reiterated) == ("condemn", reiterated)

    @pytest.mark.parametrize(
        ("text", "cues"),
        [
            ("La France a fait part de sa vive préoccupation.", ["a fait part de sa vive préoccupation"]),
            ("La France exprime sa préoccupation et son profond regret.", ["exprime sa préoccupation", "son profond regret"]),
            ("Nos condoléances vont aux familles des victimes.", ["Nos condoléances"]),
        ],
    )
    def test_the_cue_reaches_from_the_verb_to_the_noun(self, statements: Statements, text: str, cues: list[str]) -> None:
        assert [statement.cue.text for statement in statements(text)] == cues


class TestAdjectives:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("La Russie est préoccupée par la situation au Soudan.", ["concern RUS"]),
            ("La Russie se dit prête à contribuer à la mission.", ["propose RUS"]),
            ("Le ministre japonais s'est dit préoccupé par la situation au Soudan.", ["concern JPN"]),
            ("La Russie demeure préoccupée et attentive.", ["concern RUS", "stress RUS"]),
            ("La Russie reste déterminée à agir et attachée au multilatéralisme.", ["reaffirm RUS", "reaffirm RUS"]),
            # judgements: the author's, or those of a verb of judging
            ("Cette annexion est inacceptable.", ["reject FRA"]),
            ("La Russie juge cette annexion inacceptable.", ["reject RUS"]),
        ],
    )
    def test_under_a_copula_or_a_verb_of_judging(self, said: Said, text: str, expected: list[str]) -> None:
        assert said(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Préoccupée par la situation au Soudan, la Russie appelle au calme.", ["concern RUS", "call RUS"]),
            ("Attachée au multilatéralisme, la Russie soutient ce processus.", ["reaffirm RUS", "support RUS"]),
            ("La Russie, préoccupée par son voisin, appelle au calme.", ["concern RUS", "call RUS"]),
        ],
    )
    def test_appositions(self, said: Said, text: str, expected: list[str]) -> None:
        assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La France a décidé de rappeler son ambassadeur au Japon.", "sanction FRA"),
        ("La France adopte des sanctions contre sept responsables russes.", "sanction FRA"),
        ("La France a annoncé l'expulsion de trois diplomates russes.", "sanction FRA"),
        ("La France a suspendu son aide au Mali.", "sanction FRA"),
        ("La France a décidé de lever les sanctions contre ce pays.", "commit FRA"),
        ("La France a décidé de contribuer à la mission.", "commit FRA"),
        ("La France a annoncé une contribution de dix millions d'euros.", "commit FRA"),
        ("La France se réserve le droit de sanctionner le Japon.", "warn FRA"),
    ],
)
def test_measures(said: Said, text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the complement chooses the entry
        ("La France rappelle au Japon ses engagements.", "recall FRA > JPN"),
        ("La France rappelle Israël à ses obligations.", "recall FRA > ISR"),
        ("La France rappelle que cet accord reste en vigueur.", "stress FRA"),
        ("La France rappelle son attachement au multilatéralisme.", "reaffirm FRA"),
        ("La France rappelle son ambassadeur au Japon.", "sanction FRA"),
        ("La France insiste sur l'importance de cet accord.", "stress FRA"),
        ("La France insiste pour que le Japon signe cet accord.", "demand FRA"),
        ("La France souhaite que le Japon signe cet accord.", "hope FRA"),
        # fixed words
        ("La France met en garde contre toute escalade.", "warn FRA"),
        ("La France a mis fermement en garde contre toute escalade.", "warn FRA"),
        ("La France prend acte de cette décision.", "stress FRA"),
        ("La France appelle à la retenue.", "call FRA"),
        ("La France appelle de ses vœux un accord.", "hope FRA"),
        ("La France appelle l'attention sur cet accord.", "stress FRA"),
        ("La France note la signature de cet accord.", "stress FRA"),
        ("La France note avec satisfaction la signature de cet accord.", "welcome FRA"),
        ("La France s'oppose à cet accord.", "reject FRA"),
        ("La France oppose son veto à cet accord.", "reject FRA"),
        ("La France reconnaît le Kosovo.", "stress FRA"),
    ],
)
def test_the_most_specific_entry_that_holds(said: Said, text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La France contribuera à cette mission.", ["commit FRA"]),
        ("La France continuera de soutenir l'Ukraine.", ["commit FRA"]),
        ("La France répondra si les attaques se poursuivent.", ["warn FRA"]),
        ("La France tirera toutes les conséquences de cette décision.", ["warn FRA"]),
        # others' plans, and encounters to come, promise nothing
        ("Le Japon contribuera à cette mission.", []),
        ("La ministre se rendra à Tokyo le 12 mars 2024.", []),
    ],
)
def test_the_future(said: Said, text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il faut que le Japon signe cet accord.", ["call FRA"]),
        ("Le Japon doit respecter cet accord.", ["call FRA"]),
        ("Le Japon doit signer cet accord.", ["call FRA"]),
        ("Cette annexion constitue une menace.", ["inform FRA"]),
        ("Cette décision préoccupe le Japon.", ["concern JPN"]),
    ],
)
def test_judgements_and_duties_are_the_authors(said: Said, text: str, expected: list[str]) -> None:
    assert said(text) == expected
