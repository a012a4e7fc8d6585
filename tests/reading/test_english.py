"""English sentences: which words perform an act, who speaks, to whom."""

from __future__ import annotations

import pytest

from verbale.reading.reader import Reader
from verbale.record import Statement


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("en")


def statements(reader: Reader, text: str, issuer: tuple[str, ...]) -> list[Statement]:
    record = reader.read(f"Statement of the day\n\n{text}\n", published="2024-05-14", issuer=issuer)
    return [s for s in record.statements if s.act != "inform"]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("The Secretary expressed support for efforts to fight piracy, address pressing legal concerns, and defeat the disease.", ["support"]),
        ("We welcome efforts to calm the border and note that a return to the talks is possible.", ["welcome", "stress"]),
        ("We urge the parties to refrain from threats and express our concern at the shelling.", ["call", "concern"]),
        ("We will continue to provide aid to Kenya and call on all donors to increase their share.", ["commit", "call"]),
        ("We, therefore, urge patience and underscore the importance of dialogue.", ["call", "stress"]),
        ("In condemning in the strongest terms the raid on Chad, we express our solidarity with Chad.", ["condemn", "sympathise"]),
        ("We look forward to the restoration of a cabinet agreed through mediation, which would open the way to elections.", ["hope"]),
        ("President Biden highlighted several initiatives the United States is undertaking to help the people of Chad.", ["stress"]),
        ("They reminded all parties of their duty to guarantee the safety of staff and urged them to respect the truce.", ["recall", "call"]),
        ("He made clear that any faction that obstructs the convoys would face consequences.", ["warn"]),
        ("The United States deplores the fact that the pact announced after the storm has not been kept.", ["regret"]),
        ("The plan has to come from the people of Chad themselves.", ["call"]),
        ("We reaffirm our steadfast support for Chad, as well as our continued readiness to mediate.", ["support", "reaffirm"]),
        ("The Secretary underscored the importance of the treaty, and U.S. opposition to any change to it by force.", ["stress", "reject"]),
        ("The Secretary emphasized the commitment to Chad's defence and U.S. support for Chad.", ["reaffirm", "support"]),
        ("The Secretary underscored the ironclad U.S. alliance commitments to Japan.", ["reaffirm"]),
        ("President Biden acknowledged Egypt's concerns about the river.", ["stress"]),
        ("President Biden has been clear that the United States strongly supports the elections in Chad.", ["support"]),
        ("We stand fully and firmly behind Chad.", ["support"]),
        ("Our support for Chad is unwavering.", ["support"]),
        ("Our thoughts are with all those wounded in Chad.", ["sympathise"]),
        ("We will consult with our partners on the best answer.", ["commit"]),
        ("We will congratulate the President on his election and reaffirm our commitment to the region.", ["welcome", "reaffirm"]),
        ("We have not taken any decision to leave the treaty.", ["commit"]),
        (
            "We express our thanks for the support provided by Chad, endorse the plan for the border, and commend the mediators.",
            ["thank", "support", "welcome"],
        ),
        ("The Secretary underscored that the United States will support the elections.", ["stress"]),
        ("The Secretary announced that the United States will support the elections.", ["support"]),
        ("We believe that the siege has made matters worse.", ["stress"]),
        ("We believe that the siege should end.", ["call"]),
        ("We expressed our view that the siege should end.", ["call"]),
        ("We shared the view that the siege must end.", ["agree"]),
        ("We discussed reports related to the siege and emphasized that neither wants it to last.", ["discuss", "stress"]),
        ("We join the international community in reiterating our concern at the siege.", ["concern"]),
        ("We will join Chad in rebuilding the bridge.", ["commit"]),
        ("We agreed that the sanctions against Chad are linked to the truce.", ["agree"]),
        ("Those who arm the militia should expect a firm response.", ["warn"]),
        ("We are speaking out, maintaining a robust readiness posture.", []),
        ("We stand in full solidarity with Chad.", ["sympathise"]),
        ("Thanks to the support of Chad, we welcome a truce.", ["welcome"]),
        ("The Secretary condemned the raids near the port that violated Chad's airspace and expressed solidarity with its people.", ["condemn", "sympathise"]),
        ("The Secretary underscored the lasting value of the partnership and U.S. commitment to a free press.", ["stress", "reaffirm"]),
        ("The Secretary emphasized our commitment to the rule of law and the importance of free unions for the treaty.", ["reaffirm", "stress"]),
        ("Committing to fair trade: The ministers condemned the raid.", ["condemn"]),
        ("The leaders noted the Joint Declaration reaffirming their shared commitment to the region.", ["stress"]),
        ("The Compact reflects a year of talks between the ministers. It will provide a sound basis for trade.", []),
        ("The package holds vehicles for the offensive we expect Chad to launch in the spring.", []),
        ("The teams met to learn how to guard our ports and values as the mission ends.", []),
        ("The United States supports efforts to reopen the border, as the United States encourages both sides to show patience.", ["support", "encourage"]),
        ("The Secretary praised the work of the mission in Chad, where the United States intends to open an embassy.", ["welcome", "commit"]),
        ("The American people will continue to assist the people of Chad.", ["commit"]),
        ("The United States will make a commitment to deepen its cooperation with Chad.", ["commit"]),
        ("The G7 will work to set up a fund for the region.", ["commit"]),
        ("The G7 summit will achieve a full success.", []),
        ("The President directed his national security team to stay in touch with the families.", ["commit"]),
        ("The President has ordered our Armed Forces to secure the airport.", ["commit"]),
        ("The President directed the Secretary of State to support the talks.", ["commit"]),
        ("The President asked his Canadian counterpart to open the border.", ["call"]),
        ("Decides to extend the mandate of the panel, as specified in paragraph 4, and requests the Secretary-General to report.", ["commit", "call"]),
    ],
)
def test_acts(reader: Reader, text: str, acts: list[str]) -> None:
    issuer = ("CAN", "NOR") if text.startswith(("We", "In", "Our", "Those")) else ("UNSC",) if text.startswith("Decides") else ("USA",)
    assert [str(s.act) for s in statements(reader, text, issuer)] == acts


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Canada encouraged the Kenyan authorities to protect the right of assembly.", ("KEN:GOV",)),
        ("Canada called on Kenya's authorities to protect the right of assembly.", ("KEN:GOV",)),
        ("Canada urged both Kenya and Chad to sign the treaty.", ("KEN", "TCD")),
        ("Canada reminded the armed forces of Myanmar of their obligations.", ("MMR:MIL",)),
        ("Canada encouraged the neighbouring States to secure the borders.", ()),
        ("Canada called on all armed groups, including M23, to lay down their weapons.", ("M23",)),
        ("Canada encourages all Libyan stakeholders to cooperate fully.", ("LBY",)),
        ("Canada looks forward to listening to leaders in Samoa about the reef.", ()),
        ("Canada wishes Colombia success in the negotiations.", ("COL",)),
        ("Canada called on the military authorities in Niger to release the president.", ("NER:MIL",)),
    ],
)
def test_addressees(reader: Reader, text: str, addressee: tuple[str, ...]) -> None:
    (statement,) = statements(reader, text, ("CAN",))
    assert statement.addressee == addressee


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("The Secretary congratulated His Majesty on the jubilee.", [("welcome", ("USA",), ("KEN",))]),
        ("The Secretary thanked His Royal Highness for the rescue.", [("thank", ("USA",), ("KEN",))]),
        ("The Secretary thanked Prince Daudi for the rescue. His Majesty condemned the raid.", [("thank", ("USA",), ("KEN",)), ("condemn", ("KEN",), ())]),
        ("The Secretary thanked His Majesty King Felipe VI of Spain for the rescue.", [("thank", ("USA",), ("ESP",))]),
    ],
)
def test_a_courtesy_alone_means_the_sovereign_who_met(reader: Reader, text: str, acts: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    lead = "The Secretary met today with King Daudi Otieno of Kenya."
    assert [(str(s.act), s.speaker, s.addressee) for s in statements(reader, f"{lead} {text}", ("USA",))] == acts


def test_who_is_to_act_is_told_nothing(reader: Reader) -> None:
    (statement,) = statements(reader, "Canada looks forward to Kenya ratifying the treaty.", ("CAN",))
    assert (statement.addressee, statement.target) == ((), ("KEN",))


def test_a_warning_is_for_whom_it_was_conveyed_to(reader: Reader) -> None:
    text = "Canada has conveyed to the envoys of Chad in Geneva that any attack that harms its staff will be met with a firm response."
    assert [(str(s.act), s.addressee) for s in statements(reader, text, ("CAN",))] == [("warn", ("TCD",))]


def test_a_demonstrative_belongs_to_the_clause_before(reader: Reader) -> None:
    text = "The leaders discussed the raiders, especially those hiding in the hills, and President Biden condemned the looting."
    assert [(str(s.act), s.speaker) for s in statements(reader, text, ("USA",))][-1] == ("condemn", ("USA",))


def test_a_verb_of_reporting_after_its_subject_gives_the_speaker(reader: Reader) -> None:
    text = "OSCE Chairperson-in-Office, Swiss Foreign Minister Anna Keller today condemned the raid. Everyone must respect the truce, Keller emphasized."
    assert [(str(s.act), s.speaker) for s in statements(reader, text, ("OSCE",))] == [("condemn", ("OSCE",)), ("call", ("OSCE",))]


def test_a_resolution_that_opens_with_a_gerund_has_no_other_verb(reader: Reader) -> None:
    found = statements(reader, "Expressing grave concern at the raid, and condemning in the strongest terms all attacks on schools,", ("UNSC",))
    assert [str(s.act) for s in found] == ["concern", "condemn"]


def test_an_officer_of_the_issuing_body_speaks_for_it(reader: Reader) -> None:
    (statement,) = statements(reader, "Secretary General Helga Brandt stressed the importance of the talks.", ("OSCE",))
    assert statement.speaker == ("OSCE",)


def test_who_says_that_several_are_committed_speaks(reader: Reader) -> None:
    text = "President Biden made clear that the United States and Canada are committed to the defence of Japan."
    assert [(str(s.act), s.speaker) for s in statements(reader, text, ("USA",))] == [("reaffirm", ("USA",))]


def test_somebody_elses_support_is_not_the_speakers(reader: Reader) -> None:
    text = "Canada highlighted the United States' and Canada's shared commitment to Japan. Canada highlighted Egypt's commitment to the talks."
    assert [str(s.act) for s in statements(reader, text, ("CAN",))] == ["reaffirm", "stress"]


def test_it_is_no_person(reader: Reader) -> None:
    text = "President Biden praised the forum. It will build on the work of the past years."
    assert [str(s.act) for s in statements(reader, text, ("USA",))] == ["welcome"]


def test_a_leader_by_surname_is_known(reader: Reader) -> None:
    (statement,) = statements(reader, "President Biden condemned the raid on Chad.", ("FRA",))
    assert statement.speaker == ("USA",)


def test_a_joint_body_is_all_who_met(reader: Reader) -> None:
    text = "Joint press release on the Cooperation Council between the EU and Georgia\n\n"
    text += "The European Union and Georgia held a session of their Cooperation Council on 4 March 2025. "
    text += "The Cooperation Council welcomed the reforms. The EU called on Georgia to go on.\n"
    record = reader.read(text)
    assert record.document.issuer == ("EU", "GEO")
    assert [(s.speaker, s.addressee) for s in record.statements] == [(("EU", "GEO"), ()), (("EU",), ("GEO",))]


def test_several_who_only_list_themselves_at_the_end_are_the_issuers(reader: Reader) -> None:
    text = "Joint statement on the raid\n\nWe condemn the raid of 16 February 2024.\n\nAustralia, Canada, the Czech Republic and Norway\n"
    assert reader.read(text).document.issuer == ("AUS", "CAN", "CZE", "NOR")


def test_who_is_represented(reader: Reader) -> None:
    text = "Joint Communiqué of the Ministerial Meeting\n\nThe meeting was chaired by the Minister of Foreign Affairs of Tajikistan, Farid Nurov. "
    text += "The European Union was represented by the High Representative, Anna Berg. The Ministers of Kazakhstan (Daniyar Serikov) and Uzbekistan "
    text += "(Jamshid Karimov) attended the meeting. The Ministers condemned the raid.\n"
    encounter = reader.read(text).encounter
    assert encounter is not None
    assert [p.actor for p in encounter.participants] == ["TJK", "EU", "KAZ", "UZB"]


def test_several_and_the_author_speak(reader: Reader) -> None:
    text = "Foreign Minister Ada Kvist of Norway visited Kenya.\n\nMs Kvist and I discussed the peace process."
    record = reader.read(f"Visit by the Norwegian Foreign Minister\n\n{text}\n", issuer=("KEN",))
    assert [(s.act, set(s.speaker)) for s in record.statements] == [("discuss", {"NOR", "KEN"})]


def test_who_agreed_is_named_where_one_announces_it(reader: Reader) -> None:
    (found,) = statements(reader, "I am pleased to announce that Kenya and Norway have agreed to open a joint school.", ("KEN",))
    assert (found.act, set(found.speaker)) == ("agree", {"KEN", "NOR"})


def test_who_is_spoken_to_speaks_too(reader: Reader) -> None:
    title = "Foreign Secretary call with the Foreign Minister of Kenya, 3 October 2023"
    opening = "The Foreign Secretary Ada Kvist spoke to the Foreign Minister of Kenya, Otieno Wafula, today."
    record = reader.read(f"{title}\n\n{opening}\n\nThe Foreign Secretary spoke to the Foreign Minister of Kenya about the peace process.\n")
    assert [(s.act, set(s.speaker)) for s in record.statements if s.act != "inform"] == [("discuss", {"GBR", "KEN"})]


def test_a_clause_put_in_does_not_give_the_speaker(reader: Reader) -> None:
    text = "Prime Minister Ada Kvist, referring to her visit to Kenya and the talks she had with President Otieno Wafula, expressed concern at the famine."
    found = statements(reader, text, ("NOR",))
    assert [(s.act, s.speaker) for s in found] == [("concern", ("NOR",))]


def test_a_government_is_that_of_the_state_the_sentence_names(reader: Reader) -> None:
    text = "We welcomed the truce in Chad.\n\nWe recognised the hardship of people in Kenya and urged the Government to continue its work."
    found = [s for s in statements(reader, text, ("NOR",)) if s.act == "call"]
    assert [s.addressee for s in found] == [("KEN:GOV",)]


def test_a_minister_without_a_state_speaks_for_the_state_that_publishes(reader: Reader) -> None:
    text = "Foreign Minister Ada Kvist has condemned the bombing in Chad.\n\nMs Kvist expressed her sympathy for the victims."
    assert [(s.act, s.speaker) for s in statements(reader, text, ("NOR",))] == [("condemn", ("NOR",)), ("sympathise", ("NOR",))]


def test_a_family_name_behind_two_given_names_is_known(reader: Reader) -> None:
    text = "Prime Minister Ada Marie Kvist of Norway met Prime Minister Otieno Juma Wafula of Kenya today.\n\nPrime Minister Kvist condemned the raid."
    record = reader.read(f"Joint statement of Norway and Kenya\n\n{text}\n")
    assert [(s.act, s.speaker) for s in record.statements] == [("condemn", ("NOR",))]


def test_what_lies_between_two_states_is_no_conduct_of_theirs(reader: Reader) -> None:
    (found,) = statements(reader, "Norway expressed concern over the clashes along the border between Kenya and Chad.", ("NOR",))
    assert found.target == ()


@pytest.mark.parametrize("link", ["together with", "alongside", "along with"])
def test_who_acts_together_with_the_subject_speaks_too(reader: Reader, link: str) -> None:
    (found,) = statements(reader, f"The Government of Canada, {link} the Government of Norway, condemned the raid.", ("CAN",))
    assert set(found.speaker) == {"CAN", "NOR"}


def test_a_telephone_talk_is_a_call(reader: Reader) -> None:
    text = "Mr. Taro Sakuma, Minister for Foreign Affairs, held a Japan-Kenya Foreign Ministers' telephone talk with Mr. Otieno Wafula, Minister of Kenya."
    record = reader.read(f"Japan-Kenya Foreign Ministers' Telephone Talk\n\n{text}\n\nThe two sides condemned the raid.\n", issuer=("JPN",))
    assert record.encounter is not None
    assert record.encounter.kind == "call"
    assert [set(s.speaker) for s in record.statements if s.act == "condemn"] == [{"JPN", "KEN"}]


def test_of_several_the_remaining_one_is_that_of_the_person_without_a_state(reader: Reader) -> None:
    text = "Security Secretariat Secretary General Taro Sakuma, Kenyan National Security Advisor Otieno Wafula, and Chadian Minister Idris Toubou met today."
    opening = "Japan, Kenya, and the Republic of Chad condemn the raid."
    record = reader.read(f"Trilateral Statement\n\n{opening}\n\n{text} They discussed trade.\n")
    assert record.encounter is not None
    assert {p.name: p.actor for p in record.encounter.participants} == {"Taro Sakuma": "JPN", "Otieno Wafula": "KEN", "Idris Toubou": "TCD"}
    assert [set(s.speaker) for s in record.statements if s.act == "discuss"] == [{"JPN", "KEN", "TCD"}]


def test_who_met_somebody_and_discussed_did_so_with_them(reader: Reader) -> None:
    text = "Foreign Minister Kang Su-bin spoke by phone with her Kenyan counterpart Otieno Wafula, and reviewed the state of the talks."
    record = reader.read(f"Foreign Minister Holds Telephone Conversation with Kenyan Foreign Minister\n\n{text}\n", issuer=("KOR",))
    assert [set(s.speaker) for s in record.statements if s.act == "discuss"] == [{"KOR", "KEN"}]


@pytest.mark.parametrize(("text", "act"), [("The pair agreed to stay in contact.", "agree"), ("The two countries will sign a treaty next year.", "commit")])
def test_both_who_met_speak(reader: Reader, text: str, act: str) -> None:
    opening = "The Foreign Secretary, Ada Kvist, met the Foreign Minister of Kenya, Otieno Wafula, in London today."
    record = reader.read(f"Foreign Secretary meeting with Kenyan Foreign Minister, 3 October 2023\n\n{opening}\n\n{text}\n")
    assert [(s.act, set(s.speaker)) for s in record.statements] == [(act, {"GBR", "KEN"})]


def test_a_name_for_several_states_speaks_as_each_of_them(reader: Reader) -> None:
    (found,) = statements(reader, "The Nordic leaders condemned the raid.", ("KEN",))
    assert set(found.speaker) == {"DNK", "FIN", "ISL", "NOR", "SWE"}


def test_an_office_before_another_with_a_name_is_somebody_else(reader: Reader) -> None:
    opening = "Secretary of State Nora Hale spoke today with Greek Foreign Minister Nikos Vardis."
    record = reader.read(
        f"Secretary Hale’s Call with Greek Foreign Minister Vardis\n\n{opening} The Secretary and Foreign Minister Vardis condemned the raid.\n"
    )
    assert [set(s.speaker) for s in record.statements if s.act == "condemn"] == [{"USA", "GRC"}]


def test_members_that_are_named_beside_their_union_speak_too(reader: Reader) -> None:
    opening = "Representatives of Norway, the European Union, France, Germany, and Kenya met in Geneva on May 10, 2023, to discuss the crisis in Chad."
    record = reader.read(f"Joint Statement on Chad\n\n{opening}\n\nWe welcomed the conference.\n")
    assert set(record.document.issuer) == {"NOR", "EU", "FRA", "DEU", "KEN"}
    assert [set(s.speaker) for s in record.statements if s.act == "welcome"] == [{"NOR", "EU", "FRA", "DEU", "KEN"}]
