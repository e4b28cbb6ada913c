"""The trained parsers' steps are those that spaCy's own loop makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.languages import load_pack
from dragoman.parsing import SpacyEngine
from dragoman.parsing.trained.steps import Steps

TEXTS = {
    "en": [
        "Finland's foreign minister promised on Monday to send generators to Ukraine.",
        "Yes.",
        "The men, who had been held since May, were freed after talks that Qatar had led.",
    ],
    "id": [
        "Menteri luar negeri Finlandia berjanji pada Senin akan mengirim generator ke Ukraina.",
        "Ya.",
        "Kedua negara sepakat, kata juru bicara itu, untuk membuka kembali perbatasan.",
    ],
}


def _engine(lang: str) -> SpacyEngine:
    folder = Path(dragoman.__file__).parent / "languages" / lang / "model"
    return SpacyEngine(folder, load_pack(lang).morphology)


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_steps_are_those_of_spacy(lang: str) -> None:
    pipeline = _engine(lang).pipeline
    parser: Any = pipeline.get_pipe("parser")
    trees = []
    for predict in (parser.predict, Steps(parser, pipeline.make_doc("."))):
        docs = [pipeline.make_doc(text) for text in TEXTS[lang]]
        tok2vec: Any = pipeline.get_pipe("tok2vec")
        tok2vec.set_annotations(docs, tok2vec.predict(docs))
        parser.set_annotations(docs, predict(docs))
        trees.append([[(token.head.i, token.dep_) for token in doc] for doc in docs])
    assert trees[0] == trees[1]


def test_shipped_parsers_are_stepped_through_quickly() -> None:
    for lang in TEXTS:
        engine = _engine(lang)
        engine.parse(TEXTS[lang])
        assert engine._steps is not None


def test_a_parser_built_otherwise_is_refused() -> None:
    pipeline = _engine("en").pipeline
    parser: Any = pipeline.get_pipe("parser")
    parser.cfg["beam_width"] = 4
    with pytest.raises(ValueError, match="beam"):
        Steps(parser, pipeline.make_doc("."))
