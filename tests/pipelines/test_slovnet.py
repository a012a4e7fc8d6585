"""The Russian pipeline as a whole: trees of sentences, and laws that hold for any text."""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import MissingPipelineError
from verbale.pipelines.sentence import Sentence
from verbale.pipelines.slovnet import models
from verbale.pipelines.slovnet.dictionary import Dictionary
from verbale.pipelines.slovnet.grammar import tag_of
from verbale.pipelines.slovnet.parser import BATCH_WORDS, SlovnetParser
from verbale.pipelines.slovnet.shapes import Shapes

pytestmark = pytest.mark.pipeline

_PARSERS: list[SlovnetParser] = []


def load() -> SlovnetParser:
    """The pipeline, loaded once; a machine without it fails, for the suite would say nothing of Russian there."""
    if not _PARSERS:
        try:
            _PARSERS.append(SlovnetParser())
        except MissingPipelineError as error:
            pytest.fail(str(error))
    return _PARSERS[0]


def parse(text: str, offset: int = 0) -> Sentence:
    (sentence,) = load().parse([(offset, text)])
    return sentence


def arcs(sentence: Sentence) -> set[str]:
    """``relation word < head`` of every word."""
    return {f"{rel} {form} < {sentence.forms[head]}" for form, rel, head in zip(sentence.forms, sentence.rels, sentence.heads, strict=True)}


SENTENCES = [
    ("Норландия осудила обстрел порта.", ["ROOT осудила < осудила", "nsubj Норландия < осудила", "obj обстрел < осудила"]),
    (
        "Министр И.П.Соколов принял посла Островии в Энске.",
        ["ROOT принял < принял", "nsubj Министр < принял", "obj посла < принял", "appos И.П.Соколов < Министр"],
    ),
    ("Послу Норландии был заявлен протест.", ["ROOT заявлен < заявлен", "iobj Послу < заявлен", "nsubj:pass протест < заявлен", "aux:pass был < заявлен"]),
    (
        "Подчеркнув важность диалога, стороны договорились продолжить консультации.",
        ["ROOT договорились < договорились", "advcl Подчеркнув < договорились", "obj важность < Подчеркнув", "xcomp продолжить < договорились"],
    ),
    (
        "Мы призываем обе стороны воздерживаться от насилия.",
        ["ROOT призываем < призываем", "nsubj Мы < призываем", "obj стороны < призываем", "xcomp воздерживаться < призываем"],
    ),
    (
        "Президент выразил признательность островийскому коллеге за помощь морякам.",
        ["ROOT выразил < выразил", "nsubj Президент < выразил", "obj признательность < выразил", "iobj коллеге < выразил"],
    ),
    (
        "Министр отметил, что Энск соблюдает договор, и выразил готовность к переговорам.",
        ["ROOT отметил < отметил", "ccomp соблюдает < отметил", "nsubj Энск < соблюдает", "conj выразил < отметил", "obj готовность < выразил"],
    ),
    (
        "Президенту Островии А.Ларину И.П.Соколовым направлено послание.",
        ["ROOT направлено < направлено", "iobj Президенту < направлено", "obl:agent И.П.Соколовым < направлено", "nsubj:pass послание < направлено"],
    ),
    ("Состоялся обмен мнениями по ситуации в Заливе.", ["ROOT Состоялся < Состоялся", "nsubj обмен < Состоялся"]),
    (
        "Стороны осудили теракт и потребовали от властей освободить заложников.",
        ["ROOT осудили < осудили", "conj потребовали < осудили", "xcomp освободить < потребовали", "obj заложников < освободить"],
    ),
    ("Москва готова оказать содействие.", ["ROOT готова < готова", "nsubj Москва < готова", "xcomp оказать < готова", "obj содействие < оказать"]),
    (
        "Совет Безопасности требует немедленно прекратить огонь, отмечая страдания мирных жителей.",
        ["ROOT требует < требует", "nsubj Совет < требует", "xcomp прекратить < требует", "obj огонь < прекратить", "obj страдания < отмечая"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_trees(text: str, expected: list[str]) -> None:
    assert not set(expected) - arcs(parse(text))


def test_features_say_case_and_form_of_verbs() -> None:
    sentence = parse("Отмечая прогресс, достигнутый на переговорах, министру поручено подготовить доклад.")
    feats = dict(zip(sentence.forms, sentence.feats, strict=True))
    assert "VerbForm=Conv" in feats["Отмечая"]
    assert {"VerbForm=Part", "Voice=Pass"} <= set(feats["достигнутый"].split("|"))
    assert {"VerbForm=Part", "Variant=Short"} <= set(feats["поручено"].split("|"))
    assert "VerbForm=Inf" in feats["подготовить"]
    assert ("Case=Dat" in feats["министру"], "Case=Loc" in feats["переговорах"]) == (True, True)


def test_case_follows_from_the_role_where_the_form_may_be_either() -> None:
    feats = dict(zip(("s", "v", "o"), parse("Диалог укрепляет доверие").feats, strict=True))
    assert ("Case=Nom" in feats["s"], "Case=Acc" in feats["o"]) == (True, True)


def test_offsets_are_those_of_the_document() -> None:
    text = "Послу Норландии С. В. Ларину был заявлен протест 5 марта с. г."
    sentence = parse(text, offset=100)
    assert (sentence.start, sentence.end) == (100, 100 + len(text))
    assert [text[start - 100 : end - 100] for start, end in zip(sentence.starts, sentence.ends, strict=True)] == sentence.forms
    assert "С. В. Ларину" in sentence.forms


def check_laws(text: str, sentence: Sentence) -> None:
    """Parallel arrays; forms, in order, that hold every character but white space; one root, below which every word is."""
    size = len(sentence)
    arrays = (sentence.lowers, sentence.upos, sentence.feats, sentence.heads, sentence.rels, sentence.starts, sentence.ends)
    assert all(len(array) == size for array in arrays)
    assert [text[start:end] for start, end in zip(sentence.starts, sentence.ends, strict=True)] == sentence.forms
    assert all(end <= start for end, start in zip(sentence.ends, sentence.starts[1:], strict=False))
    gaps = zip([0, *sentence.ends], [*sentence.starts, len(text)], strict=True)
    assert not "".join(text[end:start] for end, start in gaps).strip()
    roots = [i for i, head in enumerate(sentence.heads) if head == i]
    assert len(roots) == bool(size)
    assert [i for i, rel in enumerate(sentence.rels) if rel == "ROOT"] == roots
    below = set(roots)
    for i in range(size):
        path = []
        while i not in below:
            path.append(i)
            i = sentence.heads[i]
            assert len(path) <= size
        below.update(path)


PARTS = "Министр посол сторона стороны осудил осудив готов направлено, который что и в с к ; . – « » г. ст. С.В.Ларин И. П. 5-го 2024 XX «Мир» не дом"
TEXTS = (
    st.text(max_size=80)
    | st.text(alphabet="абвгАБВ .,-–'«»125\u0301\u00a0ё", max_size=80)
    | st.lists(st.sampled_from(PARTS.split()), max_size=60).map(" ".join)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_laws_hold_for_any_text(text: str) -> None:
    check_laws(text, parse(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_a_sentence_is_parsed_alike_alone_and_among_others(texts: list[str]) -> None:
    together = list(load().parse([(0, text) for text in texts]))
    assert together == [parse(text) for text in texts]


def test_batches_do_not_show() -> None:
    texts = [text for text, _ in SENTENCES] * (BATCH_WORDS // 40)
    assert list(load().parse([(0, text) for text in texts])) == [parse(text) for text in texts]


def test_the_same_text_gives_the_same_tree_again() -> None:
    first, second = ([parse(text) for text, _ in SENTENCES] for _ in range(2))
    fresh = list(SlovnetParser().parse([(0, text) for text, _ in SENTENCES]))
    assert first == second == fresh


@pytest.mark.parametrize(
    "text",
    ["а" * 4_000, "а," * 2_000, "С.В." * 1_000, "((" * 2_000, "дом " * 1_000, "г. " * 1_333, "не" * 2_000, "а-" * 2_000, "сказал, что и дом " * 222],
    ids=lambda text: text[:12],
)
def test_the_longest_sentences_of_any_kind_are_trees(text: str) -> None:
    check_laws(text, parse(text))


def test_later_stretches_stand_beside_the_first() -> None:
    sentence = parse("Стороны осудили теракт; " * 60)
    root = sentence.rels.index("ROOT")
    assert sentence.forms[root] == "осудили"
    assert [head for head, rel in zip(sentence.heads, sentence.rels, strict=True) if rel == "parataxis"].count(root) >= 1


def test_natasha_is_not_imported() -> None:
    load()
    assert not {"natasha", "pymorphy2", "slovnet", "navec"} & set(sys.modules)


def test_missing_models_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "PACKAGE", "a_package_that_is_nowhere")
    with pytest.raises(MissingPipelineError, match="pip install"):
        SlovnetParser()


@pytest.mark.parametrize("content", [None, b"", b"no archive", b"\0" * 10_240])
def test_broken_models_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    folder = tmp_path / "a_broken_package" / "data" / "emb"
    folder.mkdir(parents=True)
    (tmp_path / "a_broken_package" / "__init__.py").touch()
    if content is not None:
        (folder / "navec_news_v1_1B_250K_300d_100q.tar").write_bytes(content)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(models, "PACKAGE", "a_broken_package")
    with pytest.raises(MissingPipelineError) as caught:
        SlovnetParser()
    assert isinstance(caught.value.__cause__, OSError | tarfile.TarError | KeyError | ValueError)


def test_missing_dictionary_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymorphy3", None)
    with pytest.raises(MissingPipelineError, match="pymorphy3"):
        SlovnetParser()


def test_dictionary_allows_what_it_knows_and_nothing_of_function_words() -> None:
    labels = ["NOUN|Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing", "NOUN|Animacy=Inan|Case=Gen|Gender=Masc|Number=Sing", "VERB|VerbForm=Fin", "CCONJ"]
    dictionary = Dictionary("ru", [tag_of(label) for label in labels])
    allowed = dictionary.allowed("договор")
    assert allowed is not None
    assert allowed.numbers == {0}
    assert [dictionary.allowed(word) for word in ("и", "жщбр", "не" * 2_000)] == [None, None, None]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("дом", "RU_xx"),
        ("Дом", "RU_Xx"),
        ("ООН", "RU_XX"),
        ("я", "RU_x"),
        ("Я", "RU_X"),
        ("Эр-Рияд", "RU_Xx-Xx"),
        ("МиД", "RU_OTHER"),
        ("NATO", "EN_XX"),
        ("2024", "NUM"),
        ("—", "PUNCT_—"),
        ("...", "PUNCT_OTHER"),
        ("漢", "OTHER"),
    ],
)
def test_outlines_are_those_that_the_models_know(word: str, shape: str) -> None:
    names = models.load_models("ru").syntax.shapes
    assert names[Shapes(names).number(word)] == shape
