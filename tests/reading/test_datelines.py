from __future__ import annotations

import pytest

from verbale.reading.reader import Reader

SENTENCE = "The Chairperson of the African Union Commission condemns the attack."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("en")


@pytest.mark.parametrize(
    "dateline",
    [
        "ADDIS ABABA/WARSAW, 17 September 2022 – ",
        "Addis Ababa, 17 September 2022 - ",
        "MONTRÉAL, March 28, 2025 /CNW/ – ",
        "March 28, 2025 – ",
        "Addis Ababa – ",
        "Addis Ababa (3 May 2023) — ",
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(reader: Reader, dateline: str) -> None:
    record = reader.read(f"Statement on Chad\n\n{dateline}{SENTENCE}\n", issuer=("AU",))
    assert [(s.act, s.speaker) for s in record.statements] == [("condemn", ("AU",))]
    assert record.statements[0].evidence.text == SENTENCE[:-1]


@pytest.mark.parametrize("opening", ["The attack on Chad – which nobody can justify – is deplorable.", "Chad – a member since 1963 – condemns the attack."])
def test_what_stands_before_a_dash_is_mostly_no_dateline(reader: Reader, opening: str) -> None:
    record = reader.read(f"Statement on Chad\n\n{opening}\n", issuer=("TCD",))
    assert record.statements[0].evidence.text.startswith(opening[:8])


def test_the_date_of_a_dateline_dates_the_text(reader: Reader) -> None:
    assert reader.read(f"Statement on Chad\n\nAddis Ababa, 17 September 2022 – {SENTENCE}\n").document.published == "2022-09-17"
