"""The reader as a whole: windows of a long text, names window by window, what the caller knows better, what a document hands over."""

from __future__ import annotations

import pytest

from verbale.languages.gazetteer import Gazetteer, Mention
from verbale.reading import reader as module
from verbale.reading.reader import Reader
from verbale.record import Statement

pytestmark = pytest.mark.pipeline

TITLE = "Communiqué sur l'actualité internationale\n\n"
PARAGRAPHS = [
    "La France condamne cet attentat.",
    "Le Japon appelle la Russie à la retenue.",
    "L'Union européenne salue la signature de cet accord par la Moldavie.",
    "La Chine et l'Inde ont exprimé leur préoccupation devant la situation au Soudan.",
    "Le Kremlin rejette cette annexion.",
]


def wire(statements: tuple[Statement, ...], shift: int = 0) -> list[tuple[object, ...]]:
    """What is said, with the place of cue and evidence."""
    return [
        (s.act, s.strength, s.speaker, s.addressee, s.target, s.places, s.cue.text, s.cue.start + shift, s.evidence.start + shift, s.evidence.end + shift)
        for s in statements
    ]


class TestWindows:
    @pytest.mark.parametrize("size", [1, 2, 3, 7])
    def test_the_size_of_a_window_changes_nothing(self, reader: Reader, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
        text = TITLE + "\n\n".join(PARAGRAPHS * 2)
        whole = reader.read(text, issuer=("FRA",))
        assert len(whole.statements) == 2 * len(PARAGRAPHS)
        monkeypatch.setattr(module, "WINDOW", size)
        assert reader.read(text, issuer=("FRA",)) == whole

    def test_discourse_goes_on_from_window_to_window(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "WINDOW", 1)
        record = reader.read("La Chine salue cet accord. Elle appelle la Russie au calme. Elle lui demande de signer cet accord.", issuer=("FRA",))
        expected = [("welcome", ("CHN",), ()), ("call", ("CHN",), ("RUS",)), ("call", ("CHN",), ("RUS",))]
        assert [(s.act, s.speaker, s.addressee) for s in record.statements] == expected

    def test_a_long_text_reads_as_its_parts(self, reader: Reader) -> None:
        """Paragraphs that refer to nothing before them read alike alone and inside a text of more than one window."""
        times = module.WINDOW // len(PARAGRAPHS) + 2
        text = TITLE + "\n\n".join(PARAGRAPHS * times)
        whole = wire(reader.read(text, issuer=("FRA",)).statements)
        parts: list[tuple[object, ...]] = []
        at = 0
        alone = [reader.read(TITLE + paragraph, issuer=("FRA",)).statements for paragraph in PARAGRAPHS]
        for _ in range(times):
            for paragraph, statements in zip(PARAGRAPHS, alone, strict=True):
                parts.extend(wire(statements, at))
                at += len(paragraph) + 2
        assert whole == parts

    def test_names_are_looked_for_window_by_window(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "WINDOW", 2)
        text = TITLE + "\n\n".join(PARAGRAPHS * 3)
        prepared = reader.prepare(text, issuer=("FRA",))
        stretches: list[int] = []
        find = Gazetteer.find

        def recorded(self: Gazetteer, text: str, offset: int = 0) -> dict[str, list[Mention]]:
            stretches.append(len(text))
            return find(self, text, offset)

        monkeypatch.setattr(Gazetteer, "find", recorded)
        windows = list(prepared.windows())
        for window in windows:
            list(prepared.statements(window, reader.parser.parse([(p.start, prepared.view[p.start : p.end]) for p in window])))
        assert [piece for window in windows for piece in window] == prepared.spoken
        assert len(stretches) == len(windows) > 1
        assert max(stretches) <= 2 * max(map(len, PARAGRAPHS)) + 2


class TestGiven:
    def test_issuer(self, reader: Reader) -> None:
        text = "Déclaration de la France\n\nNous condamnons cet attentat."
        assert reader.read(text).document.issuer == ("FRA",)
        record = reader.read(text, issuer=("DEU", "FRA"))
        assert record.document.issuer == ("DEU", "FRA")
        assert record.statements[0].speaker == ("DEU", "FRA")

    def test_published(self, reader: Reader) -> None:
        text = "Paris, le 3 mars 2023\n\nLa France appelle les parties à signer cet accord avant la fin de l'année."
        found = reader.read(text, issuer=("FRA",))
        assert found.document.published == "2023-03-03"
        given = reader.read(text, issuer=("FRA",), published="2024-05-06")
        assert given.document.published == "2024-05-06"
        assert [s.due and s.due.value for r in (found, given) for s in r.statements] == ["2023", "2024"]

    def test_participants_of_the_issuer(self, reader: Reader) -> None:
        text = "Entretien (Berlin, 3 mars 2024)\n\nLe ministre, M. Paul Lemoine, s'est entretenu à Berlin avec son homologue allemande, Mme Greta Beispiel."
        for issuer in ("FRA", "ITA"):
            encounter = reader.read(text, issuer=(issuer,)).encounter
            assert encounter is not None
            assert [p.actor for p in encounter.participants] == [issuer, "DEU"]


class TestDocument:
    @pytest.mark.parametrize("text", ["", "\n\n", "12", "***"])
    def test_nothing_to_read(self, reader: Reader, text: str) -> None:
        record = reader.read(text)
        assert (record.document.text, record.encounter, record.statements) == (text, None, ())

    def test_the_text_is_kept_as_it_came(self, reader: Reader) -> None:
        text = "Communiqué sur l’actualité\r\n\r\nParis, le 3 mars 2024\r\n\r\nLa France\u00a0condamne l’attentat.\r\n\r\nElle appelle au calme.\r\n"
        record = reader.read(text, issuer=("FRA",))
        assert record.document.text == text
        assert record.statements[0].content is not None
        assert record.statements[0].content.text == "l’attentat"

    def test_a_document_may_have_no_title(self, reader: Reader) -> None:
        record = reader.read("La France condamne cet attentat. Elle salue les secours.\n\nElle appelle au calme.", issuer=("FRA",))
        assert [s.act for s in record.statements] == ["condemn", "welcome", "call"]

    def test_statements_stand_in_the_order_of_their_cues(self, reader: Reader) -> None:
        record = reader.read(TITLE + "\n\n".join(PARAGRAPHS), issuer=("FRA",))
        starts = [s.cue.start for s in record.statements]
        assert starts == sorted(starts)
        assert len(starts) == len(PARAGRAPHS)

    def test_nothing_of_one_document_stays_for_the_next(self, reader: Reader) -> None:
        text = "Elle a salué cet accord. M. Primerov a condamné cet attentat."
        before = reader.read(text, issuer=("FRA",))
        reader.read("Le ministre a reçu à Paris le 3 mars 2024 M. Ivan Primerov, ministre des affaires étrangères du Kazakhstan.", issuer=("FRA",))
        assert reader.read(text, issuer=("FRA",)) == before
