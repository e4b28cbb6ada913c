"""The steps of a spaCy parser, made while holding Python's lock: the same tree in half the time.

spaCy's own loop lets go of the lock, and its compiled parts then take it anew forty times a step,
which costs more than all they compute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Matrix = NDArray[Any]


class Steps:
    """The greedy choice of a pipeline's `parser`.

    Args:
        parser: the component, whose model is spaCy's TransitionBasedParser with a layer above.
        one: a document of that pipeline.

    Raises:
        ValueError: it is built otherwise.
    """

    def __init__(self, parser: Any, one: Doc) -> None:
        self._parser = parser
        model = parser.model
        try:
            lower, upper = model.get_ref("lower"), model.get_ref("upper")
            _, _, narrow = model.get_ref("tok2vec").layers
            places, out, pieces, width = lower.get_param("W").shape
            if pieces != 2 or parser.cfg["beam_width"] != 1 or model.attrs["unseen_classes"]:
                raise ValueError("it has other pieces, a beam or unseen classes")
            self._narrow = numpy.ascontiguousarray(narrow.get_param("W").T)
            self._shift = narrow.get_param("b")
            spread = lower.get_param("W").transpose(0, 2, 1, 3).reshape(-1, width)
            self._spread = numpy.ascontiguousarray(spread.T)
            absent = lower.get_param("pad")[0].transpose(0, 2, 1)
            self._absent = absent.reshape(-1)
            self._bias = numpy.ascontiguousarray(lower.get_param("b").T.reshape(-1))
            self._scores = numpy.ascontiguousarray(upper.get_param("W").T)
            self._score_bias = upper.get_param("b")
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"the parser is built in another way: {error}") from error
        self._out = out
        self._places: Matrix = numpy.arange(places, dtype="i")
        self._tokens_of = model.predict([one]).get_token_ids

    def __call__(self, docs: list[Doc]) -> list[Any]:
        """The last state of each document, for the component's `set_annotations`.

        The documents must have their vectors.
        """
        parser, out, places = self._parser, self._out, self._places
        last: list[Any] = parser.moves.init_batch(docs)
        tokens = numpy.concatenate([doc.tensor for doc in docs]) @ self._narrow
        tokens += self._shift
        # what a token brings along in each place of a state; first, what its absence does
        parts: Matrix = numpy.empty((len(tokens) + 1, len(self._absent)), dtype="f")
        parts[0] = self._absent
        numpy.dot(tokens, self._spread, out=parts[1:])
        parts = parts.reshape(-1, 2 * out)
        states = [state for state in last if not state.is_final()]
        while states:
            rows = self._tokens_of(states)
            rows += 1
            rows *= len(places)
            rows += places
            hidden = numpy.add.reduce(parts.take(rows, axis=0), axis=1)
            hidden += self._bias
            scores = numpy.maximum(hidden[:, :out], hidden[:, out:]) @ self._scores
            scores += self._score_bias
            states = parser.transition_states(states, scores)
        return last
