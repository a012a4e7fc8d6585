from __future__ import annotations

import pytest

from verbale.evaluation.sentences import Sentences


def pieces(text: str) -> list[str]:
    starts = Sentences(text).starts
    return [text[a:b].strip() for a, b in zip(starts, (*starts[1:], len(text)), strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elle salue l'accord. Elle déplore B.", ["Elle salue l'accord.", "Elle déplore B."]),
        ("Elle salue A ; elle déplore B.", ["Elle salue A ; elle déplore B."]),
        ("M. Diop et Mme K. Sow ont salué l'accord. Ils ont déploré B.", ["M. Diop et Mme K. Sow ont salué l'accord.", "Ils ont déploré B."]),
        (
            "S.E.M. Diop a salué l'accord. « Nous déplorons la perte. » Il a ajouté C.",
            ["S.E.M. Diop a salué l'accord.", "« Nous déplorons la perte. »", "Il a ajouté C."],
        ),
        ("Salue A\nDéplore B", ["Salue A", "Déplore B"]),
        ("une ligne coupée\nau milieu. Puis une autre.", ["une ligne coupée\nau milieu.", "Puis une autre."]),
        ("condamne l'attentat ;\ndemande une enquête ;\n\nremercie l'Union", ["condamne l'attentat ;", "demande une enquête ;", "remercie l'Union"]),
        ("Le Conseil :\r\n- condamne l'attentat ;\r\n- salue l'accord.", ["Le Conseil :", "- condamne l'attentat ;", "- salue l'accord."]),
        ("Que faire ? Agir !", ["Que faire ?", "Agir !"]),
        ("Le 3.5 pour cent, c'est peu.", ["Le 3.5 pour cent, c'est peu."]),
        ("Министр приветствовал договор. Он осудил атаку.", ["Министр приветствовал договор.", "Он осудил атаку."]),
        ("The U.S. Secretary met Mr. Sow. They discussed trade.", ["The U.S. Secretary met Mr. Sow.", "They discussed trade."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_every_offset_has_one_sentence() -> None:
    text = "Un. Deux.\n\nTrois ; quatre. "
    sentences = Sentences(text)
    for offset in range(len(text) + 1):
        start, end = sentences.span(offset)
        assert start <= offset <= end
        assert start == sentences.starts[sentences.index(offset)]


def test_an_empty_text_has_one_empty_sentence() -> None:
    assert Sentences("").span(0) == (0, 0)
