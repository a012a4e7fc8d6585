"""The forward pass of slovnet's two networks, with NumPy.

Both are convolutions over a row of words, each layer with its ReLU and its normalisation; the tagger ends in one linear layer, the parser in two biaffine
ones (Dozat and Manning, 2017), for heads and for relations. Sentences are laid end to end with a blank between them, so that none is padded to the length of
another. The last bits of a matrix product depend on how many rows it has, and a reading must not depend on the sentences around it: every product over words
of several sentences is therefore one of :data:`BLOCK` rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from verbale.pipelines.slovnet.models import Floats, Model

Scores = npt.NDArray[np.float64]

#: Rows that are multiplied at once.
BLOCK = 64


class Encoder:
    """The layers that both networks have.

    Args:
        model: a network's weights.
    """

    def __init__(self, model: Model) -> None:
        self._shapes: Floats = model.weights["emb"]["shape"]["weight"]
        self._layers = [_layer(layer) for layer in model.weights["encoder"]["layers"]]

    def encode(self, vectors: Floats, shapes: npt.NDArray[np.int64], blank: npt.NDArray[np.int64]) -> Floats:
        """What the network makes of each word in the company of three words on either side.

        Args:
            vectors: the words' vectors, one a row; :data:`BLOCK` divides their number.
            shapes: the numbers of their outlines.
            blank: the rows that are no words, at least one before and after every sentence: 0 before and after every layer, as padding is.
        """
        x: Floats = np.concatenate((vectors, self._shapes[shapes]), axis=1)
        x[blank] = 0
        for weights, bias, scale, shift in self._layers:
            width = len(bias)
            taps = _product(x, weights)
            x = taps[:, width : 2 * width] + bias
            x[1:] += taps[:-1, :width]
            x[:-1] += taps[1:, 2 * width :]
            np.maximum(x, 0, out=x)
            x *= scale
            x += shift
            x[blank] = 0
        return x


def _product(x: Floats, weights: Floats) -> Floats:
    product: Floats = x.reshape(-1, BLOCK, x.shape[1]) @ weights
    return product.reshape(len(x), -1)


def _layer(layer: dict[str, Any]) -> tuple[Floats, Floats, Floats, Floats]:
    """A layer's weights: for the word before, the word and the word after side by side; its bias; its normalisation as one product and one sum."""
    norm = layer["norm"]
    scale = norm["weight"] / norm["std"]
    weights = np.concatenate([layer["conv"]["weight"][:, :, tap].T for tap in range(3)], axis=1)
    return np.ascontiguousarray(weights), layer["conv"]["bias"], scale, norm["bias"] - norm["mean"] * scale


class Tagger(Encoder):
    """The network that tags words."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._weight: Floats = model.weights["head"]["proj"]["weight"]
        self._bias: Floats = model.weights["head"]["proj"]["bias"]

    def scores(self, encoded: Floats) -> Floats:
        """``[word, tag]``, of what :meth:`encode` made of the words."""
        return _product(encoded, self._weight) + self._bias


class Attacher(Encoder):
    """The network that finds heads and relations."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._heads, self._relations = _Biaffine(model.weights["head"]), _Biaffine(model.weights["rel"])

    def head_scores(self, x: Floats) -> Scores:
        """``[word, head]``, log-probabilities over the heads; head 0 is the root, head ``h`` the word ``h - 1``.

        Args:
            x: what :meth:`encode` made of the words of one sentence.
        """
        rooted = self._heads.rooted(x)
        scores: Scores = ((self._heads.above(rooted) @ self._heads.kernel) @ self._heads.below(rooted).T)[1:].astype(np.float64)
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return scores

    def relation_scores(self, x: Floats, heads: npt.NDArray[np.int64]) -> Floats:
        """``[word, relation]``, given the words' heads (0 is the root)."""
        below = self._relations.below(x)
        product: Floats = self._relations.above(self._relations.rooted(x)[heads]) @ self._relations.kernel
        scores: Floats = (product.reshape(len(x), -1, below.shape[1]) @ below[:, :, None])[:, :, 0]
        return scores


class _Biaffine:
    """A layer that weighs pairs of a head and a word."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self.kernel: Floats = weights["kernel"]
        self._root: Floats = weights["root"].reshape(1, -1)
        self._above, self._below = weights["head"]["proj"], weights["tail"]["proj"]

    def rooted(self, x: Floats) -> Floats:
        """The words, with the root before them."""
        return np.concatenate((self._root, x))

    def above(self, x: Floats) -> Floats:
        """Words as heads."""
        return _relu(x @ self._above["weight"] + self._above["bias"])

    def below(self, x: Floats) -> Floats:
        """Words as what hangs on heads."""
        return _relu(x @ self._below["weight"] + self._below["bias"])


def _relu(x: Floats) -> Floats:
    return np.maximum(x, 0, out=x)
