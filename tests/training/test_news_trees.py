"""The news sentences that the parsers are adapted to."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
RELATIONS = frozenset(
    re.findall(
        r"\w+",
        """acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det
        discourse dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl
        orphan
        parataxis punct reparandum root vocative xcomp""",
    )
)


@pytest.fixture(autouse=True)
def _on_the_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(TRAINING))
    yield
    sys.modules.pop("treebank", None)


@pytest.mark.parametrize("name", ["en_news-train", "en_news-dev", "id_news-train", "id_news-dev"])
def test_every_sentence_is_one_tree_of_known_relations(name: str) -> None:
    from treebank import read

    count = 0
    for sentence in read(TRAINING / "news", name):
        heads = [token.head for token in sentence.tokens]
        assert heads.count(-1) == 1, sentence.text
        for token in sentence.tokens:
            assert token.deprel.partition(":")[0] in RELATIONS, (sentence.text, token)
            assert (token.head < 0) == (token.deprel == "root"), (sentence.text, token)
        for word in range(len(heads)):
            seen = set()
            while word >= 0:
                assert word not in seen, sentence.text
                seen.add(word)
                word = heads[word]
        count += 1
    assert count > 100


@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_sentence_is_both_learnt_from_and_measured_with(lang: str) -> None:
    from treebank import read

    train, dev = (
        {s.text for s in read(TRAINING / "news", f"{lang}_news-{part}") if len(s.tokens) > 6}
        for part in ("train", "dev")
    )
    assert not train & dev
