"""Topics, places, frameworks and targets of a statement, each rule by a sentence of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.languages.gazetteer import FRAMEWORK, NAME, TOPIC, Mention
from verbale.reading.content import frameworks, is_occasion, places, topics
from verbale.reading.phrases import Mentions
from verbale.record import Statement

FirstOf = Callable[[str, str], Statement]


def mentions(**layers: list[Mention]) -> Mentions:
    found = Mentions()
    found.load({"name": [], "person": [], "office": [], "framework": [], "topic": [], **layers})
    return found


def topic(start: int, code: str, weight: float = 1.0) -> Mention:
    return Mention(start, start + 4, code, TOPIC, weight)


class TestTopics:
    def test_weights_are_summed(self) -> None:
        found = mentions(topic=[topic(0, "energy"), topic(10, "health", 1.5), topic(20, "energy")])
        assert tuple(topics(found, [(0, 40, 1.0)], ("elections",))) == ("energy", "health")

    def test_far_weaker_topics_are_dropped(self) -> None:
        found = mentions(topic=[topic(0, "health"), topic(10, "energy", 3.0)])
        assert tuple(topics(found, [(0, 40, 1.0)], ())) == ("energy",)

    def test_hints_do_not_stand_beside_what_is_sure(self) -> None:
        found = mentions(topic=[topic(0, "energy"), topic(10, "health", 0.5)])
        assert tuple(topics(found, [(0, 40, 1.0)], ())) == ("energy",)

    def test_the_content_comes_before_the_rest_of_the_sentence(self) -> None:
        found = mentions(topic=[topic(0, "health", 3.0), topic(50, "energy")])
        assert tuple(topics(found, [(40, 80, 1.0), (0, 80, 1.0)], ())) == ("energy",)

    def test_the_previous_subject_goes_on_where_only_hints_are_found(self) -> None:
        found = mentions(topic=[topic(0, "health", 0.5)])
        assert tuple(topics(found, [(0, 40, 1.0)], ("energy",))) == ("energy",)

    def test_the_previous_subject_breaks_a_tie(self) -> None:
        found = mentions(topic=[topic(0, "health"), topic(10, "energy")])
        assert tuple(topics(found, [(0, 40, 1.0)], ("energy",))) == ("energy", "health")

    def test_at_most_three(self) -> None:
        found = mentions(topic=[topic(0, "health"), topic(10, "energy"), topic(20, "elections"), topic(30, "transport")])
        assert len(topics(found, [(0, 60, 1.0)], ())) == 3

    def test_a_framework_speaks_for_its_topics(self) -> None:
        found = mentions(framework=[Mention(0, 3, "NPT", FRAMEWORK)])
        assert tuple(topics(found, [(0, 40, 1.0)], ("energy",))) == ("nuclear-nonproliferation",)


class TestPlaces:
    def test_names_inside_a_framework_do_not_count(self) -> None:
        text = "les accords de Minsk"
        found = mentions(name=[Mention(15, 20, "BLR", "capital")], framework=[Mention(4, 20, "MINSK-AGREEMENTS", FRAMEWORK)])
        assert tuple(places(found, [(0, 20)], text, language="fr")) == ()

    def test_who_speaks_by_an_act_noun_is_no_place(self) -> None:
        text = "de la France face à la Libye"
        found = mentions(name=[Mention(6, 12, "FRA", NAME), Mention(23, 28, "LBY", NAME)])
        assert tuple(places(found, [(0, len(text))], text, ("FRA",), language="fr")) == ("LBY",)
        assert tuple(places(found, [(0, len(text))], text, language="fr")) == ("FRA", "LBY")

    def test_an_armed_group_is_no_place_though_its_code_has_three_letters(self) -> None:
        assert tuple(places(mentions(name=[Mention(0, 3, "M23", NAME)]), [(0, 10)], "M23 avance", language="fr")) == ()

    @pytest.mark.pipeline
    def test_both_parts_of_a_compound_adjective(self, statement: FirstOf) -> None:
        assert set(statement("La France a salué la reprise des pourparlers américano-russes.", "welcome").places) == {"USA", "RUS"}

    @pytest.mark.pipeline
    def test_an_adjective_of_two_states_means_the_one_that_the_text_names(self, statement: FirstOf) -> None:
        text = "Kinshasa et Kigali négocient en République démocratique du Congo.\n\nLa France a salué la décision congolaise."
        assert statement(text, "welcome").places == ("COD",)

    @pytest.mark.pipeline
    def test_the_unions_elections_are_not_the_continents(self, statement: FirstOf) -> None:
        assert statement("La France a évoqué les élections européennes.", "discuss").places == ("EU",)
        assert statement("La France a évoqué la sécurité de ses voisins européens.", "discuss").places == ("EUROPE",)

    @pytest.mark.pipeline
    def test_a_fronted_phrase_scopes_but_an_occasion_does_not(self, statement: FirstOf) -> None:
        assert "SDN" in statement("Sur le Soudan, la France appelle à un cessez-le-feu immédiat.", "call").places
        assert "DEU" not in statement("Lors de son passage en Allemagne, le ministre a appelé à un cessez-le-feu immédiat.", "call").places

    def test_occasions(self) -> None:
        assert is_occasion("À l'issue de leur entretien", "fr")
        assert not is_occasion("Sur la Libye", "fr")


class TestFrameworks:
    @staticmethod
    def found(text: str, code: str, name: str) -> tuple[str, ...]:
        start = text.index(name)
        return tuple(frameworks(mentions(framework=[Mention(start, start + len(name), code, FRAMEWORK)]), [(0, len(text))], text, "fr"))

    @pytest.mark.parametrize(
        "text",
        [
            "dans le cadre de l'OSCE",
            "sous l'égide de l'OSCE",
            "au sein de l'OSCE",
            "une réunion d'urgence de l'OSCE",
            "les pays membres de l'OSCE",
            "un processus conduit par l'OSCE",
        ],
    )
    def test_an_institution_is_a_framework_as_a_forum(self, text: str) -> None:
        assert self.found(text, "OSCE", "OSCE") == ("OSCE",)

    @pytest.mark.parametrize("text", ["que l'OSCE a versé", "son appréciation à l'OSCE", "un agent de la délégation de l'OSCE", "en faveur de l'OSCE"])
    def test_an_institution_that_acts_or_receives_is_none(self, text: str) -> None:
        assert self.found(text, "OSCE", "OSCE") == ()

    def test_a_treaty_always_is(self) -> None:
        assert self.found("le respect du TNP", "NPT", "TNP") == ("NPT",)

    def test_resolutions_by_their_numbers(self) -> None:
        text = "les résolutions 2254 (2015) et 2585"
        assert tuple(frameworks(mentions(), [(0, len(text))], text, "fr")) == ("UNSCR-2254", "UNSCR-2585")

    def test_whose_a_framework_is_does_not_count(self) -> None:
        text = "au sein du Groupe de Minsk de l'OSCE"
        found = mentions(framework=[Mention(11, 26, "OSCE-MINSK-GROUP", FRAMEWORK), Mention(32, 36, "OSCE", FRAMEWORK)])
        assert tuple(frameworks(found, [(0, len(text))], text, "fr")) == ("OSCE-MINSK-GROUP",)

    @pytest.mark.pipeline
    def test_the_format_of_two_parties(self, statement: FirstOf) -> None:
        text = "Les ministres ont souligné l'importance du dialogue entre l'OTAN et l'Ukraine, ainsi qu'entre l'Union européenne et la Russie."
        assert statement(text, "stress").frameworks == ("NATO-UKRAINE", "EU-RUSSIA")

    @pytest.mark.pipeline
    def test_an_agreement_taken_up_again(self, statement: FirstOf) -> None:
        text = "La France rappelle que le JCPoA reste en vigueur. La France est déterminée à assurer la mise en œuvre de l'accord."
        assert statement(text, "reaffirm").frameworks == ("JCPOA",)


@pytest.mark.pipeline
class TestTargets:
    @pytest.mark.parametrize(
        ("text", "act", "expected"),
        [
            ("La France condamne la décision du gouvernement birman.", "condemn", ("MMR:GOV",)),
            ("La France condamne l'agression russe contre l'Ukraine.", "condemn", ("RUS",)),
            ("La France condamne les frappes menées par les forces rwandaises en République démocratique du Congo.", "condemn", ("RWA:MIL",)),
            ("La France condamne l'attentat commis à Kaboul.", "condemn", ()),
            ("La France regrette le retrait du Mali, du Niger et du Burkina Faso de la CEDEAO.", "regret", ("MLI", "NER", "BFA")),
            ("La France déplore que l'Iran refuse tout dialogue.", "regret", ("IRN",)),
            ("La France salue le travail du Président Zelensky.", "welcome", ("UKR",)),
            ("La France salue la rapidité avec laquelle le Japon a réagi.", "welcome", ("JPN",)),
            ("La France soutient l'adhésion de la Moldavie à l'Union européenne.", "support", ("MDA",)),
            ("La France a exprimé sa préoccupation devant le rapprochement entre Minsk et Pyongyang.", "concern", ("BLR", "PRK")),
        ],
    )
    def test_the_role_decides(self, statement: FirstOf, text: str, act: str, expected: tuple[str, ...]) -> None:
        assert statement(text, act).target == expected

    def test_a_border_is_a_place(self, statement: FirstOf) -> None:
        assert statement("La France est préoccupée par les incidents aux frontières de la Pologne.", "concern").target == ()

    def test_one_who_must_act_though_not_addressed(self, statement: FirstOf) -> None:
        assert statement("Les autorités maliennes doivent libérer les otages.", "call").target == ("MLI:GOV",)
        assert statement("La France appelle à l'unité afin d'amener les Taliban à négocier.", "call").target == ("TALIBAN",)

    def test_a_people_that_suffers_is_no_target(self, statement: FirstOf) -> None:
        assert statement("La France demande que la population soudanaise soit protégée.", "call").target == ()

    def test_who_is_backed_by_a_promise(self, statement: FirstOf) -> None:
        assert statement("La France a réaffirmé son engagement à soutenir l'Ukraine.", "reaffirm").target == ("UKR",)

    def test_where_rights_are_violated_the_state_answers(self, statement: FirstOf) -> None:
        assert statement("La France est préoccupée par la situation des droits de l'Homme au Bélarus.", "concern").target == ("BLR",)
