"""The files of the models: where they lie, and what is in them.

They come inside the wheel of the ``natasha`` distribution, which is never imported: its code needs pymorphy2, which needs the removed ``pkg_resources``.
The files are tar archives of arrays, JSON and word lists, read here without navec's and slovnet's own readers: those unpack tables for tasks of their own
(100 MB at the peak), and would be two more packages to install.
"""

from __future__ import annotations

import gzip
import json
import tarfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from verbale.errors import MissingPipelineError

#: Distribution and package that hold the files.
PACKAGE = "natasha"
_EMBEDDINGS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_MORPHOLOGY = "data/model/slovnet_morph_news_v1.tar"
_SYNTAX = "data/model/slovnet_syntax_news_v1.tar"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Embeddings:
    """navec's word vectors, quantised: a vector is the chunks of ``codes`` that its row of ``indexes`` names (Jégou et al., 2011)."""

    ids: dict[str, int]
    indexes: npt.NDArray[np.uint8]
    codes: Floats

    def vectors(self, ids: npt.NDArray[np.int64]) -> Floats:
        """The vectors of words, one a row."""
        chunks: Floats = self.codes[np.arange(len(self.codes)), self.indexes[ids]]
        return chunks.reshape(len(ids), -1)


@dataclass(frozen=True, slots=True)
class Model:
    """One of slovnet's networks: its arrays under the names that slovnet gives them, the outlines of words it tells apart, and what it answers with."""

    weights: dict[str, Any]
    shapes: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Models:
    """All that the pipeline reads from files."""

    embeddings: Embeddings
    morphology: Model
    syntax: Model


def load_models(language: str) -> Models:
    """Read the models.

    Raises:
        MissingPipelineError: when they are not installed, or not as they were published.
    """
    try:
        embeddings, morphology, syntax = model_files()
        return Models(_embeddings(embeddings), _model(morphology, "tag"), _model(syntax, "rel"))
    except (OSError, EOFError, ImportError, KeyError, TypeError, ValueError, tarfile.TarError) as error:
        raise MissingPipelineError(language, PACKAGE) from error


def model_files() -> tuple[Path, Path, Path]:
    """Where the word vectors, the network of word classes and the network of syntax lie.

    Raises:
        ModuleNotFoundError: when the distribution that holds them is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(PACKAGE)
    root = Path(next(iter(spec.submodule_search_locations)))
    return root / _EMBEDDINGS, root / _MORPHOLOGY, root / _SYNTAX


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file.read()


def _embeddings(path: Path) -> Embeddings:
    """The word vectors. Their quantised table stays on disk, mapped: a text touches little of it."""
    with tarfile.open(path) as tar:
        packed = gzip.decompress(_member(tar, "vocab.bin"))  # how many words; the count of each; the words
        size = int(np.frombuffer(packed, np.uint32, count=1)[0])
        words = packed[4 * (size + 1) :].decode("utf-8").splitlines()
        table = tar.getmember("pq.bin")
    if len(words) != size:
        raise ValueError(path.name)
    header, numbers = 4, np.memmap(path, np.uint32, "r", offset=table.offset_data, shape=4)
    vectors, chunks, centroids = (int(number) for number in (numbers[0], numbers[2], numbers[3]))
    begin = table.offset_data + 4 * header
    indexes = np.memmap(path, np.uint8, "r", offset=begin, shape=(vectors, chunks))
    rest = (table.offset_data + table.size - begin - indexes.size) // 4
    codes = np.array(np.memmap(path, np.float32, "r", offset=begin + indexes.size, shape=rest)).reshape(chunks, centroids, -1)
    return Embeddings({word: number for number, word in enumerate(words)}, indexes, codes)


def _model(path: Path, answers: str) -> Model:
    with tarfile.open(path) as tar:
        weights = _arrays(json.loads(_member(tar, "model.json")), tar)
        shapes, labels = (gzip.decompress(_member(tar, f"vocabs/{name}.gz")).decode("utf-8").splitlines() for name in ("shape", answers))
    return Model(weights, tuple(shapes), tuple(labels))


def _arrays(node: Any, tar: tarfile.TarFile) -> Any:
    """A model's description with its arrays in place; the word vectors, which it only names, are left out."""
    if isinstance(node, list):
        return [_arrays(inner, tar) for inner in node]
    if not isinstance(node, dict):
        return node
    if "array" in node:
        return np.frombuffer(_member(tar, f"arrays/{node['array']}.bin"), node["dtype"]).reshape(node["shape"])
    return {name: _arrays(inner, tar) for name, inner in node.items()}
