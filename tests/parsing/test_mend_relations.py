"""Relations that are gone through while they are changed."""

from __future__ import annotations

from dragoman.parsing.trained.mending.relations import Relations


def test_tokens_are_found_in_their_order_by_relation_and_kind() -> None:
    rels = Relations(["nsubj", "root", "obj", "flat:name", "nsubj:pass", "obj"])

    assert list(rels.having(("obj", "nsubj"))) == [0, 2, 5]
    assert list(rels.having(("iobj",))) == []
    assert list(rels.having_kind(("nsubj", "flat"))) == [0, 3, 4]
    assert list(rels.having_kind(("acl",))) == []


def test_what_is_changed_on_the_way_counts_for_the_tokens_behind() -> None:
    rels = Relations(["conj", "root", "conj", "obj", "conj"])
    seen = []
    for token in rels.having(("conj",)):
        seen.append(token)
        if token == 0:
            rels[2], rels[3] = "obj", "conj"

    assert seen == [0, 3, 4]
    assert list(rels.having(("obj",))) == [2]
