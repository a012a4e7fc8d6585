"""What the reader does with Russian, where Russian differs from French and English: short passives, cases, converbs, no copula, initials."""

from __future__ import annotations

import pytest

from verbale.reading.reader import Reader
from verbale.record import Record, Statement

pytestmark = pytest.mark.pipeline

CALL = (
    "О телефонном разговоре Министра иностранных дел Российской Федерации А.П.Вымыслова с Министром иностранных дел Республики Сербии М.Станоевичем\n\n"
    "412-12-11-2024\n\n"
    "12 ноября с.г. состоялся телефонный разговор Министра иностранных дел Российской Федерации А.П.Вымыслова "
    "с Министром иностранных дел Республики Сербии М.Станоевичем.\n\n"
)
BOTH, RUSSIA, SERBIA = ["RUS", "SRB"], ["RUS"], ["SRB"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("ru")


def after_call(reader: Reader, text: str) -> list[Statement]:
    """The statements of a text that stands in the readout of a call between a Russian and a Serbian minister."""
    return list(reader.read(CALL + text).statements)


def line(statement: Statement) -> str:
    """``call RUS > SRB``: who does what to whom, with ``not`` before an act that is negated."""
    told = f" > {' '.join(statement.addressee)}" if statement.addressee else ""
    return f"{'not ' if statement.negated else ''}{statement.act} {' '.join(statement.speaker)}{told}"


def check(reader: Reader, text: str, *lines: str) -> None:
    assert [line(statement) for statement in after_call(reader, text)] == list(lines)


# --- passives ---------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Подчёркнута важность диалога.", "stress"),
        ("Выражена обеспокоенность ростом напряжённости.", "concern"),
        ("В этой связи осуждены действия боевиков.", "condemn"),
        ("Достигнута договорённость о проведении консультаций.", "agree"),
        ("Было подчёркнуто, что диалог важен.", "stress"),
        ("Подчёркивалась важность диалога.", "stress"),
    ],
)
def test_a_passive_without_agent_is_spoken_by_all_who_met(reader: Reader, text: str, act: str) -> None:
    (statement,) = after_call(reader, text)
    assert (statement.act, list(statement.speaker), statement.joint) == (act, BOTH, True)


def test_passives_in_a_row(reader: Reader) -> None:
    check(reader, "Обсуждена ситуация в Сирии и отмечена важность диалога.", "discuss RUS SRB", "stress RUS SRB")
    check(reader, "Выражена обеспокоенность, осуждены нападения.", "concern RUS SRB", "condemn RUS SRB")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("С российской стороны подчёркнута важность диалога.", RUSSIA),
        ("С сербской стороны выражена благодарность за помощь.", SERBIA),
        ("С обеих сторон подтверждена приверженность диалогу.", BOTH),
        ("Со стороны России отмечена важность диалога.", RUSSIA),
        ("Российской стороной подчёркнута важность диалога.", RUSSIA),
        ("Сторонами подчёркнута важность диалога.", BOTH),
        ("Обеими сторонами осуждены эти нападения.", BOTH),
        ("Министрами иностранных дел осуждены эти нападения.", BOTH),
        ("Президентом России предложено провести встречу.", RUSSIA),
    ],
)
def test_the_agent_of_a_passive(reader: Reader, text: str, speaker: list[str]) -> None:
    (statement,) = after_call(reader, text)
    assert list(statement.speaker) == speaker


def test_an_agent_is_shared_by_the_passives_that_follow(reader: Reader) -> None:
    check(reader, "С российской стороны осуждены нападения и подтверждена поддержка Сербии.", "condemn RUS", "support RUS")


# --- cases ------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Министр выразил сербскому коллеге благодарность за поддержку.", "thank RUS > SRB"),
        ("Россия предложила Сербии провести консультации.", "encourage RUS > SRB"),
        ("Министр напомнил Косово об обязательствах.", "recall RUS > XKX"),
        ("Россия направила Турции ноту протеста.", "reject RUS > TUR"),
        ("Сербия благодарна России за помощь.", "thank SRB > RUS"),
    ],
)
def test_an_addressee_in_the_dative(reader: Reader, text: str, expected: str) -> None:
    check(reader, text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Россия поблагодарила своего коллегу за помощь.", "thank RUS > SRB"),
        ("Россия вновь призвала Турцию к диалогу.", "call RUS > TUR"),
        ("Министр потребовал от Израиля прекратить удары.", "demand RUS > ISR"),
    ],
)
def test_an_addressee_in_the_accusative_or_behind_a_preposition(reader: Reader, text: str, expected: str) -> None:
    check(reader, text, expected)


def test_a_genitive_says_whose_conduct_is_judged(reader: Reader) -> None:
    (statement,) = after_call(reader, "Действия Израиля недопустимы.")
    assert (statement.act, statement.target) == ("reject", ("ISR",))


# --- verbs ------------------------------------------------------------------------------------------------------------------------------------


def test_converbs_share_the_subject(reader: Reader) -> None:
    check(reader, "Министры обсудили ситуацию в Сирии, подчеркнув важность диалога.", "discuss RUS SRB", "stress RUS SRB")
    check(reader, "Осудив нападения, министры призвали к прекращению огня.", "condemn RUS SRB", "call RUS SRB")
    check(reader, "Выразив благодарность, министр призвал Турцию к сдержанности.", "thank RUS", "call RUS > TUR")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Такие действия неприемлемы.", "reject RUS"),
        ("Россия готова содействовать диалогу.", "propose RUS"),
        ("Стороны едины в стремлении к миру.", "agree RUS SRB"),
        ("Москва обеспокоена ростом напряжённости.", "concern RUS"),
        ("Российская сторона признательна Сербии за поддержку.", "thank RUS > SRB"),
    ],
)
def test_no_copula(reader: Reader, text: str, expected: str) -> None:
    check(reader, text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Россия будет содействовать урегулированию.", "commit RUS"),
        ("Стороны будут содействовать стабилизации.", "commit RUS SRB"),
        ("А.П.Вымыслов заявил, что Россия будет содействовать усилиям ООН.", "commit RUS"),
    ],
)
def test_the_future_of_imperfectives_is_no_passive(reader: Reader, text: str, expected: str) -> None:
    check(reader, text, expected)


def test_negation(reader: Reader) -> None:
    check(reader, "Стороны не поддержали это предложение.", "not support RUS SRB")


def test_strength_and_flags(reader: Reader) -> None:
    (condemned,) = after_call(reader, "Россия решительно осудила теракт в Кабуле.")
    assert (condemned.strength, condemned.places) == (5, ("AFG",))
    (warned,) = after_call(reader, "Россия предупредила о последствиях любых новых провокаций.")
    assert warned.hypothetical
    (called,) = after_call(reader, "Россия вновь призвала Турцию к диалогу.")
    assert called.reiterated


# --- who is meant -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "subject", ["Министры", "Оба министра", "Обе стороны", "Стороны", "Они", "Главы внешнеполитических ведомств", "Российская и сербская стороны"]
)
def test_all_who_met(reader: Reader, subject: str) -> None:
    check(reader, f"{subject} осудили нападения.", "condemn RUS SRB")


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("А.П.Вымыслов", RUSSIA),
        ("М.Станоевич", SERBIA),
        ("Сербский министр", SERBIA),
        ("Москва", RUSSIA),
        ("Белград", SERBIA),
        ("Российская сторона", RUSSIA),
        ("Министр иностранных дел России", RUSSIA),
    ],
)
def test_one_of_them(reader: Reader, subject: str, speaker: list[str]) -> None:
    verb = "осудила" if subject.endswith(("ва", "на")) else "осудил"
    (statement,) = after_call(reader, f"{subject} {verb} нападения.")
    assert list(statement.speaker) == speaker


def test_a_name_with_initials_in_another_case(reader: Reader) -> None:
    check(reader, "Министр поблагодарил М.Станоевича за помощь.", "thank RUS > SRB")


# --- the document -----------------------------------------------------------------------------------------------------------------------------


def test_the_readout_of_a_call(reader: Reader) -> None:
    record = reader.read(CALL + "Стороны осудили нападения.")
    assert (record.document.issuer, record.document.kind, record.document.published) == (("RUS",), "readout", "2024-11-12")
    assert record.encounter is not None
    assert (record.encounter.kind, record.encounter.date) == ("call", "2024-11-12")
    assert [(person.name, person.actor) for person in record.encounter.participants] == [("А.П.Вымыслов", "RUS"), ("М.Станоевич", "SRB")]


@pytest.mark.parametrize(
    ("number", "written", "day"),
    [
        ("412-09-03-2024", "9 марта с.г.", "2024-03-09"),
        ("2187-12-11-2024", "12 ноября с.г.", "2024-11-12"),
        ("77-02-02-2023", "1 февраля с.г.", "2023-02-01"),
    ],
)
def test_the_year_comes_from_the_number_of_the_document(reader: Reader, number: str, written: str, day: str) -> None:
    text = (
        "О встрече Министра иностранных дел Российской Федерации А.П.Вымыслова с Послом Индии в Москве Р.Капуром\n\n"
        f"{number}\n\n{written} Министр иностранных дел Российской Федерации А.П.Вымыслов принял Посла Республики Индии в Москве Р.Капура.\n"
    )
    record = reader.read(text)
    assert record.encounter is not None
    assert record.encounter.date == day
    year, month, published = number.split("-")[3], number.split("-")[2], number.split("-")[1]
    assert record.document.published == f"{year}-{month}-{published}"


def kremlin(reader: Reader, title: str, body: str) -> Record:
    return reader.read(f"{title}\n\n12 ноября 2024 года\n\n{body}\n")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Телефонный разговор с Президентом Сербии Драганом Станоевичем",
            "Состоялся телефонный разговор Владимира Вымыслова с Президентом Республики Сербии Драганом Станоевичем.",
        ),
        (
            "Встреча с Президентом Казахстана Нурланом Аманжоловым",
            "Владимир Вымыслов провёл переговоры с Президентом Республики Казахстан Нурланом Аманжоловым. Президент России поблагодарил коллегу за поддержку.",
        ),
    ],
)
def test_a_kremlin_title_names_the_other_side_alone(reader: Reader, title: str, body: str) -> None:
    record = kremlin(reader, title, body)
    assert record.document.issuer == ("RUS",)
    assert record.encounter is not None
    assert record.encounter.date == "2024-11-12"


def dated(reader: Reader, day: str) -> str | None:
    title = "Телефонный разговор с Президентом Сербии Драганом Станоевичем"
    return reader.read(f"{title}\n\n{day}\n\nСостоялся телефонный разговор Владимира Вымыслова с Президентом Сербии.\n").document.published


@pytest.mark.parametrize("day", ["12 ноября 2024 года", "12 ноября 2024 года 15:30", "12 ноября 2024 года\n15:30"])
def test_dates_with_and_without_the_hour(reader: Reader, day: str) -> None:
    assert dated(reader, day) == "2024-11-12"


def test_persons_without_office_are_those_who_talked(reader: Reader) -> None:
    record = kremlin(
        reader,
        "Телефонный разговор с Президентом Сербии Драганом Станоевичем",
        "Состоялся телефонный разговор Владимира Вымыслова с Президентом Республики Сербии Драганом Станоевичем.",
    )
    assert record.encounter is not None
    assert {(person.name, person.actor) for person in record.encounter.participants} == {("Владимир Вымыслов", "RUS"), ("Драган Станоевич", "SRB")}


def test_offsets_hold(reader: Reader) -> None:
    record = reader.read(CALL + "Стороны осудили нападения, подчеркнув важность диалога. С российской стороны выражена поддержка Сербии.")
    text = record.document.text
    for statement in record.statements:
        for span in (statement.cue, statement.content, statement.evidence):
            assert span is None or text[span.start : span.end] == span.text


# --- known faults -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", ["Собеседники", "Коллеги"])
def test_counterparts_are_all_who_met(reader: Reader, subject: str) -> None:
    check(reader, f"{subject} осудили нападения.", "condemn RUS SRB")


@pytest.mark.parametrize("subject", ["М. Станоевич", "Станоевич"])
def test_another_spelling_of_a_name_with_initials(reader: Reader, subject: str) -> None:
    check(reader, f"{subject} осудил нападения.", "condemn SRB")


@pytest.mark.parametrize("subject", ["С.В.Заречин", "Сергей Заречин", "Заречин"])
def test_a_name_that_was_introduced_with_its_patronymic(reader: Reader, subject: str) -> None:
    text = (
        "12 ноября 2024 г. состоялся телефонный разговор Министра иностранных дел Российской Федерации Сергея Викторовича Заречина "
        f"с Министром иностранных дел Республики Сербии М.Станоевичем.\n\n{subject} осудил нападения."
    )
    assert [line(statement) for statement in reader.read(text).statements] == ["condemn RUS"]


def test_the_side_that_speaks_is_no_place(reader: Reader) -> None:
    (statement,) = after_call(reader, "С российской стороны подчёркнута важность диалога.")
    assert statement.places == ()


@pytest.mark.parametrize("text", ["Россия будет содействовать диалогу.", "Россия будет содействовать переговорам.", "Министр рад новой встрече."])
def test_an_encounter_is_no_addressee(reader: Reader, text: str) -> None:
    (statement,) = after_call(reader, text)
    assert statement.addressee == ()


def test_a_passive_after_a_comma(reader: Reader) -> None:
    check(reader, "Обсуждена ситуация в Сирии, отмечена важность диалога.", "discuss RUS SRB", "stress RUS SRB")


def test_a_converb_between_subject_and_verb(reader: Reader) -> None:
    check(reader, "М.Станоевич, поблагодарив Россию за помощь, призвал к диалогу.", "thank SRB > RUS", "call SRB")


def test_a_promise_to_go_on(reader: Reader) -> None:
    check(reader, "Россия будет и далее содействовать усилиям ООН.", "commit RUS")


@pytest.mark.xfail(strict=True, reason="a given name that is also a city is taken for the city")
def test_a_given_name_that_is_a_city(reader: Reader) -> None:
    record = kremlin(
        reader,
        "Телефонный разговор с Президентом Сербии Миланом Станоевичем",
        "Состоялся телефонный разговор Владимира Вымыслова с Президентом Республики Сербии Миланом Станоевичем.",
    )
    assert record.encounter is not None
    assert ("Милан Станоевич", "SRB") in {(person.name, person.actor) for person in record.encounter.participants}


def test_a_date_with_the_hour_after_a_comma(reader: Reader) -> None:
    assert dated(reader, "12 ноября 2024 года, 15:30") == "2024-11-12"


def test_a_spacy_pipeline_of_the_users_own() -> None:
    import spacy

    Reader("ru", nlp=spacy.blank("fr")).read("Россия осудила нападение.")


def test_consultations_of_two_states(reader: Reader) -> None:
    text = "О российско-турецких консультациях\n\n12 ноября 2024 года в Анкаре состоялись российско-турецкие консультации.\n\nОбсуждена ситуация в Сирии.\n"
    (statement,) = reader.read(text).statements
    assert set(statement.speaker) == {"RUS", "TUR"}


# --- what the ministry and the agencies write ------------------------------------------------------------------------------------------------


SUMMONS = (
    "О вызове в МИД России посла Эстонии\n\n"
    "12 ноября в МИД России был вызван Чрезвычайный и Полномочный Посол Эстонской Республики в Российской Федерации А.Вымысел, "
    "которому заявлен решительный протест в связи с высылкой дипломатов. "
)


def lines(reader: Reader, text: str, issuer: tuple[str, ...] | None = None) -> list[str]:
    return [line(statement) for statement in reader.read(text, issuer=issuer).statements if statement.act != "inform"]


def test_who_calls_in_speaks(reader: Reader) -> None:
    record = reader.read(SUMMONS + "Послу указано на недопустимость подобных действий.")
    assert list(map(line, record.statements)) == ["reject RUS > EST", "reject RUS > EST"]
    assert record.encounter is not None
    assert [(person.actor, person.side) for person in record.encounter.participants] == [("EST", "guest")]


def test_a_dative_that_two_passives_share(reader: Reader) -> None:
    assert lines(reader, SUMMONS + "Послу сделан демарш и вручена нота протеста.")[1:] == ["reject RUS > EST", "reject RUS > EST"]


def test_what_an_agency_quotes(reader: Reader) -> None:
    text = (
        "Москва. 12 ноября. ИНТЕРФАКС - МИД России осудил нападение на посольство в Дамаске.\n\n"
        "«Выражаем соболезнования народу Сирии. Виновные должны быть наказаны», - отметили в МИД РФ.\n\n"
        "Как подчеркнули в министерстве, «Россия поддерживает единство Сирии»."
    )
    record = reader.read(text)
    assert record.document.issuer == ("RUS",)
    assert lines(reader, text) == ["condemn RUS", "sympathise RUS", "call RUS", "support RUS"]


def test_an_agency_before_the_first_words(reader: Reader) -> None:
    assert lines(reader, "Заголовок\n\nINTERFAX.RU - Сербия осудила теракт.") == ["condemn SRB"]


def test_said_by_a_body_in_which_it_was_said(reader: Reader) -> None:
    assert lines(reader, "«Турция осуждает этот теракт», – заявили в МИД Турции.") == ["condemn TUR"]


def test_a_meeting_that_is_told_by_what_was_discussed(reader: Reader) -> None:
    text = (
        "Министр иностранных дел РФ А.П.Вымыслов обсудил по телефону с главой МИД Сербии М.Станоевичем положение на Балканах.\n\n"
        "Министры отметили важность диалога."
    )
    record = reader.read(text)
    assert record.encounter is not None
    assert record.encounter.kind == "call"
    assert lines(reader, text)[-1] == "stress RUS SRB"


def test_those_who_hold_an_office_in_the_plural(reader: Reader) -> None:
    text = "Состоялся телефонный разговор между главами МИД России и Сербии. В ходе беседы обсуждены вопросы торговли."
    assert lines(reader, text) == ["discuss RUS SRB"]


def test_what_took_place_is_no_past_meeting(reader: Reader) -> None:
    text = "Российско-сербские переговоры\n\nВ Кремле прошли переговоры Владимира Путина с Президентом Республики Сербии Александром Вучичем."
    record = reader.read(text)
    assert record.encounter is not None
    assert {person.name for person in record.encounter.participants} == {"Владимир Путин", "Александр Вучич"}


def test_a_negation_is_a_word_of_its_own(reader: Reader) -> None:
    record = reader.read(
        "Сообщение\n\n15 августа в Пхеньяне состоялись консультации заместителя Министра иностранных дел России А.П.Вымыслова с послом Сербии."
    )
    assert record.encounter is not None


# --- joint texts ------------------------------------------------------------------------------------------------------------------------------


def test_a_title_in_two_lines(reader: Reader) -> None:
    text = (
        "СОВМЕСТНОЕ ЗАЯВЛЕНИЕ\n\nРоссийской Федерации и Республики Замбия\n\nРоссийская Федерация и Республика Замбия (далее – Стороны),\n\n"
        "подтверждая дружественный характер отношений,\n\nзаявляют о нижеследующем:\n\n1. Стороны осуждают терроризм.\n\n"
        "2. Замбийская Сторона выражает признательность Российской Стороне за помощь."
    )
    assert lines(reader, text) == ["reaffirm RUS ZMB", "condemn RUS ZMB", "thank ZMB > RUS"]


def test_four_who_issue_a_text(reader: Reader) -> None:
    text = (
        "Основные положения четырёхстороннего заявления\n\n"
        "По итогам состоявшейся в Женеве встречи глав внешнеполитических ведомств России, США, Евросоюза и главы МИД Украины принят документ.\n\n"
        "Участники встречи осудили экстремизм."
    )
    assert reader.read(text).document.issuer == ("RUS", "USA", "EU", "UKR")
    assert lines(reader, text)[-1] == "condemn RUS USA EU UKR"


def test_the_office_of_one_of_several_issuers(reader: Reader) -> None:
    text = (
        "Совместное заявление министров России и США\n\nМинистр иностранных дел Российской Федерации и Госсекретарь США провели переговоры.\n\n"
        "Госсекретарь приветствовал обмен."
    )
    assert lines(reader, text)[-1] == "welcome USA"


def test_presidents_in_a_row(reader: Reader) -> None:
    text = "Президент Ирана, Президент России и Президент Турции осудили терроризм."
    assert lines(reader, text) == ["condemn IRN RUS TUR"]


def test_a_side_goes_on(reader: Reader) -> None:
    check(
        reader,
        "С российской стороны подчёркнуто, что диалог важен, и подтверждена поддержка усилий ООН. Отмечены риски эскалации. Обсуждены вопросы торговли.",
        "stress RUS",
        "support RUS",
        "stress RUS",
        "discuss RUS SRB",
    )


# --- addressees -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Россия направила поздравления по случаю праздника Навруз Президенту Азербайджана А.Вымыслу, Президенту Казахстана Б.Вымыслу и Президенту Турции.",
            "AZE KAZ TUR",
        ),
        ("Владимир Путин поздравил руководство и народ Катара с праздником.", "QAT"),
        ("Россия выразила соболезнования Президенту Ирана.", "IRN"),
        ("Президент России согласился с Президентом США в том, что мир нужен.", "USA"),
        ("Временному поверенному в делах Латвии выражен протест.", "LVA"),
        ("Напоминаем нашим французским коллегам об их обязательствах.", "FRA"),
        ("Новому банку развития предложено представить доклад.", "NDB"),
    ],
)
def test_who_is_told(reader: Reader, text: str, told: str) -> None:
    (statement,) = reader.read(text, issuer=("RUS",)).statements
    assert " ".join(statement.addressee) == told


def test_the_sides_that_the_title_names(reader: Reader) -> None:
    text = "Заявление МИД Узбекистана о ситуации на границе Армении и Азербайджана\n\nУзбекистан призывает стороны к сдержанности."
    assert [sorted(statement.addressee) for statement in reader.read(text).statements] == [["ARM", "AZE"]]


# --- clauses ----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Министры обсудили торговлю, подчеркнули важность диалога.", ["discuss RUS SRB", "stress RUS SRB"]),
        (
            "Россия призывает власти Эстонии пересмотреть закон, с тем чтобы учесть права граждан, и требует от них объяснений.",
            ["call RUS > EST:GOV", "demand RUS > EST:GOV"],
        ),
        ("Вынуждены констатировать, что Запад молчит.", ["stress RUS"]),
        ("Согласно сообщению, министр поблагодарил Сербию за поддержку.", ["thank RUS > SRB"]),
        ("Россия осуждает насилие, идёт ли речь о войне или о терроре.", ["condemn RUS"]),
        ("Россия с болью и горечью восприняла известие о гибели людей.", ["sympathise RUS"]),
        ("Санкции призваны нанести ущерб.", []),
    ],
)
def test_clauses(reader: Reader, text: str, expected: list[str]) -> None:
    assert [line(statement) for statement in after_call(reader, text) if statement.act != "inform"] == expected


@pytest.mark.parametrize(
    ("text", "hypothetical"),
    [
        ("Россия поддерживает поиск возможных путей урегулирования.", False),
        ("Россия подчеркнула, что урегулирование возможно лишь на основе права.", False),
        ("Россия осудила террор, кем бы он ни совершался.", False),
        ("Россия обеспокоена возможной эскалацией.", True),
        ("В случае нападения агрессору будет дан отпор.", True),
    ],
)
def test_possible_facts(reader: Reader, text: str, hypothetical: bool) -> None:
    (statement,) = reader.read(text, issuer=("RUS",)).statements
    assert statement.hypothetical is hypothetical


# --- who settled, who is told, what is asked ---------------------------------------------------------------------------------------------------


def test_settled_without_a_subject(reader: Reader) -> None:
    check(reader, "Условились о проведении консультаций.", "agree RUS SRB")


def test_a_group_whose_members_are_named(reader: Reader) -> None:
    text = (
        "Государственный секретарь США встретился с министрами стран Центральной Азии\n\n"
        "Государственный секретарь США встретился с министрами Казахстана, Кыргызстана, Таджикистана, Туркменистана и Узбекистана.\n\n"
        "Участники осудили терроризм."
    )
    (statement,) = reader.read(text, issuer=("USA",)).statements
    assert set(statement.speaker) == {"USA", "KAZ", "KGZ", "TJK", "TKM", "UZB"}


def test_a_title_that_goes_on_below(reader: Reader) -> None:
    text = (
        "СОВМЕСТНОЕ ЗАЯВЛЕНИЕ\nпо итогам консультаций между Министерством иностранных дел Российской Федерации и Министерством иностранных дел "
        "Республики Замбия, прошедших в Лусаке\n\nСтороны осудили терроризм."
    )
    assert lines(reader, text) == ["condemn RUS ZMB"]


def test_a_subject_inside_a_clause_is_none_of_the_verb_before(reader: Reader) -> None:
    text = "Совет Безопасности,\n\n1. самым решительным образом осуждает нападения, требует, чтобы силы мятежников прекратили обстрел."
    assert lines(reader, text) == ["condemn UNSC", "demand UNSC"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Министр обратил внимание собеседника на угрозы.", "stress RUS > SRB"),
        ("Россия воздала должное миротворцам ООН.", "welcome RUS"),
        ("Президент России просил передать наилучшие пожелания Президенту Сербии.", "hope RUS > SRB"),
        ("Министр напомнил Белграду о договорённостях.", "recall RUS > SRB"),
    ],
)
def test_who_is_meant(reader: Reader, text: str, expected: str) -> None:
    check(reader, text, expected)


def test_a_part_of_a_name_that_does_not_decline(reader: Reader) -> None:
    text = (
        "Телефонный разговор с Президентом ОАЭ\n\nСостоялся телефонный разговор Владимира Путина с Президентом ОАЭ Салехом Бен Омаром Аль Вымыслом.\n\n"
        "Владимир Путин поздравил Салеха Аль Вымысла и весь эмиратский народ с праздником."
    )
    assert lines(reader, text) == ["welcome RUS > ARE"]


def test_an_initial_before_a_particle(reader: Reader) -> None:
    text = "12 ноября состоялась встреча Министра иностранных дел России А.П.Вымыслова с Послом Бразилии Р.де Соузой."
    record = reader.read(text)
    assert record.encounter is not None
    assert ("Р.де Соуза", "BRA") in {(person.name, person.actor) for person in record.encounter.participants}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В МИД России приносят соболезнования семьям погибших.", "sympathise RUS"),
        ("На Смоленской площади призвали Судан к переговорам.", "call RUS > SDN"),
        ("В разговоре с Хосе Вымысловым Пабло Примеров обратил внимание на угрозы.", "stress CUB"),
        ("Сожаление об исходе переговоров выразил в воскресенье МИД РФ.", "regret RUS"),
        ("Послу Канады в Москве Джону Вымыслову заявлен протест.", "reject RUS > CAN"),
        ("Рекомендуем россиянам воздержаться от поездок.", "encourage RUS > RUS:CVL"),
        ("Посольство подверглось нападению, в связи с чем польским властям был выражен протест.", "reject RUS > POL:GOV"),
        ("МИД России сообщил, что Россия выполняет договор и будет выполнять его.", "commit RUS"),
    ],
)
def test_who_speaks_in_an_agency_text(reader: Reader, text: str, expected: str) -> None:
    opening = "Президент Кубы Пабло Примеров побеседовал с Президентом Перу Хосе Вымысловым.\n\n" if "Примеров" in text else ""
    assert lines(reader, opening + text, issuer=("RUS",))[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Благодаря усилиям Катара на родину вернулись двадцать человек.",
        "Согласно документу, государство обязано обеспечить охрану посольства.",
        "Телефонный разговор состоялся по инициативе Египта, отметили в МИД России.",
        "События повлекли за собой гибель людей.",
    ],
)
def test_what_nobody_says(reader: Reader, text: str) -> None:
    assert not [line for line in lines(reader, text, issuer=("RUS",)) if not line.startswith("inform")]


def test_a_side_goes_on_with_its_own_will(reader: Reader) -> None:
    text = (
        "Состоялся телефонный разговор Министра иностранных дел России С.В.Вымыслова с Министром иностранных дел Перу Х.Примеровым.\n\n"
        "С российской стороны выражена обеспокоенность. При этом отмечена необходимость переговоров. Подтверждена готовность содействовать им. "
        "Подтверждена готовность к продолжению сотрудничества."
    )
    assert lines(reader, text) == ["concern RUS", "stress RUS", "reaffirm RUS", "reaffirm RUS PER"]


def test_a_short_participle_that_could_be_a_future(reader: Reader) -> None:
    text = (
        "Состоялся телефонный разговор Министра иностранных дел России С.В.Вымыслова с Министром иностранных дел Перу Х.Примеровым.\n\n"
        "Затронут ход реализации проектов. В центре внимания находились вопросы торговли."
    )
    assert lines(reader, text) == ["discuss RUS PER", "discuss RUS PER"]


def test_several_who_are_called_in(reader: Reader) -> None:
    text = (
        "Заявление МИД России\n\nВ МИД России были вызваны временные поверенные в делах Латвии, Литвы и Эстонии. Им заявлен протест. "
        "Главам дипмиссий заявлено, что Россия оставляет за собой право на ответные меры."
    )
    assert lines(reader, text) == ["reject RUS > LVA LTU EST", "warn RUS > LVA LTU EST"]


def test_a_summit_of_two_joined_by_a_dash(reader: Reader) -> None:
    record = reader.read("Владимир Путин принял участие в саммите Россия–ЕС\n\nНа встрече обсуждались вопросы энергетики.", issuer=("RUS",))
    assert [set(statement.speaker) for statement in record.statements] == [{"RUS", "EU"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("От норвежской стороны потребовали освободить задержанных.", ["demand RUS > NOR"]),
        ("Внимание норвежской стороны обращено на недопустимость этого.", ["stress RUS > NOR"]),
        ("Прошу передать слова искреннего сочувствия и поддержки родным и близким погибших.", ["sympathise RUS"]),
        ("МИД РФ считает неприемлемым решение Таллина выслать двух дипломатов.", ["reject RUS"]),
    ],
)
def test_protests_and_condolences(reader: Reader, text: str, expected: list[str]) -> None:
    assert lines(reader, text, issuer=("RUS",)) == expected


def test_what_another_said_is_commented(reader: Reader) -> None:
    record = reader.read("МИД РФ прокомментировал заявление США\n\nЗаявления американской стороны вызывают сожаление, сообщили в МИД РФ.")
    assert record.document.issuer == ("RUS",)


def test_two_discuss_by_telephone(reader: Reader) -> None:
    text = "Владимир Путин и президент Перу Хосе Вымыслов обсудили по телефону торговлю. Хосе Вымыслов выразил тревогу. Договорились поддерживать контакты."
    assert lines(reader, text, issuer=("RUS",)) == ["discuss RUS PER", "concern PER", "agree RUS PER"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Мы, Президент Республики Беларусь А.Б.Вымыслов, Премьер-министр Республики Армения В.Г.Примеров и Президент Республики Казахстан Д.Е.Выдумкин, "
            "заявляем о следующем. Подтверждаем приверженность договорённостям."
        ),
        (
            "Заявление Президента Республики Беларусь, Премьер-министра Республики Армения и Президента Республики Казахстан\n\n"
            "Мы, Президент Республики Беларусь А.Б.Вымыслов, Премьер-министр Республики Армения В.Г.Примеров и Президент Республики Казахстан Д.Е.Выдумкин, "
            "подтверждаем приверженность договорённостям."
        ),
    ],
)
def test_initials_do_not_end_the_list_of_issuers(reader: Reader, text: str) -> None:
    assert reader.read(text).document.issuer == ("BLR", "ARM", "KAZ")
    assert lines(reader, text)[-1] == "reaffirm BLR ARM KAZ"


def test_a_representative_of_a_state_or_body_takes_part(reader: Reader) -> None:
    text = (
        "Встреча\n\nЗаместитель министра иностранных дел России Пётр Вымыслов принял спецпредставителя ЕС Павла Выдумкина, "
        "представителя ООН Ивана Примерова и представителя Франции Андрея Образцова. Состоялся обмен мнениями."
    )
    record = reader.read(text)
    assert record.encounter is not None
    assert [participant.actor for participant in record.encounter.participants] == ["RUS", "EU", "UN", "FRA"]
    assert lines(reader, text) == ["discuss RUS EU UN FRA"]


def test_an_agency_quotes_the_ministry_whose_representative_spoke(reader: Reader) -> None:
    text = (
        "МОСКВА, 26 декабря. Россия обеспокоена эскалацией в Йемене, призывает стороны к сдержанности, заявила официальный представитель МИД РФ "
        'Вера Примерова.\n\n"Призываем все стороны проявлять сдержанность", - добавила она.\n\n'
        "Москва приветствует отмеченные в заявлении МИД Саудовской Аравии усилия.\n"
    )
    assert reader.read(text).document.issuer == ("RUS",)
