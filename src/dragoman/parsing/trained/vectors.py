"""A spaCy tok2vec computed with what its words repeat: the same vectors in half the time.

What a word brings along by itself (its hashed form, prefix, suffix and shape) is computed once for
each word and kept; only the layers that look at its neighbours run for each sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Matrix = NDArray[Any]

KEPT = 50_000
"""Words kept, 20 MB of them; then they are gathered anew."""

_EPSILON = 1e-8  # of thinc's layer normalisation


@dataclass(frozen=True, slots=True)
class _Layer:
    """A maxout layer with layer normalisation; the pieces stand side by side in `weights`."""

    weights: Matrix
    bias: Matrix
    gain: Matrix
    shift: Matrix
    pieces: int

    @classmethod
    def of(cls, maxout: Any, norm: Any) -> _Layer:
        out, pieces, width = (maxout.get_dim(name) for name in ("nO", "nP", "nI"))
        weights = maxout.get_param("W").reshape(out, pieces, width)
        bias = maxout.get_param("b").reshape(out, pieces)
        return cls(
            numpy.ascontiguousarray(weights.transpose(2, 1, 0).reshape(width, pieces * out)),
            numpy.ascontiguousarray(bias.T.reshape(pieces * out)),
            norm.get_param("G"),
            norm.get_param("b"),
            pieces,
        )

    def __call__(self, rows: Matrix) -> Matrix:
        spread = rows @ self.weights
        spread += self.bias
        width = self.gain.shape[0]
        best: Matrix = spread[:, :width]
        for piece in range(1, self.pieces):
            best = numpy.maximum(best, spread[:, piece * width : (piece + 1) * width])
        mean = numpy.add.reduce(best, axis=1, keepdims=True)
        mean /= width
        best -= mean
        variance = numpy.einsum("ij,ij->i", best, best) / width + _EPSILON
        best *= (variance**-0.5)[:, None]
        best *= self.gain
        best += self.shift
        return best


class Vectors:
    """The vectors of a pipeline's `tok2vec`.

    Args:
        model: its model, of spaCy's MultiHashEmbed and MaxoutWindowEncoder with a window of one.

    Raises:
        ValueError: it is built otherwise.
    """

    def __init__(self, model: Any) -> None:
        try:
            embedding, context = model.layers
            extract, _, hashed, mixed, _ = embedding.layers
            self._columns: list[int | str] = extract.attrs["columns"]
            self._hashed = [one.layers[1] for one in hashed.layers[0].layers]
            self._mix = _Layer.of(*mixed.layers[0].layers[0].layers)
            blocks = [block.layers[0] for block in context.layers[0].layers]
            if any(block.layers[0].attrs["window_size"] != 1 for block in blocks):
                raise ValueError("its window is not one word wide")
            self._blocks = [_Layer.of(*block.layers[1].layers[0].layers) for block in blocks]
            self._pad: int = context.attrs["pad"]
        except (AttributeError, IndexError, KeyError, TypeError) as error:
            raise ValueError(f"the tok2vec is built in another way: {error}") from error
        self._width = self._mix.gain.shape[0]
        self._rows: dict[int, int] = {}
        self._table: Matrix = numpy.zeros((1024, self._width), dtype="f")

    def set(self, docs: list[Doc]) -> None:
        """Give each document its vectors (`Doc.tensor`, a row for each word)."""
        if not docs:
            return
        if len(self._rows) > KEPT:
            self._rows.clear()
        pad = self._pad
        size = sum(len(doc) + pad for doc in docs) + pad
        rows: Matrix = numpy.zeros((size, self._width), dtype="f")
        at = pad
        for doc in docs:
            known = self._known(doc)
            rows[at : at + len(doc)] = self._table[known]
            at += len(doc) + pad
        width = self._width
        seen: Matrix = numpy.zeros((size, 3 * width), dtype="f")
        for block in self._blocks:
            seen[1:, :width] = rows[:-1]
            seen[:, width : 2 * width] = rows
            seen[:-1, 2 * width :] = rows[1:]
            rows += block(seen)
        at = pad
        for doc in docs:
            doc.tensor = rows[at : at + len(doc)]
            at += len(doc) + pad

    def _known(self, doc: Doc) -> list[int]:
        """The row of each word in the table, made where there is none."""
        words = doc.to_array("ORTH").tolist()
        rows = self._rows
        new = [token for token, word in enumerate(words) if word not in rows]
        if new:
            keys = doc.to_array(self._columns).astype("uint64")
            for token in new:
                if words[token] not in rows:
                    self._add(words[token], keys[token : token + 1])
        return [rows[word] for word in words]

    def _add(self, word: int, keys: Any) -> None:
        """One word alone, so that its numbers do not depend on what was read with it."""
        parts = [one.predict(keys[:, i]) for i, one in enumerate(self._hashed)]
        row = len(self._rows)
        if row == len(self._table):
            self._table = numpy.concatenate([self._table, numpy.zeros_like(self._table)])
        self._table[row] = self._mix(numpy.hstack(parts))[0]
        self._rows[word] = row
